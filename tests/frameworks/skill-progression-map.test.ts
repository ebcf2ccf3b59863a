import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { optionHalfSteps } from '#app/domain/tier/tier.ts'
import { skillProgressionMap as map } from '#seed/frameworks/skill-progression-map.ts'

const { rubric } = map
const questions = rubric.families.flatMap((family) => family.questions)
const levels = map.families.flatMap((family) => family.levels)
const signs = levels.flatMap((level) => level.signs)

function levelOf(family: string, halfSteps: number) {
	const level = map.families
		.find((guide) => guide.family === family)
		?.levels.find((one) => one.halfSteps === halfSteps)
	if (level === undefined) throw new Error(`no level ${halfSteps} of ${family}`)
	return level
}

describe('what the map counts', () => {
	test('six tiers, three of them defined', () => {
		expect(map.tiers.map(({ tier, name }) => [tier, name])).toEqual([
			[0.5, 'AI-Curious'],
			[1, 'AI-Assisted'],
			[1.5, 'AI-Building'],
			[2, 'AI-Integrated'],
			[2.5, 'AI-Advanced'],
			[3, 'AI-Native'],
		])
		expect(map.tiers.filter(({ definition }) => definition !== null).map(({ tier }) => tier)).toEqual([
			1, 2, 3,
		])
		expect(map.tiers.filter(({ stage }) => stage !== null).map(({ tier }) => tier)).toEqual([0.5, 1.5, 2.5])
	})

	test('five families, each with its dominant pattern', () => {
		expect(map.families.map(({ family, pattern }) => [family, pattern.name])).toEqual([
			['engineering', 'Elevation'],
			['marketing', 'Specialization'],
			['customer-service', 'Elevation shifting to Convergence'],
			['sales', 'Specialization'],
			['design', 'Elevation'],
		])
	})

	test('15 definitions with 73 signs', () => {
		expect(levels).toHaveLength(15)
		expect(map.families.map((family) => family.levels.map((level) => level.signs.length))).toEqual([
			[5, 5, 4],
			[5, 5, 5],
			[5, 5, 5],
			[5, 5, 5],
			[4, 5, 5],
		])
		expect(signs).toHaveLength(73)
	})

	test('15 questions with 75 options, none for tier 0.5', () => {
		expect(rubric.families.map((family) => family.questions.length)).toEqual([3, 3, 3, 3, 3])
		expect(questions.flatMap((question) => question.options)).toHaveLength(75)
		for (const question of questions) {
			expect(question.options.map(({ halfSteps }) => halfSteps)).toEqual([...optionHalfSteps])
		}
	})

	test('the shift notes of the four families that have one, all at level 2', () => {
		const shifts = levels.flatMap((level) =>
			level.notes.filter(({ kind }) => kind === 'shift').map(({ key }) => [key, level.halfSteps]),
		)
		expect(shifts).toEqual([
			['engineering.level-2.shift', 4],
			['marketing.level-2.shift', 4],
			['sales.level-2.shift', 4],
			['design.level-2.shift', 4],
		])
	})

	test('how Engineering works at level 3, and no other level', () => {
		expect(levels.filter(({ operations }) => operations !== undefined)).toEqual([levelOf('engineering', 6)])
		const operations = levelOf('engineering', 6).operations
		expect(operations?.operationalUnit.map(({ name }) => name)).toEqual([
			'Context',
			'Clarification',
			'Execution',
			'Validation',
			'Recovery',
		])
		expect(operations?.unitOfWork.steps).toHaveLength(4)
		expect(operations?.failureMode.examples).toHaveLength(3)
		expect(operations?.dayShape.parts.map(({ work }) => work.length)).toEqual([3, 2, 2])
		expect(operations?.metrics.items.map(({ group }) => group)).toEqual([
			'throughput',
			'throughput',
			'quality',
			'quality',
			'cost',
			'cost',
		])
		expect(operations?.warning.points).toHaveLength(4)
	})

	test('two transition skills, five functions that stay human, the caveat on depth', () => {
		expect(map.transitions.map(({ from, to }) => [from, to])).toEqual([
			[2, 4],
			[4, 6],
		])
		expect(map.humanFunctions.items.map(({ name }) => name)).toEqual([
			'Direction',
			'Judgment',
			'Taste',
			'Relationship',
			'Accountability',
		])
		expect(map.depth.fullFamilies).toEqual(['engineering'])
		expect(map.depth.plannedModels).toHaveLength(5)
		expect(map.depth.text).toMatch(/floor .* ceiling/)
		expect(map.depth.short).toMatch(/floor.* ceiling/)
	})
})

