import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { metricColumns } from './metric-row-sql.server.ts'
import { seenBy } from './read-metric-span.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'

export type ListedMetric = MetricDefinition & {
	/** The newest period in which something came that the reader may see; null for none. */
	latest: { start: string; grain: Grain } | null
}

export const metricSorts = ['name', 'key', 'lens', 'latest'] as const
export type MetricSort = (typeof metricSorts)[number]

export type MetricFilter = {
	search: string
	/** Key of a role family. */
	family: string
	/** Key of a framework, or `own` for those that the account added. */
	lens: string
	state: 'active' | 'measured' | 'archived' | 'all'
}

const period = `json_build_object('start', o.starts_on::text, 'grain', o.grain)`

const orderBy: Record<MetricSort, string> = {
	name: 'lower(l.name)',
	key: 'l.key',
	lens: 'l.lens',
	latest: `l.latest ->> 'start'`,
}

/** Metrics that match a filter, one page of them, or all without a page. */
export async function listMetrics(
	scope: AccountScope,
	sight: MetricSight,
	of: {
		filter: MetricFilter
		sort: MetricSort
		order: 'asc' | 'desc'
		page?: { number: number; size: number }
	},
): Promise<{ rows: ListedMetric[]; total: number }> {
	const { filter, page } = of
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<ListedMetric & { total: number }>(
			`WITH listed AS (
				SELECT ${metricColumns}, CASE WHEN $2 THEN (
					SELECT ${period} FROM observation o WHERE o.account_id = $1 AND o.metric_id = x.id
					ORDER BY o.starts_on DESC LIMIT 1)
				ELSE (
					SELECT ${period} FROM (
						(SELECT o.starts_on, o.grain FROM observation o
							WHERE o.account_id = $1 AND o.metric_id = x.id AND o.member_id IS NULL
								AND (o.subject_kind = 'account' OR $3 OR o.team_id = ANY ($4::uuid[]))
							ORDER BY o.starts_on DESC LIMIT 1)
						UNION ALL
						(SELECT o.starts_on, o.grain FROM member m
							JOIN observation o ON o.account_id = m.account_id AND o.member_id = m.id AND o.metric_id = x.id
							WHERE m.account_id = $1 AND m.team_id = ANY ($5::uuid[]) ORDER BY o.starts_on DESC LIMIT 1)
					) o ORDER BY o.starts_on DESC LIMIT 1)
				END AS latest
				FROM metric x
				WHERE x.account_id = $1
					AND ($6 = '' OR strpos(lower(x.name), lower($6)) > 0 OR strpos(x.key, lower($6)) > 0)
					AND ($7 = '' OR EXISTS (SELECT FROM metric_family g
						JOIN role_family f ON f.account_id = g.account_id AND f.id = g.family_id
						WHERE g.account_id = $1 AND g.metric_id = x.id AND f.key = $7))
					AND CASE $8 WHEN '' THEN true WHEN 'own' THEN NOT x.built_in ELSE x.lens = $8 END
					AND CASE $9 WHEN 'all' THEN true WHEN 'archived' THEN x.archived_at IS NOT NULL ELSE x.archived_at IS NULL END
			 )
			 SELECT l.*, count(*) OVER ()::int AS total FROM listed l
			 WHERE $9 <> 'measured' OR l.latest IS NOT NULL
			 ORDER BY ${orderBy[of.sort]} ${of.order === 'desc' ? 'DESC' : 'ASC'} NULLS LAST, lower(l.name), l.id
			 ${page ? `LIMIT ${Math.trunc(page.size)} OFFSET ${Math.trunc((page.number - 1) * page.size)}` : ''}`,
			[...[scope.accountId, ...seenBy(sight)], ...[filter.search, filter.family, filter.lens, filter.state]],
		)
		return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
	})
}
