import { z } from 'zod'
import { cycleField, day, id, moment, named, pageOf, paging, text, tier } from './fields.ts'
import { none, operation } from './operation.ts'

/** What stands in a cell instead of figures. Suppressed and empty are never the same. */
const unshown = (['suppressed', 'not-assessed', 'exempt', 'empty'] as const).map((state) =>
	z.object({ state: z.literal(state) }),
) as [z.ZodObject<{ state: z.ZodLiteral<'suppressed'> }>, ...z.ZodObject<{ state: z.ZodLiteral }>[]]

export const coverageCellSchema = z
	.union([
		z.object({
			state: z.literal('shown'),
			eligible: z.int(),
			assessed: z.int(),
			share: z.number().min(0).max(1).nullable(),
		}),
		...unshown,
	])
	.meta({ id: 'CoverageCell' })

export const tierCellSchema = z
	.union([
		z.object({
			state: z.literal('shown'),
			n: z.int(),
			mean: tier,
			median: tier,
			shareAtTier2OrAbove: z.number().min(0).max(1),
			distribution: z
				.array(z.int())
				.length(6)
				.meta({ description: 'People at tier 0.5, 1, 1.5, 2, 2.5, 3.' }),
		}),
		...unshown,
	])
	.meta({ id: 'TierCell' })

const readCycle = z
	.object({
		ref: z.string().meta({ description: 'What names it in the query.' }),
		name: z.string(),
		version: z.int().nullable().meta({ description: 'One more for each correction; null while it runs.' }),
		isCorrectedSince: z.boolean(),
		publishedAt: moment.nullable(),
	})
	.meta({ id: 'ReadCycle' })

const node = named.meta({ id: 'Node', description: 'A team as it was, or the account itself.' })

export const heatmapSchema = z
	.object({
		cycle: readCycle,
		cycles: z.array(readCycle).meta({ description: 'All that the token may look at, newest first.' }),
		comparedWith: z.string().nullable(),
		comparesVersions: z
			.boolean()
			.meta({ description: 'Whether the compared cycle was asked by another version of the framework.' }),
		minimumGroupSize: z.int(),
		families: z.array(z.object({ id, key: z.string(), name: z.string() })),
		path: z.array(node).meta({ description: 'From the account down to the node.' }),
		node,
		children: z.array(node),
		rows: z.array(
			z.object({
				nodeId: id,
				cells: z.array(
					z.object({
						family: z.string().meta({ description: 'The key of a role family, or all.' }),
						familiesIncluded: z.array(z.string()).meta({ description: 'Of all: those in the figure.' }),
						coverage: coverageCellSchema,
						tier: tierCellSchema,
						changeOfMean: z.number().nullable().meta({ description: 'Null where nothing is compared.' }),
					}),
				),
			}),
		),
	})
	.meta({ id: 'Heatmap' })

export const getHeatmapOperation = operation({
	id: 'getHeatmap',
	method: 'GET',
	path: '/heatmap',
	tag: 'Results',
	summary: 'Reads one level of the heatmap',
	description:
		'A node of the team tree with the nodes right below it, by role family. The families stand side by side, not in a ranking. A cell that would tell of too few people is suppressed.',
	needs: 'heatmap.read',
	params: none,
	query: z.strictObject({
		cycle: cycleField,
		node: id.optional().meta({ description: 'A team. The whole account unless given.' }),
	}),
	answer: { status: 200, description: 'The level.', schema: heatmapSchema },
})

const trainingQuery = {
	cycle: cycleField,
	team: id.optional().meta({ description: 'A team with all below it.' }),
}

export const trainingNeedSchema = z
	.object({
		memberId: id,
		name: z.string(),
		email: z.string().nullable(),
		externalId: z.string().nullable(),
		hasLeft: z.boolean(),
		team: z.string().nullable(),
		manager: z.string().nullable(),
		family: z.string().meta({ description: 'The key of the role family.' }),
		question: z.string().meta({
			description:
				'The key of the question, of the entry question of the family, or of a transition from level to level.',
		}),
		from: tier,
		to: tier.meta({ description: 'Half a tier on; of a transition a whole one.' }),
		target: tier,
		dueOn: day,
		isNext: z.boolean().meta({ description: 'Whether it is the person’s next step on this question.' }),
		isSingleRater: z.boolean(),
		objective: z.string().nullable().meta({ description: 'What to learn for the step.' }),
		targetFrom: z
			.enum(['company', 'family', 'team', 'person'])
			.meta({ description: 'For what the target is set: the nearest to the person holds.' }),
		targetTeam: z.string().nullable().meta({
			description: 'The team, as it was, where the target is set for one: the person’s or one above.',
		}),
	})
	.meta({ id: 'TrainingNeed' })

export const listTrainingNeedsOperation = operation({
	id: 'listTrainingNeeds',
	method: 'GET',
	path: '/training-needs',
	tag: 'Results',
	summary: 'Lists the steps that people lack to their target',
	needs: 'training-needs.read',
	reaches: ['all'],
	params: none,
	query: z.strictObject({
		...paging,
		...trainingQuery,
		family: text(60).optional().meta({ description: 'The id of a role family.' }),
		question: text(200).optional().meta({ description: 'The key of a question, or of a transition.' }),
		steps: z.enum(['next', 'all']).default('next'),
	}),
	answer: { status: 200, description: 'A page of steps.', schema: pageOf(trainingNeedSchema) },
})

export const trainingCountsSchema = z
	.object({
		cycle: z.string(),
		node,
		children: z.array(node),
		counts: z.array(
			z.object({
				familyId: id,
				question: z.string().nullable().meta({
					description:
						'Null: the tier as a whole. A transition: how many stand below the tier to which it leads.',
				}),
				count: z.union([
					z.object({ state: z.literal('shown'), below: z.int(), n: z.int() }),
					...unshown,
					z.object({ state: z.literal('no-target') }),
				]),
			}),
		),
	})
	.meta({ id: 'TrainingCounts' })

export const getTrainingCountsOperation = operation({
	id: 'getTrainingCounts',
	method: 'GET',
	path: '/training-needs/counts',
	tag: 'Results',
	summary: 'Counts who stands below target, in groups',
	description:
		'Against what holds for the node and the family as a whole: a target of a team below or of one person is not taken into account.',
	needs: 'training-needs.read',
	reaches: ['all', 'suppressed'],
	params: none,
	query: z.strictObject(trainingQuery),
	answer: { status: 200, description: 'The counts of one node.', schema: trainingCountsSchema },
})
