/** A small seeded generator (mulberry32): the same seed gives the same company on every machine. */
export class SeededRandom {
	#state: number

	constructor(seed: number) {
		this.#state = seed >>> 0
	}

	/** At least 0, below 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0
		let t = this.#state
		t = Math.imul(t ^ (t >>> 15), t | 1)
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
	}

	chance(probability: number): boolean {
		return this.next() < probability
	}

	/** From `from` to `to`, both included. */
	integer(from: number, to: number): number {
		return from + Math.floor(this.next() * (to - from + 1))
	}

	pick<T>(items: readonly T[]): T {
		const item = items[Math.floor(this.next() * items.length)]
		if (item === undefined) throw new Error('Nothing to pick from.')
		return item
	}

	uuid(): string {
		const hex = Array.from({ length: 32 }, () => this.integer(0, 15).toString(16))
		hex[12] = '4'
		hex[16] = (8 + this.integer(0, 3)).toString(16)
		const digits = hex.join('')
		return [
			digits.slice(0, 8),
			digits.slice(8, 12),
			digits.slice(12, 16),
			digits.slice(16, 20),
			digits.slice(20),
		].join('-')
	}
}
