import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { nameField } from '#app/auth/fields.ts'
import { addJobFamily } from '#app/data/add-job-family.server.ts'
import { deleteJobFamily } from '#app/data/delete-job-family.server.ts'
import { mapJobFamily } from '#app/data/map-job-family.server.ts'
import { cleanCell } from '#app/domain/roster/clean-cell.ts'
import { mostJobFamilies } from '#app/domain/roster/decide-families.ts'
import { idempotencyKey, parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

export type JobFamilyRefusal = {
	status: 400 | 409
	/** Of the form for a new one. */
	result: SubmissionResult | null
	message: string | null
}

type Answer = Promise<Response | JobFamilyRefusal>

/** Empty: not assessed. */
const familyId = z
	.union([z.literal(''), z.guid()])
	.default('')
	.transform((value) => value || null)
const newSchema = z.object({
	name: nameField('Enter a name.').transform(cleanCell),
	familyId,
	idempotencyKey,
})
const mapSchema = z.object({
	jobFamilyId: z.guid(),
	familyId,
	version: rowVersion,
	movesMembers: z.literal('yes').optional(),
})

const taken = 'There is a job family of this name: change it in the list.'

export async function add({ scope }: AccountSession, form: FormData, here: string): Answer {
	const submission = parseFormData(form, newSchema)
	if (submission.status !== 'success') return { status: 400, result: submission.reply(), message: null }
	const { idempotencyKey: key, ...given } = submission.value
	const added = await addJobFamily(scope, { ...given, idempotencyKey: key })
	if (added.ok) return redirectWithNotice(here, `${given.name} is added. The next import knows it.`)
	const texts = {
		taken,
		'too-many': `There are ${mostJobFamilies} job families, as many as are kept. Delete one that nobody has first.`,
		'no-family': 'The role family is gone. Choose another.',
	}
	const field = added.reason === 'no-family' ? 'familyId' : 'name'
	const result = submission.reply({ fieldErrors: { [field]: [texts[added.reason]] } })
	return { status: 409, result, message: null }
}

export async function map({ scope }: AccountSession, form: FormData, here: string): Answer {
	const given = mapSchema.safeParse(Object.fromEntries(form))
	if (!given.success) throw notFound()
	const { movesMembers, ...of } = given.data
	const mapped = await mapJobFamily(scope, { ...of, movesMembers: movesMembers === 'yes' })
	if (mapped.ok) {
		const { name, changed, moved } = mapped
		if (!changed && moved === 0)
			return redirectWithNotice(here, 'Nothing was different, so nothing was saved.')
		const people = moved === 0 ? '' : ` ${moved} ${moved === 1 ? 'person has' : 'people have'} moved.`
		return redirectWithNotice(here, `${name} is decided for imports from now on.${people}`)
	}
	if (mapped.reason === 'gone') throw notFound()
	return {
		status: 409,
		result: null,
		message:
			'Somebody else decided about this job family meanwhile. Below is what stands now: choose again if it is not right.',
	}
}

export async function remove({ scope }: AccountSession, form: FormData, here: string): Answer {
	const jobFamilyId = z.guid().safeParse(form.get('jobFamilyId'))
	if (!jobFamilyId.success) throw notFound()
	const deleted = await deleteJobFamily(scope, { jobFamilyId: jobFamilyId.data })
	if (deleted.ok) return redirectWithNotice(here, `${deleted.name} is deleted.`)
	if (deleted.reason === 'gone') throw notFound()
	return redirectWithNotice(here, 'People have this job family, so it stays.', { tone: 'error' })
}
