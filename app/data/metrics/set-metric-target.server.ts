import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { MetricTarget } from './list-metric-targets.server.ts'
import { listMetricTargets } from './list-metric-targets.server.ts'

export type SetMetricTargetResult =
	/** `changed` is false where it stands like this already. */
	| { ok: true; changed: boolean }
	/** The metric or the team is not there any more. */
	| { ok: false; reason: 'gone' }
	/** Somebody else was faster; nothing is changed. */
	| { ok: false; reason: 'stale'; current: MetricTarget | null }

/**
 * Sets, changes or removes the value that a metric should reach, for the account or a team.
 *
 * @param of.version of the target that the person saw; 0 where there was none
 * @param of.target null removes it
 */
export async function setMetricTarget(
	scope: AccountScope,
	of: {
		metricId: string
		teamId: string | null
		version: number
		target: { value: number; dueOn: Day } | null
	},
): Promise<SetMetricTargetResult> {
	const { metricId, teamId, target } = of
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		// The metric's row keeps two first targets from passing each other.
		const { rows } = await sql.query<{ key: string; hasTeam: boolean }>(
			`SELECT x.key, $3::uuid IS NULL OR EXISTS (SELECT FROM team t WHERE t.account_id = $1 AND t.id = $3) AS "hasTeam"
			 FROM metric x WHERE x.account_id = $1 AND x.id = $2 FOR UPDATE`,
			[scope.accountId, metricId, teamId],
		)
		const [metric] = rows
		if (!metric?.hasTeam) return { ok: false, reason: 'gone' }
		const all = await listMetricTargets(sql, scope, { metricId })
		const before = all.find((one) => one.teamId === teamId)
		const isSame = before ? before.value === target?.value && before.dueOn === target.dueOn : target === null
		if (isSame) return { ok: true, changed: false }
		if ((before?.version ?? 0) !== of.version) return { ok: false, reason: 'stale', current: before ?? null }
		const key = [scope.accountId, metricId, teamId]
		const { rows: written } = target
			? await sql.query<{ id: string }>(
					`INSERT INTO metric_target (account_id, metric_id, team_id, value, due_on) VALUES ($1, $2, $3, $4, $5)
					 ON CONFLICT (account_id, metric_id, team_id)
					 DO UPDATE SET value = EXCLUDED.value, due_on = EXCLUDED.due_on, version = metric_target.version + 1
					 RETURNING id`,
					[...key, target.value, target.dueOn],
				)
			: await sql.query<{ id: string }>(
					`DELETE FROM metric_target
					 WHERE account_id = $1 AND metric_id = $2 AND team_id IS NOT DISTINCT FROM $3 RETURNING id`,
					key,
				)
		await appendAuditEvent(transaction, scope, {
			action: target ? 'metric-target.set' : 'metric-target.removed',
			subject: { kind: 'metric-target', id: written[0]?.id ?? null },
			detail: {
				...{ metric: metric.key, team: teamId },
				...{ valueFrom: before?.value ?? null, valueTo: target?.value ?? null },
				...{ dueOnFrom: before?.dueOn ?? null, dueOnTo: target?.dueOn ?? null },
			},
		})
		return { ok: true, changed: true }
	})
}
