import { Client } from 'pg'
import { StartError } from '#app/lib/start-error.ts'

/** Connections for whatever works beside the pool: jobs, commands, the hold on the folder. */
const BESIDE_THE_POOL = 50

/** How many connections the embedded server takes for a pool of this size. */
export const connectionsFor = (poolSize: number) => poolSize + BESIDE_THE_POOL

/**
 * Makes sure that the database gives as many connections as the pool may open, so that a busy hour is not when it shows.
 *
 * @throws StartError when it does not
 */
export async function checkConnections(connectionString: string, poolSize: number): Promise<void> {
	const client = new Client({ connectionString })
	client.on('error', () => undefined)
	await client.connect()
	try {
		const { rows } = await client.query<{ most: number }>(
			`SELECT least(
				current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
					- coalesce(current_setting('reserved_connections', true)::int, 0),
				(SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database()),
				(SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = session_user)) AS most`,
		)
		const most = rows[0]?.most ?? 0
		if (poolSize <= most) return
		throw new StartError(
			`DATABASE_POOL_SIZE is ${poolSize}, and the database gives this sign-in ${most} connections at most. Set it to less, with room for other processes, or raise max_connections of the database.`,
			78,
		)
	} finally {
		await client.end().catch(() => undefined)
	}
}
