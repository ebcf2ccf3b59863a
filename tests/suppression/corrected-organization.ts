import { isSafeCorrection, type CorrectedGroup } from '#app/domain/suppression/safe-correction.ts'
import { decidePattern, takeSteps } from '#app/domain/suppression/decide-pattern.ts'
import { decideReaderInSteps } from '#app/domain/suppression/decide-reader-pattern.ts'
import type { Cycle, Organization, Person } from './organization.ts'
import { questionsOf, randomFrom } from './organization.ts'
import { frozenPeople, keysOf, type Published, type Reader } from './publish.ts'

/** A cycle's result, or a corrected version of it: the same people in the same places, some with another result. */
export type Version = Cycle & { readonly corrects: string | null }

/**
 * The cycles of an organization in the order of their publication, each corrected once or twice: soon after, or when the next
 * one is out. Now and then one person or a handful, now and then a team, half of them or everybody.
 */
export function correctedVersions({ seed, cycles }: Organization): Version[] {
	const random = randomFrom(seed * 31 + 7)
	const versions: Version[] = []
	let late: Version[] = []
	for (const cycle of cycles) {
		versions.push({ ...cycle, corrects: null }, ...late)
		late = []
		let last: Cycle = cycle
		for (let number = 2; number <= (random() < 0.4 ? 3 : 2); number++) {
			last = { ...correct(last, random), id: `${cycle.id} version ${number}` }
			;(random() < 0.5 ? versions : late).push({ ...last, corrects: cycle.id })
			if (late.length > 0) break
		}
	}
	return [...versions, ...late]
}

function correct(cycle: Cycle, random: () => number): Cycle {
	const share = [0.01, 0.03, 0.3, 0.6, 1][Math.floor(random() * 5)] ?? 1
	const ids = cycle.nodes.map(({ id }) => id)
	const team = random() < 0.3 ? ids[Math.floor(random() * ids.length)] : undefined
	const isReopened = (person: Person) => (team ? person.nodeId === team : random() < share)
	return {
		...cycle,
		people: cycle.people.map((person) => (isReopened(person) ? agreedAnew(person, random) : person)),
	}
}

function agreedAnew(person: Person, random: () => number): Person {
	if (person.exempt) return person
	const measures = ['tier', ...questionsOf(person.familyId)]
	const isBelow = random() < 0.1
	const values = measures.map((measure): [string, number] => {
		const before = person.values.get(measure) ?? 2 + Math.floor(random() * 5)
		const after = random() < 0.7 ? 2 + Math.floor(random() * 5) : Math.max(2, before)
		return [measure, isBelow ? 1 : after]
	})
	return { ...person, assessed: true, values: new Map(values) }
}

/** How the direct cells of two versions differ, without the people whom a reader sees. */
export function correctedGroups(
	then: Cycle,
	now: Cycle,
	sees: (person: Person) => boolean = () => false,
): CorrectedGroup[] {
	const before = new Map(then.people.map((person) => [person.id, person]))
	return now.people.flatMap((person) => {
		if (sees(person)) return []
		const was = before.get(person.id)
		const { nodeId, familyId } = person
		return ['state', 'tier', ...questionsOf(familyId)].map((measure) => {
			const valueOf = (of: Person | undefined) =>
				measure === 'state' ? Number(of?.assessed ?? false) : (of?.values.get(measure) ?? 0)
			return { nodeId, familyId, measure, before: valueOf(was), after: valueOf(person), people: 1 }
		})
	})
}

export type ShownVersion = Published & { readonly cycle: Version }
type IsSafe = typeof isSafeCorrection

/** What readers who see nobody are shown of the versions, in their order. `isSafe` may leave the rule of corrections out. */
export function publishVersions(
	versions: readonly Version[],
	familyIds: readonly string[],
	k: number,
	isSafe: IsSafe = isSafeCorrection,
): ShownVersion[] {
	const shown: ShownVersion[] = []
	for (const cycle of versions) {
		const last = lastOf(shown, cycle)
		if (last && !isSafe(correctedGroups(last.cycle, cycle), { k, allowance: 1 })) continue
		const snapshot = frozenPeople(cycle, familyIds)
		const earlier = shown.map((before) => ({ ...before.snapshot, pattern: before.pattern }))
		shown.push({ cycle, snapshot, pattern: decidePattern({ k, snapshot, earlier, allowance: 1 }) })
	}
	return shown
}

/** The same as somebody reads it who sees people individually. */
export function readVersions(
	published: readonly ShownVersion[],
	reader: Reader,
	k: number,
	isSafe: IsSafe = isSafeCorrection,
): ShownVersion[] {
	const seenOf = ({ cycle }: ShownVersion) => cycle.people.filter((person) => reader.sees(person, cycle))
	const stored = published.map((one) => ({
		...{ ...one.snapshot, stored: one.pattern },
		seen: keysOf(seenOf(one)),
	}))
	const shown: ShownVersion[] = []
	published.forEach((one, index) => {
		const snapshot = stored[index]
		if (!snapshot || seenOf(one).length < 2) {
			shown.push(one)
			return
		}
		const last = lastOf(shown, one.cycle)
		const sees = (person: Person) => reader.sees(person, one.cycle)
		if (last && !isSafe(correctedGroups(last.cycle, one.cycle, sees), { k, allowance: 1 })) return
		const pattern = takeSteps(decideReaderInSteps(snapshot, stored.slice(0, index)))
		shown.push({ ...one, pattern })
	})
	return shown
}

function lastOf(shown: readonly ShownVersion[], { corrects }: Version): ShownVersion | undefined {
	if (corrects === null) return undefined
	return shown.findLast(({ cycle }) => cycle.id === corrects || cycle.corrects === corrects)
}
