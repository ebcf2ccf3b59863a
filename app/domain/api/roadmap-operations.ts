import { z } from 'zod'
import { itemKinds, itemStates } from '#app/domain/roadmap/item.ts'
import { comparisons } from '#app/domain/roadmap/outcome-rule.ts'
import { phaseKeys } from '#app/domain/roadmap/phase.ts'
import { roadmapLenses } from '#app/domain/roadmap/roadmap-lens.ts'
import { roadmapStandings } from '#app/domain/roadmap/standing.ts'
import { templateOrigins } from '#app/domain/roadmap/template.ts'
import { day, id, moment, named, pageOf, paging, text } from './fields.ts'
import { none, operation } from './operation.ts'

const share = z.number().min(0).max(1).nullable()
const lens = z.enum(roadmapLenses).meta({
	description: 'What the levels of the plan are levels of. The same number means another thing under each.',
})

export const listedRoadmapSchema = z
	.object({
		id,
		name: z.string(),
		team: named.nullable().meta({ description: 'Null: the plan is the account’s.' }),
		withBelow: z.boolean().meta({ description: 'Whether it holds for the teams below as well.' }),
		lens,
		startLevel: z
			.number()
			.meta({ description: 'AI coding level 0 is none yet; tiers go from 0.5 to 3 in halves.' }),
		targetLevel: z.number(),
		plannedLevel: z.number().meta({ description: 'For today, if all goes as planned.' }),
		reached: z
			.object({ level: z.number(), cycle: z.string() })
			.nullable()
			.meta({ description: 'What was published or agreed last; null where there is nothing to see.' }),
		owner: named.nullable(),
		state: z.enum(['active', 'closed']),
		phase: z
			.enum(phaseKeys)
			.nullable()
			.meta({ description: 'The first that is open; null when all are closed.' }),
		standing: z.enum(roadmapStandings),
		because: z.string().meta({ description: 'Why it stands so, in words.' }),
		plannedShare: share.meta({ description: 'Of the work, by today; null where nothing counts.' }),
		doneShare: share,
		forecast: z
			.object({ endsOn: day, earliest: day, latest: day })
			.nullable()
			.meta({ description: 'Of the phase that it is in; null where it is too early to say.' }),
		startsOn: day,
		endsOn: day,
	})
	.meta({ id: 'ListedRoadmap' })

export const listRoadmapsOperation = operation({
	id: 'listRoadmaps',
	method: 'GET',
	path: '/roadmaps',
	tag: 'Roadmaps',
	summary: 'Lists the plans, with where each stands today',
	needs: 'roadmaps.read',
	params: none,
	query: z.strictObject({
		...paging,
		search: text(200).optional().meta({ description: 'Part of the name of a plan or its team.' }),
		team: id.optional().meta({ description: 'A team with all below it.' }),
		lens: lens.optional(),
		phase: z
			.enum([...phaseKeys, 'done'])
			.optional()
			.meta({ description: 'done: all phases are closed.' }),
		standing: z.enum(roadmapStandings).optional(),
		state: z.enum(['active', 'closed', 'all']).default('active'),
	}),
	answer: { status: 200, description: 'A page of plans.', schema: pageOf(listedRoadmapSchema) },
})

const phaseSchema = z.object({
	key: z.enum(phaseKeys),
	name: z.string(),
	startsOn: day,
	endsOn: day,
	closedOn: day.nullable(),
	exception: z
		.string()
		.nullable()
		.meta({ description: 'Why it was closed in spite of what stood in the way.' }),
})

const outcomeSchema = z.union([
	z.object({ by: z.literal('note') }),
	z.object({
		by: z.literal('metric'),
		metricId: id,
		comparison: z.enum(comparisons),
		value: z.number(),
		periods: z.int(),
	}),
])

export const roadmapItemSchema = z
	.object({
		id,
		phase: z.enum(phaseKeys),
		kind: z.enum(itemKinds),
		text: z.string(),
		state: z.enum(itemStates),
		weight: z.int(),
		dueOn: day.nullable().meta({ description: 'Null: with its phase.' }),
		startedOn: day.nullable(),
		doneOn: day.nullable(),
		owner: named.nullable(),
		link: z.string().nullable(),
		needs: z.array(id).meta({ description: 'Items that have to be done before.' }),
		evidence: z.int().meta({ description: 'How many pieces it has.' }),
		comments: z.int(),
		outcome: outcomeSchema
			.nullable()
			.meta({ description: 'How an outcome is met; null for every other kind.' }),
		outcomeResult: z
			.enum(['met', 'not-met', 'no-data'])
			.nullable()
			.meta({ description: 'What its metric said last.' }),
		checkedAt: moment.nullable(),
	})
	.meta({ id: 'RoadmapItem' })

export const roadmapSchema = listedRoadmapSchema
	.extend({
		sponsors: z.array(named),
		templateOrigin: z.enum(templateOrigins).nullable(),
		phases: z.array(phaseSchema),
		items: z.array(roadmapItemSchema).meta({ description: 'As they stand on the board.' }),
	})
	.meta({ id: 'Roadmap' })

export const getRoadmapOperation = operation({
	id: 'getRoadmap',
	method: 'GET',
	path: '/roadmaps/{roadmapId}',
	tag: 'Roadmaps',
	summary: 'Reads one plan with its phases and items',
	description: 'What the event roadmap.changed of a webhook names.',
	needs: 'roadmaps.read',
	params: z.strictObject({ roadmapId: id }),
	query: none,
	answer: { status: 200, description: 'The plan.', schema: roadmapSchema },
})
