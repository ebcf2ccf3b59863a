import { reachOf, type Person } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

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

export type TrainingNeedFilter = {
	/** Part of a member's name, in any case. */
	search?: string | undefined
	familyId?: string | undefined
	/** A team as the snapshot has frozen it; with everything below. */
	nodeId?: string | undefined
	questionKey?: string | undefined
	/** Steps that begin here, in half-steps. */
	fromHalfSteps?: number | undefined
	/** `next`: the step that is due now on each question; `all`: every step up to the target. */
	steps?: 'next' | 'all'
}

export type TrainingNeedOptions = TrainingNeedFilter & {
	snapshotId: string
	sort?: TrainingNeedSort
	order?: 'asc' | 'desc'
	/** From 0; with a limit. Without them everything. */
	offset?: number
	limit?: number
}

/** One missing step of one person: half-steps throughout. */
export type TrainingNeed = {
	participantId: string
	memberId: string
	memberName: string
	/** Whether the member has left the company since. */
	hasLeft: boolean
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
	isNext: boolean
}

export type TrainingNeeds = {
	rows: TrainingNeed[]
	/** Of all pages. */
	total: number
	/** Different people in all pages. */
	people: number
}

const sortColumns: Record<TrainingNeedSort, string> = {
	member: 'm.name',
	team: 't.name',
	manager: 'g.name',
	family: 'f.position',
	question: 's.question_position',
	from: 's.from_half_steps',
	target: 's.target',
}

/**
 * The steps that people lack to reach their family's target, from the agreed answers of one published cycle. The target is
 * the one that was frozen with the snapshot; a family that had none then is measured against its present one.
 *
 * HR sees everybody, managers their own reports as frozen in the cycle, members themselves. Null for who sees nobody.
 */
export async function listTrainingNeeds(
	scope: AccountScope,
	person: Person,
	options: TrainingNeedOptions,
): Promise<TrainingNeeds | null> {
	const reach = reachOf(person, 'training-needs.read')
	const isEverybody = reach.has('all')
	if (!isEverybody && (scope.memberId === null || !(reach.has('reports') || reach.has('own')))) return null
	const { sort = 'member', order = 'asc', steps = 'next' } = options
	const direction = order === 'desc' ? 'DESC' : 'ASC'
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<TrainingNeed & { total: number; people: number }>(
			`WITH RECURSIVE below (node_id) AS (
				SELECT $4::uuid WHERE $4 IS NOT NULL
				UNION
				SELECT n.node_id FROM below b
				JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = b.node_id
			 ),
			 question AS (
				SELECT q.item ->> 'key' AS key, row_number() OVER (ORDER BY family.position, q.position) AS position
				FROM snapshot s
				JOIN framework_version v ON v.account_id = s.account_id AND v.id = s.framework_version_id
				CROSS JOIN LATERAL jsonb_array_elements(v.rubric -> 'families') WITH ORDINALITY AS family (item, position)
				CROSS JOIN LATERAL jsonb_array_elements(family.item -> 'questions') WITH ORDINALITY AS q (item, position)
				WHERE s.account_id = $1 AND s.id = $2
			 ),
			 assessed AS (
				SELECT p.*, coalesce(frozen.tier, present.tier) AS target, coalesce(frozen.due_on, present.due_on) AS due_on
				FROM snapshot s
				JOIN participant p ON p.account_id = s.account_id AND p.cycle_id = s.cycle_id AND p.state = 'active'
				JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
				LEFT JOIN snapshot_target frozen ON frozen.account_id = s.account_id AND frozen.snapshot_id = s.id
					AND frozen.family_id = p.family_id
				LEFT JOIN target present ON present.account_id = p.account_id AND present.family_id = p.family_id
				WHERE s.account_id = $1 AND s.id = $2
					AND ($3 OR p.member_id = $5 OR ($6 AND p.manager_id = $5))
					AND ($4::uuid IS NULL OR $4 = $1 OR p.team_id IN (SELECT node_id FROM below))
					AND ($7::uuid IS NULL OR p.family_id = $7)
			 ),
			 step AS (
				SELECT a.id, a.target, a.due_on, answer.question_key, q.position AS question_position,
					from_half_steps, from_half_steps = answer.half_steps AS is_next
				FROM assessed a
				JOIN outcome_answer answer ON answer.account_id = a.account_id AND answer.participant_id = a.id
				LEFT JOIN question q ON q.key = answer.question_key
				CROSS JOIN LATERAL generate_series(greatest(answer.half_steps, 2), a.target - 1) AS from_half_steps
				UNION ALL
				-- The entry question alone stands between tier 0.5 and the others: one step for the whole family.
				SELECT a.id, a.target, a.due_on, f.key || '.entry', 0, 1, true
				FROM assessed a JOIN role_family f ON f.account_id = a.account_id AND f.id = a.family_id
				WHERE a.tier = 1 AND a.target > 1
			 )
			 SELECT p.id AS "participantId", m.id AS "memberId", m.name AS "memberName",
				m.left_on IS NOT NULL AND m.left_on <= current_date AS "hasLeft", t.name AS "teamName", g.name AS "managerName",
				f.key AS "familyKey", f.name AS "familyName", s.question_key AS "questionKey",
				s.from_half_steps::int AS "fromHalfSteps", s.from_half_steps::int + 1 AS "toHalfSteps",
				s.target::int AS "targetHalfSteps", s.due_on::text AS "dueOn", s.is_next AS "isNext",
				count(*) OVER ()::int AS total,
				(dense_rank() OVER (ORDER BY p.id) + dense_rank() OVER (ORDER BY p.id DESC) - 1)::int AS people
			 FROM step s
			 JOIN participant p ON p.account_id = $1 AND p.id = s.id
			 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			 JOIN role_family f ON f.account_id = p.account_id AND f.id = p.family_id
			 LEFT JOIN cycle_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
			 LEFT JOIN member g ON g.account_id = p.account_id AND g.id = p.manager_id
			 WHERE ($8::text IS NULL OR s.question_key = $8)
				AND ($9::int IS NULL OR s.from_half_steps = $9)
				AND ($10 = 'all' OR s.is_next)
				AND ($11::text IS NULL OR m.name ILIKE '%' || $11 || '%')
			 ORDER BY ${sortColumns[sort]} ${direction} NULLS LAST, m.name, m.id, s.question_position, s.from_half_steps
			 LIMIT $12 OFFSET $13`,
			[
				scope.accountId,
				options.snapshotId,
				isEverybody,
				options.nodeId ?? null,
				scope.memberId,
				reach.has('reports'),
				options.familyId ?? null,
				options.questionKey ?? null,
				options.fromHalfSteps ?? null,
				steps,
				options.search ? escapeLike(options.search) : null,
				options.limit ?? null,
				options.offset ?? 0,
			],
		)
		return {
			rows: rows.map(({ total: _total, people: _people, ...need }) => need),
			total: rows[0]?.total ?? 0,
			people: rows[0]?.people ?? 0,
		}
	})
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)
