import { describe, expect, test } from 'vitest'
import { checkFamilyDraft, checkRubricDraft } from '#app/domain/framework/check-rubric-draft.ts'
import { cleanDraftText } from '#app/domain/framework/clean-draft-text.ts'
import { compareRubrics } from '#app/domain/framework/compare-rubrics.ts'
import { emptyQuestion } from '#app/domain/framework/empty-question.ts'
import { questionName, readFamilyForm } from '#app/domain/framework/read-family-form.ts'
import type { FamilyDraft, RubricDraft } from '#app/domain/framework/rubric-draft.ts'
import { newFamily, rubricDraftSchema, settleOrigins } from '#app/domain/framework/rubric-draft.ts'
import { rubricLengths } from '#app/domain/framework/rubric-limits.ts'
import { placeName } from '#app/domain/framework/rubric-place.ts'
import { rubricSchema } from '#app/domain/framework/rubric.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { at, formOf, ownFamily } from './drafts.ts'

const builtIn = skillProgressionMap.rubric
const copy = (): RubricDraft => structuredClone(builtIn)
const familyOf = (draft: RubricDraft, key: string): FamilyDraft => {
	const family = draft.families.find((one) => one.key === key)
	if (!family) throw new Error(`no family ${key}`)
	return family
}

describe('what is missing', () => {
	test('nothing, where the built-in map is copied; and a whole family of one’s own', () => {
		expect(checkRubricDraft(copy())).toEqual([])
		const draft = { ...copy(), families: [...builtIn.families, ownFamily('own-finance', 'Finance')] }
		expect(checkRubricDraft(draft)).toEqual([])
		expect(rubricSchema.safeParse(draft).success).toBe(true)
	})

	test('a family that was added needs what it lacks, each said with its place', () => {
		const [like] = builtIn.families
		if (!like) throw new Error('no family')
		const fresh = newFamily({ key: 'own-finance', name: 'Finance' }, like)
		const said = checkFamilyDraft(fresh).map((problem) => `${placeName(problem)}: ${problem.message}`)
		expect(said).toEqual([
			'Finance, entry question, what counts as use: Say what counts as use in this family.',
			'Finance, questions: A family needs at least 2 questions. Add 2 more.',
		])
		const one = { ...fresh, questions: [emptyQuestion('own-finance.own-1')] }
		const places = checkFamilyDraft(one).map(placeName)
		expect(places).toContain('Finance, question 1')
		expect(places).toContain('Finance, question 1, question as a manager reads it')
		expect(places).toContain('Finance, question 1, option for tier 1.5')
		expect(places.filter((place) => place.includes('option'))).toHaveLength(5)
	})

	test.each([
		['too long', 'x'.repeat(rubricLengths.option + 1), 'Shorten it to 240 characters: it has 241.'],
		['blank', ' ', 'Describe what work at tier 1.5 looks like.'],
		['marks of direction alone', '\u200f\u200e\u2060', 'Describe what work at tier 1.5 looks like.'],
		[
			'the same as another',
			'Answering tickets',
			'The options for tier 1 and tier 1.5 say the same. Write what makes the difference.',
		],
	])('an option that is %s', (_what, text, message) => {
		const draft = copy()
		const option = familyOf(draft, 'customer-service').questions[0]?.options[1]
		if (!option) throw new Error('no option')
		option.text = text
		const [problem, ...more] = checkRubricDraft(draft)
		expect(more).toEqual([])
		expect(problem).toMatchObject({ message, questionNumber: 1, field: 'option-3' })
	})

	/** Whatever is done to a rubric, what the check lets through is what a published version has to be. */
	test('a draft without problems is a rubric, and one that is no rubric has a problem', () => {
		const breaks: ((draft: RubricDraft) => void)[] = []
		for (const index of [0, 1, 2, 3, 4]) {
			breaks.push(
				(draft) =>
					void draft.families.forEach((family) => (at(at(family.questions, 0).options, index).text = '')),
			)
		}
		breaks.push(
			(draft) => void (draft.title = ''),
			(draft) => void (draft.description = 'x'.repeat(601)),
			(draft) => void (draft.families = []),
			(draft) => void (at(draft.families, 0).name = ''),
			(draft) => void (at(draft.families, 0).entry.hint = ''),
			(draft) => void (at(draft.families, 0).entry.below.text = ''),
			(draft) => void (at(draft.families, 0).entry.goOn.text = ''),
			(draft) => void (at(draft.families, 0).entry.managerText = 'x'.repeat(201)),
			(draft) => void (at(draft.families, 0).questions = at(draft.families, 0).questions.slice(0, 1)),
			(draft) => void (at(at(draft.families, 0).questions, 1).text = ''),
			(draft) => void (at(at(draft.families, 0).questions, 1).managerText = ''),
		)
		for (const change of breaks) {
			const draft = copy()
			change(draft)
			expect(rubricDraftSchema.safeParse(draft).success).toBe(true)
			expect(rubricSchema.safeParse(draft).success).toBe(false)
			expect(checkRubricDraft(draft)).not.toEqual([])
		}
		expect(breaks).toHaveLength(16)
	})
})

