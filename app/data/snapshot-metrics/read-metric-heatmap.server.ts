import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { metricColumns } from '#app/data/metrics/metric-row-sql.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readReading, type Reading } from '#app/data/read-reading.server.ts'
import { reachOf, type Person } from '#app/domain/access/policy.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { growsWithTime } from '#app/domain/metric/cycle-figure.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { applyMetricPattern, type NodeMetrics } from '#app/domain/suppression/apply-metric-pattern.ts'
import type { Disclosure, NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { patternReader } from '#app/domain/suppression/pattern.ts'
import { readReaderMetricPattern } from './read-reader-metric-pattern.server.ts'
import { readSnapshotMetric, type PublishedMetric } from './read-snapshot-metric.server.ts'

export type MetricLevel = {
	/** By node, as the reader gets it. */
	cells: ReadonlyMap<string, NodeMetrics>
	/** Of the cycle that changes are counted from. */
	comparisonCells: ReadonlyMap<string, NodeMetrics>
	/** Why nothing is compared, where something would be: one of the two cycles is not measured to its end. */
	isPartial: boolean
	/** The families whose people have values somewhere in the company. */
	familyIds: string[]
	/** Whether values came for teams or the company. */
	hasTeams: boolean
	/** First and last day of the periods that values came for. */
	firstOn: Day
	lastOn: Day
}

/**
 * One metric for the nodes of a heatmap that the reader has, with what the reader may not see taken out. `level` is null where
 * the metric was not published with the cycle; null where the account has no such metric.
 */
export async function readMetricHeatmap(
	scope: AccountScope,
	person: Person,
	{ view, metricKey }: { view: HeatmapView; metricKey: string },
): Promise<{ metric: MetricDefinition; level: MetricLevel | null } | null> {
	const { snapshotId, comparisonId } = view
	const read = await withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<MetricDefinition>(
			`SELECT ${metricColumns} FROM metric x WHERE x.account_id = $1 AND x.key = $2`,
			[scope.accountId, metricKey],
		)
		const [metric] = rows
		if (!metric) return null
		if (snapshotId === null) return { metric, now: null, before: null }
		const of = { metricId: metric.id, nodeIds: [view.node, ...view.children].map(({ id }) => id) }
		return {
			metric,
			now: await readSide(sql, scope, person, { ...of, snapshotId }),
			before: comparisonId && (await readSide(sql, scope, person, { ...of, snapshotId: comparisonId })),
		}
	})
	if (!read) return null
	const { metric, now, before } = read
	if (!now) return { metric, level: null }
	const apply = async (side: Side, cells: ReadonlyMap<string, NodeCells>) => {
		const applied = applyMetricPattern({
			nodeIds: [view.node, ...view.children].map(({ id }) => id),
			familyIds: now.published.familyIds,
			rows: side.published.rows,
			disclosure: await disclosureOf(scope, side, metric),
			readableNodeIds: side.readableNodeIds,
			// Who leads a team knows its figure: it is no cover for those beside it, as it was when the pattern was stored.
			readsTeams: (nodeId, source) =>
				side.reading.openNodeIds.size > 0
					? nodeId === scope.accountId && source === 'own'
					: source === 'own' || side.readableNodeIds === null,
			hasPeople: (nodeId, familyId) =>
				cells
					.get(nodeId)
					?.families.some((one) => one.familyId === familyId && one.coverage.kind !== 'empty') ?? false,
		})
		return new Map(applied.map((one) => [one.nodeId, one]))
	}
	const isPartial =
		growsWithTime(metric.aggregation) && [now, before].some((side) => side && !side.published.isWhole)
	return {
		metric,
		level: {
			cells: await apply(now, view.cells),
			comparisonCells: before && !isPartial ? await apply(before, view.comparisonCells) : new Map(),
			isPartial: isPartial && Boolean(before),
			familyIds: now.published.familyIds,
			hasTeams: now.published.hasTeams,
			firstOn: now.published.firstOn,
			lastOn: now.published.lastOn,
		},
	}
}

type Side = {
	snapshotId: string
	reading: Reading
	published: PublishedMetric
	readableNodeIds: ReadonlySet<string> | null
	isShown: (nodeId: string, familyId: string) => boolean
}

async function readSide(
	sql: pg.ClientBase,
	scope: AccountScope,
	person: Person,
	of: { snapshotId: string; metricId: string; nodeIds: readonly string[] },
): Promise<Side | null> {
	const reading = await readReading(sql, scope, person, of)
	const published = reading && (await readSnapshotMetric(sql, scope, of))
	if (!published) return null
	const shown = new Set(
		published.rows.flatMap(({ nodeId, familyId, isShown }) => (isShown ? [`${nodeId} ${familyId}`] : [])),
	)
	return {
		snapshotId: of.snapshotId,
		reading,
		published,
		readableNodeIds: await readReadable(sql, scope, person, of),
		isShown: (nodeId, familyId) => shown.has(`${nodeId} ${familyId}`),
	}
}

/** Where a person may read metrics by the table of rights, beside the nodes that are open to them; null for everywhere. */
async function readReadable(
	sql: pg.ClientBase,
	{ accountId, memberId }: AccountScope,
	person: Person,
	{ snapshotId }: { snapshotId: string },
): Promise<ReadonlySet<string> | null> {
	const reach = reachOf(person, 'metrics.read')
	if (reach.has('all') || reach.has('all-but-personal')) return null
	const { rows } = await sql.query<{ teamId: string }>(
		`SELECT p.team_id AS "teamId" FROM participant p
		 JOIN snapshot s ON s.account_id = p.account_id AND s.cycle_id = p.cycle_id
		 WHERE s.account_id = $1 AND s.id = $2 AND p.member_id = $3 AND p.team_id IS NOT NULL`,
		[accountId, snapshotId, memberId],
	)
	return new Set([...(reach.has('own') ? [accountId] : []), ...rows.map(({ teamId }) => teamId)])
}

async function disclosureOf(scope: AccountScope, side: Side, metric: MetricDefinition): Promise<Disclosure> {
	const { reading, snapshotId, isShown } = side
	const { openNodeIds, standIns } = reading
	if (reading.through === 'everything') return { kind: 'everything' }
	if (reading.through === 'stored' || scope.memberId === null)
		return { kind: 'pattern', isShown, openNodeIds }
	const pattern = await readReaderMetricPattern(scope, {
		...{ snapshotId, memberId: scope.memberId, standIns },
		metric: { id: metric.id, aggregation: metric.aggregation },
	})
	return { kind: 'pattern', isShown: patternReader(pattern), openNodeIds }
}
