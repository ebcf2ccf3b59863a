export type WorkQueue = {
	/** The result of `work` in its turn; undefined, and `work` never runs, when the line is full. */
	run: <T>(work: () => Promise<T>) => Promise<T> | undefined
	use: () => { running: number; waiting: number }
}

/** Runs a few at once and lets a limited number wait, first come first served. */
export function createQueue({ atOnce, waiting }: { atOnce: number; waiting: number }): WorkQueue {
	let running = 0
	const line: Array<() => void> = []

	async function take<T>(work: () => Promise<T>): Promise<T> {
		if (running >= atOnce) await new Promise<void>((resolve) => line.push(resolve))
		else running += 1
		try {
			return await work()
		} finally {
			// The place goes on to the next in line, so that nobody slips in between.
			const next = line.shift()
			if (next) next()
			else running -= 1
		}
	}

	return {
		run: (work) => (running >= atOnce && line.length >= waiting ? undefined : take(work)),
		use: () => ({ running, waiting: line.length }),
	}
}
