import type { ParticipantStanding } from '#app/domain/cycle/participant-standing.ts'
import { assessedStandings } from '#app/domain/cycle/participant-standing.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { CalibrationSight } from './calibration-sight-sql.server.ts'
import { inCalibrationSight } from './calibration-sight-sql.server.ts'
import { pairIsClosed } from './closed-pair.server.ts'
import { withAccount } from './database.server.ts'
import { managerRater } from './manager-rater-sql.server.ts'
import { standingRows } from './participant-standing-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { publishedBeforeCorrection } from './results-of-version-sql.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

export type CalibrationRow = {
	participantId: string
	memberId: string
	name: string
	teamId: string
	teamName: string
	familyId: string
	familyName: string
	/** Who gives the manager's side. */
	raterId: string | null
	raterName: string | null
	standing: ParticipantStanding
	/** What was sent; null while the pair is open, whoever asks. */
	self: HalfSteps | null
	manager: HalfSteps | null
	/** What stands: not what was agreed before a reopening. */
	agreed: HalfSteps | null
	/** Of the last cycle published before, where the reader may see it there. */
	last: HalfSteps | null
	/** Answers with evidence, of both sides. */
	evidence: number
	/** Whether the agreed tier was changed in calibration since it was agreed. */
	isCalibrated: boolean
	/** Of the outcome; 0 where there is none. */
	version: number
}

/** SQL: whether outcome `o` of `p` is not from before a reopening. */
const standsSince = '(p.reopened_at IS NULL OR o.agreed_at >= p.reopened_at)'

/** The eligible people of a calibration group whom the reader compares, by name: never an open pair. */
export async function listCalibrationRows(
	scope: AccountScope,
	{ cycleId, groupId, sight }: { cycleId: string; groupId: string; sight: CalibrationSight },
): Promise<CalibrationRow[]> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<CalibrationRow>(
			`WITH previous AS MATERIALIZED (
				SELECT d.id FROM cycle c JOIN cycle d ON d.account_id = c.account_id
				WHERE c.account_id = $1 AND c.id = $2 AND d.phase = 'published' AND d.starts_on < c.starts_on
				ORDER BY d.starts_on DESC, d.id LIMIT 1
			 ), compared AS MATERIALIZED (
				SELECT * FROM (${standingRows}
					AND p.team_id IN (SELECT t.team_id FROM calibration_group_team t
						WHERE t.account_id = $1 AND t.cycle_id = $2 AND t.group_id = $6)
					AND ${inCalibrationSight({ account: '$1', cycle: '$2', sight: '$4::text', member: '$5' })}
				) s WHERE s.standing NOT IN ('exempt', 'left')
			 )
			 SELECT p.id AS "participantId", p.member_id AS "memberId", m.name, t.team_id AS "teamId", t.name AS "teamName",
				f.id AS "familyId", f.name AS "familyName", rater.id AS "raterId", rater.name AS "raterName", p.standing,
				i.self, i.manager, CASE WHEN p.standing = ANY ($7) AND i.sides > 0 AND ${standsSince} THEN o.tier END AS agreed,
				CASE WHEN kept.participant_id IS NULL THEN before.tier ELSE kept.tier END AS last,
				i.evidence, coalesce(o.version, 0) AS version,
				coalesce(${standsSince} AND (SELECT max(h.changed_at) FROM calibration_change h
					WHERE h.account_id = $1 AND h.participant_id = p.id) >= o.agreed_at, false) AS "isCalibrated"
			 FROM compared p
			 JOIN cycle c ON c.account_id = $1 AND c.id = $2
			 JOIN member m ON m.account_id = $1 AND m.id = p.member_id
			 JOIN role_family f ON f.account_id = $1 AND f.id = p.family_id
			 JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = p.team_id
			 LEFT JOIN member rater ON rater.account_id = $1 AND rater.id = ${managerRater}
			 -- By index, person by person: as a table beside, each could be searched through for everybody.
			 CROSS JOIN LATERAL (
				SELECT max(i.tier) FILTER (WHERE i.rater = 'self') AS self, max(i.tier) FILTER (WHERE i.rater = 'manager') AS manager,
					count(i.id) AS sides, count(a.question_key)::int AS evidence
				FROM check_in i
				LEFT JOIN check_in_answer a ON a.account_id = i.account_id AND a.check_in_id = i.id
					AND (a.evidence_url IS NOT NULL OR a.evidence_note IS NOT NULL)
				WHERE i.account_id = $1 AND i.participant_id = p.id AND i.submitted_at IS NOT NULL AND ${pairIsClosed}
			 ) i
			 LEFT JOIN outcome o ON o.account_id = $1 AND o.participant_id = p.id
			 LEFT JOIN participant before ON before.account_id = $1 AND before.cycle_id = (SELECT id FROM previous)
				AND before.member_id = p.member_id
				AND ($4::text = 'all' OR before.id IN (${seenParticipants({ account: '$1', cycle: '(SELECT id FROM previous)', member: '$5' })}))
			 LEFT JOIN cycle earlier ON earlier.account_id = $1 AND earlier.id = before.cycle_id
			 LEFT JOIN ${publishedBeforeCorrection('before', 'earlier')} kept ON true
			 ORDER BY lower(m.name), p.id`,
			[scope.accountId, cycleId, today, sight, scope.memberId, groupId, assessedStandings],
		)
		return rows
	})
}
