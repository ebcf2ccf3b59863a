import { expect } from 'vitest'
import type { Operation } from './operations.ts'

/**
 * Takes the steps of an operation from the given one on, until one gets no answer or one that acknowledges nothing. Returns
 * how many are acknowledged.
 */
export async function take({ steps }: Operation, url: string, from = 0): Promise<number> {
	for (let index = from; index < steps.length; index += 1) {
		const answer = await steps[index]?.(url).catch(orNoAnswer)
		if (!answer) return index
		// Nobody gets a page that is half there or speaks of what is behind it.
		if (answer.status >= 400) {
			expect(answer.status).toBe(503)
			expect(answer.text).not.toMatch(/\bat \S+:\d+|ECONN|postgres/i)
			return index
		}
	}
	return steps.length
}

/** `fetch` fails with a TypeError where no answer comes; anything else is a finding. */
function orNoAnswer(error: unknown): null {
	if (error instanceof TypeError) return null
	throw error
}
