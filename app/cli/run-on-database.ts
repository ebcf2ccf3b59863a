import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findAccountBySlug } from '#app/data/find-account-by-slug.server.ts'
import { sealUntilDone } from '#app/jobs/audit-heads/seal-until-done.server.ts'
import { configureEnv, readEnv } from '#app/lib/env.server.ts'
import { startEmbeddedPostgres } from '#app/server/embedded-postgres.ts'
import { migrate } from '#prisma/migrate.ts'
import { CommandError, exitCodes, required, type DatabaseCommand, type Invocation } from './command.ts'

/**
 * Runs a command on the database that the settings name, or on Contour's own.
 *
 * @returns the exit code
 */
export async function runOnDatabase(
	command: DatabaseCommand,
	given: Pick<Invocation, 'values' | 'positionals' | 'json' | 'print'>,
): Promise<number> {
	const env = readEnv()
	configureEnv(env)
	const database = env.DATABASE_URL
		? { appUrl: env.DATABASE_URL, stop: async () => {} }
		: await startEmbeddedPostgres({
				dataDir: env.CONTOUR_DATA_DIR,
				use: command.alone === true ? 'application' : 'tool',
			})
	const invocation: Invocation = {
		...given,
		databaseUrl: database.appUrl,
		ownerUrl: 'ownerUrl' in database ? database.ownerUrl : (env.DATABASE_OWNER_URL ?? database.appUrl),
		account: async () => {
			const slug = required(given.values, 'account')
			const account = await findAccountBySlug(slug)
			if (!account) throw new CommandError(`There is no account "${slug}".`, exitCodes.notFound)
			return account
		},
	}
	try {
		if (!command.needsDatabase) return await command.run(invocation)
		if ('ownerUrl' in database) await migrate({ connectionString: database.ownerUrl })
		openDatabase({ connectionString: database.appUrl })
		try {
			return await command.run(invocation)
		} finally {
			if (command.logs) await seal()
			await closeDatabase()
		}
	} finally {
		await database.stop()
	}
}

/** Contour, where it runs, does the same a second later; the command has done its work either way. */
async function seal(): Promise<void> {
	try {
		await sealUntilDone()
	} catch (error) {
		console.error(`The audit log could not be sealed: ${(error as Error).message}`)
	}
}
