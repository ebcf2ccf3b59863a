import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { readAskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readLevelCycles } from '#app/data/heatmap/read-level-cycles.server.ts'
import { readLevelTargets } from '#app/data/heatmap/read-level-targets.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { publishQuarters, readWorld } from '#tests/suppression/company-world.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const company = await RandomCompany.found(database.adminPool, 81, { teams: 9, members: 120 })
const days = ['2026-01-15', '2026-04-15', '2026-07-15', '2026-10-15']
let names: string[]
beforeAll(async () => {
	await company.sql(
		`INSERT INTO target (account_id, scope, tier, due_on) VALUES ($1, 'account', 4, '2027-01-01')`,
		[company.accountId],
	)
	await company.sql(
		`INSERT INTO target (account_id, scope, team_id, tier, due_on) VALUES ($1, 'team', $2, 6, '2027-01-01')`,
		[company.accountId, company.teamIds[0]],
	)
	await publishQuarters(company, days)
	names = (await readWorld(company)).published.map(({ id }) => id)
	// Set since: no figure of a published cycle knows of it.
	await company.sql(
		`INSERT INTO target (account_id, family_id, tier, due_on) VALUES ($1, $2, 5, '2027-01-01')`,
		[company.accountId, company.families[0]?.id],
	)
})

const scopeOf = (roles: AccountScope['roles'], memberId: string | null = null) =>
	mintAccountScope({ ...company.hr, memberId, roles })
const executive: Person = { roles: ['executive'], isMember: false, isManager: false }
const readers = async (): Promise<[string, AccountScope, Person][]> => {
	const [lead] = await company.sql<{ id: string }>(
		'SELECT manager_id AS id FROM participant WHERE account_id = $1 AND manager_id IS NOT NULL LIMIT 1',
		[company.accountId],
	)
	return [
		['hr', company.hr, { roles: ['hr'], isMember: false, isManager: false }],
		['executive', scopeOf(['executive']), executive],
		['manager', scopeOf(['member'], lead?.id ?? ''), { roles: ['member'], isMember: true, isManager: true }],
		[
			'member',
			scopeOf(['member'], company.memberIds[3] ?? ''),
			{ roles: ['member'], isMember: true, isManager: false },
		],
	]
}

async function viewOf(scope: AccountScope, person: Person, of: Parameters<typeof readHeatmapView>[2] = {}) {
	const view = await readHeatmapView(scope, person, of)
	if (view === null || view === 'nothing') throw new Error('there is no such view')
	return view
}

/** Every node that somebody can reach, with its view. */
async function walk(scope: AccountScope, person: Person, each: (view: HeatmapView) => Promise<void>) {
	const waiting: (string | undefined)[] = [undefined]
	const seen = new Set<string>()
	while (waiting.length > 0) {
		const view = await viewOf(scope, person, { nodeId: waiting.pop() })
		if (seen.has(view.node.id)) continue
		seen.add(view.node.id)
		await each(view)
		waiting.push(...view.children.map(({ id }) => id))
	}
}

test('cycles side by side are each cycle as it is read alone, for every reader', async () => {
	for (const [name, scope, person] of await readers()) {
		let shown = 0
		await walk(scope, person, async (view) => {
			const cycles = await readLevelCycles(scope, person, { view })
			expect(cycles.map((cycle) => cycle.name)).toEqual(names)
			for (const { ref, cells } of cycles) {
				for (const { id } of [view.node, ...view.children]) {
					const alone = await readHeatmapView(scope, person, { cycle: ref, nodeId: id })
					const expected = alone === null || alone === 'nothing' ? undefined : alone.cells.get(id)
					expect(cells.get(id), `${name} ${ref} ${id}`).toEqual(expected)
					shown += expected?.allTier.cell.kind === 'shown' ? 1 : 0
				}
			}
		})
		expect(shown, name).toBeGreaterThan(0)
	}
})

test('changes can be since any earlier cycle that the reader looks at, and since none later', async () => {
	const [first = '', second = '', third = ''] = names
	for (const [name, scope, person] of await readers()) {
		const view = await viewOf(scope, person, { since: first })
		const then = await viewOf(scope, person, { cycle: first })
		expect(view.comparisonName, name).toBe(first)
		expect(view.comparisonCells.get(view.node.id)).toEqual(then.cells.get(view.node.id))
		expect((await viewOf(scope, person, { cycle: second, since: third })).comparisonName).toBe(first)
		expect((await viewOf(scope, person, { since: 'nothing' })).comparisonName).toBe(second)
	}
})

