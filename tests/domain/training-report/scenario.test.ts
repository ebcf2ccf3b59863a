import { describe, expect, test } from 'vitest'
import type { TopicReach } from '#app/domain/training-report/scenario.ts'
import { effortOfTopic, giveTopic, hoursAWeek } from '#app/domain/training-report/scenario.ts'
import { SeededRandom } from '#seed/demo/random.ts'

const random = new SeededRandom(11)

/** Person by person. */
function giveOneByOne(reach: readonly TopicReach[], places: number) {
	const people = reach.flatMap(({ served, total, people: count }) =>
		Array.from({ length: count }, () => ({ served, total, left: total })),
	)
	const lacking = people
		.filter(({ served }) => served > 0)
		.toSorted((a, b) => b.served - a.served || a.total - b.total)
	const taking = lacking.slice(0, places)
	for (const person of taking) person.left -= person.served
	return {
		...{ lacking: lacking.length, taking: taking.length },
		steps: taking.reduce((sum, { served }) => sum + served, 0),
		peopleLeft: people.filter(({ left }) => left > 0).length,
		stepsLeft: people.reduce((sum, { left }) => sum + left, 0),
	}
}

describe('a topic for some people', () => {
	test('leaves what it leaves person by person, and more places never leave more', () => {
		for (let round = 0; round < 300; round += 1) {
			const reach = Array.from({ length: random.integer(0, 6) }, () => {
				const total = random.integer(1, 6)
				return { total, served: random.integer(0, total), people: random.integer(1, 9) }
			})
			const places = random.integer(1, 40)
			const given = giveTopic(reach, places)
			expect(given).toEqual(giveOneByOne(reach, places))
			const more = giveTopic(reach, places + 1)
			expect(more.stepsLeft).toBeLessThanOrEqual(given.stepsLeft)
			expect(more.peopleLeft).toBeLessThanOrEqual(given.peopleLeft)
		}
	})

	test('takes hours and money for each, and sessions by its places', () => {
		expect(effortOfTopic({ hours: 1.5, cost: 20, capacity: 12 }, 200)).toEqual({
			hours: 300,
			cost: 4000,
			sessions: 17,
		})
		expect(effortOfTopic({ hours: null, cost: null, capacity: null }, 200)).toEqual({
			...{ hours: null, cost: null, sessions: null },
		})
	})
})

test('hours a week until a day, while there is at least a week and somebody', () => {
	const of = { hours: 120, people: 10, dueOn: '2027-01-29' }
	expect(hoursAWeek(of, '2027-01-01')).toBe(3)
	expect(hoursAWeek({ ...of, dueOn: '2027-01-07' }, '2027-01-01')).toBeNull()
	expect(hoursAWeek({ ...of, dueOn: null }, '2027-01-01')).toBeNull()
	expect(hoursAWeek({ ...of, people: 0 }, '2027-01-01')).toBeNull()
})
