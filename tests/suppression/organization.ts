import type { PublicCycle, PublicPerson } from './solver.ts'

/** A person in a cycle, with everything that is secret. */
export type Person = PublicPerson & {
	/** Half-steps by measure: `tier` and the family's questions. Empty for who is not assessed. */
	readonly values: ReadonlyMap<string, number>
	/** Exempt people are not eligible. */
	readonly exempt: boolean
}

export type Cycle = Omit<PublicCycle, 'people'> & { readonly people: readonly Person[] }

export type Organization = {
	readonly seed: number
	readonly cycles: readonly Cycle[]
	readonly familyIds: readonly string[]
}

export type Shape = {
	readonly people: number
	readonly teams: number
	/** Children of a node that is no team. */
	readonly spread: number
	readonly families: number
	/** Share of a team that is in the team's main family. */
	readonly focus: number
	readonly cycles: number
	/** Shares of the people, each quarter. */
	readonly joining: number
	readonly leaving: number
	readonly moving: number
	readonly changing: number
	readonly unassessed: number
	/** 0: tiers are spread; 1: nearly everybody in a team has the same. */
	readonly sameness: number
	/** Chance of a team being hung elsewhere, and of half of it moving to another team, each quarter. */
	readonly reorganizing: number
}

/** A generator of numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed >>> 0
	return () => {
		state = (state + 0x6d2b79f5) >>> 0
		let mixed = Math.imul(state ^ (state >>> 15), state | 1)
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
	}
}

export const rootId = 'root'

export function questionsOf(familyId: string): string[] {
	return [1, 2, 3].map((number) => `${familyId}.question-${number}`)
}

/** Shapes of every kind: tiny to middling, deep and flat, calm and restless, mixed teams and specialized ones. */
export function randomShape(random: () => number): Shape {
	const pick = <Choice>(choices: readonly Choice[]) =>
		choices[Math.floor(random() * choices.length)] as Choice
	const people = pick([15, 25, 40, 60, 90, 140, 220, 400])
	return {
		people,
		teams: Math.max(2, Math.round(people / pick([4, 6, 9, 12]))),
		spread: pick([2, 3, 5, 9]),
		families: pick([1, 2, 3, 5]),
		focus: pick([0.4, 0.7, 0.95, 1]),
		cycles: pick([1, 2, 3]),
		joining: pick([0, 0.01, 0.04, 0.1]),
		leaving: pick([0, 0.01, 0.04, 0.1]),
		moving: pick([0, 0.02, 0.06]),
		changing: pick([0, 0.05, 0.25, 0.5]),
		unassessed: pick([0, 0.1]),
		sameness: pick([0, 0.4, 0.8, 0.95]),
		reorganizing: pick([0, 0, 0.1]),
	}
}

type Draft = { id: string; nodeId: string; familyId: string; answers: number[]; tier: number }

export function buildOrganization(seed: number, shape: Shape): Organization {
	const random = randomFrom(seed)
	const integer = (below: number) => Math.floor(random() * below)
	const familyIds = Array.from({ length: shape.families }, (_, index) => `family-${index + 1}`)
	const nodes = buildTree(shape, integer)
	const teams = nodes.filter(({ id }) => id.startsWith('team'))
	const usual = new Map(
		teams.map(({ id }) => [id, { family: integer(shape.families), tier: 1 + integer(6) }]),
	)
	let hired = 0

	function newcomer(): Draft {
		// A few people stand in a node above the teams: heads and their staff.
		const node = random() < 0.06 ? nodes[integer(nodes.length)] : teams[integer(teams.length)]
		const nodeId = node?.id ?? rootId
		const habit = usual.get(nodeId) ?? { family: integer(shape.families), tier: 3 }
		const family = random() < shape.focus ? habit.family : integer(shape.families)
		const tier = random() < shape.sameness ? habit.tier : 1 + integer(6)
		const id = `person-${String(++hired).padStart(4, '0')}`
		return { id, nodeId, familyId: familyIds[family] ?? '', ...answersFor(tier, random) }
	}

	let tree = nodes
	let people = Array.from({ length: shape.people }, newcomer)
	const cycles: Cycle[] = []
	for (let quarter = 1; quarter <= shape.cycles; quarter++) {
		if (quarter > 1) {
			people = people.filter(() => random() >= shape.leaving)
			people = people.map((person) => nextQuarter(person))
			for (const { id } of teams) {
				if (random() < shape.reorganizing) tree = hangElsewhere(tree, id, integer)
				if (random() >= shape.reorganizing) continue
				const target = teams[integer(teams.length)]?.id ?? id
				people = people.map((person) =>
					person.nodeId === id && random() < 0.5 ? { ...person, nodeId: target } : person,
				)
			}
			const joiners = Math.round(shape.joining * shape.people * (0.5 + random()))
			people = [...people, ...Array.from({ length: joiners }, newcomer)]
		}
		cycles.push({ id: `quarter-${quarter}`, nodes: tree, people: people.map((person) => freeze(person)) })
	}
	return { seed, cycles, familyIds }

	function nextQuarter(person: Draft): Draft {
		const moved = random() < shape.moving ? { nodeId: teams[integer(teams.length)]?.id ?? rootId } : {}
		const step = random() < 0.8 ? 1 : -1
		const tier = Math.min(6, Math.max(1, person.tier + step))
		const changed = random() < shape.changing ? answersFor(tier, random) : {}
		return { ...person, ...moved, ...changed }
	}

	function freeze({ id, nodeId, familyId, tier, answers }: Draft): Person {
		const assessed = random() >= shape.unassessed
		const values = new Map<string, number>()
		if (assessed) {
			values.set('tier', tier)
			questionsOf(familyId).forEach((question, index) => values.set(question, answers[index] ?? tier))
		}
		return { id, nodeId, familyId, assessed, exempt: !assessed && random() < 0.3, values }
	}
}

/** Answers whose lower median is the tier; at half-step 1 the entry question answers for all. */
function answersFor(tier: number, random: () => number): { tier: number; answers: number[] } {
	if (tier === 1) return { tier, answers: [1, 1, 1] }
	const lower = 2 + Math.floor(random() * (tier - 1))
	const upper = tier + Math.floor(random() * (7 - tier))
	const answers = random() < 0.5 ? [tier, tier, tier] : [lower, tier, upper]
	for (let index = answers.length - 1; index > 0; index--) {
		const other = Math.floor(random() * (index + 1))
		;[answers[index], answers[other]] = [answers[other] ?? tier, answers[index] ?? tier]
	}
	return { tier, answers }
}

function buildTree(shape: Shape, integer: (below: number) => number): Cycle['nodes'] {
	const nodes: { id: string; parentId: string | null }[] = [{ id: rootId, parentId: null }]
	const above = [rootId]
	const units = Math.floor(shape.teams / shape.spread)
	for (let unit = 1; unit <= units; unit++) {
		const id = `unit-${String(unit).padStart(3, '0')}`
		nodes.push({ id, parentId: above[integer(Math.min(above.length, shape.spread))] ?? rootId })
		above.push(id)
	}
	for (let team = 1; team <= shape.teams; team++) {
		nodes.push({
			id: `team-${String(team).padStart(3, '0')}`,
			parentId: above[integer(above.length)] ?? rootId,
		})
	}
	return nodes
}

function hangElsewhere(
	nodes: Cycle['nodes'],
	id: string,
	integer: (below: number) => number,
): Cycle['nodes'] {
	const above = nodes.filter((node) => !node.id.startsWith('team'))
	const parentId = above[integer(above.length)]?.id ?? rootId
	return nodes.map((node) => (node.id === id ? { id, parentId } : node))
}
