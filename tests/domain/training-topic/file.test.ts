import { describe, expect, test } from 'vitest'
import { groupSteps, listSteps } from '#app/domain/training-topic/known-steps.ts'
import { planTopics } from '#app/domain/training-topic/plan-topics.ts'
import { arrangeSteps, readStepCode, stepCode } from '#app/domain/training-topic/step-code.ts'
import { topicColumnNames } from '#app/domain/training-topic/topic-columns.ts'
import { topicRow } from '#app/domain/training-topic/topic-row.ts'
import type { TrainingTopic } from '#app/domain/training-topic/topic.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const steps = listSteps(groupSteps(skillProgressionMap.rubric))
const families = [
	{ id: '00000000-0000-4000-8000-00000000000a', key: 'sales', name: 'Sales' },
	{ id: '00000000-0000-4000-8000-00000000000b', key: 'own-field', name: 'Field & Büro' },
]
const vocabulary = { families, steps: new Set(steps.map(stepCode)) }

const first: TrainingTopic = {
	...{ id: '1', key: 'brief', title: '=Brief', description: 'One\ntwo  blanks', kind: 'course', version: 3 },
	...{ hours: 1.25, cost: 1200, currency: 'EUR', provider: '-', link: 'https://example.com/a', capacity: 8 },
	...{ isProposal: false, isArchived: false, families, steps: arrangeSteps(steps.slice(3, 9)) },
}
const second: TrainingTopic = {
	...{
		...first,
		id: '2',
		key: 'other',
		title: 'Other',
		description: '',
		hours: null,
		cost: null,
		currency: null,
	},
	...{ provider: '', link: null, capacity: null, families: [], steps: [], isArchived: true },
}

/** A file of text, in which a record is a row as well. */
const planOf = (header: readonly string[], ...rows: (readonly (string | number | null)[])[]) => {
	const records = [header, ...rows].map((cells, i) => ({
		row: i + 1,
		cells: cells.map((cell) => String(cell ?? '')),
	}))
	const planned = planTopics(records, { topics: [first, second], vocabulary })
	if (!planned.ok) throw new Error(planned.problem.kind)
	return planned.plan
}

