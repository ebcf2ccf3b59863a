import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import type { InputDraft } from '#app/domain/team-assessment/input-draft.ts'
import { selectAssessment } from './select-assessment.server.ts'

type Input = {
	assessmentId: string
	/** The version that the person saw last, 0 where nothing was saved. */
	version: number
	draft: InputDraft
	/** Sends it, which locks it. */
	send: boolean
}

export type SaveInputResult =
	| { ok: true }
	/** `sent`: by this person, before; `revealed`: nobody is blind any more; `closed`: the cycle is published. */
	| { ok: false; reason: 'not-found' | 'sent' | 'revealed' | 'closed' | 'stale' | 'incomplete' }

/** Saves what somebody of a team says, and sends it. It is theirs alone until the reveal. */
export async function saveAssessmentInput(
	scope: AccountScope,
	{ assessmentId, version, draft, send }: Input,
): Promise<SaveInputResult> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const { accountId, memberId } = scope
		const head = await selectAssessment(transaction, scope, assessmentId, { hold: true })
		if (!head?.gives || memberId === null) return { ok: false, reason: 'not-found' }
		if (!isRunning(head.phase)) return { ok: false, reason: 'closed' }
		if (head.state !== 'collecting') return { ok: false, reason: 'revealed' }
		const isLevel = head.frameworkKey === 'five-ai-coding-levels'
		const step = isLevel
			? { claimed: draft.claimed, rung: null, trapRecognized: null }
			: { claimed: null, rung: draft.rung, trapRecognized: draft.trapRecognized }
		const isWhole = isLevel ? step.claimed !== null : step.rung !== null && step.trapRecognized !== null
		if (send && !isWhole) return { ok: false, reason: 'incomplete' }

		const id = [accountId, assessmentId, memberId]
		const found = await sql.query<{ version: number; sent: boolean }>(
			`SELECT version, submitted_at IS NOT NULL AS sent FROM team_assessment_input
			 WHERE account_id = $1 AND assessment_id = $2 AND member_id = $3`,
			id,
		)
		const [current] = found.rows
		if (current?.sent) return { ok: false, reason: 'sent' }
		if ((current?.version ?? 0) !== version) return { ok: false, reason: 'stale' }
		await sql.query(
			`INSERT INTO team_assessment_input (account_id, assessment_id, member_id, claimed, rung, trap_recognized, note)
			 VALUES ($1, $2, $3, $4, $5, $6, $7)
			 ON CONFLICT (account_id, assessment_id, member_id) DO UPDATE SET claimed = EXCLUDED.claimed, rung = EXCLUDED.rung,
				trap_recognized = EXCLUDED.trap_recognized, note = EXCLUDED.note, updated_at = now(),
				version = team_assessment_input.version + 1`,
			[...id, step.claimed, step.rung, step.trapRecognized, draft.note],
		)
		await sql.query(
			`INSERT INTO team_assessment_input_check (account_id, assessment_id, member_id, check_key, verdict, note)
			 SELECT $1, $2, $3, * FROM unnest($4::text[], $5::verdict[], $6::text[])
			 ON CONFLICT (account_id, assessment_id, member_id, check_key)
				DO UPDATE SET verdict = EXCLUDED.verdict, note = EXCLUDED.note`,
			[
				...id,
				draft.checks.map(({ checkKey }) => checkKey),
				draft.checks.map(({ verdict }) => verdict),
				draft.checks.map(({ note }) => note),
			],
		)
		if (!send) return { ok: true }
		// Last: from here on the database refuses every change of it.
		await sql.query(
			`UPDATE team_assessment_input SET submitted_at = now()
			 WHERE account_id = $1 AND assessment_id = $2 AND member_id = $3`,
			id,
		)
		await appendAuditEvent(transaction, scope, {
			action: 'team-assessment.view-sent',
			subject: { kind: 'team-assessment', id: assessmentId },
			detail: { teamId: head.teamId, cycleId: head.cycleId },
		})
		return { ok: true }
	})
}
