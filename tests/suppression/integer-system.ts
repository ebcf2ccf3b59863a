/** A bound on a weighted sum of variables: `min <= sum(weight * variable) <= max`. */
type Bound = {
	readonly variables: readonly number[]
	readonly weights: readonly number[]
	readonly min: number
	readonly max: number
}

export type Answer = 'yes' | 'no' | 'unknown'

/** Whole numbers under bounds on weighted sums: narrows what they can be, and searches for a way to satisfy all bounds. */
export class IntegerSystem {
	private readonly lows: number[] = []
	private readonly highs: number[] = []
	private readonly bounds: Bound[] = []
	private readonly boundsOf: number[][] = []
	private readonly undo: (readonly [variable: number, low: number, high: number])[] = []

	variable(low: number, high: number): number {
		this.lows.push(low)
		this.highs.push(high)
		this.boundsOf.push([])
		return this.lows.length - 1
	}

	low(variable: number): number {
		return this.lows[variable] ?? 0
	}

	high(variable: number): number {
		return this.highs[variable] ?? 0
	}

	bound(terms: Iterable<readonly [variable: number, weight: number]>, min: number, max: number): void {
		const used = [...terms].filter(([, weight]) => weight !== 0)
		for (const [variable] of used) this.boundsOf[variable]?.push(this.bounds.length)
		this.bounds.push({
			variables: used.map(([variable]) => variable),
			weights: used.map(([, weight]) => weight),
			min,
			max,
		})
	}

	/** Narrows every variable as far as single bounds do; false when nothing is possible. */
	propagate(start: Iterable<number> = this.bounds.keys()): boolean {
		const queue = [...start]
		const waiting = new Set(queue)
		for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
			waiting.delete(next)
			for (const variable of this.narrowBy(next)) {
				if (this.low(variable) > this.high(variable)) return false
				for (const other of this.boundsOf[variable] ?? []) {
					if (waiting.has(other)) continue
					waiting.add(other)
					queue.push(other)
				}
			}
			if (!this.isPossible(next)) return false
		}
		return true
	}

	/** Whether a variable can be at most `high`, all bounds kept. `steps` bounds the search. */
	canBeAtMost(variable: number, high: number, steps: number): Answer {
		const mark = this.undo.length
		this.set(variable, this.low(variable), Math.min(high, this.high(variable)))
		const budget = { steps }
		let answer: Answer = 'no'
		if (this.low(variable) <= this.high(variable) && this.propagate(this.boundsOf[variable])) {
			answer = this.search(this.component(variable), budget)
		}
		this.rollBack(mark)
		return answer
	}

	/** Whether all bounds can be kept at once. */
	isSatisfiable(steps: number): Answer {
		const mark = this.undo.length
		const answer = this.propagate() ? this.search([...this.lows.keys()], { steps }) : 'no'
		this.rollBack(mark)
		return answer
	}

	private search(variables: readonly number[], budget: { steps: number }): Answer {
		let pick = -1
		let narrowest = Number.POSITIVE_INFINITY
		for (const variable of variables) {
			const range = this.high(variable) - this.low(variable)
			if (range === 0 || range >= narrowest) continue
			pick = variable
			narrowest = range
		}
		if (pick < 0) return 'yes'
		if (budget.steps-- <= 0) return 'unknown'
		const low = this.low(pick)
		const high = this.high(pick)
		const middle = Math.floor((low + high) / 2)
		let answer: Answer = 'no'
		for (const [from, to] of [
			[low, middle],
			[middle + 1, high],
		] as const) {
			const mark = this.undo.length
			this.set(pick, from, to)
			const found = this.propagate(this.boundsOf[pick]) ? this.search(variables, budget) : 'no'
			this.rollBack(mark)
			if (found === 'yes') return 'yes'
			if (found === 'unknown') answer = 'unknown'
		}
		return answer
	}

	/** The variables that bounds tie to one, directly or through others, and that are not settled. */
	private component(start: number): number[] {
		const found = new Set([start])
		for (const variable of found) {
			for (const bound of this.boundsOf[variable] ?? []) {
				for (const other of this.bounds[bound]?.variables ?? []) {
					if (this.low(other) < this.high(other)) found.add(other)
				}
			}
		}
		return [...found]
	}

	private sums(bound: Bound): { least: number; most: number } {
		let least = 0
		let most = 0
		bound.variables.forEach((variable, index) => {
			const weight = bound.weights[index] ?? 0
			least += weight * (weight > 0 ? this.low(variable) : this.high(variable))
			most += weight * (weight > 0 ? this.high(variable) : this.low(variable))
		})
		return { least, most }
	}

	private isPossible(index: number): boolean {
		const bound = this.bounds[index]
		if (!bound) return true
		const { least, most } = this.sums(bound)
		return least <= bound.max && most >= bound.min
	}

	/** Narrows the variables of one bound and returns those that changed. */
	private narrowBy(index: number): number[] {
		const bound = this.bounds[index]
		if (!bound) return []
		const { least, most } = this.sums(bound)
		const changed: number[] = []
		for (const [position, variable] of bound.variables.entries()) {
			const weight = bound.weights[position] ?? 0
			const size = Math.abs(weight)
			const low = this.low(variable)
			const high = this.high(variable)
			// How far it may move from the end that makes the sum least, and from the end that makes it most.
			const fromLeast = Math.floor((bound.max - least) / size)
			const fromMost = Math.floor((most - bound.min) / size)
			const newLow = Math.max(low, high - (weight > 0 ? fromMost : fromLeast))
			const newHigh = Math.min(high, low + (weight > 0 ? fromLeast : fromMost))
			if (newLow === low && newHigh === high) continue
			this.set(variable, newLow, newHigh)
			changed.push(variable)
		}
		return changed
	}

	private set(variable: number, low: number, high: number): void {
		this.undo.push([variable, this.low(variable), this.high(variable)])
		this.lows[variable] = low
		this.highs[variable] = high
	}

	private rollBack(mark: number): void {
		while (this.undo.length > mark) {
			const step = this.undo.pop()
			if (!step) return
			this.lows[step[0]] = step[1]
			this.highs[step[0]] = step[2]
		}
	}
}
