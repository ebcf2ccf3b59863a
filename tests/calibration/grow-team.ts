import type { Pool } from 'pg'

/**
 * Puts so many people into a team of a running cycle, each rated by both and most of them agreed, behind the application's back.
 * Every seventh pair stands a whole tier apart.
 */
export async function growTeam(
	admin: Pool,
	of: { accountId: string; cycleId: string; teamId: string; managerId: string | null; people: number },
): Promise<void> {
	const values = [of.accountId, of.cycleId, of.teamId, of.managerId, of.people]
	await admin.query(
		`WITH family AS (SELECT id FROM role_family WHERE account_id = $1 ORDER BY position LIMIT 1),
		numbers AS (SELECT n FROM generate_series(1, $5::int) n),
		people AS (
			INSERT INTO member (account_id, name, team_id, manager_id, family_id)
			SELECT $1, 'Person ' || lpad(n::text, 5, '0'), $3, $4, family.id FROM numbers, family RETURNING id, name, family_id
		), asked AS (
			INSERT INTO participant (account_id, cycle_id, member_id, team_id, manager_id, family_id)
			SELECT $1, $2, id, $3, $4, family_id FROM people RETURNING id, member_id
		), numbered AS (
			SELECT a.id, right(p.name, 5)::int AS n FROM asked a JOIN people p ON p.id = a.member_id
		), sides AS (
			INSERT INTO check_in (account_id, participant_id, rater, uses_ai, suggested_tier, tier)
			SELECT $1, id, side::rater, true, tier, tier FROM numbered
			CROSS JOIN LATERAL (VALUES ('self', 2 + n % 3), ('manager', 2 + n % 3 + CASE WHEN n % 7 = 0 THEN 2 ELSE n % 2 END)) s (side, tier)
			RETURNING id, rater
		), answers AS (
			INSERT INTO check_in_answer (account_id, check_in_id, question_key, half_steps, evidence_note)
			SELECT $1, id, 'q', 3, CASE WHEN rater = 'self' THEN 'Seen' END FROM sides
		)
		INSERT INTO outcome (account_id, participant_id, tier, suggested_tier)
		SELECT $1, id, 2 + n % 3, 2 + n % 3 FROM numbered WHERE n % 11 <> 0`,
		values,
	)
	await admin.query(
		`UPDATE check_in i SET submitted_at = now() FROM participant p
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.team_id = $3 AND i.account_id = p.account_id
			AND i.participant_id = p.id AND i.submitted_at IS NULL AND i.tier IS NOT NULL`,
		[of.accountId, of.cycleId, of.teamId],
	)
}
