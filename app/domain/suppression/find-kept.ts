import { keptPassages } from './kept-passages.ts'
import type { ShownCycles } from './shown-cycles.ts'

export type Kept = {
	/** Whether somebody's tier of a cycle is the one of another cycle as well. */
	isTied: (person: number, cycle: number) => boolean
	/** The cycles that are tied so, among them the cycle itself. */
	tiedTo: (person: number, cycle: number) => readonly number[]
}

/**
 * Where somebody had the same tier for sure, for a reader who guesses right of which groups everybody kept theirs: everybody
 * who passed from the one group to the other has.
 */
export function* findKeptInSteps({ people, cycles, seen }: ShownCycles): Generator<void, Kept> {
	const pairs = cycles.flatMap((_, later) =>
		cycles.slice(0, later).map((__, earlier) => ({ earlier, later })),
	)
	const tied = cycles.map(() => new Uint8Array(people))
	const kept: Uint8Array[] = []
	for (const { earlier, later } of pairs) {
		yield
		const [then, now] = [earlier, later].map((at) => {
			const cycle = cycles[at]
			return cycle && { ...cycle, seen }
		})
		const isKept = keptPassages(then, now)
		const marks = new Uint8Array(people)
		for (let person = 0; person < people; person++) {
			if (!isKept(person)) continue
			marks[person] = 1
			for (const cycle of [earlier, later]) tied[cycle]?.fill(1, person, person + 1)
		}
		kept.push(marks)
	}
	const isTied = (person: number, cycle: number) => tied[cycle]?.[person] === 1
	return {
		isTied,
		tiedTo: (person, cycle) => {
			const found = [cycle]
			if (!isTied(person, cycle)) return found
			// What is appended on the way is visited as well.
			for (const one of found) {
				pairs.forEach(({ earlier, later }, pair) => {
					if (kept[pair]?.[person] !== 1 || (one !== earlier && one !== later)) return
					const other = one === earlier ? later : earlier
					if (!found.includes(other)) found.push(other)
				})
			}
			return found
		},
	}
}
