import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { nameField } from '#app/auth/fields.ts'
import { addRoleFamily } from '#app/data/add-role-family.server.ts'
import { deleteRoleFamily } from '#app/data/delete-role-family.server.ts'
import { moveRoleFamily } from '#app/data/move-role-family.server.ts'
import { renameRoleFamily } from '#app/data/rename-role-family.server.ts'
import { idempotencyKey, parseFormData } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

/** Why nothing was changed; `familyId` is null for a new one. */
export type FamilyRefusal = {
	status: 400 | 409
	familyId: string | null
	result: SubmissionResult
	/** What somebody else has called it in between. */
	current: string | null
}

type Answer = Promise<Response | FamilyRefusal>

const name = nameField('Enter a name.').refine(
	(text) => text.length <= 60,
	'Use at most 60 characters: it heads a column.',
)
const newSchema = z.object({ name, idempotencyKey })
const renameSchema = z.object({ name, familyId: z.guid(), from: z.string().max(200) })
const idSchema = z.object({ familyId: z.guid() })
const moveSchema = idSchema.extend({ to: z.enum(['up', 'down']) })

const texts = {
	taken: 'Another family has this name.',
	'too-many': 'There are as many families as a heatmap has room for. Delete one that nobody uses first.',
	stale: 'Somebody else renamed this family meanwhile. Nothing is changed: compare, then save again.',
	used: 'People, job families, cycles, targets or the questions of the map refer to this family, so it stays. Move its people to another one first.',
}

const back = ({ account }: AccountSession, text: string, tone?: 'error') =>
	redirectWithNotice(`/a/${account.slug}/role-families`, text, tone && { tone })

export async function add(session: AccountSession, form: FormData): Answer {
	const submission = parseFormData(form, newSchema)
	const refused = (result: SubmissionResult, status: 400 | 409 = 400): FamilyRefusal => ({
		...{ status, familyId: null, result, current: null },
	})
	if (submission.status !== 'success') return refused(submission.reply())
	const { idempotencyKey: key, ...given } = submission.value
	const added = await addRoleFamily(session.scope, { ...given, idempotencyKey: key })
	if (added.ok) return back(session, `${given.name} is added. Put people into it under People.`)
	return refused(submission.reply({ fieldErrors: { name: [texts[added.reason]] } }), 409)
}

export async function rename(session: AccountSession, form: FormData): Answer {
	const submission = parseFormData(form, renameSchema)
	const familyId = idSchema.safeParse(Object.fromEntries(form))
	if (!familyId.success) throw notFound()
	const refused = (
		result: SubmissionResult,
		status: 400 | 409,
		current: string | null = null,
	): FamilyRefusal => ({ ...{ status, result, current }, ...familyId.data })
	if (submission.status !== 'success') return refused(submission.reply(), 400)
	const renamed = await renameRoleFamily(session.scope, submission.value)
	if (renamed.ok) {
		return back(
			session,
			renamed.changed
				? `It is called ${submission.value.name} now.`
				: 'Nothing was different, so nothing was saved.',
		)
	}
	if (renamed.reason === 'gone') throw notFound()
	const result = submission.reply({ fieldErrors: { name: [texts[renamed.reason]] } })
	return refused(result, 409, renamed.reason === 'stale' ? renamed.current : null)
}

export async function move(session: AccountSession, form: FormData): Answer {
	const given = moveSchema.safeParse(Object.fromEntries(form))
	if (!given.success || !(await moveRoleFamily(session.scope, given.data))) throw notFound()
	return back(session, 'The order is changed, on every page.')
}

export async function remove(session: AccountSession, form: FormData): Answer {
	const given = idSchema.safeParse(Object.fromEntries(form))
	if (!given.success) throw notFound()
	const deleted = await deleteRoleFamily(session.scope, given.data)
	if (deleted.ok) return back(session, `${deleted.name} is deleted.`)
	if (deleted.reason === 'gone') throw notFound()
	return back(session, texts.used, 'error')
}
