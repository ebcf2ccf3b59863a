import { describe, expect, test } from 'vitest'
import type { Compared } from '#app/domain/calibration/outliers.ts'
import { compareOutliers, findDistances, outlierKindsOf } from '#app/domain/calibration/outliers.ts'
import { distributionOf, spreadByRater } from '#app/domain/calibration/rater-spread.ts'
import type { Rating } from '#app/domain/calibration/rater-spread.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'

const person = (of: Partial<Compared>): Compared => ({
	familyId: 'sales',
	self: null,
	manager: null,
	agreed: null,
	last: null,
	...of,
})
const five = [2, 3, 3, 4, 4].map((agreed) => person({ agreed: agreed as HalfSteps }))
const distanceOf = (one: Compared, others: readonly Compared[] = []) => {
	const [distance] = findDistances([one, ...others], 5)
	if (!distance) throw new Error('one person has one distance')
	return distance
}

describe('how far a person stands out', () => {
	test('is how far the raters are apart, the agreed tier from the family and from the last cycle', () => {
		const one = person({ self: 6, manager: 3, agreed: 5, last: 2 })
		expect(distanceOf(one, five)).toEqual({ raters: 3, family: 2, last: 3, largest: 3, sum: 8 })
		expect(outlierKindsOf(distanceOf(one, five))).toEqual(['raters', 'family', 'last'])
	})

	test('counts what the manager said where nothing is agreed, and the person where no manager said anything', () => {
		expect(distanceOf(person({ self: 3, manager: 4, last: 4 })).last).toBe(0)
		expect(distanceOf(person({ self: 3, last: 4 })).last).toBe(1)
	})

	test('is nothing where there is nothing to compare', () => {
		expect(distanceOf(person({}), five)).toEqual({ raters: 0, family: 0, last: 0, largest: 0, sum: 0 })
		expect(outlierKindsOf(distanceOf(person({ self: 3, manager: 4 })))).toEqual([])
	})

	test('compares nobody with another family, nor with a family of fewer than k', () => {
		const others = five.map((other) => ({ ...other, familyId: 'design' }))
		expect(distanceOf(person({ agreed: 6 }), others).family).toBe(0)
		expect(distanceOf(person({ agreed: 6 }), five.slice(0, 3)).family).toBe(0)
		expect(distanceOf(person({ agreed: 6 }), five.slice(0, 4)).family).toBe(3)
	})

	test('puts the largest distance first, and of the same ones the larger sum', () => {
		const [little, much, most] = [
			distanceOf(person({ self: 2, manager: 4 })),
			distanceOf(person({ self: 2, manager: 4, last: 3 })),
			distanceOf(person({ self: 2, manager: 5 })),
		]
		expect([little, most, much].toSorted(compareOutliers)).toEqual([most, much, little])
	})
})

describe('how the raters of a group use the scale', () => {
	const ratings = (raterId: string, familyId: string, ...tiers: HalfSteps[]): Rating[] =>
		tiers.map((tier) => ({ raterId, familyId, tier }))

	test('is compared within families, the one who differs most first', () => {
		const spreads = spreadByRater(
			[
				...ratings('mild', 'sales', 5, 5, 5),
				...ratings('even', 'sales', 3, 4, 3, 4),
				...ratings('high', 'engineering', 6, 6, 6),
			],
			3,
		)
		expect(spreads.map(({ raterId, difference }) => [raterId, difference && Math.sign(difference)])).toEqual([
			['mild', 1],
			['even', -1],
			['high', 0],
		])
		expect(spreads[0]).toMatchObject({ n: 3, distribution: [0, 0, 0, 0, 3, 0], difference: 5 - 29 / 7 })
	})

	test('says nothing of a rater of fewer than k people, nor against a family of fewer', () => {
		const spreads = spreadByRater(
			[
				...ratings('few', 'sales', 2, 2),
				...ratings('many', 'sales', 4, 4, 4),
				...ratings('alone', 'design', 5),
			],
			3,
		)
		expect(spreads.map(({ raterId, difference }) => [raterId, difference === null])).toEqual([
			['many', false],
			['few', true],
			['alone', true],
		])
	})

	test('counts each tier', () => expect(distributionOf([1, 6, 6, 3])).toEqual([1, 0, 1, 0, 0, 2]))
})
