import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { changeRoadmap } from '#app/data/roadmaps/change-roadmap.server.ts'
import { closeRoadmap } from '#app/data/roadmaps/close-roadmap.server.ts'
import type { FoundPeople } from '#app/data/roadmaps/find-people.server.ts'
import { findPeople } from '#app/data/roadmaps/find-people.server.ts'
import type { Roadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import type { SavedTemplate } from '#app/data/roadmaps/save-template.server.ts'
import { saveTemplate } from '#app/data/roadmaps/save-template.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { noPersonTexts, ownSponsorText } from '#app/domain/roadmap/person-words.ts'
import { roadmapHeadSchema } from '#app/domain/roadmap/roadmap-form.ts'
import { longestItemText, mostTemplateItems } from '#app/domain/roadmap/template.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { HeadValues } from './read-page.server.ts'
import { asForm } from './read-page.server.ts'

/** Why nothing was changed; `which` of the forms of the page says it. */
export type EditAnswer = {
	status: 400 | 409
	which: 'head' | 'template'
	result: SubmissionResult
	/** What somebody else saved in between. */
	latest: { values: HeadValues; version: number } | null
	/** The name of a template that there is already. */
	existing?: string
}

type Of = { session: RoadmapSession; plan: Roadmap; form: FormData; here: string }

const headTexts = {
	'plan-closed': 'The plan is closed. Open it again first.',
	'person-gone': 'Somebody whom you named is gone. Load the page again.',
}

const staleText =
	'Somebody else changed this plan meanwhile. Nothing of yours is lost: compare, then save again.'

export async function saveHead({ session, plan, form, here }: Of): Promise<Response | EditAnswer> {
	const { scope, roadmapId } = session
	const submission = parseFormData(form, z.object({ version: rowVersion }).and(roadmapHeadSchema(plan.lens)))
	const refused = (status: 400 | 409, errors: Parameters<typeof submission.reply>[0]): EditAnswer => ({
		...{ status, which: 'head', result: submission.reply(errors), latest: null },
	})
	if (submission.status !== 'success') return refused(400, undefined)
	const { version, owner, sponsors, ...rest } = submission.value
	const owners = plan.owner ? [plan.owner] : []
	const asOwner = { own: owners, others: plan.sponsors }
	const ownerFound = await findNamed(session, owner ? [owner] : [], asOwner)
	if (!ownerFound.ok) {
		return refused(400, { fieldErrors: { owner: [noPersonTexts[ownerFound.reason](ownerFound.text)] } })
	}
	const found = await findNamed(session, sponsors, { own: plan.sponsors, others: owners })
	if (!found.ok) return refused(400, { fieldErrors: { sponsors: [noPersonTexts[found.reason](found.text)] } })
	const changed = await changeRoadmap(scope, {
		...{ roadmapId, version },
		head: { ...rest, ownerId: ownerFound.ids[0] ?? null, sponsorIds: found.ids },
	})
	if (changed.ok) {
		return redirectWithNotice(
			here,
			changed.changed ? `${rest.name} is saved.` : 'Nothing was different, so nothing was saved.',
		)
	}
	if (changed.reason !== 'stale') {
		if (changed.reason === 'gone') throw notFound()
		if (changed.reason === 'own-sponsor') return refused(400, { fieldErrors: { sponsors: [ownSponsorText] } })
		return refused(409, { formErrors: [headTexts[changed.reason]] })
	}
	const { current } = changed
	return {
		...refused(409, { formErrors: [staleText] }),
		latest: { values: asForm(current), version: current.version },
	}
}

type Named = { id: string; name: string }

/**
 * Who is meant by the lines of a field. Whoever is named in the plan already stays, though somebody else has the name too: each
 * line stands for one of them.
 *
 * @param of.own who is named in the field now. Where it names two of one name and one of them is taken out, nobody knows which.
 * @param of.others who is named in another field
 */
async function findNamed(
	{ scope, account }: RoadmapSession,
	texts: readonly string[],
	of: { own: readonly Named[]; others: readonly Named[] },
): Promise<FoundPeople> {
	const count = (list: readonly string[], text: string) => list.filter((one) => one === text).length
	const names = of.own.map(({ name }) => name)
	const unclear = texts.find((text) => count(names, text) > count(texts, text))
	if (unclear !== undefined) return { ok: false, text: unclear, reason: 'several' }
	const left = [...of.own, ...of.others]
	const known = texts.map((text) => {
		const at = left.findIndex(({ name }) => name === text)
		return at < 0 ? null : (left.splice(at, 1)[0]?.id ?? null)
	})
	const today = todayIn(account.timeZone)
	const found = await findPeople(scope, { texts: texts.filter((_, line) => known[line] === null), today })
	if (!found.ok) return found
	const rest = [...found.ids]
	return { ok: true, ids: known.flatMap((id) => id ?? rest.shift() ?? []) }
}

const templateSchema = z.object({
	name: z
		.string({ error: 'Enter a name for the template.' })
		.trim()
		.min(1, 'Enter a name for the template.')
		.max(120, 'Use at most 120 characters.')
		.refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'Use one line of plain text.'),
	/** The name of a template that is to be replaced. */
	replace: z.string().optional(),
})

function describeTemplateRefusal(refusal: Extract<SavedTemplate, { ok: false }>): string {
	switch (refusal.reason) {
		case 'gone':
			return 'The plan is gone. Load the page again.'
		case 'no-items':
			return 'The plan has no deliverable and no outcome that a template could begin with.'
		case 'too-many-items':
			return `A template holds ${mostTemplateItems} deliverables and outcomes. The plan has more: drop some first.`
		case 'long-texts':
			return `A text of a template has at most ${longestItemText} characters. Shorten in the plan: ${refusal.texts.map((text) => `“${text.slice(0, 60)}…”`).join(', ')}.`
		case 'exists':
			return 'There is a template of this name. Choose another name, or replace it.'
		case 'too-many':
			return 'There are as many templates as an account can have. Remove one first.'
	}
}

export async function keepTemplate({ session, form, here }: Of): Promise<Response | EditAnswer> {
	const { scope, person, roadmapId } = session
	if (!reachOf(person, 'roadmaps.edit').has('all')) throw notFound()
	const submission = parseFormData(form, templateSchema)
	const answer = { which: 'template' as const, latest: null }
	if (submission.status !== 'success') return { ...answer, status: 400, result: submission.reply() }
	const { name, replace } = submission.value
	// What was asked about is replaced, and none of another name that was typed since.
	const saved = await saveTemplate(scope, { roadmapId, name, replace: replace === name })
	if (saved.ok) {
		const text = saved.replaced ? `The template ${name} is replaced.` : `${name} is saved as a template.`
		return redirectWithNotice(here, text)
	}
	if (saved.reason === 'gone') throw notFound()
	const result = submission.reply({ fieldErrors: { name: [describeTemplateRefusal(saved)] } })
	return { ...answer, status: 409, result, ...(saved.reason === 'exists' && { existing: name }) }
}

export async function close({ session, form, here }: Of): Promise<Response> {
	const { scope, roadmapId } = session
	const isClosing = form.get('intent') === 'close'
	if (!(await closeRoadmap(scope, { roadmapId, close: isClosing }))) throw notFound()
	return redirectWithNotice(here, isClosing ? 'The plan is closed.' : 'The plan is open again.')
}
