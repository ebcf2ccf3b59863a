import { describe, expect, test } from 'vitest'
import { groupSteps, listSteps } from '#app/domain/training-topic/known-steps.ts'
import { stepCode } from '#app/domain/training-topic/step-code.ts'
import { topicFields, topicKeyField } from '#app/domain/training-topic/topic-fields.ts'
import { topicKinds } from '#app/domain/training-topic/topic.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { starterTopics } from '#seed/training/topics.ts'

const { rubric } = skillProgressionMap
const steps = listSteps(groupSteps(rubric)).map(stepCode)

describe('the starter catalogue', () => {
	test('serves every step of the built-in map, and only those', () => {
		expect(steps).toHaveLength(67)
		const served = new Set(starterTopics.flatMap((topic) => topic.steps.map(stepCode)))
		expect([...served].sort()).toEqual(steps.toSorted())
	})

	test('has entries that a form would take, each with hours, under keys of their own', () => {
		expect(new Set(starterTopics.map(({ key }) => key)).size).toBe(starterTopics.length)
		const families = new Set(rubric.families.map(({ key }) => key))
		for (const { key, title, description, kind, hours, steps: served, families: of } of starterTopics) {
			expect(topicKeyField.safeParse(key).success, key).toBe(true)
			expect(topicFields.title.parse(title), key).toBe(title)
			expect(topicFields.description.parse(description), key).toBe(description)
			expect(topicFields.hours.parse(hours), key).toBe(hours)
			expect(topicKinds, key).toContain(kind)
			expect(served.length, key).toBeGreaterThan(0)
			// Whoever finds it beside a step of their family is of a family that it is for.
			for (const { questionKey } of served) {
				const [family = ''] = questionKey.split('.')
				expect(of.length === 0 || (families.has(family) && of.includes(family)), key).toBe(true)
			}
		}
		expect(new Set(starterTopics.map(({ kind }) => kind))).toEqual(new Set(topicKinds))
	})
})
