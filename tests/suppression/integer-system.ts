/** A bound on a weighted sum of variables: `min <= sum(weight * variable) <= max`. */
type Bound = {
	readonly variables: readonly number[]
	readonly weights: readonly number[]
	readonly min: number
	readonly max: number
}

export type Answer = 'yes' | 'no' | 'unknown'

const unchanged: readonly number[] = []

/** Whole numbers under bounds on weighted sums: narrows what they can be, and searches for a way to satisfy all bounds. */
export class IntegerSystem {
	private readonly lows: number[] = []
	private readonly highs: number[] = []
	private readonly bounds: Bound[] = []
	private readonly boundsOf: number[][] = []
	/** Of each bound, 1 while it is in the queue of what is narrowed next. */
	private waiting = new Uint8Array(0)
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
		if (this.waiting.length < this.bounds.length) this.waiting = new Uint8Array(this.bounds.length * 2)
		const { waiting } = this
		for (const next of queue) waiting[next] = 1
		const isPossible = this.narrowAll(queue)
		for (const left of queue) waiting[left] = 0
		return isPossible
	}

	/** Works a queue off, of bounds that are marked as waiting. */
	private narrowAll(queue: number[]): boolean {
		const { waiting } = this
		for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
			waiting[next] = 0
			const bound = this.bounds[next] as Bound
			for (const variable of this.narrowBy(bound)) {
				if (this.low(variable) > this.high(variable)) return false
				for (const other of this.boundsOf[variable] as number[]) {
					if (waiting[other] === 1) continue
					waiting[other] = 1
					queue.push(other)
				}
			}
			if (!this.isPossible(bound)) return false
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

	/** The least sum that the variables of a bound still allow. */
	private least(bound: Bound): number {
		return sumOf(bound, this.lows, this.highs)
	}

	/** The greatest such sum. */
	private most(bound: Bound): number {
		return sumOf(bound, this.highs, this.lows)
	}

	private isPossible(bound: Bound): boolean {
		return this.least(bound) <= bound.max && this.most(bound) >= bound.min
	}

	/** Narrows the variables of one bound and returns those that changed. */
	private narrowBy(bound: Bound): readonly number[] {
		// How far the sum may go from its least, and from its most.
		const up = bound.max - this.least(bound)
		const down = this.most(bound) - bound.min
		let changed: number[] | null = null
		for (let index = 0; index < bound.variables.length; index += 1) {
			const variable = bound.variables[index] as number
			const weight = bound.weights[index] as number
			const low = this.lows[variable] as number
			const high = this.highs[variable] as number
			if (low === high && up >= 0 && down >= 0) continue
			const size = Math.abs(weight)
			// How far it may move from the end that makes the sum least, and from the end that makes it most.
			const fromLeast = Math.floor(up / size)
			const fromMost = Math.floor(down / size)
			const newLow = Math.max(low, high - (weight > 0 ? fromMost : fromLeast))
			const newHigh = Math.min(high, low + (weight > 0 ? fromLeast : fromMost))
			if (newLow === low && newHigh === high) continue
			this.set(variable, newLow, newHigh)
			changed ??= []
			changed.push(variable)
		}
		return changed ?? unchanged
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

/** With one value of each variable where its weight is positive, and another where it is not. */
function sumOf(
	{ variables, weights }: Bound,
	positive: readonly number[],
	others: readonly number[],
): number {
	let sum = 0
	for (let index = 0; index < variables.length; index += 1) {
		const weight = weights[index] as number
		sum += weight * ((weight > 0 ? positive : others)[variables[index] as number] as number)
	}
	return sum
}
