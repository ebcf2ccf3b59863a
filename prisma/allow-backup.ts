import type { Client } from 'pg'

/** Lets the role of backups read what migrations have made since; changes nothing where it can. */
export async function allowBackup(client: Client): Promise<void> {
	const { rows } = await client.query("SELECT to_regprocedure('allow_backup()') AS found")
	if (rows[0]?.found !== null) await client.query('SELECT allow_backup()')
}
