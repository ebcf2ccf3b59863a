import type { CurrentRoster, Ref, RosterPlan } from './roster-plan.ts'

/** Somebody in another team, under other leads: who leads a team sees the results of everybody in it and below. */
export type PlacedMember = { name: string; from: string; to: string }

type TeamPlace = { parentRef: Ref | null; leadRef: Ref | null }

/** Whom a plan puts into a team that others lead than before, as the teams will be led. */
export function movedBetweenLeads(
	current: CurrentRoster,
	plan: Pick<RosterPlan, 'newTeams' | 'changed' | 'leads' | 'fieldsOf'>,
): PlacedMember[] {
	const moved = plan.changed.filter(({ set }) => set.teamRef !== undefined)
	if (moved.length === 0) return []
	const before = new Map<Ref, TeamPlace>(
		current.teams.map(({ id, parentId, leadId }) => [id, { parentRef: parentId, leadRef: leadId }]),
	)
	const after = new Map(before)
	for (const { ref, parentRef } of plan.newTeams) after.set(ref, { parentRef, leadRef: null })
	for (const { teamRef, memberRef } of plan.leads) {
		after.set(teamRef, { parentRef: after.get(teamRef)?.parentRef ?? null, leadRef: memberRef })
	}
	const teamOf = new Map(current.members.map(({ id, teamRef }) => [id, teamRef]))
	return moved.flatMap((member) => {
		const { id, name, set } = member
		const [old, now] = [
			leadsAbove(before, teamOf.get(id) ?? null, id),
			leadsAbove(after, set.teamRef ?? null, id),
		]
		const change = plan.fieldsOf(member).find(({ field }) => field === 'teamRef')
		return !change || isSame(old, now) ? [] : [{ name, from: change.from, to: change.to }]
	})
}

const isSame = (one: ReadonlySet<Ref>, other: ReadonlySet<Ref>) =>
	one.size === other.size && [...one].every((ref) => other.has(ref))

/** Who leads a team or one above it, but for the one whom they would see. */
function leadsAbove(teams: ReadonlyMap<Ref, TeamPlace>, teamRef: Ref | null, exceptFor: Ref): Set<Ref> {
	const leads = new Set<Ref>()
	for (let at = teamRef; at !== null;) {
		const team = teams.get(at)
		if (team?.leadRef && team.leadRef !== exceptFor) leads.add(team.leadRef)
		at = team?.parentRef ?? null
	}
	return leads
}