describe('whose words', () => {
	test('the entry question of each family is ours; families and questions are the source’s', () => {
		for (const family of rubric.families) {
			expect(family.origin).toBe('source')
			expect(family.entry.origin).toBe('contour')
			expect(family.entry.key).toBe(`${family.key}.entry`)
			expect(family.entry.below.halfSteps).toBe(1)
		}
		expect(new Set(questions.map(({ origin }) => origin))).toEqual(new Set(['source']))
	})

	test('options read for oneself and for somebody else', () => {
		for (const { text } of questions.flatMap((question) => question.options)) {
			expect(text).not.toMatch(/\b(I|my|you|your|they|their)\b/i)
		}
	})

	test('options fit a phone', () => {
		for (const { text } of questions.flatMap((question) => question.options)) {
			expect(text.split(/\s+/).length, text).toBeLessThanOrEqual(20)
		}
	})

	test('within a question, no two options say the same', () => {
		for (const { options } of questions) {
			expect(new Set(options.map(({ text }) => text)).size).toBe(options.length)
		}
	})
})

describe('figures', () => {
	// Read off the source line by line, apart from the data: family, level, value, bound, unit, citation.
	const expected = [
		['engineering', 1, 84, 'exactly', 'percent', 'Stack Overflow, 2025'],
		['engineering', 1, 51, 'exactly', 'percent', 'Stack Overflow, 2025'],
		['engineering', 1, 29, 'exactly', 'percent', 'Stack Overflow, 2025'],
		['engineering', 1, 66, 'exactly', 'percent', 'Stack Overflow, 2025'],
		['engineering', 2, 30, 'about', 'percent', 'GitHub/Accenture, 2024'],
		['engineering', 2, 88, 'exactly', 'percent', 'GitHub/Accenture, 2024'],
		['engineering', 3, 211_000_000, 'exactly', 'lines', 'GitClear, 2025'],
		['engineering', 3, 25, 'exactly', 'percent', 'GitClear, 2025'],
		['engineering', 3, 10, 'under', 'percent', 'GitClear, 2025'],
		['engineering', 3, 2, 'nearly', 'times', 'GitClear, 2025'],
		['engineering', 3, 4, 'exactly', 'times', 'AMPECO, Monte Carlo, Every'],
		['engineering', 3, 73, 'exactly', 'percent', 'AMPECO, Monte Carlo, Every'],
		['marketing', 1, 80, 'at-least', 'percent', null],
		['marketing', 1, 91, 'exactly', 'percent', 'HubSpot, 2025'],
		['marketing', 1, 43, 'exactly', 'percent', 'HubSpot, 2025'],
		['marketing', 1, 86, 'exactly', 'percent', 'HubSpot, 2025'],
		['marketing', 1, 68, 'exactly', 'percent', 'Marketing AI Institute, 2025'],
		['marketing', 1, 40, 'exactly', 'percent', 'Marketing AI Institute, 2025'],
		['marketing', 2, 26, 'exactly', 'percent', 'Marketing AI Institute, 2025'],
		['marketing', 3, 17, 'exactly', 'percent', 'Marketing AI Institute, 2025'],
		['customer-service', 2, 82, 'exactly', 'percent', 'Intercom, 2025'],
		['customer-service', 2, 60, 'exactly', 'percent', 'Intercom, 2025'],
		['customer-service', 2, 40, 'exactly', 'percent', 'Intercom, 2025'],
		['customer-service', 3, 80, 'at-least', 'percent', null],
		['customer-service', 3, 38, 'exactly', 'percent', 'BCG, 2025'],
		['sales', 1, 70, 'exactly', 'percent', 'Salesforce, 2024'],
		['sales', 2, 2.4, 'exactly', 'times', null],
		['sales', 3, 95, 'exactly', 'percent', 'Gartner, 2025'],
		['sales', 3, 3.7, 'exactly', 'times', null],
		['design', 2, 71, 'exactly', 'percent', 'UX Design Institute, 2025'],
		[null, null, 30, 'up-to', 'percent', 'PwC, 2025'],
	]

	test('every figure of the source, with the citation it gives and no other', () => {
		const found = map.figures.map(({ where, value, qualifier, unit, citation }) => [
			where.family,
			where.halfSteps === null ? null : where.halfSteps / 2,
			value,
			qualifier,
			unit,
			citation,
		])
		const sorted = (rows: unknown[][]) => rows.map((row) => JSON.stringify(row)).sort()
		expect(sorted(found)).toEqual(sorted(expected))
	})

	test('a figure stands at the family and level whose text states it', () => {
		const byKey = new Map(map.figures.map((figure) => [figure.key, figure]))
		for (const guide of map.families) {
			for (const level of guide.levels) {
				const texts = [...level.signs, ...level.notes, ...(level.operations?.warning.points ?? [])]
				for (const { figures } of texts) {
					for (const key of figures) {
						expect(byKey.get(key)?.where, key).toEqual({ family: guide.family, halfSteps: level.halfSteps })
					}
				}
			}
			for (const { figure, halfSteps } of guide.externalValidation?.stages ?? []) {
				expect(byKey.get(figure)?.where, figure).toEqual({ family: guide.family, halfSteps })
			}
		}
	})

	test('a text that states a figure prints its number and its citation', () => {
		const printed: Record<string, string> = {
			'engineering.lines-analyzed': '211 million',
			'engineering.churn': 'nearly doubled',
			'engineering.restructured-gains': '4×',
			'sales.overworked': '2.4 times',
			'sales.quota': '3.7 times',
		}
		const texts = [
			...map.notes,
			...levels.flatMap((level) => [
				...level.signs,
				...level.notes,
				...(level.operations?.warning.points ?? []),
			]),
		]
		let checked = 0
		for (const { text, figures } of texts) {
			for (const key of figures) {
				const figure = map.figures.find((one) => one.key === key)
				expect(text).toContain(printed[key] ?? `${figure?.value}%`)
				if (figure?.citation != null) expect(text).toContain(figure.citation)
				checked += 1
			}
		}
		expect(checked).toBe(28)
	})

	test('dated claims without a number keep their citation', () => {
		const cited = [...signs, ...levels.flatMap(({ notes }) => notes)].filter(
			({ citations }) => citations.length > 0,
		)
		expect(cited.map(({ key, citations }) => [key, ...citations])).toEqual([
			['design.level-3.new-roles', 'NN/g, 2025'],
			['customer-service.level-3.first-function', 'Anthropic, 2026'],
			['design.level-3.pace', 'UX Design Institute, 2025'],
		])
		for (const { text, citations } of cited) expect(text).toContain(citations[0])
	})

	test('the percentage bands of the two range questions, as the source gives them', () => {
		const bands = questions
			.filter(({ shareOf }) => shareOf !== undefined)
			.map(({ key, options }) => [
				key,
				...options.map(({ share }) => [share?.minShare, share?.maxShare, share?.maxExclusive ?? false]),
			])
		expect(bands).toEqual([
			[
				'marketing.edit-share',
				[0.8, 1, false],
				[0.5, 0.7, false],
				[0.3, 0.5, false],
				[0.15, 0.25, false],
				[0.1, 0.2, false],
			],
			[
				'sales.admin-share',
				[0.7, 1, false],
				[0.5, 0.6, false],
				[0.3, 0.4, false],
				[0.15, 0.25, false],
				[0, 0.15, true],
			],
		])
	})

	test('the signs that name a share carry it', () => {
		const shares = signs.filter(({ share }) => share !== undefined).map(({ key, share }) => [key, share])
		expect(shares).toEqual([
			['marketing.level-1.heavy-editing', { minShare: 0.8, maxShare: 1 }],
			['customer-service.level-3.ai-handles', { minShare: 0.8, maxShare: 1 }],
		])
	})
})

