import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { decideBesides } from '#app/data/decide-besides.server.ts'
import type { PublishedSnapshot } from '#app/data/list-published-snapshots.server.ts'
import { areCompared } from '#app/domain/suppression/compared-cycles.ts'
import { decideInSteps, type EarlierSnapshot } from '#app/domain/suppression/decide-pattern.ts'
import { tierMeasure } from '#app/domain/suppression/pattern.ts'
import { withValuesOf } from '#app/domain/suppression/standings.ts'
import type { CycleMetric } from './measure-cycle.server.ts'
import { readMeasuredPeople } from './read-measured-people.server.ts'
import { readMetricPattern } from './read-metric-pattern.server.ts'

export type ShownGroup = { metricId: string; nodeId: string; familyId: string }

/**
 * Decides where readers who see nobody are shown what is made of people's values of a metric, in a cycle that is being
 * published: by the rule of tiers, with those who have values as the people. The difference of two cycles has to be about at least
 * k people: those who joined, those who left, and those of whom it is certain that their value moved.
 */
export async function decideMetricPattern(
	transaction: Transaction,
	scope: AccountScope,
	of: { snapshot: PublishedSnapshot; earlier: readonly PublishedSnapshot[]; metric: CycleMetric },
): Promise<ShownGroup[]> {
	const { snapshot, metric } = of
	const { sql } = transaction
	const people = await readMeasuredPeople(sql, scope, { snapshotId: snapshot.id, metric })
	if (people.standings.people === 0) return []
	const earlier: EarlierSnapshot[] = []
	for (const { id: snapshotId, startsOn } of of.earlier) {
		if (!areCompared(startsOn, snapshot.startsOn)) continue
		const pattern = await readMetricPattern(sql, scope, { snapshotId, metricId: metric.id })
		if (pattern.columns.length === 0) continue
		const before = await readMeasuredPeople(sql, scope, { snapshotId, metric, besideId: snapshot.id })
		const standings = withValuesOf(before.standings, people.standings)
		earlier.push({ ...before, standings, pattern })
	}
	const { columns } = await decideBesides(
		decideInSteps({ k: snapshot.minimumGroupSize, snapshot: people, earlier, allowance: 1 }),
	)
	return columns
		.filter(({ measure }) => measure === tierMeasure)
		.flatMap(({ familyId, nodeIds }) => nodeIds.map((nodeId) => ({ metricId: metric.id, nodeId, familyId })))
}
