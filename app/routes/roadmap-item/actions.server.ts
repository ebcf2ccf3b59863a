import { z } from 'zod'
import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { addComment } from '#app/data/roadmaps/add-comment.server.ts'
import { addEvidence } from '#app/data/roadmaps/add-evidence.server.ts'
import { approveOutcome } from '#app/data/roadmaps/approve-outcome.server.ts'
import { removeEvidence } from '#app/data/roadmaps/remove-evidence.server.ts'
import { setItemNeeds } from '#app/data/roadmaps/set-item-needs.server.ts'
import { approvalNote, commentText, evidenceSchema } from '#app/domain/roadmap/item-form.ts'
import { describeItemRefusal } from '#app/domain/roadmap/item-words.ts'
import { idempotencyKey, parseFormData, rowVersion, firstError } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { ItemAnswer } from './save-item.server.ts'
import { saveItem } from './save-item.server.ts'

type Of = { session: RoadmapSession; itemId: string; form: FormData; here: string }
type Answer = Promise<Response | ItemAnswer>

const refuse = (status: 400 | 409, text: string): ItemAnswer => ({
	...{ status, result: undefined, text, latest: null },
})

type Refused = { ok: false; reason: 'gone' } | ({ ok: false } & Parameters<typeof describeItemRefusal>[0])

function answer(here: string, done: { ok: true } | Refused, text: string): Response | ItemAnswer {
	if (done.ok) return redirectWithNotice(here, text)
	if (done.reason === 'gone') throw notFound()
	return refuse(409, describeItemRefusal(done))
}

function typed(form: FormData, name: string): string {
	const value = form.get(name)
	return typeof value === 'string' ? value : ''
}

async function add({ session, itemId, form, here }: Of): Answer {
	const submission = parseFormData(form, evidenceSchema.extend({ idempotencyKey }))
	const evidence = { note: typed(form, 'note'), url: typed(form, 'url') }
	if (submission.status !== 'success') return { ...refuse(400, firstError(submission.error)), evidence }
	const { scope, roadmapId } = session
	const { url = null, ...rest } = submission.value
	const added = await addEvidence(scope, { roadmapId, itemId, url, ...rest })
	const said = answer(here, added, 'The evidence is added.')
	return said instanceof Response ? said : { ...said, evidence }
}

async function remove({ session, itemId, form, here }: Of): Answer {
	const { scope, roadmapId } = session
	const evidenceId = String(form.get('evidenceId'))
	return answer(
		here,
		await removeEvidence(scope, { roadmapId, itemId, evidenceId }),
		'The evidence is removed.',
	)
}

const needsSchema = z.object({ needsId: z.guid('Choose an item from the list.') })

const setNeeds =
	(needs: boolean) =>
	async ({ session, itemId, form, here }: Of): Answer => {
		const submission = parseFormData(form, needsSchema)
		if (submission.status !== 'success') return refuse(400, firstError(submission.error))
		const { scope, roadmapId } = session
		const { needsId } = submission.value
		const done = await setItemNeeds(scope, { roadmapId, itemId, needsId, needs })
		return answer(here, done, needs ? 'It waits for that now.' : 'It waits for that no longer.')
	}

const approveSchema = z.object({ version: rowVersion, note: approvalNote })

async function approve({ session, itemId, form, here }: Of): Answer {
	const submission = parseFormData(form, approveSchema)
	if (submission.status !== 'success') return refuse(400, firstError(submission.error))
	const { scope, roadmapId } = session
	const done = await approveOutcome(scope, { roadmapId, itemId, ...submission.value })
	return answer(here, done, 'The note is approved: the outcome is met.')
}

const commentSchema = z.object({ text: commentText, idempotencyKey })

async function comment({ session, itemId, form, here }: Of): Answer {
	const submission = parseFormData(form, commentSchema)
	if (submission.status !== 'success') return refuse(400, firstError(submission.error))
	const { scope, roadmapId } = session
	const isAdded = await addComment(scope, { roadmapId, itemId, ...submission.value })
	return answer(here, isAdded ? { ok: true } : { ok: false, reason: 'gone' }, 'Your comment is added.')
}

/** By the intent of the form, with the right that each takes. */
export const itemActions = {
	save: { needs: 'edit', run: ({ session, itemId, form }: Of) => saveItem(session, itemId, form) },
	'add-evidence': { needs: 'edit', run: add },
	'remove-evidence': { needs: 'edit', run: remove },
	'add-need': { needs: 'edit', run: setNeeds(true) },
	'remove-need': { needs: 'edit', run: setNeeds(false) },
	approve: { needs: 'approve', run: approve },
	comment: { needs: 'read', run: comment },
} as const
