import { expect, test } from 'vitest'
import { progressByDay } from '#app/domain/cycle/progress-days.ts'

test('each day has what there was at its end, quiet days too', () => {
	const days = progressByDay(
		[
			{ day: '2026-10-30', kind: 'manager', count: 2 },
			{ day: '2026-10-01', kind: 'eligible', count: 10 },
			{ day: '2026-10-30', kind: 'eligible', count: 1 },
			{ day: '2026-10-28', kind: 'self', count: 4 },
			{ day: '2026-11-01', kind: 'result', count: 3 },
		],
		{ from: '2026-10-28', to: '2026-11-01' },
	)
	expect(days).toEqual([
		// What is dated before the opening counts from it.
		{ day: '2026-10-28', eligible: 10, self: 4, manager: 0, result: 0 },
		{ day: '2026-10-29', eligible: 10, self: 4, manager: 0, result: 0 },
		{ day: '2026-10-30', eligible: 11, self: 4, manager: 2, result: 0 },
		{ day: '2026-10-31', eligible: 11, self: 4, manager: 2, result: 0 },
		{ day: '2026-11-01', eligible: 11, self: 4, manager: 2, result: 3 },
	])
})

test('a correction after publication makes days of its own', () => {
	const days = progressByDay([{ day: '2027-01-02', kind: 'result', count: 1 }], {
		...{ from: '2026-12-30', to: '2026-12-31' },
	})
	expect(days.map(({ day }) => day)).toEqual(['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'])
	expect(days.at(-1)?.result).toBe(1)
})

test('a cycle that opened today has today, also before its published day is known', () => {
	expect(progressByDay([], { from: '2026-10-02', to: '2026-10-01' })).toEqual([
		{ day: '2026-10-02', eligible: 0, self: 0, manager: 0, result: 0 },
	])
})
