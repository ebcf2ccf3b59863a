import type { CheckInDraft } from '#app/domain/check-in/check-in-draft.ts'
import { sameDraft } from '#app/domain/check-in/same-draft.ts'
import { suggestTier } from '#app/domain/check-in/suggest-tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { CheckInContent } from './read-check-in.server.ts'
import { readOwnCheckIn } from './read-check-in.server.ts'
import type { TakenCheckIn } from './take-check-in.server.ts'
import { takeCheckIn } from './take-check-in.server.ts'
import { writeCheckIn } from './write-check-in.server.ts'

export type SaveDraftResult =
	| { ok: true; version: number; savedAt: Date }
	/** Another tab has saved a newer draft; it stays as it is. */
	| { ok: false; reason: 'conflict'; current: CheckInContent | null }
	| Exclude<TakenCheckIn, { ok: true }>

/**
 * Saves what a rater has put down so far. A draft that says what is saved already counts as saved, whatever its version: the
 * answer to an earlier try may have been lost on the way.
 *
 * @param input.version the version that the rater saw last, 0 before the first save
 */
export async function saveDraft(
	scope: AccountScope,
	input: { participantId: string; version: number; draft: CheckInDraft },
): Promise<SaveDraftResult> {
	return withAccount(scope, async (transaction) => {
		const taken = await takeCheckIn(transaction, scope, input.participantId, input.draft)
		if (!taken.ok) return taken
		const { rater, mine, draft } = taken
		if (mine && sameDraft(mine, draft)) return { ok: true, version: mine.version, savedAt: mine.updatedAt }
		if ((mine?.version ?? 0) !== input.version) return { ok: false, reason: 'conflict', current: mine }
		const suggestion = suggestTier(
			draft.answers.map(({ halfSteps }) => halfSteps),
			draft.usesAi,
		)
		const of = { participantId: input.participantId, rater }
		const written = await writeCheckIn(
			transaction,
			scope,
			{ ...of, version: input.version },
			{ ...draft, suggestedTier: suggestion?.halfSteps ?? null },
		)
		if (!written) {
			return { ok: false, reason: 'conflict', current: await readOwnCheckIn(transaction, scope, of) }
		}
		return { ok: true, version: written.version, savedAt: written.updatedAt }
	})
}
