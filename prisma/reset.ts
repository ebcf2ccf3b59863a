import { Client } from 'pg'
import { StartError } from '#app/lib/start-error.ts'
import { databaseUrlForScript } from './database-url.ts'
import { migrate } from './migrate.ts'
import { runScript } from './script.ts'

/** Empties the schemas `public` and `pgboss`, with everything in them, and applies all migrations anew. */
export async function reset(connectionString: string): Promise<string[]> {
	const client = new Client({ connectionString })
	await client.connect()
	try {
		await client.query("SET lock_timeout = '10s'")
		await client.query(
			'DROP SCHEMA IF EXISTS pgboss CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public',
		)
	} finally {
		await client.end()
	}
	return migrate({ connectionString })
}

if (import.meta.main) {
	await runScript(async () => {
		const connectionString = databaseUrlForScript()
		const { host, pathname } = new URL(connectionString)
		const target = `${pathname.slice(1)} at ${host}`
		if (!process.argv.includes('--yes')) {
			throw new StartError(
				`This deletes everything in the database ${target}. If you mean it: npm run db:reset -- --yes`,
			)
		}
		const applied = await reset(connectionString)
		console.log(`Emptied ${target} and applied ${applied.length} migrations.`)
	})
}
