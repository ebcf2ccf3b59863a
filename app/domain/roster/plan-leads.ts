import type { Namer } from './describe-change.ts'
import type { ResolvedTeams } from './resolve-teams.ts'
import type { AddedMember, ChangedMember, CurrentRoster, LeadChange, Ref } from './roster-plan.ts'
import { suggestLeads } from './suggest-leads.ts'

/** Leads for teams that have none, or one who has left. */
export function planLeads(
	current: CurrentRoster,
	added: readonly AddedMember[],
	changed: readonly ChangedMember[],
	teams: ResolvedTeams,
	names: Namer,
): LeadChange[] {
	const changes = new Map(changed.map(({ id, set }) => [id, set]))
	const present = [
		...current.members.map((member) => {
			const set = changes.get(member.id)
			const { teamRef, managerRef, leftOn } = set ? { ...member, ...set } : member
			return { ref: member.id, teamRef, managerRef, leftOn }
		}),
		...added.map(({ ref, values: { teamRef, managerRef, leftOn } }) => ({
			ref,
			teamRef,
			managerRef,
			leftOn,
		})),
	].filter(({ leftOn }) => !leftOn || leftOn > current.today)
	const isPresent = new Set(present.map(({ ref }) => ref))
	const newRefs = teams.newTeams(present.flatMap(({ teamRef }) => teamRef ?? [])).map(({ ref }) => ref)
	const leaderless = current.teams.filter(
		({ archived, leadId }) => !archived && !(leadId && isPresent.has(leadId)),
	)
	const wanted = [...leaderless.map(({ id }) => id), ...newRefs]
	const parents = new Map(current.teams.map(({ id, parentId }) => [id, parentId]))
	const parentOf = (ref: Ref) => (parents.has(ref) ? (parents.get(ref) ?? null) : teams.parentOf(ref))
	return [...suggestLeads(wanted, parentOf, present)]
		.map(([teamRef, memberRef]) => ({
			teamRef,
			team: names.team(teamRef),
			memberRef,
			member: names.member(memberRef),
		}))
		.toSorted((a, b) => (a.teamRef < b.teamRef ? -1 : 1))
}
