import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { StartError } from '#app/lib/start-error.ts'

export type FolderUse = 'application' | 'tool'

/** Keys of advisory locks, all of one class: 'cont' in ASCII. */
const LOCK_CLASS = 0x636f6e74
const APPLICATION = 1
const IN_USE = 2

/** A killed process's connection is noticed by the server a moment later. */
const PATIENCE_MS = 2000

/**
 * Holds a data folder for this process through advisory locks on a connection
 * kept open: the locks end with the process, however it ends.
 *
 * Returns a function that lets go and tells whether this was the last user; then
 * no other process can begin to use the server until that function's caller has
 * stopped it. Returns null when the server went away meanwhile.
 */
export async function holdFolder(
	connectionString: string,
	{ use, dataDir }: { use: FolderUse; dataDir: string },
): Promise<(() => Promise<boolean>) | null> {
	const client = new Client({
		connectionString,
		application_name: `contour ${use} ${process.pid}`,
		keepAlive: true,
	})
	// A lost connection shows where the database is really used.
	client.on('error', () => undefined)
	const lock = async (kind: string, key: number) => {
		const { rows } = await client.query<{ ok: boolean }>(`SELECT pg_try_advisory_lock${kind}($1, $2) AS ok`, [
			LOCK_CLASS,
			key,
		])
		return rows[0]?.ok === true
	}
	try {
		await client.connect()
		// Refused while the last user is stopping the server.
		if (!(await lock('_shared', IN_USE))) {
			await client.end()
			await sleep(50)
			return null
		}
	} catch {
		await client.end().catch(() => undefined)
		await sleep(50)
		return null
	}
	if (use === 'application') {
		const deadline = Date.now() + PATIENCE_MS
		while (!(await lock('', APPLICATION))) {
			if (Date.now() > deadline) {
				const holder = await findHolder(client)
				await client.end()
				throw new StartError(
					`Contour already runs on this data folder${holder}: ${dataDir}. ` +
						'Stop that one, or give this one a folder of its own with CONTOUR_DATA_DIR.',
				)
			}
			await sleep(50)
		}
	}
	return async () => {
		try {
			await client.query('SELECT pg_advisory_unlock_all()')
			const last = await lock('', IN_USE)
			if (!last) await client.end()
			return last
		} catch {
			await client.end().catch(() => undefined)
			return false
		}
	}
}

async function findHolder(client: Client): Promise<string> {
	const { rows } = await client.query<{ application_name: string }>(
		`SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
		WHERE l.locktype = 'advisory' AND l.classid = $1 AND l.objid = $2 AND l.granted`,
		[LOCK_CLASS, APPLICATION],
	)
	const pid = rows[0]?.application_name.split(' ').at(-1)
	return pid ? ` (process ${pid})` : ''
}