describe('whose words they are', () => {
	test('what is not edited stays the source’s with its source; what is edited is the account’s, until it is put back', () => {
		const draft = copy()
		const question = familyOf(draft, 'sales').questions[0]
		if (!question) throw new Error('no question')
		const before = at(question.options, 2).text
		at(question.options, 2).text = 'Something of ours'
		const settled = settleOrigins(draft, builtIn)
		expect(settled.source).toEqual(builtIn.source)
		const origins = settled.families.flatMap(({ questions }) =>
			questions.map(({ key, origin }) => [key, origin]),
		)
		for (const [key, origin] of origins) expect(origin).toBe(key === question.key ? 'account' : 'source')
		at(at(familyOf(settled, 'sales').questions, 0).options, 2).text = before
		expect(settleOrigins(settled, builtIn)).toEqual(builtIn)
	})

	test('nobody can claim the source: a family and questions of one’s own are the account’s, whatever they say', () => {
		const own = ownFamily('own-finance', 'Finance')
		const claimed = {
			...own,
			origin: 'source' as const,
			questions: own.questions.map((one) => ({ ...one, origin: 'source' as const })),
		}
		const family = settleOrigins(
			{ ...copy(), families: [...builtIn.families, claimed] },
			builtIn,
		).families.at(-1)
		expect(family?.origin).toBe('account')
		expect(family?.questions.map(({ origin }) => origin)).toEqual(['account', 'account'])
	})
})

describe('the form of a family', () => {
	test.each(builtIn.families.map((family) => [family.key, family] as const))(
		'%s as it is comes back as it is, bands of percentages included',
		(_key, family) => {
			expect(readFamilyForm(formOf(family), family)).toEqual(family)
		},
	)

	test('an option with other words ends the bands of its question, and of no other', () => {
		const family = builtIn.families.find(({ questions }) => questions.some(({ shareOf }) => shareOf))
		const index = family?.questions.findIndex(({ shareOf }) => shareOf !== undefined) ?? -1
		if (!family || index < 0) throw new Error('no banded question')
		const form = formOf(family)
		form.set(questionName(index, 'option-4'), 'Between a fifth and a third')
		const read = readFamilyForm(form, family)
		expect(read.questions[index]?.shareOf).toBeUndefined()
		expect(read.questions[index]?.options.some(({ share }) => share !== undefined)).toBe(false)
		expect(read.questions.filter((_, at) => at !== index)).toEqual(
			family.questions.filter((_, at) => at !== index),
		)
	})

	test('forged keys are no questions: another family’s, the entry question’s, the same twice, no key at all', () => {
		const family = ownFamily('own-finance', 'Finance')
		const form = formOf(family)
		for (const [index, key] of [
			'sales.day',
			'own-finance.entry',
			'own-finance.first',
			'own-finance.a b',
		].entries()) {
			form.set(questionName(index + 2, 'key'), key)
		}
		expect(readFamilyForm(form, family)).toEqual(family)
	})

	test('texts of any script are kept as they are meant, and what no table can store is not', () => {
		expect(cleanDraftText('  ماذا تفعل؟ \n\t👩🏽‍💻 ok\u0000\u0007 \ud800 ')).toBe('ماذا تفعل؟ 👩🏽‍💻 ok')
		expect(cleanDraftText('e\u0301')).toBe('é')
		expect(cleanDraftText('\u200fעברית')).toBe('\u200fעברית')
	})
})

test('what is different is said part by part', () => {
	const after = copy()
	const sales = familyOf(after, 'sales')
	at(at(sales.questions, 0).options, 0).text = 'Ours'
	sales.questions.reverse()
	familyOf(after, 'design').questions.pop()
	after.families.push(ownFamily('own-finance', 'Finance'))
	const changes = compareRubrics(builtIn, after)
	expect(changes.map(({ kind, family, question }) => [kind, family, question !== null])).toEqual([
		['moved', 'Sales', true],
		['changed', 'Sales', true],
		['removed', 'Design', true],
		['added', 'Finance', false],
	])
	expect(changes[1]?.texts).toEqual([
		{ field: 'option for tier 1', from: expect.any(String), to: expect.stringContaining('Ours') },
	])
	expect(compareRubrics(builtIn, copy())).toEqual([])
})
