import { expect, test } from 'vitest'
import type { Agenda } from '#app/domain/roadmap/agenda.ts'
import { makeAgenda } from '#app/domain/roadmap/agenda.ts'
import { describeAgenda } from '#app/domain/roadmap/agenda-words.ts'
import { agendaSchema, checkpointStandingSchema } from '#app/domain/roadmap/checkpoint-schema.ts'
import type { CheckpointPhase, CheckpointStanding } from '#app/domain/roadmap/checkpoint-standing.ts'
import { countStates, takeStanding } from '#app/domain/roadmap/checkpoint-standing.ts'
import type { RoadmapItem } from '#app/domain/roadmap/item.ts'
import { moveEnd, schedulePhases } from '#app/domain/roadmap/phase.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'
import { anyPlan, plus, workItem } from './any-plan.ts'

const levels = { startLevel: 2, targetLevel: 5 }
const open = { closedOn: null, exception: null }
const scheduled: CheckpointPhase[] = schedulePhases('2026-01-01').map((phase) => {
	return { ...phase, ...open, name: phase.key }
})

function stand(items: readonly RoadmapItem[], today: string, phases = scheduled) {
	return takeStanding({ phases, items, ...levels }, { today, locale: 'en' })
}

const lists = (agenda: Agenda) =>
	Object.fromEntries(
		Object.entries(agenda).flatMap(([name, value]) =>
			Array.isArray(value) && value.length > 0
				? [[name, value.map((one: { id?: string; phase: string }) => one.id ?? one.phase)]]
				: [],
		),
	)

test('each change since the last checkpoint stands in its part, and nothing else does', () => {
	const before = [
		workItem({ id: 'done', state: 'doing' }),
		workItem({ id: 'met', kind: 'outcome' }),
		workItem({ id: 'again', state: 'done', doneOn: '2026-01-03' }),
		workItem({ id: 'late', dueOn: '2026-01-12' }),
		workItem({ id: 'late-then', dueOn: '2026-01-02' }),
		workItem({ id: 'moved', dueOn: '2026-01-12' }),
		workItem({ id: 'elsewhere' }),
		workItem({ id: 'dropped' }),
		workItem({ id: 'dropped-then', state: 'dropped' }),
		workItem({ id: 'same' }),
	]
	const changed: Record<string, Partial<RoadmapItem>> = {
		done: { state: 'done', doneOn: '2026-01-11' },
		met: { state: 'done', doneOn: '2026-01-11' },
		again: { state: 'doing', doneOn: null },
		moved: { dueOn: '2026-03-01' },
		elsewhere: { phase: 'mvp' },
		dropped: { state: 'dropped' },
	}
	const after = [...before.map((item) => ({ ...item, ...changed[item.id] })), workItem({ id: 'new' })]
	const [then, now] = [stand(before, '2026-01-10'), stand(after, '2026-01-13')]
	expect(lists(makeAgenda(then, now))).toEqual({
		outcomesMet: ['met'],
		done: ['done'],
		reopened: ['again'],
		newlyLate: ['late'],
		moved: ['moved', 'elsewhere'],
		added: ['new'],
		dropped: ['dropped'],
	})
	expect(makeAgenda(then, now).since).toBe('2026-01-10')
})

test('gates, phases that moved or ran late, and levels', () => {
	const closed = scheduled.map((phase) =>
		phase.key === 'discovery' ? { ...phase, closedOn: '2026-01-20', exception: 'No time' } : phase,
	)
	const moved = moveEnd(closed, 'mvp', '2026-04-10')
	if (!moved.ok) throw new Error(moved.reason)
	const later = closed.map((phase, index) => ({ ...phase, ...moved.phases[index] }))
	const agenda = makeAgenda(stand([], '2026-01-10'), stand([], '2026-01-21', later))
	expect(lists(agenda)).toEqual({ closed: ['discovery'], phasesMoved: ['mvp', 'hardening', 'scaling'] })
	expect(agenda.levels).toBeNull()
	const end = makeAgenda(stand([], '2026-01-21', closed), stand([], '2026-04-01', closed))
	expect(lists(end)).toEqual({ phasesLate: ['mvp'] })
	expect(end.levels).toEqual({ plannedFrom: 2, planned: 3, targetFrom: 5, target: 5 })
})

