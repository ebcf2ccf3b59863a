import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { allHalfSteps, isHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import type { PlannedPhase } from './phase.ts'
import { shiftMonths } from './shift-months.ts'

/** What a plan climbs on. The same number means another thing under each, so a screen always names the lens. */
export const roadmapLenses = ['ai-coding-level', 'rung', 'tier'] as const
export type RoadmapLens = (typeof roadmapLenses)[number]

/** As a heading or a choice names it. */
export const lensNames: Record<RoadmapLens, string> = {
	'ai-coding-level': 'AI coding level',
	rung: 'Rung of the agentic engineering ladder',
	tier: 'Tier of the skill progression map',
}

/** Where a plan may start under a lens, lowest first: AI coding level 0 is 'none yet', tiers are counted in half-steps. */
const levels: Record<RoadmapLens, readonly number[]> = {
	'ai-coding-level': [0, 1, 2, 3, 4, 5],
	rung: [1, 2, 3, 4, 5, 6],
	tier: allHalfSteps,
}

export function startLevels(lens: RoadmapLens): readonly number[] {
	return levels[lens].slice(0, -1)
}

/** Where a plan may lead: nowhere is it the lowest. */
export function targetLevels(lens: RoadmapLens): readonly number[] {
	return levels[lens].slice(1)
}

/** What a team is marked as; null where nobody has said. */
export type LensMarks = { buildsProductFeatures: boolean; isEngineering: boolean | null }

/** Whether a team is assessed under a lens, by its marks. Tiers are everybody’s. */
export function appliesTo(lens: RoadmapLens, { buildsProductFeatures, isEngineering }: LensMarks): boolean {
	switch (lens) {
		case 'ai-coding-level':
			return buildsProductFeatures
		case 'rung':
			return isEngineering === true
		case 'tier':
			return true
	}
}

/** A level with its lens: 'AI coding level 3', 'no AI coding level yet', 'rung 4', 'tier 1.5 (AI-Building)'. */
export function levelText(lens: RoadmapLens, level: number, locale: string): string {
	const number = numberOf(lens, level, locale)
	switch (lens) {
		case 'ai-coding-level':
			return level === 0 ? 'no AI coding level yet' : `AI coding level ${number}`
		case 'rung':
			return `rung ${number}`
		case 'tier':
			return isHalfSteps(level) ? `tier ${number} (${tierNames[level]})` : `tier ${number}`
	}
}

/** A level as files and programs get it: tiers from 0.5 to 3, whatever they are counted in here. */
export const levelNumber = (lens: RoadmapLens, level: number): number =>
	lens === 'tier' ? tierOf(level) : level

const numberOf = (lens: RoadmapLens, level: number, locale: string) =>
	new Intl.NumberFormat(locale).format(levelNumber(lens, level))

/** A level where its lens is named beside it: '2', 'none yet', '1.5'. */
export const shortLevelText = (lens: RoadmapLens, level: number, locale: string): string =>
	lens === 'ai-coding-level' && level === 0 ? 'none yet' : numberOf(lens, level, locale)

/** From where to where in few words, the lens named once: 'AI coding level 2 → 5', 'tier 1 → 2.5'. */
export function climbText({ lens, startLevel, targetLevel }: Climb, locale: string): string {
	const from =
		lens === 'tier' ? `tier ${numberOf(lens, startLevel, locale)}` : levelText(lens, startLevel, locale)
	return `${from} → ${numberOf(lens, targetLevel, locale)}`
}

export type LevelProblem = { field: 'startLevel' | 'targetLevel'; message: string }

type Climb = { lens: RoadmapLens; startLevel: number; targetLevel: number }

/** What is wrong with where a plan starts and leads; null where nothing is. */
export function checkLevels({ lens, startLevel, targetLevel }: Climb): LevelProblem | null {
	if (!startLevels(lens).includes(startLevel)) {
		return { field: 'startLevel', message: 'Choose from the list where the plan starts.' }
	}
	if (!targetLevels(lens).includes(targetLevel)) {
		return { field: 'targetLevel', message: 'Choose from the list where the plan leads.' }
	}
	if (targetLevel <= startLevel) {
		return { field: 'targetLevel', message: 'Choose a target above the start: a plan leads upwards.' }
	}
	return null
}

/** The source's realistic window from level 2 to level 5, in months. */
export const levelWindow = { fromLevel: 2, toLevel: 5, months: 6, upperMonths: 12 } as const
/** The rungs that will be the best place for many organizations, says the source. */
export const sweetSpotRungs: readonly number[] = [3, 4]

/**
 * From where to where a plan is offered: from what is reached already to the next step, or by the source's template to where that
 * leads. Where nothing is known as reached, from where the source begins, or from the bottom.
 */
export function offeredClimb({
	lens,
	isSource,
	reached,
}: {
	lens: RoadmapLens
	isSource: boolean
	reached: number | null
}): Pick<Climb, 'startLevel' | 'targetLevel'> {
	const { fromLevel, toLevel } = levelWindow
	const starts = startLevels(lens)
	const lowest = Math.min(...starts)
	if (reached === null) {
		return isSource
			? { startLevel: fromLevel, targetLevel: toLevel }
			: { startLevel: lowest, targetLevel: lowest + 2 }
	}
	// Nothing is above the highest: from the step before it, which whoever begins the plan sees.
	const startLevel = Math.max(lowest, Math.min(reached, Math.max(...starts)))
	return { startLevel, targetLevel: isSource ? toLevel : startLevel + 1 }
}

export type SourceWarning = { kind: 'window' | 'sweet-spot'; text: string }

/** What the source says to a plan that asks for more than it holds realistic; null where it says nothing. A plan may still be made. */
export function sourceWarning({
	lens,
	startLevel,
	targetLevel,
	startsOn,
	endsOn,
}: Climb & { startsOn: Day; endsOn: Day }): SourceWarning | null {
	const { fromLevel, toLevel, months, upperMonths } = levelWindow
	if (lens === 'ai-coding-level' && startLevel <= fromLevel && targetLevel >= toLevel) {
		const isShorter = shiftDay(endsOn, 1) < shiftMonths(startsOn, months)
		const lower = startLevel < fromLevel ? ` This plan starts below level ${fromLevel}.` : ''
		return isShorter
			? {
					kind: 'window',
					text: `The source gives ${months}–${upperMonths} months as a realistic window from AI coding level ${fromLevel} to ${toLevel}, with committed effort across functions and consistent investment in instrumentation, automated retraining and experiments. This plan takes less.${lower}`,
				}
			: null
	}
	if (lens === 'rung' && targetLevel > Math.max(...sweetSpotRungs)) {
		return {
			kind: 'sweet-spot',
			text: `The source finds the best place of many organizations at rung ${sweetSpotRungs.join(' or ')}: reliable, and without the complexity of orchestration in full. Rung 6 is no default target.`,
		}
	}
	return null
}

/** Thirds of the way that are done at the end of each phase: discovery lifts nobody, the target is reached with the last. */
const thirdsAtEnd: Record<PlannedPhase['key'], number> = { discovery: 0, mvp: 1, hardening: 2, scaling: 3 }

/** The level that a plan has reached on a day if all goes as planned: the source's levels 3, 4 and 5 for a plan from 2 to 5. */
export function plannedLevel(
	{ startLevel, targetLevel }: Pick<Climb, 'startLevel' | 'targetLevel'>,
	phases: readonly PlannedPhase[],
	day: Day,
): number {
	const thirds = Math.max(0, ...phases.map(({ key, endsOn }) => (endsOn <= day ? thirdsAtEnd[key] : 0)))
	return startLevel + Math.floor(((targetLevel - startLevel) * thirds) / 3)
}
