import { z } from 'zod'
import { redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { closeCorrection } from '#app/data/close-correction.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { reopenCycle } from '#app/data/reopen-cycle.server.ts'
import { reopenParticipant } from '#app/data/reopen-participant.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { giveBacks } from '#app/domain/cycle/give-back.ts'
import { problemTexts } from '#app/domain/job/job-words.ts'
import { waitForJob } from '#app/jobs/wait-for-job.server.ts'
import { idempotencyKey, parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { formatNumber } from '#app/ui/format.tsx'

type Of = { session: AccountSession; cycleId: string; form: FormData; here: string }

/** What an action answers when it stays on the page. */
export type CorrectionsAnswer = {
	message: string
	/** By the field. */
	errors: Record<string, string[]>
	/** What was typed. */
	values: { reason: string; giveBack: string }
}

const texts = {
	reason: 'Say in a few words why. The person and their manager read it.',
	longReason: 'Keep the reason under 500 characters.',
	giveBack: 'Choose what is given back.',
	draft: 'This cycle is not open yet, so there is nothing to reopen.',
	exempt: 'This person is exempt from the cycle, so there is nothing to reopen.',
	left: 'This person has left, so there is nothing to reopen.',
	conflict:
		'Somebody else changed this person meanwhile. Nothing was reopened: look again, then send it anew.',
	notPublished: 'This cycle still runs. Reopen people one by one, from their check-in.',
	notCorrected: 'The correction is over already.',
	changed: 'Somebody has agreed anew meanwhile, so the correction was not closed. Publish it.',
}

const common = {
	reason: z.string({ error: texts.reason }).trim().min(1, texts.reason).max(500, texts.longReason),
	giveBack: z.enum(giveBacks, { error: texts.giveBack }),
	idempotencyKey,
}
const oneSchema = z.object({ ...common, participantId: z.guid(), version: rowVersion })
const allSchema = z.object(common)

export async function reopenOne(of: Of) {
	const submission = parseFormData(of.form, oneSchema)
	if (submission.status !== 'success') return mend(of.form, submission.reply().error)
	const result = await reopenParticipant(of.session.scope, { cycleId: of.cycleId, ...submission.value })
	if (result.ok) return redirectWithNotice(of.here, `${result.memberName} is reopened.`)
	if (result.reason === 'gone') throw notFound()
	return stay(of.form, texts[result.reason])
}

export async function reopenAll(of: Of) {
	const submission = parseFormData(of.form, allSchema)
	if (submission.status !== 'success') return mend(of.form, submission.reply().error)
	const result = await reopenCycle(of.session.scope, { cycleId: of.cycleId, ...submission.value })
	if (result.ok) {
		const people = formatNumber(result.participants, of.session.account.locale)
		return redirectWithNotice(
			of.here,
			`${people} ${result.participants === 1 ? 'person is' : 'people are'} reopened.`,
		)
	}
	if (result.reason === 'gone') throw notFound()
	return stay(of.form, texts.notPublished)
}

export async function publish({ session: { scope }, cycleId, form, here }: Of) {
	const submission = parseFormData(form, z.object({ idempotencyKey }))
	if (submission.status !== 'success') throw refuse('invalid')
	const { jobId } = await startJob(scope, {
		kind: 'cycle-publish',
		subjectId: cycleId,
		idempotencyKey: submission.value.idempotencyKey,
	})
	await waitForJob(scope, jobId)
	const job = await findJob(scope, jobId)
	if (!job || job.problem === 'gone') throw notFound()
	if (job.problem === 'not-running') return redirectWithNotice(here, texts.notCorrected, { tone: 'info' })
	if (job.problem) return stay(form, problemTexts[job.problem])
	// What goes on is on the page.
	if (job.state !== 'done') return redirect(here, 303)
	return redirectWithNotice(here, 'The correction is published, as a new version beside the earlier ones.')
}

export async function close({ session: { scope }, cycleId, form, here }: Of) {
	const result = await closeCorrection(scope, { cycleId })
	if (result.ok) return redirectWithNotice(here, 'The correction is closed. Nothing has changed.')
	if (result.reason === 'gone') throw notFound()
	if (result.reason === 'not-corrected') return redirectWithNotice(here, texts.notCorrected, { tone: 'info' })
	return stay(form, texts.changed)
}

function mend(form: FormData, errors: Record<string, string[] | null> | null | undefined) {
	const found = Object.fromEntries(Object.entries(errors ?? {}).map(([field, list]) => [field, list ?? []]))
	return refusal<CorrectionsAnswer>({
		message: Object.values(found).flat()[0] ?? texts.reason,
		errors: found,
		values: valuesOf(form),
	})
}

function stay(form: FormData, message: string) {
	return refusal<CorrectionsAnswer>({ message, errors: {}, values: valuesOf(form) }, 'conflict')
}

function valuesOf(form: FormData): CorrectionsAnswer['values'] {
	const text = (name: string) => {
		const value = form.get(name)
		return typeof value === 'string' ? value : ''
	}
	return { reason: text('reason'), giveBack: text('giveBack') }
}
