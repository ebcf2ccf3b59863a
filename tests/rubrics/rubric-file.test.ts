import { describe, expect, test } from 'vitest'
import type { RubricFile } from '#app/domain/framework/rubric-file.ts'
import { formatRubricFile, readRubricFile } from '#app/domain/framework/rubric-file.ts'
import { mostFileProblems } from '#app/domain/framework/rubric-limits.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { at, ownFamily } from './drafts.ts'

const builtIn = skillProgressionMap.rubric
const reader = { account: 'meridian', builtIn, ownFamilies: [{ key: 'own-finance', name: 'Finance' }] }
const read = (file: unknown) =>
	readRubricFile(new TextEncoder().encode(typeof file === 'string' ? file : JSON.stringify(file)), reader)
/** The export of a rubric after a change, as JSON. */
function exported(
	change: (file: Record<string, unknown> & Rubric) => void,
	rubric: Rubric = builtIn,
): unknown {
	const file = JSON.parse(formatRubricFile(rubric, 'meridian')) as Record<string, unknown> & Rubric
	change(file)
	return file
}
const saidOf = (file: RubricFile) =>
	file.ok ? [] : file.problems.map(({ path, place, message }) => `${path} | ${place} | ${message}`)
const asIs = () => {}

describe('a file that was exported', () => {
	test('comes back as the rubric that it was, source and bands included', () => {
		expect(read(exported(asIs))).toEqual({ ok: true, rubric: builtIn })
		const withOwn = {
			...builtIn,
			version: 7,
			families: [...builtIn.families, ownFamily('own-finance', 'Finance')],
		}
		const file = read(exported(asIs, withOwn as Rubric))
		expect(file).toEqual({ ok: true, rubric: { ...withOwn, version: 1 } })
	})

	test('is no way to claim another source, nor another name of a role family', () => {
		const file = read(
			exported((json) => {
				json.source = { title: 'Another Source', note: 'Says so.' }
				json.families.push({ ...ownFamily('own-finance', 'Something else') } as Rubric['families'][number])
			}),
		)
		if (!file.ok) throw new Error('refused')
		expect(file.rubric.source).toEqual(builtIn.source)
		expect(file.rubric.families.at(-1)?.name).toBe('Finance')
	})
})

describe('what is refused, and where', () => {
	test.each([
		['no JSON', '{"format": ', /^null \| null \| This is no JSON: /],
		['nothing', '', /^null \| null \| This is no JSON: /],
		['JSON of something else', '[1, 2]', /^format \| null \| This is no rubric of Contour/],
		[
			'far too many brackets',
			'['.repeat(40_000) + ']'.repeat(40_000),
			/^null \| null \| .* nested far too deep\.$/,
		],
		['null', 'null', /^format \| null \| This is no rubric of Contour/],
	])('%s', (_what, text, said) => {
		const problems = saidOf(read(text))
		expect(problems).toHaveLength(1)
		expect(problems[0]).toMatch(said)
	})

	test('text in another encoding', () => {
		const file = readRubricFile(new Uint8Array([0x7b, 0xe4, 0x7d]), reader)
		expect(saidOf(file)).toEqual([
			'null | null | This is no text in UTF-8. Save the file as UTF-8 and upload it again.',
		])
	})

	test('a newer format', () => {
		const said = saidOf(read(exported((json) => void (json['formatVersion'] = 2))))
		expect(said).toEqual([
			'formatVersion | null | The file has format version 2, and this Contour reads up to 1. Update Contour, or export the file from one like this.',
		])
	})

	test('another account’s file; one that names no account was written by hand, and is taken', () => {
		const said = saidOf(read(exported((json) => void (json['account'] = 'initech'))))
		expect(said).toEqual([
			'account | null | The file was exported from the account "initech", and this is "meridian": its own families mean nothing here. Import it there.',
		])
		expect(read(exported((json) => void delete json['account'])).ok).toBe(true)
	})

	test('each fault with its path, its question and its option', () => {
		const said = saidOf(
			read(
				exported((json) => {
					const [engineering, service] = [at(json.families, 0), at(json.families, 2)]
					at(at(engineering.questions, 1).options, 2).text = ''
					at(engineering.questions, 0).options.pop()
					at(service.questions, 0).text = 'x'.repeat(201)
					Object.assign(at(service.questions, 1), { weight: 2 })
				}),
			),
		)
		expect(said).toHaveLength(4)
		expect(said.join('\n')).toMatch(
			/families\[0\]\.questions\[1\]\.options\[2\]\.text \| Engineering, “.+”, tier 2 \| /,
		)
		expect(said.join('\n')).toMatch(
			/families\[0\]\.questions\[0\]\.options\[4\] \| Engineering, “.+” \| .+no option for tier 3/,
		)
		expect(said.join('\n')).toMatch(/families\[2\]\.questions\[0\]\.text \| Customer Service, “x+…” \| /)
		expect(said.join('\n')).toMatch(/families\[2\]\.questions\[1\] \| Customer Service, “.+” \| .*weight/)
	})

	test('what no schema sees: two options that say the same, a text without a letter', () => {
		const said = saidOf(
			read(
				exported((json) => {
					const question = at(at(json.families, 2).questions, 0)
					at(question.options, 1).text = at(question.options, 0).text
					at(json.families, 2).entry.hint = '\u200f\u200f'
				}),
			),
		)
		expect(said).toEqual([
			'families[2].entry.hint | Customer Service, entry question, what counts as use | Say what counts as use in this family.',
			'families[2].questions[0].options[1].text | Customer Service, question 1, option for tier 1.5 | The options for tier 1 and tier 1.5 say the same. Write what makes the difference.',
		])
	})

	test('a family that the account has not, and a built-in one that is gone', () => {
		const said = saidOf(
			read(
				exported((json) => {
					json.families.pop()
					json.families.push(ownFamily('own-legal', 'Legal') as Rubric['families'][number])
				}),
			),
		)
		expect(said).toEqual([
			'families[4].key | Legal | The account has no role family with the key "own-legal". Add it to the draft first, then use the key of its export.',
			'families | Design | The built-in family "design" is missing. Built-in families stay: leave it in the file as it was.',
		])
	})

	test('keys that would run into each other', () => {
		const said = saidOf(
			read(
				exported(
					(json) =>
						void (at(at(json.families, 0).questions, 1).key = at(at(json.families, 0).questions, 0).key),
				),
			),
		)
		expect(said).toEqual([
			expect.stringMatching(/^families\[0\]\.questions\[1\]\.key \| .+ \| The key ".+" is used twice\.$/),
		])
	})

	test('thousands of faults are not all listed', () => {
		const problems = saidOf(
			read(exported((json) => json.families.push(...Array.from({ length: 500 }, () => 7 as never)))),
		)
		expect(problems.length).toBeLessThanOrEqual(mostFileProblems)
		expect(problems.length).toBeGreaterThan(0)
	})
})

test('what no table can store does not come in with a text', () => {
	const file = read(exported((json) => void (json.title = 'A\u0000 map \ud800of\nours ')))
	expect(file).toMatchObject({ ok: true, rubric: { title: 'A map of ours' } })
})
