import { daysBetween } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'

/** How many people lack so many steps, of which a topic serves so many. */
export type TopicReach = { served: number; total: number; people: number }

export type GivenTopic = {
	/** Who lacks a step that the topic serves. */
	lacking: number
	/** Of those, how many find a place. */
	taking: number
	/** Steps that are taken with it. */
	steps: number
	/** People and steps that are left, of everybody who is counted. */
	peopleLeft: number
	stepsLeft: number
}

/**
 * What is left when a topic is given to so many people and all of them take its steps: first those who lack most of what it
 * serves, and of those first who would have least left. A place for somebody who lacks nothing of it changes nothing.
 */
export function giveTopic(reach: readonly TopicReach[], places: number): GivenTopic {
	const inOrder = reach
		.filter(({ served }) => served > 0)
		.toSorted((a, b) => b.served - a.served || a.total - b.total)
	const given = { taking: 0, steps: 0, done: 0 }
	for (const { served, total, people } of inOrder) {
		const taking = Math.min(people, places - given.taking)
		given.taking += taking
		given.steps += taking * served
		if (served === total) given.done += taking
	}
	const sum = (of: (one: TopicReach) => number) => reach.reduce((all, one) => all + of(one), 0)
	return {
		lacking: inOrder.reduce((all, { people }) => all + people, 0),
		...{ taking: given.taking, steps: given.steps },
		peopleLeft: sum(({ people }) => people) - given.done,
		stepsLeft: sum(({ total, people }) => total * people) - given.steps,
	}
}

/** What a topic takes for so many people; null where it does not say. */
export function effortOfTopic(
	{ hours, cost, capacity }: { hours: number | null; cost: number | null; capacity: number | null },
	places: number,
): { hours: number | null; cost: number | null; sessions: number | null } {
	return {
		hours: hours === null ? null : hours * places,
		cost: cost === null ? null : cost * places,
		sessions: capacity === null ? null : Math.ceil(places / capacity),
	}
}

/** Hours that each of the people has to give every week until a day; null where the day is less than a week away, or there is nobody. */
export function hoursAWeek(
	{ hours, people, dueOn }: { hours: number; people: number; dueOn: Day | null },
	today: Day,
): number | null {
	const days = dueOn === null ? 0 : daysBetween(today, dueOn)
	return days < 7 || people === 0 ? null : hours / people / (days / 7)
}
