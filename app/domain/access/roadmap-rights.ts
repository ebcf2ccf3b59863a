import type { Person, Role } from './policy.ts'
import { reachOf } from './policy.ts'

/** Where somebody stands in the tree of teams, as of now. */
export type RoadmapSight = {
	memberId: string | null
	/** The teams that the person leads, and all below. */
	ledTeamIds: readonly string[]
	ownTeamId: string | null
	/** All teams above the own one. */
	aboveTeamIds: readonly string[]
}

/** Whose a plan is. Without a team it is the account's. */
export type RoadmapPlace = {
	teamId: string | null
	/** Whether it holds for the teams below as well. */
	withBelow: boolean
	ownerId: string | null
	sponsorIds: readonly string[]
}

export type RoadmapRights = {
	/** And comment: whoever reads a plan has a say. Without it there is no such plan for them. */
	read: boolean
	edit: boolean
	/** Named as a sponsor: closes a phase when nothing stands in the way. */
	sponsor: boolean
}

/** What somebody may do with a plan. Being named as its owner or sponsor lets read it. */
export function roadmapRights(person: Person, sight: RoadmapSight, plan: RoadmapPlace): RoadmapRights {
	const reading = reachOf(person, 'roadmaps.read')
	const editing = reachOf(person, 'roadmaps.edit')
	const { memberId } = sight
	const isLed = plan.teamId !== null && sight.ledTeamIds.includes(plan.teamId)
	const sponsor = memberId !== null && plan.sponsorIds.includes(memberId)
	const isNamed = sponsor || (memberId !== null && plan.ownerId === memberId)
	return {
		read:
			reading.has('all') ||
			(reading.has('subtree') && isLed) ||
			(reading.has('own') && (isNamed || holdsForOwnTeam(sight, plan))),
		edit: editing.has('all') || (editing.has('subtree') && isLed),
		sponsor: reading.size > 0 && sponsor,
	}
}

function holdsForOwnTeam({ ownTeamId, aboveTeamIds }: RoadmapSight, { teamId, withBelow }: RoadmapPlace) {
	if (teamId === null) return true
	return teamId === ownTeamId || (withBelow && aboveTeamIds.includes(teamId))
}

/** Whether somebody may begin a plan for a team, or (null) for the account. */
export function mayPlanFor(person: Person, sight: RoadmapSight, teamId: string | null): boolean {
	return roadmapRights(person, sight, { teamId, withBelow: false, ownerId: null, sponsorIds: [] }).edit
}

/**
 * Whether somebody may name themselves as a sponsor of a plan: who edits it only because they lead its team may not, since a
 * sponsor closes the phases that the team works on. Being named by somebody else stands.
 */
export function mayNameOneself(roles: readonly Role[]): boolean {
	return reachOf({ roles, isMember: false, isManager: false }, 'roadmaps.edit').has('all')
}
