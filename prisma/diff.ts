import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Client } from 'pg'
import { databaseUrlForScript } from './database-url.ts'
import { MIGRATIONS_DIRECTORY, PRISMA_DIRECTORY, readMigrations } from './migration-files.ts'
import type { Migration } from './migration-files.ts'
import { withSchemaEngine } from './schema-engine.ts'
import { runScript } from './script.ts'

/** How the names of its databases and roles begin. */
const SCRATCH = 'contour_diff_'
const SCHEMA_FILE = path.join(PRISMA_DIRECTORY, 'schema.prisma')

export type Drift = { differs: boolean; text: string }

/**
 * Compares what the migrations make with what schema.prisma says.
 *
 * The migrations are replayed in an empty database made for it and dropped after, with roles made for it as well, so
 * `adminUrl` needs the right to make databases and roles.
 *
 * @param options.script gives the SQL that would lead from the one to the other, as the beginning of a migration
 * @param options.schema instead of the text of schema.prisma
 */
export async function findDrift(
	adminUrl: string,
	{ script = false, schema = readFileSync(SCHEMA_FILE, 'utf8') } = {},
): Promise<Drift> {
	const scratch = `${SCRATCH}${randomBytes(6).toString('hex')}`
	const url = new URL(adminUrl)
	url.pathname = `/${scratch}`
	const client = new Client({ connectionString: adminUrl })
	await client.connect()
	try {
		await client.query(`CREATE DATABASE ${scratch} TEMPLATE template0`)
		try {
			return await compare(url.href, { script, schema, scratch })
		} finally {
			await client.query(`DROP DATABASE ${scratch} (FORCE)`)
			const { rows } = await client.query<{ name: string }>(
				'SELECT rolname AS name FROM pg_roles WHERE starts_with(rolname, $1)',
				[`${scratch}_`],
			)
			for (const { name } of rows) await client.query(`DROP ROLE ${client.escapeIdentifier(name)}`)
		}
	} finally {
		await client.end()
	}
}

/**
 * Roles are of the whole server, where others make and use theirs at the same time: the replay has roles of its own, in place of
 * those that the migrations make.
 */
function renameRoles(migrations: readonly Migration[], scratch: string): Migration[] {
	const roles = new Set(
		migrations.flatMap(({ sql }) => [...sql.matchAll(/\bCREATE ROLE (\w+)/gi)].map(([, name = '']) => name)),
	)
	return migrations.map(({ sql, ...migration }) => ({
		...migration,
		sql: sql.replaceAll(/\w+/g, (word) => (roles.has(word) ? `${scratch}_${word}` : word)),
	}))
}

type Comparison = { script: boolean; schema: string; scratch: string }

async function compare(connectionString: string, { script, schema, scratch }: Comparison): Promise<Drift> {
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
				migrationDirectories: renameRoles(readMigrations(), scratch).map(({ name, sql }) => ({
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
