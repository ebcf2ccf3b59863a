import { roundedAlike } from './round-flow.ts'

const width = 7
const directions = width * width

/**
 * How many went from one tier to another, and how many up, down or neither, with the least and the greatest number that would be told as
 * each of these is.
 */
export class FlowTable {
	readonly #counts = new Int32Array(directions + 3)
	/** Null where it is told as it is. */
	readonly #step: number | null
	#ranges: (readonly [number, number])[] = []
	/** Entries that were counted since it was told. */
	#changed: number[] = []

	constructor(step: number | null) {
		this.#step = step
	}

	/** Counts so many people more. A tier of 0 is none; of who has none, a table in round numbers tells nothing. */
	count(from: number, to: number, people: number): void {
		const isOfBoth = from > 0 && to > 0
		if (this.#step !== null && !isOfBoth) return
		this.#add(from * width + to, people)
		if (isOfBoth) this.#add(directions + 1 + Math.sign(to - from), people)
	}

	#add(entry: number, people: number): void {
		this.#counts[entry] = (this.#counts[entry] ?? 0) + people
		this.#changed.push(entry)
	}

	/** Tells the table as it stands. */
	tell(): void {
		const step = this.#step
		this.#ranges = Array.from(this.#counts, (count) =>
			step === null ? [count, count] : roundedAlike(count, step),
		)
		this.#changed = []
	}

	/** Whether the table would be told as it was. */
	isToldAlike(): boolean {
		return this.#changed.every((entry) => {
			const [low, high] = this.#ranges[entry] ?? [0, 0]
			const count = this.#counts[entry] ?? 0
			return count >= low && count <= high
		})
	}

	/** After what was counted since has been taken back. */
	forgetChanges(): void {
		this.#changed = []
	}
}
