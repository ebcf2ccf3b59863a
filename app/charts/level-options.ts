import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import { levelText, startLevels, targetLevels } from '#app/domain/roadmap/roadmap-lens.ts'

/** Where a plan may start and lead under a lens, to choose from. */
export function levelOptions(lens: RoadmapLens, locale: string) {
	const option = (level: number) => {
		const label = levelText(lens, level, locale)
		return { value: String(level), label: label.charAt(0).toUpperCase() + label.slice(1) }
	}
	return { start: startLevels(lens).map(option), target: targetLevels(lens).map(option) }
}
