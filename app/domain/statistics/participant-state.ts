/** The values of the measure `state` in a snapshot (DESIGN, rule 4): four states of a participant, and a remark on one. */
export const participantStates = {
	notAssessed: 0,
	assessed: 1,
	exempt: 2,
	left: 3,
	/** Assessed by one rater alone; counted in `assessed` as well, so it never adds to a total. */
	singleRater: 4,
} as const
