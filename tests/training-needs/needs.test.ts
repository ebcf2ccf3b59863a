import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listTrainingNeeds } from '#app/data/list-training-needs.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { streamTrainingNeeds } from '#app/data/stream-training-needs.server.ts'
import type { TrainingNeed } from '#app/data/training-need-rows.server.ts'
import { trainingNeedSorts } from '#app/data/training-need-rows.server.ts'
import type { TrainingNeedFilter } from '#app/data/training-needs-sql.server.ts'
import { trainingNeedsKeys } from '#app/data/training-needs-columns.server.ts'
import { writeTrainingNeedsCsv } from '#app/data/write-training-needs-csv.server.ts'
import { countNextSteps } from '#app/data/training-report/count-next-steps.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { targetScopes } from '#app/domain/target/target-rule.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { CountedNeed } from './recount.ts'
import { recountNeeds } from './recount.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
const manager: Person = { roles: ['member'], isMember: true, isManager: true }
const member: Person = { roles: ['member'], isMember: true, isManager: false }

const transitionKeys = ['transition.legacy-patterns', 'transition.specification-engineering']

type Published = { cycleId: string; snapshotId: string }

async function publishQuarter(company: RandomCompany, day: string): Promise<Published> {
	const created = await createCycle(company.hr, { day })
	if (!created.ok) throw new Error(created.reason)
	const { cycleId } = created
	expect(await openCycle(company.hr, { cycleId })).toMatchObject({ ok: true })
	await company.answer(cycleId)
	const published = await publishCycle(company.hr, { cycleId })
	if (!published.ok) throw new Error(published.reason)
	return { cycleId, snapshotId: published.snapshotId }
}

/**
 * One family has none, the others any tier: from one that everybody has to the highest. So have some teams and people, of those archived
 * and gone as well, and the company where it is told.
 */
async function setTargets(
	company: RandomCompany,
	without: number,
	{ ofAccount = false }: { ofAccount?: boolean } = {},
): Promise<void> {
	await company.sql('DELETE FROM target WHERE account_id = $1', [company.accountId])
	const { random } = company
	const nearer = [
		...(ofAccount ? [['account', null, null]] : []),
		...company.teamIds.filter(() => random.chance(0.25)).map((id) => ['team', id, null]),
		...company.memberIds.filter(() => random.chance(0.1)).map((id) => ['member', null, id]),
	]
	for (const place of nearer) {
		await company.sql(
			`INSERT INTO target (account_id, scope, team_id, member_id, tier, due_on) VALUES ($1, $2, $3, $4, $5, $6)`,
			[company.accountId, ...place, random.integer(1, 6), `2028-0${random.integer(1, 9)}-15`],
		)
	}
	for (const [index, { id }] of company.families.entries()) {
		if (index === without) continue
		const tier = index === (without + 1) % 5 ? 6 : company.random.integer(1, 6)
		await company.sql('INSERT INTO target (account_id, family_id, tier, due_on) VALUES ($1, $2, $3, $4)', [
			company.accountId,
			id,
			tier,
			`2027-0${company.random.integer(1, 9)}-15`,
		])
	}
}

const keyOf = (need: { participantId: string; questionKey: string }, from: number) =>
	`${need.participantId} ${need.questionKey} ${from}`
const keysOfRows = (rows: readonly TrainingNeed[]) => rows.map((row) => keyOf(row, row.fromHalfSteps))
const keysOfCounted = (needs: readonly CountedNeed[]) => needs.map((need) => keyOf(need, need.from)).sort()

function matches(need: CountedNeed, filter: TrainingNeedFilter): boolean {
	return (
		(filter.search === undefined || need.name.toLowerCase().includes(filter.search.toLowerCase())) &&
		(filter.familyId === undefined || need.familyId === filter.familyId) &&
		(filter.nodeId === undefined || need.nodeIds.includes(filter.nodeId)) &&
		(filter.questionKey === undefined || need.questionKey === filter.questionKey) &&
		(filter.fromHalfSteps === undefined || need.from === filter.fromHalfSteps) &&
		(filter.steps === 'all' || need.isNext)
	)
}

