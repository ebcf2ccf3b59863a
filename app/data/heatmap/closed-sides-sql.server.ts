import { bothSidesSent } from '#app/data/closed-pair.server.ts'
import type { Rater } from '#app/domain/check-in/rater.ts'

/**
 * The pairs of a cycle with both sides, as `cellCounts` takes people, with the tier of one of the two: of active participants
 * whose pair is closed and who were rated by both (measuring rule 3). One side alone is no pair, however it came about.
 *
 * @param of.today whoever has left by then is in no running cycle
 * @param of.where chooses among the participants `p`
 */
export const closedSides = (of: {
	rater: Rater
	account: string
	cycle: string
	today: string
	home: string
	where: string
}) => `
	SELECT p.id, ${of.home}, p.family_id, 'active', ${of.rater === 'self' ? 's' : 'm'}.tier, false, NULL::smallint
	${bothSides(of)} AND ${of.where}`

const bothSides = (of: { account: string; cycle: string; today: string }) => `
	FROM participant p
	JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
	JOIN member who ON who.account_id = p.account_id AND who.id = p.member_id
	JOIN check_in s ON s.account_id = p.account_id AND s.participant_id = p.id AND s.rater = 'self'
	JOIN check_in m ON m.account_id = p.account_id AND m.participant_id = p.id AND m.rater = 'manager'
	WHERE p.account_id = ${of.account} AND p.cycle_id = ${of.cycle} AND p.state = 'active'
		AND (c.phase = 'published' OR who.left_on IS NULL OR who.left_on > ${of.today}::date)
		AND ${bothSidesSent({ self: 's', manager: 'm' })} AND s.tier IS NOT NULL AND m.tier IS NOT NULL`

/**
 * The answers of one side to the given questions, where the other answered them too, as `cellCounts` takes answers. Who answered
 * the entry question with no stands at tier 0.5 in each of the family's.
 *
 * @param of.questions an array of keys, which begin with that of the family
 */
export const closedAnswers = (of: {
	rater: Rater
	account: string
	cycle: string
	today: string
	questions: string
}) => {
	const answer = (side: string) => `CASE WHEN ${side}.uses_ai = false THEN 1 ELSE (
		SELECT a.half_steps FROM check_in_answer a
		WHERE a.account_id = ${side}.account_id AND a.check_in_id = ${side}.id AND a.question_key = q.key) END`
	return `(
		SELECT pair.participant_id, pair.question_key, pair.${of.rater}::smallint AS half_steps FROM (
			SELECT rated.id AS participant_id, q.key AS question_key, ${answer('s')} AS self, ${answer('m')} AS manager
			FROM (SELECT p.id, p.account_id, p.family_id, s.id AS self_id, m.id AS manager_id ${bothSides(of)}) rated
			JOIN role_family f ON f.account_id = rated.account_id AND f.id = rated.family_id
			JOIN check_in s ON s.account_id = rated.account_id AND s.id = rated.self_id
			JOIN check_in m ON m.account_id = rated.account_id AND m.id = rated.manager_id
			JOIN unnest(${of.questions}::text[]) q (key) ON starts_with(q.key, f.key || '.')
		) pair WHERE pair.self IS NOT NULL AND pair.manager IS NOT NULL
	) a`
}
