import { allAlikeAt, needsWhatChanged, whatChangedMessage } from '#app/domain/check-in/ask-back.ts'
import type { CheckInDraft } from '#app/domain/check-in/check-in-draft.ts'
import { sameDraft } from '#app/domain/check-in/same-draft.ts'
import type { SettleIssue } from '#app/domain/check-in/settle-tier.ts'
import { settleTier } from '#app/domain/check-in/settle-tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import type { CheckInContent } from './read-check-in.server.ts'
import { readOwnCheckIn } from './read-check-in.server.ts'
import { readPreviousOutcome } from './read-previous-outcome.server.ts'
import { runOnce } from './run-once.server.ts'
import type { TakenCheckIn } from './take-check-in.server.ts'
import { takeCheckIn } from './take-check-in.server.ts'
import { writeCheckIn } from './write-check-in.server.ts'

type Input = {
	participantId: string
	version: number
	draft: CheckInDraft
	idempotencyKey: string
	/** Ask back instead of sending where all answers are alike: set until the rater has said that it is meant. */
	askIfAlike?: boolean
}

export type SubmitCheckInResult =
	| { ok: true }
	/** Another tab has saved a newer draft; nothing was sent. */
	| { ok: false; reason: 'conflict'; current: CheckInContent | null }
	| { ok: false; reason: 'incomplete'; issues: readonly SettleIssue[] }
	/** All answers stand at one tier, and the rater is asked whether that is meant. Nothing was sent. */
	| { ok: false; reason: 'alike'; halfSteps: HalfSteps }
	| Exclude<TakenCheckIn, { ok: true }>

/**
 * Sends a rater's check-in, which locks it. Needs the entry question, all answers where it goes on, and a reason for a tier
 * that was neither suggested nor offered; and what changed, where the tier is two above the last result that the rater
 * sees. The same click twice sends once.
 *
 * @param input.version the version that the rater saw last, 0 when no draft was saved
 */
export async function submitCheckIn(scope: AccountScope, input: Input): Promise<SubmitCheckInResult> {
	return withAccount(scope, async (transaction) => {
		let refusal: SubmitCheckInResult | undefined
		const once = { key: input.idempotencyKey, action: `check-in.submit:${input.participantId}` }
		await runOnce(transaction, scope, once, async () => {
			const result = await send(transaction, scope, input)
			if (!result.ok) refusal = result
			return { ok: result.ok }
		})
		return refusal ?? { ok: true }
	})
}

async function send(
	transaction: Transaction,
	scope: AccountScope,
	input: Input,
): Promise<SubmitCheckInResult> {
	const { participantId } = input
	const taken = await takeCheckIn(transaction, scope, participantId, input.draft, { toSend: true })
	if (!taken.ok) return taken
	const { pair, rater, family, mine, draft } = taken
	const version = mine?.version ?? 0
	// Where the answer to a save was lost on the way, the version is older than what it saved.
	if (version !== input.version && !(mine && sameDraft(mine, draft))) {
		return { ok: false, reason: 'conflict', current: mine }
	}
	const result = settleTier(
		draft,
		family.questions.map(({ key }) => key),
	)
	if (!result.ok) return { ok: false, reason: 'incomplete', issues: result.issues }

	const { settled } = result
	const previous = await readPreviousOutcome(transaction, scope, pair)
	const rises = needsWhatChanged(previous?.tier ?? null, settled.tier)
	if (rises && draft.whatChanged === null) {
		return { ok: false, reason: 'incomplete', issues: [{ at: 'whatChanged', message: whatChangedMessage }] }
	}
	const alike = allAlikeAt(
		settled.usesAi,
		settled.answers.map(({ halfSteps }) => halfSteps),
	)
	if (input.askIfAlike && alike !== null) return { ok: false, reason: 'alike', halfSteps: alike }
	const answers = settled.answers.map((answer) => ({
		evidenceUrl: null,
		evidenceNote: null,
		...draft.answers.find(({ questionKey }) => questionKey === answer.questionKey),
		...answer,
	}))
	const written = await writeCheckIn(
		transaction,
		scope,
		{ participantId, rater, version },
		{ ...settled, whatChanged: rises ? draft.whatChanged : null, note: draft.note, answers },
	)
	if (!written) {
		const current = await readOwnCheckIn(transaction, scope, { participantId, rater })
		return { ok: false, reason: 'conflict', current }
	}
	// Last: from here on the database refuses every change of the check-in and its answers.
	await transaction.sql.query(
		`UPDATE check_in SET submitted_at = now(), sent_before = NULL WHERE account_id = $1 AND id = $2`,
		[scope.accountId, written.id],
	)
	await appendAuditEvent(transaction, scope, {
		action: 'check-in.submitted',
		subject: { kind: 'member', memberId: pair.memberId },
		detail: { cycleId: pair.cycleId, rater },
	})
	return { ok: true }
}
