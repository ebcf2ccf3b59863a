import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { LevelCheck } from '#app/domain/framework/level-checks.ts'
import type { AgreementDraft } from '#app/domain/team-assessment/input-draft.ts'
import { shownLevel } from '#app/domain/team-assessment/shown-level.ts'
import { readAssessmentChecks } from './read-assessment-checks.server.ts'
import type { TakenAssessment } from './take-revealed-assessment.server.ts'
import { takeRevealedAssessment } from './take-revealed-assessment.server.ts'

type Input = {
	assessmentId: string
	version: number
	draft: AgreementDraft
	/** The checks of the framework, of which the level that is shown is worked out. */
	checks: readonly LevelCheck[]
}

export type AgreeAssessmentResult =
	{ ok: true } | Exclude<TakenAssessment, { ok: true }> | { ok: false; reason: 'incomplete' }

/** Records what a team says of itself; the level that it shows is worked out from its checks as of today. */
export async function agreeAssessment(
	scope: AccountScope,
	{ assessmentId, version, draft, checks }: Input,
): Promise<AgreeAssessmentResult> {
	return withAccount(scope, async (transaction) => {
		const taken = await takeRevealedAssessment(transaction, scope, {
			...{ assessmentId, version, facilitator: true },
		})
		if (!taken.ok) return taken
		const { head, memberId } = taken
		const isLevel = head.frameworkKey === 'five-ai-coding-levels'
		const { claimed, rung, trapRecognized, note } = draft
		if (isLevel ? claimed === null : rung === null || trapRecognized === null) {
			return { ok: false, reason: 'incomplete' }
		}
		const findings = isLevel ? await readAssessmentChecks(transaction, scope, assessmentId) : []
		const step = isLevel
			? { claimed, shown: shownLevel(checks, findings, head.today).level, rung: null, trapRecognized: null }
			: { claimed: null, shown: null, rung, trapRecognized }
		await transaction.sql.query(
			`UPDATE team_assessment SET state = 'agreed', agreed_at = now(), agreed_by_id = $3, claimed = $4, shown = $5::smallint,
				shown_on = CASE WHEN $5::smallint IS NOT NULL THEN $6::date END, rung = $7, trap_recognized = $8, note = $9,
				version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[
				...[scope.accountId, assessmentId, memberId, step.claimed, step.shown],
				...[head.today, step.rung, step.trapRecognized, note],
			],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'team-assessment.agreed',
			subject: { kind: 'team-assessment', id: assessmentId },
			detail: {
				...{ teamId: head.teamId, cycleId: head.cycleId, framework: head.frameworkKey },
				...(isLevel ? { claimed: step.claimed, shown: step.shown } : { rung: step.rung }),
			},
		})
		return { ok: true }
	})
}
