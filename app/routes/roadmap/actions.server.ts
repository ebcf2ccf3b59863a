import { z } from 'zod'
import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { addComment } from '#app/data/roadmaps/add-comment.server.ts'
import { addItem } from '#app/data/roadmaps/add-item.server.ts'
import { changeItem } from '#app/data/roadmaps/change-item.server.ts'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { moveItem } from '#app/data/roadmaps/move-item.server.ts'
import { itemKinds, itemStates } from '#app/domain/roadmap/item.ts'
import { commentText, itemText } from '#app/domain/roadmap/item-form.ts'
import { describeItemRefusal } from '#app/domain/roadmap/item-words.ts'
import { phaseKeys } from '#app/domain/roadmap/phase.ts'
import { idempotencyKey, parseFormData, rowVersion, firstError } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { listRemedies } from './list-remedies.server.ts'

/** What the page says of an action: `ok` where it was done without leaving the page. */
export type PlanAnswer = { status: 200 | 400 | 409; ok: boolean; text: string; itemId: string | null }

const refuse = (status: 400 | 409, text: string, itemId: string | null = null): PlanAnswer => ({
	...{ status, ok: false, text, itemId },
})

const cardSchema = z.object({
	itemId: z.guid(),
	version: rowVersion,
	/** From the board itself, which stays where it is. */
	quiet: z.literal('yes').optional(),
	/** A phase, and the item before which it is put. */
	to: z.string().optional(),
	state: z.enum(itemStates).optional(),
})
const placeSchema = z.tuple([z.enum(phaseKeys), z.guid().nullable()])

type Of = { session: RoadmapSession; form: FormData; here: string }

/** A card of the board: put to another place, or given another state. */
async function changeCard({ session, form, here }: Of): Promise<Response | PlanAnswer> {
	const { scope, roadmapId } = session
	const submission = parseFormData(form, cardSchema)
	if (submission.status !== 'success') return refuse(400, 'This form is out of date. Load the page again.')
	const { itemId, version, quiet, to, state } = submission.value
	const of = { roadmapId, itemId, version }
	const [key, beforeId = ''] = (to ?? '').split(' ')
	const place = placeSchema.safeParse([key, beforeId === '' ? null : beforeId])
	const done = state
		? await changeItem(scope, { ...of, input: { state } })
		: place.success
			? await moveItem(scope, { ...of, phase: place.data[0], beforeId: place.data[1] })
			: null
	if (!done) return refuse(400, 'Choose where the item goes.', itemId)
	if (!done.ok) {
		if (done.reason === 'gone') throw notFound()
		return refuse(409, describeItemRefusal(done), itemId)
	}
	const text = state ? 'The state is saved.' : 'The item is moved.'
	return quiet === 'yes' ? { status: 200, ok: true, text, itemId } : redirectWithNotice(here, text)
}

const addSchema = z.object({
	text: itemText,
	phase: z.enum(phaseKeys, 'Choose a phase.'),
	kind: z.enum(itemKinds, 'Choose a kind.'),
	idempotencyKey,
})

async function add({ session, form, here }: Of): Promise<Response | PlanAnswer> {
	const submission = parseFormData(form, addSchema)
	if (submission.status !== 'success') return refuse(400, firstError(submission.error))
	const { scope, roadmapId } = session
	const added = await addItem(scope, { roadmapId, ...submission.value })
	if (added.ok) return redirectWithNotice(here, 'The item is added.')
	if (added.reason === 'gone') throw notFound()
	return refuse(409, describeItemRefusal(added))
}

const remedySchema = z.object({
	remedyKey: z.string({ error: 'Choose a remedy.' }).max(200),
	phase: z.enum(phaseKeys, 'Choose a phase.'),
	idempotencyKey,
})

/** Takes up what the source of the plan’s lens advises. */
async function addRemedy({ session, form, here }: Of): Promise<Response | PlanAnswer> {
	const submission = parseFormData(form, remedySchema)
	if (submission.status !== 'success') return refuse(400, firstError(submission.error))
	const { scope, roadmapId } = session
	const { remedyKey, ...rest } = submission.value
	const plan = await getRoadmap(scope, { roadmapId })
	if (!plan) throw notFound()
	const remedy = listRemedies(plan.lens, []).find(({ key }) => key === remedyKey)
	if (!remedy) return refuse(400, 'Choose a remedy from the list.')
	const { key: sourceKey, text } = remedy
	const added = await addItem(scope, { ...rest, roadmapId, kind: 'remedy', text, sourceKey })
	if (added.ok) return redirectWithNotice(here, 'The remedy is added.')
	if (added.reason === 'gone') throw notFound()
	return refuse(409, describeItemRefusal(added))
}

const commentSchema = z.object({ text: commentText, idempotencyKey })

async function comment({ session, form, here }: Of): Promise<Response | PlanAnswer> {
	const submission = parseFormData(form, commentSchema)
	if (submission.status !== 'success') return refuse(400, firstError(submission.error))
	const { scope, roadmapId } = session
	if (!(await addComment(scope, { roadmapId, itemId: null, ...submission.value }))) throw notFound()
	return redirectWithNotice(`${here}#comments`, 'Your comment is added.')
}

/** By the intent of the form; comments are open to everybody who reads the plan. */
export const planActions = {
	card: { run: changeCard, needsEdit: true },
	add: { run: add, needsEdit: true },
	remedy: { run: addRemedy, needsEdit: true },
	comment: { run: comment, needsEdit: false },
}
