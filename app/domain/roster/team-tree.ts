/** A team with its place in the tree. */
export type PlacedTeam<T> = T & {
	/** 0 at the top. */
	depth: number
	/** Names from the top down. */
	path: readonly string[]
}

type Node = { id: string; name: string; parentId: string | null }

/**
 * The teams from the top down, each followed by those below it; siblings by name. A team whose parent is not among them
 * stands at the top.
 *
 * @param compare orders names as the account's locale does
 */
export function arrangeTeams<T extends Node>(
	teams: readonly T[],
	compare: (a: string, b: string) => number,
): PlacedTeam<T>[] {
	const known = new Set(teams.map(({ id }) => id))
	const children = Map.groupBy(
		teams.toSorted((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1)),
		({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null),
	)
	const arranged: PlacedTeam<T>[] = []
	const place = (parentId: string | null, depth: number, above: readonly string[]) => {
		for (const team of children.get(parentId) ?? []) {
			const path = [...above, team.name]
			arranged.push({ ...team, depth, path })
			place(team.id, depth + 1, path)
		}
	}
	place(null, 0, [])
	return arranged
}

/** A sum over each team and all teams below it, by team. */
export function sumBelow<T extends Node>(
	teams: readonly T[],
	valueOf: (team: T) => number,
): Map<string, number> {
	const sums = new Map(teams.map((team) => [team.id, 0]))
	const byId = new Map(teams.map((team) => [team.id, team]))
	for (const team of teams) {
		const value = valueOf(team)
		for (let at: T | undefined = team; at; at = at.parentId === null ? undefined : byId.get(at.parentId)) {
			sums.set(at.id, (sums.get(at.id) ?? 0) + value)
		}
	}
	return sums
}
