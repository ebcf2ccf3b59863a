import { Client } from 'pg'
import type { Credentials } from './database-credentials.ts'

/**
 * Makes the roles and the empty database of the embedded server where missing.
 *
 * - the owner makes the schema: no superuser, since a superuser passes row-level
 *   security unseen; CREATEROLE, since migrations make roles.
 * - the application owns nothing. It signs in as itself, so no RESET ROLE leads
 *   back to anything stronger.
 */
export async function prepareDatabase(adminUrl: string, credentials: Credentials): Promise<void> {
	const client = new Client({ connectionString: adminUrl })
	await client.connect()
	try {
		// Two processes may meet on a new folder.
		await client.query("SELECT pg_advisory_lock(hashtext('contour: prepare database'))")
		const { rows } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'contour'")
		if (rows.length > 0) return
		await prepareRoles(client, credentials)
		await client.query(`CREATE DATABASE contour OWNER ${client.escapeIdentifier(credentials.owner.user)}`)
	} finally {
		await client.end()
	}
}

/** Makes or updates the two roles. Database by database they own and are granted things elsewhere. */
export async function prepareRoles(client: Client, credentials: Pick<Credentials, 'owner' | 'app'>) {
	const owner = client.escapeIdentifier(credentials.owner.user)
	const app = client.escapeIdentifier(credentials.app.user)
	for (const [role, { user, password }, rights] of [
		[owner, credentials.owner, 'CREATEROLE'],
		[app, credentials.app, 'NOCREATEROLE'],
	] as const) {
		const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [user])
		if (rows.length === 0) await client.query(`CREATE ROLE ${role}`)
		await client.query(
			`ALTER ROLE ${role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB ${rights} PASSWORD ${client.escapeLiteral(password)}`,
		)
	}
	await client.query(`GRANT ${app} TO ${owner} WITH ADMIN OPTION`)
}
