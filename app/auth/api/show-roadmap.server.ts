import type { z } from 'zod'
import type { ListedRoadmap } from '#app/data/roadmaps/list-roadmaps.server.ts'
import type { ReachedLevel } from '#app/data/roadmaps/read-reached-levels.server.ts'
import type { listedRoadmapSchema } from '#app/domain/api/roadmap-operations.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { phaseNamer, spanOf } from '#app/domain/roadmap/phase.ts'
import { levelNumber, plannedLevel } from '#app/domain/roadmap/roadmap-lens.ts'
import { describeStanding } from '#app/domain/roadmap/roadmap-words.ts'

type Plan = Omit<ListedRoadmap, 'endsOn' | 'owner' | 'ownerId'> & {
	owner: { id: string; name: string } | null
}

/** To the thousandth: what is behind that comes of adding fractions, and tells of no work. */
const round = (share: number | null) => share && Math.round(share * 1000) / 1000

/** A plan as the API tells of one, with the figures of its row in the portfolio. */
export function showRoadmap(
	plan: Plan,
	{ reached, today, locale }: { reached: ReachedLevel | undefined; today: Day; locale: string },
): z.input<typeof listedRoadmapSchema> {
	const { id, name, team, withBelow, lens, owner, state, phase, standing, phases, planned, actual } = plan
	const nameOf = phaseNamer(phases)
	const level = (of: number) => levelNumber(lens, of)
	const { forecast } = plan
	return {
		...{ id, name, team, withBelow, lens, owner, state, phase, standing, ...spanOf(phases) },
		startLevel: level(plan.startLevel),
		targetLevel: level(plan.targetLevel),
		plannedLevel: level(plannedLevel(plan, phases, today)),
		reached: reached ? { level: level(reached.level), cycle: reached.cycleName } : null,
		because: describeStanding(plan.reason, { nameOf, locale }),
		plannedShare: round(planned),
		doneShare: round(actual),
		forecast:
			forecast?.kind === 'forecast'
				? { endsOn: forecast.on, earliest: forecast.earliest, latest: forecast.latest }
				: null,
	}
}
