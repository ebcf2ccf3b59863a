import { describe, expect, it } from 'vitest'
import { choosableTiers, isOffered, suggestTier } from '#app/domain/check-in/suggest-tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'

const options = [2, 3, 4, 5, 6] as const
type Answers = (HalfSteps | null)[]

/** Every ordered set of `length` answers, null among them. */
function* everySet(length: number, values: readonly (HalfSteps | null)[]): Generator<Answers> {
	if (length === 0) return yield []
	for (const rest of everySet(length - 1, values)) for (const value of values) yield [...rest, value]
}

describe('suggested tier', () => {
	it('is the highest tier that two of three answers reach, in all 125 sets', () => {
		let seen = 0
		for (const answers of everySet(3, options)) {
			const reached = options.filter((tier) => answers.filter((a) => a !== null && a >= tier).length >= 2)
			expect(suggestTier(answers, true)?.halfSteps, String(answers)).toBe(Math.max(...reached))
			seen++
		}
		expect(seen).toBe(125)
	})

	it('is the lower median for every size from 1 to 7: so many reach it, and too few reach more', () => {
		for (let size = 1; size <= 7; size++) {
			// Of seven answers, sorted sets are enough once order is known not to matter (next test).
			const needed = Math.floor(size / 2) + 1
			for (const answers of sortedSets(size)) {
				const halfSteps = suggestTier(answers, true)?.halfSteps
				if (halfSteps === undefined) throw new Error(`no suggestion for ${answers}`)
				const reaching = (tier: number) => answers.filter((a) => a >= tier).length
				expect(reaching(halfSteps), String(answers)).toBeGreaterThanOrEqual(needed)
				expect(reaching(halfSteps + 1), String(answers)).toBeLessThan(needed)
			}
		}
	})

	it('does not depend on the order of the answers and leaves them as they are', () => {
		for (const answers of everySet(4, [2, 4, 5])) {
			const before = [...answers]
			const sorted = [...answers].sort((a, b) => (a ?? 0) - (b ?? 0))
			expect(suggestTier(answers, true)).toEqual(suggestTier(sorted, true))
			expect(answers).toEqual(before)
		}
	})

	it('suggests nothing for an incomplete set, none at all, or no entry answer', () => {
		for (let size = 1; size <= 5; size++) {
			for (const answers of everySet(size, [2, 6, null])) {
				expect(suggestTier(answers, null)).toBeNull()
				if (answers.includes(null)) expect(suggestTier(answers, true), String(answers)).toBeNull()
				else expect(suggestTier(answers, true)).not.toBeNull()
			}
		}
		expect(suggestTier([], true)).toBeNull()
	})

	it('is tier 0.5 by the entry question alone, whatever the answers', () => {
		for (const answers of everySet(3, [2, 5, null])) {
			expect(suggestTier(answers, false)).toEqual({ halfSteps: 1, inTransition: null })
		}
		expect(suggestTier([], false)).toEqual({ halfSteps: 1, inTransition: null })
	})

	it('offers the half stage above exactly where one answer stands a whole tier or more above', () => {
		for (let size = 2; size <= 7; size++) {
			for (const answers of sortedSets(size)) {
				const suggestion = suggestTier(answers, true)
				if (!suggestion) throw new Error('complete sets suggest')
				const above = answers.some((answer) => answer - suggestion.halfSteps >= 2)
				expect(suggestion.inTransition, String(answers)).toBe(above ? suggestion.halfSteps + 1 : null)
			}
		}
	})

	it('knows what needs no reason', () => {
		const suggestion = suggestTier([2, 2, 4], true)
		if (!suggestion) throw new Error('complete')
		expect([1, 2, 3, 4, 5, 6].filter((tier) => isOffered(tier as HalfSteps, suggestion))).toEqual([2, 3])
	})

	it('keeps tier 0.5 to the entry question', () => {
		expect(choosableTiers(false)).toEqual([1])
		expect(choosableTiers(true)).toEqual([2, 3, 4, 5, 6])
	})
})

function* sortedSets(size: number, least: HalfSteps = 2): Generator<HalfSteps[]> {
	if (size === 0) return yield []
	for (const value of options) {
		if (value < least) continue
		for (const rest of sortedSets(size - 1, value)) yield [value, ...rest]
	}
}
