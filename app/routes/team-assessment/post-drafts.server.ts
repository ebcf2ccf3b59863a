import { redirect } from 'react-router'
import { z } from 'zod'
import { addEvidence } from '#app/data/team-assessments/add-evidence.server.ts'
import { agreeAssessment } from '#app/data/team-assessments/agree-assessment.server.ts'
import { saveAssessmentCheck } from '#app/data/team-assessments/save-assessment-check.server.ts'
import { saveAssessmentInput } from '#app/data/team-assessments/save-assessment-input.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { evidenceDraftSchema } from '#app/domain/team-assessment/evidence-draft.ts'
import type { InputDraft } from '#app/domain/team-assessment/input-draft.ts'
import {
	agreementDraftSchema,
	checkDraftSchema,
	inputDraftSchema,
} from '#app/domain/team-assessment/input-draft.ts'
import { idempotencyKey } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import type { Post } from './refuse.server.ts'
import { refuseTo } from './refuse.server.ts'
import type { AssessmentAnswer, SentFields } from './sent-fields.ts'
import { noteField, verdictField } from './sent-fields.ts'

const versionSchema = z.coerce.number().int().min(0).max(2_147_483_647)
const { checks } = levelChecks

const checkOf = (sent: SentFields, checkKey: string) => ({
	checkKey,
	verdict: sent[verdictField(checkKey)],
	note: sent[noteField(checkKey)],
})

/** The issues of a form with the ids of their controls; those of checks by the order of the checks. */
function refuseIssues(sent: SentFields, issues: readonly z.core.$ZodIssue[]) {
	const errors = issues.map(({ path, message }) => {
		const [first, index, name] = path
		const checkKey = first === 'checks' ? checks[Number(index)]?.key : sent.checkKey
		const isOfCheck = first === 'checks' || (first === 'verdict' && checkKey !== undefined)
		if (!isOfCheck || checkKey === undefined) return { field: String(first ?? ''), message }
		return { field: name === 'note' ? noteField(checkKey) : verdictField(checkKey), message }
	})
	return refusal<AssessmentAnswer>({ errors, sent })
}

/** That a level, or a rung or what is said of its trap, is left out, beside what it is. */
function refuseStep(sent: SentFields, { rung }: Pick<InputDraft, 'rung'>, levelMissing: string) {
	const field = sent.lens !== 'rung' ? 'claimed' : rung === null ? 'rung' : 'trapRecognized'
	const messages = {
		claimed: levelMissing,
		rung: 'Choose the rung that the team practises.',
		trapRecognized: 'Say whether you recognize the trap.',
	}
	return refusal<AssessmentAnswer>({ errors: [{ field, message: messages[field] }], sent })
}

export async function postInput(post: Post, { send }: { send: boolean }) {
	const { session, assessmentId, sent, here } = post
	const version = versionSchema.safeParse(sent.version)
	const draft = inputDraftSchema.safeParse({ ...sent, checks: checks.map(({ key }) => checkOf(sent, key)) })
	if (!version.success) return refuseTo(post, 'stale')
	if (!draft.success) return refuseIssues(sent, draft.error.issues)
	const saved = await saveAssessmentInput(session.scope, {
		...{ assessmentId, version: version.data, draft: draft.data, send },
	})
	if (!saved.ok && saved.reason === 'incomplete') {
		return refuseStep(sent, draft.data, 'Choose the level at which you see the team.')
	}
	if (!saved.ok) return refuseTo(post, saved.reason)
	return redirectWithNotice(here, send ? 'Your view is in. It is locked now.' : 'Your draft is saved.')
}

export async function postCheck(post: Post) {
	const { session, assessmentId, sent, here } = post
	const today = todayIn(session.account.timeZone)
	const check = checkDraftSchema.safeParse(checkOf(sent, sent.checkKey ?? ''))
	const evidence = evidenceDraftSchema(today).safeParse(sent)
	const version = versionSchema.safeParse(sent.version)
	const key = idempotencyKey.safeParse(sent.idempotencyKey)
	if (!version.success || !key.success) return refuseTo(post, 'stale')
	if (!check.success) return refuseIssues(sent, check.error.issues)
	if (!checks.some((one) => one.key === check.data.checkKey)) return refuseTo(post, 'unknown')
	if (!evidence.success) return refuseIssues(sent, evidence.error.issues)
	const { verdict } = check.data
	if (verdict === null) {
		const message = 'Choose what the team agrees on.'
		return refusal<AssessmentAnswer>({
			errors: [{ field: verdictField(check.data.checkKey), message }],
			sent,
		})
	}
	const saved = await saveAssessmentCheck(session.scope, {
		...{ assessmentId, version: version.data, idempotencyKey: key.data },
		...{ check: { ...check.data, verdict }, evidence: evidence.data },
	})
	if (!saved.ok) return refuseTo(post, saved.reason)
	// Without a name the page goes on to the next check that is not agreed.
	return redirect(`${here}#check`, 303)
}

export async function postEvidence(post: Post) {
	const { session, assessmentId, sent, here } = post
	const { checkKey = '' } = sent
	const evidence = evidenceDraftSchema(todayIn(session.account.timeZone)).safeParse(sent)
	const key = idempotencyKey.safeParse(sent.idempotencyKey)
	if (!key.success || !checks.some((one) => one.key === checkKey)) return refuseTo(post, 'unknown')
	if (!evidence.success) return refuseIssues(sent, evidence.error.issues)
	if (evidence.data === null) {
		const message = 'Choose a piece of evidence, or say in a few words what it shows.'
		return refusal<AssessmentAnswer>({ errors: [{ field: 'evidenceText', message }], sent })
	}
	const added = await addEvidence(session.scope, {
		...{ assessmentId, checkKey, evidence: evidence.data, idempotencyKey: key.data },
	})
	if (!added.ok) return refuseTo(post, added.reason)
	return redirect(`${here}?${new URLSearchParams({ check: checkKey })}#check`, 303)
}

export async function postAgreement(post: Post) {
	const { session, assessmentId, sent, here } = post
	const version = versionSchema.safeParse(sent.version)
	const draft = agreementDraftSchema.safeParse(sent)
	if (!version.success) return refuseTo(post, 'stale')
	if (!draft.success) return refuseIssues(sent, draft.error.issues)
	const agreed = await agreeAssessment(session.scope, {
		...{ assessmentId, version: version.data, draft: draft.data, checks },
	})
	if (!agreed.ok && agreed.reason === 'incomplete') {
		return refuseStep(sent, draft.data, 'Choose the level that the team claims.')
	}
	if (!agreed.ok) return refuseTo(post, agreed.reason)
	return redirectWithNotice(here, 'Agreed. It can be taken up again until the cycle is published.')
}
