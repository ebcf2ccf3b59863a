import { expect, test } from 'vitest'
import { allAlikeAt, needsWhatChanged } from '#app/domain/check-in/ask-back.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { allHalfSteps } from '#app/domain/tier/tier.ts'

test('what changed is asked from two whole tiers above the last result on, of every pair of tiers', () => {
	const asked = allHalfSteps.flatMap((previous) =>
		allHalfSteps.filter((tier) => needsWhatChanged(previous, tier)).map((tier) => [previous, tier]),
	)
	expect(asked).toEqual([
		[1, 5],
		[1, 6],
		[2, 6],
	])
	for (const tier of [...allHalfSteps, null]) expect(needsWhatChanged(null, tier)).toBe(false)
	expect(needsWhatChanged(1, null)).toBe(false)
})

test('answers are all alike only where each is given, they are two or more, and all are the same', () => {
	const values: (HalfSteps | null)[] = [null, 2, 3, 4, 5, 6]
	for (const a of values) {
		expect(allAlikeAt(true, [a])).toBeNull()
		for (const b of values) {
			for (const c of values) {
				const same = a !== null && a === b && b === c ? a : null
				expect(allAlikeAt(true, [a, b, c])).toBe(same)
				expect(allAlikeAt(false, [a, b, c])).toBeNull()
				expect(allAlikeAt(null, [a, b, c])).toBeNull()
			}
		}
	}
})
