type Node = { id: string; name: string; parentId: string | null }

/** How many teams of a subtree stand at each step of a scale, each team once. */
export type TeamCounts = {
	/** By step, the lowest first: 'none yet' to level 5, or rung 1 to 6. */
	counts: number[]
	/** Teams that agreed, and those that only began. */
	agreed: number
	begun: number
}

/**
 * The counts of every node: its own assessment and those of all teams below it.
 *
 * @param of.stepOf the place on the scale that a team agreed on; null where it began and did not agree, undefined where it has none
 */
export function rollUpTeams(
	nodes: readonly Node[],
	of: { steps: number; stepOf: (teamId: string) => number | null | undefined },
): Map<string, TeamCounts> {
	const parents = new Map(nodes.map(({ id, parentId }) => [id, parentId]))
	const empty = (): TeamCounts => ({
		counts: Array.from({ length: of.steps }, () => 0),
		agreed: 0,
		begun: 0,
	})
	const all = new Map(nodes.map(({ id }) => [id, empty()]))
	for (const { id } of nodes) {
		const step = of.stepOf(id)
		if (step === undefined) continue
		for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) {
			const node = all.get(at)
			if (!node) break
			if (step === null) node.begun += 1
			else {
				node.agreed += 1
				node.counts[step] = (node.counts[step] ?? 0) + 1
			}
		}
	}
	return all
}
