import { z } from 'zod'
import { dottedKeySchema, refuseRepeatedKeys, slugSchema, textSchema } from '#app/domain/framework/keys.ts'
import { optionHalfStepsSchema } from '#app/domain/tier/half-steps-schema.ts'
import { phaseKeys } from './phase.ts'
import { roadmapLenses } from './roadmap-lens.ts'
import type { RoadmapTemplate, TemplatePhase } from './template.ts'
import {
	longestItemText,
	longestPhaseName,
	longestTemplateName,
	mostTemplateItems,
	templateOrigins,
} from './template.ts'

const templateItemSchema = z.strictObject({
	key: dottedKeySchema,
	kind: z.enum(['deliverable', 'outcome']),
	text: textSchema(longestItemText),
	drawsOn: z
		.array(
			z.strictObject({
				key: z.union([dottedKeySchema, slugSchema]),
				halfSteps: optionHalfStepsSchema.optional(),
			}),
		)
		.min(1)
		.optional(),
})

/** The phases of a template as they are kept: all four, in their order, with an item at the least. */
export const templatePhasesSchema: z.ZodType<TemplatePhase[]> = z
	.array(
		z.strictObject({
			key: z.enum(phaseKeys),
			name: textSchema(longestPhaseName),
			items: z.array(templateItemSchema),
		}),
	)
	.superRefine((phases, context) => {
		const refuse = (message: string) => context.addIssue({ code: 'custom', path: [], message })
		if (phases.map(({ key }) => key).join() !== phaseKeys.join()) {
			refuse(`needs the phases ${phaseKeys.join(', ')}, in this order`)
		}
		const items = phases.flatMap((phase, phaseIndex) =>
			phase.items.map(({ key }, index) => ({ key, path: [phaseIndex, 'items', index, 'key'] })),
		)
		if (items.length === 0) refuse('needs an item at the least')
		if (items.length > mostTemplateItems) {
			refuse(`has ${items.length} items; ${mostTemplateItems} are the most`)
		}
		refuseRepeatedKeys(context, items)
	})

/** A template as our files hold it. */
export const roadmapTemplateSchema: z.ZodType<RoadmapTemplate> = z
	.strictObject({
		key: slugSchema,
		name: textSchema(longestTemplateName),
		origin: z.enum(templateOrigins),
		lens: z.enum(roadmapLenses),
		familyKey: slugSchema.nullable(),
		phases: templatePhasesSchema,
	})
	.superRefine(({ origin, phases }, context) => {
		phases.forEach((phase, phaseIndex) => {
			phase.items.forEach(({ drawsOn }, index) => {
				if ((origin === 'contour') === (drawsOn !== undefined)) return
				context.addIssue({
					code: 'custom',
					path: ['phases', phaseIndex, 'items', index, 'drawsOn'],
					message: 'texts of ours say what they are drawn from, and no others do',
				})
			})
		})
	})
