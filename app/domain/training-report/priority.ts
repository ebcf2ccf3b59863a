import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { daysBetween } from '#app/domain/cycle/cycle-dates.ts'
import type { ReportFigures } from './grouping.ts'

/** What priority is made of, in the order of the page. Pages take this module along to the browser, so it has no schema. */
export const priorityParts = ['gap', 'people', 'due', 'roadmap'] as const
export type PriorityPart = (typeof priorityParts)[number]

/** How much each part counts, 0 to 100 and not all 0. Only their ratio matters. */
export type PriorityWeights = Record<PriorityPart, number>

/** Contour's proposal, for accounts that have not said otherwise. */
export const proposedWeights: PriorityWeights = { gap: 30, people: 30, due: 20, roadmap: 20 }

/** From tier 0.5 to 3. */
const widestGap = 5
/** A target this far away or farther is not urgent. */
const farAwayDays = 365

export type Priority = {
	/** 0 to 100. */
	score: number
	/** What each part adds to it. */
	points: Record<PriorityPart, number>
}

/**
 * How urgent a row of the report is, beside the other rows. Each part runs from 0 to 1, and their weighted mean is the score:
 *
 * - gap: the half-steps that a person of the row stands below the target, on average, of the widest that there is
 * - people: how many of all people in the report are in the row
 * - due: how near the earliest day of a target is; all of it once the day has come, nothing a year before
 * - roadmap: how many of its people stand before a step that a running plan has behind it at the end of its phase
 */
export function priorityOf(
	{ people, gap, dueOn, blocked }: Pick<ReportFigures, 'people' | 'gap' | 'dueOn' | 'blocked'>,
	{ weights, today, allPeople }: { weights: PriorityWeights; today: Day; allPeople: number },
): Priority {
	const some = people > 0
	const parts: Record<PriorityPart, number> = {
		gap: some ? gap / people / widestGap : 0,
		people: some ? people / allPeople : 0,
		due: some && dueOn !== null ? 1 - daysBetween(today, dueOn) / farAwayDays : 0,
		roadmap: some ? blocked / people : 0,
	}
	const sum = priorityParts.reduce((total, part) => total + weights[part], 0)
	const pointsOf = (part: PriorityPart) => (100 * weights[part] * Math.min(1, Math.max(0, parts[part]))) / sum
	const points = {
		gap: pointsOf('gap'),
		people: pointsOf('people'),
		due: pointsOf('due'),
		roadmap: pointsOf('roadmap'),
	}
	return { score: priorityParts.reduce((total, part) => total + points[part], 0), points }
}
