import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { actionsOf, createPlanned, inDays, passDays, phaseOf, subjectsOf } from '#tests/cycles/calendar.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import type { Application } from '#tests/support/application.ts'
import { makeDataFolder, removeDataFolder, startApplication, until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { buildOnce } from '#tests/support/server.ts'

/*
 * Two processes look at one calendar. One is held up by a lock of this test in the middle of opening a cycle, and killed
 * there: the other opens it, and everything that is told is told once.
 */

const database = await createTestDatabase()
const folder = makeDataFolder()
const running: Application[] = []

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl, max: 8 })
	await buildOnce(database)
})
afterEach(async () => {
	for (const { child, ended } of running.splice(0)) {
		if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
		await ended
	}
})
afterAll(async () => {
	await closeDatabase()
	removeDataFolder(folder)
})

async function start(): Promise<Application> {
	const application = startApplication(folder, {
		DATABASE_URL: database.appUrl,
		DATABASE_OWNER_URL: database.ownerUrl,
		LOG_LEVEL: 'warn',
	})
	running.push(application)
	await application.ready
	return application
}

test('a phase begins once and is told once, with two processes of which one is killed on the way', async () => {
	const opening = await RandomCompany.found(database.adminPool, 261, { members: 20 })
	const opens = await createPlanned(opening, { opensOn: inDays(1), reviewOn: inDays(3) })
	await passDays(opening, 1)
	// In another company the review begins today, and publication is near.
	const reviewing = await RandomCompany.found(database.adminPool, 262, { members: 20 })
	const reviews = await createPlanned(reviewing, { reviewOn: inDays(1), publishesOn: inDays(3) })
	expect(await openCycle(reviewing.hr, { cycleId: reviews })).toMatchObject({ ok: true })
	await passDays(reviewing, 1)

	const client = new Client({ connectionString: database.adminUrl })
	await client.connect()
	await client.query('BEGIN')
	await client.query('LOCK TABLE cycle_team IN EXCLUSIVE MODE')
	const first = await start()
	await until(async () => {
		const { rowCount } = await database.adminPool.query(
			`SELECT FROM pg_locks WHERE NOT granted AND relation = 'cycle_team'::regclass
				AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
		)
		return (rowCount ?? 0) > 0
	}, 30)
	first.child.kill('SIGKILL')
	await first.ended
	await client.query('COMMIT')
	await client.end()
	await Promise.all([start(), start()])
	await until(async () => (await phaseOf(opening, opens)) === 'open', 90)
	await until(async () => (await subjectsOf(reviewing)).length > 0, 90)
	await until(async () => (await subjectsOf(opening)).length > 0, 90)

	expect((await actionsOf(opening)).filter((action) => action === 'cycle.opened')).toHaveLength(1)
	expect(await phaseOf(reviewing, reviews)).toBe('review')
	expect((await actionsOf(reviewing)).filter((action) => action === 'cycle.moved')).toHaveLength(1)
	expect(await subjectsOf(reviewing)).toMatchObject([expect.stringContaining('See what is missing')])
	expect(await subjectsOf(opening)).toMatchObject([expect.stringContaining('See what is missing')])
}, 240_000)
