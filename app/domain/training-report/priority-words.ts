import type { Priority, PriorityPart, PriorityWeights } from './priority.ts'
import { priorityParts } from './priority.ts'

export const priorityPartWords: Record<PriorityPart, { name: string; short: string; text: string }> = {
	gap: {
		...{ name: 'Distance to the target', short: 'distance' },
		text: 'How many half tiers people of the row stand below their target on average, of the five that there are.',
	},
	people: {
		...{ name: 'People', short: 'people' },
		text: 'How many of all people in the report are in the row.',
	},
	due: {
		...{ name: 'Date of the target', short: 'date' },
		text: 'How near the earliest day of a target is: nothing a year before it, all of it once the day has come.',
	},
	roadmap: {
		...{ name: 'Waits in a roadmap', short: 'roadmap' },
		text: 'How many of its people stand before a step that a running plan under the lens of tiers, of their team or one above it, has behind it at the end of its phase.',
	},
}

/** What a score is made of: 'distance 12 + people 6 + date 20'. What adds nothing is left out. */
export function describePriority({ points }: Priority, locale: string): string {
	const { format } = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
	return priorityParts
		.filter((part) => Math.round(points[part]) > 0)
		.map((part) => `${priorityPartWords[part].short} ${format(points[part])}`)
		.join(' + ')
}

/** 'distance 30, people 30, date 20, roadmap 20'. */
export function describeWeights(weights: PriorityWeights, locale: string): string {
	const { format } = new Intl.NumberFormat(locale)
	return priorityParts.map((part) => `${priorityPartWords[part].short} ${format(weights[part])}`).join(', ')
}
