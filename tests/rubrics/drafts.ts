import { entryName, questionName } from '#app/domain/framework/read-family-form.ts'
import type { FamilyDraft } from '#app/domain/framework/rubric-draft.ts'
import { optionHalfSteps } from '#app/domain/tier/tier.ts'

/** A family of an account's own that nothing is missing in, with two questions. */
export function ownFamily(key: string, name: string): FamilyDraft {
	return {
		key,
		name,
		origin: 'account',
		entry: {
			key: `${key}.entry`,
			origin: 'account',
			text: 'Do you use AI in your work?',
			managerText: 'Do they use AI in their work?',
			hint: 'For example to check a statement.',
			below: { halfSteps: 1, text: 'Not yet' },
			goOn: { text: 'Yes' },
		},
		questions: ['first', 'second'].map((slug) => ({
			key: `${key}.${slug}`,
			origin: 'account' as const,
			text: `What about the ${slug} thing?`,
			managerText: `What about their ${slug} thing?`,
			options: optionHalfSteps.map((halfSteps) => ({ halfSteps, text: `The ${slug} thing at ${halfSteps}` })),
		})),
	}
}

/** A family's form as a browser would send it. */
export function formOf({ entry, questions }: FamilyDraft): FormData {
	const form = new FormData()
	form.set(entryName('text'), entry.text)
	form.set(entryName('managerText'), entry.managerText)
	form.set(entryName('hint'), entry.hint)
	form.set(entryName('below'), entry.below.text)
	form.set(entryName('goOn'), entry.goOn.text)
	questions.forEach(({ key, text, managerText, options }, index) => {
		form.set(questionName(index, 'key'), key)
		form.set(questionName(index, 'text'), text)
		form.set(questionName(index, 'managerText'), managerText)
		for (const { halfSteps, text: option } of options)
			form.set(questionName(index, `option-${halfSteps}`), option)
	})
	return form
}

/** The entry of a list that the test knows to be there. */
export function at<T>(list: readonly T[], index: number): T {
	const entry = list.at(index)
	if (entry === undefined) throw new Error(`no entry ${index}`)
	return entry
}
