import { describe, expect, test } from 'vitest'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import {
	describeMove,
	findPhaseProblem,
	isPhaseKey,
	moveDue,
	moveEnd,
	moveStart,
	phaseKeys,
	phaseOn,
	placeOnLine,
	schedulePhases,
	spanOf,
} from '#app/domain/roadmap/phase.ts'
import { shiftMonths } from '#app/domain/roadmap/shift-months.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'

const dayMs = 86_400_000
const plus = (day: string, days: number) =>
	new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
const between = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs

/** Every day of 2023 to 2028: two leap years and all month ends. */
const everyDay = Array.from({ length: 6 * 365 + 2 }, (_, i) => plus('2023-01-01', i))

const ends = (phases: readonly PlannedPhase[]) => phases.map(({ endsOn }) => endsOn)
const lengths = (phases: readonly PlannedPhase[]) =>
	phases.map((one) => between(one.startsOn, one.endsOn) + 1)

/** Phases as somebody may have moved them. */
function anyPhases(random: ReturnType<typeof seeded>): PlannedPhase[] {
	let next = random.pick(everyDay)
	return phaseKeys.map((key) => {
		const phase = { key, startsOn: next, endsOn: plus(next, random.below(200)) }
		next = plus(phase.endsOn, 1)
		return phase
	})
}

describe('the schedule', () => {
	test('two weeks, then to the ends of months 3, 6 and 12; days 15 to 30 belong to the second phase', () => {
		expect(schedulePhases('2026-01-01')).toEqual([
			{ key: 'discovery', startsOn: '2026-01-01', endsOn: '2026-01-14' },
			{ key: 'mvp', startsOn: '2026-01-15', endsOn: '2026-03-31' },
			{ key: 'hardening', startsOn: '2026-04-01', endsOn: '2026-06-30' },
			{ key: 'scaling', startsOn: '2026-07-01', endsOn: '2026-12-31' },
		])
		for (const start of everyDay) {
			const phases = schedulePhases(start)
			for (const day of [1, 14, 15, 30]) {
				expect(phaseOn(phases, plus(start, day - 1))?.key).toBe(day <= 14 ? 'discovery' : 'mvp')
			}
		}
	})

	test('months are counted from the start and end with short months, leap years included', () => {
		expect(ends(schedulePhases('2026-11-30'))).toEqual([
			'2026-12-13',
			'2027-02-27',
			'2027-05-29',
			'2027-11-29',
		])
		expect(ends(schedulePhases('2027-11-30'))).toEqual([
			'2027-12-13',
			'2028-02-28',
			'2028-05-29',
			'2028-11-29',
		])
		expect(ends(schedulePhases('2028-02-29'))).toEqual([
			'2028-03-13',
			'2028-05-28',
			'2028-08-28',
			'2029-02-27',
		])
		expect(ends(schedulePhases('2026-08-31'))).toEqual([
			'2026-09-13',
			'2026-11-29',
			'2027-02-27',
			'2027-08-30',
		])
		expect(shiftMonths('2100-01-31', 1)).toBe('2100-02-28')
		expect(shiftMonths('2028-03-31', -1)).toBe('2028-02-29')
		expect(shiftMonths('2026-01-15', -13)).toBe('2024-12-15')
	})

	test('from any day the phases follow one another without gap or overlap, for a year', () => {
		for (const start of everyDay) {
			const phases = schedulePhases(start)
			expect(findPhaseProblem(phases)).toBe(null)
			const span = spanOf(phases)
			expect(span.startsOn).toBe(start)
			// Two starts on the last days of a month may end together, never in the wrong order.
			expect(span.endsOn >= spanOf(schedulePhases(plus(start, -1))).endsOn).toBe(true)
			const days = between(span.startsOn, span.endsOn) + 1
			expect([365, 366]).toContain(days)
			expect(lengths(phases).reduce((sum, one) => sum + one, 0)).toBe(days)
		}
	})

	test('a month later has the same day, or the last where the month has no such day', () => {
		for (const day of everyDay) {
			for (const by of [1, 6, -3]) {
				const moved = shiftMonths(day, by)
				const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
				const count = (Number(moved.slice(0, 4)) - year) * 12 + Number(moved.slice(5, 7)) - month
				expect(count).toBe(by)
				if (moved.slice(8) !== day.slice(8)) {
					expect(moved.slice(8) < day.slice(8)).toBe(true)
					expect(plus(moved, 1).slice(8)).toBe('01')
				}
			}
		}
	})
})

