import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { todayOfAccount } from '#app/data/today-sql.server.ts'

/** What an erasure would take and leave, in figures. Nothing that whoever erases may not read is counted apart. */
export type ErasurePreview = {
	memberId: string
	name: string
	version: number
	hasLeft: boolean
	/** Published cycles that keep an anonymous participant. */
	publishedCycles: number
	/** The running cycle in which the person counts as left from now on. */
	runningCycle: string | null
	/** Values of metrics of the person alone. */
	values: number
	/** Comments and evidence that they gave in plans, and pieces of evidence of teams whose words go. */
	contributions: number
	/** Training that was given to them, of which the notes go, and how much of it is dropped since it is not done. */
	training: number
	trainingOpen: number
	/** Whether a target is set for them alone. */
	hasTarget: boolean
	/** Reports that they saved, and how many of these others use as well. */
	savedReports: number
	sharedReports: number
	/** Files of people and of metrics by person, whose originals go. */
	files: number
	/** Whether a user account is tied to the record, and whether it goes as well. */
	user: 'none' | 'goes' | 'stays'
	/** Who reports to them now, and teams that they lead. */
	reports: number
	teamsLed: number
	/** In the running cycle they rate so many people, who are handed over. */
	rates: number
}

/** Null where the account has nobody of this id. */
export async function previewErasure(scope: AccountScope, memberId: string): Promise<ErasurePreview | null> {
	if (!z.guid().safeParse(memberId).success) return null
	return withAccount(scope, async ({ sql }) => {
		const running = `c.account_id = m.account_id AND c.phase NOT IN ('draft', 'published')`
		const { rows } = await sql.query<ErasurePreview>(
			`SELECT m.id AS "memberId", m.name, m.version, coalesce(m.left_on <= ${todayOfAccount}, false) AS "hasLeft",
				(SELECT count(*)::int FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
					WHERE p.account_id = m.account_id AND p.member_id = m.id AND c.phase = 'published') AS "publishedCycles",
				(SELECT c.name FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id AND ${running}
					WHERE p.account_id = m.account_id AND p.member_id = m.id LIMIT 1) AS "runningCycle",
				(SELECT count(*)::int FROM observation o WHERE o.account_id = m.account_id AND o.member_id = m.id) AS values,
				(SELECT count(*)::int FROM roadmap_comment k WHERE k.account_id = m.account_id AND k.by_id = s.id)
					+ (SELECT count(*)::int FROM roadmap_item_evidence e WHERE e.account_id = m.account_id AND e.by_id = s.id)
					+ (SELECT count(*)::int FROM evidence e WHERE e.account_id = m.account_id AND e.member_id = m.id) AS contributions,
				(SELECT count(*)::int FROM training_assignment t WHERE t.account_id = m.account_id AND t.member_id = m.id) AS training,
				(SELECT count(*)::int FROM training_assignment t WHERE t.account_id = m.account_id AND t.member_id = m.id
					AND t.state IN ('planned', 'in_progress')) AS "trainingOpen",
				EXISTS (SELECT FROM target t WHERE t.account_id = m.account_id AND t.member_id = m.id) AS "hasTarget",
				(SELECT count(*)::int FROM saved_report r WHERE r.account_id = m.account_id AND r.membership_id = s.id) AS "savedReports",
				(SELECT count(*)::int FROM saved_report r WHERE r.account_id = m.account_id AND r.membership_id = s.id
					AND r.is_shared) AS "sharedReports",
				(SELECT count(*)::int FROM import i WHERE i.account_id = m.account_id AND i.state <> 'discarded' AND (i.kind = 'roster'
					OR i.kind NOT IN ('rubric', 'metrics', 'training-topics') AND coalesce(i.mapping #>> '{subject,is}', '') NOT IN ('team', 'account'))) AS files,
				CASE WHEN s.id IS NULL THEN 'none' WHEN EXISTS (SELECT FROM list_user_memberships(s.user_id) o
					WHERE o.account_id <> m.account_id) THEN 'stays' ELSE 'goes' END AS "user",
				(SELECT count(*)::int FROM member r WHERE r.account_id = m.account_id AND r.manager_id = m.id
					AND (r.left_on IS NULL OR r.left_on > ${todayOfAccount})) AS reports,
				(SELECT count(*)::int FROM team t WHERE t.account_id = m.account_id AND t.lead_id = m.id AND t.archived_at IS NULL) AS "teamsLed",
				(SELECT count(*)::int FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id AND ${running}
					WHERE p.account_id = m.account_id AND coalesce(p.delegate_id, p.manager_id) = m.id AND p.state = 'active') AS rates
			 FROM member m LEFT JOIN membership s ON s.account_id = m.account_id AND s.member_id = m.id
			 WHERE m.account_id = $1 AND m.id = $2 AND m.erased_at IS NULL`,
			[scope.accountId, memberId],
		)
		return rows[0] ?? null
	})
}
