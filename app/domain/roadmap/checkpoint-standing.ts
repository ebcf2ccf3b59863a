import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { RoadmapItem } from './item.ts'
import type { PhaseKey, PlannedPhase } from './phase.ts'
import { phaseNamer } from './phase.ts'
import { summarizePlan } from './plan-summary.ts'
import { plannedLevel } from './roadmap-lens.ts'
import { describeForecast, describeStanding } from './roadmap-words.ts'
import type { RoadmapStanding } from './standing.ts'

export type CheckpointItem = Pick<
	RoadmapItem,
	'id' | 'phase' | 'kind' | 'text' | 'state' | 'weight' | 'dueOn' | 'doneOn'
>
export type CheckpointPhase = PlannedPhase & { name: string; closedOn: Day | null; exception: string | null }

/** A plan as it stood on a day. Sentences are kept as they were said, since what says them may change and this may not. */
export type CheckpointStanding = {
	on: Day
	phases: CheckpointPhase[]
	items: CheckpointItem[]
	standing: RoadmapStanding
	says: string
	/** The first phase that was not closed; null when all were. */
	phase: PhaseKey | null
	/** Null where nothing counts. */
	planned: number | null
	actual: number | null
	forecast: string | null
	startLevel: number
	targetLevel: number
	/** What the plan was to have reached on that day. */
	plannedLevel: number
}

/** How a plan stands on a day, to be kept. */
export function takeStanding(
	plan: {
		phases: readonly CheckpointPhase[]
		items: readonly (CheckpointItem & Pick<RoadmapItem, 'startedOn'>)[]
		startLevel: number
		targetLevel: number
	},
	{ today, locale }: { today: Day; locale: string },
): CheckpointStanding {
	const { phases, items, startLevel, targetLevel } = plan
	const { standing, reason, phase, planned, actual, forecast } = summarizePlan({ phases, items, today })
	const nameOf = phaseNamer(phases)
	return {
		on: today,
		phases: phases.map(({ key, name, startsOn, endsOn, closedOn, exception }) => {
			return { key, name, startsOn, endsOn, closedOn, exception }
		}),
		items: items.map(({ id, phase: of, kind, text, state, weight, dueOn, doneOn }) => {
			return { id, phase: of, kind, text, state, weight, dueOn, doneOn }
		}),
		standing,
		says: describeStanding(reason, { nameOf, locale }),
		...{ phase, planned, actual },
		forecast: forecast && describeForecast(forecast, locale),
		...{ startLevel, targetLevel, plannedLevel: plannedLevel(plan, phases, today) },
	}
}

/** How many items are in each state. */
export function countStates({ items }: Pick<CheckpointStanding, 'items'>) {
	const counts = { todo: 0, doing: 0, done: 0, dropped: 0 }
	for (const { state } of items) counts[state] += 1
	return counts
}
