import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import { levelText, startLevels, targetLevels } from '#app/domain/roadmap/roadmap-lens.ts'

/** A level by itself, with its lens: 'Tier 1.5 (AI-Building)'. */
export function levelLabel(lens: RoadmapLens, level: number, locale: string): string {
	const text = levelText(lens, level, locale)
	return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Where a plan may start and lead under a lens, to choose from. */
export function levelOptions(lens: RoadmapLens, locale: string) {
	const option = (level: number) => ({ value: String(level), label: levelLabel(lens, level, locale) })
	return { start: startLevels(lens).map(option), target: targetLevels(lens).map(option) }
}
