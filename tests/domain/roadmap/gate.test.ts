import { describe, expect, test } from 'vitest'
import type { Dependency } from '#app/domain/roadmap/dependencies.ts'
import { findCycle, openDependencies } from '#app/domain/roadmap/dependencies.ts'
import { currentPhase, decideGate, gateObstacles, leftBehind, mayMove } from '#app/domain/roadmap/gate.ts'
import type { RoadmapItem } from '#app/domain/roadmap/item.ts'
import { isCounted, isOpen, itemKinds, itemStates, refuseState } from '#app/domain/roadmap/item.ts'
import { phaseKeys } from '#app/domain/roadmap/phase.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'

type Random = ReturnType<typeof seeded>
type GateItem = Pick<RoadmapItem, 'id' | 'phase' | 'kind' | 'state' | 'evidence'>

const item = (over: Partial<GateItem>): GateItem => ({
	...{ id: 'a', phase: 'mvp', kind: 'deliverable', state: 'done', evidence: 1 },
	...over,
})

const anyItems = (random: Random): GateItem[] =>
	Array.from({ length: random.below(12) }, (_, index) => ({
		id: `i${index}`,
		phase: random.pick(phaseKeys),
		kind: random.pick(itemKinds),
		state: random.chance(0.6) ? 'done' : random.pick(itemStates),
		evidence: random.chance(0.7) ? 1 + random.below(2) : 0,
	}))

describe('what keeps a phase open', () => {
	test('deliverables that are open or not shown, outcomes that are not met', () => {
		const items = [
			item({ id: 'shown' }),
			item({ id: 'not-shown', evidence: 0 }),
			item({ id: 'todo', state: 'todo' }),
			item({ id: 'doing', state: 'doing', evidence: 0 }),
			item({ id: 'met', kind: 'outcome', evidence: 0 }),
			item({ id: 'not-met', kind: 'outcome', state: 'doing', evidence: 3 }),
			item({ id: 'dropped', state: 'dropped', evidence: 0 }),
			item({ id: 'dropped-outcome', kind: 'outcome', state: 'dropped' }),
			item({ id: 'elsewhere', phase: 'scaling', state: 'todo' }),
			item({ id: 'training', kind: 'training', state: 'todo' }),
			item({ id: 'own-done', kind: 'own', evidence: 0 }),
			item({ id: 'remedy', kind: 'remedy', state: 'doing' }),
		]
		expect(gateObstacles('mvp', items)).toEqual([
			{ itemId: 'not-shown', why: 'no-evidence' },
			{ itemId: 'todo', why: 'open' },
			{ itemId: 'doing', why: 'open' },
			{ itemId: 'not-met', why: 'outcome-not-met' },
		])
		expect(leftBehind('mvp', items).map(({ id }) => id)).toEqual(['training', 'remedy'])
		expect(gateObstacles('scaling', items)).toEqual([{ itemId: 'elsewhere', why: 'open' }])
	})

	test('more that is done or shown never keeps a phase open that was not, and each finished obstacle is one less', () => {
		const random = seeded(41)
		let seen = 0
		for (let round = 0; round < 1000; round += 1) {
			const items = anyItems(random)
			const phase = random.pick(phaseKeys)
			const before = gateObstacles(phase, items)
			const others = items.filter((one) => one.phase !== phase)
			expect(gateObstacles(phase, [...items, ...others])).toEqual(before)
			for (const { itemId } of before) {
				seen += 1
				const after = items.map((one) =>
					one.id === itemId ? { ...one, state: 'done' as const, evidence: 1 } : one,
				)
				expect(gateObstacles(phase, after)).toEqual(before.filter((one) => one.itemId !== itemId))
				const dropped = items.map((one) => (one.id === itemId ? { ...one, state: 'dropped' as const } : one))
				expect(gateObstacles(phase, dropped)).toEqual(before.filter((one) => one.itemId !== itemId))
			}
		}
		expect(seen).toBeGreaterThan(100)
	})
})