describe('keys', () => {
	test('question keys are stored with answers and never change within version 1', () => {
		expect([rubric.key, rubric.version]).toEqual(['skill-progression-map', 1])
		expect(questions.map(({ key }) => key)).toEqual([
			'engineering.start-feature',
			'engineering.wrong-code',
			'engineering.share-with-team',
			'marketing.create-campaign',
			'marketing.bottleneck',
			'marketing.edit-share',
			'customer-service.day',
			'customer-service.bad-answer',
			'customer-service.performance',
			'sales.admin-share',
			'sales.research-prospect',
			'sales.advantage',
			'design.produce',
			'design.bottleneck',
			'design.growing-skills',
		])
	})

	test('all keys are unique, and those of signs, notes and figures never change', () => {
		const keys = [
			...signs,
			...levels.flatMap(({ notes, operations }) => [...notes, ...(operations?.warning.points ?? [])]),
			...map.notes,
		].map(({ key }) => key)
		expect(new Set(keys).size).toBe(keys.length)
		const figureKeys = map.figures.map(({ key }) => key)
		expect(new Set(figureKeys).size).toBe(figureKeys.length)
		const hash = createHash('sha256')
			.update([...keys, ...figureKeys].join('\n'))
			.digest('hex')
		expect(hash).toBe('8e6f2c7511cb5270d7b39f6eeb947a7b0bd9893f8566f4807b493eeea4ddf956')
	})
})
