import { findKeptAnswer, keepAnswer } from '#app/data/api/kept-answer.server.ts'
import type { StoredResponse } from '#app/data/run-once.server.ts'
import { idempotencyKeyForm } from '#app/domain/api/fields.ts'
import { ApiRefusal } from './api-refusal.server.ts'
import type { ApiSession } from './authenticate-token.server.ts'

/** The Idempotency-Key of a request; undefined without one. */
export function readIdempotencyKey(request: Request): string | undefined {
	const key = request.headers.get('Idempotency-Key')
	if (key === null) return undefined
	if (idempotencyKeyForm.test(key)) return key
	throw new ApiRefusal({
		code: 'invalid-request',
		errors: [{ path: 'Idempotency-Key', message: 'Use 8 to 64 letters, digits, hyphens and underscores.' }],
	})
}

/**
 * Answers the same request once: with a key that was answered before it says the same and does nothing. What `run` does has
 * to be done once for its key by itself, for the case that it was done and its answer was never kept. Refusals are not kept.
 *
 * @param of.fingerprint what the request is about: another one with the same key is refused
 */
export async function answerOnce<Answer extends StoredResponse>(
	{ scope }: ApiSession,
	of: { key: string | undefined; action: string; fingerprint: () => Promise<string> },
	run: () => Promise<{ answer: Answer; fingerprint: string }>,
): Promise<Answer> {
	const { key, action } = of
	if (key === undefined) return (await run()).answer
	const kept = await findKeptAnswer(scope, { key, action })
	if (kept) {
		if (kept.fingerprint !== (await of.fingerprint())) throw new ApiRefusal({ code: 'key-reused' })
		return kept.answer as Answer
	}
	const done = await run()
	// Another request with the key may have come to its end meanwhile: what it did is what was done.
	const first = await keepAnswer(scope, { ...done, key, action })
	if (first.fingerprint !== done.fingerprint) throw new ApiRefusal({ code: 'key-reused' })
	return first.answer as Answer
}
