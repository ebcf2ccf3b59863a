import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { countTopicReach } from '#app/data/training-report/count-topic-reach.server.ts'
import type { TrainingReport } from '#app/data/training-report/count-training-report.server.ts'
import { countTrainingReport } from '#app/data/training-report/count-training-report.server.ts'
import type { TrainingNeedFilter } from '#app/data/training-needs-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reportGroupings } from '#app/domain/training-report/grouping.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { recountNeeds } from './recount.ts'
import type { CountedTopic, ReportSource } from './report-recount.ts'
import { recountReport } from './report-recount.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
const manager: Person = { roles: ['member'], isMember: true, isManager: true }
const groupAttribute = 'Location'

async function publishQuarter(company: RandomCompany): Promise<{ cycleId: string; snapshotId: string }> {
	const created = await createCycle(company.hr, { day: '2026-01-15' })
	if (!created.ok) throw new Error(created.reason)
	const { cycleId } = created
	expect(await openCycle(company.hr, { cycleId })).toMatchObject({ ok: true })
	await company.answer(cycleId)
	const published = await publishCycle(company.hr, { cycleId })
	if (!published.ok) throw new Error(published.reason)
	return { cycleId, snapshotId: published.snapshotId }
}

/** Topics that serve steps of one family or of several, of which some are archived, say no hours or no price; and choices. */
async function addTopics(
	company: RandomCompany,
): Promise<{ topics: CountedTopic[]; choices: Map<string, string> }> {
	const { random, accountId, families } = company
	const topics: CountedTopic[] = []
	for (let number = 1; number <= 40; number += 1) {
		const family = random.pick(families)
		const keys = [...family.questions, `${family.key}.entry`, 'transition.legacy-patterns']
		const steps = new Set<string>()
		for (let i = random.integer(1, 6); i > 0; i -= 1) {
			const key = random.pick(keys)
			const from = key.endsWith('.entry') ? 1 : key.startsWith('transition') ? 2 : random.integer(2, 5)
			steps.add(`${key} ${from}`)
		}
		const isPriced = random.chance(0.7)
		const topic: CountedTopic = {
			...{ id: random.uuid(), title: `Topic ${String(number).padStart(2, '0')}` },
			hours: random.chance(0.85) ? random.integer(1, 4) / 2 : null,
			cost: isPriced ? random.integer(0, 40) * 5 : null,
			currency: isPriced ? random.pick(['EUR', 'USD']) : null,
			capacity: random.chance(0.5) ? random.integer(1, 8) : null,
			isArchived: random.chance(0.1),
			families: random.chance(0.4)
				? []
				: [family.id, random.pick(families).id].filter((id, i, all) => all.indexOf(id) === i),
			steps: [...steps],
		}
		topics.push(topic)
		await company.sql(
			`INSERT INTO training_topic (account_id, id, key, title, kind, hours, cost, currency, capacity, archived_at)
			 VALUES ($1, $2, $3, $4, 'course', $5, $6, $7, $8, $9)`,
			[
				...[accountId, topic.id, `topic-${number}`, topic.title, topic.hours, topic.cost, topic.currency],
				...[topic.capacity, topic.isArchived ? '2026-01-01' : null],
			],
		)
		for (const familyId of topic.families) {
			await company.sql('INSERT INTO training_topic_family VALUES ($1, $2, $3)', [
				accountId,
				topic.id,
				familyId,
			])
		}
		for (const step of topic.steps) {
			const [key, from] = step.split(' ')
			await company.sql('INSERT INTO training_topic_step VALUES ($1, $2, $3, $4)', [
				accountId,
				topic.id,
				key,
				from,
			])
		}
	}
	const choices = new Map<string, string>()
	for (const { key, id, questions } of families) {
		for (const question of [...questions, `${key}.entry`, 'transition.legacy-patterns']) {
			for (const from of [1, 2, 3, 4, 5]) {
				const serving = topics.filter(({ steps }) => steps.includes(`${question} ${from}`))
				if (serving.length === 0 || !random.chance(0.5)) continue
				// Also one that is archived or for another family: then the rule holds.
				const topic = random.pick(serving)
				choices.set(`${id} ${question} ${from}`, topic.id)
				await company.sql('INSERT INTO training_step_choice VALUES ($1, $2, $3, $4, $5)', [
					...[accountId, id, question, from, topic.id],
				])
			}
		}
	}
	return { topics, choices }
}

