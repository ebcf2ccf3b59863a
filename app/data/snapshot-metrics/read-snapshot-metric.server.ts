import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { CycleParts } from '#app/domain/metric/cycle-figure.ts'
import type { Source } from '#app/domain/metric/roll-up.ts'
import type { MetricRow } from '#app/domain/suppression/apply-metric-pattern.ts'

export type PublishedMetric = {
	/** Of the nodes that were asked for: everybody's figures, which no reader gets as they are. */
	rows: MetricRow[]
	/** The families whose people have values anywhere in the company, in the order of the account. */
	familyIds: string[]
	/** Whether values came for teams or the company anywhere. */
	hasTeams: boolean
	firstOn: Day
	lastOn: Day
	/** Whether values came for the cycle to its end: a week may be cut off there. */
	isWhole: boolean
}

type Sums = Record<'sum' | 'weightSum' | 'weightedSum' | 'lastSum', string>
type Row = Omit<CycleParts, keyof Sums> &
	Sums & { nodeId: string; source: Source; familyId: string | null; isShown: boolean }

/** What was published of a metric with a snapshot, for some nodes; null where it was not. Within an open transaction. */
export async function readSnapshotMetric(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ snapshotId, metricId, nodeIds }: { snapshotId: string; metricId: string; nodeIds: readonly string[] },
): Promise<PublishedMetric | null> {
	const { rows: known } = await sql.query<Omit<PublishedMetric, 'rows'>>(
		// Every value is in some figure of the root.
		`SELECT min(x.first_on)::text AS "firstOn", max(x.last_on)::text AS "lastOn", max(x.last_on) + 7 > min(c.ends_on) AS "isWhole",
			bool_or(x.source <> 'people') AS "hasTeams",
			coalesce(array_agg(x.family_id::text ORDER BY f.position, f.key) FILTER (WHERE x.family_id IS NOT NULL), '{}') AS "familyIds"
		 FROM snapshot_metric x
		 JOIN snapshot s ON s.account_id = x.account_id AND s.id = x.snapshot_id
		 JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
		 LEFT JOIN role_family f ON f.account_id = x.account_id AND f.id = x.family_id
		 WHERE x.account_id = $1 AND x.snapshot_id = $2 AND x.metric_id = $3 AND x.node_id = $1 HAVING count(*) > 0`,
		[accountId, snapshotId, metricId],
	)
	const [about] = known
	if (!about) return null
	// Sums are text, exact: a number of any size is read.
	const { rows } = await sql.query<Row>(
		`SELECT x.node_id AS "nodeId", x.source, x.family_id AS "familyId", x.subjects, x.observations, x.unweighted, x.positive,
			x.covers_cycle AS "coversCycle", x.sum::text, x.weight_sum::text AS "weightSum", x.weighted_sum::text AS "weightedSum",
			x.last_sum::text AS "lastSum", x.is_shown AS "isShown"
		 FROM snapshot_metric x
		 WHERE x.account_id = $1 AND x.snapshot_id = $2 AND x.metric_id = $3 AND x.node_id = ANY ($4::uuid[])`,
		[accountId, snapshotId, metricId, nodeIds],
	)
	return {
		...about,
		rows: rows.map(({ nodeId, source, familyId, isShown, ...row }) => ({
			...{ nodeId, source, familyId, isShown },
			parts: {
				...row,
				...{ sum: Number(row.sum), weightSum: Number(row.weightSum) },
				...{ weightedSum: Number(row.weightedSum), lastSum: Number(row.lastSum) },
			},
		})),
	}
}
