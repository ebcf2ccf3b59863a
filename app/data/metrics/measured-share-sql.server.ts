import type { Aggregation } from '#app/domain/metric/aggregation.ts'
import type { MeasuredShare } from '#app/domain/metric/measured-share.ts'
import { shareOfParts } from '#app/domain/metric/measured-share.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { periodEnd } from '#app/domain/metric/period.ts'
import type { Parts } from '#app/domain/metric/roll-up.ts'
import { endOfPeriod } from './period-sql.server.ts'

/** One metric and subject: what its values come to, the latest of them, and the imports. Sums are text, exact. */
export type ShareRow = {
	metricId: string
	key: string
	name: string
	aggregation: Aggregation
	weightName: string | null
	kind: 'member' | 'team'
	subjectId: string
	values: number
	starts: number
	grains: Grain[]
	sum: string
	weightSum: string
	weightedSum: string
	unweighted: number
	from: string
	until: string
	latest: { value: string; weight: string | null; start: string; grain: Grain; importId: string }
	imports: { importId: string; fileName: string }[]
}

/** Each kind of subject by the index that it has. */
const cameFor = (kind: 'member' | 'team', subject: string) => `
	SELECT w.*, o.${kind}_id AS subject_id, o.starts_on, o.grain, o.value, o.weight, o.import_id, ${endOfPeriod('o')} - 1 AS last_day
	FROM wanted w JOIN observation o ON o.account_id = $1 AND o.metric_id = w.id AND o.${kind}_id = ${subject}
		AND o.starts_on BETWEEN $6::date AND $7::date
	WHERE w.kind = '${kind}' AND o.${kind}_id IS NOT NULL`

/**
 * What came of built-in shares for a member and for a team, in periods that lie within two dates.
 *
 * $1 the account; $2 keys of metrics and $3 whose each is, `member` or `team`; $4 the member, $5 the team; $6 and $7 the
 * first day and the last.
 */
export const measuredShares = `
	WITH wanted AS (
		SELECT x.id, x.key, x.name, x.aggregation, x.weight_name, w.kind FROM unnest($2::text[], $3::text[]) AS w (key, kind)
		JOIN metric x ON x.account_id = $1 AND x.key = w.key AND x.built_in AND x.unit = 'share'
	),
	came AS (${cameFor('member', '$4::uuid')} UNION ALL ${cameFor('team', '$5::uuid')}),
	value AS (
		SELECT c.*, row_number() OVER (PARTITION BY c.id, c.kind ORDER BY c.starts_on DESC, c.grain) = 1 AS is_latest
		FROM came c WHERE c.last_day <= $7::date
	)
	SELECT v.id AS "metricId", v.key, v.name, v.aggregation, v.weight_name AS "weightName", v.kind, v.subject_id AS "subjectId",
		count(*)::int AS values, count(DISTINCT v.starts_on)::int AS starts, array_agg(DISTINCT v.grain)::text[] AS grains,
		sum(v.value)::text AS sum, coalesce(sum(v.weight), 0)::text AS "weightSum",
		coalesce(sum(v.value * v.weight), 0)::text AS "weightedSum", count(*) FILTER (WHERE v.weight IS NULL)::int AS unweighted,
		min(v.starts_on)::text AS from, max(v.last_day)::text AS until,
		json_agg(json_build_object('value', v.value::text, 'weight', v.weight::text, 'start', v.starts_on, 'grain', v.grain,
			'importId', v.import_id)) FILTER (WHERE v.is_latest) -> 0 AS latest,
		json_agg(DISTINCT jsonb_build_object('importId', i.id, 'fileName', i.file_name)) AS imports
	FROM value v JOIN import i ON i.account_id = $1 AND i.id = v.import_id
	GROUP BY v.id, v.key, v.name, v.aggregation, v.weight_name, v.kind, v.subject_id`

/** The share of a row; null where its values make none. */
export function shareOfRow(row: ShareRow): MeasuredShare | null {
	const { values, starts, grains, unweighted, latest } = row
	const [sum, weightSum, weightedSum] = [Number(row.sum), Number(row.weightSum), Number(row.weightedSum)]
	const all = partsOf({ values, starts, grains, sum, weightSum, weightedSum, unweighted }, latest)
	const [value, weight] = [Number(latest.value), latest.weight === null ? null : Number(latest.weight)]
	const one = { values: 1, starts: 1, grains: [latest.grain], sum: value, weightSum: weight ?? 0 }
	const alone = { ...one, weightedSum: value * (weight ?? 0), unweighted: weight === null ? 1 : 0 }
	const share = shareOfParts(row.aggregation, { all, latest: partsOf(alone, latest) })
	if (!share) return null
	const isOne = share.isLatestAlone || values === 1
	return {
		...share,
		metric: { id: row.metricId, key: row.key, name: row.name, weightName: row.weightName },
		subject: { kind: row.kind, id: row.subjectId },
		from: isOne ? latest.start : row.from,
		until: isOne ? periodEnd(latest.start, latest.grain) : row.until,
		grain: isOne ? latest.grain : null,
		values,
		imports: isOne ? row.imports.filter(({ importId }) => importId === latest.importId) : row.imports,
	}
}

/** Of one subject the latest value is the latest of all. */
function partsOf(parts: Omit<Parts, 'subjects' | 'positive' | 'lastSum'>, latest: ShareRow['latest']): Parts {
	const value = Number(latest.value)
	return { ...parts, subjects: 1, positive: value > 0 ? 1 : 0, lastSum: value }
}
