import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import type { Trend } from '#app/data/heatmap/read-trend.server.ts'
import { readTrend } from '#app/data/heatmap/read-trend.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readMovement } from '#app/data/reports/read-movement.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { meanInterval } from '#app/domain/statistics/mean-interval.ts'
import { heatmapColumns, heatmapRows } from '#app/routes/heatmap-file/rows.server.ts'
import { trendCsvColumns, trendCsvRows } from '#app/routes/trend-csv/rows.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import type { Counted } from '#tests/statistics/recount.ts'
import { countPeople, figuresOf, flowOf, statisticsOf } from '#tests/statistics/recount.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const heatmapKeys = heatmapColumns({ kind: 'teams' }).map(({ key }) => key)
const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
const executive: Person = { roles: ['executive'], isMember: false, isManager: false }
const manager: Person = { roles: ['member'], isMember: true, isManager: true }
const member: Person = { roles: ['member'], isMember: true, isManager: false }

const company = await RandomCompany.found(database.adminPool, 44, { teams: 8, members: 120 })
const quarters: { name: string; people: Counted[]; snapshotId: string }[] = []

beforeAll(async () => {
	for (const [index, day] of ['2026-01-15', '2026-04-15', '2026-07-15'].entries()) {
		const created = await createCycle(company.hr, { day })
		if (!created.ok) throw new Error(created.reason)
		const { cycleId } = created
		expect(await openCycle(company.hr, { cycleId })).toMatchObject({ ok: true })
		await company.answer(cycleId)
		const people = await countPeople(company, cycleId)
		const published = await publishCycle(company.hr, { cycleId })
		if (!published.ok) throw new Error(published.reason)
		quarters.push({ name: `Q${index + 1} 2026`, people, snapshotId: published.snapshotId })
		await company.goOn()
	}
})

const whole = { offset: 0, limit: 500 }
const nodeIds = () => [company.accountId, ...company.teamIds]

async function trendOf(scope: AccountScope, person: Person, nodeId: string): Promise<Trend | null> {
	const trend = await readTrend(scope, person, { nodeId, children: whole })
	if (trend === 'nothing') throw new Error('nothing is published')
	return trend
}

const inNode = (people: readonly Counted[], nodeId: string, familyId?: string) =>
	people.filter(
		(one) => one.nodeIds.includes(nodeId) && (familyId === undefined || one.familyId === familyId),
	)

