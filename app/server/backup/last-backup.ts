import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'

const lastBackupSchema = z.object({
	at: z.iso.datetime(),
	/** Null where it went to standard output. */
	file: z.string().nullable(),
	rows: z.number(),
	bytes: z.number(),
	sha256: z.string(),
})

export type LastBackup = z.infer<typeof lastBackupSchema>

const place = (dataDir: string): string => path.join(dataDir, 'last-backup.json')

/** Notes for `contour doctor` that a backup was made; where there is no data folder, nothing is noted. */
export async function writeLastBackup(dataDir: string, backup: LastBackup): Promise<void> {
	try {
		await writeFile(place(dataDir), `${JSON.stringify(backup, null, '\t')}\n`, { mode: 0o600 })
	} catch {
		// The backup itself is whole.
	}
}

/** The backup that was made last from here, as far as it is known. */
export async function readLastBackup(dataDir: string): Promise<LastBackup | null> {
	try {
		return lastBackupSchema.parse(JSON.parse(await readFile(place(dataDir), 'utf8')))
	} catch {
		return null
	}
}
