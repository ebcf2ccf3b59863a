import { describe, expect, test } from 'vitest'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { forecastPhaseEnd } from '#app/domain/roadmap/forecast.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import { phaseKeys, schedulePhases } from '#app/domain/roadmap/phase.ts'
import { actualShare, plannedShare } from '#app/domain/roadmap/progress.ts'
import { describeStanding, phaseNames } from '#app/domain/roadmap/roadmap-words.ts'
import { roadmapStandings, standingOf } from '#app/domain/roadmap/standing.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'
import { anyPlan, plus, workItem } from './any-plan.ts'

/** Ends on 14 January, 31 March, 30 June, 31 December. */
const phases = schedulePhases('2026-01-01')
const done = workItem({ state: 'done', doneOn: '2026-01-05' })

const of = (over: Partial<Parameters<typeof standingOf>[0]>) =>
	standingOf({ phases, closed: [], items: [done], today: '2026-01-10', ...over })
const say = (over: Parameters<typeof of>[0]) => {
	const { standing, reason } = of(over)
	return `${standing}: ${describeStanding(reason, { nameOf: (phase) => phaseNames[phase], locale: 'en-GB' })}`
}

describe('where a plan stands', () => {
	test('late when an open phase is past its end, from the day after', () => {
		expect(of({ today: '2026-01-14' }).standing).toBe('on-track')
		expect(say({ today: '2026-01-15' })).toBe(
			'late: Discovery was to end on 14 Jan 2026, 1 day ago, and is open.',
		)
		expect(of({ today: '2026-01-15', closed: ['discovery'] }).standing).toBe('on-track')
		expect(say({ today: '2026-04-02', closed: ['discovery'] })).toContain(
			'MVP and instrumentation was to end',
		)
	})

	test('by the day where the account is, not the server’s', () => {
		const now = new Date('2026-01-15T00:30:00Z')
		const at = (zone: string) => of({ today: todayIn(zone, now) }).standing
		expect(['America/Los_Angeles', 'UTC', 'Pacific/Kiritimati'].map(at)).toEqual(['on-track', 'late', 'late'])
	})

	test('at risk when an item is overdue, late after 14 days', () => {
		const item = workItem({ phase: 'mvp', dueOn: '2026-02-01' })
		const others = Array.from({ length: 9 }, () => done)
		const at = (today: string) => say({ today, closed: ['discovery'], items: [...others, item] })
		expect(at('2026-02-01')).toMatch(/^on-track/)
		expect(at('2026-02-02')).toBe('at-risk: 1 item is overdue, by 1 day.')
		expect(at('2026-02-15')).toBe('at-risk: 1 item is overdue, by 14 days.')
		expect(at('2026-02-16')).toBe('late: 1 item is overdue, by 15 days.')
		const two = [item, { ...item, dueOn: '2026-02-10' }]
		expect(say({ today: '2026-02-12', closed: ['discovery'], items: two })).toBe(
			'at-risk: 2 items are overdue, the longest by 11 days.',
		)
	})

	test('an item is no matter once it is done or dropped, or its phase is closed', () => {
		const late = workItem({ phase: 'discovery', dueOn: '2026-01-05' })
		const others = Array.from({ length: 19 }, () => done)
		const at = (item: typeof late) => of({ today: '2026-01-13', items: [...others, item] }).standing
		expect(at(late)).toBe('at-risk')
		expect(at({ ...late, state: 'done', doneOn: '2026-01-12' })).toBe('on-track')
		expect(at({ ...late, state: 'dropped' })).toBe('on-track')
		expect(of({ today: '2026-02-13', closed: ['discovery'], items: [...others, late] }).standing).toBe(
			'on-track',
		)
	})

	test('at risk when the pace so far leads beyond the end of a phase', () => {
		const items = [
			...Array.from({ length: 12 }, () => done),
			...Array.from({ length: 3 }, () => workItem({ phase: 'mvp', state: 'done', doneOn: '2026-02-20' })),
			...Array.from({ length: 5 }, () => workItem({ phase: 'mvp', dueOn: '2026-03-31' })),
		]
		expect(say({ today: '2026-03-01', closed: ['discovery'], items })).toBe(
			'at-risk: At the pace so far MVP and instrumentation ends about 17 May 2026, planned is 31 Mar 2026.',
		)
		const faster = items.map((item, i) =>
			i === 15 ? { ...item, state: 'done' as const, doneOn: '2026-02-28' } : item,
		)
		expect(of({ today: '2026-02-12', closed: ['discovery'], items: faster }).standing).toBe('on-track')
	})

	test('at risk when more than 0.15 below what is planned for today', () => {
		const due = (count: number) =>
			Array.from({ length: count }, () => workItem({ phase: 'mvp', dueOn: '2026-02-01' }))
		const finished = (count: number) =>
			due(count).map((item) => ({ ...item, state: 'done' as const, doneOn: '2026-01-31' }))
		// Spread over its phase, so that nothing is overdue.
		const spread = Array.from({ length: 20 }, () => workItem({ phase: 'discovery' }))
		expect(say({ today: '2026-01-03', items: spread })).toBe('at-risk: 0% is done, planned for today is 21%.')
		expect(of({ today: '2026-01-02', items: spread }).standing).toBe('on-track')
		// 17 of 20 done on a day for which all are planned: just 0.15.
		const most = [...finished(17), ...Array.from({ length: 3 }, () => workItem({ phase: 'discovery' }))]
		const last = { today: '2026-02-01', closed: ['discovery'] as PhaseKey[] }
		expect(of({ ...last, items: most }).standing).toBe('on-track')
		expect(say({ ...last, items: most.slice(1) })).toBe('at-risk: 84% is done, planned for today is 100%.')
	})

	test('on track says how far it is, or that it has not begun, has nothing to do or is through', () => {
		expect(say({ items: [done, workItem({ dueOn: '2026-01-14' })] })).toBe(
			'on-track: 50% is done, planned for today is 36%; nothing is overdue.',
		)
		expect(say({ today: '2025-12-01', items: [workItem({})] })).toBe('on-track: Begins on 1 Jan 2026.')
		expect(say({ items: [] })).toBe('on-track: The plan has no items.')
		expect(say({ closed: phaseKeys, today: '2030-01-01', items: [workItem({})] })).toBe(
			'on-track: All four phases are closed.',
		)
	})

	test('the rule holds for any plan, and doing what is open never makes it worse', () => {
		const random = seeded(81)
		const seen = new Map<string, number>()
		for (let round = 0; round < 1200; round += 1) {
			const plan = anyPlan(random)
			const closed = phaseKeys.slice(0, random.below(5))
			const { standing, reason } = standingOf({ ...plan, closed })
			seen.set(reason.why, (seen.get(reason.why) ?? 0) + 1)

			const { today, items } = plan
			const openPhases = plan.phases.filter(({ key }) => !closed.includes(key))
			const overdue = items.filter(
				({ state, dueOn, phase }) =>
					(state === 'todo' || state === 'doing') &&
					!closed.includes(phase) &&
					dueOn !== null &&
					dueOn < today,
			)
			const isLate =
				openPhases.some(({ endsOn }) => endsOn < today) ||
				overdue.some(({ dueOn }) => dueOn !== null && plus(dueOn, 14) < today)
			const isBeyond = openPhases.some((one) => {
				const forecast = forecastPhaseEnd(one, items, today)
				return forecast.kind === 'forecast' && forecast.on > one.endsOn
			})
			const behind = (plannedShare(items, plan.phases, today) ?? 0) - (actualShare(items) ?? 0) > 0.15
			const isAtRisk = openPhases.length > 0 && (overdue.length > 0 || isBeyond || behind)
			expect(standing).toBe(isLate ? 'late' : isAtRisk ? 'at-risk' : 'on-track')

			const through = items.map((item) =>
				item.state === 'todo' || item.state === 'doing'
					? { ...item, state: 'done' as const, doneOn: today }
					: item,
			)
			const after = standingOf({ ...plan, closed, items: through }).standing
			expect(roadmapStandings.indexOf(after)).toBeLessThanOrEqual(roadmapStandings.indexOf(standing))
			expect(standingOf({ ...plan, closed: phaseKeys }).standing).toBe('on-track')
		}
		expect([...seen.keys()].toSorted()).toEqual([
			...['all-closed', 'as-planned', 'behind-plan', 'forecast-after-end'],
			...['item-overdue', 'not-begun', 'nothing-planned', 'phase-overdue'],
		])
	})
})
