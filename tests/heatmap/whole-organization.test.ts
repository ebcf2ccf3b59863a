import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listTierStalls } from '#app/data/heatmap/list-tier-stalls.server.ts'
import { readPublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { readWholeHeatmap } from '#app/data/heatmap/read-whole-heatmap.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import type { Counted } from '#tests/statistics/recount.ts'
import { countPeople } from '#tests/statistics/recount.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const k = 5
const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
const executive: Person = { roles: ['executive'], isMember: false, isManager: false }
const manager: Person = { roles: ['member'], isMember: true, isManager: true }
const member: Person = { roles: ['member'], isMember: true, isManager: false }

const company = await RandomCompany.found(database.adminPool, 73, { teams: 9, members: 240 })
const scopeOf = (memberId: string | null): AccountScope =>
	mintAccountScope({ ...company.hr, memberId, roles: [memberId ? 'member' : 'executive'] })

const cycles: { people: Counted[] }[] = []

beforeAll(async () => {
	// One family's target is lower, in half-steps.
	for (const { id } of company.families) {
		await company.sql(
			`INSERT INTO target (account_id, family_id, tier, due_on) VALUES ($1, $2, $3, '2027-01-01')`,
			[company.accountId, id, targetOf(id)],
		)
	}
	for (const [index, day] of ['2026-01-15', '2026-04-15'].entries()) {
		const created = await createCycle(company.hr, { day })
		if (!created.ok) throw new Error(created.reason)
		const { cycleId } = created
		expect(await openCycle(company.hr, { cycleId })).toMatchObject({ ok: true })
		await company.answer(cycleId)
		const people = await countPeople(company, cycleId)
		const published = await publishCycle(company.hr, { cycleId })
		if (!published.ok) throw new Error(published.reason)
		cycles.push({ people })
		// Some move, join and leave.
		if (index === 0) await company.goOn()
	}
}, 60_000)

async function publishedView(scope: AccountScope, person: Person) {
	const view = await readPublishedView(scope, person, {})
	if (view === null || view === 'nothing') throw new Error('nothing is published')
	return view
}

const targetOf = (familyId: string) => (familyId === company.families[0]?.id ? 3 : 6)
const isIn = (nodeId: string, familyId: string) => (person: Counted) =>
	person.familyId === familyId && person.nodeIds.includes(nodeId)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

type Found = { nodeId: string; familyId: string; n: number; before: number; now: number; above: string[] }

/** Every node and family, with a rule worked out here; where a team below says the same of as many, that alone is left. */
function findAll(
	nodes: readonly { id: string; above: readonly string[] }[],
	rule: (nodeId: string, familyId: string) => Omit<Found, 'nodeId' | 'familyId' | 'above'> | null,
): string[] {
	const found = nodes.flatMap(({ id: nodeId, above }) =>
		company.families.flatMap(({ id: familyId }): Found[] => {
			const stall = rule(nodeId, familyId)
			return stall ? [{ nodeId, familyId, above: [...above], ...stall }] : []
		}),
	)
	const isRepeated = (one: Found) =>
		found.some(
			(other) =>
				other.above.includes(one.nodeId) &&
				other.familyId === one.familyId &&
				[other.n, other.before, other.now].join() === [one.n, one.before, one.now].join(),
		)
	return found
		.filter((one) => !isRepeated(one))
		.map(say)
		.sort()
}

const say = ({ nodeId, familyId, n, before, now }: Omit<Found, 'above'>) =>
	[nodeId, familyId, n, before.toFixed(6), now.toFixed(6)].join(' ')

async function listed(scope: AccountScope, person: Person): Promise<string[]> {
	const view = await publishedView(scope, person)
	const { stalls } = await listTierStalls(scope, person, { view })
	for (const [i, stall] of stalls.entries()) expect(stall.n).toBeLessThanOrEqual(stalls[i - 1]?.n ?? Infinity)
	return stalls
		.map(({ node, family, ...stall }) => say({ nodeId: node.id, familyId: family.id, ...stall }))
		.sort()
}

test('HR’s stalls are a recount of the people with a result in both cycles', async () => {
	const [first, second] = cycles
	const view = await publishedView(company.hr, hr)
	const { nodes } = await readWholeHeatmap(company.hr, hr, { view })
	const before = new Map(first?.people.map(({ memberId, tier }) => [memberId, tier]))
	const expected = findAll(nodes, (nodeId, familyId) => {
		const same = (second?.people ?? []).filter(isIn(nodeId, familyId)).flatMap(({ memberId, tier }) => {
			const earlier = before.get(memberId) ?? null
			return tier === null || earlier === null ? [] : [{ earlier, tier }]
		})
		if (same.length < k) return null
		const of = {
			n: same.length,
			before: mean(same.map(({ earlier }) => earlier)),
			now: mean(same.map(({ tier }) => tier)),
		}
		return of.now < targetOf(familyId) && Math.abs(of.now - of.before) < 0.5 ? of : null
	})
	expect(expected.length).toBeGreaterThan(3)
	expect(await listed(company.hr, hr)).toEqual(expected)
})

test('everybody else’s follow from the cells that the heatmap shows them and from where people are placed', async () => {
	const [first, second] = cycles
	const manages = await company.sql<{ id: string }>(
		`SELECT lead_id AS id FROM team WHERE account_id = $1 AND lead_id IS NOT NULL AND archived_at IS NULL`,
		[company.accountId],
	)
	const readers = [
		{ scope: scopeOf(null), person: executive },
		{ scope: scopeOf(manages[0]?.id ?? company.memberIds[0] ?? ''), person: manager },
		{ scope: scopeOf(company.memberIds.at(-1) ?? ''), person: member },
	]
	let stalls = 0
	for (const { scope, person } of readers) {
		const view = await publishedView(scope, person)
		const { nodes, cells, comparisonCells } = await readWholeHeatmap(scope, person, { view, withFlows: true })
		// Cell by cell as level by level
		for (const { id } of nodes) {
			const level = await readHeatmapView(scope, person, { nodeId: id })
			if (level === null || level === 'nothing') throw new Error(`${id} is out of reach`)
			for (const [side, whole] of [
				[level.cells, cells],
				[level.comparisonCells, comparisonCells],
			] as const) {
				for (const [nodeId, cell] of side) expect(whole.get(nodeId), nodeId).toEqual(cell)
			}
		}
		const tierOf = (of: typeof cells, nodeId: string, familyId: string): ResultCell | undefined =>
			of.get(nodeId)?.families.find((one) => one.familyId === familyId)?.tier
		const expected = findAll(nodes, (nodeId, familyId) => {
			const now = tierOf(cells, nodeId, familyId)
			const before = tierOf(comparisonCells, nodeId, familyId)
			if (now?.kind !== 'shown' || before?.kind !== 'shown') return null
			const then = (first?.people ?? []).filter(isIn(nodeId, familyId)).map(({ memberId }) => memberId)
			const here = (second?.people ?? []).filter(isIn(nodeId, familyId)).map(({ memberId }) => memberId)
			const both = here.filter((id) => then.includes(id)).length
			if (both < 0.8 * here.length || both < 0.8 * then.length) return null
			const of = { n: now.summary.n, before: before.summary.meanHalfSteps, now: now.summary.meanHalfSteps }
			const isLarge = now.summary.n >= k && before.summary.n >= k
			return isLarge && of.now < targetOf(familyId) && Math.abs(of.now - of.before) < 0.5 ? of : null
		})
		expect(await listed(scope, person)).toEqual(expected)
		stalls += expected.length
		// A member reaches the company and the own team.
		if (person === member) expect(nodes.length).toBeLessThanOrEqual(2)
		else expect(nodes.length).toBeGreaterThan(5)
	}
	expect(stalls).toBeGreaterThan(3)
})

test('one cycle alone has no stalls', async () => {
	const view = await readPublishedView(company.hr, hr, { cycle: 'Q1 2026' })
	if (view === null || view === 'nothing') throw new Error('nothing is published')
	expect((await listTierStalls(company.hr, hr, { view })).stalls).toEqual([])
	expect(await readPublishedView(company.hr, hr, { cycle: 'live' })).toBeNull()
	expect(await readPublishedView(company.hr, hr, { cycle: 'no such cycle' })).toBeNull()
})