describe('a trend', () => {
	test('is for HR the recount of every node, family and cycle, oldest first', async () => {
		let shown = 0
		for (const nodeId of nodeIds()) {
			const trend = await trendOf(company.hr, hr, nodeId)
			// A team in which nobody ever took part is in no tree.
			if (!trend) {
				expect(quarters.some(({ people }) => inNode(people, nodeId).length > 0)).toBe(false)
				continue
			}
			expect(trend.isSuppressed).toBe(false)
			expect(trend.points.map(({ snapshot }) => snapshot.cycleName)).toEqual(quarters.map(({ name }) => name))
			for (const [index, { cells }] of trend.points.entries()) {
				const people = quarters[index]?.people ?? []
				for (const id of [nodeId, ...trend.children.map((child) => child.id)]) {
					for (const family of company.families) {
						const found = cells.get(id)?.families.find(({ familyId }) => familyId === family.id)
						const here = inNode(people, id, family.id)
						const expected = statisticsOf(here.flatMap(({ tier }) => tier ?? []))
						if (!expected) {
							expect(found?.tier.kind).not.toBe('shown')
							continue
						}
						shown += 1
						expect(found?.tier).toMatchObject({
							kind: 'shown',
							summary: {
								...{ n: expected.n, medianHalfSteps: expected.median, distribution: expected.distribution },
								meanHalfSteps: expect.closeTo(expected.mean, 10),
								shareAtTierTwoOrAbove: expect.closeTo(expected.share, 10),
							},
						})
						const { eligible, assessed } = figuresOf(here)
						expect(found?.coverage).toMatchObject({ coverage: { eligible, assessed } })
					}
				}
			}
		}
		expect(shown).toBeGreaterThan(100)
	})

	test.each([
		['an executive', () => [company.hr, executive] as const],
		['HR', () => [company.hr, hr] as const],
		['managers', () => [memberScope(managerId()), manager] as const],
		['members', () => [memberScope(quarters[2]?.people[3]?.memberId ?? ''), member] as const],
	])('shows %s what the heatmap of each cycle shows them, cell by cell, and no other node', async (_, as) => {
		const [scope, person] = as()
		let shown = 0
		for (const nodeId of nodeIds()) {
			const trend = await trendOf(scope, person, nodeId)
			const views = await Promise.all(
				quarters.map(({ snapshotId }) => readHeatmapView(scope, person, { cycle: snapshotId, nodeId })),
			)
			expect(trend === null, nodeId).toBe(views.every((view) => view === null))
			if (!trend) continue
			for (const [index, view] of views.entries()) {
				const point = trend.points[index]
				if (view === null || view === 'nothing') {
					expect(point?.cells.get(nodeId), nodeId).toBeUndefined()
					continue
				}
				expect(point?.isReachable(nodeId)).toBe(true)
				for (const { id } of [view.node, ...view.children]) {
					if (id !== nodeId && !trend.children.some((child) => child.id === id)) continue
					expect(point?.cells.get(id), `${nodeId} ${id}`).toEqual(view.cells.get(id))
					shown += view.cells.get(id)?.families.filter(({ tier }) => tier.kind === 'shown').length ?? 0
				}
			}
			if (views[2] && views[2] !== 'nothing') {
				expect(trend.path).toEqual(views[2].path)
				expect(trend.children).toEqual(views[2].children)
				expect(trend.isSuppressed).toBe(person !== hr)
			}
		}
		expect(shown).toBeGreaterThan(5)
	})

	test.each([
		['HR', hr],
		['an executive', executive],
	])('leaves for %s with the figures that the export of each heatmap has', async (_, person) => {
		const trend = await trendOf(company.hr, person, company.accountId)
		if (!trend) throw new Error('no trend')
		const rows = [...trendCsvRows(trend)].map((row) => recordOf(trendCsvColumns, row))
		for (const { name, snapshotId } of quarters) {
			const view = await readHeatmapView(company.hr, person, { cycle: snapshotId })
			if (view === null || view === 'nothing') throw new Error('no heatmap')
			const rowKind = { kind: 'teams' } as const
			const about = { frameworkKey: 'map', frameworkVersion: 1, asOf: '', targets: null, rows: rowKind }
			const expected = [...heatmapRows(view, about)]
				.map((row) => recordOf(heatmapKeys, row))
				.filter((row) => row['is_total'] === 'yes')
			const found = rows.filter((row) => row['cycle'] === name)
			expect(found).toHaveLength(expected.length)
			const common = trendCsvColumns.filter((column) => column !== 'as_of' && heatmapKeys.includes(column))
			expect(common.length).toBeGreaterThan(15)
			for (const [i, row] of found.entries()) {
				for (const column of common) expect(row[column], column).toEqual(expected[i]?.[column])
				const cell = view.cells
					.get(company.accountId)
					?.families.find(({ familyId }) => familyId === company.families[i]?.id)
				if (cell?.tier.kind !== 'shown') continue
				const interval = meanInterval(cell.tier.summary)
				expect(row['mean_tier_from']).toBe(interval && Number((interval.from / 2).toFixed(4)))
				expect(row['mean_tier_to']).toBe(interval && Number((interval.to / 2).toFixed(4)))
			}
		}
	})

	test('ends where it is asked to, brings a page of the children, and is nothing of what is not there', async () => {
		const children = { offset: 1, limit: 2 }
		const all = await trendOf(company.hr, executive, company.accountId)
		const part = await readTrend(company.hr, executive, { until: 'Q2 2026', children })
		if (!all || part === null || part === 'nothing') throw new Error('no trend')
		expect(part.points.map(({ snapshot }) => snapshot.cycleName)).toEqual(['Q1 2026', 'Q2 2026'])
		expect(part.cycles.map(({ cycleName }) => cycleName)).toEqual(['Q3 2026', 'Q2 2026', 'Q1 2026'])
		const view = await readHeatmapView(company.hr, executive, { cycle: 'Q2 2026' })
		if (view === null || view === 'nothing') throw new Error('no heatmap')
		expect(part.children).toEqual(view.children.slice(1, 3))
		expect(part.childCount).toBe(view.children.length)
		expect(part.hasEarlier).toBe(false)
		expect(part.points[1]?.cells.get(company.accountId)).toEqual(all.points[1]?.cells.get(company.accountId))
		for (const until of ['Q9 1999', 'live']) {
			expect(await readTrend(company.hr, hr, { until, children })).toBeNull()
		}
		for (const nodeId of [crypto.randomUUID(), '\0', '', 'live']) {
			expect(await readTrend(company.hr, hr, { nodeId, children }), nodeId).toBeNull()
		}
		const empty = await RandomCompany.found(database.adminPool, 45, { teams: 1, members: 2 })
		expect(await readTrend(empty.hr, hr, { children })).toBe('nothing')
		expect(await readTrend(empty.hr, hr, { nodeId: company.accountId, children })).toBe('nothing')
	})
})

