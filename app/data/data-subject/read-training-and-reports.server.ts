import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { listSql } from './list-sql.server.ts'
import { momentSql } from './moment-sql.server.ts'
import type { PersonRecord } from './person-record.ts'

type TrainingAndReports = Pick<PersonRecord, 'training' | 'savedReports' | 'reportMails' | 'exports'> & {
	frozenTargets: PersonRecord['target']['inCycles']
}

/**
 * The person's training and own targets of published cycles; the reports that they keep, for others as far as they are shared;
 * and for themself alone what they get by mail and what they took along.
 */
export async function readTrainingAndReports(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ memberId, isSelf }: { memberId: string; isSelf: boolean },
): Promise<TrainingAndReports> {
	const { rows } = await sql.query<TrainingAndReports>(
		`WITH tie AS (SELECT s.id, s.user_id FROM membership s WHERE s.account_id = $1 AND s.member_id = $2)
		 SELECT
			jsonb_build_object(
				'has', ${listSql(`SELECT x.title AS topic, x.kind, a.question_key AS step, (a.from_half_steps / 2.0)::float AS "fromTier",
					a.state, a.assigned_on::text AS "assignedOn", coalesce(g.name, u.name) AS "assignedBy", a.due_on::text AS "dueOn",
					a.done_on::text AS "doneOn", a.note
					FROM training_assignment a JOIN training_topic x ON x.account_id = a.account_id AND x.id = a.topic_id
					LEFT JOIN membership b ON b.account_id = a.account_id AND b.id = a.assigned_by_id
					LEFT JOIN member g ON g.account_id = b.account_id AND g.id = b.member_id
					LEFT JOIN "user" u ON u.id = b.user_id
					WHERE a.account_id = $1 AND a.member_id = $2 ORDER BY a.assigned_on, lower(x.title), a.id`)},
				'gave', ${listSql(`SELECT x.title AS topic, a.assigned_on::text AS "on", count(*)::int AS people
					FROM training_assignment a JOIN training_topic x ON x.account_id = a.account_id AND x.id = a.topic_id
					WHERE a.account_id = $1 AND a.assigned_by_id = (SELECT id FROM tie)
					GROUP BY a.batch_id, x.id, x.title, a.assigned_on ORDER BY a.assigned_on, lower(x.title)`)}) AS training,
			${listSql(`SELECT c.name AS cycle, (t.tier / 2.0)::float AS tier, t.due_on::text AS "dueOn"
				FROM snapshot_target t JOIN participant p ON p.account_id = t.account_id AND p.id = t.participant_id
				JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
				WHERE t.account_id = $1 AND p.member_id = $2
				GROUP BY c.id, c.name, c.starts_on, t.tier, t.due_on ORDER BY c.starts_on, t.tier, t.due_on`)} AS "frozenTargets",
			${listSql(`SELECT r.kind, r.name, r.parameters, r.is_shared AS "isShared", ${momentSql('r.created_at')} AS since
				FROM saved_report r WHERE r.account_id = $1 AND r.membership_id = (SELECT id FROM tie) AND ($3 OR r.is_shared)
				ORDER BY lower(r.name), r.id`)} AS "savedReports",
			${listSql(`SELECT r.kind, CASE WHEN r.is_shared OR r.membership_id = h.membership_id THEN r.name END AS report, h.rhythm,
				h.day, h.hour, ${momentSql('h.next_at')} AS "nextAt", ${momentSql('h.last_sent_at')} AS "lastSentAt",
				${momentSql('h.stopped_at')} AS "stoppedAt"
				FROM report_schedule h JOIN saved_report r ON r.account_id = h.account_id AND r.id = h.report_id
				WHERE h.account_id = $1 AND $3 AND h.membership_id = (SELECT id FROM tie)
				ORDER BY r.kind, lower(r.name), r.id`)} AS "reportMails",
			${listSql(`SELECT ${momentSql('e.at')} AS at, e.report, e.filter, e.format, e.state, e.rows
				FROM export_access e JOIN pseudonym n ON n.account_id = e.account_id AND n.id = e.actor_id
				WHERE e.account_id = $1 AND $3 AND n.user_id = (SELECT user_id FROM tie)
				ORDER BY e.at, e.id`)} AS exports`,
		[accountId, memberId, isSelf],
	)
	const [row] = rows
	if (!row) throw new Error('A statement without a table has one row.')
	return row
}
