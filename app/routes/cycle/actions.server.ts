import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { deleteDraftCycle } from '#app/data/delete-draft-cycle.server.ts'
import { exemptParticipant } from '#app/data/exempt-participant.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import type { Exemption } from '#app/domain/cycle/exemption.ts'
import { describeExemption, exemptKinds } from '#app/domain/cycle/exemption.ts'
import { describeOpenRefusal } from '#app/domain/cycle/phase-words.ts'
import { publishedSchema } from '#app/domain/cycle/published.ts'
import { waitForJob } from '#app/jobs/wait-for-job.server.ts'
import { idempotencyKey, parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { formatNumber } from '#app/ui/format.tsx'

export type CycleRequest = { session: AccountSession; cycleId: string; form: FormData; here: string }

/** What an action answers when it stays on the page. */
export type CycleAnswer =
	| { kind: 'refused'; title?: string; message: string }
	| { kind: 'exempt'; participantId: string; message: string }

const texts = {
	opened: (name: string) => `${name} is open already.`,
	notDraft: 'This cycle is open already, so it can’t be deleted.',
	deleted: (name: string) => `${name} is deleted.`,
	notRunning: 'This cycle is not running, so this can’t be changed any more. Nothing was changed.',
	kind: 'Choose why.',
	reason: 'Say in a few words why: ‘Other’ alone tells nobody.',
	longReason: 'Keep the reason under 200 characters.',
	conflict: {
		exempt: (reason: string) =>
			`Somebody else exempted this person in the meantime: “${reason}”. Nothing of yours was saved.`,
		included: 'Somebody else took this person back in the meantime. Nothing of yours was saved.',
	},
}

/** The list pages come back to the same filter, sorting and page. */
export async function open({ session: { scope, account }, cycleId, here }: CycleRequest) {
	const cycle = await getCycle(scope, { cycleId })
	const result = await openCycle(scope, { cycleId })
	if (result.ok) {
		const people = peopleText(result.participants, account.locale)
		return redirectWithNotice(
			here,
			`${cycle?.name ?? 'The cycle'} is open for ${people} in ${formatNumber(result.teams, account.locale)} teams.`,
		)
	}
	if (result.reason === 'gone') throw notFound()
	if (result.reason === 'not-draft') {
		return redirectWithNotice(here, texts.opened(cycle?.name ?? 'The cycle'), { tone: 'info' })
	}
	return refusal<CycleAnswer>({ kind: 'refused', message: describeOpenRefusal(result) }, 'conflict')
}

export async function remove({ session: { scope, account }, cycleId, here }: CycleRequest) {
	const result = await deleteDraftCycle(scope, { cycleId })
	const list = `/a/${account.slug}/cycles`
	if (result.ok) return redirectWithNotice(list, texts.deleted(result.name))
	if (result.reason === 'gone') throw notFound()
	return redirectWithNotice(here, texts.notDraft, { tone: 'info' })
}

const publishSchema = z.object({ idempotencyKey })

export async function publish({ session: { scope, account }, cycleId, form }: CycleRequest) {
	const submission = parseFormData(form, publishSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const cycle = await getCycle(scope, { cycleId })
	if (!cycle) throw notFound()
	const { name } = cycle
	const page = `/a/${account.slug}/cycles/${cycleId}`
	const say = (message: string) => redirectWithNotice(page, message, { tone: 'info' })
	if (cycle.phase === 'draft') return say(`${name} is not open yet.`)
	const { jobId } = await startJob(scope, {
		kind: 'cycle-publish',
		subjectId: cycleId,
		idempotencyKey: submission.value.idempotencyKey,
	})
	await waitForJob(scope, jobId)
	const job = await findJob(scope, jobId)
	if (!job || job.problem === 'gone') throw notFound()
	if (job.problem === 'not-running') return say(`${name} is published already.`)
	// What has failed or goes on is on the page.
	if (job.state !== 'done') return redirect(page, 303)
	const { assessed, eligible } = publishedSchema.parse(job.result)
	const figures = `${formatNumber(assessed, account.locale)} of ${peopleText(eligible, account.locale)} assessed`
	return redirectWithNotice(page, `${name} is published: ${figures}.`)
}

const participant = { participantId: z.guid(), version: rowVersion }
const exemptSchema = z
	.object({
		...participant,
		kind: z.enum(exemptKinds, texts.kind),
		reason: z.string().trim().max(200, texts.longReason).default(''),
	})
	.refine(({ kind, reason }) => kind !== 'other' || reason !== '', { error: texts.reason, path: ['reason'] })
const includeSchema = z.object(participant)

export async function exempt(of: CycleRequest) {
	const submission = parseFormData(of.form, exemptSchema)
	if (submission.status === 'success') {
		const { kind, reason, ...input } = submission.value
		return settleExemption(of, { ...input, exemption: { kind, reason } })
	}
	const { reason = [], ...rest } = submission.reply().error ?? {}
	const message = (reason ?? [])[0] ?? Object.values(rest).flat()[0] ?? texts.reason
	const participantId = String(of.form.get('participantId') ?? '')
	return refusal<CycleAnswer>({ kind: 'exempt', participantId, message })
}

export async function include(of: CycleRequest) {
	const submission = parseFormData(of.form, includeSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	return settleExemption(of, { ...submission.value, exemption: null })
}

async function settleExemption(
	{ session: { scope }, cycleId, here }: CycleRequest,
	input: { participantId: string; version: number; exemption: Exemption | null },
) {
	const result = await exemptParticipant(scope, { cycleId, ...input })
	if (result.ok) {
		const done = input.exemption === null ? 'takes part again' : 'is exempt from this cycle'
		return redirectWithNotice(here, `${result.memberName} ${done}.`)
	}
	if (result.reason === 'gone') throw notFound()
	const message =
		result.reason === 'not-running'
			? texts.notRunning
			: result.exemption === null
				? texts.conflict.included
				: texts.conflict.exempt(describeExemption(result.exemption))
	const { participantId } = input
	return refusal<CycleAnswer>({ kind: 'exempt', participantId, message }, 'conflict')
}
