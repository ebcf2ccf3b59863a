import { afterAll, expect, test } from 'vitest'
import { SeededRandom } from '#seed/demo/random.ts'
import { startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { until } from '#tests/support/application.ts'
import { operations } from './operations.ts'
import { Stand } from './stand.ts'
import { take } from './take.ts'
import { times } from './times.ts'

const stand = await Stand.open()
afterAll(() => stand.close())
const make = await operations(stand.admin)

/** Fewer statements than the shortest of the requests below takes. */
const mostStatements = 12
/** How the database goes away. The first is a network that lets nothing through, the second a server that is told to stop. */
const faults = ['refusing', 'stopped', 'crashed'] as const

test('a database that goes away within a request gives a plain 503, and everything is back within ten seconds', async () => {
	const random = new SeededRandom(4711)
	const subject = await stand.start()
	const company = await RandomCompany.found(stand.admin, 4711, { teams: 6, members: 40 })
	const hr = visit(subject.url, await startSessionOf(stand.admin, company.hr.userId))
	const root = `/a/c-${company.accountId.slice(0, 12)}`
	const pages = ['', '/people', '/teams', '/cycles', '/settings/audit-log', '/people.csv', '/people.data']

	for (let round = 0; round < times(100, 8); round += 1) {
		const fault = random.pick(faults)
		const path = root + random.pick(pages)
		const where = `${path}, ${fault} (round ${round})`
		const away = () => {
			if (fault === 'refusing') subject.wire.refuse(true)
			else stand.stopDatabase(fault === 'stopped' ? 'fast' : 'immediate')
		}
		const operation = await make['check-in'](round)
		const statement = random.integer(1, mostStatements)
		subject.wire.plan({ statement, moment: random.pick(['before', 'after'] as const), act: away })
		// Half of the rounds read, half write.
		const acknowledged = round % 2 === 0 ? await take(operation, subject.url) : null
		if (acknowledged === null) {
			const answer = await hr.get(path)
			expect([200, 503], where).toContain(answer.status)
			if (answer.status === 503) expect(answer.text, where).toMatch(/Busy right now|unavailable/)
		}
		if (subject.wire.isPlanned) {
			subject.wire.plan(undefined)
			away()
		}
		// While it is away.
		await until(async () => (await fetch(`${subject.url}/healthcheck`)).status === 503)
		for (const answer of await Promise.all([hr.get(root), hr.get(path), hr.get(path)])) {
			expect(answer.status, where).toBe(503)
			expect(answer.text, where).not.toMatch(/\bat \S+:\d+|ECONN|postgres|Person \d/i)
		}

		if (fault === 'refusing') subject.wire.refuse(false)
		else await stand.bringDatabaseBack()
		await until(async () => (await hr.get(path)).status === 200, 10)
		if (acknowledged !== null) {
			await operation.check(acknowledged)
			expect(await take(operation, subject.url, acknowledged)).toBe(operation.steps.length)
			await operation.checkDone()
		}
	}
	expect(subject.child.exitCode).toBeNull()
})
