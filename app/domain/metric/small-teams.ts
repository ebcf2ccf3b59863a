export type TeamWithValues = {
	id: string
	/** The nearest team above it that has values too; null where there is none. */
	aboveId: string | null
	/** People in it and in all teams below. */
	people: number
}

/**
 * Teams whose own values stay hidden from who may see no individuals: those of fewer than `k` people, what would give them away
 * beside the figure above them, and everything below what is hidden. Of the teams right below one, the hidden ones together
 * have `k` people and are two at least, unless there are no more. Whoever is in the figure above and in no value right below it is
 * one of these where they are fewer than `k`: what is left of the figure above them is theirs.
 */
export function findSmallTeams(teams: readonly TeamWithValues[], k: number): Set<string> {
	const hidden = new Set<string>()
	const visit = (aboveId: string | null): void => {
		const group = teams
			.filter((team) => team.aboveId === aboveId)
			.toSorted((a, b) => a.people - b.people || (a.id < b.id ? -1 : 1))
		const isHiddenAbove = aboveId !== null && hidden.has(aboveId)
		const above = teams.find(({ id }) => id === aboveId)
		const rest = (above?.people ?? 0) - group.reduce((sum, team) => sum + team.people, 0)
		const isSmallRest = rest > 0 && rest < k
		let people = isSmallRest ? rest : 0
		let count = isSmallRest ? 1 : 0
		for (const team of group) {
			const isUncovered = count > 0 && (people < k || count < 2)
			if (isHiddenAbove || team.people < k || isUncovered) {
				hidden.add(team.id)
				people += team.people
				count += 1
			}
		}
		for (const { id } of group) visit(id)
	}
	visit(null)
	return hidden
}
