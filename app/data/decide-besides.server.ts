import { setImmediate as others } from 'node:timers/promises'
import type { Pattern } from '#app/domain/suppression/pattern.ts'

/** Takes the steps of a decision one by one, while other requests and the database go on. */
export async function decideBesides(steps: Generator<void, Pattern>): Promise<Pattern> {
	for (;;) {
		await others()
		const { done, value } = steps.next()
		if (done) return value
	}
}
