import type { AgenticEngineeringLadder } from '#app/domain/framework/agentic-engineering-ladder.ts'
import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import type { RoadmapLens } from './roadmap-lens.ts'

/** Something that the sources advise against what holds teams up: a plan can take it up as an item. */
export type Remedy = {
	/** Of the framework’s entry. */
	key: string
	lens: RoadmapLens
	from: 'mistake' | 'stall' | 'trap'
	/** What it is against; null where the source gives it for the stall as a whole. */
	against: string | null
	text: string
}

/** What the five levels advise: a remediation for each mistake, and the remedies of the stall at level 2. */
export function levelRemedies({ mistakes, stall }: Pick<FiveAiCodingLevels, 'mistakes' | 'stall'>): Remedy[] {
	const lens = 'ai-coding-level'
	return [
		...mistakes.items.map(({ name, remediation: { key, text } }): Remedy => {
			return { key, lens, from: 'mistake', against: name, text }
		}),
		...stall.remedies.map(({ key, text }): Remedy => ({ key, lens, from: 'stall', against: null, text })),
	]
}

/** The way out of the trap of each rung, lowest first. */
export function ladderRemedies({ rungs }: Pick<AgenticEngineeringLadder, 'rungs'>): Remedy[] {
	return rungs.map(({ trap: { key, name, wayOut } }) => ({
		key,
		lens: 'rung',
		from: 'trap',
		against: name,
		text: wayOut,
	}))
}
