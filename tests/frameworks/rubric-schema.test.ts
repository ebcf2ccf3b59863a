import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { findFamily, findOption, findQuestion, rubricSchema } from '#app/domain/framework/rubric.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import { inShareRange } from '#app/domain/framework/share-range.ts'
import { skillProgressionMapSchema } from '#app/domain/framework/skill-progression-map.ts'
import type { SkillProgressionMap } from '#app/domain/framework/skill-progression-map.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

/** What the schema says of the rubric after a change; '' where it accepts it. */
function rubricRefusal(change: (rubric: Rubric) => void): string {
	const copy = structuredClone(skillProgressionMap.rubric)
	change(copy)
	const parsed = rubricSchema.safeParse(copy)
	return parsed.success ? '' : z.prettifyError(parsed.error)
}

function mapRefusal(change: (map: SkillProgressionMap) => void): string {
	const copy = structuredClone(skillProgressionMap)
	change(copy)
	const parsed = skillProgressionMapSchema.safeParse(copy)
	return parsed.success ? '' : z.prettifyError(parsed.error)
}

/** The entry of a list that the test knows to be there. */
function at<T>(list: readonly T[], index: number): T {
	const entry = list[index]
	if (entry === undefined) throw new Error(`no entry ${index}`)
	return entry
}

describe('the rubric schema', () => {
	test('accepts the built-in rubric, also after a round trip through itself', () => {
		expect(rubricRefusal(() => {})).toBe('')
		expect(mapRefusal(() => {})).toBe('')
		expect(skillProgressionMapSchema.parse(skillProgressionMap)).toEqual(skillProgressionMap)
	})

	test('refuses a dropped option, at its place', () => {
		for (const index of [0, 2, 4]) {
			const refusal = rubricRefusal((rubric) => {
				at(at(rubric.families, 1).questions, 2).options.splice(index, 1)
			})
			expect(refusal).toContain(`families[1].questions[2].options[${index}]`)
			expect(refusal).toContain('"marketing.edit-share" has no option for tier 3 (half-step 6)')
		}
	})

	test('refuses a sixth option', () => {
		const refusal = rubricRefusal((rubric) => {
			at(at(rubric.families, 0).questions, 0).options.push({ halfSteps: 6, text: 'One more' })
		})
		expect(refusal).toContain('"engineering.start-feature" has 6 options; it takes 5')
		expect(refusal).toContain('families[0].questions[0].options')
	})

	test('refuses options out of order and a half-step twice', () => {
		const swapped = rubricRefusal((rubric) => {
			at(at(rubric.families, 0).questions, 0).options.reverse()
		})
		expect(swapped).toContain('families[0].questions[0].options[0].halfSteps')
		expect(swapped).toContain('needs half-step 2 here, not 6')
		const twice = rubricRefusal((rubric) => {
			at(at(at(rubric.families, 0).questions, 0).options, 3).halfSteps = 4
		})
		expect(twice).toContain('families[0].questions[0].options[3].halfSteps')
		expect(twice).toContain('needs half-step 5 here, not 4')
	})

	test.each([1, 7, 2.5, 0])('refuses half-step %s in an option', (halfSteps) => {
		const refusal = rubricRefusal((rubric) => {
			Object.assign(at(at(at(rubric.families, 2).questions, 1).options, 0), { halfSteps })
		})
		expect(refusal).toContain('families[2].questions[1].options[0].halfSteps')
	})

	test('refuses a key used twice, of questions and of families', () => {
		const question = rubricRefusal((rubric) => {
			at(at(rubric.families, 3).questions, 2).key = 'sales.admin-share'
		})
		expect(question).toContain('the key "sales.admin-share" is used twice')
		expect(question).toContain('families[3].questions[2].key')
		const family = rubricRefusal((rubric) => {
			rubric.families.push(structuredClone(at(rubric.families, 0)))
		})
		expect(family).toContain('the key "engineering" is used twice')
		expect(family).toContain('families[5].key')
	})

	test('refuses a question under another family’s key, and an entry question of another name', () => {
		const question = rubricRefusal((rubric) => {
			at(at(rubric.families, 4).questions, 0).key = 'sales.produce'
		})
		expect(question).toContain('families[4].questions[0].key')
		expect(question).toContain('must begin with "design."')
		const entry = rubricRefusal((rubric) => {
			at(rubric.families, 4).entry.key = 'design.start'
		})
		expect(entry).toContain('families[4].entry.key')
		expect(entry).toContain('must be "design.entry"')
	})

	test('refuses an empty text, one with blanks around it, and a word that it does not know', () => {
		const empty = rubricRefusal((rubric) => {
			at(at(at(rubric.families, 0).questions, 0).options, 1).text = ''
		})
		expect(empty).toContain('must not be empty')
		expect(empty).toContain('families[0].questions[0].options[1].text')
		const blank = rubricRefusal((rubric) => {
			at(rubric.families, 0).name = ' Engineering'
		})
		expect(blank).toContain('families[0].name')
		const unknown = rubricRefusal((rubric) => {
			Object.assign(at(rubric.families, 0), { weight: 2 })
		})
		expect(unknown).toContain('weight')
	})

	test('refuses an entry question that claims to be the source’s', () => {
		const refusal = rubricRefusal((rubric) => {
			Object.assign(at(rubric.families, 0).entry, { origin: 'source' })
		})
		expect(refusal).toContain('families[0].entry.origin')
	})

	test('takes two to seven questions a family', () => {
		const withQuestions = (count: number) =>
			rubricRefusal((rubric) => {
				const family = at(rubric.families, 0)
				const model = at(family.questions, 0)
				family.questions = Array.from({ length: count }, (_, index) => ({
					...model,
					key: `engineering.own-${index}`,
				}))
			})
		expect(withQuestions(1)).toContain('a family needs at least 2 questions')
		for (const count of [2, 3, 7]) expect(withQuestions(count)).toBe('')
		expect(withQuestions(8)).toContain('a family takes at most 7 questions')
		expect(withQuestions(8)).toContain('families[0].questions')
	})

	test('takes a family that an account adds, in a rubric of its own', () => {
		expect(
			rubricRefusal((rubric) => {
				const own = structuredClone(at(rubric.families, 0))
				Object.assign(own, { key: 'finance', name: 'Finance', origin: 'account' })
				own.entry.key = 'finance.entry'
				own.entry.origin = 'account'
				own.questions.forEach((question, index) => {
					question.key = `finance.question-${index}`
					question.origin = 'account'
				})
				rubric.families.push(own)
				rubric.key = 'our-map'
				rubric.source = null
			}),
		).toBe('')
	})

	test('wants a band on every option or on none', () => {
		const dropped = rubricRefusal((rubric) => {
			delete at(at(at(rubric.families, 1).questions, 2).options, 2).share
		})
		expect(dropped).toContain('families[1].questions[2].shareOf')
		const upsideDown = rubricRefusal((rubric) => {
			at(at(at(rubric.families, 1).questions, 2).options, 2).share = { minShare: 0.5, maxShare: 0.3 }
		})
		expect(upsideDown).toContain('families[1].questions[2].options[2].share')
		expect(upsideDown).toContain('minShare must be below maxShare')
	})
})

