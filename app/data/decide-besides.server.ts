import { setImmediate as others } from 'node:timers/promises'

/** Takes the steps of a decision one by one, while other requests and the database go on. */
export async function decideBesides<Decision>(steps: Generator<void, Decision>): Promise<Decision> {
	for (;;) {
		await others()
		const { done, value } = steps.next()
		if (done) return value
	}
}
