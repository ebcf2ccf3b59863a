import { describe, expect, test } from 'vitest'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import { builtInObjectives } from '#app/domain/training-need/objectives.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { stepEnd, stepKind, transitionSteps } from '#app/domain/training-need/transition-steps.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import source from '#seed/frameworks/skill-progression-map.json' with { type: 'json' }

const { rubric, transitions } = skillProgressionMap

/** Every step that the built-in map has, as question key and half-steps. */
const steps = [
	...rubric.families.flatMap(({ entry, questions }) => [
		{ questionKey: entry.key, fromHalfSteps: 1 },
		...questions.flatMap(({ key }) =>
			[2, 3, 4, 5].map((fromHalfSteps) => ({ questionKey: key, fromHalfSteps })),
		),
	]),
	...transitions.map(({ from }, i) => ({
		questionKey: transitionSteps[i]?.questionKey ?? '',
		fromHalfSteps: from,
	})),
]

const objectives = Object.entries(builtInObjectives).flatMap(([questionKey, byStep]) =>
	Object.entries(byStep).map(([from, text]) => ({ key: `${questionKey} ${from}`, text })),
)

const plain = (text: string) =>
	text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim()

/** Every text of the map's data, at whatever depth. */
const textsIn = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: []

describe('objectives', () => {
	test('there is one for each step of the built-in map and for each transition, and no other', () => {
		expect(steps).toHaveLength(60 + 5 + 2)
		expect(objectives.map(({ key }) => key).sort()).toEqual(
			steps.map(({ questionKey, fromHalfSteps }) => `${questionKey} ${fromHalfSteps}`).sort(),
		)
	})

	test('each is a sentence of its own, short, and none that the map has', () => {
		const known = new Set(textsIn(source).flatMap((text) => [text, ...text.split(/(?<=[.;])\s/)].map(plain)))
		expect(new Set(objectives.map(({ text }) => plain(text))).size).toBe(objectives.length)
		for (const { key, text } of objectives) {
			expect(text, key).toMatch(/^\p{Lu}.{30,110}\.$/u)
			expect(known.has(plain(text)), key).toBe(false)
		}
	})

	test('a step is told with its objective', () => {
		for (const step of steps) {
			expect(stepTexts(rubric, step)?.objective, step.questionKey).toBe(
				builtInObjectives[step.questionKey]?.[step.fromHalfSteps],
			)
		}
		expect(stepTexts(rubric, { questionKey: 'design.produce', fromHalfSteps: 6 })).toBeNull()
		expect(stepTexts(rubric, { questionKey: 'transition.legacy-patterns', fromHalfSteps: 4 })).toBeNull()
		expect(stepTexts(rubric, { questionKey: 'finance.close', fromHalfSteps: 2 })).toBeNull()
	})

	test('of a question with words of the account, it is made of the two options', () => {
		const own = structuredClone(rubric) as Rubric
		for (const question of own.families[0]?.questions ?? []) question.origin = 'account'
		const [first] = own.families[0]?.questions ?? []
		const [from, to] = first?.options ?? []
		expect(stepTexts(own, { questionKey: first?.key ?? '', fromHalfSteps: 2 })?.objective).toBe(
			`Get from “${from?.text}” to “${to?.text}”.`,
		)
		// The entry question of the family still has the words that it was built with.
		expect(stepTexts(own, { questionKey: 'engineering.entry', fromHalfSteps: 1 })?.objective).toBe(
			builtInObjectives['engineering.entry']?.[1],
		)
	})
})

test('transitions lead where the source of the map has them, and every other step half a tier on', () => {
	expect(
		transitionSteps.map(({ fromHalfSteps, toHalfSteps, name }) => [fromHalfSteps, toHalfSteps, name]),
	).toEqual(transitions.map(({ from, to, name }) => [from, to, name]))
	expect(steps.map(stepEnd)).toEqual(
		steps.map(
			({ questionKey, fromHalfSteps }) => fromHalfSteps + (stepKind(questionKey) === 'transition' ? 2 : 1),
		),
	)
})
