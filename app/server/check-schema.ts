import { Client } from 'pg'
import { StartError } from '#app/lib/start-error.ts'
import { readMigrations } from '#prisma/migration-files.ts'
import { readContractLog, refuseUnfitSchema } from '#prisma/migration-history.ts'

/** The database has no function of this name. */
const UNDEFINED_FUNCTION = '42883'

type Row = { name: string; checksum: string; finished: boolean; logs: string | null }

/**
 * Makes sure that a database that somebody else migrates has the schema that this Contour works on. Asks as the
 * application's role, which reads no history but through `list_migrations`.
 *
 * @throws StartError when the schema is older, or when a newer Contour took away what this one uses
 */
export async function checkSchema(connectionString: string, directory?: string): Promise<void> {
	const client = new Client({ connectionString, options: '-c role=contour_app' })
	client.on('error', () => undefined)
	try {
		await client.connect()
		const { rows } = await client.query<Row>('SELECT name, checksum, finished, logs FROM list_migrations()')
		refuseUnfitSchema(
			readMigrations(directory),
			rows.map(({ logs, ...applied }) => ({ ...applied, contractAfter: readContractLog(logs) })),
		)
	} catch (error) {
		if (error instanceof StartError) throw error
		if ((error as { code?: string }).code === UNDEFINED_FUNCTION) {
			throw new StartError(
				'The database is empty, or of a Contour before migrations could be a step of their own. ' +
					'CONTOUR_MIGRATE is off, so nothing was changed: run npm run db:migrate with DATABASE_OWNER_URL, then start again.',
			)
		}
		throw new StartError(
			`The schema of the database cannot be looked at (${(error as Error).message}). Check DATABASE_URL.`,
		)
	} finally {
		await client.end().catch(() => undefined)
	}
}
