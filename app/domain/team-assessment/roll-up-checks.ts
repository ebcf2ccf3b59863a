type Node = { id: string; parentId: string | null }

/**
 * How many teams of each subtree met each check, each team once.
 *
 * @param metBy the keys of the checks that a team met
 */
export function rollUpChecks(
	nodes: readonly Node[],
	metBy: ReadonlyMap<string, readonly string[]>,
): Map<string, Map<string, number>> {
	const parents = new Map(nodes.map(({ id, parentId }) => [id, parentId]))
	const all = new Map(nodes.map(({ id }) => [id, new Map<string, number>()]))
	for (const [teamId, keys] of metBy) {
		for (let at: string | null = teamId; at !== null; at = parents.get(at) ?? null) {
			const counts = all.get(at)
			if (!counts) break
			for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
		}
	}
	return all
}
