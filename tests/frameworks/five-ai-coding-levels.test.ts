import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { figureText } from '#app/domain/framework/figure-text.ts'
import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import { fiveAiCodingLevelsSchema } from '#app/domain/framework/five-ai-coding-levels.ts'
import { fiveAiCodingLevels as levels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { entriesOf, keysOf, textsOf } from './read-framework.ts'

const { stall, mistakes, capabilities, bridge, practices, metrics, roadmap } = levels

describe('what the five AI coding levels count', () => {
	test('five levels, each with a definition and signs', () => {
		expect(levels.levels.map(({ level, name }) => [level, name])).toEqual([
			[1, 'Assisted snippets'],
			[2, 'Contextual augmentation'],
			[3, 'Productized ML features'],
			[4, 'Continuous learning and experimentation'],
			[5, 'Autonomous, revenue-driving AI'],
		])
		expect(levels.levels.map(({ signs }) => signs.length)).toEqual([3, 3, 5, 4, 5])
	})

	test('four reasons to stall at level 2, three remedies', () => {
		expect(stall.level).toBe(2)
		expect(stall.reasons.map(({ key }) => key)).toEqual([
			'stall.visible-features',
			'stall.skills',
			'stall.measurement',
			'stall.governance',
		])
		expect(stall.remedies).toHaveLength(3)
	})

	test('capabilities 3 + 3, for levels 1 and 2 and for level 3; three tools', () => {
		expect(capabilities.groups.map(({ levels: of, items }) => [of, items.length])).toEqual([
			[[1, 2], 3],
			[[3], 3],
		])
		expect(capabilities.tools).toHaveLength(3)
	})

	test('a bridge of four steps from level 3 to 5, a checklist of four items', () => {
		expect([bridge.fromLevel, bridge.toLevel]).toEqual([3, 5])
		expect(bridge.steps).toHaveLength(4)
		expect(bridge.readiness).toHaveLength(4)
	})

	test('four practices for levels 4 and 5, three controls of governance', () => {
		expect(practices.levels).toEqual([4, 5])
		expect(practices.items).toHaveLength(4)
		expect(practices.governance).toHaveLength(3)
	})

	test('five mistakes, each with its remediation', () => {
		expect(mistakes.belowLevel).toBe(3)
		expect(mistakes.items.map(({ key, remediation }) => [key, remediation.key])).toEqual([
			['mistakes.disposable-models', 'remediations.version-control'],
			['mistakes.few-signals', 'remediations.telemetry-events'],
			['mistakes.third-party', 'remediations.circuit-breakers'],
			['mistakes.cost-latency', 'remediations.cost-budgets'],
			['mistakes.no-owner', 'remediations.named-owner'],
		])
	})

	test('twelve metrics in four bands, and three operational groups', () => {
		expect(metrics.bands.map(({ levels: of, items }) => [of, items.length])).toEqual([
			[[1, 2], 3],
			[[3], 3],
			[[4], 3],
			[[5], 3],
		])
		expect(metrics.bands.flatMap(({ items }) => items)).toHaveLength(12)
		expect(metrics.operational.map(({ key, items }) => [key, items.length])).toEqual([
			['operational.drift', 2],
			['operational.health', 3],
			['operational.business', 3],
		])
		expect([metrics.step.fromLevel, metrics.step.toLevel, metrics.step.items.length]).toEqual([2, 3, 4])
	})

	test('four phases with 13 deliverables and 7 outcomes', () => {
		expect(
			roadmap.phases.map(({ deliverables, outcomes }) => [deliverables.length, outcomes.length]),
		).toEqual([
			[3, 2],
			[3, 1],
			[3, 2],
			[4, 2],
		])
		expect(roadmap.phases.flatMap(({ deliverables }) => deliverables)).toHaveLength(13)
		expect(roadmap.phases.flatMap(({ outcomes }) => outcomes)).toHaveLength(7)
	})

	test('the window of 6 to 12 months from level 2 to 5, three commitments, the caveat on regulated domains', () => {
		const { window } = roadmap
		expect([window.fromLevel, window.toLevel]).toEqual([2, 5])
		const figure = levels.figures.find(({ key }) => key === window.figure)
		expect(figure).toMatchObject({ value: 6, upperValue: 12, unit: 'months' })
		expect(window.text).toContain('6–12 months')
		expect(roadmap.commitments.items).toHaveLength(3)
		expect(roadmap.regulatedDomains).toMatch(/^Regulated domains require/)
	})
})

describe('the figures of the five levels', () => {
	// Read off the source line by line, apart from the data: part, value, upper value, unit.
	const expected = [
		['mistakes', 2, undefined, 'weeks'],
		['roadmap', 2, undefined, 'weeks'],
		['roadmap', 1, 3, 'months'],
		['roadmap', 3, 6, 'months'],
		['roadmap', 6, 12, 'months'],
		['roadmap', 6, 12, 'months'],
	]

	test('every figure of the source; it cites nobody for any', () => {
		expect(
			levels.figures.map(({ where, value, upperValue, unit }) => [where.part, value, upperValue, unit]),
		).toEqual(expected)
		expect(
			levels.figures.filter(({ citation, qualifier }) => citation !== null || qualifier !== 'exactly'),
		).toEqual([])
		expect(levels.references).toHaveLength(4)
	})

	test('a text that states a figure prints it', () => {
		const stated = entriesOf(levels).filter(({ figures }) => figures.length > 0)
		expect(stated.map(({ key }) => key)).toEqual(['mistakes.note-sprints', 'delivery.discovery'])
		for (const { text, figures } of stated) {
			for (const key of figures) {
				const figure = levels.figures.find((one) => one.key === key)
				expect(figure && text.includes(figureText(figure, 'en-GB')), key).toBe(true)
			}
		}
	})

	test('no text has a number of months or weeks that is no figure', () => {
		const numbers = textsOf(levels).flatMap(
			(text) => text.match(/\d[\d–]* (?:weeks|months|years|minutes)|\d+ ?%/g) ?? [],
		)
		expect(new Set(numbers)).toEqual(new Set(['2 weeks', '6–12 months']))
	})
})

describe('whose words', () => {
	test('what is ours says so', () => {
		expect([levels.audience.origin, levels.lensNote.origin]).toEqual(['contour', 'contour'])
	})

	test('nothing advertises the source’s agency or its offers', () => {
		for (const text of textsOf(levels)) {
			expect(text).not.toMatch(/presta|agenc|discovery call|book a|our platform|partner|\bclients/i)
		}
	})

	test('levels are never called tiers or rungs, and nothing ranks a person', () => {
		for (const text of textsOf({ ...levels, lensNote: null })) {
			expect(text).not.toMatch(/\btiers?\b|\brungs?\b|\bgap|\bweak|\bscore|\bbehind\b/i)
		}
	})
})

describe('the schema of the five levels', () => {
	function refusal(change: (framework: FiveAiCodingLevels) => void): string {
		const copy = structuredClone(levels)
		change(copy)
		const parsed = fiveAiCodingLevelsSchema.safeParse(copy)
		return parsed.success ? '' : z.prettifyError(parsed.error)
	}

	test('accepts the built-in data, also after a round trip through itself', () => {
		expect(refusal(() => {})).toBe('')
		expect(fiveAiCodingLevelsSchema.parse(levels)).toEqual(levels)
	})

	test('refuses a missing level, a level without metrics, a mistake without remediation', () => {
		expect(refusal(({ levels: list }) => list.splice(2, 1))).toContain(
			'needs the AI coding levels 1, 2, 3, 4, 5, in this order',
		)
		expect(refusal(({ metrics: { bands } }) => bands.pop())).toContain('metrics.bands')
		expect(
			refusal(({ mistakes: { items } }) => Object.assign(items[1] ?? {}, { remediation: undefined })),
		).toContain('mistakes.items[1].remediation')
	})

	test('refuses a key used twice, a figure that nobody knows or states, and a range that falls', () => {
		expect(
			refusal(({ stall: { remedies } }) => Object.assign(remedies[0] ?? {}, { key: 'stall.skills' })),
		).toContain('the key "stall.skills" is used twice')
		expect(refusal(({ figures }) => figures.splice(1, 1))).toContain(
			'there is no figure "figures.phase-discovery"',
		)
		expect(
			refusal((framework) => {
				for (const { figures } of [...framework.mistakes.notes, ...framework.delivery.patterns]) figures.pop()
			}),
		).toContain('no text states the figure "figures.discovery-sprint"')
		expect(refusal(({ figures }) => Object.assign(figures[2] ?? {}, { upperValue: 1 }))).toContain(
			'the upper end of a range must be above the lower',
		)
	})

	test('refuses our own text under the source’s name', () => {
		expect(refusal(({ audience }) => Object.assign(audience, { origin: 'source' }))).toContain(
			'audience.origin',
		)
	})
})

test('keys are what assessments and roadmaps will point to, and never change within version 1', () => {
	expect([levels.key, levels.version, levels.lens]).toEqual(['five-ai-coding-levels', 1, 'ai-coding-level'])
	const keys = keysOf(levels)
	expect(new Set(keys).size).toBe(keys.length)
	expect(createHash('sha256').update(keys.join('\n')).digest('hex')).toBe(
		'0b1eb592d1f051d29f85dab297d3f8572110a778857c00f29b3a37c5fd73ea0c',
	)
})
