import type { Remedy } from '#app/domain/roadmap/remedies.ts'
import { ladderRemedies, levelRemedies } from '#app/domain/roadmap/remedies.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import { agenticEngineeringLadder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'

const remedies: Record<RoadmapLens, readonly Remedy[]> = {
	'ai-coding-level': levelRemedies(fiveAiCodingLevels),
	rung: ladderRemedies(agenticEngineeringLadder),
	/** The map advises nothing that a plan could take up. */
	tier: [],
}

/** What the sources advise under the lens of a plan and it has not taken up; a dropped one stays in the plan. */
export function listRemedies(
	lens: RoadmapLens,
	items: readonly { sourceKey: string | null }[],
): readonly Remedy[] {
	const taken = new Set(items.map(({ sourceKey }) => sourceKey))
	return remedies[lens].filter(({ key }) => !taken.has(key))
}
