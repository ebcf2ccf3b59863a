import { expect, test } from 'vitest'
import type { CorrectedGroup } from '#app/domain/suppression/safe-correction.ts'
import { isSafeCorrection } from '#app/domain/suppression/safe-correction.ts'

const group = (before: number, after: number, people: number, more: Partial<CorrectedGroup> = {}) => ({
	...{ nodeId: 'team', familyId: 'sales', measure: 'tier', before, after, people },
	...more,
})
const limits = { k: 5, allowance: 1 }

test('nobody changed, or enough people whose values were mixed and are mixed', () => {
	expect(isSafeCorrection([], limits)).toBe(true)
	expect(isSafeCorrection([group(3, 3, 1)], limits)).toBe(true)
	expect(isSafeCorrection([group(2, 3, 3), group(3, 4, 3)], limits)).toBe(true)
	expect(isSafeCorrection([group(2, 3, 3), group(3, 4, 2)], limits)).toBe(false)
	expect(isSafeCorrection([group(2, 3, 3), group(3, 4, 2)], { k: 5, allowance: 0 })).toBe(true)
})

test('who all had one value, or all have one now, are given away by the difference', () => {
	expect(isSafeCorrection([group(2, 3, 3), group(2, 4, 3)], limits)).toBe(false)
	expect(isSafeCorrection([group(2, 4, 3), group(3, 4, 3)], limits)).toBe(false)
	// With one of them known, the others must still be mixed.
	expect(isSafeCorrection([group(2, 3, 5), group(3, 4, 1)], limits)).toBe(false)
})

test('each cell is asked by itself: of node, family and measure', () => {
	const enough = [group(2, 3, 3), group(3, 4, 3)]
	for (const more of [{ nodeId: 'other' }, { familyId: 'design' }, { measure: 'sales.lead' }]) {
		expect(isSafeCorrection([...enough, group(2, 3, 1, more)], limits)).toBe(false)
		expect(isSafeCorrection([...enough, ...enough.map((one) => ({ ...one, ...more }))], limits)).toBe(true)
	}
})

test('of the state only the number of people counts', () => {
	expect(isSafeCorrection([group(0, 1, 6, { measure: 'state' })], limits)).toBe(true)
	expect(isSafeCorrection([group(0, 1, 5, { measure: 'state' })], limits)).toBe(false)
	// Who was not assessed before has a value only now.
	expect(isSafeCorrection([group(0, 3, 3), group(0, 4, 3)], limits)).toBe(true)
	expect(isSafeCorrection([group(0, 3, 6)], limits)).toBe(false)
})
