import { expect, test } from 'vitest'
import { describeDetail } from '#app/routes/settings-audit-log/describe-detail.ts'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin' }
const describe = (detail: Parameters<typeof describeDetail>[0]['detail'], cycleName: string | null = null) =>
	describeDetail({ detail, cycleName }, format)

const uuid = 'f0e2f841-2a85-4335-bd6e-3b433b09d982'

test('ids become names or are left to the CSV', () => {
	expect(describe({ cycleId: uuid, rater: 'self' }, 'Q4 2026')).toBe('cycle: Q4 2026 · rater: self')
	expect(describe({ cycleId: uuid })).toBe('')
	expect(describe({ snapshotId: uuid, assessed: 1234, singleRater: 5 })).toBe(
		'assessed: 1,234 · single rater: 5',
	)
})

test('days are printed as in the rest of the account', () => {
	expect(describe({ name: 'Q4 2026', startsOn: '2026-10-01', endsOn: '2026-12-31' })).toBe(
		'name: Q4 2026 · starts on: 1 Oct 2026 · ends on: 31 Dec 2026',
	)
})

test('what did not happen is not told, and what did is told in words', () => {
	expect(describe({ added: 7, moved: 0, left: 0 })).toBe('added: 7')
	expect(describe({ again: false, inPlaceOfManager: true })).toBe('in place of manager')
	expect(describe({ given: ['hr', 'owner'], taken: [] })).toBe('given: HR, owner')
	expect(describe({ fields: ['jobTitle', 'teamId'], dueOnFrom: null })).toBe('fields: job title, team id')
})
