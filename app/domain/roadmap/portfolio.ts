import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PhaseKey } from './phase.ts'
import { phaseKeys } from './phase.ts'
import type { RoadmapLens } from './roadmap-lens.ts'
import type { RoadmapStanding } from './standing.ts'
import { roadmapStandings } from './standing.ts'

type Plan = {
	name: string
	team: { id: string; name: string } | null
	lens: RoadmapLens
	phase: PhaseKey | null
	standing: RoadmapStanding
	actual: number | null
	state: 'active' | 'closed'
	endsOn: Day
}
export type TreeTeam = { id: string; name: string; parentId: string | null }

type Filter = {
	q: string
	team: string
	lens: RoadmapLens | ''
	phase: PhaseKey | 'done' | ''
	standing: RoadmapStanding | ''
	state: 'active' | 'closed' | 'all'
	sort: 'name' | 'team' | 'phase' | 'standing' | 'actual' | 'endsOn'
	order: 'asc' | 'desc'
}

/** The plans that match, in order; of equal ones by name. */
export function selectPlans<One extends Plan>(
	plans: readonly One[],
	filter: Filter,
	{ teams, compare }: { teams: readonly TreeTeam[]; compare: (a: string, b: string) => number },
): One[] {
	const below = filter.team === '' ? null : teamsBelow(teams, filter.team)
	const q = filter.q.toLowerCase()
	const sign = filter.order === 'desc' ? -1 : 1
	const phaseAt = (phase: PhaseKey | null) => (phase === null ? phaseKeys.length : phaseKeys.indexOf(phase))
	const by: Record<Filter['sort'], (a: One, b: One) => number> = {
		name: () => 0,
		team: (a, b) => compare(a.team?.name ?? '', b.team?.name ?? ''),
		phase: (a, b) => phaseAt(a.phase) - phaseAt(b.phase),
		standing: (a, b) => roadmapStandings.indexOf(a.standing) - roadmapStandings.indexOf(b.standing),
		actual: (a, b) => (a.actual ?? -1) - (b.actual ?? -1),
		endsOn: (a, b) => (a.endsOn < b.endsOn ? -1 : Number(a.endsOn > b.endsOn)),
	}
	return plans
		.filter(
			(plan) =>
				(filter.state === 'all' || plan.state === filter.state) &&
				(below === null || (plan.team !== null && below.has(plan.team.id))) &&
				(filter.lens === '' || plan.lens === filter.lens) &&
				(filter.phase === '' || (plan.phase ?? 'done') === filter.phase) &&
				(filter.standing === '' || plan.standing === filter.standing) &&
				`${plan.name}\n${plan.team?.name ?? ''}`.toLowerCase().includes(q),
		)
		.toSorted((a, b) => {
			const byName = compare(a.name, b.name)
			return filter.sort === 'name' ? sign * byName : sign * by[filter.sort](a, b) || byName
		})
}

/** A team and all below it. */
function teamsBelow(teams: readonly TreeTeam[], id: string): Set<string> {
	const children = Map.groupBy(teams, ({ parentId }) => parentId)
	const found = new Set([id])
	// A set that grows is walked to its end.
	for (const one of found) {
		for (const child of children.get(one) ?? []) found.add(child.id)
	}
	return found
}

export type RolledUp = {
	/** Null: the account’s own plans, or with a team chosen those of the team itself. */
	team: { id: string; name: string } | null
	counts: Record<RoadmapStanding, number>
	total: number
}

/**
 * How many plans stand where, by the teams one step below a node, each with everything below it, and first those of the node itself.
 * Teams without a plan that the reader sees are left out.
 *
 * @param nodeId a team, or '' for the account
 */
export function rollUpPlans(
	plans: readonly Pick<Plan, 'team' | 'standing'>[],
	teams: readonly TreeTeam[],
	nodeId: string,
): RolledUp[] {
	const count = (team: RolledUp['team'], own: readonly Pick<Plan, 'standing'>[]): RolledUp[] => {
		if (own.length === 0) return []
		const counts = { 'on-track': 0, 'at-risk': 0, late: 0 }
		for (const { standing } of own) counts[standing] += 1
		return [{ team, counts, total: own.length }]
	}
	return [
		...count(
			null,
			plans.filter(({ team }) => (team?.id ?? '') === nodeId),
		),
		...teams
			.filter(({ parentId }) => (parentId ?? '') === nodeId)
			.flatMap(({ id, name }) => {
				const below = teamsBelow(teams, id)
				return count(
					{ id, name },
					plans.filter(({ team }) => team !== null && below.has(team.id)),
				)
			}),
	]
}

/** Answers with a node and those above it, the top first; made once for a tree. */
export function liner(teams: readonly TreeTeam[]): (nodeId: string) => TreeTeam[] {
	const byId = new Map(teams.map((team) => [team.id, team]))
	return (nodeId) => {
		const line: TreeTeam[] = []
		for (let at = byId.get(nodeId); at; at = at.parentId === null ? undefined : byId.get(at.parentId)) {
			line.unshift(at)
		}
		return line
	}
}
