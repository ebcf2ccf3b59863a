import type { FlowHistory, FlowPerson } from './flow-histories.ts'
import { numbering } from './flow-histories.ts'
import { sideNames } from './flow-sides.ts'
import { valueCount } from './standings.ts'

/**
 * The families in a flow of which somebody could not have had another value in some cycle. Whoever has their values from a trade that
 * leaves every figure as it is, of every cycle and of every flow, can have had the other's as well:
 * - all values with somebody who was in the same groups in every cycle, or
 * - of who is in both figures, all values with two others of the flow, of whom one was in the same groups before and one is in the
 *   same group now.
 * What people of a group kept from one cycle to the next stays kept, if it was by all who passed as they did: so nothing follows either
 * for a reader who takes it that these kept their tier.
 *
 * @param others how many people there have to be to trade with, each way: one more than the reader may know
 */
export function findUntradable(history: FlowHistory, others: number): Set<string> {
	const open = withoutLikeOnes(history, others)
	const families = new Set<string>()
	if (open.length === 0) return families
	const trade = tradesOf(history, others)
	for (const person of open) {
		// One is enough.
		if (families.has(person.familyId)) continue
		const free = trade(person)
		if (person.tiers.some((_, cycle) => counts(person, cycle, history) && !free.has(cycle)))
			families.add(person.familyId)
	}
	return families
}

/**
 * Whether a flow could tell a person's tier of a cycle: in both figures those of the two cycles, in one that one, and where a flow that
 * was shown before counts the person, those of the cycles before as well.
 */
function counts(person: FlowPerson, cycle: number, { cycles, comparison }: FlowHistory): boolean {
	if (person.tiers[cycle] === 0) return false
	if (cycle === cycles - 1) return person.side !== 'left'
	return person.side !== 'joined' && (cycle === comparison || person.isLinked)
}

/** People who cannot have had, in each cycle, another value of somebody who was in the same groups as they in all of them. */
function withoutLikeOnes(history: FlowHistory, others: number): FlowPerson[] {
	const { people, cycles } = history
	const classOf = numbering()
	const classIn = numbering()
	const parts = new Map<string, number>()
	const classes = Int32Array.from(people, ({ past, group, part, side }) => {
		const known = parts.get(part) ?? parts.size
		parts.set(part, known)
		return classIn(classOf(past, group + 1), known * sideNames.length + sideNames.indexOf(side))
	})
	const width = valueCount + 1
	const sizes = new Int32Array(people.length + 1)
	/** By class, cycle and tier. */
	const counted = new Int32Array((people.length + 1) * cycles * width)
	const at = (index: number, cycle: number, tier: number) =>
		((classes[index] ?? 0) * cycles + cycle) * width + tier
	people.forEach(({ tiers }, index) => {
		sizes[classes[index] ?? 0] = (sizes[classes[index] ?? 0] ?? 0) + 1
		tiers.forEach((tier, cycle) => {
			counted[at(index, cycle, tier)] = (counted[at(index, cycle, tier)] ?? 0) + 1
		})
	})
	return people.filter((person, index) =>
		person.tiers.some(
			(tier, cycle) =>
				counts(person, cycle, history) &&
				(sizes[classes[index] ?? 0] ?? 0) - (counted[at(index, cycle, tier)] ?? 0) < others,
		),
	)
}

/** Who passed where somebody has not kept their tier since the cycle compared with. */
export function peopleBesideChanges({ people, comparison }: FlowHistory): FlowPerson[] {
	return people.filter(({ side, keptSince }) => side === 'both' && !keptSince.includes(comparison))
}