function randomFilter({ random, families, teamIds, accountId }: RandomCompany): TrainingNeedFilter {
	const maybe = <T>(value: T) => (random.chance(0.3) ? value : undefined)
	const family = random.pick(families)
	return {
		search: maybe(random.pick(['son 1', 'PERSON', '7', '%', '_', 'nobody'])),
		familyId: maybe(family.id),
		nodeId: maybe(random.pick([...teamIds, accountId])),
		questionKey: maybe(random.pick([...family.questions, `${family.key}.entry`, ...transitionKeys])),
		fromHalfSteps: maybe(random.integer(1, 5)),
		steps: random.chance(0.5) ? 'all' : 'next',
	}
}

describe.each([12, 14])('random company %i', (seed) => {
	let company: RandomCompany
	let first: Published
	let second: Published

	beforeAll(async () => {
		company = await RandomCompany.found(database.adminPool, seed, { members: 70 })
		await setTargets(company, 0)
		first = await publishQuarter(company, '2026-01-15')
		await company.goOn()
		await setTargets(company, 3, { ofAccount: true })
		second = await publishQuarter(company, '2026-04-15')
		await company.leave(0.1)
		// Later targets: the published cycles keep theirs, but for the family that had none.
		await setTargets(company, 4)
	})

	test('every step, in both cycles, and nothing else', async () => {
		for (const of of [first, second]) {
			const { people, needs } = await recountNeeds(company, of)
			const found = await listTrainingNeeds(company.hr, hr, { snapshotId: of.snapshotId, steps: 'all' })
			expect(keysOfRows(found?.rows ?? []).sort()).toEqual(keysOfCounted(needs))
			for (const row of found?.rows ?? []) {
				const need = needs.find((one) => keyOf(one, one.from) === keyOf(row, row.fromHalfSteps))
				expect(row).toMatchObject({
					memberId: need?.memberId,
					memberName: need?.name,
					hasLeft: need?.hasLeft,
					toHalfSteps: need?.to,
					targetHalfSteps: need?.target,
					dueOn: need?.dueOn,
					isTargetFrozen: need?.isFrozen,
					...{ targetScope: need?.origin.scope, targetName: need?.origin.name },
					isSingleRater: need?.isSingleRater,
					isNext: need?.isNext,
				})
			}
			expect(found?.total).toBe(needs.length)
			expect(found?.people).toBe(new Set(needs.map(({ participantId }) => participantId)).size)
			expect(found?.measured).toBe(people.filter(({ target }) => target !== null).length)
			// The company has what the rule is about, else the test would show nothing.
			expect(needs.some(({ from }) => from === 1)).toBe(true)
			expect(needs.some(({ isNext, from }) => !isNext && from > 1)).toBe(true)
			for (const key of transitionKeys) {
				const steps = needs.filter(({ questionKey }) => questionKey === key)
				expect(new Set(steps.map(({ isNext }) => isNext)), key).toEqual(new Set([true, false]))
			}
		}
		const both = [
			...(await recountNeeds(company, first)).needs,
			...(await recountNeeds(company, second)).needs,
		]
		expect(both.some(({ isFrozen }) => !isFrozen)).toBe(true)
		expect(new Set(both.map(({ origin }) => origin.scope))).toEqual(new Set(targetScopes))
		expect(both.some(({ hasLeft }) => hasLeft)).toBe(true)
		expect(new Set(both.map(({ isSingleRater }) => isSingleRater)).size).toBe(2)
	})

	test('every filter, its groups, its sorting, its pages and its CSV agree', async () => {
		const { snapshotId } = second
		const { needs } = await recountNeeds(company, second)
		let filled = 0
		for (let round = 0; round < 10; round += 1) {
			const filter = randomFilter(company)
			const sort = company.random.pick(trainingNeedSorts)
			const order = company.random.chance(0.5) ? 'asc' : 'desc'
			const expected = needs.filter((need) => matches(need, filter))
			const whole = await listTrainingNeeds(company.hr, hr, { snapshotId, ...filter, sort, order })
			const keys = keysOfRows(whole?.rows ?? [])
			expect(keys.toSorted(), JSON.stringify(filter)).toEqual(keysOfCounted(expected))
			expect(whole?.total).toBe(expected.length)
			expect(whole?.people).toBe(new Set(expected.map(({ participantId }) => participantId)).size)
			expectGroups(whole?.groups ?? [], expected)
			if (expected.length > 0) filled += 1

			const pages: string[] = []
			for (let offset = 0; offset < expected.length + 31; offset += 31) {
				const page = await listTrainingNeeds(company.hr, hr, {
					snapshotId,
					...filter,
					sort,
					order,
					offset,
					limit: 31,
				})
				// Also past the end the totals are those of the whole.
				expect(page).toMatchObject({
					total: expected.length,
					people: whole?.people,
					measured: whole?.measured,
				})
				pages.push(...keysOfRows(page?.rows ?? []))
			}
			expect(pages).toEqual(keys)

			let csv = ''
			const of = { snapshotId, ...filter, sort, order } as const
			const written = await writeTrainingNeedsCsv(company.hr, hr, of, async (text) => void (csv += text))
			const records: Record<string, string>[] = parse(csv, { columns: true })
			expect(written).toBe(expected.length)
			expect(records.map((row) => `${row.member_name} ${row.question_key} ${row.from_tier}`)).toEqual(
				(whole?.rows ?? []).map((row) => `${row.memberName} ${row.questionKey} ${row.fromHalfSteps / 2}`),
			)
			expect(parse(csv)[0]).toEqual([...trainingNeedsKeys])
		}
		expect(filled).toBeGreaterThan(3)
	})

	test('each column sorts by what it shows, both ways', async () => {
		const valueOf: Record<(typeof trainingNeedSorts)[number], (row: TrainingNeed) => string | number | null> =
			{
				member: (row) => row.memberName.toLowerCase(),
				team: (row) => row.teamName?.toLowerCase() ?? null,
				manager: (row) => row.managerName?.toLowerCase() ?? null,
				family: (row) => company.families.findIndex(({ key }) => key === row.familyKey),
				question: (row) => {
					const family = company.families.findIndex(({ key }) => key === row.familyKey)
					const { questions = [] } = company.families[family] ?? {}
					return (
						family * 10 + [`${row.familyKey}.entry`, ...questions, ...transitionKeys].indexOf(row.questionKey)
					)
				},
				from: (row) => row.fromHalfSteps,
				target: (row) => row.targetHalfSteps,
			}
		for (const sort of trainingNeedSorts) {
			for (const order of ['asc', 'desc'] as const) {
				const { snapshotId } = second
				const found = await listTrainingNeeds(company.hr, hr, { snapshotId, steps: 'all', sort, order })
				const values = (found?.rows ?? []).map(valueOf[sort])
				const known = values.filter((value) => value !== null)
				const sorted = known.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
				expect(known, `${sort} ${order}`).toEqual(order === 'asc' ? sorted : sorted.toReversed())
				// Who has no team or manager comes last, whichever way.
				expect(values.slice(known.length).every((value) => value === null)).toBe(true)
			}
		}
	})

	test('managers get their own reports and themselves, members themselves', async () => {
		const { needs } = await recountNeeds(company, first)
		const of = { snapshotId: first.snapshotId, steps: 'all' } as const
		let reports = 0
		const managers = [...new Set(needs.flatMap(({ managerId }) => managerId ?? []))]
		for (const memberId of [...managers.slice(0, 12), ...company.memberIds.slice(-5)]) {
			const scope = mintAccountScope({ ...company.hr, memberId, roles: ['member'] })
			const own = needs.filter((need) => need.memberId === memberId)
			const led = needs.filter((need) => need.managerId === memberId && need.memberId !== memberId)
			reports += led.length
			const rowsOf = async (person: Person, whose?: 'own' | 'others') =>
				keysOfRows((await listTrainingNeeds(scope, person, { ...of, whose }))?.rows ?? []).sort()
			expect(await rowsOf(manager)).toEqual(keysOfCounted([...own, ...led]))
			expect(await rowsOf(manager, 'others')).toEqual(keysOfCounted(led))
			expect(await rowsOf(manager, 'own')).toEqual(keysOfCounted(own))
			expect(await rowsOf(member)).toEqual(keysOfCounted(own))
			expect(await rowsOf(member, 'others')).toEqual([])
		}
		expect(reports).toBeGreaterThan(10)
	})

	test('nobody else gets anything', async () => {
		const of = { snapshotId: second.snapshotId }
		const take = async () => expect.unreachable('no row was to be read')
		for (const roles of [[], ['owner'], ['admin'], ['executive']] as const) {
			const person: Person = { roles, isMember: false, isManager: false }
			expect(await listTrainingNeeds(company.hr, person, of)).toBeNull()
			expect(await streamTrainingNeeds(company.hr, person, of, take)).toBeNull()
		}
		// A member without a member record has nothing of their own.
		expect(await listTrainingNeeds(company.hr, member, of)).toBeNull()
	})

	test('another account’s snapshot, team and family give nothing', async () => {
		const other = await RandomCompany.found(database.adminPool, seed + 100, { teams: 2, members: 5 })
		const foreign = await listTrainingNeeds(other.hr, hr, { snapshotId: second.snapshotId })
		expect(foreign).toMatchObject({ rows: [], total: 0, people: 0, measured: 0, groups: [] })
		for (const filter of [{ nodeId: other.teamIds[0] }, { familyId: other.families[0]?.id }]) {
			const found = await listTrainingNeeds(company.hr, hr, { snapshotId: second.snapshotId, ...filter })
			expect(found?.rows).toEqual([])
		}
	})

	test('the next steps of home are those of the list, also after a target has changed', async () => {
		const counts: number[] = []
		for (const change of ['0', '1 - 2 * (tier = 6)::int', '0']) {
			await company.sql(
				`UPDATE target SET tier = tier + ${change}, version = version + ('${change}' <> '0')::int WHERE account_id = $1`,
				[company.accountId],
			)
			for (const { snapshotId } of [first, second]) {
				const list = await listTrainingNeeds(company.hr, hr, { snapshotId, steps: 'next' })
				const counted = await countNextSteps(company.hr, hr, { snapshotId })
				expect(counted).toEqual({ people: list?.people, measured: list?.measured, steps: list?.total })
				counts.push(counted?.steps ?? 0)
			}
		}
		expect(Math.min(...counts)).toBeGreaterThan(0)
		expect(await countNextSteps(company.hr, member, { snapshotId: first.snapshotId })).toBeNull()
		// What the first published cycle froze stays; where nothing was frozen, another target is another count.
		expect(new Set(counts).size).toBeGreaterThan(2)
	})
})

function expectGroups(
	groups: readonly { familyId: string; questionKey: string; fromHalfSteps: number; people: number }[],
	needs: readonly CountedNeed[],
): void {
	const expected = new Map<string, Set<string>>()
	for (const { familyId, questionKey, from, participantId } of needs) {
		const key = `${familyId} ${questionKey} ${from}`
		expected.set(key, (expected.get(key) ?? new Set<string>()).add(participantId))
	}
	expect(
		new Map(
			groups.map((group) => [`${group.familyId} ${group.questionKey} ${group.fromHalfSteps}`, group.people]),
		),
	).toEqual(new Map([...expected].map(([key, ids]) => [key, ids.size])))
	const people = groups.map((group) => group.people)
	expect(people).toEqual(people.toSorted((a, b) => b - a))
}