describe('a file of topics', () => {
	test('that was exported changes nothing, also with what keeps a spreadsheet from reading formulas', () => {
		const rows = [first, second].map((topic) =>
			topicRow(topic).map((cell) => (typeof cell === 'string' && /^[=+\-@]/.test(cell) ? `'${cell}` : cell)),
		)
		const plan = planOf(topicColumnNames, ...rows)
		expect(plan.errors).toEqual([])
		expect(plan.unchanged.map(({ key }) => key)).toEqual(['brief', 'other'])
		expect([plan.added, plan.changed]).toEqual([[], []])
	})

	test('adds under a new key, changes under a known one, and tells what changes', () => {
		const plan = planOf(
			['Key', 'TITLE', 'kind', 'hours', 'families', 'steps', 'Remark'],
			[
				'new-one',
				' A new one ',
				'Pairing',
				'2,5',
				'field & büro',
				'sales.advantage:1,5 design.entry:0.5',
				'x',
			],
			['brief', '=Brief', 'workshop', '1.25', 'sales;own-field', first.steps.map(stepCode).join(','), ''],
		)
		expect(plan.errors).toEqual([])
		expect(plan.ignored).toEqual(['Remark'])
		expect(plan.added.map(({ row, key, input }) => [row, key, input])).toEqual([
			[
				2,
				'new-one',
				{
					...{ title: 'A new one', kind: 'pairing', hours: 2.5, description: '', provider: '' },
					...{ cost: null, currency: null, link: null, capacity: null, familyIds: [families[1]?.id] },
					steps: [
						{ questionKey: 'design.entry', fromHalfSteps: 1 },
						{ questionKey: 'sales.advantage', fromHalfSteps: 3 },
					],
				},
			],
		])
		expect(plan.changed.map(({ key, fields }) => [key, fields])).toEqual([['brief', ['kind']]])
		// What the file has no column for stays.
		expect(plan.changed[0]?.input).toMatchObject({ cost: 1200, currency: 'EUR', capacity: 8 })
	})

	test('empties what a cell leaves empty, and puts in the archive and back', () => {
		const plan = planOf(
			['key', 'hours', 'cost', 'currency', 'link', 'archived'],
			['brief', '', '', '', '', 'Yes'],
			['other', '', '', '', '', 'no'],
		)
		expect(plan.changed.map(({ key, fields, isArchived }) => [key, fields, isArchived])).toEqual([
			['brief', ['hours', 'cost', 'currency', 'link', 'archived'], true],
			['other', ['archived'], false],
		])
	})

	test.each([
		['key', { key: '' }, 'Give the row a key'],
		['key', { key: 'Two Words' }, 'lower-case letters'],
		['title', { title: ' ' }, 'Enter a title'],
		['title', { title: 'x'.repeat(201) }, 'at most 200'],
		['kind', { kind: 'webinar' }, 'course, workshop, pairing, project, reading'],
		['hours', { hours: 'two' }, '“two” is no number'],
		['hours', { hours: '1.234' }, 'can be read as two numbers'],
		['hours', { hours: '0' }, 'more than 0'],
		['hours', { hours: '1.005' }, 'can be read as two numbers'],
		['cost', { cost: '-1', currency: 'EUR' }, '0 or more'],
		['currency', { cost: '10', currency: '' }, 'in which currency'],
		['currency', { cost: '10', currency: 'XQQ' }, 'no such currency'],
		['capacity', { capacity: '1.5' }, 'whole number'],
		['link', { link: 'javascript:alert(1)' }, 'address of a web page'],
		['families', { families: 'Sales; Marketing' }, 'There is no role family “Marketing”'],
		['steps', { steps: 'sales.advantage:3' }, '“sales.advantage:3” is no step'],
		['steps', { steps: 'sales.advantage:0.5' }, 'is no step'],
		['steps', { steps: 'transition.legacy-patterns:2' }, 'is no step'],
		['archived', { archived: 'perhaps' }, 'Write yes or no'],
	] as const)('refuses a row for its %s: %o', (column, wrong, message) => {
		const row = { ...{ key: 'fine', title: 'Fine', kind: 'course' }, ...wrong } as Record<string, string>
		const plan = planOf(Object.keys(row), Object.values(row))
		expect(plan.added).toEqual([])
		expect(plan.errors).toHaveLength(1)
		expect(plan.errors[0]).toMatchObject({ row: 2, column, message: expect.stringContaining(message) })
	})

	test('refuses the second row with a key, and every wrong cell of a row', () => {
		const plan = planOf(
			['key', 'title', 'kind', 'hours'],
			['fine', 'Fine', 'course', ''],
			['fine', 'Again', 'course', ''],
			['bad', '', 'talk', 'x'],
		)
		expect(plan.added).toHaveLength(1)
		expect(plan.errors.map(({ row, column }) => [row, column])).toEqual([
			[3, 'key'],
			[4, 'hours'],
			[4, 'title'],
			[4, 'kind'],
		])
		expect(plan.errors[0]?.message).toBe('Row 2 has this key already.')
	})

	test('of which nothing can be read is a problem as a whole', () => {
		const problemOf = (...rows: string[][]) => {
			const records = rows.map((cells, i) => ({ row: i + 1, cells }))
			const planned = planTopics(records, { topics: [], vocabulary })
			return planned.ok ? null : planned.problem
		}
		expect(problemOf(['title', 'kind'], ['a', 'course'])).toEqual({ kind: 'no-key' })
		expect(problemOf(['key', 'title'])).toEqual({ kind: 'no-rows' })
		expect(problemOf(['key', 'Key'], ['a', 'b'])).toEqual({ kind: 'twice', column: 'key' })
	})
})

test('a step has one code, and a code one step', () => {
	for (const step of steps) expect(readStepCode(stepCode(step))).toEqual(step)
	for (const code of [
		'',
		'design',
		'design.produce',
		'design.produce:3',
		'design.produce:0',
		'x:1',
		'a.b:1.2',
	]) {
		expect(readStepCode(code), code).toBeNull()
	}
})