/** For somebody the cycles of which a trade with others, in other groups, gives them another value. */
function tradesOf(history: FlowHistory, others: number) {
	const free = history.people.filter(({ side, keptSince }) => side === 'both' && keptSince.length === 0)
	const countBy = (keyOf: (person: FlowPerson) => string) => {
		const sizes = new Map<string, number>()
		for (const person of free) sizes.set(keyOf(person), (sizes.get(keyOf(person)) ?? 0) + 1)
		return (key: string) => (sizes.get(key) ?? 0) >= others
	}
	const keyThen = (past: number, values: number, tier: number, part: string) =>
		`${past} ${values} ${tier} ${part}`
	const isThen = countBy((one) => keyThen(one.past, one.values, tierNow(one), one.part))
	const isNow = countBy((one) => keyThen(one.group, one.values, tierNow(one), one.part))
	// One for all who differ in nothing that a trade looks at: there may be 100,000 people.
	const ofPast = Map.groupBy(
		unlike(free, (one) => `${one.past} ${one.values} ${one.part}`),
		({ past }) => past,
	)
	const ofGroup = Map.groupBy(
		unlike(free, (one) => `${one.group} ${one.values}`),
		({ group }) => group,
	)
	const ofSide = Map.groupBy(
		unlike(
			history.people.filter(({ side, keptSince }) => side === 'left' || keptSince.length === 0),
			(one) => `${one.side} ${one.part} ${one.past} ${one.values} ${one.group} ${tierNow(one)}`,
		),
		({ side, part }) => `${side} ${part}`,
	)
	const last = history.cycles - 1
	const tiers = [1, 2, 3, 4, 5, 6]

	/** Of who is in both: all values with one who was in the same groups before, and through one who is in the same group now. */
	function ofBoth(person: FlowPerson, give: (cycle: number) => void): void {
		const { past, group, part, values } = person
		const mine = tierNow(person)
		for (const other of ofPast.get(past) ?? []) {
			if (other.values === values || other.part !== part) continue
			for (const tier of tiers) {
				if (tier === mine || person.keptSince.some((cycle) => other.tiers[cycle] !== tier)) continue
				const first =
					isThen(keyThen(past, other.values, tier, part)) && isNow(keyThen(group, values, tier, part))
				const second =
					isThen(keyThen(past, other.values, mine, part)) && isNow(keyThen(group, other.values, tier, part))
				if (!first && !second) continue
				give(last)
				giveOther(person, other, give)
			}
		}
	}
	/** Values before with one who is in the earlier figure alone, as two who are in both trade them back in the two groups. */
	function ofLeft(person: FlowPerson, give: (cycle: number) => void): void {
		const { past, part, values } = person
		for (const other of ofSide.get(`left ${part}`) ?? []) {
			if (other.values === values) continue
			const isBack = tiers.some(
				(tier) =>
					isThen(keyThen(past, other.values, tier, part)) && isThen(keyThen(other.past, values, tier, part)),
			)
			if (isBack) giveOther(person, other, give)
		}
	}
	/** The value of now with one who is in this figure alone, as two who are in both trade it back in the two groups. */
	function ofJoined(person: FlowPerson, give: (cycle: number) => void): void {
		const { group, part, keptSince } = person
		const mine = tierNow(person)
		for (const other of keptSince.length > 0 ? [] : (ofSide.get(`joined ${part}`) ?? [])) {
			const theirs = tierNow(other)
			if (theirs === mine) continue
			const isBack = (ofGroup.get(group) ?? []).some(
				({ values }) =>
					isNow(keyThen(group, values, theirs, part)) && isNow(keyThen(other.group, values, mine, part)),
			)
			if (isBack) give(last)
		}
	}
	function giveOther(person: FlowPerson, other: FlowPerson, give: (cycle: number) => void): void {
		for (let cycle = 0; cycle < last; cycle++) {
			if (other.tiers[cycle] !== person.tiers[cycle]) give(cycle)
		}
	}
	const of = { both: ofBoth, left: ofLeft, joined: ofJoined }
	return (person: FlowPerson): Set<number> => {
		const found = new Set<number>()
		of[person.side](person, (cycle) => found.add(cycle))
		return found
	}
}

function unlike(people: readonly FlowPerson[], keyOf: (person: FlowPerson) => string): FlowPerson[] {
	return [...new Map(people.map((person) => [keyOf(person), person])).values()]
}

const tierNow = ({ tiers }: FlowPerson) => tiers.at(-1) ?? 0
