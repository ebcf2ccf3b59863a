import type { TargetScope } from '#app/domain/target/target-rule.ts'

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
	/** Whether they were erased: of who is, there are no pages. */
	isErased: boolean
	/** As frozen in the cycle. */
	teamName: string | null
	managerName: string | null
	familyKey: string
	familyName: string
	/** Key of a question of the family, of its entry question for the step from 1 to 2, or of a transition. */
	questionKey: string
	fromHalfSteps: number
	/** `fromHalfSteps + 1`; of a transition `fromHalfSteps + 2`. */
	toHalfSteps: number
	targetHalfSteps: number
	/** The day of the target. */
	dueOn: string
	/** Whether the target was frozen with the snapshot; else it was set since. */
	isTargetFrozen: boolean
	/** For what the target is set. */
	targetScope: TargetScope
	/** Of the family, or of the team as frozen in the cycle, that it is set for; else null. */
	targetName: string | null
	isNext: boolean
	/** Whether one rater alone answered, because there was no other. */
	isSingleRater: boolean
}

const sortColumns: Record<TrainingNeedSort, string> = {
	member: 'lower(n.name)',
	team: 'lower(p.team_name)',
	manager: 'lower(p.manager_name)',
	family: 'p.family_position',
	question: 'p.family_position, n.question_position',
	from: 'n.from_half_steps',
	target: 'n.target',
}

const columns: Record<keyof TrainingNeed, string> = {
	participantId: 'n.id',
	memberId: 'n.member_id',
	memberName: 'n.name',
	memberEmail: 'p.email',
	memberExternalId: 'p.external_id',
	hasLeft: 'p.has_left',
	isErased: 'p.is_erased',
	teamName: 'p.team_name',
	managerName: 'p.manager_name',
	familyKey: 'p.family_key',
	familyName: 'p.family_name',
	questionKey: 'n.question_key',
	fromHalfSteps: 'n.from_half_steps::int',
	toHalfSteps: 'n.to_half_steps::int',
	targetHalfSteps: 'n.target::int',
	dueOn: 'n.due_on::text',
	isTargetFrozen: 'n.is_frozen',
	targetScope: 'n.target_scope',
	targetName: `CASE n.target_scope WHEN 'team' THEN p.target_team_name WHEN 'family' THEN p.family_name END`,
	isNext: 'n.is_next',
	isSingleRater: 'p.is_single_rater',
}
const allFields = Object.keys(columns) as (keyof TrainingNeed)[]

/**
 * The statement of the rows of `need`, each a `TrainingNeed`, in an order that leaves nothing to chance.
 *
 * @param of.today the account's day as an expression
 * @param of.fields which of them a row has, in this order; all unless given
 * @param of.page LIMIT and OFFSET
 */
export function trainingNeedRows(of: {
	sets: string
	today: string
	fields?: readonly (keyof TrainingNeed)[]
	sort?: TrainingNeedSort | undefined
	order?: 'asc' | 'desc' | undefined
	page?: string
}): string {
	const fields = of.fields ?? allFields
	const direction = of.order === 'desc' ? 'DESC' : 'ASC'
	const sorted = sortColumns[of.sort ?? 'member']
		.split(', ')
		.map((column) => `${column} ${direction} NULLS LAST`)
	return `${of.sets},
	 person AS MATERIALIZED (
		SELECT a.id, m.email, m.external_id, m.left_on IS NOT NULL AND m.left_on <= ${of.today}::date AS has_left,
			m.erased_at IS NOT NULL AS is_erased,
			t.name AS team_name, w.name AS target_team_name, g.name AS manager_name, f.key AS family_key, f.name AS family_name, f.position AS family_position,
			CASE WHEN a.is_changed THEN a.kept_rater ELSE o.single_rater END IS NOT NULL AS is_single_rater
		FROM assessed a
		JOIN member m ON m.account_id = $1 AND m.id = a.member_id
		JOIN role_family f ON f.account_id = $1 AND f.id = a.family_id
		LEFT JOIN outcome o ON o.account_id = $1 AND o.participant_id = a.id
		LEFT JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = a.cycle_id AND t.team_id = a.team_id
		LEFT JOIN cycle_team w ON w.account_id = $1 AND w.cycle_id = a.cycle_id AND w.team_id = a.target_team_id
		LEFT JOIN member g ON g.account_id = $1 AND g.id = a.manager_id
		WHERE a.target IS NOT NULL
	 )
	 SELECT ${fields.map((field) => `${columns[field]} AS "${field}"`).join(', ')}
	 FROM need n JOIN person p ON p.id = n.id
	 ORDER BY ${sorted.join(', ')}, lower(n.name), n.member_id, n.question_position NULLS LAST, n.question_key, n.from_half_steps
	 ${of.page ?? ''}`
}
