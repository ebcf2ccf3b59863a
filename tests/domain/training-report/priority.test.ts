import { describe, expect, test } from 'vitest'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import { describePriority } from '#app/domain/training-report/priority-words.ts'
import type { PriorityWeights } from '#app/domain/training-report/priority.ts'
import { priorityOf, priorityParts, proposedWeights } from '#app/domain/training-report/priority.ts'
import { SeededRandom } from '#seed/demo/random.ts'

const today = '2027-01-01'
const random = new SeededRandom(7)
const allPeople = 200

const weightsAtRandom = (): PriorityWeights => ({
	...{ gap: random.integer(1, 100), people: random.integer(1, 100) },
	...{ due: random.integer(1, 100), roadmap: random.integer(1, 100) },
})

function rowAtRandom() {
	const people = random.integer(1, allPeople - 1)
	return {
		...{ people, gap: random.integer(people, 4 * people), blocked: random.integer(0, people - 1) },
		dueOn: shiftDay(today, random.integer(-100, 500)),
	}
}
type Row = ReturnType<typeof rowAtRandom>

describe('priority', () => {
	test('grows with each part, whatever the others and the weights are', () => {
		for (let round = 0; round < 500; round += 1) {
			const row = rowAtRandom()
			const of = { weights: weightsAtRandom(), today, allPeople }
			const score = (changed: Partial<Row>) => priorityOf({ ...row, ...changed }, of).score
			const before = score({})
			expect(score({ gap: row.gap + 1 })).toBeGreaterThan(before)
			expect(score({ blocked: row.blocked + 1 })).toBeGreaterThan(before)
			// One more person who stands like the others.
			const more = (row.people + 1) / row.people
			expect(
				score({ people: row.people + 1, gap: row.gap * more, blocked: row.blocked * more }),
			).toBeGreaterThan(before)
			expect(score({ dueOn: shiftDay(row.dueOn, -30) })).toBeGreaterThanOrEqual(before)
			if (row.dueOn > today && row.dueOn < shiftDay(today, 365)) {
				expect(score({ dueOn: shiftDay(row.dueOn, -1) })).toBeGreaterThan(before)
			}
		}
	})

	test('is its parts together, from 0 to 100, and only the ratio of the weights matters', () => {
		for (let round = 0; round < 200; round += 1) {
			const row = rowAtRandom()
			const weights = weightsAtRandom()
			const { score, points } = priorityOf(row, { weights, today, allPeople })
			expect(priorityParts.reduce((sum, part) => sum + points[part], 0)).toBeCloseTo(score, 9)
			expect(score).toBeGreaterThanOrEqual(0)
			expect(score).toBeLessThanOrEqual(100)
			const half = Object.fromEntries(
				priorityParts.map((part) => [part, weights[part] / 2]),
			) as PriorityWeights
			expect(priorityOf(row, { weights: half, today, allPeople }).score).toBeCloseTo(score, 9)
		}
	})

	test('a part without weight counts nothing, and what all of it makes is 100', () => {
		const whole = { people: 10, gap: 50, blocked: 10, dueOn: today }
		const of = { weights: proposedWeights, today, allPeople: 10 }
		expect(priorityOf(whole, of).score).toBeCloseTo(100, 9)
		const gapOnly = { gap: 5, people: 0, due: 0, roadmap: 0 }
		const { points } = priorityOf({ ...whole, gap: 20 }, { ...of, weights: gapOnly })
		expect(points).toEqual({ gap: 40, people: 0, due: 0, roadmap: 0 })
	})

	test('nobody is nothing, and without a day the date adds nothing', () => {
		const of = { weights: proposedWeights, today, allPeople: 0 }
		expect(priorityOf({ people: 0, gap: 0, blocked: 0, dueOn: null }, of).score).toBe(0)
		const { points } = priorityOf({ people: 1, gap: 1, blocked: 0, dueOn: null }, { ...of, allPeople: 4 })
		expect(points.due).toBe(0)
	})

	test('says what it is made of', () => {
		const priority = priorityOf(
			{ people: 50, gap: 100, blocked: 0, dueOn: today },
			{ weights: proposedWeights, today, allPeople: 200 },
		)
		expect(describePriority(priority, 'en')).toBe('distance 12 + people 8 + date 20')
	})
})
