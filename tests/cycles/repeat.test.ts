import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeCyclePlan } from '#app/data/change-cycle-plan.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getCyclePlan } from '#app/data/get-cycle-plan.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { tendCycles } from '#app/jobs/tend-cycles.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { actionsOf, baseUrl, createPlanned, noPlan, subjectsOf } from './calendar.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 20 }))
afterAll(closeDatabase)

/** The fourth quarter of 2030 with a plan, whatever day it is now. */
const plan = {
	day: '2030-11-01',
	opensOn: '2030-11-18',
	reviewOn: '2030-12-02',
	calibrationOn: '2030-12-09',
	publishesOn: '2030-12-16',
	lateJoinersUntil: '2030-12-01',
}
const noon = (day: string) => new Date(`${day}T12:00:00Z`)

const cyclesOf = (company: RandomCompany) =>
	company.sql<{ id: string; name: string; repeats: boolean; phase: string; opensOn: string | null }>(
		`SELECT id, name, repeats, phase, opens_on::text AS "opensOn" FROM cycle WHERE account_id = $1 ORDER BY starts_on`,
		[company.accountId],
	)

/** A cycle that repeats, published before the next is due. */
async function published(seed: number, more: Partial<typeof plan> = {}) {
	const company = await RandomCompany.found(database.adminPool, seed, { members: 12 })
	const cycleId = await createPlanned(company, { ...plan, ...more, repeats: true })
	await openCycle(company.hr, { cycleId, at: noon('2030-11-18') })
	await publishCycle(company.hr, { cycleId, at: noon('2030-12-16') })
	return { company, cycleId }
}

test('two weeks before it opens the next quarter is drafted, once, with the same days and scope, and repeats in turn', async () => {
	const company = await RandomCompany.found(database.adminPool, 221, { members: 30 })
	const cycleId = await createPlanned(company, { ...plan, repeats: true })
	const [team] = await company.sql<{ id: string }>(
		`SELECT team_id AS id FROM member WHERE account_id = $1 AND team_id IS NOT NULL AND family_id IS NOT NULL
			AND left_on IS NULL LIMIT 1`,
		[company.accountId],
	)
	await company.sql(`INSERT INTO cycle_scope_team (account_id, cycle_id, team_id) SELECT $1, $2, $3`, [
		company.accountId,
		cycleId,
		team?.id,
	])
	expect(await openCycle(company.hr, { cycleId, at: noon('2030-11-18') })).toMatchObject({ ok: true })
	await publishCycle(company.hr, { cycleId, at: noon('2030-12-16') })
	// 18 November is the 49th day of its quarter; the 49th of the next is 18 February, two weeks before are 4 February.
	await tendCycles({ baseUrl, at: noon('2031-02-03') })
	expect(await cyclesOf(company)).toHaveLength(1)
	await Promise.all([1, 2, 3].map(() => tendCycles({ baseUrl, at: noon('2031-02-04') })))
	await tendCycles({ baseUrl, at: noon('2031-02-05') })
	const [first, next, ...more] = await cyclesOf(company)
	expect(more).toEqual([])
	expect(first).toMatchObject({ name: 'Q4 2030', repeats: false })
	expect(next).toMatchObject({ name: 'Q1 2031', phase: 'draft', repeats: true, opensOn: '2031-02-18' })
	expect(await getCyclePlan(company.hr, { cycleId: next?.id ?? '' })).toMatchObject({
		opensOn: '2031-02-18',
		reviewOn: '2031-03-04',
		calibrationOn: '2031-03-11',
		publishesOn: '2031-03-18',
		lateJoinersUntil: '2031-03-03',
		scope: { teams: [{ id: team?.id }], families: [] },
	})
	expect(await subjectsOf(company)).toEqual(['Look at Q1 2031 before it opens on Feb 18, 2031'])
	expect((await actionsOf(company)).slice(-2)).toEqual(['cycle.created', 'cycle.planned'])
})

test('a quarter that has a cycle already is passed over, and one that has ended is not drafted', async () => {
	const { company } = await published(222)
	await createPlanned(company, { day: '2031-02-01' })
	await tendCycles({ baseUrl, at: noon('2031-03-01') })
	expect((await cyclesOf(company)).map(({ name }) => name)).toEqual(['Q4 2030', 'Q1 2031'])
	await tendCycles({ baseUrl, at: noon('2031-05-07') })
	expect((await cyclesOf(company)).map(({ name }) => name)).toEqual(['Q4 2030', 'Q1 2031', 'Q2 2031'])

	const { company: asleep } = await published(223)
	await tendCycles({ baseUrl, at: noon('2031-09-20') })
	expect((await cyclesOf(asleep)).map(({ name }) => name)).toEqual(['Q4 2030', 'Q3 2031'])
})

test('repeating is switched off also on a published cycle, and then nothing is drafted', async () => {
	const { company, cycleId } = await published(224)
	const { version = 0 } = (await getCyclePlan(company.hr, { cycleId })) ?? {}
	const input = { ...noPlan, repeats: false, teamIds: [], familyIds: [] }
	expect(await changeCyclePlan(company.hr, { cycleId, version, input })).toMatchObject({ changed: true })
	await tendCycles({ baseUrl, at: noon('2031-03-01') })
	expect(await cyclesOf(company)).toHaveLength(1)
})

test('a fiscal year that starts in April has its own quarters; without an opening day the day of the opening counts', async () => {
	const company = await RandomCompany.found(database.adminPool, 225, { members: 12 })
	await company.sql(`UPDATE account SET fiscal_year_start = 4 WHERE id = $1`, [company.accountId])
	const cycleId = await createPlanned(company, { day: '2030-11-01', repeats: true })
	await openCycle(company.hr, { cycleId, at: noon('2030-10-15') })
	await publishCycle(company.hr, { cycleId, at: noon('2030-11-16') })
	await tendCycles({ baseUrl, at: noon('2030-12-31') })
	expect(await cyclesOf(company)).toHaveLength(1)
	await tendCycles({ baseUrl, at: noon('2031-01-01') })
	expect(await cyclesOf(company)).toMatchObject([
		{ name: 'Q3 FY2031' },
		{ name: 'Q4 FY2031', opensOn: null, repeats: true },
	])
	expect(await subjectsOf(company)).toEqual(['Look at Q4 FY2031, a new draft'])
})
