import type { TargetPlace } from '#app/domain/target/target-rule.ts'
import { findTarget } from '#app/domain/target/target-rule.ts'
import type { RandomCompany } from '#tests/statistics/random-company.ts'

/** One missing step as plain arithmetic over raw rows finds it, with everything that a filter can ask for. */
export type CountedNeed = {
	participantId: string
	memberId: string
	managerId: string | null
	/** The direct team and every team above, the account last. */
	nodeIds: string[]
	name: string
	hasLeft: boolean
	familyId: string
	questionKey: string
	from: number
	target: number
	dueOn: string
	isFrozen: boolean
	/** For what the target is set. */
	origin: { scope: string; name: string | null }
	isSingleRater: boolean
	isNext: boolean
	to: number
	/** The answer to the question; of a whole family or level, the tier. */
	standsAt: number
}

export type CountedPerson = Omit<
	CountedNeed,
	'questionKey' | 'from' | 'to' | 'standsAt' | 'isNext' | 'target'
> & {
	target: number | null
}

type Row = Record<string, string | number | null>

/** As the rule of the domain takes it; people by member, or by participant where a snapshot has kept it. */
const asTarget = (row: Row) =>
	({
		...{ scope: row.scope, familyId: row.family_id, teamId: row.team_id },
		...{ memberId: row.member_id ?? row.participant_id, tier: row.tier, dueOn: row.due_on },
	}) as TargetPlace & { tier: number; dueOn: string }

/** Reads the rows behind the application's back, table by table, and does all the rest here. */
export async function recountNeeds(
	company: RandomCompany,
	{ cycleId, snapshotId }: { cycleId: string; snapshotId: string },
): Promise<{ people: CountedPerson[]; needs: CountedNeed[] }> {
	const all = (table: string, columns: string) =>
		company.sql<Row>(`SELECT ${columns} FROM ${table} WHERE account_id = $1`, [company.accountId])
	const participants = await all(
		'participant',
		'id, cycle_id, member_id, manager_id, team_id, family_id, state, tier',
	)
	const answers = await all('outcome_answer', 'participant_id, question_key, half_steps')
	const outcomes = new Map(
		(await all('outcome', 'participant_id, single_rater::text')).map((row) => [
			row.participant_id,
			row.single_rater,
		]),
	)
	const teams = (await all('cycle_team', 'cycle_id, team_id, parent_id, name')).filter(
		(row) => row.cycle_id === cycleId,
	)
	const members = new Map(
		(await all('member', `id, name, left_on <= (now() AT TIME ZONE 'Europe/Berlin')::date AS gone`)).map(
			(row) => [row.id, row],
		),
	)
	const places = 'scope::text, family_id, team_id, tier, due_on::text AS due_on'
	const frozen = (await all('snapshot_target', `snapshot_id, participant_id, ${places}`))
		.filter((row) => row.snapshot_id === snapshotId)
		.map(asTarget)
	const present = (await all('target', `member_id, ${places}`)).map(asTarget)

	const people: CountedPerson[] = []
	const needs: CountedNeed[] = []
	for (const row of participants) {
		if (row.cycle_id !== cycleId || row.state !== 'active' || !outcomes.has(row.id ?? null)) continue
		const nodeIds: string[] = []
		for (let at = row.team_id; at; at = teams.find((team) => team.team_id === at)?.parent_id ?? null) {
			nodeIds.push(String(at))
		}
		const seeker = { teamIds: nodeIds, familyId: String(row.family_id) }
		const kept = findTarget(frozen, { ...seeker, memberId: String(row.id) })
		const target = kept ?? findTarget(present, { ...seeker, memberId: String(row.member_id) })
		const originTeam =
			target?.scope === 'team' ? teams.find(({ team_id: id }) => id === target.teamId)?.name : null
		const family = company.families.find(({ id }) => id === row.family_id)
		const member = members.get(row.member_id ?? null)
		const person = {
			participantId: String(row.id),
			memberId: String(row.member_id),
			managerId: row.manager_id === null ? null : String(row.manager_id),
			nodeIds: [...nodeIds, company.accountId],
			name: String(member?.name),
			hasLeft: Boolean(member?.gone),
			familyId: String(row.family_id),
			dueOn: String(target?.dueOn),
			isFrozen: kept !== null,
			origin: {
				scope: String(target?.scope),
				name: target?.scope === 'family' ? String(family?.key) : originTeam ? String(originTeam) : null,
			},
			isSingleRater: outcomes.get(row.id ?? null) !== null,
		}
		const wanted = target?.tier ?? null
		people.push({ ...person, target: wanted })
		if (wanted === null) continue
		const add = (questionKey: string, standsAt: number, from: number, isNext: boolean, to = from + 1) =>
			needs.push({ ...person, target: wanted, questionKey, standsAt, from, to, isNext })

		const isCurious = row.tier === 1
		if (isCurious && wanted > 1) add(`${family?.key}.entry`, 1, 1, true)
		for (const answer of answers.filter((one) => one.participant_id === row.id)) {
			for (let from = isCurious ? 2 : Number(answer.half_steps); from < wanted; from += 1) {
				const standsAt = isCurious ? 1 : Number(answer.half_steps)
				add(String(answer.question_key), standsAt, from, !isCurious && from === standsAt)
			}
		}
		const tier = Number(row.tier)
		if (tier <= 3 && wanted >= 4) add('transition.legacy-patterns', tier, 2, tier === 2 || tier === 3, 4)
		if (tier <= 5 && wanted === 6) {
			add('transition.specification-engineering', tier, 4, tier === 4 || tier === 5, 6)
		}
	}
	return { people, needs }
}
