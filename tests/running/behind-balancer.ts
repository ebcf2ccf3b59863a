import { afterAll } from 'vitest'
import { findFreePort } from '#app/server/find-free-port.ts'
import { makeDataFolder, removeDataFolder, startApplication, until } from '#tests/support/application.ts'
import type { Application } from '#tests/support/application.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { buildOnce } from '#tests/support/server.ts'
import type { Balancer } from './round-robin.ts'
import { startBalancer } from './round-robin.ts'

export type Process = { application: Application; address: string }

/** Processes of the application on one database behind a balancer, all gone at the end of the test file. */
export async function startBehindBalancer(
	database: TestDatabase,
): Promise<{ balancer: Balancer; start: () => Promise<Process> }> {
	await buildOnce(database)
	const folder = makeDataFolder()
	const balancer = await startBalancer()
	const started: Application[] = []

	afterAll(async () => {
		await balancer.close()
		for (const { child, ended } of started) {
			child.kill('SIGKILL')
			await ended
		}
		removeDataFolder(folder)
	})

	/** One more process, whose address is the name of its connections as well. */
	async function start(): Promise<Process> {
		const port = await findFreePort()
		const address = `http://127.0.0.1:${port}`
		const url = new URL(database.appUrl)
		url.searchParams.set('application_name', address)
		const application = startApplication(folder, {
			DATABASE_URL: url.href,
			CONTOUR_MIGRATE: 'off',
			CONTOUR_BASE_URL: balancer.url,
			HOST: '127.0.0.1',
			PORT: String(port),
			DRAIN_SECONDS: '1',
		})
		started.push(application)
		await application.ready
		balancer.add(address)
		await until(() => balancer.isInUse(address))
		return { application, address }
	}

	return { balancer, start }
}
