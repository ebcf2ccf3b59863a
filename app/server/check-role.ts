import { Client } from 'pg'
import { StartError } from '#app/lib/start-error.ts'

const APPLICATION_ROLE = 'contour_app'

/**
 * Makes sure that the application works as a role that row-level security binds.
 *
 * The pool asks for the role as a start-up setting of each connection. A pooler
 * in between may drop such a setting, and everything would seem to work.
 *
 * @throws StartError when it would not
 */
export async function checkApplicationRole(connectionString: string): Promise<void> {
	const client = new Client({ connectionString, options: `-c role=${APPLICATION_ROLE}` })
	client.on('error', () => undefined)
	try {
		await client.connect()
		const { rows } = await client.query<{ name: string; unbound: boolean; owns: boolean }>(
			`SELECT current_user AS name, rolsuper OR rolbypassrls AS unbound,
				EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns
			FROM pg_roles r WHERE rolname = current_user`,
		)
		const role = rows[0]
		if (role?.name !== APPLICATION_ROLE) {
			throw new StartError(
				`DATABASE_URL leads to work as ${role?.name}, not as ${APPLICATION_ROLE}: something on the way, such as a connection pooler, drops start-up options. Let DATABASE_URL sign in as ${APPLICATION_ROLE}, and set DATABASE_OWNER_URL.`,
			)
		}
		if (role.unbound || role.owns) {
			throw new StartError(
				`The role ${APPLICATION_ROLE} ${role.owns ? 'owns tables' : 'may pass row-level security'}; it must not. ALTER ROLE ${APPLICATION_ROLE} NOSUPERUSER NOBYPASSRLS, and give what it owns to another.`,
			)
		}
	} catch (error) {
		if (error instanceof StartError) throw error
		throw new StartError(
			`The database lets the application not work as ${APPLICATION_ROLE} (${(error as Error).message}). DATABASE_URL needs a role that is ${APPLICATION_ROLE} or a member of it.`,
		)
	} finally {
		await client.end().catch(() => undefined)
	}
}
