import { startEmbeddedPostgres } from '#app/server/embedded-postgres.ts'
import { ensureBuild } from '#app/server/build.ts'
import { migrate } from '#prisma/migrate.ts'
import { makeDataFolder, removeDataFolder, startApplication } from '#tests/support/application.ts'
import { told } from './bench-database.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'

/**
 * A start on a data folder that is there already, from the process's beginning to the first page, against the same with a
 * PostgreSQL that runs and has the present schema. Both stop again within their turn, outside of the time.
 */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	await told('the build', () => ensureBuild())
	const [own, other] = [makeDataFolder(), makeDataFolder()]
	const external = await startEmbeddedPostgres({ dataDir: other, use: 'application' })
	try {
		await migrate({ connectionString: external.ownerUrl })
		const start = async (settings: Record<string, string>) => {
			const application = startApplication(own, settings)
			const response = await fetch(await application.ready)
			await response.text()
			if (response.status !== 200) throw new Error(`The first page answers ${response.status}.`)
			return async () => {
				application.child.kill('SIGTERM')
				await application.ended
			}
		}
		// Makes the folder; the starts that are timed find it.
		await (
			await start({})
		)()
		const times = await told('starts', () =>
			interleaved(
				{
					ours: () => start({}),
					reference: () => start({ DATABASE_URL: external.appUrl, DATABASE_OWNER_URL: external.ownerUrl }),
				},
				{ rounds: quick ? 5 : 15 },
			),
		)
		return [
			timeResult(
				'warm start to the first page, against the same with an external database, ms',
				times.ours,
				times.reference,
				1.5,
			),
		]
	} finally {
		await external.stop()
		for (const folder of [own, other]) removeDataFolder(folder)
	}
}
