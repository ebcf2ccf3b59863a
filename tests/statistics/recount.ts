import type { RandomCompany } from './random-company.ts'

/** One participant as the rules say they count; worked out here from raw rows, without any of the application's queries. */
export type Counted = {
	participantId: string
	memberId: string
	managerId: string | null
	/** The direct node and every node above it, the account last. */
	nodeIds: string[]
	familyId: string
	state: 'assessed' | 'not assessed' | 'exempt' | 'left'
	singleRater: boolean
	tier: number | null
	answers: Map<string, number>
}

type Raw = {
	id: string
	memberId: string
	managerId: string | null
	teamId: string | null
	familyId: string
	state: string
}
type RawCheckIn = { id: string; participantId: string; rater: string; tier: number; submittedAt: Date | null }

/** Reads what a cycle has to count from, before its publication. `single` false leaves out what only publication makes. */
export async function countPeople(
	company: RandomCompany,
	cycleId: string,
	{ single = true }: { single?: boolean } = {},
): Promise<Counted[]> {
	const { accountId } = company
	const participants = await company.sql<Raw>(
		`SELECT id, member_id AS "memberId", manager_id AS "managerId", team_id AS "teamId", family_id AS "familyId", state
		 FROM participant WHERE account_id = $1 AND cycle_id = $2`,
		[accountId, cycleId],
	)
	const ofAccount = [accountId]
	const parents = new Map(
		(
			await company.sql<{ id: string; parentId: string | null }>(
				`SELECT team_id AS id, parent_id AS "parentId" FROM cycle_team WHERE account_id = $1 AND cycle_id = $2`,
				[accountId, cycleId],
			)
		).map(({ id, parentId }) => [id, parentId]),
	)
	const gone = new Set(
		(
			await company.sql<{ id: string }>(
				`SELECT id FROM member WHERE account_id = $1 AND left_on <= current_date`,
				ofAccount,
			)
		).map(({ id }) => id),
	)
	const users = new Set(
		(
			await company.sql<{ id: string }>(
				`SELECT member_id AS id FROM membership WHERE account_id = $1`,
				ofAccount,
			)
		).map(({ id }) => id),
	)
	const checkIns = await company.sql<RawCheckIn>(
		`SELECT id, participant_id AS "participantId", rater, tier, submitted_at AS "submittedAt"
		 FROM check_in WHERE account_id = $1`,
		ofAccount,
	)
	const checkInAnswers = await company.sql<{ id: string; key: string; halfSteps: number }>(
		`SELECT check_in_id AS id, question_key AS key, half_steps AS "halfSteps" FROM check_in_answer WHERE account_id = $1`,
		ofAccount,
	)
	const outcomes = await company.sql<{ id: string; tier: number }>(
		`SELECT participant_id AS id, tier FROM outcome WHERE account_id = $1`,
		ofAccount,
	)
	const outcomeAnswers = await company.sql<{ id: string; key: string; halfSteps: number }>(
		`SELECT participant_id AS id, question_key AS key, half_steps AS "halfSteps" FROM outcome_answer WHERE account_id = $1`,
		ofAccount,
	)
	const answersOf = (rows: { id: string; key: string; halfSteps: number }[], id: string) =>
		new Map(rows.filter((row) => row.id === id).map(({ key, halfSteps }) => [key, halfSteps]))

	return participants.map((participant): Counted => {
		const { id, memberId, managerId, familyId } = participant
		const nodeIds: string[] = []
		for (let at = participant.teamId; at !== null; at = parents.get(at) ?? null) nodeIds.push(at)
		nodeIds.push(accountId)
		const counted: Counted = {
			participantId: id,
			memberId,
			managerId,
			nodeIds,
			familyId,
			state: 'not assessed',
			singleRater: false,
			tier: null,
			answers: new Map(),
		}
		if (participant.state === 'exempt') return { ...counted, state: 'exempt' }
		if (gone.has(memberId)) return { ...counted, state: 'left' }
		const outcome = outcomes.find((row) => row.id === id)
		if (outcome) {
			return { ...counted, state: 'assessed', tier: outcome.tier, answers: answersOf(outcomeAnswers, id) }
		}
		const sent = checkIns.filter((row) => row.participantId === id && row.submittedAt !== null)
		const [only] = sent
		const raters = [
			users.has(memberId) ? 'self' : null,
			managerId !== null && users.has(managerId) && !gone.has(managerId) ? 'manager' : null,
		]
		const other = only && (only.rater === 'self' ? raters[1] : raters[0])
		if (!single || !only || sent.length !== 1 || other) return counted
		const answers = answersOf(checkInAnswers, only.id)
		return { ...counted, state: 'assessed', singleRater: true, tier: only.tier, answers }
	})
}

/** Every figure of a group of people, the plain way. */
export function figuresOf(people: readonly Counted[]) {
	return {
		eligible: people.filter(({ state }) => state === 'assessed' || state === 'not assessed').length,
		assessed: people.filter(({ state }) => state === 'assessed').length,
		notAssessed: people.filter(({ state }) => state === 'not assessed').length,
		exempt: people.filter(({ state }) => state === 'exempt').length,
		left: people.filter(({ state }) => state === 'left').length,
		singleRater: people.filter(({ singleRater }) => singleRater).length,
	}
}

export function statisticsOf(values: readonly number[]) {
	if (values.length === 0) return null
	const sorted = values.toSorted((a, b) => a - b)
	const middle = sorted.length % 2 === 1 ? (sorted.length - 1) / 2 : sorted.length / 2 - 1
	return {
		n: values.length,
		mean: values.reduce((sum, value) => sum + value, 0) / values.length,
		median: sorted[middle],
		share: values.filter((value) => value / 2 >= 2).length / values.length,
		distribution: [0.5, 1, 1.5, 2, 2.5, 3].map((tier) => values.filter((value) => value / 2 === tier).length),
	}
}

/** From tier to tier since the comparison cycle; '-' for none. */
export function flowOf(people: readonly Counted[], before: readonly Counted[]): Map<string, number> {
	const flow = new Map<string, number>()
	for (const { memberId, tier } of people) {
		const earlier = before.find((person) => person.memberId === memberId)?.tier ?? null
		if (tier === null && earlier === null) continue
		const key = `${earlier ?? '-'} ${tier ?? '-'}`
		flow.set(key, (flow.get(key) ?? 0) + 1)
	}
	return flow
}
