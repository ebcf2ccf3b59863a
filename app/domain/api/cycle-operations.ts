import { z } from 'zod'
import { cyclePhases } from '#app/domain/cycle/cycle-phase.ts'
import { participantStandings } from '#app/domain/cycle/participant-standing.ts'
import { day, id, moment, pageOf, paging, text, tier } from './fields.ts'
import { none, operation } from './operation.ts'

export const cycleSchema = z
	.object({
		id,
		name: z.string(),
		startsOn: day,
		endsOn: day,
		phase: z.enum(cyclePhases),
		publishedAt: moment.nullable(),
		participants: z.int(),
		eligible: z.int().nullable().meta({ description: 'Of the published result; null before.' }),
		assessed: z.int().nullable(),
	})
	.meta({ id: 'Cycle' })

export const listCyclesOperation = operation({
	id: 'listCycles',
	method: 'GET',
	path: '/cycles',
	tag: 'Cycles',
	summary: 'Lists the cycles, newest first',
	needs: 'cycles.run',
	params: none,
	query: z.strictObject({ ...paging, phase: z.enum(cyclePhases).optional() }),
	answer: { status: 200, description: 'A page of cycles.', schema: pageOf(cycleSchema) },
})

const ofCycle = z.strictObject({ cycleId: id })

export const getCycleOperation = operation({
	id: 'getCycle',
	method: 'GET',
	path: '/cycles/{cycleId}',
	tag: 'Cycles',
	summary: 'Reads one cycle',
	needs: 'cycles.run',
	params: ofCycle,
	query: none,
	answer: { status: 200, description: 'The cycle.', schema: cycleSchema },
})

export const participantSchema = z
	.object({
		id,
		memberId: id,
		name: z.string(),
		team: z.string().nullable().meta({ description: 'As frozen in the cycle, like manager and family.' }),
		manager: z.string().nullable(),
		delegate: z.string().nullable().meta({ description: 'Who stands in for the manager.' }),
		family: z.string(),
		standing: z.enum(participantStandings),
		selfSubmitted: z.boolean(),
		managerSubmitted: z.boolean(),
	})
	.meta({ id: 'Participant' })

export const listParticipantsOperation = operation({
	id: 'listParticipants',
	method: 'GET',
	path: '/cycles/{cycleId}/participants',
	tag: 'Cycles',
	summary: 'Lists where the participants of a cycle stand',
	description: 'Who has sent and what is agreed, never an answer.',
	needs: 'cycles.follow',
	reaches: ['all'],
	params: ofCycle,
	query: z.strictObject({
		...paging,
		standing: z.enum(participantStandings).optional(),
		search: text(200).optional().meta({ description: 'Part of the name of a member or manager.' }),
	}),
	answer: { status: 200, description: 'A page of participants.', schema: pageOf(participantSchema) },
})

export const outcomeSchema = z
	.object({
		participantId: id,
		memberId: id,
		name: z.string(),
		team: z.string().nullable(),
		family: z.string(),
		state: z.enum(['assessed', 'not-assessed', 'exempt', 'left']),
		tier: tier.nullable().meta({ description: 'The agreed tier; null unless assessed.' }),
		isSingleRater: z.boolean().meta({ description: 'Assessed by one rater alone.' }),
	})
	.meta({ id: 'Outcome' })

export const listOutcomesOperation = operation({
	id: 'listOutcomes',
	method: 'GET',
	path: '/cycles/{cycleId}/outcomes',
	tag: 'Cycles',
	summary: 'Lists the agreed results of a published cycle',
	needs: 'outcomes.read',
	reaches: ['all'],
	params: ofCycle,
	query: z.strictObject({ ...paging }),
	answer: { status: 200, description: 'A page of outcomes.', schema: pageOf(outcomeSchema) },
})
