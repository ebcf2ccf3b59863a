import { createHash } from 'node:crypto'
import type { FamilyDraft } from '#app/domain/framework/rubric-draft.ts'
import { canonical } from '#app/domain/framework/rubric-draft.ts'

/** Tells one state of a family's questions from another: what a form has seen from what is there now. */
export function fingerprintFamily(family: FamilyDraft): string {
	return createHash('sha256')
		.update(JSON.stringify(canonical(family)))
		.digest('hex')
}
