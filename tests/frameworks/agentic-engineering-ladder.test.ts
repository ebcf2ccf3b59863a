import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { AgenticEngineeringLadder } from '#app/domain/framework/agentic-engineering-ladder.ts'
import { agenticEngineeringLadderSchema } from '#app/domain/framework/agentic-engineering-ladder.ts'
import { figureText } from '#app/domain/framework/figure-text.ts'
import { agenticEngineeringLadder as ladder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { entriesOf, keysOf, textsOf } from './read-framework.ts'

const { rungs } = ladder

function rungAt(number: number) {
	const found = rungs.find(({ rung }) => rung === number)
	if (!found) throw new Error(`no rung ${number}`)
	return found
}

function namesOf(key: string): string[] {
	const list = rungs.flatMap(({ lists }) => lists).find((one) => one.key === key)
	return list?.items.map(({ name }) => name) ?? []
}

describe('what the ladder counts', () => {
	test('six rungs', () => {
		expect(rungs.map(({ rung, name }) => [rung, name])).toEqual([
			[1, 'Conversation'],
			[2, 'Planning'],
			[3, 'Skills'],
			[4, 'Workflows'],
			[5, 'Orchestration'],
			[6, 'Validation'],
		])
	})

	test('six traps, each with its way out', () => {
		expect(rungs.map(({ trap }) => trap.name)).toEqual([
			'Magical thinking',
			'Over-planning',
			'Skill hoarding',
			'Workflow proliferation',
			'Orchestration complexity',
			'Validation theater',
		])
		for (const { trap } of rungs) {
			expect(trap.text.length).toBeGreaterThan(20)
			expect(trap.wayOut.length).toBeGreaterThan(20)
		}
	})

	test('the four parts of a skill on rung 3, three example workflows on rung 4', () => {
		expect(rungAt(3).lists.map(({ key }) => key)).toEqual(['skills.parts'])
		expect(namesOf('skills.parts')).toEqual(['The prompt', 'The tools', 'The context', 'The documentation'])
		expect(rungAt(4).lists.map(({ key }) => key)).toEqual(['workflows.examples'])
		expect(namesOf('workflows.examples')).toEqual([
			'Generate API endpoints',
			'Refactor legacy code',
			'Review security',
		])
	})

	test('four benefits and three needs of orchestration, beside the example of five agents', () => {
		expect(rungAt(5).lists.map(({ key, items }) => [key, items.length])).toEqual([
			['orchestration.agents', 5],
			['orchestration.benefits', 4],
			['orchestration.needs', 3],
		])
	})

	test('three gates and four benchmarks of validation, and prompts that are regression-tested', () => {
		expect(rungAt(6).lists.map(({ key, items }) => [key, items.length])).toEqual([
			['validation.gates', 3],
			['validation.benchmarks', 4],
		])
		expect(namesOf('validation.benchmarks')).toEqual(['Speed', 'Accuracy', 'Cost', 'Maintainability'])
		expect(rungAt(6).signs.map(({ key }) => key)).toEqual(['validation.prompts'])
	})

	test('three problems of rung 1; three gains and three limits of rung 2', () => {
		expect(rungs.map(({ signs, gains, limits }) => [signs.length, gains.length, limits.length])).toEqual([
			[0, 0, 3],
			[5, 3, 3],
			[1, 3, 2],
			[3, 3, 1],
			[2, 4, 0],
			[1, 3, 0],
		])
	})

	test('advice to those on rungs 1 to 4, and the sweet spot at 3 or 4', () => {
		expect(rungs.filter(({ advice }) => advice !== null).map(({ rung }) => rung)).toEqual([1, 2, 3, 4])
		expect(ladder.sweetSpot.rungs).toEqual([3, 4])
	})
})

describe('the figures of the ladder', () => {
	// Read off the source line by line, apart from the data: rungs, value, upper value, unit.
	const expected = [
		[[], 80, undefined, 'percent'],
		[[], 2, undefined, 'years'],
		[[4, 5], 3, 5, 'times'],
		[[5], 5, undefined, 'agents'],
		[[5], 15, undefined, 'minutes'],
		[[5], 3, 5, 'minutes'],
		[[5], 1_000_000, undefined, 'lines'],
	]

	test('every figure of the source; it cites nobody for any', () => {
		expect(
			ladder.figures.map(({ where, value, upperValue, unit }) => [where.rungs, value, upperValue, unit]),
		).toEqual(expected)
		expect(
			ladder.figures.filter(({ citation, qualifier }) => citation !== null || qualifier !== 'exactly'),
		).toEqual([])
	})

	test('a text that states a figure prints it, and stands on the rung that the figure names', () => {
		let checked = 0
		for (const { text, figures } of entriesOf(ladder)) {
			for (const key of figures) {
				const figure = ladder.figures.find((one) => one.key === key)
				expect(figure && text.includes(figureText(figure, 'en-GB')), key).toBe(true)
				checked += 1
			}
		}
		expect(checked).toBe(7)
		for (const rung of rungs) {
			for (const key of entriesOf(rung).flatMap(({ figures }) => figures)) {
				expect(ladder.figures.find((one) => one.key === key)?.where.rungs, key).toEqual([rung.rung])
			}
		}
	})

	test('no text has a number with a unit that is no figure', () => {
		const numbers = textsOf(ladder).flatMap(
			(text) => text.match(/\d[\d–]* ?(?:%|×|years|minutes|agents|million lines)/g) ?? [],
		)
		expect(new Set(numbers)).toEqual(
			new Set(['80%', '2 years', '3–5×', '5 agents', '15 minutes', '3–5 minutes', '1 million lines']),
		)
	})
})

describe('whose words', () => {
	test('what is ours says so', () => {
		expect([ladder.audience.origin, ladder.lensNote.origin]).toEqual(['contour', 'contour'])
	})

	test('nothing names a product or advertises its authors’ services', () => {
		for (const text of textsOf({ ...ladder, source: null })) {
			expect(text).not.toMatch(/claude|omc|copilot|consult|we work with|services|deliver decks/i)
		}
	})

	test('rungs are never called levels or tiers, and nothing ranks a person', () => {
		for (const text of textsOf({ ...ladder, lensNote: null, source: null })) {
			expect(text).not.toMatch(/\blevels?\b|\btiers?\b|\bgap|\bweak|\bscore|\bbehind\b/i)
		}
	})
})

describe('the schema of the ladder', () => {
	function refusal(change: (ladder: AgenticEngineeringLadder) => void): string {
		const copy = structuredClone(ladder)
		change(copy)
		const parsed = agenticEngineeringLadderSchema.safeParse(copy)
		return parsed.success ? '' : z.prettifyError(parsed.error)
	}

	test('accepts the built-in data, also after a round trip through itself', () => {
		expect(refusal(() => {})).toBe('')
		expect(agenticEngineeringLadderSchema.parse(ladder)).toEqual(ladder)
	})

	test('refuses a missing rung, a trap without a way out, a step up without a change', () => {
		expect(refusal((copy) => copy.rungs.pop())).toContain('needs the rungs 1, 2, 3, 4, 5, 6, in this order')
		expect(refusal((copy) => Object.assign(copy.rungs[2]?.trap ?? {}, { wayOut: '' }))).toContain(
			'rungs[2].trap.wayOut',
		)
		expect(refusal((copy) => Object.assign(copy.rungs[3] ?? {}, { shift: null }))).toContain('rungs[3].shift')
	})

	test('refuses a figure that nobody states', () => {
		expect(
			refusal((copy) => {
				for (const { figures } of copy.introduction) figures.pop()
			}),
		).toContain('no text states the figure "figures.unused"')
	})
})

test('keys are what assessments will point to, and never change within version 1', () => {
	expect([ladder.key, ladder.version, ladder.lens]).toEqual(['agentic-engineering-ladder', 1, 'rung'])
	const keys = keysOf(ladder)
	expect(new Set(keys).size).toBe(keys.length)
	expect(createHash('sha256').update(keys.join('\n')).digest('hex')).toBe(
		'c8f9ca6d6ec775f000e2a0a809cb69b2b38ae9ccda19dfb0d3c9c6b1de7164bb',
	)
})
