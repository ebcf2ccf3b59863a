import type { Ref } from './roster-plan.ts'

export type LedPerson = { ref: Ref; teamRef: Ref | null; managerRef: Ref | null }

/**
 * Who leads each team by the reporting line: of the people of the team and the teams below, the one who reports to somebody
 * outside; where several do, the one outside to whom they all report. Who is alone in a team leads it only if teams are below.
 *
 * @param people those who have not left
 * @param parentOf the team above; null at the top
 * @returns the lead by team; a team about which the line says nothing is not in it
 */
export function suggestLeads(
	teams: readonly Ref[],
	parentOf: (team: Ref) => Ref | null,
	people: readonly LedPerson[],
): Map<Ref, Ref> {
	const below = new Map<Ref, LedPerson[]>()
	const present = new Set(people.map(({ ref }) => ref))
	for (const person of people) {
		for (let team = person.teamRef; team; team = parentOf(team)) {
			const group = below.get(team)
			if (group) group.push(person)
			else below.set(team, [person])
		}
	}
	const leads = new Map<Ref, Ref>()
	for (const team of teams) {
		const group = below.get(team) ?? []
		const inside = new Set(group.map(({ ref }) => ref))
		const tops = group.filter(({ managerRef }) => managerRef === null || !inside.has(managerRef))
		const [top, ...others] = tops
		if (!top) continue
		if (others.length === 0) {
			if (group.length > 1) leads.set(team, top.ref)
			continue
		}
		const shared = top.managerRef
		if (shared && present.has(shared) && others.every(({ managerRef }) => managerRef === shared))
			leads.set(team, shared)
	}
	return leads
}
