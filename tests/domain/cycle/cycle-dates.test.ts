import { expect, test } from 'vitest'
import {
	daysBetween,
	dueOn,
	findDateOutOfOrder,
	nextPhaseOf,
	phaseDue,
	shiftDay,
} from '#app/domain/cycle/cycle-dates.ts'
import { mayMoveTo } from '#app/domain/cycle/cycle-phase.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'

const none = { opensOn: null, reviewOn: null, calibrationOn: null, publishesOn: null }
const all = {
	opensOn: '2026-12-01',
	reviewOn: '2026-12-08',
	calibrationOn: '2026-12-15',
	publishesOn: '2026-12-22',
}

test('dates lie in the order of the phases; what is left out is jumped over', () => {
	expect(findDateOutOfOrder(none)).toBeNull()
	expect(findDateOutOfOrder(all)).toBeNull()
	expect(findDateOutOfOrder({ ...all, reviewOn: '2026-12-01' })).toEqual({
		date: 'reviewOn',
		notAfter: 'opensOn',
	})
	expect(findDateOutOfOrder({ ...none, opensOn: '2026-12-22', publishesOn: '2026-12-22' })).toEqual({
		date: 'publishesOn',
		notAfter: 'opensOn',
	})
})

test('a cycle is due where its latest date that has come leads, and a draft is opened first', () => {
	expect(phaseDue('draft', none, '2026-12-31')).toBeNull()
	expect(phaseDue('draft', all, '2026-11-30')).toBeNull()
	expect(phaseDue('draft', all, '2026-12-01')).toBe('open')
	expect(phaseDue('draft', all, '2027-01-31')).toBe('open')
	expect(phaseDue('open', all, '2026-12-07')).toBeNull()
	expect(phaseDue('open', all, '2026-12-08')).toBe('review')
	expect(phaseDue('open', all, '2026-12-15')).toBe('calibration')
	expect(phaseDue('calibration', all, '2026-12-10')).toBeNull()
	expect(phaseDue('open', { ...none, publishesOn: '2026-12-22' }, '2026-12-22')).toBe('published')
	expect(phaseDue('published', all, '2027-12-22')).toBeNull()
})

test('no dates lead a cycle where it may not go, whatever its phase and the day', () => {
	const phases: CyclePhase[] = ['draft', 'open', 'review', 'calibration', 'published']
	const astray: string[] = []
	for (let mask = 0; mask < 16; mask += 1) {
		const dates = {
			opensOn: mask & 1 ? all.opensOn : null,
			reviewOn: mask & 2 ? all.reviewOn : null,
			calibrationOn: mask & 4 ? all.calibrationOn : null,
			publishesOn: mask & 8 ? all.publishesOn : null,
		}
		for (const phase of phases) {
			for (let day = '2026-11-28'; day < '2026-12-26'; day = shiftDay(day, 1)) {
				const due = phaseDue(phase, dates, day)
				if (due !== null && !mayMoveTo(phase, due)) astray.push(`${phase} to ${due} on ${day}`)
			}
		}
	}
	expect(astray).toEqual([])
})

test('a person is due until the review begins, a manager until it ends', () => {
	const cycle = { ...all, endsOn: '2026-12-31' }
	expect([dueOn('self', cycle), dueOn('manager', cycle)]).toEqual(['2026-12-07', '2026-12-14'])
	const without = { ...cycle, reviewOn: null, calibrationOn: null }
	expect([dueOn('self', without), dueOn('manager', without)]).toEqual(['2026-12-21', '2026-12-21'])
	expect(dueOn('manager', { ...none, endsOn: '2026-12-31' })).toBe('2026-12-31')
})

test('what comes next is the nearest phase with a date', () => {
	expect(nextPhaseOf('draft', all)).toEqual({ phase: 'open', on: '2026-12-01' })
	expect(nextPhaseOf('open', { ...all, reviewOn: null })).toEqual({ phase: 'calibration', on: '2026-12-15' })
	expect(nextPhaseOf('published', all)).toBeNull()
	expect(nextPhaseOf('open', none)).toBeNull()
})

test('days are counted over months and leap days', () => {
	expect(shiftDay('2028-02-28', 1)).toBe('2028-02-29')
	expect(shiftDay('2026-01-01', -14)).toBe('2025-12-18')
	expect(daysBetween('2026-12-29', '2027-01-02')).toBe(4)
	expect(daysBetween('2026-03-30', '2026-03-27')).toBe(-3)
})
