export const trainingNeedSorts = [
	'member',
	'team',
	'manager',
	'family',
	'question',
	'from',
	'target',
] as const
export type TrainingNeedSort = (typeof trainingNeedSorts)[number]

/** One missing step of one person: half-steps throughout. */
export type TrainingNeed = {
	participantId: string
	memberId: string
	memberName: string
	memberEmail: string | null
	memberExternalId: string | null
	/** Whether the member has left the company since. */
	hasLeft: boolean
	/** As frozen in the cycle. */
	teamName: string | null
	managerName: string | null
	familyKey: string
	familyName: string
	/** Key of a question of the family, or of its entry question for the step from 1 to 2. */
	questionKey: string
	fromHalfSteps: number
	/** `fromHalfSteps + 1`. */
	toHalfSteps: number
	targetHalfSteps: number
	/** The day of the target. */
	dueOn: string
	/** Whether the target was frozen with the snapshot; else it was set since. */
	isTargetFrozen: boolean
	isNext: boolean
}

const sortColumns: Record<TrainingNeedSort, string> = {
	member: 'lower(n.name)',
	team: 'lower(t.name)',
	manager: 'lower(g.name)',
	family: 'f.position',
	question: 'f.position, n.question_position',
	from: 'n.from_half_steps',
	target: 'n.target',
}

/**
 * The statement of the rows of `need`, each a `TrainingNeed`, in an order that leaves nothing to chance.
 *
 * @param of.today the account's day as an expression
 * @param of.page LIMIT and OFFSET
 */
export function trainingNeedRows(of: {
	sets: string
	today: string
	sort?: TrainingNeedSort | undefined
	order?: 'asc' | 'desc' | undefined
	page?: string
}): string {
	const direction = of.order === 'desc' ? 'DESC' : 'ASC'
	const sorted = sortColumns[of.sort ?? 'member']
		.split(', ')
		.map((column) => `${column} ${direction} NULLS LAST`)
	return `${of.sets}
	 SELECT n.id AS "participantId", m.id AS "memberId", m.name AS "memberName", m.email AS "memberEmail",
		m.external_id AS "memberExternalId", m.left_on IS NOT NULL AND m.left_on <= ${of.today}::date AS "hasLeft",
		t.name AS "teamName", g.name AS "managerName", f.key AS "familyKey", f.name AS "familyName",
		n.question_key AS "questionKey", n.from_half_steps::int AS "fromHalfSteps",
		n.from_half_steps::int + 1 AS "toHalfSteps", n.target::int AS "targetHalfSteps", n.due_on::text AS "dueOn",
		n.is_frozen AS "isTargetFrozen", n.is_next AS "isNext"
	 FROM need n
	 JOIN member m ON m.account_id = $1 AND m.id = n.member_id
	 JOIN role_family f ON f.account_id = $1 AND f.id = n.family_id
	 LEFT JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = n.cycle_id AND t.team_id = n.team_id
	 LEFT JOIN member g ON g.account_id = $1 AND g.id = n.manager_id
	 ORDER BY ${sorted.join(', ')}, lower(n.name), n.member_id, n.question_position NULLS LAST, n.question_key, n.from_half_steps
	 ${of.page ?? ''}`
}
