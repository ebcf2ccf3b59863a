import { expect, test } from 'vitest'
import { evidenceDraftSchema } from '#app/domain/team-assessment/evidence-draft.ts'

const today = '2026-11-26'
const id = '00000000-0000-4000-8000-000000000001'
const read = (form: Record<string, string>) => evidenceDraftSchema(today).safeParse(form)
const wrong = (form: Record<string, string>) =>
	read(form).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)

test('a note, a link or a metric in a month is read from what was filled in, dated today unless told', () => {
	const base = { metricId: null, url: null, periodOn: null, datedOn: today, expiresOn: null }
	expect(read({ evidenceText: '', evidenceUrl: ' ', evidenceMetric: '' }).data).toBeNull()
	expect(read({ evidenceText: ' Seen ' }).data).toEqual({ ...base, kind: 'note', text: 'Seen' })
	expect(read({ evidenceText: 'Wiki', evidenceUrl: 'wiki.example.com/a' }).data).toEqual({
		...{ ...base, kind: 'link', text: 'Wiki', url: 'https://wiki.example.com/a' },
	})
	const metric = { evidenceText: 'Fell', evidenceMetric: id, evidenceMonth: '2026-02' }
	const dates = { evidenceDate: '2026-03-01', evidenceExpires: '2026-03-01' }
	expect(read({ ...metric, ...dates }).data).toEqual({
		...{ ...base, kind: 'metric', text: 'Fell', metricId: id, periodOn: '2026-02-01' },
		...{ datedOn: '2026-03-01', expiresOn: '2026-03-01' },
	})
	expect(read({ evidenceId: id, evidenceText: ' ' }).data).toEqual({ kind: 'existing', evidenceId: id })
})

test('what is wrong is said where it stands, with what to do', () => {
	expect(wrong({ evidenceUrl: 'https://example.com' })).toEqual([
		'evidenceText: Say in a few words what it shows.',
	])
	expect(wrong({ evidenceText: 'x', evidenceUrl: 'javascript:alert(1)' })).toEqual([
		'evidenceUrl: A link starts with https:// or http://.',
	])
	expect(wrong({ evidenceText: 'x', evidenceMetric: id })).toEqual([
		'evidenceMonth: Say of which month: type it as 2026-03.',
	])
	// Nothing that was filled in is dropped without a word.
	expect(wrong({ evidenceId: id, evidenceText: 'Else' })?.[0]).toMatch(
		/^evidenceId: You chose a piece that is there /,
	)
	const both = {
		evidenceText: 'x',
		evidenceUrl: 'wiki.example.com',
		evidenceMetric: id,
		evidenceMonth: '2026-02',
	}
	expect(wrong(both)?.[0]).toMatch(/^evidenceMetric: A piece is a link or a metric\./)
	expect(wrong({ evidenceText: 'x', evidenceMonth: '2026-02' })).toEqual([
		'evidenceMetric: Choose the metric that the month belongs to.',
	])
	expect(wrong({ evidenceExpires: '2027-02-01' })).toEqual([
		'evidenceText: Say in a few words what it shows.',
	])
	expect(wrong({ evidenceText: 'x', evidenceDate: '2026-11-27' })).toEqual([
		'evidenceDate: Evidence is of today or earlier.',
	])
	expect(wrong({ evidenceText: 'x', evidenceExpires: '2026-11-25' })).toEqual([
		'evidenceExpires: It cannot expire before its date. Change one of the two.',
	])
	expect(wrong({ evidenceText: 'x', evidenceDate: '26.11.2026' })).toEqual([
		'evidenceDate: Type the date as 2026-03-31.',
	])
	expect(wrong({ evidenceText: 'x'.repeat(1001) })?.[0]).toMatch(/^evidenceText: This takes 1000 /)
	expect(wrong({ evidenceText: 'a\0b' })?.[0]).toMatch(/^evidenceText: Take out/)
})
