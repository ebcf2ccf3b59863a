import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { listSql } from './list-sql.server.ts'
import { momentSql } from './moment-sql.server.ts'
import type { PersonRecord } from './person-record.ts'

type Written = Pick<
	PersonRecord,
	'rated' | 'privateNotes' | 'metrics' | 'teamAssessments' | 'teamEvidence' | 'plans' | 'reminders' | 'log'
>

const plan = `JOIN roadmap r ON r.account_id = $1 AND r.id`

/** What somebody did, wrote and was sent, and what is measured of them alone. */
export async function readWritten(
	{ sql }: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	{ memberId, isSelf }: { memberId: string; isSelf: boolean },
): Promise<Written> {
	const { rows } = await sql.query<Written>(
		`WITH tie AS (SELECT s.id, s.user_id FROM membership s WHERE s.account_id = $1 AND s.member_id = $2)
		 SELECT
			${listSql(`SELECT c.name AS cycle, count(*)::int AS people FROM participant p
				JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
				WHERE p.account_id = $1 AND coalesce(p.delegate_id, p.manager_id) = $2
				GROUP BY c.id, c.name, c.starts_on ORDER BY c.starts_on`)} AS rated,
			${listSql(`SELECT c.name AS cycle, m.name AS about, n.text FROM private_note n
				JOIN participant p ON p.account_id = n.account_id AND p.id = n.participant_id
				JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
				JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
				WHERE n.account_id = $1 AND $3 AND n.membership_id = (SELECT id FROM tie) AND n.text <> ''
				ORDER BY c.starts_on, lower(m.name)`)} AS "privateNotes",
			${listSql(`SELECT d.name AS metric, d.unit, o.starts_on::text AS "startsOn", o.grain, o.value::text AS value,
				o.weight::text AS weight FROM observation o JOIN metric d ON d.account_id = o.account_id AND d.id = o.metric_id
				WHERE o.account_id = $1 AND o.subject_kind = 'member' AND o.subject_id = $2
				ORDER BY lower(d.name), o.starts_on`)} AS metrics,
			${listSql(`SELECT c.name AS cycle, t.name AS team, a.framework_key AS framework, i.claimed AS level, i.rung, i.note,
				${momentSql('i.submitted_at')} AS "sentAt",
				${listSql(`SELECT k.check_key AS "check", k.verdict, k.note FROM team_assessment_input_check k
					WHERE k.account_id = $1 AND k.assessment_id = i.assessment_id AND k.member_id = $2 ORDER BY k.check_key`)} AS checks
				FROM team_assessment_input i JOIN team_assessment a ON a.account_id = i.account_id AND a.id = i.assessment_id
				JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
				JOIN cycle_team t ON t.account_id = a.account_id AND t.cycle_id = a.cycle_id AND t.team_id = a.team_id
				WHERE i.account_id = $1 AND i.member_id = $2 AND ($3 OR i.submitted_at IS NOT NULL AND a.state <> 'collecting')
				ORDER BY c.starts_on`)} AS "teamAssessments",
			${listSql(`SELECT e.kind, e.text, e.url, e.dated_on::text AS "datedOn" FROM evidence e
				WHERE e.account_id = $1 AND e.member_id = $2 ORDER BY e.dated_on, e.id`)} AS "teamEvidence",
			jsonb_build_object(
				'owns', (SELECT coalesce(jsonb_agg(r.name ORDER BY r.name), '[]') FROM roadmap r
					WHERE r.account_id = $1 AND r.owner_id = $2),
				'sponsors', (SELECT coalesce(jsonb_agg(r.name ORDER BY r.name), '[]') FROM roadmap_sponsor p
					${plan} = p.roadmap_id WHERE p.account_id = $1 AND p.member_id = $2),
				'items', ${listSql(`SELECT r.name AS plan, i.text, i.state FROM roadmap_item i ${plan} = i.roadmap_id
					WHERE i.account_id = $1 AND i.owner_id = $2 ORDER BY r.name, i.position`)},
				'comments', ${listSql(`SELECT r.name AS plan, ${momentSql('k.written_at')} AS at, k.text FROM roadmap_comment k
					${plan} = k.roadmap_id WHERE k.account_id = $1 AND k.by_id = (SELECT id FROM tie) ORDER BY k.written_at`)},
				'evidence', ${listSql(`SELECT r.name AS plan, ${momentSql('e.added_at')} AS at, e.note, e.url FROM roadmap_item_evidence e
					${plan} = e.roadmap_id WHERE e.account_id = $1 AND e.by_id = (SELECT id FROM tie) ORDER BY e.added_at`)},
				'approvals', ${listSql(`SELECT r.name AS plan, ${momentSql('i.approved_at')} AS at, i.approval_note AS note FROM roadmap_item i
					${plan} = i.roadmap_id WHERE i.account_id = $1 AND i.approved_by_id = (SELECT id FROM tie)
					ORDER BY i.approved_at`)}) AS plans,
			jsonb_build_object(
				'onlyEssential', coalesce((SELECT h.only_essential FROM reminder_choice h WHERE h.account_id = $1 AND h.member_id = $2), false),
				'snoozedUntil', (SELECT h.snoozed_until::text FROM reminder_choice h WHERE h.account_id = $1 AND h.member_id = $2),
				'mails', ${listSql(`SELECT l.day::text AS "on", c.name AS cycle, ARRAY(SELECT h.occasion FROM reminder h
					WHERE h.account_id = $1 AND h.member_id = $2 AND h.day = l.day ORDER BY 1) AS about
					FROM reminder_mail l JOIN cycle c ON c.account_id = l.account_id AND c.id = l.cycle_id
					WHERE l.account_id = $1 AND l.member_id = $2 ORDER BY l.day`)}) AS reminders,
			${listSql(`SELECT ${momentSql('v.at')} AS at, v.action, CASE WHEN v.subject_id = n.id THEN 'subject' ELSE 'actor' END AS "as"
				FROM audit_event v JOIN pseudonym n ON n.account_id = v.account_id AND n.id IN (v.subject_id, v.actor_id)
				WHERE v.account_id = $1 AND (n.member_id = $2 OR n.user_id = (SELECT user_id FROM tie))
					AND ($3 OR v.actor_id = (SELECT q.id FROM pseudonym q WHERE q.account_id = $1 AND q.user_id = $4::uuid))
				ORDER BY v.sequence`)} AS log`,
		[scope.accountId, memberId, isSelf, scope.userId],
	)
	const [row] = rows
	if (!row) throw new Error('A statement without a table has one row.')
	return row
}