test('the first looks back to the beginning: nothing was added or moved, what is done, late and dropped is there', () => {
	const items = [
		workItem({ id: 'done', state: 'done', doneOn: '2026-01-05' }),
		workItem({ id: 'late', dueOn: '2026-01-05' }),
		workItem({ id: 'dropped', state: 'dropped' }),
		workItem({ id: 'open' }),
	]
	const agenda = makeAgenda(null, stand(items, '2026-01-10'))
	expect(lists(agenda)).toEqual({ done: ['done'], newlyLate: ['late'], dropped: ['dropped'] })
	expect(agenda).toMatchObject({ since: null, levels: null })
})

const withFacts = (plan: ReturnType<typeof anyPlan>) => ({
	...levels,
	phases: plan.phases.map((phase) => ({ ...phase, ...open, name: `The ${phase.key}` })),
	items: plan.items.map((item, index) => ({
		...item,
		id: `00000000-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`,
	})),
})

test('of any plan: a checkpoint on the same day has nothing to say, one later says what passed alone, and both can be kept', () => {
	const random = seeded(6)
	for (let round = 0; round < 150; round += 1) {
		const drawn = anyPlan(random)
		const plan = withFacts(drawn)
		const now = takeStanding(plan, { today: drawn.today, locale: 'en' })
		expect(lists(makeAgenda(now, now))).toEqual({})
		const later = takeStanding(plan, { today: plus(drawn.today, 30), locale: 'en' })
		const agenda = makeAgenda(now, later)
		expect(Object.keys(lists(agenda)).filter((name) => !['newlyLate', 'phasesLate'].includes(name))).toEqual(
			[],
		)
		const keep = <T>(value: T): unknown => JSON.parse(JSON.stringify(value))
		expect(checkpointStandingSchema.parse(keep(now))).toEqual(now)
		expect(agendaSchema.parse(keep(agenda))).toEqual(agenda)
		const { todo, doing, done, dropped } = countStates(now)
		expect(todo + doing + done + dropped).toBe(plan.items.length)
	}
})

test('what was late at the last checkpoint is not newly late at the next, whenever they are', () => {
	const random = seeded(7)
	let found = 0
	for (let round = 0; round < 150; round += 1) {
		const drawn = anyPlan(random)
		const plan = withFacts(drawn)
		const days = [0, 10, 35].map((by) => plus(drawn.today, by))
		const standings = days.map((today) => takeStanding(plan, { today, locale: 'en' }))
		const agendas = standings.map((now, index) => makeAgenda(standings[index - 1] ?? null, now))
		const late = agendas.flatMap(({ newlyLate }) => newlyLate.map(({ id }) => id))
		found += late.length
		expect(new Set(late).size).toBe(late.length)
		const all = makeAgenda(null, standings.at(-1) as CheckpointStanding).newlyLate.map(({ id }) => id)
		expect(late.toSorted()).toEqual(all.toSorted())
	}
	expect(found).toBeGreaterThan(25)
})

test('it is read out in parts, without those that have nothing', () => {
	const before = stand([workItem({ id: 'a', text: 'Baseline', dueOn: '2026-01-12' })], '2026-01-10')
	const after = stand(
		[workItem({ id: 'a', text: 'Baseline', dueOn: null, phase: 'mvp' }), workItem({ id: 'b', text: 'More' })],
		'2026-01-11',
	)
	const words = { lens: 'ai-coding-level', nameOf: (key: string) => key.toUpperCase(), locale: 'en' } as const
	expect(describeAgenda(makeAgenda(before, after), words)).toEqual([
		{
			title: 'Moved',
			lines: [
				{
					text: 'Baseline',
					itemId: 'a',
					note: 'from DISCOVERY to MVP; due on Jan 12, 2026 before, at the end of its phase now',
				},
			],
		},
		{ title: 'New', lines: [{ text: 'More', itemId: 'b', note: 'DISCOVERY' }] },
	])
	expect(describeAgenda(makeAgenda(after, after), words)).toEqual([])
})
