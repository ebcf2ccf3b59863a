import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { listPublishedSnapshots } from '#app/data/list-published-snapshots.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readLiveCells } from '#app/data/read-live-cells.server.ts'
import { readSnapshotTree } from '#app/data/read-snapshot-tree.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import { changeBetween } from '#app/domain/statistics/change.ts'
import { coverageOf, stateCounts } from '#app/domain/statistics/coverage.ts'
import { summarize } from '#app/domain/statistics/summarize.ts'
import type { CountRow } from '#app/domain/suppression/pattern.ts'
import { times } from '#tests/soak/times.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { RandomCompany } from './random-company.ts'
import { readSnapshotCells } from './read-snapshot-cells.ts'
import type { Counted } from './recount.ts'
import { countPeople, figuresOf, flowOf, statisticsOf } from './recount.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const quarters = ['2026-01-15', '2026-04-15', '2026-07-15']

/** Rows of one cell and measure. */
const pick = (cells: readonly CountRow[], nodeId: string, familyId: string, measure: string) =>
	cells.filter((c) => c.nodeId === nodeId && c.familyId === familyId && c.measure === measure)

function expectSummary(
	cells: readonly CountRow[],
	at: [string, string, string],
	values: (number | null | undefined)[],
) {
	const expected = statisticsOf(values.filter((value) => typeof value === 'number'))
	const found = summarize(pick(cells, ...at))
	if (!expected || !found) {
		expect(found, at.join(' ')).toBe(expected)
		return { found, expected }
	}
	expect(
		{
			n: found.n,
			mean: found.meanHalfSteps,
			median: found.medianHalfSteps,
			share: found.shareAtTierTwoOrAbove,
			distribution: found.distribution,
		},
		at.join(' '),
	).toEqual({ ...expected, mean: expect.closeTo(expected.mean, 10) })
	return { found, expected }
}

/** Compares every figure of every node and family; returns how many cells had people. */
function expectFigures(
	company: RandomCompany,
	nodeIds: readonly string[],
	cells: readonly CountRow[],
	people: readonly Counted[],
	before: { people: readonly Counted[]; cells: readonly CountRow[] },
): number {
	let filled = 0
	for (const nodeId of nodeIds) {
		for (const family of company.families) {
			const inCell = ({ nodeIds: above, familyId }: Counted) =>
				above.includes(nodeId) && familyId === family.id
			const here = people.filter(inCell)
			if (here.length > 0) filled += 1
			const states = stateCounts(pick(cells, nodeId, family.id, 'state'))
			const coverage = coverageOf(states)
			const figures = figuresOf(here)
			expect({ ...states, eligible: coverage.eligible }).toEqual(figures)
			expect(coverage.share).toBe(figures.eligible === 0 ? null : figures.assessed / figures.eligible)

			const tiers = here.map(({ tier }) => tier)
			const { found, expected } = expectSummary(cells, [nodeId, family.id, 'tier'], tiers)
			for (const key of family.questions) {
				expectSummary(
					cells,
					[nodeId, family.id, key],
					here.map(({ answers }) => answers.get(key)),
				)
			}

			const flow = new Map(
				pick(cells, nodeId, family.id, 'flow').map(({ value, count }) => [
					`${Math.floor(value / 10) || '-'} ${value % 10 || '-'}`,
					count,
				]),
			)
			expect(flow).toEqual(flowOf(here, before.people))

			const then = summarize(pick(before.cells, nodeId, family.id, 'tier'))
			const beforeHere = statisticsOf(before.people.filter(inCell).flatMap(({ tier }) => tier ?? []))
			const change = changeBetween(found, then, 1)
			if (!expected || !beforeHere) expect(change).toBeNull()
			else {
				expect(change?.meanHalfSteps).toBeCloseTo(expected.mean - beforeHere.mean, 10)
				expect(change?.shareAtTierTwoOrAbove).toBeCloseTo(expected.share - beforeHere.share, 10)
			}
		}
	}
	return filled
}

const seeds = [1, 2, 3, 4, 5, 6]

// Beside a run with all of them on the PostgreSQL of the project, a part tells whether another one counts alike.
describe.each(seeds.slice(0, process.env.TEST_POSTGRES_BIN ? times(6, 2) : 6))(
	'random company %i',
	(seed) => {
		test('every figure of three published cycles is what the participants say', async () => {
			const company = await RandomCompany.found(database.adminPool, seed)
			const { hr, random } = company
			let before: { people: Counted[]; cells: CountRow[] } = { people: [], cells: [] }
			for (const day of quarters) {
				const created = await createCycle(hr, { day })
				if (!created.ok) throw new Error(created.reason)
				const { cycleId } = created
				expect(await openCycle(hr, { cycleId })).toMatchObject({ ok: true })
				await company.answer(cycleId)
				await company.leave(0.05)

				const roots = [random.pick(company.teamIds), random.pick(company.teamIds)]
				const live = await readLiveCells(hr, { cycleId, rootTeamIds: roots })
				const livePeople = (await countPeople(company, cycleId, { single: false })).filter(({ nodeIds }) =>
					nodeIds.some((id) => roots.includes(id)),
				)
				const liveNodes = new Set(
					livePeople.flatMap(({ nodeIds }) =>
						nodeIds.slice(0, nodeIds.findLastIndex((id) => roots.includes(id)) + 1),
					),
				)
				expect(new Set(live.map(({ nodeId }) => nodeId))).toEqual(liveNodes)
				expectFigures(company, [...liveNodes], live, livePeople, before)

				const people = await countPeople(company, cycleId)
				const published = await publishCycle(hr, { cycleId })
				if (!published.ok) throw new Error(published.reason)
				const { snapshotId } = published
				const { eligible, assessed, singleRater } = figuresOf(people)
				expect(published).toMatchObject({ eligible, assessed, singleRater })
				expect(singleRater).toBeGreaterThan(0)

				const cells = await readSnapshotCells(hr, { snapshotId, nodes: 'all' })
				const tree = await readSnapshotTree(hr, { snapshotId })
				const filled = expectFigures(
					company,
					tree.map(({ id }) => id),
					cells,
					people,
					before,
				)
				expect(filled).toBeGreaterThan(20)
				// Nothing is counted that no figure above has looked at.
				const known = new Set([
					'tier',
					'state',
					'flow',
					...company.families.flatMap(({ questions }) => questions),
				])
				expect(cells.filter(({ measure }) => !known.has(measure))).toEqual([])

				before = { people, cells }
				await company.goOn()
			}
			expect(await listPublishedSnapshots(hr)).toHaveLength(3)
			expect(await verifySnapshots(hr)).toMatchObject({
				snapshots: 3,
				differences: [],
				treeDifferences: [],
			})
		})
	},
)
