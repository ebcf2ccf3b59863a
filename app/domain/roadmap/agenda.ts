import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { CheckpointItem, CheckpointPhase, CheckpointStanding } from './checkpoint-standing.ts'
import { isOpen } from './item.ts'
import type { PhaseKey } from './phase.ts'

export type AgendaItem = Pick<CheckpointItem, 'id' | 'phase' | 'text'>
export type AgendaPhase = { phase: PhaseKey; name: string }

/** What changed in a plan since its last checkpoint: what there is to talk about. */
export type Agenda = {
	/** The day of that checkpoint; null for the first, which looks back to the beginning. */
	since: Day | null
	outcomesMet: AgendaItem[]
	/** Without outcomes. */
	done: AgendaItem[]
	/** Were done or met then, and are open now. */
	reopened: AgendaItem[]
	/** Overdue now, and not then. */
	newlyLate: (AgendaItem & { dueOn: Day })[]
	phasesLate: (AgendaPhase & { endsOn: Day })[]
	/** Due on another day, or in another phase. */
	moved: (AgendaItem & { dueFrom: Day | null; dueOn: Day | null; phaseFrom: PhaseKey })[]
	phasesMoved: (AgendaPhase & { startsFrom: Day; startsOn: Day; endsFrom: Day; endsOn: Day })[]
	/** Gates; with an exception where that was the reason. */
	closed: (AgendaPhase & { on: Day; exception: string | null })[]
	added: AgendaItem[]
	dropped: AgendaItem[]
	/** The level that the plan was to have reached then and is to have reached now, and where it leads; null where both stayed. */
	levels: { plannedFrom: number; planned: number; targetFrom: number; target: number } | null
}

const asAgendaItem = ({ id, phase, text }: CheckpointItem): AgendaItem => ({ id, phase, text })

function isLate(
	{ phases, on }: CheckpointStanding,
	item: CheckpointItem,
): item is CheckpointItem & { dueOn: Day } {
	const isClosed = phases.some(({ key, closedOn }) => key === item.phase && closedOn !== null)
	return isOpen(item) && !isClosed && item.dueOn !== null && item.dueOn < on
}

const isPhaseLate = ({ on }: CheckpointStanding, { endsOn, closedOn }: CheckpointPhase) =>
	closedOn === null && endsOn < on

/**
 * The agenda of a checkpoint, from how the plan stood at the last one and how it stands now. Of the first, all that was done,
 * closed and dropped since the beginning is there, and all that is late; what was added or moved before is the plan itself.
 */
export function makeAgenda(before: CheckpointStanding | null, now: CheckpointStanding): Agenda {
	const itemsBefore = new Map(before?.items.map((item) => [item.id, item]))
	const phasesBefore = new Map(before?.phases.map((phase) => [phase.key, phase]))
	const stateBefore = (item: CheckpointItem) => itemsBefore.get(item.id)?.state ?? null
	const newlyDone = now.items.filter((item) => item.state === 'done' && stateBefore(item) !== 'done')
	return {
		since: before?.on ?? null,
		outcomesMet: newlyDone.filter(({ kind }) => kind === 'outcome').map(asAgendaItem),
		done: newlyDone.filter(({ kind }) => kind !== 'outcome').map(asAgendaItem),
		reopened: now.items.filter((item) => isOpen(item) && stateBefore(item) === 'done').map(asAgendaItem),
		newlyLate: now.items.flatMap((item) => {
			const was = itemsBefore.get(item.id)
			const isNew = isLate(now, item) && !(before && was && isLate(before, was))
			return isNew ? [{ ...asAgendaItem(item), dueOn: item.dueOn }] : []
		}),
		phasesLate: now.phases.flatMap((phase) => {
			const was = phasesBefore.get(phase.key)
			const isNew = isPhaseLate(now, phase) && !(before && was && isPhaseLate(before, was))
			return isNew ? [{ phase: phase.key, name: phase.name, endsOn: phase.endsOn }] : []
		}),
		moved: now.items.flatMap((item) => {
			const was = itemsBefore.get(item.id)
			if (!was || item.state === 'dropped') return []
			if (was.dueOn === item.dueOn && was.phase === item.phase) return []
			return [{ ...asAgendaItem(item), dueFrom: was.dueOn, dueOn: item.dueOn, phaseFrom: was.phase }]
		}),
		phasesMoved: now.phases.flatMap(({ key: phase, name, startsOn, endsOn }) => {
			const was = phasesBefore.get(phase)
			if (!was || (was.startsOn === startsOn && was.endsOn === endsOn)) return []
			return [{ phase, name, startsFrom: was.startsOn, startsOn, endsFrom: was.endsOn, endsOn }]
		}),
		closed: now.phases.flatMap(({ key: phase, name, closedOn, exception }) => {
			if (closedOn === null || (phasesBefore.get(phase)?.closedOn ?? null) !== null) return []
			return [{ phase, name, on: closedOn, exception }]
		}),
		added: before
			? now.items.filter((item) => item.state !== 'dropped' && !itemsBefore.has(item.id)).map(asAgendaItem)
			: [],
		dropped: now.items
			.filter((item) => item.state === 'dropped' && stateBefore(item) !== 'dropped')
			.map(asAgendaItem),
		levels: changedLevels(before, now),
	}
}

function changedLevels(before: CheckpointStanding | null, now: CheckpointStanding): Agenda['levels'] {
	if (!before) return null
	const { plannedLevel: plannedFrom, targetLevel: targetFrom } = before
	const { plannedLevel: planned, targetLevel: target } = now
	return plannedFrom === planned && targetFrom === target
		? null
		: { plannedFrom, planned, targetFrom, target }
}
