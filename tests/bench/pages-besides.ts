import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { withAccount } from '#app/data/database.server.ts'
import { writeSnapshotMetrics } from '#app/data/snapshot-metrics/write-snapshot-metrics.server.ts'
import type { Company } from './company.ts'

/**
 * What the views beside the heatmap read: targets of the account, a family and some teams, and of the last two published cycles a
 * metric of teams and one of people.
 */
export async function writeBesides(admin: Client, company: Company): Promise<void> {
	const { accountId, hr } = company
	await admin.query(
		`INSERT INTO target (account_id, scope, family_id, team_id, tier, due_on)
		 SELECT $1::uuid, 'account'::target_scope, NULL::uuid, NULL::uuid, 4, current_date + 200
		 UNION ALL SELECT $1::uuid, 'family', id, NULL, 5, current_date + 200 FROM role_family WHERE account_id = $1::uuid AND key = 'engineering'
		 UNION ALL (SELECT $1::uuid, 'team', NULL, id, 6, current_date + 100 FROM team WHERE account_id = $1::uuid ORDER BY name LIMIT 20)`,
		[accountId],
	)
	const { rows } = await admin.query<{ cycleId: string; snapshotId: string; startsOn: string }>(
		`SELECT s.cycle_id AS "cycleId", s.id AS "snapshotId", c.starts_on::text AS "startsOn" FROM snapshot s
		 JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
		 WHERE s.account_id = $1 ORDER BY c.starts_on DESC LIMIT 2`,
		[accountId],
	)
	const cycles = rows.toReversed()
	await admin.query('SET session_replication_role = replica')
	const addMetric = async (name: string, unit: string) => {
		const id = randomUUID()
		await admin.query(
			`INSERT INTO metric (account_id, id, key, name, unit, direction, aggregation, weight_name)
			 VALUES ($1, $2, $3, $4, $5, 'up', 'weighted_mean', 'Changes')`,
			[accountId, id, name.toLowerCase().replaceAll(' ', '-'), name, unit],
		)
		return id
	}
	const observe = (metricId: string, kind: 'team' | 'member') =>
		admin.query(
			`INSERT INTO observation (account_id, metric_id, starts_on, subject_id, grain, subject_kind, team_id, member_id, value, weight, import_id)
			 SELECT $1::uuid, $2::uuid, d.day::date, x.id, 'quarter', $5::text::subject_kind, CASE $5::text WHEN 'team' THEN x.id END,
				CASE $5::text WHEN 'member' THEN x.id END, abs(hashtext(x.id::text || d.day)) % 100 / 100.0, 10, $4::uuid
			 FROM unnest($3::text[]) d (day), ${kind} x WHERE x.account_id = $1::uuid`,
			[accountId, metricId, cycles.map(({ startsOn }) => startsOn), randomUUID(), kind],
		)
	await observe(await addMetric('Changes with help', 'share'), 'team')
	await observe(await addMetric('Days with help', 'share'), 'member')
	await admin.query('SET session_replication_role = origin')
	await admin.query('ANALYZE target, metric, observation')
	for (const { snapshotId, cycleId } of cycles) {
		await withAccount(
			hr,
			(transaction) => writeSnapshotMetrics(transaction, hr, { snapshotId, cycleId, version: 1 }),
			{ timeout: 600_000 },
		)
	}
	await admin.query('VACUUM ANALYZE snapshot_metric, cycle_measurement')
}
