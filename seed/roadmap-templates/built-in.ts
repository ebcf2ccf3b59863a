import type { RoadmapTemplate } from '#app/domain/roadmap/template.ts'
import { levelTemplate } from '#app/domain/roadmap/template.ts'
import { roadmapTemplateSchema } from '#app/domain/roadmap/template-schema.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'
import customerService from './customer-service-tier.json' with { type: 'json' }
import design from './design-tier.json' with { type: 'json' }
import engineeringRung from './engineering-rung.json' with { type: 'json' }
import engineering from './engineering-tier.json' with { type: 'json' }
import marketing from './marketing-tier.json' with { type: 'json' }
import sales from './sales-tier.json' with { type: 'json' }

/**
 * The templates that every account has: the source's for teams that build product features, and starters of ours for the others. A
 * plan keeps the keys of its items, so a key never changes.
 */
export const builtInTemplates: readonly RoadmapTemplate[] = [
	levelTemplate(fiveAiCodingLevels),
	...[engineeringRung, engineering, marketing, customerService, sales, design].map((source) =>
		roadmapTemplateSchema.parse(source),
	),
]
