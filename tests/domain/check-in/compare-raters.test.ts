import { describe, expect, it } from 'vitest'
import type { RatedSide } from '#app/domain/check-in/compare-raters.ts'
import { compareRaters } from '#app/domain/check-in/compare-raters.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'

const keys = ['sales.a', 'sales.b', 'sales.c']
const side = (answers: (HalfSteps | null)[], usesAi = true, tier: HalfSteps | null = null): RatedSide => ({
	usesAi,
	tier,
	answers: answers.map((halfSteps, index) => ({ questionKey: keys[index] ?? '', halfSteps })),
})

describe('comparison of two raters', () => {
	it('marks exactly the answers a whole tier or more apart, in every pair of answers', () => {
		for (const self of [2, 3, 4, 5, 6] as const) {
			for (const manager of [2, 3, 4, 5, 6] as const) {
				const { questions, wholeTierApart } = compareRaters(side([self]), side([manager]), ['sales.a'])
				expect(questions).toEqual([
					{
						questionKey: 'sales.a',
						self,
						manager,
						difference: manager - self,
						wholeTierApart: Math.abs(manager - self) >= 2,
					},
				])
				expect(wholeTierApart).toBe(Math.abs(manager - self) >= 2 ? 1 : 0)
			}
		}
	})

	it('keeps the order of the questions, not of the answers', () => {
		const shuffled = { ...side([2, 3, 4]), answers: [...side([2, 3, 4]).answers].reverse() }
		expect(compareRaters(shuffled, side([2, 3, 4]), keys).questions.map(({ self }) => self)).toEqual([
			2, 3, 4,
		])
	})

	it('puts who does not use AI as a tool at tier 0.5 in every question, answers or not', () => {
		const { entry, questions } = compareRaters(side([6, 6, 6], false), side([2, 3, 4]), keys)
		expect(entry).toEqual({ self: false, manager: true, same: false })
		expect(questions.map(({ difference }) => difference)).toEqual([1, 2, 3])
		expect(questions.map(({ wholeTierApart }) => wholeTierApart)).toEqual([false, true, true])
	})

	it('finds no difference where a side or an answer is missing', () => {
		const alone = compareRaters(null, side([2, 3, 4], true, 3), keys)
		expect(
			alone.questions.every(({ difference, wholeTierApart }) => difference === null && !wholeTierApart),
		).toBe(true)
		expect(alone.entry.same).toBe(false)
		expect(alone.tier).toEqual({ self: null, manager: 3, difference: null, wholeTierApart: false })
		expect(compareRaters(side([null, 2, 2]), side([6, 2, 2]), keys).wholeTierApart).toBe(0)
	})

	it('compares the chosen tiers as well', () => {
		expect(compareRaters(side([4, 4, 4], true, 6), side([4, 4, 4], true, 4), keys).tier).toEqual({
			self: 6,
			manager: 4,
			difference: -2,
			wholeTierApart: true,
		})
	})
})
