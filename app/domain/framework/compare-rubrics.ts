import type { FamilyDraft, QuestionDraft, RubricDraft } from './rubric-draft.ts'
import type { RubricField } from './rubric-place.ts'
import { fieldName } from './rubric-place.ts'

/** One text that is not what it was. */
export type TextChange = { field: string; from: string; to: string }

export type RubricChange = {
	kind: 'added' | 'removed' | 'changed' | 'moved'
	/** Null for the rubric’s own title and description. */
	family: string | null
	/** The question’s words; null where it is about the family, or the rubric. */
	question: string | null
	texts: TextChange[]
}

/** What has become of a rubric, in the order of the later one; what is gone comes last. */
export function compareRubrics(before: RubricDraft, after: RubricDraft): RubricChange[] {
	const changes: RubricChange[] = []
	const head = textChanges([
		['title', before.title, after.title],
		['description', before.description, after.description],
	])
	if (head.length > 0) changes.push({ kind: 'changed', family: null, question: null, texts: head })
	for (const family of after.families) {
		const old = before.families.find(({ key }) => key === family.key)
		if (old) changes.push(...compareFamilies(old, family))
		else changes.push({ kind: 'added', family: family.name, question: null, texts: [] })
	}
	for (const family of before.families) {
		if (after.families.some(({ key }) => key === family.key)) continue
		changes.push({ kind: 'removed', family: family.name, question: null, texts: [] })
	}
	return changes
}

/** What has become of one family. */
export function compareFamilies(before: FamilyDraft, after: FamilyDraft): RubricChange[] {
	const family = after.name
	const changes: RubricChange[] = []
	const of = (question: string | null, kind: RubricChange['kind'], texts: TextChange[] = []) =>
		changes.push({ kind, family, question, texts })
	const named = textChanges([['name', before.name, after.name]])
	if (named.length > 0) of(null, 'changed', named)
	const entry = textChanges([
		['text', before.entry.text, after.entry.text],
		['managerText', before.entry.managerText, after.entry.managerText],
		['hint', before.entry.hint, after.entry.hint],
		['below', before.entry.below.text, after.entry.below.text],
		['goOn', before.entry.goOn.text, after.entry.goOn.text],
	])
	if (entry.length > 0) of(after.entry.text, 'changed', entry)

	const kept = before.questions.filter(({ key }) => after.questions.some((question) => question.key === key))
	const stayed = after.questions.filter(({ key }) =>
		before.questions.some((question) => question.key === key),
	)
	for (const question of after.questions) {
		const old = before.questions.find(({ key }) => key === question.key)
		if (!old) {
			of(question.text, 'added')
			continue
		}
		const texts = compareQuestions(old, question)
		if (texts.length > 0) of(question.text, 'changed', texts)
		else if (kept.indexOf(old) !== stayed.indexOf(question)) of(question.text, 'moved')
	}
	for (const question of before.questions) {
		if (!kept.includes(question)) of(question.text, 'removed')
	}
	return changes
}

function compareQuestions(before: QuestionDraft, after: QuestionDraft): TextChange[] {
	return textChanges([
		['text', before.text, after.text],
		['managerText', before.managerText, after.managerText],
		...after.options.map((option, index): [RubricField, string, string] => {
			const old = before.options[index]
			const [oldBand, band] = [bandText(old?.share), bandText(option.share)]
			const says = (text = '', of = '') => (oldBand === band ? text : `${text} (${of})`)
			return [`option-${option.halfSteps}`, says(old?.text, oldBand), says(option.text, band)]
		}),
		['shareOf', before.shareOf ?? '', after.shareOf ?? ''],
	])
}

type Band = { minShare: number; maxShare: number; maxExclusive?: boolean | undefined } | undefined

function bandText(band: Band): string {
	if (band === undefined) return 'no band'
	const percent = (share: number) => `${Math.round(share * 1000) / 10} %`
	return `${percent(band.minShare)} to ${band.maxExclusive === true ? 'under ' : ''}${percent(band.maxShare)}`
}

function textChanges(pairs: readonly [RubricField, string, string][]): TextChange[] {
	return pairs.flatMap(([field, from, to]) => (from === to ? [] : [{ field: fieldName(field), from, to }]))
}
