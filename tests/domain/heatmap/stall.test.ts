import { describe, expect, test } from 'vitest'
import type { Flow } from '#app/domain/report/movement.ts'
import { areSamePeople, dropRepeated, findGroupStall, findPeopleStall } from '#app/domain/heatmap/stall.ts'
import { summarize } from '#app/domain/statistics/summarize.ts'

const flow = (from: Flow['from'], to: Flow['to'], people: number): Flow => ({ from, to, people })
const of = { targetHalfSteps: 4, k: 5 }

describe('people who can be followed', () => {
	test('stand still where their mean moves by less than a quarter of a tier, up or down', () => {
		// A quarter of a tier is half a half-step: two of four people by one
		expect(findPeopleStall([flow(2, 3, 4), flow(2, 2, 4)], of)).toBeNull()
		expect(findPeopleStall([flow(3, 2, 4), flow(3, 3, 4)], of)).toBeNull()
		expect(findPeopleStall([flow(2, 3, 3), flow(2, 2, 5)], of)).toMatchObject({
			...{ basis: 'people', n: 8, before: 2, now: 2.375 },
		})
		expect(findPeopleStall([flow(3, 2, 3), flow(3, 3, 5)], of)).not.toBeNull()
	})

	test('and where they are below the target, not at it', () => {
		expect(findPeopleStall([flow(4, 4, 9)], of)).toBeNull()
		expect(findPeopleStall([flow(4, 4, 8), flow(3, 3, 1)], of)).not.toBeNull()
	})

	test('who has no result in one of the cycles counts in neither, and fewer than k are nothing', () => {
		expect(findPeopleStall([flow(2, 2, 4), flow(null, 2, 9), flow(2, null, 9)], of)).toBeNull()
		expect(findPeopleStall([flow(2, 2, 5), flow(null, 6, 9), flow(6, null, 9)], of)?.n).toBe(5)
		expect(findPeopleStall([], { ...of, k: 0 })).toBeNull()
	})
})

describe('a group of which two figures are shown', () => {
	const summary = (counts: Record<number, number>) => {
		const found = summarize(Object.entries(counts).map(([value, count]) => ({ value: Number(value), count })))
		if (!found) throw new Error('nobody')
		return found
	}
	const same = { now: 8, before: 8, both: 8 }

	test('stands still by the same measure', () => {
		const before = summary({ 2: 8 })
		const stall = findGroupStall({ before, now: summary({ 2: 5, 3: 3 }), placed: same }, of)
		expect(stall).toEqual({ basis: 'groups', n: 8, before: 2, now: 2.375 })
		expect(findGroupStall({ before, now: summary({ 2: 4, 3: 4 }), placed: same }, of)).toBeNull()
		expect(findGroupStall({ before, now: before, placed: same }, { ...of, targetHalfSteps: 2 })).toBeNull()
	})

	test('is nothing with fewer than k on either side', () => {
		const [few, many] = [summary({ 2: 4 }), summary({ 2: 5 })]
		expect(findGroupStall({ before: few, now: many, placed: same }, of)).toBeNull()
		expect(findGroupStall({ before: many, now: few, placed: same }, of)).toBeNull()
		expect(findGroupStall({ before: many, now: many, placed: same }, of)).not.toBeNull()
	})

	test.each([
		[{ now: 10, before: 10, both: 8 }, true],
		[{ now: 10, before: 10, both: 7 }, false],
		[{ now: 11, before: 8, both: 8 }, false],
		[{ now: 8, before: 11, both: 8 }, false],
		[{ now: 0, before: 0, both: 0 }, false],
	])('is the same people in %o: %s', (placed, isSame) => {
		expect(areSamePeople(placed)).toBe(isSame)
		const figure = summary({ 2: 8 })
		expect(findGroupStall({ before: figure, now: figure, placed }, of) !== null).toBe(isSame)
	})
})

test('a team below with the same figures stands for what is above it', () => {
	const stall = (id: string, above: string[], more = {}) => ({
		...{ node: { id }, above: above.map((one) => ({ id: one })), family: { id: 'f' } },
		...{ n: 8, before: 2, now: 2, target: { halfSteps: 4 }, ...more },
	})
	const kept = (stalls: ReturnType<typeof stall>[]) => dropRepeated(stalls).map(({ node }) => node.id)
	expect(kept([stall('root', []), stall('a', ['root']), stall('b', ['root', 'a'])])).toEqual(['b'])
	expect(kept([stall('root', [], { n: 9 }), stall('a', ['root'])])).toEqual(['root', 'a'])
	expect(kept([stall('root', []), stall('a', ['root'], { family: { id: 'g' } })])).toEqual(['root', 'a'])
	expect(kept([stall('root', []), stall('a', ['root'], { target: { halfSteps: 5 } })])).toEqual(['root', 'a'])
	expect(kept([stall('a', ['root']), stall('b', ['root'])])).toEqual(['a', 'b'])
})
