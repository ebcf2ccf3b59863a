import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { Transaction } from './database.server.ts'

/** Dependent rows before what they refer to: most foreign keys refuse to lose their row. */
const tables = [
	'roadmap_checkpoint',
	'snapshot_target',
	'snapshot_shown_cell',
	'snapshot_standings',
	'snapshot_cell',
	'snapshot_metric',
	'snapshot_node',
	'earlier_outcome',
	'snapshot',
	'reopening',
	'calibration_change',
	'calibration_group_team',
	'calibration_group',
	'outcome_answer',
	'outcome',
	'check_in_answer',
	'check_in',
	'private_note',
	'last_look',
	'participant',
	'team_assessment_evidence',
	'team_assessment_check',
	'team_assessment_input_check',
	'team_assessment_input',
	'team_assessment',
	'evidence',
	'cycle_team',
	'cycle_scope_team',
	'cycle_scope_family',
	'cycle_notice',
	'cycle_measurement',
	'notice_dismissal',
	'reminder',
	'reminder_mail',
	'reminder_choice',
	'cycle',
	'roadmap_item_change',
	'roadmap_comment',
	'roadmap_item_evidence',
	'roadmap_item_dependency',
	'roadmap_item',
	'roadmap_phase',
	'roadmap_sponsor',
	'roadmap',
	'roadmap_template',
	'training_priority',
	'training_step_choice',
	'training_assignment',
	'training_topic_step',
	'training_topic_family',
	'training_topic',
	'target',
	'invitation',
	'api_token',
	'webhook_delivery',
	'webhook',
	'framework_version',
	'job_part',
	'job',
	'replaced_observation',
	'observation',
	'metric_target',
	'metric_family',
	'metric',
	'member_login',
	'import_piece',
	'import',
	'saved_mapping',
	'idempotency_key',
	'saved_report_default',
	'report_schedule',
	'saved_report',
	'export_access',
	'audit_event',
	'pseudonym',
	'erased_person',
]

/**
 * Removes the sample company with everything it holds, its mails and its users. Whoever belongs to another account as
 * well, or is no sample person, stays. An account that is no sample is left alone: false.
 *
 * @param options.beforeRemoval runs in the same transaction while everything is still there
 */
export async function removeSampleAccount(
	scope: AccountScope,
	{ beforeRemoval }: { beforeRemoval?: (transaction: Transaction) => Promise<void> } = {},
): Promise<boolean> {
	const { accountId } = scope
	await stopJobs(scope)
	return withAccount(
		scope,
		async (transaction) => {
			const { sql } = transaction
			const account = await sql.query(`SELECT FROM account WHERE id = $1 AND is_sample FOR UPDATE`, [
				accountId,
			])
			if (account.rowCount !== 1) return false
			await beforeRemoval?.(transaction)
			for (const table of tables) await sql.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId])
			// A user goes with its membership, which its own right to be deleted hangs on.
			await sql.query(
				`DELETE FROM "user" u WHERE u.email LIKE '%@meridian.example'
					AND EXISTS (SELECT FROM membership m WHERE m.account_id = $1 AND m.user_id = u.id)
					AND NOT EXISTS (SELECT FROM list_user_memberships(u.id) other WHERE other.account_id <> $1)`,
				[accountId],
			)
			await sql.query(`DELETE FROM membership WHERE account_id = $1`, [accountId])
			await sql.query(`UPDATE team SET lead_id = NULL, parent_id = NULL WHERE account_id = $1`, [accountId])
			await sql.query(
				`UPDATE member SET manager_id = NULL WHERE account_id = $1 AND manager_id IS NOT NULL`,
				[accountId],
			)
			await sql.query(`DELETE FROM member WHERE account_id = $1`, [accountId])
			await sql.query(`DELETE FROM team WHERE account_id = $1`, [accountId])
			await sql.query(`DELETE FROM job_family WHERE account_id = $1`, [accountId])
			await sql.query(`DELETE FROM role_family WHERE account_id = $1`, [accountId])
			// The policy limits this to the account's mails; a condition would need the right to read them.
			await sql.query(`DELETE FROM outbox_message`)
			await sql.query(`DELETE FROM account WHERE id = $1`, [accountId])
			return true
		},
		{ timeout: 120_000 },
	)
}

/** What is under way holds on to rows of the account until it ends, which may take longer than a lock is waited for. */
async function stopJobs(scope: AccountScope): Promise<void> {
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`UPDATE job SET cancel_requested_at = coalesce(cancel_requested_at, now())
			 WHERE account_id = $1 AND state IN ('queued', 'running')
				AND EXISTS (SELECT FROM account WHERE id = $1 AND is_sample)`,
			[scope.accountId],
		),
	)
}
