import { expect, test } from 'vitest'
import { decideGate } from '#app/domain/roadmap/gate.ts'
import { itemKinds, itemStates } from '#app/domain/roadmap/item.ts'
import { phaseKeys } from '#app/domain/roadmap/phase.ts'
import {
	describeForecast,
	describeGateRefusal,
	itemKindNames,
	itemStateNames,
	obstacleNames,
	originNotes,
	phaseNames,
	readingOfLengths,
	standingNames,
	standingRules,
} from '#app/domain/roadmap/roadmap-words.ts'
import { roadmapStandings } from '#app/domain/roadmap/standing.ts'
import { templateOrigins } from '#app/domain/roadmap/template.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'

test('every word of a plan has a name, and no two have the same', () => {
	const names = [
		itemKinds.map((kind) => itemKindNames[kind]),
		itemStates.map((state) => itemStateNames[state]),
		roadmapStandings.map((standing) => standingNames[standing]),
		templateOrigins.map((origin) => originNotes[origin]),
		phaseKeys.map((key) => phaseNames[key]),
		Object.values(obstacleNames),
	]
	for (const some of names) {
		expect(some.every((name) => name.length > 0)).toBe(true)
		expect(new Set(some).size).toBe(some.length)
	}
	// The last phase leads to AI coding level 5 under that lens alone.
	const ofSource = fiveAiCodingLevels.roadmap.phases.map(({ name }) => name)
	expect(phaseKeys.map((key) => phaseNames[key])).toEqual([...ofSource.slice(0, 3), 'Scaling'])
	expect(readingOfLengths).toContain('days 15 to 30')
})

test('the rule of the standing is said for each, the gravest first, with its figures', () => {
	expect(standingRules.map(({ standing }) => standing)).toEqual(roadmapStandings.toReversed())
	expect(standingRules.map(({ text }) => text).join(' ')).toMatch(
		/more than 14 days.* more than 15 percentage/,
	)
})

test('a refused gate says what to do', () => {
	const item = { id: 'a', phase: 'mvp', kind: 'deliverable', state: 'todo', evidence: 0 } as const
	const say = (over: Partial<Parameters<typeof decideGate>[0]>) => {
		const decision = decideGate({
			phase: 'mvp',
			closed: ['discovery'],
			items: [item],
			exception: null,
			...over,
		})
		return decision.ok ? 'ok' : describeGateRefusal(decision, (phase) => phaseNames[phase])
	}
	expect(say({})).toBe(
		'1 item keeps this phase open. Finish it, or close the phase by an exception and say why.',
	)
	expect(say({ items: [item, { ...item, id: 'b' }] })).toContain('2 items keep this phase open. Finish them')
	expect(say({ items: [] })).toContain('no deliverable and no outcome')
	expect(say({ closed: [] })).toBe('Close Discovery first: phases close in their order.')
	expect(say({ closed: ['discovery', 'mvp'] })).toBe('This phase is closed already.')
	expect(say({ exception: 'It was agreed.' })).toBe('ok')
})

test('a forecast says its range, or why there is none', () => {
	const forecast = {
		kind: 'forecast',
		on: '2027-03-12',
		earliest: '2027-03-01',
		latest: '2027-04-02',
	} as const
	expect(describeForecast(forecast, 'en-GB')).toBe(
		'About 12 Mar 2027, between 1 Mar 2027 and 2 Apr 2027, at the pace so far',
	)
	expect([0, 1, 2].map((finished) => describeForecast({ kind: 'too-early', finished }, 'en'))).toEqual([
		'Too early to say: no item finished so far, a forecast takes 3',
		'Too early to say: 1 item finished so far, a forecast takes 3',
		'Too early to say: 2 items finished so far, a forecast takes 3',
	])
	expect(describeForecast({ kind: 'done', on: '2027-03-12' }, 'en-GB')).toBe('Done on 12 Mar 2027')
	expect(describeForecast({ kind: 'no-items' }, 'en')).toBe('Nothing planned')
})
