import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { databaseUrlForScript } from './database-url.ts'
import { MIGRATIONS_DIRECTORY, PRISMA_DIRECTORY, readMigrations } from './migration-files.ts'
import { withSchemaEngine } from './schema-engine.ts'
import { runScript } from './script.ts'

const SCHEMA_FILE = path.join(PRISMA_DIRECTORY, 'schema.prisma')

export type Drift = { differs: boolean; text: string }

/**
 * Compares what the migrations make with what schema.prisma says.
 *
 * The migrations are replayed in an empty database made for it and dropped after,
 * so `adminUrl` needs the right to make databases.
 *
 * @param options.script gives the SQL that would lead from the one to the other, as the beginning of a migration
 * @param options.schema instead of the text of schema.prisma
 */
export async function findDrift(
	adminUrl: string,
	{ script = false, schema = readFileSync(SCHEMA_FILE, 'utf8') } = {},
): Promise<Drift> {
	const scratch = `contour_diff_${randomBytes(6).toString('hex')}`
	const url = new URL(adminUrl)
	url.pathname = `/${scratch}`
	const client = new Client({ connectionString: adminUrl })
	await client.connect()
	try {
		const before = await listRoles(client)
		await client.query(`CREATE DATABASE ${scratch} TEMPLATE template0`)
		try {
			return await compare(url.href, { script, schema })
		} finally {
			await client.query(`DROP DATABASE ${scratch} (FORCE)`)
			// A role belongs to whoever made it: the owner of a real database could not grant one that stayed from here.
			for (const role of await listRoles(client)) {
				if (!before.includes(role)) await client.query(`DROP ROLE ${client.escapeIdentifier(role)}`)
			}
		}
	} finally {
		await client.end()
	}
}

async function listRoles(client: Client): Promise<string[]> {
	const { rows } = await client.query<{ name: string }>(
		"SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'contour\\_%'",
	)
	return rows.map(({ name }) => name)
}

type Comparison = { script: boolean; schema: string }

async function compare(connectionString: string, { script, schema }: Comparison): Promise<Drift> {
	const { exitCode, stdout } = await withSchemaEngine(connectionString, (engine) =>
		engine.diff({
			from: {
				tag: 'migrations',
				baseDir: MIGRATIONS_DIRECTORY,
				lockfile: {
					path: 'migration_lock.toml',
					content: readFileSync(path.join(MIGRATIONS_DIRECTORY, 'migration_lock.toml'), 'utf8'),
				},
				shadowDbInitScript: '',
				migrationDirectories: readMigrations().map(({ name, sql }) => ({
					path: name,
					migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
				})),
			},
			to: { tag: 'schemaDatamodel', files: [{ path: SCHEMA_FILE, content: schema }] },
			script,
			exitCode: true,
			filters: { externalTables: [], externalEnums: [] },
		}),
	)
	return { differs: exitCode === 2, text: stdout?.trim() ?? '' }
}

if (import.meta.main) {
	await runScript(async () => {
		const drift = await findDrift(databaseUrlForScript('CREATEDB'), {
			script: process.argv.includes('--script'),
		})
		console.log(drift.differs ? drift.text : 'The migrations make exactly what schema.prisma says.')
		return drift.differs ? 2 : 0
	})
}
