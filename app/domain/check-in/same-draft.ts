import type { HalfSteps } from '#app/domain/tier/tier.ts'

/** What a rater can put down, as it is saved or about to be. */
type Content = {
	readonly usesAi: boolean | null
	readonly tier: HalfSteps | null
	readonly tierReason: string | null
	readonly whatChanged: string | null
	readonly note: string | null
	readonly answers: readonly {
		readonly questionKey: string
		readonly halfSteps: HalfSteps | null
		readonly evidenceUrl: string | null
		readonly evidenceNote: string | null
	}[]
}

/** Whether two versions of a check-in say the same. A question that one of them lacks counts as unanswered there. */
export function sameDraft(a: Content, b: Content): boolean {
	const keys = new Set([...a.answers, ...b.answers].map(({ questionKey }) => questionKey))
	const plain = ({ usesAi, tier, tierReason, whatChanged, note, answers }: Content) =>
		JSON.stringify([
			[usesAi, tier, tierReason, whatChanged, note],
			...[...keys].map((key) => {
				const answer = answers.find(({ questionKey }) => questionKey === key)
				return [answer?.halfSteps ?? null, answer?.evidenceUrl ?? null, answer?.evidenceNote ?? null]
			}),
		])
	return plain(a) === plain(b)
}

/** Whether nothing at all is put down. */
export function isEmptyDraft(draft: Content): boolean {
	const nothing = { usesAi: null, tier: null, tierReason: null, whatChanged: null, note: null, answers: [] }
	return sameDraft(draft, nothing)
}