describe('moves', () => {
	test('a moved start schedules anew what is on the schedule, and goes back to where it was', () => {
		const random = seeded(31)
		for (let round = 0; round < 500; round += 1) {
			const [from, to] = [random.pick(everyDay), random.pick(everyDay)]
			const moved = moveStart(schedulePhases(from), to)
			expect(moved).toEqual(schedulePhases(to))
			expect(moveStart(moved, from)).toEqual(schedulePhases(from))
		}
	})

	test('phases off the schedule keep their lengths in days when the start moves', () => {
		const random = seeded(32)
		for (let round = 0; round < 500; round += 1) {
			const phases = anyPhases(random)
			const to = random.pick(everyDay)
			const moved = moveStart(phases, to)
			expect(findPhaseProblem(moved)).toBe(null)
			expect(spanOf(moved).startsOn).toBe(to)
			expect(lengths(moved)).toEqual(lengths(phases))
			const by = between(spanOf(phases).startsOn, to)
			expect(describeMove(phases, moved).every((one) => one.startsBy === by && one.endsBy === by)).toBe(true)
		}
	})

	test('a moved end leaves what is before, moves what follows by as many days, and can be taken back', () => {
		const random = seeded(33)
		let refused = 0
		for (let round = 0; round < 400; round += 1) {
			const phases = anyPhases(random)
			const at = random.below(phaseKeys.length)
			const phase = phases[at] as PlannedPhase
			const endsOn = plus(phase.endsOn, random.below(200) - 100)
			const moved = moveEnd(phases, phase.key, endsOn)
			expect(moved.ok).toBe(endsOn >= phase.startsOn)
			if (!moved.ok) {
				refused += 1
				continue
			}
			expect(findPhaseProblem(moved.phases)).toBe(null)
			expect(moved.phases.slice(0, at)).toEqual(phases.slice(0, at))
			expect(moved.phases[at]).toEqual({ ...phase, endsOn })
			expect(lengths(moved.phases.slice(at + 1))).toEqual(lengths(phases.slice(at + 1)))
			expect(moveEnd(moved.phases, phase.key, phase.endsOn)).toEqual({ ok: true, phases })

			const moves = describeMove(phases, moved.phases)
			const by = between(phase.endsOn, endsOn)
			expect(moves.map(({ key }) => key)).toEqual(by === 0 ? [] : phaseKeys.slice(at))
			for (const { key, startsBy, endsBy } of moves)
				expect([startsBy, endsBy]).toEqual([key === phase.key ? 0 : by, by])
		}
		expect(refused).toBeGreaterThan(20)
	})

	test('a phase may end on its first day, and not before', () => {
		const phases = schedulePhases('2026-01-01')
		expect(moveEnd(phases, 'mvp', '2026-01-14')).toEqual({ ok: false, reason: 'before-start' })
		const moved = moveEnd(phases, 'mvp', '2026-01-15')
		expect(moved.ok && ends(moved.phases)).toEqual(['2026-01-14', '2026-01-15', '2026-04-16', '2026-10-17'])
	})

	test('what is due moves with its phase and stays within it; what was due on the last day stays so', () => {
		const random = seeded(34)
		for (let round = 0; round < 400; round += 1) {
			const phases = anyPhases(random)
			const at = random.below(phaseKeys.length)
			const before = phases[at] as PlannedPhase
			const moved = moveEnd(phases, before.key, plus(before.startsOn, random.below(250)))
			if (!moved.ok) throw new Error('it ends after its start')
			const ofOwn = { before, after: moved.phases[at] as PlannedPhase }
			const dueOn = plus(before.startsOn, random.below(between(before.startsOn, before.endsOn) + 1))
			const due = moveDue(dueOn, ofOwn)
			expect(due >= ofOwn.after.startsOn && due <= ofOwn.after.endsOn).toBe(true)
			expect(moveDue(before.endsOn, ofOwn)).toBe(ofOwn.after.endsOn)
			expect(moveDue(dueOn, { before, after: before })).toBe(dueOn)

			const by = 1 + random.below(50)
			const later = moveStart(phases, plus(spanOf(phases).startsOn, by))
			const ofLater = { before, after: later[at] as PlannedPhase }
			if (lengths(later).join() === lengths(phases).join())
				expect(moveDue(dueOn, ofLater)).toBe(plus(dueOn, by))
		}
		const [, mvp] = schedulePhases('2026-01-01') as [PlannedPhase, PlannedPhase]
		const after = { ...mvp, endsOn: '2026-02-28' }
		expect(moveDue('2026-03-20', { before: mvp, after })).toBe('2026-02-28')
		expect(moveDue('2026-04-02', { before: mvp, after })).toBe('2026-03-02')
	})
})

describe('phases as they come', () => {
	test('what is not four phases in order without gap or overlap is said', () => {
		const phases = schedulePhases('2026-03-01')
		const [discovery, mvp, hardening, scaling] = phases as [
			PlannedPhase,
			PlannedPhase,
			PlannedPhase,
			PlannedPhase,
		]
		expect(findPhaseProblem(phases.slice(1))).toBe('order')
		expect(findPhaseProblem([mvp, discovery, hardening, scaling])).toBe('order')
		const late = { ...mvp, startsOn: plus(mvp.startsOn, 1) }
		expect(findPhaseProblem([discovery, late, hardening, scaling])).toBe('gap')
		const early = { ...mvp, startsOn: plus(mvp.startsOn, -1) }
		expect(findPhaseProblem([discovery, early, hardening, scaling])).toBe('gap')
		const short = { ...discovery, endsOn: plus(discovery.startsOn, -1) }
		expect(findPhaseProblem([short, mvp, hardening, scaling])).toBe('ends-before-start')
	})

	test('every day of a plan lies in one phase, and further along the line than the day before', () => {
		const random = seeded(35)
		for (let round = 0; round < 8; round += 1) {
			const phases = anyPhases(random)
			const { startsOn, endsOn } = spanOf(phases)
			expect([phaseOn(phases, plus(startsOn, -1)), phaseOn(phases, plus(endsOn, 1))]).toEqual([null, null])
			expect([placeOnLine(phases, plus(startsOn, -9)), placeOnLine(phases, startsOn)]).toEqual([0, 0])
			expect(placeOnLine(phases, plus(endsOn, 1))).toBe(1)
			let place = -1
			for (let day = startsOn; day <= endsOn; day = plus(day, 1)) {
				const holding = phases.filter((one) => one.startsOn <= day && day <= one.endsOn)
				expect(holding).toEqual([phaseOn(phases, day)])
				expect(placeOnLine(phases, day)).toBeGreaterThan(place)
				place = placeOnLine(phases, day)
			}
			expect(place).toBeLessThan(1)
		}
	})

	test('keys of phases are known', () => {
		expect([isPhaseKey('mvp'), isPhaseKey('MVP'), isPhaseKey('')]).toEqual([true, false, false])
	})
})
