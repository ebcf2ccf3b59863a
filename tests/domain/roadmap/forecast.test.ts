import { describe, expect, test } from 'vitest'
import { forecastPhaseEnd } from '#app/domain/roadmap/forecast.ts'
import type { RoadmapItem } from '#app/domain/roadmap/item.ts'
import { schedulePhases } from '#app/domain/roadmap/phase.ts'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'
import { anyPlan, plus, workItem } from './any-plan.ts'

const between = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000

const open = (count: number, over: Partial<RoadmapItem> = {}) =>
	Array.from({ length: count }, () => workItem({ phase: 'mvp', ...over }))
const done = (count: number, on: string, over: Partial<RoadmapItem> = {}) =>
	open(count, { state: 'done', doneOn: on, ...over })

/** A phase of 60 days. */
const phase: PlannedPhase = { key: 'mvp', startsOn: '2026-03-01', endsOn: '2026-04-29' }

describe('the forecast of a phase', () => {
	test('is the pace so far: 4 of 10 in 30 days, so 45 more for the 6 that are left', () => {
		const forecast = forecastPhaseEnd(phase, [...done(4, '2026-03-20'), ...open(6)], '2026-03-30')
		// The root of 1/4 + 1/6 is 0.645; by e to the power of it, 45 days are 24 or 86.
		expect(forecast).toEqual({
			kind: 'forecast',
			on: '2026-05-14',
			earliest: '2026-04-23',
			latest: '2026-06-24',
		})
	})

	test('equals the plan when as much is done as the phase has days behind it', () => {
		const random = seeded(71)
		let compared = 0
		for (let round = 0; round < 3000; round += 1) {
			const startsOn = plus('2026-01-01', random.below(1500))
			const days = 2 + random.below(120)
			const one = { key: 'mvp' as const, startsOn, endsOn: plus(startsOn, days - 1) }
			const items = Array.from({ length: 4 + random.below(30) }, () =>
				workItem({ phase: 'mvp', weight: 1 + random.below(5) }),
			)
			const all = items.reduce((sum, { weight }) => sum + weight, 0)
			const finished = 3 + random.below(items.length - 3)
			const weight = items.slice(0, finished).reduce((sum, item) => sum + item.weight, 0)
			// The day on which just this share of the days is over, where there is such a day.
			const elapsed = (weight / all) * days
			if (Math.abs(elapsed - Math.round(elapsed)) > 1e-9) continue
			compared += 1
			const today = plus(startsOn, Math.round(elapsed) - 1)
			const doneOn = plus(startsOn, random.below(Math.round(elapsed)))
			const some = items.map((item, i) => (i < finished ? { ...item, state: 'done' as const, doneOn } : item))
			expect(forecastPhaseEnd(one, some, today)).toMatchObject({ kind: 'forecast', on: one.endsOn })
		}
		expect(compared).toBeGreaterThan(50)
	})

	test('equals the schedule’s own phases when the pace is theirs, in leap years and over short months', () => {
		for (const start of ['2027-11-30', '2028-02-29', '2026-08-31', '2026-01-01']) {
			for (const own of schedulePhases(start)) {
				const days = between(own.startsOn, own.endsOn) + 1
				for (const elapsed of [3, 7, days - 1]) {
					// An item a day, so that after as many days as many are done.
					const items = Array.from({ length: days }, (_, i) =>
						workItem({
							phase: own.key,
							...(i < elapsed ? { state: 'done', doneOn: plus(own.startsOn, i) } : {}),
						}),
					)
					const today = plus(own.startsOn, elapsed - 1)
					expect(forecastPhaseEnd(own, items, today)).toMatchObject({ kind: 'forecast', on: own.endsOn })
				}
			}
		}
	})

	test('is never before today for open work, and the range holds it', () => {
		const random = seeded(72)
		const seen = { forecast: 0, done: 0, 'too-early': 0, 'no-items': 0 }
		for (let round = 0; round < 800; round += 1) {
			const { phases, items, today } = anyPlan(random)
			for (const one of phases) {
				const forecast = forecastPhaseEnd(one, items, today)
				const own = items.filter((item) => item.phase === one.key && item.state !== 'dropped')
				const finished = own.filter(({ state }) => state === 'done').length
				seen[forecast.kind] += 1
				if (own.length === 0) expect(forecast.kind).toBe('no-items')
				else if (finished === own.length) {
					const last = own
						.map(({ doneOn }) => doneOn ?? '')
						.toSorted()
						.at(-1)
					expect(forecast).toEqual({ kind: 'done', on: last })
				} else if (finished < 3) expect(forecast).toEqual({ kind: 'too-early', finished })
				else if (forecast.kind === 'forecast') {
					expect(forecast.earliest > today).toBe(true)
					expect(forecast.earliest <= forecast.on && forecast.on <= forecast.latest).toBe(true)
				} else expect.fail(`${forecast.kind} with ${finished} of ${own.length}`)
			}
		}
		expect(Math.min(...Object.values(seen))).toBeGreaterThan(50)
	})

	test('more done is never later, more to do never earlier, and the range narrows with what is finished', () => {
		const random = seeded(73)
		const today = '2026-03-30'
		for (let round = 0; round < 300; round += 1) {
			const finished = done(3 + random.below(10), '2026-03-15', { weight: 1 + random.below(5) })
			const left = open(2 + random.below(10), { weight: 1 + random.below(5) })
			const of = (items: readonly RoadmapItem[]) => {
				const forecast = forecastPhaseEnd(phase, items, today)
				if (forecast.kind !== 'forecast') throw new Error(forecast.kind)
				return forecast
			}
			const now = of([...finished, ...left])
			const [first, ...others] = left as [RoadmapItem, ...RoadmapItem[]]
			const after = of([...finished, { ...first, state: 'done', doneOn: today }, ...others])
			expect(after.on <= now.on && after.latest <= now.latest && after.earliest <= now.earliest).toBe(true)
			expect(of([...finished, ...left, workItem({ phase: 'mvp' })]).on >= now.on).toBe(true)
			expect(of([...finished, ...left, workItem({ phase: 'scaling', weight: 5 })])).toEqual(now)
			// The same pace of four times as many items: the same day, a narrower range.
			const four = [...finished, ...left].flatMap((item) => [item, item, item, item])
			const many = of(four)
			expect(many.on).toBe(now.on)
			expect(many.earliest >= now.earliest && many.latest <= now.latest).toBe(true)
		}
	})

	test('the range holds the true end of about two phases of three in which times scatter as widely as they are long', () => {
		const random = seeded(74)
		let held = 0
		const rounds = 600
		for (let round = 0; round < rounds; round += 1) {
			let day = 0
			const items = Array.from({ length: 12 }, () => {
				const weight = 1 + random.below(5)
				day -= Math.log(1 - random.next()) * weight * 10
				return workItem({
					phase: 'mvp',
					state: 'done',
					weight,
					doneOn: plus(phase.startsOn, Math.floor(day)),
				})
			})
			const today = items[3 + random.below(7)]?.doneOn ?? ''
			const seen = items.map((item) =>
				(item.doneOn ?? '') > today ? { ...item, state: 'todo' as const, doneOn: null } : item,
			)
			const forecast = forecastPhaseEnd(phase, seen, today)
			const end = items.at(-1)?.doneOn ?? ''
			if (
				forecast.kind === 'done' ||
				(forecast.kind === 'forecast' && forecast.earliest <= end && end <= forecast.latest)
			)
				held += 1
		}
		expect(held / rounds).toBeGreaterThan(0.58)
		expect(held / rounds).toBeLessThan(0.8)
	})

	test('too early below three finished items; nothing is said of a phase without items', () => {
		expect(forecastPhaseEnd(phase, [...done(2, '2026-03-20'), ...open(1)], '2026-03-30')).toEqual({
			...{ kind: 'too-early', finished: 2 },
		})
		expect(forecastPhaseEnd(phase, open(3, { state: 'dropped' }), '2026-03-30')).toEqual({ kind: 'no-items' })
		expect(forecastPhaseEnd(phase, done(1, '2026-03-20'), '2026-03-30')).toEqual({
			kind: 'done',
			on: '2026-03-20',
		})
	})

	test('work begun before its phase counts from then, and a pace without end is cut after ten years', () => {
		const items = [...done(3, '2026-02-20'), ...open(3)]
		// 3 done in the 10 days to 1 March, so 10 more.
		expect(forecastPhaseEnd(phase, items, '2026-03-01')).toMatchObject({ on: '2026-03-11' })
		const begun = items.map((item, i) => (i === 0 ? { ...item, startedOn: '2026-02-10' } : item))
		expect(forecastPhaseEnd(phase, begun, '2026-03-01')).toMatchObject({ on: '2026-03-21' })
		// Done on a day that is still to come where the account is.
		const ahead = [...done(3, '2026-02-21'), ...open(3)]
		expect(forecastPhaseEnd(phase, ahead, '2026-02-20')).toMatchObject({ on: '2026-02-21' })
		const endless = [...done(3, '2026-03-20'), ...open(297, { weight: 5 })]
		expect(forecastPhaseEnd(phase, endless, '2026-12-31')).toMatchObject({ latest: plus('2026-12-31', 3650) })
	})
})
