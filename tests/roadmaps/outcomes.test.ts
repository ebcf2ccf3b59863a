import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { undoImportWithin } from '#app/data/imports/undo-import-within.server.ts'
import { getMetric } from '#app/data/metrics/get-metric.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { readMetricView } from '#app/data/metrics/read-metric-view.server.ts'
import { changeItem } from '#app/data/roadmaps/change-item.server.ts'
import { checkOutcomesWithin } from '#app/data/roadmaps/check-outcomes.server.ts'
import { getRoadmapItem } from '#app/data/roadmaps/get-roadmap-item.server.ts'
import { listTouchedNodes } from '#app/data/roadmaps/list-touched-nodes.server.ts'
import { readOutcomeSentences } from '#app/data/roadmaps/read-outcome-sentences.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
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

/** An outcome of a plan that begins on 5 January, of the team where no other is named, to be met by a metric. */
async function outcomeOf(rule: Partial<MetricRule> = {}, plan: Parameters<typeof company.addPlan>[0] = {}) {
	const roadmapId = await company.addPlan(plan)
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
		says: async (who: keyof typeof company.people = 'hr') =>
			(await readOutcomeSentences(company.people[who].scope, personOf(who), { roadmapId })).get(itemId),
		due: () =>
			database.adminPool.query(`UPDATE roadmap_item SET next_check_at = '2026-01-01' WHERE id = $1`, [
				itemId,
			]),
	}
}
const personOf = (who: keyof typeof company.people): Person => ({
	...{
		roles: company.people[who].scope.roles,
		isMember: true,
		isManager: who === 'lead' || who === 'sponsor',
	},
})
const april = new Date('2026-04-10T12:00:00Z')