describe('the map schema', () => {
	test('refuses a figure that nothing states, and one that nobody knows', () => {
		const unknown = mapRefusal((map) => {
			map.figures.splice(0, 1)
		})
		expect(unknown).toContain('there is no figure "engineering.use-ai"')
		expect(unknown).toContain('families[0].levels[0].notes[0].figures[0]')
		const unstated = mapRefusal((map) => {
			at(at(at(map.families, 0).levels, 0).notes, 0).figures.pop()
		})
		expect(unstated).toContain('no text states the figure "engineering.fixing-time"')
	})

	test('refuses a sign’s key used twice, a missing level, families unlike the rubric’s', () => {
		const sign = mapRefusal((map) => {
			const { signs } = at(at(map.families, 0).levels, 0)
			at(signs, 1).key = at(signs, 0).key
		})
		expect(sign).toContain('the key "engineering.level-1.autocomplete" is used twice')
		expect(sign).toContain('families[0].levels[0].signs[1].key')
		const level = mapRefusal((map) => {
			at(map.families, 2).levels.splice(1, 1)
		})
		expect(level).toContain('families[2].levels')
		const family = mapRefusal((map) => {
			map.families.reverse()
		})
		expect(family).toContain('needs the families of the rubric, in the same order')
	})

	test('refuses a definition for a stage', () => {
		const refusal = mapRefusal((map) => {
			at(map.tiers, 2).definition = 'Made up'
		})
		expect(refusal).toContain('tiers[2]')
	})
})

describe('reading a rubric', () => {
	const { rubric } = skillProgressionMap

	test('finds families, questions and options by key, and nothing where there is nothing', () => {
		expect(findFamily(rubric, 'design')?.name).toBe('Design')
		expect(findFamily(rubric, 'finance')).toBeUndefined()
		const question = findQuestion(rubric, 'sales.admin-share')
		expect(question?.key).toBe('sales.admin-share')
		expect(findQuestion(rubric, 'sales.entry')).toBeUndefined()
		if (question === undefined) throw new Error('no question')
		expect(findOption(question, 4)?.share).toEqual({ minShare: 0.3, maxShare: 0.4 })
		expect(findOption(question, 1)).toBeUndefined()
	})

	test('a share may lie in no band, in one or in two', () => {
		const bandsOf = (key: string, share: number) =>
			findQuestion(rubric, key)
				?.options.filter((option) => option.share !== undefined && inShareRange(option.share, share))
				.map(({ halfSteps }) => halfSteps)
		expect(bandsOf('marketing.edit-share', 0.9)).toEqual([2])
		expect(bandsOf('marketing.edit-share', 0.5)).toEqual([3, 4])
		expect(bandsOf('marketing.edit-share', 0.27)).toEqual([])
		expect(bandsOf('marketing.edit-share', 0.2)).toEqual([5, 6])
		expect(bandsOf('marketing.edit-share', 0.05)).toEqual([])
		expect(bandsOf('sales.admin-share', 0.45)).toEqual([])
		expect(bandsOf('sales.admin-share', 0.15)).toEqual([5])
		expect(bandsOf('sales.admin-share', 0.149)).toEqual([6])
	})
})
