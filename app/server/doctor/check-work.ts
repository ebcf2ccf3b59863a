import type { Client } from 'pg'
import { findBrokenAuditLogs } from '#app/server/backup/audit-heads.ts'
import { assumeBackupRole } from '#app/server/backup/check-visible.ts'
import { ok, problem, warning } from './finding.ts'
import type { Finding } from './finding.ts'

/** How many of each account's newest rows of the audit log are recomputed, unless all are. */
const NEWEST = 500

/** What waits in the database and should not, and whether the audit logs are whole. The owner asks, with the reading role. */
export async function checkWork(
	owner: Client,
	{ hasSmtp, deep }: { hasSmtp: boolean; deep: boolean },
): Promise<Finding[]> {
	await owner.query('BEGIN READ ONLY')
	try {
		await owner.query(`SET LOCAL statement_timeout = '10min'`)
		await assumeBackupRole(owner)
		return [await checkOutbox(owner, hasSmtp), await checkJobs(owner), await checkAudit(owner, deep)]
	} finally {
		await owner.query('ROLLBACK')
	}
}

async function checkOutbox(owner: Client, hasSmtp: boolean): Promise<Finding> {
	const { rows } = await owner.query<{ waiting: number; late: number; given: number }>(
		`SELECT count(*)::int AS waiting, count(*) FILTER (WHERE created_at < now() - interval '1 hour')::int AS late,
			count(*) FILTER (WHERE next_attempt_at > now() + interval '30 days')::int AS given
		FROM outbox_message WHERE sent_at IS NULL`,
	)
	const { waiting = 0, late = 0, given = 0 } = rows[0] ?? {}
	if (waiting === 0) return ok('outbox', 'no mail waits')
	if (!hasSmtp) {
		return warning(
			'outbox',
			`${waiting} mails wait, and no SMTP server is set`,
			'Set SMTP_URL to have them sent.',
		)
	}
	if (given > 0) {
		return problem(
			'outbox',
			`${given} mails failed so often that they are not tried any more`,
			'Read last_error of outbox_message in the database, mend what it says, and set next_attempt_at = now().',
		)
	}
	if (late > 0) {
		return warning(
			'outbox',
			`${late} of ${waiting} mails have waited for more than an hour`,
			'See whether Contour runs and the SMTP server takes mail.',
		)
	}
	return ok('outbox', `${waiting} mails wait, none for more than an hour`)
}

async function checkJobs(owner: Client): Promise<Finding> {
	const { rows } = await owner.query<{ unfinished: number; late: number }>(
		`SELECT count(*)::int AS unfinished, count(*) FILTER (WHERE created_at < now() - interval '1 hour')::int AS late
		FROM job WHERE finished_at IS NULL`,
	)
	const { unfinished = 0, late = 0 } = rows[0] ?? {}
	if (late === 0) return ok('jobs', `${unfinished} under way or waiting`)
	return warning(
		'jobs',
		`${late} of ${unfinished} have not ended in an hour`,
		'See whether Contour runs and what its log says of jobs.',
	)
}

async function checkAudit(owner: Client, deep: boolean): Promise<Finding> {
	const broken = await findBrokenAuditLogs(owner, { newest: deep ? null : NEWEST })
	if (broken.length === 0) {
		return ok(
			'audit log',
			deep ? 'every row was recomputed' : `the newest ${NEWEST} rows of each account were recomputed`,
		)
	}
	return problem(
		'audit log',
		`no unbroken chain for the account ${broken.join(', ')}`,
		'Somebody changed it in the database. Compare it with a backup.',
	)
}
