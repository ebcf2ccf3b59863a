/** A team of a cycle's frozen tree. */
export type FrozenTeam = {
	readonly teamId: string
	readonly parentId: string | null
	readonly name: string
	/** Whether it is in a group already. */
	readonly isGrouped: boolean
	/** Participants directly in it. */
	readonly people: number
}

export type SuggestedGroup = { readonly name: string; readonly teamIds: readonly string[] }

/**
 * One group for each division, with all its teams that are in no group yet. Divisions are the highest teams; where there is
 * a single one, those directly below it, and the single one makes a group of its own.
 *
 * @param taken names of groups that are there, which a new one does not get
 * @returns none for a division of which nobody takes part
 */
export function suggestGroups(teams: readonly FrozenTeam[], taken: readonly string[] = []): SuggestedGroup[] {
	const below = Map.groupBy(teams, ({ parentId }) => parentId)
	const [first, ...others] = below.get(null) ?? []
	if (!first) return []
	const children = below.get(first.teamId) ?? []
	const isSingle = others.length === 0 && children.length > 0
	const divisions = isSingle
		? [{ top: first, teams: [first] }, ...children.map((top) => ({ top, teams: withTeamsBelow(top, below) }))]
		: [first, ...others].map((top) => ({ top, teams: withTeamsBelow(top, below) }))
	const names = new Set(taken)
	return divisions.flatMap(({ top, teams: all }) => {
		const free = all.filter(({ isGrouped }) => !isGrouped)
		if (free.every(({ people }) => people === 0)) return []
		return [{ name: freeName(top.name, names), teamIds: free.map(({ teamId }) => teamId) }]
	})
}

/** A team and everything below it, each once. */
export function withTeamsBelow<Team extends { readonly teamId: string; readonly parentId: string | null }>(
	top: Team,
	below: ReadonlyMap<string | null, readonly Team[]>,
): Team[] {
	const found = [top]
	for (const team of found) found.push(...(below.get(team.teamId) ?? []))
	return found
}

function freeName(wanted: string, names: Set<string>): string {
	let name = wanted
	for (let number = 2; names.has(name); number++) name = `${wanted} ${number}`
	names.add(name)
	return name
}
