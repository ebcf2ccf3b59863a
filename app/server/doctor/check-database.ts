import type { Client } from 'pg'
import type { Env } from '#app/lib/env.server.ts'
import { isStartError } from '#app/lib/start-error.ts'
import { checkApplicationRole } from '#app/server/check-role.ts'
import { findOpenTables } from '#app/server/find-open-tables.ts'
import { listPending } from '#prisma/list-pending.ts'
import { ok, problem, warning } from './finding.ts'
import type { Finding } from './finding.ts'

/** Of the server itself: any role may ask. */
export async function checkServer(client: Client, env: Env): Promise<Finding[]> {
	const sent = Date.now()
	const { rows } = await client.query<{
		version: string
		number: number
		encoding: string
		now: string
		connections: number
		fsync: string
		extensions: string | null
	}>(
		`SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
			current_setting('server_encoding') AS encoding, (extract(epoch FROM clock_timestamp()) * 1000)::bigint::text AS now,
			current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int AS connections,
			current_setting('fsync') AS fsync,
			(SELECT string_agg(extname, ', ' ORDER BY extname) FROM pg_extension WHERE extname <> 'plpgsql') AS extensions`,
	)
	const [server] = rows
	if (!server) return []
	return [
		server.number >= 150_000
			? ok('PostgreSQL', server.version)
			: problem(
					'PostgreSQL',
					`${server.version} is older than 15`,
					'Move the database to PostgreSQL 15 or newer.',
				),
		server.encoding === 'UTF8'
			? ok('encoding', 'UTF8')
			: problem(
					'encoding',
					`the database is encoded as ${server.encoding}`,
					'Make a database with ENCODING UTF8 and restore a backup into it.',
				),
		server.fsync === 'on'
			? ok('durability', 'what is committed is on the disk')
			: problem(
					'durability',
					'fsync is off: a crash of the machine loses data',
					'Set fsync = on in postgresql.conf.',
				),
		ok('extensions', `${server.extensions ?? 'none'}; Contour needs none`),
		checkClock((Number(server.now) - (sent + Date.now()) / 2) / 1000),
		checkPool(env.DATABASE_POOL_SIZE, server.connections),
	]
}

export function checkClock(seconds: number): Finding {
	const off = Math.abs(Math.round(seconds))
	const found = `the database's differs by ${off} s from this machine's`
	const todo = 'Let both machines set their clocks by NTP.'
	if (off > 60) return problem('clock', found, todo)
	return off > 5 ? warning('clock', found, todo) : ok('clock', found)
}

/** Besides its pool, a process holds a few connections for migrations, the command line and jobs. */
export function checkPool(pool: number, connections: number): Finding {
	const found = `a process holds up to ${pool}, the server allows ${connections}`
	const todo = 'Lower DATABASE_POOL_SIZE, or raise max_connections of PostgreSQL.'
	if (pool >= connections) return problem('connections', found, todo)
	if (pool + 5 > connections) return warning('connections', found, todo)
	return ok('connections', `${found}: enough for ${Math.floor(connections / (pool + 5))} processes`)
}

/** Who the application and the migrations sign in as. */
export async function checkRoles(appUrl: string, owner: Client): Promise<Finding[]> {
	const { rows } = await owner.query<{ name: string; unbound: boolean; foreign: number }>(
		`SELECT current_user AS name, r.rolsuper OR r.rolbypassrls AS unbound,
			(SELECT count(*)::int FROM pg_class c WHERE c.relnamespace = to_regnamespace('public') AND c.relkind IN ('r', 'p')
				AND NOT pg_has_role(current_user, c.relowner, 'USAGE')) AS foreign
		FROM pg_roles r WHERE r.rolname = current_user`,
	)
	return [await checkApplication(appUrl), ...rows.map(checkOwner)]
}

async function checkApplication(appUrl: string): Promise<Finding> {
	try {
		await checkApplicationRole(appUrl)
		return ok('application role', 'contour_app owns nothing and is bound by row-level security')
	} catch (error) {
		if (!isStartError(error)) throw error
		return problem('application role', error.message, 'Do as it says, then ask again.')
	}
}

function checkOwner({
	name,
	unbound,
	foreign,
}: {
	name: string
	unbound: boolean
	foreign: number
}): Finding {
	if (foreign > 0) {
		return problem(
			'owner role',
			`${name} does not own ${foreign} tables, so it can neither migrate nor save them`,
			'Set DATABASE_OWNER_URL to the role that made the tables.',
		)
	}
	if (unbound) {
		return warning(
			'owner role',
			`${name} passes row-level security, which hides mistakes in it`,
			'Let a role own the database that is NOSUPERUSER NOBYPASSRLS.',
		)
	}
	return ok('owner role', `${name} owns the tables and is bound by row-level security`)
}

/** Whether the database has this Contour's schema, and guards every table. */
export async function checkSchema(owner: Client): Promise<Finding[]> {
	let pending: string[]
	try {
		pending = await listPending(owner)
	} catch (error) {
		if (!isStartError(error)) throw error
		return [problem('schema', error.message, 'Do as it says, then ask again.')]
	}
	const migrate = 'npm run db:migrate, or start Contour.'
	const open = await findOpenTables(owner)
	return [
		pending.length === 0
			? ok('schema', 'has every migration of this Contour')
			: warning('schema', `${pending.length} migrations are to come, ${pending[0]} first`, migrate),
		open.length === 0
			? ok('row-level security', 'enabled and forced on every table')
			: problem(
					'row-level security',
					`not enabled and forced, or without a policy, on ${open.join(', ')}`,
					'Stop Contour. Restore a backup, or enable and force it as the migrations do.',
				),
	]
}
