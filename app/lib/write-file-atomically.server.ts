import { randomUUID } from 'node:crypto'
import { open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { syncFolder } from './sync-folder.server.ts'

/**
 * Puts a file in its place whole, for its owner alone, and returns when the disk has it: whoever reads finds the one before or
 * this one. Root gives it to the owner of the folder, so that a command run as root takes no file from the service.
 */
export async function writeFileAtomically(file: string, text: string): Promise<void> {
	const folder = path.dirname(file)
	const draft = `${file}.${randomUUID()}.tmp`
	try {
		const handle = await open(draft, 'wx', 0o600)
		try {
			await handle.writeFile(text)
			if (process.getuid?.() === 0) {
				const { uid, gid } = await stat(folder)
				await handle.chown(uid, gid)
			}
			await handle.sync()
		} finally {
			await handle.close()
		}
		await rename(draft, file)
	} catch (error) {
		await rm(draft, { force: true })
		throw error
	}
	await syncFolder(folder)
}
