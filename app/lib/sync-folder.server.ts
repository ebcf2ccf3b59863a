import { open } from 'node:fs/promises'

/** After a rename: the new name outlives a crash of the machine as well. Windows knows no such thing as syncing a folder. */
export async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return
	const handle = await open(folder, 'r')
	try {
		await handle.sync()
	} finally {
		await handle.close()
	}
}
