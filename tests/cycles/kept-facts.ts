import { expect } from 'vitest'
import { listCycleParticipants } from '#app/data/list-cycle-participants.server.ts'
import { listGroupProgress } from '#app/data/list-group-progress.server.ts'
import type { ParticipantStanding } from '#app/domain/cycle/participant-standing.ts'
import { noStandings } from '#app/domain/cycle/participant-standing.ts'
import type { RandomCompany } from '#tests/statistics/random-company.ts'

/** What triggers keep, beside the same from the rows that it is kept of: only where the two differ. */
const outOfStep = `
	SELECT 'participant' AS kind, p.id, to_jsonb(kept) AS kept, to_jsonb(counted) AS counted FROM participant p
	CROSS JOIN LATERAL (SELECT p.self_sent_at, p.manager_sent_at, p.tier, p.agreed_at, p.single_rater) kept
	CROSS JOIN LATERAL (SELECT
		(SELECT i.submitted_at FROM check_in i WHERE i.participant_id = p.id AND i.rater = 'self') AS self_sent_at,
		(SELECT i.submitted_at FROM check_in i WHERE i.participant_id = p.id AND i.rater = 'manager') AS manager_sent_at,
		(SELECT o.tier FROM outcome o WHERE o.participant_id = p.id) AS tier,
		(SELECT o.agreed_at FROM outcome o WHERE o.participant_id = p.id) AS agreed_at,
		(SELECT o.single_rater FROM outcome o WHERE o.participant_id = p.id) AS single_rater) counted
	WHERE p.account_id = $1 AND to_jsonb(kept) <> to_jsonb(counted)
	UNION ALL
	SELECT 'member', m.id, to_jsonb(m.has_user), to_jsonb(NOT m.has_user) FROM member m
	WHERE m.account_id = $1 AND m.has_user <> EXISTS (SELECT FROM membership s WHERE s.member_id = m.id)`

/** Where the random companies are: late in the evening it is another day there than by the clock of the database. */
const today = `(now() AT TIME ZONE 'Europe/Berlin')::date`

/** Where everybody of a cycle stands, from check-ins, outcomes, roster and memberships; what was published, from its version. */
const longWay = `
	WITH facts AS (
		SELECT p.id, p.state, c.phase, p.reopened_at, o.agreed_at, o.single_rater, before.participant_id AS before_id,
			before.tier AS before_tier, before.single_rater AS before_rater, m.left_on <= ${today} AS gone,
			self.submitted_at IS NOT NULL AS self_sent, manager.submitted_at IS NOT NULL AS manager_sent,
			EXISTS (SELECT FROM membership s WHERE s.member_id = p.member_id) AS self_user,
			EXISTS (SELECT FROM membership s JOIN member g ON g.id = s.member_id
				WHERE g.id = coalesce(p.delegate_id, p.manager_id) AND (g.left_on IS NULL OR g.left_on > ${today})) AS manager_user
		FROM participant p JOIN cycle c ON c.id = p.cycle_id JOIN member m ON m.id = p.member_id
		LEFT JOIN outcome o ON o.participant_id = p.id
		LEFT JOIN check_in self ON self.participant_id = p.id AND self.rater = 'self'
		LEFT JOIN check_in manager ON manager.participant_id = p.id AND manager.rater = 'manager'
		LEFT JOIN LATERAL (SELECT e.* FROM earlier_outcome e WHERE e.participant_id = p.id
			AND e.version >= (SELECT max(s.version) FROM snapshot s WHERE s.cycle_id = p.cycle_id)
			ORDER BY e.version LIMIT 1) before ON true
		WHERE p.account_id = $1 AND p.cycle_id = $2
	)
	SELECT id, CASE
		WHEN state = 'exempt' THEN 'exempt'
		WHEN state = 'left' OR gone AND phase <> 'published' THEN 'left'
		WHEN phase = 'published' THEN CASE
			WHEN CASE WHEN before_id IS NULL THEN agreed_at IS NULL ELSE before_tier IS NULL END THEN 'not-assessed'
			WHEN CASE WHEN before_id IS NULL THEN single_rater ELSE before_rater END IS NULL THEN 'agreed' ELSE 'single-rater' END
		WHEN agreed_at >= coalesce(reopened_at, '-infinity') THEN CASE WHEN single_rater IS NULL THEN 'agreed' ELSE 'single-rater' END
		WHEN self_sent AND manager_sent THEN 'to-agree'
		WHEN self_sent THEN CASE WHEN manager_user THEN 'waits-for-manager' ELSE 'single-rater' END
		WHEN manager_sent THEN CASE WHEN self_user THEN 'waits-for-self' ELSE 'single-rater' END
		WHEN self_user AND manager_user THEN 'waits-for-both'
		WHEN self_user OR manager_user THEN 'waits-for-only-rater'
		ELSE 'no-rater' END AS standing
	FROM facts ORDER BY id`

/**
 * What is kept for counting is what is there, and the list of a cycle's people, the counts of its groups, and the long way say
 * the same of everybody.
 *
 * @returns which standings there were
 */
export async function expectFactsInStep(
	company: RandomCompany,
	cycleIds: readonly string[],
	where: string,
): Promise<Set<ParticipantStanding>> {
	const { hr, accountId } = company
	expect(await company.sql(outOfStep, [accountId]), `${where}: what is kept`).toEqual([])
	const seen = new Set<ParticipantStanding>()
	for (const cycleId of cycleIds) {
		const expected = await company.sql<{ id: string; standing: ParticipantStanding }>(longWay, [
			accountId,
			cycleId,
		])
		const { participants } = await listCycleParticipants(hr, { cycleId, pageSize: 1_000 })
		const listed = participants.map(({ id, standing }) => ({ id, standing }))
		expect(
			listed.toSorted((a, b) => a.id.localeCompare(b.id)),
			`${where}: the list of people`,
		).toEqual(expected)
		const counts = noStandings()
		for (const { standing } of expected) {
			counts[standing] += 1
			seen.add(standing)
		}
		for (const by of ['team', 'family', 'manager'] as const) {
			expect((await listGroupProgress(hr, { cycleId, by })).counts, `${where}: by ${by}`).toEqual(counts)
		}
	}
	return seen
}
