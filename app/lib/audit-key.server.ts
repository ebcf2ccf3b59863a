import { createHmac, randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { getEnv } from './env.server.ts'
import { writeFileAtomically } from './write-file-atomically.server.ts'

/** The folder of what is kept outside of the database, under a key that the database never sees. */
export function auditFolder(): string {
	const { CONTOUR_AUDIT_DIR, CONTOUR_DATA_DIR } = getEnv()
	return path.resolve(CONTOUR_AUDIT_DIR ?? path.join(CONTOUR_DATA_DIR, 'audit'))
}

/** The key: the setting, else the file in the folder; null where there is none yet. */
export async function readAuditKey(): Promise<Buffer | null> {
	const { CONTOUR_AUDIT_KEY } = getEnv()
	if (CONTOUR_AUDIT_KEY) return Buffer.from(CONTOUR_AUDIT_KEY, 'hex')
	const file = path.join(auditFolder(), 'key')
	let text: string
	try {
		text = (await readFile(file, 'utf8')).trim()
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
		throw error
	}
	if (!/^[0-9a-f]{64}$/i.test(text)) {
		throw new Error(
			`${file} is damaged: it should hold 64 hexadecimal digits. Put the key back from where you keep it.`,
		)
	}
	return Buffer.from(text, 'hex')
}

/** The same, and makes the key where there is none. Of several processes at once one makes it. */
export async function ensureAuditKey(): Promise<Buffer> {
	const folder = auditFolder()
	await mkdir(folder, { recursive: true, mode: 0o700 })
	const present = await readAuditKey()
	if (present) return present
	const draft = path.join(folder, `key.${randomBytes(8).toString('hex')}`)
	await writeFileAtomically(draft, `${randomBytes(32).toString('hex')}\n`)
	try {
		await link(draft, path.join(folder, 'key'))
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
	} finally {
		await rm(draft, { force: true })
	}
	const made = await readAuditKey()
	if (!made) throw new Error(`The key in ${folder} is gone again.`)
	return made
}

/** Tells a key from another without giving it away. */
export function nameAuditKey(key: Buffer): string {
	return createHmac('sha256', key).update('contour audit key').digest('hex').slice(0, 16)
}
