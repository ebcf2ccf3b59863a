import { describe, expect, test } from 'vitest'
import { SaysVersusShows } from '#app/charts/says-versus-shows.tsx'
import type { SaysVersusShows as Shown } from '#app/domain/check-in/says-versus-shows.ts'
import { attribute, elements, renderAt, textOf } from './render.tsx'

const shown: Shown = {
	measured: {
		metric: { id: 'm1', key: 'hours', name: 'Share of time on admin', weightName: 'Hours worked' },
		subject: { kind: 'member', id: 'p1' },
		...{ share: 0.45, from: '2026-10-01', until: '2026-11-30', grain: null, values: 2, isLatestAlone: false },
		imports: [
			{ importId: 'i1', fileName: 'hours.csv' },
			{ importId: 'i2', fileName: 'more.csv' },
		],
	},
	...{ what: 'Working time that goes to admin', sign: null },
	said: [
		{ by: ['self', 'manager'], agreement: 'between', text: 'Which of the two?' },
		{ by: ['agreed'], agreement: 'differs', text: 'What explains the difference?' },
	],
}
const names = { self: 'Sam', manager: 'You', agreed: 'Agreed' }
const show = (one: Shown | undefined, mayImport = false) =>
	renderAt(<SaysVersusShows shown={one} {...{ names, mayImport }} root="/a/x" locale="en-GB" />)
const hrefsOf = (html: string) => elements(html, 'a').map(({ attributes }) => attribute(attributes, 'href'))

describe('a measured share beside what was chosen', () => {
	test('says of what, over which time, of how many values and of which import it is, and who chose what', async () => {
		const html = await show(shown)
		expect(textOf(html)).toContain(
			'Measured: 45% · Working time that goes to admin 1 Oct 2026 to 30 Nov 2026 · 2 values · from hours.csv , more.csv ',
		)
		expect(textOf(html)).toContain('Sam · You Between two options Which of the two?')
		expect(textOf(html)).toContain('Agreed Does not agree What explains the difference?')
		expect(hrefsOf(html)).toEqual(['/a/x/people/p1/metrics?metric=m1#trend'])
	})

	test('leads to an import only who may open it', async () => {
		expect(hrefsOf(await show(shown, true)).slice(1)).toEqual(['/a/x/imports/i1', '/a/x/imports/i2'])
	})

	test('names the sign that it is measured for, and says where the latest stands alone', async () => {
		const html = await show({
			...shown,
			...{ what: shown.measured.metric.name, sign: { text: 'AI handles 80%', level: 6 } },
			measured: {
				...shown.measured,
				...{ subject: { kind: 'team', id: 't1' }, from: '2026-11-01', grain: 'month', isLatestAlone: true },
			},
		})
		expect(textOf(html)).toContain('A sign of level 3 of the skill progression map: AI handles 80%')
		expect(textOf(html)).toContain('Measured for the team: 45% · Share of time on admin')
		expect(textOf(html)).toContain(
			'Nov 2026 · the latest of 2 values, which do not add up: not all came with hours worked',
		)
		expect(hrefsOf(html)).toEqual(['/a/x/metrics/m1?node=t1'])
	})

	test('is nothing where nothing is measured', async () => {
		expect(await show(undefined)).toBe('')
	})
})