describe.each([41, 42])('random company %i', (seed) => {
	let company: RandomCompany
	let source: ReportSource
	let snapshotId: string

	beforeAll(async () => {
		company = await RandomCompany.found(database.adminPool, seed, { members: 70 })
		const { random, accountId } = company
		for (const id of company.memberIds) {
			const attributes = random.chance(0.2) ? {} : { [groupAttribute]: random.pick(['Bonn', 'Köln', '東京']) }
			await company.sql('UPDATE member SET attributes = $3 WHERE account_id = $1 AND id = $2', [
				...[accountId, id, JSON.stringify(attributes)],
			])
		}
		for (const [index, { id }] of company.families.entries()) {
			if (index === 0) continue
			await company.sql('INSERT INTO target (account_id, family_id, tier, due_on) VALUES ($1, $2, $3, $4)', [
				...[accountId, id, index === 1 ? 6 : random.integer(3, 6), `2027-0${random.integer(1, 9)}-15`],
			])
		}
		for (const id of company.teamIds.slice(2, 5)) {
			await company.sql(
				`INSERT INTO target (account_id, scope, team_id, tier, due_on) VALUES ($1, 'team', $2, $3, '2028-03-01')`,
				[accountId, id, random.integer(2, 6)],
			)
		}
		const published = await publishQuarter(company)
		snapshotId = published.snapshotId
		const { people, needs } = await recountNeeds(company, published)
		const attributes = await company.sql<{ id: string; attributes: Record<string, string> }>(
			'SELECT id, attributes FROM participant WHERE account_id = $1',
			[accountId],
		)
		const nodes = await company.sql<{ id: string; parent: string }>(
			'SELECT node_id AS id, parent_id AS parent FROM snapshot_node WHERE account_id = $1 AND parent_id IS NOT NULL',
			[accountId],
		)
		source = {
			...{ accountId, people, needs },
			...(await addTopics(company)),
			attributes: new Map(attributes.map((row) => [row.id, row.attributes])),
			parents: new Map(nodes.map(({ id, parent }) => [id, parent])),
			plans: company.teamIds.slice(0, 6).map((nodeId) => ({
				...{ nodeId, withBelow: random.chance(0.5), level: random.integer(2, 6) },
			})),
		}
	})

	function randomFilter(): TrainingNeedFilter {
		const { random, families, teamIds, accountId } = company
		const maybe = <T>(value: T) => (random.chance(0.2) ? value : undefined)
		return {
			search: maybe(random.pick(['son 1', '7'])),
			familyId: maybe(random.pick(families).id),
			nodeId: maybe(random.pick([...teamIds.slice(0, 6), accountId])),
			questionKey: maybe(random.pick([...random.pick(families).questions, 'transition.legacy-patterns'])),
			fromHalfSteps: maybe(random.integer(1, 5)),
			steps: random.chance(0.5) ? 'all' : 'next',
			managerId: maybe(random.pick([...company.memberIds.slice(0, 20), 'none'])),
			attribute: maybe({ name: groupAttribute, value: random.pick(['Bonn', null]) }),
		}
	}

	test.each(reportGroupings)('the report by %s is what a recount finds, whatever is filtered', async (by) => {
		const { plans } = source
		for (let round = 0; round < 4; round += 1) {
			const filter = round === 0 ? { steps: 'all' as const } : randomFilter()
			const of = { ...filter, by, groupAttribute }
			const expected = recountReport(source, of)
			const report = await countTrainingReport(company.hr, hr, { snapshotId, ...of, plans })
			expect(report?.whole, JSON.stringify(of)).toEqual(expected.whole)
			const found = new Map(report?.groups.map(({ key, ...figures }) => [key, figures]))
			expect(found, JSON.stringify(of)).toEqual(expected.groups)
			if (round > 0) continue
			// The company has what the rules are about, else the test would show nothing.
			const { whole } = expected
			for (const figure of [
				'people',
				'oneStep',
				'unserved',
				'sessions',
				'placesWithoutHours',
				'placesWithoutCost',
				'blocked',
			] as const) {
				expect(whole[figure], figure).toBeGreaterThan(0)
			}
			// Who stands between two tiers is elsewhere than where the transition begins.
			expect(source.needs.some(({ from, to, standsAt }) => to - from === 2 && standsAt !== from)).toBe(true)
			expect(whole.costs).toHaveLength(2)
			expect(expected.groups.size).toBeGreaterThan(1)
		}
	})

	test('what is tried is what it would be if it were set, and nothing is set', async () => {
		const { random, accountId, families } = company
		const question = { snapshotId, by: 'family', steps: 'all', plans: [] } as const
		const sorted = (one: TrainingReport | null) =>
			(one?.groups ?? []).toSorted((a, b) => (a.key < b.key ? -1 : 1))
		const before = sorted(await countTrainingReport(company.hr, hr, question))
		for (const [index, { id: familyId }] of families.entries()) {
			const tried = {
				...{ familyId, halfSteps: random.chance(0.7) ? random.integer(2, 6) : null },
				dueOn: random.chance(0.7) ? `2029-0${random.integer(1, 9)}-01` : null,
			}
			const held = source.people.filter(
				(person) =>
					person.familyId === familyId && (person.target === null || person.origin.scope === 'family'),
			)
			const report = await countTrainingReport(company.hr, hr, { ...question, tried })
			// Behind the application's back: as if it had been set before publication; the first family has none to change.
			await company.sql('ALTER TABLE snapshot_target DISABLE TRIGGER USER')
			await company.sql(
				index === 0
					? `INSERT INTO snapshot_target (account_id, snapshot_id, family_id, tier, due_on)
						SELECT $1, $2, $3, $4::smallint, coalesce($5::date, '2030-01-01') WHERE $4 IS NOT NULL`
					: `UPDATE snapshot_target SET tier = coalesce($4::smallint, tier), due_on = coalesce($5::date, due_on)
						WHERE account_id = $1 AND snapshot_id = $2 AND family_id = $3`,
				[accountId, snapshotId, familyId, tried.halfSteps, tried.dueOn],
			)
			const set = await countTrainingReport(company.hr, hr, question)
			// The family without a target has no day to keep.
			const rows = (one: typeof set) =>
				sorted(one).map((row) => (index === 0 ? { ...row, dueOn: null } : row))
			expect(rows(report), JSON.stringify(tried)).toEqual(rows(set))
			expect(held.length).toBeGreaterThan(0)
			await company.sql(
				'DELETE FROM snapshot_target WHERE account_id = $1 AND snapshot_id = $2 AND scope = $3',
				[...[accountId, snapshotId, 'family']],
			)
			await company.sql(
				`INSERT INTO snapshot_target (account_id, snapshot_id, family_id, tier, due_on)
				 SELECT t.account_id, $2, t.family_id, t.tier, t.due_on FROM target t WHERE t.account_id = $1 AND t.scope = 'family'`,
				[accountId, snapshotId],
			)
			await company.sql('ALTER TABLE snapshot_target ENABLE TRIGGER USER')
		}
		expect(sorted(await countTrainingReport(company.hr, hr, question))).toEqual(before)
	})

	test('a topic reaches whom a recount finds', async () => {
		const { topics, needs } = source
		for (const topic of topics.slice(0, 12)) {
			const reach = await countTopicReach(company.hr, hr, { snapshotId, steps: 'all', topicId: topic.id })
			const expected = new Map<string, number>()
			for (const of of Map.groupBy(needs, ({ participantId }) => participantId).values()) {
				const served = of.filter(
					({ questionKey, from, familyId }) =>
						topic.steps.includes(`${questionKey} ${from}`) &&
						(topic.families.length === 0 || topic.families.includes(familyId)),
				).length
				const key = `${served} of ${of.length}`
				expected.set(key, (expected.get(key) ?? 0) + 1)
			}
			expect(new Map(reach?.map(({ served, total, people }) => [`${served} of ${total}`, people]))).toEqual(
				expected,
			)
		}
	})

	test('a manager gets the report of their own reports', async () => {
		const managers = [...new Set(source.needs.flatMap(({ managerId }) => managerId ?? []))]
		let counted = 0
		for (const memberId of managers.slice(0, 8)) {
			const scope = mintAccountScope({ ...company.hr, memberId, roles: ['member'] })
			const isReport = (one: { managerId: string | null; memberId: string }) =>
				one.managerId === memberId && one.memberId !== memberId
			const own = {
				...{ ...source, needs: source.needs.filter(isReport), people: source.people.filter(isReport) },
			}
			for (const by of ['step', 'team'] as const) {
				const of = { by, groupAttribute, steps: 'all' } as const
				const question = { ...of, snapshotId, plans: source.plans, whose: 'others' } as const
				const report = await countTrainingReport(scope, manager, question)
				const expected = recountReport(own, of)
				expect(report?.whole).toEqual(expected.whole)
				expect(new Map(report?.groups.map(({ key, ...figures }) => [key, figures]))).toEqual(expected.groups)
				counted += report?.whole.people ?? 0
			}
		}
		expect(counted).toBeGreaterThan(5)
	})

	test('nobody else gets anything, and another account nothing of it', async () => {
		const question = { snapshotId, by: 'family', plans: [] } as const
		for (const roles of [[], ['owner'], ['admin'], ['executive']] as const) {
			const person: Person = { roles, isMember: false, isManager: false }
			expect(await countTrainingReport(company.hr, person, question)).toBeNull()
		}
		const other = await RandomCompany.found(database.adminPool, seed + 100, { teams: 2, members: 5 })
		for (const by of reportGroupings) {
			const foreign = await countTrainingReport(other.hr, hr, { ...question, by, groupAttribute })
			expect(foreign?.groups).toEqual([])
			expect(foreign?.whole).toMatchObject({ people: 0, measured: 0, steps: 0, hours: 0, costs: [] })
		}
	})
})
