import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { clearManagerDrafts } from './clear-manager-drafts.server.ts'
import type { Transaction } from './database.server.ts'
import { managerRater } from './manager-rater-sql.server.ts'

/** Who stands in for whom, for how many. */
export type StandIn = { delegateId: string; name: string; email: string; for: string[]; people: number }
/** Whose people nobody above can take over. */
export type Stuck = { managerId: string; name: string; people: number }

/** A line of managers is never longer; a loop in it ends here. */
const longestLine = 40

/**
 * Hands the open pairs of managers who have left, or have lost their user account, to the next manager up the frozen line who
 * can sign in; above those who take no part, up the present one. A frozen manager who is back gets their people back. Once no
 * answers are taken any more, only pairs of which both sides are in are handed over: the others have the one rater they have.
 *
 * @param of.lostAccount a manager whose user account goes in this transaction
 */
export async function delegateGoneManagers(
	transaction: Transaction,
	scope: AccountScope,
	of: { cycleId: string; today: Day; lostAccount?: string },
): Promise<{ standIns: StandIn[]; stuck: Stuck[] }> {
	const { sql } = transaction
	const { rows } = await sql.query<{
		participantId: string
		memberId: string
		goneId: string
		goneName: string
		delegateId: string | null
		isFrozen: boolean
		name: string
		email: string
	}>(
		`WITH RECURSIVE gone AS (
			SELECT p.id, p.member_id, p.manager_id, r.id AS gone_id, r.name AS gone_name
			FROM participant p
			JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			JOIN member r ON r.account_id = p.account_id AND r.id = ${managerRater}
			LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
				AND (p.reopened_at IS NULL OR o.agreed_at >= p.reopened_at)
			WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND o.participant_id IS NULL
				AND (r.left_on <= $3::date OR r.id = $4::uuid)
				AND (c.phase <> 'calibration' OR p.reopened_at IS NOT NULL OR 2 = (SELECT count(*) FROM check_in i
					WHERE i.account_id = p.account_id AND i.participant_id = p.id AND i.submitted_at IS NOT NULL))
		), line AS (
			SELECT g.id, g.member_id, coalesce(g.manager_id, g.gone_id) AS at, 0 AS step FROM gone g
			UNION ALL
			SELECT l.id, l.member_id, coalesce(up.manager_id, m.manager_id), l.step + 1
			FROM line l
			JOIN member m ON m.account_id = $1 AND m.id = l.at
			LEFT JOIN participant up ON up.account_id = $1 AND up.cycle_id = $2 AND up.member_id = l.at
			WHERE l.step < ${longestLine}
		), able AS (
			SELECT DISTINCT ON (l.id) l.id, m.id AS delegate_id, m.name, u.email FROM line l
			JOIN member m ON m.account_id = $1 AND m.id = l.at AND (m.left_on IS NULL OR m.left_on > $3::date)
			JOIN membership s ON s.account_id = $1 AND s.member_id = m.id AND membership_is_open(s)
			JOIN "user" u ON u.id = s.user_id
			WHERE m.id <> l.member_id AND m.id IS DISTINCT FROM $4::uuid
			ORDER BY l.id, l.step
		)
		SELECT g.id AS "participantId", g.member_id AS "memberId", g.gone_id AS "goneId", g.gone_name AS "goneName",
			a.delegate_id AS "delegateId", a.name, a.email, coalesce(a.delegate_id = g.manager_id, false) AS "isFrozen"
		 FROM gone g LEFT JOIN able a ON a.id = g.id ORDER BY g.id`,
		[scope.accountId, of.cycleId, of.today, of.lostAccount ?? null],
	)
	const standIns = new Map<string, StandIn>()
	const stuck = new Map<string, Stuck>()
	for (const { goneId, goneName, delegateId, name, email } of rows) {
		if (delegateId === null) {
			const one = stuck.get(goneId) ?? { managerId: goneId, name: goneName, people: 0 }
			stuck.set(goneId, { ...one, people: one.people + 1 })
			continue
		}
		const one = standIns.get(delegateId) ?? { delegateId, name, email, for: [], people: 0 }
		const names = one.for.includes(goneName) ? one.for : [...one.for, goneName]
		standIns.set(delegateId, { ...one, for: names, people: one.people + 1 })
	}
	const given = rows.filter(({ delegateId }) => delegateId !== null)
	if (given.length === 0) return { standIns: [], stuck: [...stuck.values()] }
	await sql.query(
		`UPDATE participant p SET delegate_id = g.delegate_id, delegate_reason = NULL, delegated_at = now(), version = p.version + 1
		 FROM unnest($2::uuid[], $3::uuid[]) AS g (id, delegate_id)
		 WHERE p.account_id = $1 AND p.id = g.id`,
		[
			scope.accountId,
			given.map(({ participantId }) => participantId),
			given.map(({ delegateId, isFrozen }) => (isFrozen ? null : delegateId)),
		],
	)
	await clearManagerDrafts(transaction, scope, {
		participantIds: given.map(({ participantId }) => participantId),
	})
	for (const { memberId } of given) {
		await appendAuditEvent(transaction, scope, {
			action: 'participant.delegated',
			subject: { kind: 'member', memberId },
			detail: { cycleId: of.cycleId, managerGone: true },
		})
	}
	return { standIns: [...standIns.values()], stuck: [...stuck.values()] }
}
