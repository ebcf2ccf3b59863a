import { expect, test } from 'vitest'
import { findDateOutOfOrder, shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import {
	findPlanProblem,
	lastDayOfAnswers,
	openFields,
	phasePassed,
	phasesByHand,
	shiftPlan,
	suggestPlan,
} from '#app/domain/cycle/cycle-plan.ts'
import type { CyclePlan } from '#app/domain/cycle/cycle-plan.ts'
import { quarterOf, shiftQuarter } from '#app/domain/cycle/fiscal-quarter.ts'

const plan: CyclePlan = {
	opensOn: '2026-12-01',
	reviewOn: '2026-12-08',
	calibrationOn: '2026-12-15',
	publishesOn: '2026-12-22',
	lateJoinersUntil: '2026-12-14',
}
const none: CyclePlan = {
	opensOn: null,
	reviewOn: null,
	calibrationOn: null,
	publishesOn: null,
	lateJoinersUntil: null,
}

test('dates are suggested for every day of a year: to come, in order, from a Monday, within the quarter where it can be', () => {
	for (let today = '2026-01-01'; today < '2027-01-01'; today = shiftDay(today, 1)) {
		for (const by of [0, 1]) {
			const quarter = shiftQuarter(quarterOf(today, 1), by, 1)
			const suggested = suggestPlan(quarter, today)
			expect(findPlanProblem(suggested, { before: none, today }), today).toBeNull()
			expect(new Date(`${suggested.opensOn}T00:00:00Z`).getUTCDay(), today).toBe(1)
			if (by === 1) {
				expect(suggested.publishesOn && suggested.publishesOn <= quarter.endsOn, today).toBe(true)
				expect(suggested.opensOn && suggested.opensOn >= quarter.startsOn, today).toBe(true)
			}
		}
	}
})

test('a plan moves to another quarter by its days from the first', () => {
	const from = quarterOf('2026-12-01', 1)
	const to = shiftQuarter(from, 1, 1)
	expect(shiftPlan(plan, from, to)).toEqual({
		opensOn: '2027-03-03',
		reviewOn: '2027-03-10',
		calibrationOn: '2027-03-17',
		publishesOn: '2027-03-24',
		lateJoinersUntil: '2027-03-16',
	})
	expect(shiftPlan(none, from, to)).toEqual(none)
	expect(findDateOutOfOrder(shiftPlan(plan, from, to))).toBeNull()
})

test('only what is to come can be changed', () => {
	expect(openFields('draft')).toEqual([
		...['opensOn', 'reviewOn', 'calibrationOn', 'publishesOn', 'lateJoinersUntil'],
	])
	expect(openFields('open')).toEqual(['reviewOn', 'calibrationOn', 'publishesOn', 'lateJoinersUntil'])
	expect(openFields('review')).toEqual(['calibrationOn', 'publishesOn', 'lateJoinersUntil'])
	expect(openFields('calibration')).toEqual(['publishesOn'])
	expect(openFields('published')).toEqual([])
})

test('what is wrong with a plan is said of its field', () => {
	const problem = (changed: Partial<CyclePlan>, today = '2026-11-20') =>
		findPlanProblem({ ...plan, ...changed }, { before: plan, today })
	expect(problem({})).toBeNull()
	// What stays as it was may be past.
	expect(problem({}, '2026-12-10')).toBeNull()
	expect(problem({ opensOn: '2026-11-20' })).toEqual({ field: 'opensOn', problem: 'past' })
	expect(problem({ opensOn: '2026-12-08' })).toEqual({
		field: 'reviewOn',
		problem: 'order',
		notAfter: 'opensOn',
	})
	expect(problem({ lateJoinersUntil: '2026-11-30' })).toEqual({
		field: 'lateJoinersUntil',
		problem: 'before-opening',
	})
	expect(problem({ lateJoinersUntil: '2026-12-15' })).toEqual({
		field: 'lateJoinersUntil',
		problem: 'after-answers',
	})
	expect(problem({ lateJoinersUntil: '2026-12-15', calibrationOn: null })).toBeNull()
	expect(lastDayOfAnswers(plan)).toBe('2026-12-14')
	expect(lastDayOfAnswers(none)).toBeNull()
})

test('what can be begun by hand leads forward, the planned phase first', () => {
	expect(phasesByHand('draft', plan)).toEqual([])
	expect(phasesByHand('open', plan)).toEqual(['review', 'calibration'])
	expect(phasesByHand('open', { ...plan, reviewOn: null })).toEqual(['calibration', 'review'])
	expect(phasesByHand('open', none)).toEqual(['review', 'calibration'])
	expect(phasesByHand('review', plan)).toEqual(['calibration'])
	expect(phasesByHand('calibration', plan)).toEqual([])
	expect(phasesByHand('published', plan)).toEqual([])
})

test('a cycle that opens today must not end today', () => {
	expect(phasePassed(plan, '2026-12-07')).toBeNull()
	expect(phasePassed(plan, '2026-12-08')).toBe('reviewOn')
	expect(phasePassed({ ...plan, reviewOn: null, calibrationOn: null }, '2026-12-22')).toBe('publishesOn')
	expect(phasePassed(none, '2030-01-01')).toBeNull()
})
