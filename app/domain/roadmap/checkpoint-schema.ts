import { z } from 'zod'
import type { Agenda } from './agenda.ts'
import type { CheckpointStanding } from './checkpoint-standing.ts'
import { itemKinds, itemStates } from './item.ts'
import { phaseKeys } from './phase.ts'
import { roadmapStandings } from './standing.ts'

const day = z.iso.date()
const phase = z.enum(phaseKeys)
const share = z.number().min(0).max(1).nullable()

/** As a held checkpoint keeps it. */
export const checkpointStandingSchema: z.ZodType<CheckpointStanding> = z.object({
	on: day,
	phases: z.array(
		z.object({
			...{ key: phase, name: z.string(), startsOn: day, endsOn: day },
			...{ closedOn: day.nullable(), exception: z.string().nullable() },
		}),
	),
	items: z.array(
		z.object({
			...{ id: z.guid(), phase, kind: z.enum(itemKinds), text: z.string(), state: z.enum(itemStates) },
			...{ weight: z.int(), dueOn: day.nullable(), doneOn: day.nullable() },
		}),
	),
	...{ standing: z.enum(roadmapStandings), says: z.string(), phase: phase.nullable() },
	...{ planned: share, actual: share, forecast: z.string().nullable() },
	...{ startLevel: z.int(), targetLevel: z.int(), plannedLevel: z.int() },
})

const item = { id: z.guid(), phase, text: z.string() }
const ofPhase = { phase, name: z.string() }

export const agendaSchema: z.ZodType<Agenda> = z.object({
	since: day.nullable(),
	outcomesMet: z.array(z.object(item)),
	done: z.array(z.object(item)),
	reopened: z.array(z.object(item)),
	newlyLate: z.array(z.object({ ...item, dueOn: day })),
	phasesLate: z.array(z.object({ ...ofPhase, endsOn: day })),
	moved: z.array(z.object({ ...item, dueFrom: day.nullable(), dueOn: day.nullable(), phaseFrom: phase })),
	phasesMoved: z.array(z.object({ ...ofPhase, startsFrom: day, startsOn: day, endsFrom: day, endsOn: day })),
	closed: z.array(z.object({ ...ofPhase, on: day, exception: z.string().nullable() })),
	added: z.array(z.object(item)),
	dropped: z.array(z.object(item)),
	levels: z
		.object({ plannedFrom: z.int(), planned: z.int(), targetFrom: z.int(), target: z.int() })
		.nullable(),
})
