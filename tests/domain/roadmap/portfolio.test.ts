import { describe, expect, test } from 'vitest'
import { liner, rollUpPlans, selectPlans } from '#app/domain/roadmap/portfolio.ts'
import { moveWhat } from '#app/domain/roadmap/schedule-move.ts'
import { schedulePhases } from '#app/domain/roadmap/phase.ts'
import { isOverdue } from '#app/domain/roadmap/plan-items.ts'

const teams = [
	{ id: 'engineering', name: 'Engineering', parentId: null },
	{ id: 'payments', name: 'Payments', parentId: 'engineering' },
	{ id: 'ledger', name: 'Ledger', parentId: 'payments' },
	{ id: 'sales', name: 'Sales', parentId: null },
]
const plan = (name: string, teamId: string | null, standing: 'on-track' | 'at-risk' | 'late') => ({
	...({
		name,
		standing,
		lens: 'tier',
		phase: 'mvp',
		actual: 0.5,
		state: 'active',
		endsOn: '2026-12-31',
	} as const),
	team: teamId === null ? null : { id: teamId, name: teamId },
})
const plans = [
	plan('B', 'ledger', 'late'),
	plan('A', 'payments', 'on-track'),
	plan('C', null, 'at-risk'),
	plan('D', 'engineering', 'on-track'),
]
const everything = { q: '', team: '', lens: '', phase: '', standing: '', state: 'active' } as const
const context = { teams, compare: (a: string, b: string) => (a < b ? -1 : Number(a > b)) }
const names = (filter: Partial<Parameters<typeof selectPlans>[1]>) =>
	selectPlans(plans, { ...everything, sort: 'name', order: 'asc', ...filter }, context).map(
		({ name }) => name,
	)

describe('the portfolio', () => {
	test('is filtered to a team with all below, and to what is asked for', () => {
		expect(names({})).toEqual(['A', 'B', 'C', 'D'])
		expect(names({ team: 'payments' })).toEqual(['A', 'B'])
		expect(names({ team: 'sales' })).toEqual([])
		expect(names({ standing: 'on-track' })).toEqual(['A', 'D'])
		expect(names({ q: 'LEDG' })).toEqual(['B'])
		expect(names({ state: 'closed' })).toEqual([])
		expect(names({ phase: 'done' })).toEqual([])
	})

	test('is in the order that is asked for, of equal ones by name', () => {
		expect(names({ sort: 'standing', order: 'desc' })).toEqual(['B', 'C', 'A', 'D'])
		expect(names({ sort: 'name', order: 'desc' })).toEqual(['D', 'C', 'B', 'A'])
	})

	test('rolls up over the tree, each plan once, and leaves out teams without one', () => {
		const at = (nodeId: string) =>
			rollUpPlans(plans, teams, nodeId).map(({ team, total, counts }) => [
				team?.id ?? null,
				total,
				counts.late,
			])
		expect(at('')).toEqual([
			[null, 1, 0],
			['engineering', 3, 1],
		])
		expect(at('engineering')).toEqual([
			[null, 1, 0],
			['payments', 2, 1],
		])
		expect(at('sales')).toEqual([])
		expect(liner(teams)('ledger').map(({ id }) => id)).toEqual(['engineering', 'payments', 'ledger'])
	})
})

test('what is closed does not move, and with the first phase the start stays', () => {
	const phases = schedulePhases('2026-01-05').map((phase, index) => ({
		...phase,
		closedOn: index === 0 ? '2026-01-18' : null,
	}))
	expect(moveWhat(phases, { what: 'start', to: '2026-02-01' })).toEqual({ ok: false, reason: 'closed' })
	expect(moveWhat(phases, { what: 'discovery', to: '2026-02-01' })).toEqual({ ok: false, reason: 'closed' })
	expect(moveWhat(phases, { what: 'mvp', to: '2026-01-01' })).toEqual({ ok: false, reason: 'before-start' })
	expect(moveWhat(phases, { what: 'mvp', to: '2026-05-01' })).toMatchObject({ ok: true })
})

test('an item is overdue from the day after its own, while it is open', () => {
	expect(isOverdue({ state: 'todo', dueOn: '2026-01-05' }, '2026-01-05')).toBe(false)
	expect(isOverdue({ state: 'doing', dueOn: '2026-01-05' }, '2026-01-06')).toBe(true)
	expect(isOverdue({ state: 'done', dueOn: '2026-01-05' }, '2026-01-06')).toBe(false)
	expect(isOverdue({ state: 'todo', dueOn: null }, '2026-01-06')).toBe(false)
})
