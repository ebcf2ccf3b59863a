import type { RoadmapLens } from './roadmap-lens.ts'
import { levelText } from './roadmap-lens.ts'

export type LevelFit = 'ahead' | 'as-planned' | 'behind'

/** The level reached against the level planned for that day, on the plan's own lens. */
export function levelFit({ reached, planned }: { reached: number; planned: number }): LevelFit {
	if (reached === planned) return 'as-planned'
	return reached > planned ? 'ahead' : 'behind'
}

const questions: Record<LevelFit, string> = {
	ahead: 'That is more than planned. Could the plan lead further, or end sooner?',
	'as-planned': 'That is as planned.',
	behind: 'That is less than planned. What stands in the way, and does the target still fit?',
}

/**
 * In a sentence or two.
 *
 * @param of.who whose level it is: 'the median of 12 people assessed', 'the agreed assessment'
 */
export function describeFit(
	fit: LevelFit,
	of: { lens: RoadmapLens; reached: number; planned: number; who: string; locale: string },
): string {
	const { lens, reached, planned, who, locale } = of
	const [is, was] = [levelText(lens, reached, locale), levelText(lens, planned, locale)]
	return `Planned by then: ${was}. Reached: ${is}, ${who}. ${questions[fit]}`
}
