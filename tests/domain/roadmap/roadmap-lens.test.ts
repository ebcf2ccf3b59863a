import { describe, expect, test } from 'vitest'
import { schedulePhases, spanOf } from '#app/domain/roadmap/phase.ts'
import {
	appliesTo,
	checkLevels,
	lensNames,
	climbText,
	levelNumber,
	levelText,
	levelWindow,
	offeredClimb,
	plannedLevel,
	roadmapLenses,
	shortLevelText,
	sourceWarning,
	startLevels,
	sweetSpotRungs,
	targetLevels,
} from '#app/domain/roadmap/roadmap-lens.ts'
import { agenticEngineeringLadder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'

test('a lens applies to the teams that are marked for it; that nobody has said marks none', () => {
	const marks = [
		{ buildsProductFeatures: true, isEngineering: null },
		{ buildsProductFeatures: false, isEngineering: true },
		{ buildsProductFeatures: false, isEngineering: false },
	]
	expect(roadmapLenses.map((lens) => marks.map((one) => appliesTo(lens, one)))).toEqual([
		[true, false, false],
		[false, true, false],
		[true, true, true],
	])
})

describe('levels of a lens', () => {
	test('are those of the framework; no AI coding level yet is a start', () => {
		const levels = fiveAiCodingLevels.levels.map(({ level }) => level)
		expect(startLevels('ai-coding-level')).toEqual([0, ...levels.slice(0, -1)])
		expect(targetLevels('ai-coding-level')).toEqual(levels)
		const rungs = agenticEngineeringLadder.rungs.map(({ rung }) => rung)
		expect(startLevels('rung')).toEqual(rungs.slice(0, -1))
		expect(targetLevels('rung')).toEqual(rungs.slice(1))
		expect([startLevels('tier'), targetLevels('tier')]).toEqual([
			[1, 2, 3, 4, 5],
			[2, 3, 4, 5, 6],
		])
	})

	test('a plan leads upwards between levels of its lens', () => {
		for (const lens of roadmapLenses) {
			for (let startLevel = -1; startLevel <= 7; startLevel += 1) {
				for (let targetLevel = -1; targetLevel <= 7; targetLevel += 1) {
					const isStart = startLevels(lens).includes(startLevel)
					const isTarget = targetLevels(lens).includes(targetLevel)
					const expected = !isStart
						? 'startLevel'
						: !isTarget || targetLevel <= startLevel
							? 'targetLevel'
							: undefined
					expect(checkLevels({ lens, startLevel, targetLevel })?.field).toBe(expected)
				}
			}
		}
		expect(checkLevels({ lens: 'tier', startLevel: 2.5, targetLevel: 4 })?.field).toBe('startLevel')
	})

	test('a plan is offered from what is reached, always between levels of its lens', () => {
		for (const lens of roadmapLenses) {
			for (const reached of [null, ...startLevels(lens), Math.max(...targetLevels(lens))]) {
				const climb = offeredClimb({ lens, isSource: false, reached })
				expect(checkLevels({ lens, ...climb })).toBeNull()
				if (reached !== null && startLevels(lens).includes(reached)) {
					expect(climb).toEqual({ startLevel: reached, targetLevel: reached + 1 })
				}
			}
		}
		const ofSource = (reached: number | null) => {
			const climb = offeredClimb({ lens: 'ai-coding-level', isSource: true, reached })
			return [climb.startLevel, climb.targetLevel]
		}
		expect([null, 0, 3, 5].map(ofSource)).toEqual([
			[2, 5],
			[0, 5],
			[3, 5],
			[4, 5],
		])
	})

	test('a level is said with its lens', () => {
		expect(levelText('ai-coding-level', 0, 'en')).toBe('no AI coding level yet')
		expect(levelText('ai-coding-level', 3, 'en')).toBe('AI coding level 3')
		expect(levelText('rung', 3, 'en')).toBe('rung 3')
		expect(levelText('tier', 3, 'de')).toBe('tier 1,5 (AI-Building)')
		expect(climbText({ lens: 'ai-coding-level', startLevel: 2, targetLevel: 5 }, 'en')).toBe(
			'AI coding level 2 → 5',
		)
		expect(climbText({ lens: 'tier', startLevel: 2, targetLevel: 5 }, 'de')).toBe('tier 1 → 2,5')
		expect(new Set(roadmapLenses.map((lens) => lensNames[lens])).size).toBe(3)
	})
})

describe('what the source says', () => {
	const year = spanOf(schedulePhases('2026-08-31'))

	test('the window is the framework’s', () => {
		const { fromLevel, toLevel, figure } = fiveAiCodingLevels.roadmap.window
		const { value, upperValue, unit } = fiveAiCodingLevels.figures.find(({ key }) => key === figure) ?? {}
		expect({ fromLevel, toLevel, months: value, upperMonths: upperValue }).toEqual(levelWindow)
		expect(unit).toBe('months')
		expect(sweetSpotRungs).toEqual(agenticEngineeringLadder.sweetSpot.rungs)
	})

	test('a plan from level 2 or lower to 5 in under six months is told the window', () => {
		// 31 August and six months are 28 February: a plan that ends on the 27th takes just six months.
		const climb = { lens: 'ai-coding-level', startLevel: 2, targetLevel: 5, startsOn: '2026-08-31' } as const
		const short = sourceWarning({ ...climb, endsOn: '2027-02-26' })
		expect(short?.kind).toBe('window')
		expect(short?.text).toContain('6–12 months')
		expect(short?.text).not.toContain('starts below')
		expect(sourceWarning({ ...climb, endsOn: '2027-02-27' })).toBe(null)
		expect(sourceWarning({ ...climb, endsOn: year.endsOn })).toBe(null)
		for (const startLevel of [0, 1]) {
			const lower = sourceWarning({ ...climb, startLevel, endsOn: '2027-02-26' })
			expect(lower?.text).toContain('starts below level 2')
		}
		expect(sourceWarning({ ...climb, startLevel: 3, endsOn: '2026-10-01' })).toBe(null)
		expect(sourceWarning({ ...climb, targetLevel: 4, endsOn: '2026-10-01' })).toBe(null)
		expect(sourceWarning({ ...climb, lens: 'rung', targetLevel: 4, endsOn: '2026-10-01' })).toBe(null)
		expect(sourceWarning({ ...climb, lens: 'tier', targetLevel: 6, endsOn: '2026-10-01' })).toBe(null)
	})

	test('a plan beyond rung 4 is told where many do best', () => {
		const climb = { lens: 'rung', startLevel: 2, ...year } as const
		expect([3, 4, 5, 6].map((targetLevel) => sourceWarning({ ...climb, targetLevel })?.kind)).toEqual([
			...[undefined, undefined, 'sweet-spot', 'sweet-spot'],
		])
	})
})

describe('the level planned for a day', () => {
	const phases = schedulePhases('2026-01-01')
	const days = [
		'2025-12-31',
		'2026-01-14',
		'2026-03-30',
		'2026-03-31',
		'2026-06-30',
		'2026-12-30',
		'2026-12-31',
	]

	test('from 2 to 5: level 3 with the second phase, 4 with the third, 5 with the last', () => {
		const of = (startLevel: number, targetLevel: number) =>
			days.map((day) => plannedLevel({ startLevel, targetLevel }, phases, day))
		expect(of(2, 5)).toEqual([2, 2, 2, 3, 4, 4, 5])
		expect(of(1, 2)).toEqual([1, 1, 1, 1, 1, 1, 2])
		expect(of(0, 5)).toEqual([0, 0, 0, 1, 3, 3, 5])
	})

	test('never falls, begins at the start and ends at the target', () => {
		for (const lens of roadmapLenses) {
			for (const startLevel of startLevels(lens)) {
				for (const targetLevel of targetLevels(lens).filter((level) => level > startLevel)) {
					const levels = days.map((day) => plannedLevel({ startLevel, targetLevel }, phases, day))
					expect(levels).toEqual(levels.toSorted((a, b) => a - b))
					expect([levels[0], levels.at(-1)]).toEqual([startLevel, targetLevel])
				}
			}
		}
	})
})

test('a level beside the name of its lens, and as a number', () => {
	expect(shortLevelText('ai-coding-level', 0, 'en')).toBe('none yet')
	expect(shortLevelText('rung', 4, 'en')).toBe('4')
	expect(shortLevelText('tier', 3, 'de')).toBe('1,5')
	expect([levelNumber('tier', 3), levelNumber('rung', 3), levelNumber('ai-coding-level', 0)]).toEqual([
		1.5, 3, 0,
	])
})