describe('the rows of a level', () => {
	const asked = async (search: Record<string, string>, pageSize: number | null = 2) => {
		const read = await readAskedHeatmap(
			company.hr,
			{ roles: ['hr'], isMember: false, isManager: false },
			{
				params: new URLSearchParams(search),
				pageSize,
			},
		)
		if (read === null || read === 'nothing') throw new Error('there is no such heatmap')
		return read.view
	}
	/** The node with the most children. */
	const widest = async () => {
		const all: HeatmapView[] = []
		await walk(
			company.hr,
			{ roles: ['hr'], isMember: false, isManager: false },
			async (view) => void all.push(view),
		)
		const [view] = all.toSorted((a, b) => b.children.length - a.children.length)
		if (!view || view.children.length < 3) throw new Error('a level of a row or two')
		return view
	}

	test('arrive page by page, each once, with the figures of the whole', async () => {
		const whole = await widest()
		const node = whole.node.id
		for (const order of ['asc', 'desc']) {
			const ids: string[] = []
			for (let page = 1; ids.length < whole.children.length; page += 1) {
				const view = await asked({ node, order, page: String(page) })
				expect(view.total).toBe(whole.children.length)
				expect(view.children.length).toBeGreaterThan(0)
				expect(view.cells.get(node)).toEqual(whole.cells.get(node))
				for (const { id } of view.children) {
					ids.push(id)
					expect(view.cells.get(id)).toEqual(whole.cells.get(id))
					expect(view.comparisonCells.get(id)).toEqual(whole.comparisonCells.get(id))
				}
			}
			const expected = whole.children.map(({ id }) => id)
			expect(ids).toEqual(order === 'asc' ? expected : expected.toReversed())
		}
		// A page behind the last is the last.
		const behind = await asked({ node, page: '99' })
		expect(behind.children.at(-1)?.id).toBe(whole.children.at(-1)?.id)
		expect(behind.children.length).toBeGreaterThan(0)
	})

	test('are found by name, and pinned ones stand first on every page', async () => {
		const whole = await widest()
		const node = whole.node.id
		const last = whole.children.at(-1)
		const first = whole.children[0]
		if (!last || !first) throw new Error('no rows')
		const pinned = await asked({ node, pin: last.id })
		expect(pinned.children[0]?.id).toBe(last.id)
		expect(pinned.children).toHaveLength(3)
		expect(pinned.total).toBe(whole.children.length - 1)
		expect(pinned.cells.get(last.id)).toEqual(whole.cells.get(last.id))
		const found = await asked({ node, q: first.name.toUpperCase() }, null)
		expect(found.children.map(({ name }) => name)).toContain(first.name)
		expect(found.children.every(({ name }) => name.toLowerCase().includes(first.name.toLowerCase()))).toBe(
			true,
		)
		expect((await asked({ node, q: `%' OR 1=1` })).children).toEqual([])
		// What is below another node can't be pinned here.
		expect((await asked({ node, pin: company.accountId })).pinned).toEqual([])
	})
})

test('a target is the nearest one upward as it was kept, for who sees one team alone as well', async () => {
	const [teamId = ''] = company.teamIds
	const own = await company.sql<{ id: string }>(
		`SELECT p.member_id AS id FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 WHERE p.account_id = $1 AND p.team_id = $2 AND c.name = $3 LIMIT 1`,
		[company.accountId, teamId, names.at(-1)],
	)
	const member: Person = { roles: ['member'], isMember: true, isManager: false }
	for (const [scope, person] of [
		[company.hr, { roles: ['hr'], isMember: false, isManager: false } as Person],
		...(own[0] ? [[scopeOf(['member'], own[0].id), member] as const] : []),
	] as const) {
		const view = await viewOf(scope, person)
		const targets = await readLevelTargets(scope, { view })
		expect(targets?.of(company.accountId, null)).toMatchObject({ halfSteps: 4, isFrozen: true })
		expect(targets?.of(company.accountId, company.families[0]?.id ?? '')?.halfSteps).toBe(4)
		const team = await viewOf(scope, person, { nodeId: teamId })
		const below = await readLevelTargets(scope, { view: team })
		for (const familyId of [null, company.families[0]?.id ?? '']) {
			expect(below?.of(teamId, familyId)).toMatchObject({ halfSteps: 6, scope: 'team', isFrozen: true })
		}
	}
})