describe('movement since an earlier cycle', () => {
	test('is for HR the recount of any two cycles, of every node and family', async () => {
		/** Who has no part in the later cycle, counted once for each node. */
		let gone = 0
		for (const [since, cycle] of [
			[0, 2],
			[1, 2],
			[0, 1],
		] as const) {
			const [before, now] = [quarters[since], quarters[cycle]]
			if (!before || !now) throw new Error('no cycles')
			for (const familyId of [undefined, company.families[0]?.id]) {
				const asked = { cycle: now.name, familyId, since: before.name }
				const found = await readMovement(company.hr, hr, asked)
				if (!found || found === 'nothing' || !found.movements) throw new Error('no movement')
				expect(found.comparisonName).toBe(before.name)
				expect(found.isChosen).toBe(cycle - since > 1)
				for (const [nodeId, { flows }] of found.movements) {
					const expected = flowOf(inNode(now.people, nodeId, familyId), before.people)
					for (const { tier, ...person } of before.people) {
						if (tier === null || now.people.some(({ memberId }) => memberId === person.memberId)) continue
						if (familyId !== undefined && person.familyId !== familyId) continue
						if (!(await nodesAbove(person.nodeIds, now.snapshotId)).includes(nodeId)) continue
						gone += 1
						expected.set(`${tier} -`, (expected.get(`${tier} -`) ?? 0) + 1)
					}
					const counted = flows.map(
						({ from, to, people }) => [`${from ?? '-'} ${to ?? '-'}`, people] as const,
					)
					expect(new Map(counted), `${nodeId} since ${before.name}`).toEqual(expected)
				}
				// Counted from the people it is what the snapshot has kept since its publication.
				if (found.isChosen) continue
				const stored = await readMovement(company.hr, hr, { ...asked, since: undefined })
				expect(stored).toMatchObject({ movements: found.movements })
			}
		}
		expect(gone).toBeGreaterThan(10)
	})

	test('is for nobody else, and since no cycle that there is not or that is later', async () => {
		const usual = await readMovement(company.hr, executive, {})
		const asked = await readMovement(company.hr, executive, { since: 'Q1 2026' })
		expect(asked).toMatchObject({ movements: null, comparisonName: 'Q2 2026', choices: [] })
		expect(JSON.stringify(asked)).toBe(JSON.stringify(usual))
		for (const since of ['Q3 2026', 'Q9 1999', 'live']) {
			expect(await readMovement(company.hr, hr, { since }), since).toBeNull()
		}
	})
})

/** The first of some nodes that a snapshot has, and those above it there. */
async function nodesAbove(nodeIds: readonly string[], snapshotId: string): Promise<string[]> {
	const parents = await parentsIn(snapshotId)
	const path: string[] = []
	for (
		let node = nodeIds.find((id) => parents.has(id)) ?? null;
		node !== null;
		node = parents.get(node) ?? null
	)
		path.push(node)
	return path
}

const trees = new Map<string, Promise<Map<string, string | null>>>()
async function parentsIn(snapshotId: string): Promise<Map<string, string | null>> {
	const known = trees.get(snapshotId) ?? readParents(snapshotId)
	trees.set(snapshotId, known)
	return known
}
async function readParents(snapshotId: string): Promise<Map<string, string | null>> {
	const nodes = await company.sql<{ id: string; parentId: string | null }>(
		`SELECT node_id AS id, parent_id AS "parentId" FROM snapshot_node WHERE snapshot_id = $1`,
		[snapshotId],
	)
	return new Map(nodes.map(({ id, parentId }) => [id, parentId]))
}

const memberScope = (memberId: string) => mintAccountScope({ ...company.hr, memberId, roles: ['member'] })

const recordOf = (columns: readonly string[], row: readonly unknown[]) =>
	Object.fromEntries(columns.map((column, i) => [column, row[i]]))

/** Who has the most reports in the newest cycle. */
function managerId(): string {
	const reports = Map.groupBy(quarters[2]?.people ?? [], (person) => person.managerId)
	const [most] = [...reports].filter(([id]) => id !== null).toSorted(([, a], [, b]) => b.length - a.length)
	return most?.[0] ?? ''
}
