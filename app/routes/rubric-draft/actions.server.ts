import type { SubmissionResult } from '@conform-to/react'
import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { addRubricFamily } from '#app/data/add-rubric-family.server.ts'
import { discardRubricDraft } from '#app/data/discard-rubric-draft.server.ts'
import { publishRubricDraft } from '#app/data/publish-rubric-draft.server.ts'
import { removeRubricFamily } from '#app/data/remove-rubric-family.server.ts'
import type { RubricHead } from '#app/data/save-rubric-head.server.ts'
import { saveRubricHead } from '#app/data/save-rubric-head.server.ts'
import { cleanDraftText } from '#app/domain/framework/clean-draft-text.ts'
import { longestDraftText, rubricLengths, rubricLimits } from '#app/domain/framework/rubric-limits.ts'
import { idempotencyKey, parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const builtIn = skillProgressionMap.rubric
const { key } = builtIn

/** Why nothing was changed, and which part of the page says so. */
export type DraftRefusal = {
	status: 400 | 409
	about: 'head' | 'family' | 'publish'
	result: SubmissionResult | null
	/** What somebody else has saved of the title and the description. */
	current: RubricHead | null
	message: string | null
}

type Answer = Promise<Response | DraftRefusal>

const draftText = z.string().max(longestDraftText, `Use at most ${longestDraftText} characters.`).default('')
const cleanText = draftText.transform(cleanDraftText)
const headSchema = z.object({
	title: cleanText,
	description: cleanText,
	seenTitle: draftText,
	seenDescription: draftText,
})
const familySchema = z
	.object({
		familyId: z.guid().optional(),
		name: cleanText.refine(
			(name) => name.length <= rubricLengths.familyName,
			`Use at most ${rubricLengths.familyName} characters: it heads a column.`,
		),
		idempotencyKey,
	})
	.refine(({ familyId, name }) => familyId !== undefined || name !== '', {
		path: ['name'],
		error: 'Choose one of your role families, or enter the name of a new one.',
	})

const refused = (about: DraftRefusal['about'], of: Partial<DraftRefusal>): DraftRefusal => ({
	...{ status: 409, about, result: null, current: null, message: null },
	...of,
})
const pathOf = ({ account }: AccountSession) => `/a/${account.slug}/frameworks/${key}`

export async function saveHead(session: AccountSession, form: FormData): Answer {
	const submission = parseFormData(form, headSchema)
	if (submission.status !== 'success') return refused('head', { status: 400, result: submission.reply() })
	const { title, description, seenTitle, seenDescription } = submission.value
	const saved = await saveRubricHead(session.scope, {
		...{ key, builtIn, head: { title, description } },
		seen: { title: seenTitle, description: seenDescription },
	})
	if (saved.ok) return redirectWithNotice(`${pathOf(session)}/draft`, saved.changed ? 'Saved.' : unchanged)
	if (saved.reason === 'gone') throw notFound()
	const formErrors = [
		'Somebody else saved this meanwhile. Nothing of yours is lost: compare, then save again.',
	]
	return refused('head', { result: submission.reply({ formErrors }), current: saved.current })
}

const unchanged = 'Nothing was different, so nothing was saved.'

export async function addFamily(session: AccountSession, form: FormData): Answer {
	const submission = parseFormData(form, familySchema)
	if (submission.status !== 'success') return refused('family', { status: 400, result: submission.reply() })
	const { familyId, name, idempotencyKey: once } = submission.value
	const family = familyId === undefined ? { name } : { id: familyId }
	const added = await addRubricFamily(session.scope, { key, builtIn, family, idempotencyKey: once })
	if (added.ok) return redirect(`${pathOf(session)}/draft/${added.familyKey}`, 303)
	if (added.reason === 'gone') throw notFound()
	const texts = {
		taken: 'A role family has this name: choose it above, where it is your own, or take another name.',
		'too-many': `There are ${rubricLimits.maxFamilies} families, as many as a heatmap has room for.`,
	}
	const result = submission.reply({ fieldErrors: { name: [texts[added.reason]] } })
	return refused('family', { result })
}

export async function removeFamily(session: AccountSession, form: FormData): Answer {
	const familyKey = z.string().max(100).safeParse(form.get('familyKey'))
	if (!familyKey.success) throw refuse('invalid')
	const name = await removeRubricFamily(session.scope, { key, builtIn, familyKey: familyKey.data })
	if (name === null) throw notFound()
	return redirectWithNotice(
		`${pathOf(session)}/draft`,
		`${name} is out of the draft. The role family and its people stay.`,
	)
}

const readRevision = (form: FormData): number => {
	const parsed = rowVersion.safeParse(form.get('revision'))
	if (!parsed.success) throw refuse('invalid')
	return parsed.data
}
const stale = 'Somebody saved the draft meanwhile. Nothing is done: look at it as it is now, then go on.'

export async function publish(session: AccountSession, form: FormData): Answer {
	const published = await publishRubricDraft(session.scope, { key, builtIn, revision: readRevision(form) })
	if (published.ok) {
		const { version, cycles } = published
		const also =
			cycles.length === 0
				? ''
				: ` ${cycles.join(', ')}, not open yet, ${cycles.length === 1 ? 'asks' : 'ask'} it too.`
		return redirectWithNotice(
			`${pathOf(session)}/versions`,
			`Version ${version} is published: new cycles ask it.${also} A running cycle keeps its own.`,
		)
	}
	switch (published.reason) {
		case 'gone':
			throw notFound()
		case 'stale':
			return refused('publish', { message: stale })
		case 'incomplete':
			return refused('publish', {
				message: 'Something is missing, so nothing is published. The list says what, and where.',
			})
		case 'unchanged':
			return refused('publish', {
				message: 'It says what the newest version says: there is nothing to publish.',
			})
	}
}

export async function discard(session: AccountSession, form: FormData): Answer {
	const discarded = await discardRubricDraft(session.scope, { key, revision: readRevision(form) })
	if (discarded.ok) {
		return redirectWithNotice(
			`${pathOf(session)}/versions`,
			'The draft is discarded. What is published stays.',
		)
	}
	if (discarded.reason === 'gone') throw notFound()
	return refused('publish', { message: stale })
}
