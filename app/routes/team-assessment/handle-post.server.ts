import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getAssessment } from '#app/data/team-assessments/get-assessment.server.ts'
import { removeEvidence } from '#app/data/team-assessments/remove-evidence.server.ts'
import { resumeAssessment } from '#app/data/team-assessments/resume-assessment.server.ts'
import { revealAssessment } from '#app/data/team-assessments/reveal-assessment.server.ts'
import { reviewAssessmentCheck } from '#app/data/team-assessments/review-assessment-check.server.ts'
import { assessmentLimits, freeText } from '#app/domain/team-assessment/input-draft.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { postAgreement, postCheck, postEvidence, postInput } from './post-drafts.server.ts'
import { refusalTexts } from './refusal-texts.ts'
import type { Post } from './refuse.server.ts'
import { refuseTo } from './refuse.server.ts'
import type { AssessmentAnswer, SentFields } from './sent-fields.ts'

const countSchema = z.coerce.number().int().min(0).max(1_000_000)

/** What the forms of the page do. Who may not gets the answer of what does not exist, from the data functions. */
export async function handleAssessmentPost(
	session: AccountSession,
	{ teamId, assessmentId }: { teamId: string; assessmentId: string },
	request: Request,
) {
	// Who takes no part has no form here, and of another team's there is not even a page.
	const found = await getAssessment(session.scope, session.person, { teamId, assessmentId })
	if (!found || !(found.head.gives || found.head.facilitates)) throw notFound()
	const form = await readForm(request)
	const sent: SentFields = {}
	for (const [name, value] of form) if (typeof value === 'string') sent[name] = value
	const here = `/a/${session.account.slug}/teams/${teamId}/assessments/${assessmentId}`
	const post: Post = { session, assessmentId, here, sent }
	switch (sent.intent) {
		case 'save':
		case 'send':
			return postInput(post, { send: sent.intent === 'send' })
		case 'reveal':
			return postReveal(post)
		case 'check':
			return postCheck(post)
		case 'evidence':
			return postEvidence(post)
		case 'remove':
			return postRemoval(post)
		case 'review':
			return postReview(post)
		case 'agree':
			return postAgreement(post)
		case 'resume':
			return postResume(post)
		default:
			return refusal<AssessmentAnswer>({ errors: [{ field: '', message: refusalTexts.unknown }], sent })
	}
}

async function postReveal(post: Post) {
	const inputs = countSchema.safeParse(post.sent.inputs)
	if (!inputs.success) return refuseTo(post, 'other-count')
	const { assessmentId, session, here } = post
	const done = await revealAssessment(session.scope, { assessmentId, inputs: inputs.data })
	if (!done.ok) return refuseTo(post, done.reason)
	return redirectWithNotice(here, 'All views that were sent are side by side now.')
}

async function postRemoval(post: Post) {
	const { checkKey = '', evidenceId } = post.sent
	const id = z.guid().safeParse(evidenceId)
	if (!id.success) throw notFound()
	const { assessmentId, session, here } = post
	const done = await removeEvidence(session.scope, { assessmentId, checkKey, evidenceId: id.data })
	if (!done.ok) return refuseTo(post, done.reason)
	return redirect(`${here}?${new URLSearchParams({ check: checkKey })}#check`)
}

async function postReview(post: Post) {
	const { checkKey = '', proposedById = '', proposedNote } = post.sent
	const { assessmentId, session, here } = post
	const note = freeText(assessmentLimits.checkNote).safeParse(proposedNote)
	if (!note.success) return refuseTo(post, 'other-proposal')
	const done = await reviewAssessmentCheck(session.scope, {
		...{ assessmentId, checkKey },
		proposal: { byId: proposedById, note: note.data },
	})
	if (!done.ok) return refuseTo(post, done.reason)
	return redirectWithNotice(here, 'Confirmed: the check does not apply to the team.')
}

async function postResume(post: Post) {
	const { assessmentId, session, here } = post
	const done = await resumeAssessment(session.scope, { assessmentId })
	if (!done.ok) return refuseTo(post, done.reason)
	return redirectWithNotice(here, 'Change what is to be changed, and agree anew.')
}
