import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PhaseKey } from './phase.ts'
import type { PlanSummary } from './plan-summary.ts'
import type { RoadmapLens } from './roadmap-lens.ts'

/** A plan in use as the page of a team shows it. */
export type TeamPlan = PlanSummary & {
	id: string
	name: string
	lens: RoadmapLens
	startLevel: number
	targetLevel: number
	phases: readonly { key: PhaseKey; name: string; endsOn: Day }[]
	/** The team above that has it for the teams below as well; null for one of the team itself. */
	from: string | null
	/** What is due next of the items that are open, with its own day or that of its phase. */
	next: { id: string; text: string; dueOn: Day } | null
}
