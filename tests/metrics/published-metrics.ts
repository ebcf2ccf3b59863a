import type { Aggregation } from '#app/domain/metric/aggregation.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { periodEnd, periodStart, shiftPeriod } from '#app/domain/metric/period.ts'
import type { RandomCompany } from '#tests/statistics/random-company.ts'
import type { Counted } from '#tests/statistics/recount.ts'

export const metricsOfCompany: readonly { key: string; aggregation: Aggregation; unit: string }[] = [
	{ key: 'merged', aggregation: 'sum', unit: 'count' },
	{ key: 'edited', aggregation: 'ratio_of_sums', unit: 'share' },
	{ key: 'satisfied', aggregation: 'weighted_mean', unit: 'score' },
	{ key: 'seats', aggregation: 'last', unit: 'count' },
	{ key: 'active', aggregation: 'distinct_count', unit: 'count' },
]

export type Raw = {
	metric: string
	kind: 'account' | 'team' | 'member'
	subjectId: string
	start: string
	grain: Grain
	value: number
	weight: number | null
}

/** Gives a company its metrics and an import, behind the application's back. */
export async function addMetrics(company: RandomCompany): Promise<{ importId: string }> {
	for (const { key, aggregation, unit } of metricsOfCompany) {
		const weight = aggregation === 'weighted_mean' || aggregation === 'ratio_of_sums' ? 'All' : null
		await company.sql(
			`INSERT INTO metric (account_id, id, key, name, unit, direction, aggregation, weight_name)
			 VALUES ($1, $2, $3, initcap($3), $4, 'up', $5::metric_aggregation, $6)`,
			[company.accountId, company.random.uuid(), key, unit, aggregation, weight],
		)
	}
	const importId = company.random.uuid()
	await company.sql(
		`INSERT INTO import (account_id, id, kind, file_name, sha256, state)
		 VALUES ($1, $2, 'metrics-long', 'values.csv', repeat('0', 64), 'applied')`,
		[company.accountId, importId],
	)
	return { importId }
}

/**
 * Values of most people, some teams and the company around a quarter: days, weeks and months, some of which reach beyond it.
 * Whole numbers, so that sums are exact.
 */
export function randomValues(
	{ random, accountId, teamIds, memberIds }: RandomCompany,
	quarter: string,
): Raw[] {
	const subjects: Pick<Raw, 'kind' | 'subjectId'>[] = [
		...memberIds.map((subjectId) => ({ kind: 'member' as const, subjectId })),
		...teamIds.filter(() => random.chance(0.4)).map((subjectId) => ({ kind: 'team' as const, subjectId })),
		{ kind: 'account', subjectId: accountId },
	]
	const from = shiftPeriod(quarter, 'month', -1)
	const until = shiftPeriod(quarter, 'quarter', 1)
	return metricsOfCompany.flatMap(({ key: metric, aggregation }) =>
		subjects.flatMap((subject): Raw[] => {
			if (subject.kind === 'member' && !random.chance(0.85)) return []
			const grain = random.pick(['week', 'month', 'month', 'quarter', 'day'] as const)
			const starts: string[] = []
			for (let at = periodStart(from, grain); at <= until; at = shiftPeriod(at, grain, 1)) starts.push(at)
			const kept = starts.filter(() => grain === 'quarter' || random.chance(grain === 'day' ? 0.1 : 0.7))
			const isWeighed = aggregation === 'weighted_mean' || aggregation === 'ratio_of_sums'
			const isIdle = random.chance(0.2)
			return kept.map((start) => {
				const weight = isWeighed && random.chance(0.999) ? random.integer(10, 40) : null
				const value = isIdle ? 0 : random.integer(0, 9)
				return { ...subject, metric, grain, start, value, weight }
			})
		}),
	)
}

export async function insertValues(
	company: RandomCompany,
	values: readonly Raw[],
	importId: string,
): Promise<void> {
	await company.sql(
		`INSERT INTO observation (account_id, metric_id, starts_on, grain, subject_kind, subject_id, team_id, member_id, value, weight,
			import_id)
		 SELECT $1, x.id, v.start, v.grain, v.kind, v."subjectId", CASE v.kind WHEN 'team' THEN v."subjectId" END,
			CASE v.kind WHEN 'member' THEN v."subjectId" END, v.value, v.weight, $3
		 FROM jsonb_to_recordset($2) AS v (metric text, kind subject_kind, "subjectId" uuid, start date, grain grain, value numeric,
			weight numeric)
		 JOIN metric x ON x.account_id = $1 AND x.key = v.metric`,
		[company.accountId, JSON.stringify(values), importId],
	)
}

const thursdayOf = (monday: string) => shiftPeriod(monday, 'day', 3)

/** Whether a value counts in a cycle, worked out here. */
export function countsIn({ start, grain }: Raw, first: string, last: string): boolean {
	if (grain === 'week') return thursdayOf(start) >= first && thursdayOf(start) <= last
	return start >= first && periodEnd(start, grain) <= last
}

export type Total = {
	subjects: Set<string>
	observations: number
	unweighted: number
	positive: Set<string>
	sum: number
	weightSum: number
	weightedSum: number
	last: Map<string, Raw>
}

export const emptyTotal = (): Total => ({
	...{ subjects: new Set<string>(), positive: new Set<string>(), last: new Map<string, Raw>() },
	...{ observations: 0, unweighted: 0, sum: 0, weightSum: 0, weightedSum: 0 },
})

function addTo(total: Total, raw: Raw): void {
	total.subjects.add(raw.subjectId)
	total.observations += 1
	if (raw.weight === null) total.unweighted += 1
	if (raw.value > 0) total.positive.add(raw.subjectId)
	total.sum += raw.value
	total.weightSum += raw.weight ?? 0
	total.weightedSum += raw.value * (raw.weight ?? 0)
	const last = total.last.get(raw.subjectId)
	if (!last || raw.start > last.start) total.last.set(raw.subjectId, raw)
}

/** What values come to, by metric, node, source and group: person by person and team by team up the tree. */
export function recount(
	values: readonly Raw[],
	people: readonly Counted[],
	parents: ReadonlyMap<string, string>,
): Map<string, Total> {
	const totals = new Map<string, Total>()
	const count = (raw: Raw, nodeId: string, source: string, groupId: string) => {
		const key = `${raw.metric} ${nodeId} ${source} ${groupId}`
		const total = totals.get(key) ?? emptyTotal()
		totals.set(key, total)
		addTo(total, raw)
	}
	const byMember = new Map(people.map((person) => [person.memberId, person]))
	const measured = new Set(
		values.filter(({ kind }) => kind === 'team').map(({ metric, subjectId }) => `${metric} ${subjectId}`),
	)
	for (const raw of values) {
		if (raw.kind === 'member') {
			const person = byMember.get(raw.subjectId)
			if (!person || person.state === 'exempt' || person.state === 'left') continue
			for (const nodeId of person.nodeIds) count(raw, nodeId, 'people', person.familyId)
			continue
		}
		if (raw.kind === 'team' && !parents.has(raw.subjectId)) continue
		count(raw, raw.subjectId, 'own', raw.subjectId)
		let above = parents.get(raw.subjectId)
		while (above !== undefined) {
			count(raw, above, 'teams', above)
			if (measured.has(`${raw.metric} ${above}`)) break
			above = parents.get(above)
		}
	}
	return totals
}
