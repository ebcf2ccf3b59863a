import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { changeItem } from '#app/data/roadmaps/change-item.server.ts'
import { getRoadmapItem } from '#app/data/roadmaps/get-roadmap-item.server.ts'
import { tendRoadmaps } from '#app/jobs/tend-roadmaps.server.ts'
import type { MetricRule } from '#app/domain/roadmap/outcome-rule.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { planningCompany } from './planning-company.ts'

const database = await createTestDatabase()
let company: Awaited<ReturnType<typeof planningCompany>>

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await planningCompany(database.adminPool)
	// As many people as the rule of privacy asks for, so that a value of the team is shown.
	for (let n = 0; n < 6; n += 1) await company.addMember(`Person ${n}`, company.team)
})
afterAll(closeDatabase)

const measured = 'prs-merged'
const value = async (
	start: string,
	number: number,
	subject = company.team,
	kind: 'team' | 'member' = 'team',
) =>
	company.addValue({
		...{ metric: measured, start, grain: 'month', kind, subjectId: subject, value: number, weight: null },
	})

/** An outcome of a plan of the team that begins on 5 January, to be met by a metric. */
async function outcomeOf(rule: Partial<MetricRule> = {}) {
	const roadmapId = await company.addPlan()
	const item = (await company.read(roadmapId)).items.find(({ kind }) => kind === 'outcome')
	const itemId = item?.id ?? ''
	const metricId = await company.metricId(measured)
	const outcome = { by: 'metric', metricId, comparison: 'at-least', value: 10, periods: 2, ...rule } as const
	const set = await changeItem(company.scope, { roadmapId, itemId, version: 1, input: { outcome } })
	expect(set).toEqual({ ok: true, changed: true })
	return {
		roadmapId,
		itemId,
		read: async () => getRoadmapItem(company.scope, { roadmapId, itemId }),
		due: () =>
			database.adminPool.query(`UPDATE roadmap_item SET next_check_at = '2026-01-01' WHERE id = $1`, [
				itemId,
			]),
	}
}
const april = new Date('2026-04-10T12:00:00Z')

test('an outcome is met by its metric, and open again when the values go', async () => {
	const outcome = await outcomeOf()
	await outcome.due()
	await tendRoadmaps({ at: april })
	expect(await outcome.read()).toMatchObject({ state: 'todo', outcomeResult: 'no-data' })

	await value('2026-02-01', 12)
	await value('2026-03-01', 9)
	await outcome.due()
	await tendRoadmaps({ at: april })
	expect(await outcome.read()).toMatchObject({ state: 'todo', outcomeResult: 'not-met' })

	await database.adminPool.query(`UPDATE observation SET value = 11 WHERE starts_on = '2026-03-01'`)
	await outcome.due()
	await tendRoadmaps({ at: april })
	const met = await outcome.read()
	expect(met).toMatchObject({ state: 'done', doneOn: '2026-04-10', outcomeResult: 'met' })
	expect(met?.outcomeSays).toMatch(/^Met: .*12 \(.*11 \(/)
	// Nobody did it: the history names no person.
	expect(met?.history[0]).toMatchObject({ field: 'state', from: 'todo', to: 'done', by: null })

	await database.adminPool.query(`DELETE FROM observation`)
	await outcome.due()
	await tendRoadmaps({ at: april })
	expect(await outcome.read()).toMatchObject({ state: 'doing', doneOn: null, outcomeResult: 'no-data' })
})

test('what is not due is not looked at, and what was looked at is due in a day', async () => {
	const outcome = await outcomeOf()
	await tendRoadmaps({ at: new Date(Date.now() - 3_600_000) })
	expect((await outcome.read())?.outcomeResult).toBeNull()
	const now = new Date(Date.now() + 1000)
	await tendRoadmaps({ at: now })
	expect((await outcome.read())?.checkedAt).toEqual(now)
	await tendRoadmaps({ at: new Date(now.getTime() + 3_600_000) })
	expect((await outcome.read())?.checkedAt).toEqual(now)
	const later = new Date(now.getTime() + 25 * 3_600_000)
	await tendRoadmaps({ at: later })
	expect((await outcome.read())?.checkedAt).toEqual(later)
})

test('values of people meet no outcome: its sentence would tell of them', async () => {
	const outcome = await outcomeOf({ periods: 1 })
	await value('2026-03-01', 50, company.people.member.memberId, 'member')
	await outcome.due()
	await tendRoadmaps({ at: april })
	const read = await outcome.read()
	expect(read).toMatchObject({ state: 'todo', outcomeResult: 'no-data' })
	expect(read?.outcomeSays).not.toContain('50')
})

test('another condition forgets what was found for the one before', async () => {
	const outcome = await outcomeOf()
	await outcome.due()
	await tendRoadmaps({ at: april })
	const version = (await outcome.read())?.version ?? 0
	await changeItem(company.scope, { ...outcome, version, input: { outcome: { by: 'note' } } })
	expect(await outcome.read()).toMatchObject({ outcomeResult: null, outcomeSays: null, checkedAt: null })
})
