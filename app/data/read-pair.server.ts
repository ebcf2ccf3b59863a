import { z } from 'zod'
import type { Rater } from '#app/domain/check-in/rater.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import { pairIsClosed } from './closed-pair.server.ts'
import type { Transaction } from './database.server.ts'
import { managerRater } from './manager-rater-sql.server.ts'

/** A participant with the two people who rate, as frozen in the cycle, and where each stands. No answers. */
export type Pair = {
	participantId: string
	state: 'active' | 'exempt' | 'left'
	memberId: string
	memberName: string
	jobTitle: string | null
	/** The manager as frozen in the cycle. */
	managerId: string | null
	managerName: string | null
	/** Who stands in for the manager in this cycle, and gives the manager's side. */
	delegateId: string | null
	delegateName: string | null
	teamName: string | null
	familyKey: string
	familyName: string
	cycleId: string
	cycleName: string
	phase: CyclePhase
	/** Calendar days. */
	startsOn: string
	endsOn: string
	reviewOn: string | null
	calibrationOn: string | null
	publishesOn: string | null
	frameworkVersionId: string
	/** Since when what was sent or agreed may be changed again. */
	reopenedAt: Date | null
	reopenReason: string | null
	/** Can open the account, so that their side can come in. */
	selfCan: boolean
	managerCan: boolean
	selfSent: boolean
	managerSent: boolean
	/** Blindness has ended. */
	closed: boolean
}

/**
 * The pair of a participant; null where the account has none with this id, or has it without who it was. Everybody's right to it is for the caller to
 * decide.
 *
 * @param options.holdPhase keeps the cycle from changing its phase until the transaction ends: for writing
 */
export async function readPair(
	{ sql }: Transaction,
	scope: AccountScope,
	participantId: string,
	{ holdPhase = false }: { holdPhase?: boolean } = {},
): Promise<Pair | null> {
	if (!z.guid().safeParse(participantId).success) return null
	// In a statement of its own: what is read in the one that waits is from before whatever was waited for.
	if (holdPhase) {
		await sql.query(
			`SELECT FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			 WHERE p.account_id = $1 AND p.id = $2 FOR SHARE OF c`,
			[scope.accountId, participantId],
		)
	}
	const { rows } = await sql.query<Pair>(
		`SELECT p.id AS "participantId", p.state, p.member_id AS "memberId", m.name AS "memberName",
			p.job_title AS "jobTitle", p.manager_id AS "managerId", boss.name AS "managerName",
			p.delegate_id AS "delegateId", delegate.name AS "delegateName", p.reopened_at AS "reopenedAt",
			p.reopen_reason AS "reopenReason", t.name AS "teamName",
			f.key AS "familyKey", f.name AS "familyName", c.id AS "cycleId", c.name AS "cycleName", c.phase,
			c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn",
			c.review_on::text AS "reviewOn", c.calibration_on::text AS "calibrationOn",
			c.publishes_on::text AS "publishesOn", c.framework_version_id AS "frameworkVersionId",
			EXISTS (SELECT FROM membership s WHERE s.account_id = $1 AND s.member_id = p.member_id
				AND membership_is_open(s)) AS "selfCan",
			EXISTS (SELECT FROM membership s WHERE s.account_id = $1 AND s.member_id = ${managerRater}
				AND membership_is_open(s)) AS "managerCan",
			EXISTS (SELECT FROM check_in i WHERE i.account_id = $1 AND i.participant_id = p.id
				AND i.rater = 'self' AND i.submitted_at IS NOT NULL) AS "selfSent",
			EXISTS (SELECT FROM check_in i WHERE i.account_id = $1 AND i.participant_id = p.id
				AND i.rater = 'manager' AND i.submitted_at IS NOT NULL) AS "managerSent",
			${pairIsClosed} AS closed
		 FROM participant p
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 JOIN role_family f ON f.account_id = p.account_id AND f.id = p.family_id
		 LEFT JOIN member boss ON boss.account_id = p.account_id AND boss.id = p.manager_id
		 LEFT JOIN member delegate ON delegate.account_id = p.account_id AND delegate.id = p.delegate_id
		 LEFT JOIN cycle_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
		 WHERE p.account_id = $1 AND p.id = $2 AND m.erased_at IS NULL`,
		[scope.accountId, participantId],
	)
	return rows[0] ?? null
}

/** As whom the person of the scope rates this participant; null who does not take part in the pair. */
export function raterOf(scope: AccountScope, pair: Pair): Rater | null {
	if (scope.memberId === null) return null
	if (scope.memberId === pair.memberId) return 'self'
	return scope.memberId === (pair.delegateId ?? pair.managerId) ? 'manager' : null
}
