import { setTimeout as sleep } from 'node:timers/promises'

/** One line of a benchmark: what we do against a reference in the same run. */
export type Result = {
	/** What is measured, with its unit. */
	name: string
	/** Median of our rounds, in the unit that the name gives. */
	ours: number
	/** Median of the reference's rounds, in the same unit. */
	reference: number
	/** ours / reference; of rates as of times, larger than 1 means larger than the reference. */
	ratio: number
	/** The greatest ratio that holds; null where the figure is only printed. */
	limit: number | null
	holds: boolean
	note?: string
}

export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b)
	const middle = sorted.length / 2
	const upper = sorted[Math.floor(middle)] ?? Number.NaN
	return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper
}

const round = (value: number): number => Number(value.toPrecision(4))

/** A ratio of times or sizes: holds while it is at most the limit. */
export function timeResult(
	name: string,
	ours: number,
	reference: number,
	limit: number | null,
	note?: string,
): Result {
	const ratio = ours / reference
	return {
		name,
		ours: round(ours),
		reference: round(reference),
		ratio: round(ratio),
		limit,
		holds: limit === null || ratio <= limit,
		...(note ? { note } : {}),
	}
}

/** What a run does after its time, such as stopping what it has started. */
type After = unknown

const elapsed = async (run: () => Promise<After>): Promise<number> => {
	const start = performance.now()
	const after = await run()
	const time = performance.now() - start
	if (typeof after === 'function') await after()
	return time
}

/**
 * Milliseconds of several ways to do a thing, measured in turn, so that a machine whose speed drifts slows all of them.
 * The order turns round with every round. What a run returns as a function is called after its time. Medians; the first rounds, which warm up, are not counted.
 */
export async function interleaved<Name extends string>(
	runs: Record<Name, () => Promise<After>>,
	{ rounds, warmUp = 2 }: { rounds: number; warmUp?: number },
): Promise<Record<Name, number>> {
	const names = Object.keys(runs) as Name[]
	const times = new Map<Name, number[]>(names.map((name) => [name, []]))
	for (let index = 0; index < rounds + warmUp; index += 1) {
		for (const name of index % 2 === 0 ? names : names.toReversed()) {
			const time = await elapsed(runs[name])
			if (index >= warmUp) times.get(name)?.push(time)
			// What one leaves behind for later, such as a commit, is not in the time of the next.
			await sleep(2)
		}
	}
	return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
		Name,
		number
	>
}
