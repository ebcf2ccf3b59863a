import { describe, expect, test } from 'vitest'
import type { BandedOption } from '#app/domain/check-in/compare-share.ts'
import { agreementWith, isSignThere, placeShare, signAgreement } from '#app/domain/check-in/compare-share.ts'
import { describeOptions, describeSign } from '#app/domain/check-in/share-words.ts'
import { findQuestion } from '#app/domain/framework/rubric.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const optionsOf = (key: string) =>
	(findQuestion(skillProgressionMap.rubric, key)?.options ?? []).flatMap(
		({ share, ...option }): BandedOption[] => (share ? [{ ...option, share }] : []),
	)
const marketing = optionsOf('marketing.edit-share')
const sales = optionsOf('sales.admin-share')

/** 'in 2.5 3', 'between 2 1.5', 'beyond 3' */
function placed(options: readonly BandedOption[], share: number): string {
	const place = placeShare(options, share)
	if (!place) return 'nowhere'
	const at = place.kind === 'beyond' ? [place.nearest] : place.options
	return [place.kind, ...at.map(({ halfSteps }) => tierOf(halfSteps))].join(' ')
}

describe('the place of a measured share', () => {
	test.each([
		[1, 'in 1'],
		[0.8, 'in 1'],
		[0.75, 'between 1.5 1'],
		[0.6, 'in 1.5'],
		[0.5, 'in 1.5 2'],
		[0.3, 'in 2'],
		// Printed as 30%.
		[0.2996, 'in 2'],
		[0.299, 'between 2.5 2'],
		[0.27, 'between 2.5 2'],
		[0.25, 'in 2.5'],
		[0.18, 'in 2.5 3'],
		[0.12, 'in 3'],
		[0.05, 'beyond 3'],
		[0, 'beyond 3'],
	])('in marketing, of which the bands overlap and leave gaps: %d', (share, place) => {
		// The lower neighbour of a gap comes first; of what is edited the lower one is the higher tier.
		expect(placed(marketing, share)).toBe(place)
	})

	test.each([
		[0.7, 'in 1'],
		[0.65, 'between 1.5 1'],
		[0.45, 'between 2 1.5'],
		[0.27, 'between 2.5 2'],
		[0.15, 'in 2.5'],
		// Printed as 15%, of which "under 15%" would not be true.
		[0.1496, 'in 2.5'],
		[0.149, 'in 3'],
		[0, 'in 3'],
		[1.2, 'beyond 1'],
	])('in sales, of which the last band ends below its bound: %d', (share, place) => {
		expect(placed(sales, share)).toBe(place)
	})

	test('is nowhere without bands', () => {
		expect(placeShare([], 0.5)).toBeNull()
	})
})

/** What is said to who chose a tier. */
function said(options: readonly BandedOption[], share: number, halfSteps: HalfSteps) {
	const place = placeShare(options, share)
	const chosen = options.find((option) => option.halfSteps === halfSteps)
	if (!place || !chosen) throw new Error('no place')
	const agreement = agreementWith(place, halfSteps)
	return [agreement, describeOptions(place, { chosen, agreement })]
}

describe('what is said of it', () => {
	test('agrees with every option whose band it lies in', () => {
		expect(said(marketing, 0.18, 5)[0]).toBe('agrees')
		expect(said(marketing, 0.18, 6)).toEqual([
			'agrees',
			'What is measured lies in the chosen option, “10–20%, selecting instead of rewriting”.',
		])
	})

	test('names the option that it lies in, and asks', () => {
		expect(said(sales, 0.55, 4)).toEqual([
			'differs',
			'What is measured lies in “50–60%, actively automating tasks”; chosen is “30–40%”. What explains the difference?',
		])
	})

	test('in a gap stands between two, for who chose one of them', () => {
		expect(said(sales, 0.45, 4)).toEqual([
			'between',
			'What is measured lies between “30–40%” and “50–60%, actively automating tasks”, where there is no option. Which of the two describes the work better?',
		])
		expect(said(sales, 0.45, 3)[0]).toBe('between')
		expect(said(sales, 0.45, 6)).toEqual([
			'differs',
			'What is measured lies between “30–40%” and “50–60%, actively automating tasks”; chosen is “Under 15%”. What explains the difference?',
		])
	})

	test('beyond all bands names the nearest', () => {
		expect(said(marketing, 0.05, 6)).toEqual([
			'beyond',
			'What is measured is less than any option says. The chosen one, “10–20%, selecting instead of rewriting”, is the nearest.',
		])
		expect(said(marketing, 0.05, 2)[0]).toBe('differs')
	})
})

describe('a sign of level 3, measured of a team', () => {
	const sign = { share: { minShare: 0.8, maxShare: 1 } }
	test.each([
		[0.8, 6, 'agrees'],
		[0.7996, 6, 'agrees'],
		[0.79, 6, 'differs'],
		[0.9, 5, 'on-the-way'],
		[0.2, 5, 'on-the-way'],
		[0.9, 4, 'differs'],
		[0.2, 1, 'agrees'],
	] as const)('%d beside half-step %d', (measured, chosen, agreement) => {
		const isThere = isSignThere(sign, measured)
		expect(signAgreement({ level: 6, isThere, chosen })).toBe(agreement)
		const text = describeSign({ level: 6, isThere, chosen, locale: 'en-GB' })
		expect(text).toContain(`tier ${tierOf(chosen).toFixed(1)}`)
		expect(text).toContain(isThere ? 'the team shows this sign' : 'the team does not show this sign')
		expect(text.endsWith('?')).toBe(agreement === 'differs')
	})
})
