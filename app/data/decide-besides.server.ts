import { setImmediate as others } from 'node:timers/promises'
import { decideInSteps, type PatternInput } from '#app/domain/suppression/decide-pattern.ts'
import type { Pattern } from '#app/domain/suppression/pattern.ts'

/** Decides a pattern while other requests and the database go on. */
export async function decideBesides(input: PatternInput): Promise<Pattern> {
	const steps = decideInSteps(input)
	for (;;) {
		await others()
		const { done, value } = steps.next()
		if (done) return value
	}
}
