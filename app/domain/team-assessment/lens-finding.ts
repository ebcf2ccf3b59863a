/** What the lenses know of one team; null where one says nothing, or not to this reader. */
export type TeamLenses = {
	/** The rung agreed last. */
	rung: number | null
	tiers: TeamTiers | null
}

/** The tiers of a team's people in a published cycle. */
type TeamTiers = {
	/** The lower median in half-steps, of `n` people. */
	medianHalfSteps: number
	n: number
	/** The least number of people of whom anything is concluded. */
	k: number
	/** Whether the people of other teams count along. */
	hasTeamsBelow: boolean
}

/** From 'Workflows' on a team hands whole tasks to agents. */
const workflows = 4
const tierOne = 2
const tierTwo = 4

/**
 * Where the ladder and the tiers of a team do not go together, as a sentence; null where they do, or one of them is missing.
 * Also where the tiers are of fewer than k people, or of teams below as well: a rung is of one team alone. The scales stay
 * apart: no number of one is turned into the other's.
 */
export function lensFinding({ rung, tiers }: TeamLenses): string | null {
	if (rung === null || tiers === null || tiers.n < tiers.k || tiers.hasTeamsBelow) return null
	const { medianHalfSteps } = tiers
	const median = medianHalfSteps / 2
	if (rung >= workflows && medianHalfSteps <= tierOne) {
		return `The team is at rung ${rung} of the agentic ladder, while the median of its people is at tier ${median}: the workflows may rest on few of them. Ask who else can run and change them.`
	}
	if (rung === 1 && medianHalfSteps >= tierTwo) {
		return `The median of the team’s people is at tier ${median}, while the team is at rung 1 of the agentic ladder: what they can do is not yet the team’s way of working. Ask what they could share.`
	}
	return null
}
