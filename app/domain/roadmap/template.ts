import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import type { ItemKind } from './item.ts'
import type { PhaseKey } from './phase.ts'
import { phaseKeys } from './phase.ts'
import type { RoadmapLens } from './roadmap-lens.ts'

/** Whose a template is: the framework's source's, ours, or the account's own. */
export const templateOrigins = ['source', 'contour', 'account'] as const
export type TemplateOrigin = (typeof templateOrigins)[number]

export const longestTemplateName = 120
export const longestPhaseName = 80
export const longestItemText = 300
/** Items of a template. A plan may have more. */
export const mostTemplateItems = 100

export type TemplateItemKind = Extract<ItemKind, 'deliverable' | 'outcome'>

/** An entry of a framework that a text of ours is drawn from; of a question the option at these half-steps. */
export type DrawnFrom = { key: string; halfSteps?: number }

export type TemplateItem = {
	key: string
	kind: TemplateItemKind
	text: string
	/** In templates of ours alone. */
	drawsOn?: readonly DrawnFrom[]
}

export type TemplatePhase = { key: PhaseKey; name: string; items: TemplateItem[] }

/** What a plan begins with: four phases, in their order. */
export type RoadmapTemplate = {
	key: string
	name: string
	origin: TemplateOrigin
	lens: RoadmapLens
	/** The role family that it is meant for; null for none in particular. */
	familyKey: string | null
	phases: TemplatePhase[]
}

/** The source's roadmap to AI coding level 5: its phases, 13 deliverables and 7 outcomes, with the keys and texts of the framework. */
export function levelTemplate(framework: Pick<FiveAiCodingLevels, 'key' | 'roadmap'>): RoadmapTemplate {
	const { phases } = framework.roadmap
	return {
		key: framework.key,
		name: 'Two weeks to twelve months, to AI coding level 5',
		origin: 'source',
		lens: 'ai-coding-level',
		familyKey: null,
		phases: phaseKeys.map((key) => {
			const phase = phases.find((one) => one.key === `phases.${key}`)
			if (!phase) throw new Error(`the framework has no phase "phases.${key}"`)
			const itemsOf = (kind: TemplateItemKind, entries: typeof phase.deliverables) =>
				entries.map((entry): TemplateItem => ({ key: entry.key, kind, text: entry.text }))
			return {
				key,
				name: phase.name,
				items: [...itemsOf('deliverable', phase.deliverables), ...itemsOf('outcome', phase.outcomes)],
			}
		}),
	}
}
