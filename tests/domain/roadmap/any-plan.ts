import type { RoadmapItem } from '#app/domain/roadmap/item.ts'
import { highestWeight, itemKinds, itemStates, lowestWeight } from '#app/domain/roadmap/item.ts'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { phaseKeys, schedulePhases } from '#app/domain/roadmap/phase.ts'
import type { seeded } from '#tests/domain/roster/roster-fixtures.ts'

export type Random = ReturnType<typeof seeded>

export const plus = (day: string, days: number) =>
	new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)

export const workItem = (over: Partial<RoadmapItem>): RoadmapItem => ({
	...{ id: 'a', phase: 'discovery', kind: 'deliverable', text: 'x', state: 'todo', weight: 1 },
	...{ dueOn: null, doneOn: null, outcome: null, evidence: 0 },
	...over,
})

/** A plan on or off the schedule, with items due inside and outside of it, done up to today. */
export function anyPlan(random: Random): { phases: PlannedPhase[]; items: RoadmapItem[]; today: string } {
	let next = plus('2026-01-01', random.below(400))
	const phases = random.chance(0.5)
		? schedulePhases(next)
		: phaseKeys.map((key) => {
				const phase = { key, startsOn: next, endsOn: plus(next, random.below(120)) }
				next = plus(phase.endsOn, 1)
				return phase
			})
	const startsOn = phases[0]?.startsOn ?? next
	const today = plus(startsOn, random.below(500) - 50)
	const items = Array.from({ length: random.below(25) }, (_, index): RoadmapItem => {
		const state = random.pick(itemStates)
		return workItem({
			...{ id: `i${index}`, phase: random.pick(phaseKeys), kind: random.pick(itemKinds), state },
			weight: lowestWeight + random.below(highestWeight - lowestWeight + 1),
			dueOn: random.chance(0.5) ? plus(startsOn, random.below(450) - 30) : null,
			doneOn: state === 'done' ? plus(today, -random.below(200)) : null,
		})
	})
	return { phases, items, today }
}
