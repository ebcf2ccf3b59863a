import { describe, expect, test } from 'vitest'
import { ladderRemedies, levelRemedies } from '#app/domain/roadmap/remedies.ts'
import { phaseKeys } from '#app/domain/roadmap/phase.ts'
import type { RoadmapTemplate } from '#app/domain/roadmap/template.ts'
import { levelTemplate, longestItemText, mostTemplateItems } from '#app/domain/roadmap/template.ts'
import { templateFromPlan } from '#app/domain/roadmap/template-from-plan.ts'
import { roadmapTemplateSchema, templatePhasesSchema } from '#app/domain/roadmap/template-schema.ts'
import { agenticEngineeringLadder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { builtInTemplates } from '#seed/roadmap-templates/built-in.ts'

const itemsOf = ({ phases }: RoadmapTemplate) => phases.flatMap(({ items }) => items)
const starters = builtInTemplates.filter(({ origin }) => origin === 'contour')

/** Every key below a value; of a question with each of its options, `key@half-steps`. */
function keysBelow(value: unknown, found = new Set<string>()): Set<string> {
	if (typeof value !== 'object' || value === null) return found
	if ('key' in value && typeof value.key === 'string') {
		found.add(value.key)
		if ('options' in value && Array.isArray(value.options)) {
			for (const { halfSteps } of value.options) found.add(`${value.key}@${halfSteps}`)
		}
	}
	for (const child of Object.values(value)) keysBelow(child, found)
	return found
}

describe('the source’s template', () => {
	const { phases } = fiveAiCodingLevels.roadmap
	const template = levelTemplate(fiveAiCodingLevels)

	test('has the phases of the framework, with their keys and texts, and nothing else', () => {
		expect(template.phases.map(({ key, name }) => [`phases.${key}`, name])).toEqual(
			phases.map(({ key, name }) => [key, name]),
		)
		for (const [index, phase] of phases.entries()) {
			const of = (kind: string) =>
				template.phases[index]?.items
					.filter((one) => one.kind === kind)
					.map(({ key, text }) => ({ key, text }))
			const bare = (entries: typeof phase.outcomes) => entries.map(({ key, text }) => ({ key, text }))
			expect(of('deliverable')).toEqual(bare(phase.deliverables))
			expect(of('outcome')).toEqual(bare(phase.outcomes))
			expect(template.phases[index]?.items).toHaveLength(phase.deliverables.length + phase.outcomes.length)
		}
	})

	test('13 deliverables and 7 outcomes, 3 + 3 + 3 + 4 and 2 + 1 + 2 + 2', () => {
		const count = (kind: string) =>
			template.phases.map(({ items }) => items.filter((one) => one.kind === kind).length)
		expect([count('deliverable'), count('outcome')]).toEqual([
			[3, 3, 3, 4],
			[2, 1, 2, 2],
		])
		expect(roadmapTemplateSchema.parse(template)).toEqual(template)
		expect(template.origin).toBe('source')
	})

	test('is not made where the framework lacks a phase', () => {
		const roadmap = { ...fiveAiCodingLevels.roadmap, phases: phases.slice(1) }
		expect(() => levelTemplate({ ...fiveAiCodingLevels, roadmap })).toThrow('phases.discovery')
	})
})

describe('starter templates of ours', () => {
	test('one for each family under the tier lens, and one for engineering under the rung lens', () => {
		const families = skillProgressionMap.rubric.families.map(({ key }) => key)
		expect(starters.flatMap(({ lens, familyKey }) => (lens === 'tier' ? [familyKey] : []))).toEqual(families)
		expect(starters.flatMap(({ lens, familyKey }) => (lens === 'rung' ? [familyKey] : []))).toEqual([
			'engineering',
		])
		expect(new Set(builtInTemplates.map(({ key }) => key)).size).toBe(1 + starters.length)
	})

	test('every phase has deliverables and an outcome, and no key is used twice in any template', () => {
		for (const { phases } of starters) {
			expect(phases.map(({ key }) => key)).toEqual(phaseKeys)
			for (const { items } of phases) {
				expect(items.filter(({ kind }) => kind === 'deliverable').length).toBeGreaterThanOrEqual(3)
				expect(items.filter(({ kind }) => kind === 'outcome').length).toBeGreaterThanOrEqual(1)
			}
		}
		const keys = builtInTemplates.flatMap((one) => itemsOf(one).map(({ key }) => key))
		expect(new Set(keys).size).toBe(keys.length)
	})

	test('every key that a text is drawn from exists, and is one of the family or of all', () => {
		const map = keysBelow([
			skillProgressionMap.rubric,
			skillProgressionMap.families,
			skillProgressionMap.transitions,
		])
		const transitions = skillProgressionMap.transitions.map(({ key }) => key)
		const ladder = keysBelow(agenticEngineeringLadder.rungs)
		for (const template of starters) {
			for (const { drawsOn = [] } of itemsOf(template)) {
				expect(drawsOn.length).toBeGreaterThan(0)
				for (const { key, halfSteps } of drawsOn) {
					const full = halfSteps === undefined ? key : `${key}@${halfSteps}`
					expect([template.key, full, (template.lens === 'rung' ? ladder : map).has(full)]).toEqual([
						...[template.key, full, true],
					])
					if (template.lens === 'tier' && !transitions.includes(key)) {
						expect(key.startsWith(`${template.familyKey}.`)).toBe(true)
					}
				}
			}
		}
		expect([map.has('engineering.start-feature@1'), map.has('engineering.start-feature@6')]).toEqual([
			false,
			true,
		])
	})

	test('a tier plan draws on every question of its family, and climbs with its phases', () => {
		for (const template of starters.filter(({ lens }) => lens === 'tier')) {
			const family = skillProgressionMap.rubric.families.find(({ key }) => key === template.familyKey)
			const drawn = itemsOf(template).flatMap(({ drawsOn = [] }) => drawsOn.map(({ key }) => key))
			for (const { key } of family?.questions ?? []) expect(drawn).toContain(key)
			const highest = template.phases.map(({ items }) =>
				Math.max(...items.flatMap(({ drawsOn = [] }) => drawsOn.map(({ halfSteps }) => halfSteps ?? 0))),
			)
			expect(highest.slice(1, 3)).toEqual([3, 4])
			expect(highest[0]).toBeLessThanOrEqual(3)
			expect(highest[3]).toBeGreaterThanOrEqual(5)
		}
	})

	test('the plan under the ladder takes up the way out of every trap', () => {
		const ladder = starters.find(({ lens }) => lens === 'rung')
		const drawn = ladder ? itemsOf(ladder).flatMap(({ drawsOn = [] }) => drawsOn.map(({ key }) => key)) : []
		for (const { trap } of agenticEngineeringLadder.rungs) expect(drawn).toContain(trap.key)
	})
})

describe('what is kept of a template', () => {
	const template = levelTemplate(fiveAiCodingLevels)
	const { phases } = template
	const refused = (value: unknown) => templatePhasesSchema.safeParse(value).success === false

	test('four phases in order, with items, each key once', () => {
		expect(refused(phases)).toBe(false)
		expect(refused(phases.slice(1))).toBe(true)
		expect(refused(phases.toReversed())).toBe(true)
		expect(refused(phases.map((phase) => ({ ...phase, items: [] })))).toBe(true)
		const [item] = phases[0]?.items ?? []
		expect(refused(phases.map((phase) => ({ ...phase, items: [item] })))).toBe(true)
		const many = Array.from({ length: mostTemplateItems + 1 }, (_, i) => ({ ...item, key: `own.item-${i}` }))
		const withFirst = (items: unknown[]) =>
			phases.map((phase, i) => ({ ...phase, items: i === 0 ? items : [] }))
		expect(refused(withFirst(many))).toBe(true)
		expect(refused(withFirst(many.slice(1)))).toBe(false)
		expect(refused(withFirst([{ ...item, kind: 'training' }]))).toBe(true)
		expect(refused(withFirst([{ ...item, text: ' ' }]))).toBe(true)
	})

	test('a text of ours says what it is drawn from; none of the source’s does', () => {
		const parse = (origin: string) => roadmapTemplateSchema.safeParse({ ...template, origin }).success
		expect(['source', 'contour', 'account'].map(parse)).toEqual([true, false, true])
		const [starter] = starters
		expect(roadmapTemplateSchema.safeParse({ ...starter, origin: 'source' }).success).toBe(false)
	})

	test('a template made of a plan keeps its deliverables and outcomes, and is one', () => {
		const names = { discovery: 'A', mvp: 'B', hardening: 'C', scaling: 'D' }
		const item = { phase: 'mvp', kind: 'deliverable', text: 'x', state: 'done', sourceKey: null } as const
		const made = templateFromPlan(names, [
			{ ...item, sourceKey: 'phase-mvp.mvp' },
			{ ...item, text: 'added' },
			{ ...item, text: 'added too', kind: 'outcome', state: 'todo' },
			{ ...item, text: 'copied', sourceKey: 'phase-mvp.mvp' },
			{ ...item, text: 'dropped', state: 'dropped' },
			{ ...item, text: 'a training', kind: 'training' },
			{ ...item, text: 'from an own template', sourceKey: 'own.mvp.item-2', phase: 'scaling' },
		])
		expect(made.ok && made.phases.map(({ name, items }) => [name, ...items.map(({ key }) => key)])).toEqual([
			['A'],
			['B', 'phase-mvp.mvp', 'own.mvp.item-1', 'own.mvp.item-2', 'own.mvp.item-3'],
			['C'],
			['D', 'own.scaling.item-1'],
		])
		expect(made.ok && templatePhasesSchema.safeParse(made.phases).success).toBe(true)
		expect(templateFromPlan(names, [{ ...item, kind: 'own' }])).toEqual({ ok: false, reason: 'no-items' })
		const many = Array.from({ length: mostTemplateItems + 1 }, () => item)
		expect(templateFromPlan(names, many)).toEqual({ ok: false, reason: 'too-many-items' })
		const long = { ...item, text: 'x'.repeat(longestItemText + 1) }
		expect(templateFromPlan(names, [item, long])).toEqual({
			...{ ok: false, reason: 'long-texts', texts: [long.text] },
		})
	})
})

test('remedies are the framework’s: five for mistakes, three for the stall, six ways out of traps', () => {
	const levels = levelRemedies(fiveAiCodingLevels)
	const { mistakes, stall } = fiveAiCodingLevels
	expect(levels.map(({ key, text }) => [key, text])).toEqual(
		[...mistakes.items.map(({ remediation }) => remediation), ...stall.remedies].map(({ key, text }) => [
			key,
			text,
		]),
	)
	expect(levels.map(({ against }) => against).slice(0, 5)).toEqual(mistakes.items.map(({ name }) => name))
	expect(levels).toHaveLength(8)
	const ways = ladderRemedies(agenticEngineeringLadder)
	expect(ways.map(({ key, against, text }) => [key, against, text])).toEqual(
		agenticEngineeringLadder.rungs.map(({ trap }) => [trap.key, trap.name, trap.wayOut]),
	)
	expect(ways).toHaveLength(6)
})
