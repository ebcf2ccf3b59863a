import { expect, test } from 'vitest'
import { findCompletionColumn } from '#app/domain/training-assignment/completion-columns.ts'
import { planCompletions } from '#app/domain/training-assignment/plan-completions.ts'

const vocabulary = {
	members: [{ id: 'm', name: 'Ada', email: 'ada@x.example', externalId: '007' }],
	topics: [{ id: 't', key: 'course', title: 'A course' }],
	...{ held: [], today: '2026-11-27' },
}
const plan = (...lines: string[]) =>
	planCompletions(
		lines.map((line, i) => ({ row: i + 1, cells: line.split(',') })),
		vocabulary,
	)

test.each(['email', 'E-Mail', 'member_email', 'Member email'])('%s says who it was, by e-mail', (name) => {
	expect(findCompletionColumn(name)).toBe('email')
	const found = plan(`${name},topic,done on`, 'ADA@x.example,course,2026-11-20')
	expect(found).toMatchObject({ ok: true, plan: { rows: [{ memberId: 'm', does: 'added' }], errors: [] } })
})

test.each(['employee id', 'Employee_ID', 'member_external_id'])('%s says who it was, by id', (name) => {
	const found = plan(`${name},topic,done on`, '007,course,2026-11-20')
	expect(found).toMatchObject({ ok: true, plan: { rows: [{ memberId: 'm' }], errors: [], ignored: [] } })
})

test('two columns of one meaning are refused, and a name that means nothing is left out', () => {
	const twice = plan('email,member_email,topic,done on', 'ada@x.example,ada@x.example,course,2026-11-20')
	expect(twice).toEqual({ ok: false, problem: { kind: 'twice', column: 'email' } })
	for (const name of ['constructor', 'member', 'external id']) {
		expect(findCompletionColumn(name), name).toBeUndefined()
	}
})
