import type { ValueCount } from './summarize.ts'
import { participantStates } from './participant-state.ts'

/** How many of those who could be assessed were (DESIGN, rule 4). */
export type Coverage = {
	readonly assessed: number
	/** Participants without exempt and left. */
	readonly eligible: number
	/** `assessed / eligible`, from 0 to 1; null where nobody is eligible. */
	readonly share: number | null
}

/** Participants by state; for those who may see individuals. */
export type StateCounts = {
	readonly assessed: number
	readonly notAssessed: number
	readonly exempt: number
	readonly left: number
	/** Of those assessed, by one rater alone. */
	readonly singleRater: number
}

/** Reads the counts of the measure `state`. Codes that it does not know are refused. */
export function stateCounts(counts: Iterable<ValueCount>): StateCounts {
	const states = { notAssessed: 0, assessed: 0, exempt: 0, left: 0, singleRater: 0 }
	const names = Object.entries(participantStates) as [keyof typeof participantStates, number][]
	for (const { value, count } of counts) {
		const name = names.find(([, code]) => code === value)?.[0]
		if (!name) throw new RangeError(`${value} is no state of a participant`)
		states[name] += count
	}
	return states
}

export function coverageOf({
	assessed,
	notAssessed,
}: Pick<StateCounts, 'assessed' | 'notAssessed'>): Coverage {
	const eligible = assessed + notAssessed
	return { assessed, eligible, share: eligible === 0 ? null : assessed / eligible }
}
