import { randomUUID } from 'node:crypto'
import { redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { saveRubricFamily } from '#app/data/save-rubric-family.server.ts'
import { moveQuestion, removeQuestion, restoreQuestion } from '#app/domain/framework/arrange-questions.ts'
import type { RubricChange } from '#app/domain/framework/compare-rubrics.ts'
import { compareFamilies } from '#app/domain/framework/compare-rubrics.ts'
import { emptyQuestion } from '#app/domain/framework/empty-question.ts'
import { readFamilyForm } from '#app/domain/framework/read-family-form.ts'
import type { FamilyDraft } from '#app/domain/framework/rubric-draft.ts'
import { longestDraftText, rubricLimits } from '#app/domain/framework/rubric-limits.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const builtIn = skillProgressionMap.rubric

export type FamilyRefusal = {
	status: 400 | 409
	message: string
	/** What was typed, to be shown again. */
	typed: FamilyDraft
	/** Of what is there now: saving again is then meant for it. */
	fingerprint: string | null
	/** From what is there now to what was typed. */
	changes: RubricChange[]
}

const intents = ['save', 'add', 'remove', 'up', 'down', 'restore'] as const
type Intent = (typeof intents)[number]

/** `remove sales.day`: what is to be done, and to which question. */
function readIntent(form: FormData): { intent: Intent; questionKey: string } {
	const [word, questionKey = ''] = String(form.get('intent') ?? '').split(' ')
	const intent = intents.find((one) => one === word)
	if (intent === undefined) throw refuse('invalid')
	return { intent, questionKey }
}

/** Saves what the form says, and then does what its button says: whatever was typed is kept with every button. */
export async function saveFamily(
	{ scope, account }: AccountSession,
	familyKey: string,
	form: FormData,
): Promise<Response | FamilyRefusal> {
	const { intent, questionKey } = readIntent(form)
	const tooLong = [...form.values()].some(
		(value) => typeof value === 'string' && value.length > longestDraftText,
	)
	let typed: FamilyDraft | undefined
	let anchor = ''
	const change = (stored: FamilyDraft): FamilyDraft => {
		typed = readFamilyForm(form, stored)
		if (tooLong) return stored
		const next = arrange(typed, intent, questionKey)
		const at = next.questions.findIndex(({ key }) => key === questionKey)
		if (intent === 'add') anchor = `#question.${next.questions.length - 1}.text`
		else if (at >= 0) anchor = `#question.${at}.text`
		return next
	}
	const seen = String(form.get('seen') ?? '')
	const saved = await saveRubricFamily(scope, { key: builtIn.key, builtIn, familyKey, seen, change })
	if (!saved.ok && saved.reason === 'gone') throw notFound()
	if (typed && tooLong) {
		const message = `A text has more than ${longestDraftText} characters. Nothing is saved: shorten it, then save again.`
		return { status: 400, message, typed, fingerprint: null, changes: [] }
	}
	const here = `/a/${account.slug}/frameworks/${builtIn.key}/draft/${familyKey}`
	if (saved.ok) {
		if (intent !== 'save') return redirect(`${here}${anchor}`, 303)
		return redirectWithNotice(here, saved.changed ? 'Saved.' : 'Nothing was different, so nothing was saved.')
	}
	if (!typed) throw refuse('invalid')
	return {
		status: 409,
		message:
			'Somebody else saved this family meanwhile. Nothing of yours is lost: compare, then save again to have it your way.',
		typed,
		fingerprint: saved.fingerprint,
		changes: compareFamilies(saved.current, typed),
	}
}

function arrange(family: FamilyDraft, intent: Intent, questionKey: string): FamilyDraft {
	switch (intent) {
		case 'save':
			return family
		case 'add': {
			if (family.questions.length >= rubricLimits.maxQuestions) return family
			const key = `${family.key}.own-${randomUUID().slice(0, 8)}`
			return { ...family, questions: [...family.questions, emptyQuestion(key)] }
		}
		case 'remove':
			return removeQuestion(family, questionKey)
		case 'up':
			return moveQuestion(family, questionKey, -1)
		case 'down':
			return moveQuestion(family, questionKey, 1)
		case 'restore': {
			const base = builtIn.families.find(({ key }) => key === family.key)
			const question = base?.questions.find(({ key }) => key === questionKey)
			if (question) return restoreQuestion(family, question)
			return base?.entry.key === questionKey ? { ...family, entry: base.entry } : family
		}
	}
}
