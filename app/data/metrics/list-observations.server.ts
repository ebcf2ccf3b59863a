import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { findHiddenTeams } from './find-hidden-teams.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'
import { seenBy, seenValues } from './read-metric-span.server.ts'

export type ListedObservation = {
	metricId: string
	subjectKind: 'account' | 'team' | 'member'
	subjectId: string
	startsOn: Day
	grain: Grain
	/** Exact decimals, as text. */
	value: string
	weight: string | null
	importId: string
}

/** Where a page ends: the key of its last row. */
export type ObservationPlace = Pick<ListedObservation, 'startsOn' | 'subjectId' | 'grain'>

/**
 * The values of a metric as they came, as far as the reader goes, by period. Null where the account has no such metric. What
 * is hidden on the pages for being too small is not among them.
 */
export async function listObservations(
	scope: AccountScope,
	sight: MetricSight,
	of: {
		/** Its id or key. */
		metric: string
		subjectId?: string | undefined
		/** The first day, and the first after the last. */
		from?: Day | undefined
		until?: Day | undefined
		after?: ObservationPlace | undefined
		limit: number
	},
): Promise<{ rows: ListedObservation[]; hasMore: boolean } | null> {
	return withAccountSql(scope, async (sql) => {
		const found = await sql.query<{ id: string }>(
			`SELECT id FROM metric x WHERE x.account_id = $1 AND (x.key = $2 OR x.id::text = lower($2))`,
			[scope.accountId, of.metric],
		)
		const metricId = found.rows[0]?.id
		if (metricId === undefined) return null
		const hidden = await findHiddenTeams(sql, scope, sight, { metricIds: [metricId] })
		const { after } = of
		const { rows } = await sql.query<ListedObservation>(
			`SELECT o.metric_id AS "metricId", o.subject_kind AS "subjectKind", o.subject_id AS "subjectId",
				o.starts_on::text AS "startsOn", o.grain, o.value::text, o.weight::text, o.import_id AS "importId"
			 FROM observation o
			 WHERE o.account_id = $1 AND o.metric_id = $2 AND ${seenValues}
				AND (o.team_id IS NULL OR o.team_id <> ALL ($7::uuid[]))
				AND ($8::uuid IS NULL OR o.subject_id = $8)
				AND ($9::date IS NULL OR o.starts_on >= $9) AND ($10::date IS NULL OR o.starts_on < $10)
				AND ($11::date IS NULL OR (o.starts_on, o.subject_id, o.grain) > ($11::date, $12::uuid, $13::grain))
			 ORDER BY o.starts_on, o.subject_id, o.grain LIMIT $14`,
			[
				...[scope.accountId, metricId, ...seenBy(sight), hidden.map(({ teamId }) => teamId)],
				...[of.subjectId ?? null, of.from ?? null, of.until ?? null],
				...[after?.startsOn ?? null, after?.subjectId ?? null, after?.grain ?? null],
				// One more tells whether there are more.
				of.limit + 1,
			],
		)
		return { rows: rows.slice(0, of.limit), hasMore: rows.length > of.limit }
	})
}