test('an outcome is met by its metric, and open again when the values go', async () => {
	const outcome = await outcomeOf()
	const other = await outcomeOf({ value: 100 })
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
	await other.due()
	await tendRoadmaps({ at: april })
	expect(await other.read()).toMatchObject({ state: 'todo', outcomeResult: 'not-met', version: 2 })
	const met = await outcome.read()
	expect(met).toMatchObject({ state: 'done', doneOn: '2026-04-10', outcomeResult: 'met' })
	expect((await outcome.says())?.says).toMatch(/^Met: .*12 \(.*11 \(/)
	// Nobody did it: the history names no person.
	expect(met?.history[0]).toMatchObject({ field: 'state', from: 'todo', to: 'done', by: null, isByJob: true })

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
	expect((await outcome.says())?.says).not.toContain('50')
})

test('another condition forgets what was found for the one before', async () => {
	const outcome = await outcomeOf()
	await outcome.due()
	await tendRoadmaps({ at: april })
	const version = (await outcome.read())?.version ?? 0
	await changeItem(company.scope, { ...outcome, version, input: { outcome: { by: 'note' } } })
	expect(await outcome.read()).toMatchObject({ outcomeResult: null, checkedAt: null })
	expect(await outcome.says()).toBeUndefined()
})

/** Who is told the figure, whoever reads the plan; and that these are those whom the page of the metric shows it. */
async function toldOf(outcome: Awaited<ReturnType<typeof outcomeOf>>, nodeId: string, figure: string) {
	await outcome.due()
	await tendRoadmaps({ at: april })
	const metric = await getMetric(company.scope, { metricId: await company.metricId(measured) })
	if (!metric) throw new Error('The metric is gone.')
	const told: string[] = []
	for (const who of Object.keys(company.people) as (keyof typeof company.people)[]) {
		const sentence = await outcome.says(who)
		// The verdict is for everybody.
		expect(sentence?.says).toMatch(/^Met: /)
		const isTold = sentence?.says.includes(figure) ?? false
		expect(sentence?.isWithheld).toBe(!isTold)
		if (isTold) told.push(who)
		const sight = await readMetricSight(company.people[who].scope, personOf(who))
		const view = await readMetricView(company.people[who].scope, sight, {
			...{ metric, today: '2026-04-10', search: { node: nodeId === company.accountId ? undefined : nodeId } },
		})
		const shown = view?.series.some(({ points }) =>
			points.some((point) => point.figure.ok && point.figure.value === Number(figure)),
		)
		expect([who, shown ?? false]).toEqual([who, isTold])
	}
	return told
}

describe('the figures of an outcome', () => {
	afterEach(() => database.adminPool.query(`DELETE FROM observation`))

	test('of a team are for who leads it or is in it, and for who sees all teams', async () => {
		await value('2026-03-01', 777)
		const outcome = await outcomeOf({ periods: 1 })
		// Named in the plan, so they read it: of the metric they may know nothing.
		await database.adminPool.query(`UPDATE roadmap SET owner_id = $1 WHERE id = $2`, [
			...[company.people.stranger.memberId, outcome.roadmapId],
		])
		expect(await toldOf(outcome, company.team, '777')).toEqual(['hr', 'lead', 'sponsor', 'member'])
	})

	test('of a team above are not for the teams below, though the plan is theirs', async () => {
		await value('2026-03-01', 777, company.top)
		const outcome = await outcomeOf({ periods: 1 }, { teamId: company.top, withBelow: true })
		expect(await toldOf(outcome, company.top, '777')).toEqual(['hr', 'sponsor'])
	})

	test('of the company are for everybody where they came for it, and not where they are made of its teams', async () => {
		await value('2026-03-01', 777)
		const ofTeams = await outcomeOf({ periods: 1 }, { teamId: null })
		expect(await toldOf(ofTeams, company.accountId, '777')).toEqual(['hr', 'sponsor'])
		await company.addValue({
			...{ metric: measured, start: '2026-03-01', grain: 'month', kind: 'account', weight: null },
			...{ subjectId: company.accountId, value: 888 },
		})
		const everybody = ['hr', 'lead', 'sponsor', 'member', 'stranger']
		expect(await toldOf(ofTeams, company.accountId, '888')).toEqual(everybody)
	})

	test('are not for somebody to whom they would tell of a team that is hidden from them', async () => {
		await value('2026-03-01', 777, company.top)
		const outcome = await outcomeOf({ periods: 1 }, { teamId: company.top })
		// Who leads all but one small team below knows their figures: what is left is the small team's.
		await company.lead(company.team, company.people.sponsor.memberId)
		expect(await toldOf(outcome, company.top, '777')).toEqual(['hr'])
		await company.lead(company.team, company.people.lead.memberId)
	})

	test('that are hidden because the team is small are said to be hidden, and not to be missing', async () => {
		await value('2026-03-01', 777, company.other)
		const outcome = await outcomeOf({ periods: 1 }, { teamId: company.other })
		await outcome.due()
		await tendRoadmaps({ at: april })
		expect(await outcome.read()).toMatchObject({ state: 'todo', outcomeResult: 'no-data' })
		for (const who of ['hr', 'sponsor', 'stranger'] as const) {
			const said = (await outcome.says(who))?.says
			expect(said).toContain('The team is too small for its values to be shown')
			expect(said).not.toMatch(/777|No values/)
		}
	})

	test('that were found before anybody wrote down what they are made of are for HR alone', async () => {
		await value('2026-03-01', 777)
		const outcome = await outcomeOf({ periods: 1 })
		await outcome.due()
		await tendRoadmaps({ at: april })
		await database.adminPool.query(
			`UPDATE roadmap_item SET outcome_verdict = NULL, outcome_source = NULL, outcome_hidden_team_ids = NULL WHERE id = $1`,
			[outcome.itemId],
		)
		expect((await outcome.says())?.says).toContain('777')
		expect(await outcome.says('lead')).toEqual({ says: 'Met by its metric.', isWithheld: true })
	})
})

test('an import, and taking it back, judges the outcomes that rest on what it wrote, and holds no other plan', async () => {
	const { team, other, top, scope } = company
	const { adminPool } = database
	await adminPool.query(`UPDATE roadmap_item SET next_check_at = NULL`)
	await adminPool.query(`DELETE FROM observation`)
	for (let n = 0; n < 6; n += 1) await company.addMember(`Person of Payouts ${n}`, other)
	await value('2026-01-01', 3)
	await value('2026-01-01', 3, other)
	const bring = (importId: string, start: string, subjectId: string, kind: 'team' | 'member' = 'team') =>
		company.addValueBy(importId, {
			...{ metric: measured, start, grain: 'month', kind, subjectId, value: 12, weight: null },
		})
	const another = await company.metricId('stories-shipped')
	const outcomes = {
		team: await outcomeOf(),
		top: await outcomeOf({}, { teamId: top }),
		account: await outcomeOf({}, { teamId: null }),
		other: await outcomeOf({}, { teamId: other }),
		metric: await outcomeOf({ metricId: another }),
	}
	const looked = async (look: () => Promise<unknown>) => {
		await adminPool.query(`UPDATE roadmap_item SET checked_at = NULL`)
		// Whoever writes in this plan meanwhile is in nobody's way.
		const client = await adminPool.connect()
		try {
			await client.query('BEGIN')
			await client.query(`SELECT FROM roadmap WHERE id = $1 FOR UPDATE`, [outcomes.metric.roadmapId])
			await look()
		} finally {
			await client.query('ROLLBACK')
			client.release()
		}
		const names: string[] = []
		for (const [name, outcome] of Object.entries(outcomes)) {
			if ((await outcome.read())?.checkedAt) names.push(name)
		}
		return names
	}
	const apply = (importId: string) => () =>
		withAccount(scope, async (transaction) => {
			const touched = await listTouchedNodes(transaction, scope, { importId })
			return checkOutcomesWithin(transaction, scope, { at: april, touched })
		})
	const undo = (importId: string) => () =>
		withAccount(scope, (transaction) => undoImportWithin(transaction, scope, { importId }))

	const importId = await company.addImport()
	for (const start of ['2026-02-01', '2026-03-01']) await bring(importId, start, team)
	expect(await looked(apply(importId))).toEqual(['team', 'top', 'account'])
	expect(await outcomes.team.read()).toMatchObject({ state: 'done', outcomeResult: 'met' })
	expect(await looked(undo(importId))).toEqual(['team', 'top', 'account'])
	expect(await outcomes.team.read()).toMatchObject({ state: 'doing', outcomeResult: 'no-data' })

	// A team that is measured for the first time may show or hide others.
	const first = await company.addImport()
	await bring(first, '2026-02-01', top)
	expect(await looked(apply(first))).toEqual(['team', 'top', 'account', 'other'])
	expect(await looked(undo(first))).toEqual(['team', 'top', 'account', 'other'])

	const ofPeople = await company.addImport()
	await bring(ofPeople, '2026-02-01', company.people.member.memberId, 'member')
	expect(await looked(apply(ofPeople))).toEqual([])
})

test('an outcome of a plan that is not held is left for the next look, though it be due by then', async () => {
	const { adminPool } = database
	await adminPool.query(`UPDATE roadmap_item SET next_check_at = NULL, checked_at = NULL`)
	const held = await outcomeOf()
	const free = await outcomeOf()
	await held.due()
	await adminPool.query(`UPDATE roadmap_item SET next_check_at = NULL WHERE id = $1`, [free.itemId])
	const client = await adminPool.connect()
	try {
		await client.query('BEGIN')
		await client.query(`SELECT FROM roadmap WHERE id = $1 FOR UPDATE`, [held.roadmapId])
		const look = tendRoadmaps({ at: april })
		await expect
			.poll(async () => {
				const { rows } = await adminPool.query(
					`SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() <> pid AND $1 = ANY (pg_blocking_pids(pid))`,
					[(await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid],
				)
				return rows.length
			})
			.toBeGreaterThan(0)
		await free.due()
		await client.query('COMMIT')
		await look
	} finally {
		client.release()
	}
	expect((await held.read())?.checkedAt).toEqual(april)
	expect((await free.read())?.checkedAt).toBeNull()
	await tendRoadmaps({ at: april })
	expect((await free.read())?.checkedAt).toEqual(april)
})
