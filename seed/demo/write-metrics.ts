import { createHash } from 'node:crypto'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { ImportSummary } from '#app/data/imports/import-row.server.ts'
import { planChecksOnce } from '#app/data/plan-checks-once.server.ts'
import type { ImportResult } from '#app/domain/import/import-outcome.ts'
import type { MetricMapping } from '#app/domain/import/metric-mapping.ts'
import { emptyMapping } from '#app/domain/import/metric-mapping.ts'
import type { SampleValue } from './metric-values.ts'

export const sampleImportName = 'sample-metrics.csv'

/** What Meridian wants to reach, for the company. */
const targets = { 'share-of-time-on-admin': 0.3, 'ai-resolution-rate': 0.8, 'share-of-ai-output-edited': 0.3 }

const mapping: MetricMapping = {
	...emptyMapping,
	subject: { column: 0, is: 'any' },
	metric: { column: 1, key: null },
	...{ period: 2, value: 3, weight: 4, decimal: 'point' },
}

/** The file itself is not kept. */
const summaryOf = (rows: string): ImportSummary => ({
	...{ bytes: rows.length, pieces: 0, encoding: 'UTF-8', delimiter: ',' },
	header: ['Subject', 'Metric', 'Month', 'Value', 'Denominator'],
	sample: [],
})

const resultOf = (values: number): ImportResult => ({
	counts: { rows: values, added: values, changed: 0, unchanged: 0, refused: 0, erased: 0 },
	mode: 'all-or-nothing',
	refused: [],
})

/** Writes the sample's measured values as one import, as a file of them would leave it. */
export async function writeMetrics(
	scope: AccountScope,
	values: readonly SampleValue[],
	of: { teamIds: ReadonlyMap<string, string>; at: Date; dueOn: string },
): Promise<void> {
	const { accountId } = scope
	const rows = JSON.stringify(
		values.map(({ metric, start, memberId, teamKey, value, weight }) => ({
			...{ metric, start, value, weight, member_id: memberId },
			team_id: teamKey === null ? null : of.teamIds.get(teamKey),
		})),
	)
	await withAccount(scope, async ({ sql }) => {
		await planChecksOnce({ sql })
		await sql.query(
			`UPDATE metric SET currency = 'EUR' WHERE account_id = $1 AND unit = 'money' AND currency IS NULL`,
			[accountId],
		)
		const { rows: added } = await sql.query<{ id: string }>(
			`INSERT INTO import (account_id, kind, state, file_name, sha256, summary, mapping, result, created_at, applied_at)
			 VALUES ($1, 'metrics-long', 'applied', $2, $3, $4, $5, $6, $7, $7) RETURNING id`,
			[
				...[accountId, sampleImportName, createHash('sha256').update(rows).digest('hex')],
				...[JSON.stringify(summaryOf(rows)), JSON.stringify(mapping)],
				...[JSON.stringify(resultOf(values.length)), of.at],
			],
		)
		await sql.query(
			`INSERT INTO observation (account_id, metric_id, starts_on, grain, subject_kind, subject_id, team_id, member_id, value,
				weight, import_id)
			 SELECT $1, x.id, v.start, 'month',
				(CASE WHEN v.member_id IS NOT NULL THEN 'member' WHEN v.team_id IS NOT NULL THEN 'team' ELSE 'account' END)::subject_kind,
				coalesce(v.member_id, v.team_id, $1), v.team_id, v.member_id, v.value, v.weight, $3
			 FROM json_to_recordset($2) AS v (metric text, start date, member_id uuid, team_id uuid, value numeric, weight numeric)
			 JOIN metric x ON x.account_id = $1 AND x.key = v.metric`,
			[accountId, rows, added[0]?.id],
		)
		await sql.query(
			`INSERT INTO metric_target (account_id, metric_id, value, due_on)
			 SELECT $1, x.id, t.value::numeric, $3::date FROM json_each_text($2) AS t
			 JOIN metric x ON x.account_id = $1 AND x.key = t.key`,
			[accountId, JSON.stringify(targets), of.dueOn],
		)
	})
}