describe('closing a phase', () => {
	const through = [item({})]

	test('in order, once, and with nothing in the way or a reason', () => {
		const of = (over: Partial<Parameters<typeof decideGate>[0]>) =>
			decideGate({ phase: 'mvp', closed: ['discovery'], items: through, exception: null, ...over })
		expect(of({})).toEqual({ ok: true, byException: false })
		expect(of({ exception: 'not needed' })).toEqual({ ok: true, byException: false })
		expect(of({ closed: ['discovery', 'mvp'] })).toEqual({ ok: false, reason: 'closed-already' })
		expect(of({ closed: [], exception: 'all the same' })).toEqual({
			...{ ok: false, reason: 'earlier-phase-open', phase: 'discovery' },
		})
		const items = [item({ state: 'doing' })]
		const refused = { ok: false, reason: 'obstacles', obstacles: [{ itemId: 'a', why: 'open' }] }
		expect(of({ items })).toEqual(refused)
		expect(of({ items, exception: ' \n' })).toEqual(refused)
		expect(of({ items, exception: 'The customer took it as it is.' })).toEqual({
			ok: true,
			byException: true,
		})
	})

	test('where everything was dropped or nothing was there, only by exception', () => {
		for (const items of [
			[],
			[item({ state: 'dropped' })],
			[item({ kind: 'own' })],
			[item({ phase: 'scaling' })],
		]) {
			const gate = { phase: 'mvp', closed: ['discovery'], items } as const
			expect(decideGate({ ...gate, exception: null })).toEqual({
				ok: false,
				reason: 'obstacles',
				obstacles: [],
			})
			expect(decideGate({ ...gate, exception: 'why' })).toEqual({ ok: true, byException: true })
		}
	})

	test('whoever closes what may be closed goes through all four in their order, and no other way', () => {
		const random = seeded(42)
		for (let round = 0; round < 60; round += 1) {
			const closed: (typeof phaseKeys)[number][] = []
			for (let attempt = 0; attempt < 30; attempt += 1) {
				const phase = random.pick(phaseKeys)
				const expected = currentPhase(closed) === phase
				const decision = decideGate({ phase, closed, items: anyItems(random), exception: 'a reason' })
				expect(decision.ok).toBe(expected)
				expect([mayMove(phase, closed), mayMove('start', closed)]).toEqual([
					!closed.includes(phase),
					closed.length === 0,
				])
				if (decision.ok) closed.push(phase)
			}
			expect(closed).toEqual(phaseKeys.slice(0, closed.length))
		}
		expect(currentPhase(phaseKeys)).toBe(null)
	})
})

describe('items', () => {
	test('dropped ones count nowhere, and an outcome is not set done by hand', () => {
		expect(itemStates.filter((state) => isCounted({ state }))).toEqual(['todo', 'doing', 'done'])
		expect(itemStates.filter((state) => isOpen({ state }))).toEqual(['todo', 'doing'])
		for (const kind of itemKinds) {
			for (const state of itemStates) {
				const refused = itemStates.filter((to) => refuseState({ kind, state }, to) !== null)
				expect(refused).toEqual(kind === 'outcome' && state !== 'done' ? ['done'] : [])
			}
		}
	})
})

describe('dependencies', () => {
	const edge = (text: string): Dependency => ({ itemId: text.charAt(0), dependsOnId: text.charAt(1) })

	/** Whether something reaches itself, by the closure of all edges. */
	function loops(edges: readonly Dependency[]): boolean {
		const reach = new Set(edges.map(({ itemId, dependsOnId }) => itemId + dependsOnId))
		for (let size = 0; size < reach.size;) {
			size = reach.size
			for (const a of [...reach]) for (const b of [...reach]) if (a[1] === b[0]) reach.add(`${a[0]}${b[1]}`)
		}
		return [...reach].some((pair) => pair[0] === pair[1])
	}

	test('a loop is found exactly where there is one, and what is found is one', () => {
		const random = seeded(43)
		let found = 0
		for (let round = 0; round < 600; round += 1) {
			const size = 2 + random.below(5)
			const letter = () => 'abcdef'.charAt(random.below(size))
			const edges = Array.from({ length: random.below(7) }, () => edge(letter() + letter()))
			const cycle = findCycle(edges)
			expect(cycle !== null).toBe(loops(edges))
			if (!cycle) continue
			found += 1
			expect(new Set(cycle).size).toBe(cycle.length)
			cycle.forEach((id, index) => {
				const next = cycle[(index + 1) % cycle.length]
				expect(edges.some(({ itemId, dependsOnId }) => itemId === id && dependsOnId === next)).toBe(true)
			})
		}
		expect(found).toBeGreaterThan(150)
		expect(found).toBeLessThan(450)
	})

	test('a long chain is no loop until its end is joined to its start', () => {
		const chain = Array.from({ length: 5000 }, (_, i) => ({ itemId: `${i}`, dependsOnId: `${i + 1}` }))
		expect(findCycle(chain)).toBe(null)
		expect(findCycle([...chain, { itemId: '5000', dependsOnId: '0' }])).toHaveLength(5001)
		expect(findCycle([])).toBe(null)
		expect(findCycle([edge('aa')])).toEqual(['a'])
	})

	test('an item waits for what it depends on directly and is neither done nor dropped', () => {
		const items = [
			{ id: 'a', state: 'todo' },
			{ id: 'b', state: 'doing' },
			{ id: 'c', state: 'done' },
			{ id: 'd', state: 'dropped' },
			{ id: 'e', state: 'todo' },
		] as const
		const edges = ['ab', 'ac', 'ad', 'be', 'ca', 'ax'].map(edge)
		expect(openDependencies({ id: 'a' }, edges, items).map(({ id }) => id)).toEqual(['b'])
		expect(openDependencies({ id: 'b' }, edges, items).map(({ id }) => id)).toEqual(['e'])
		expect(openDependencies({ id: 'e' }, edges, items)).toEqual([])
	})
})
