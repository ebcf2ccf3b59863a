import { describe, expect, test } from 'vitest'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { attribute, elements, renderAt, textOf } from './render.tsx'

type Row = { id: string; name: string; count: number }

const columns: DataColumn<Row>[] = [
	{ id: 'pick', header: 'Pick', headerHidden: true, cell: () => <input type="checkbox" aria-label="Pick" /> },
	{ id: 'name', header: 'Name', sort: true, cell: (row) => <bdi>{row.name}</bdi> },
	{
		id: 'count',
		header: 'People',
		sort: 'people',
		firstOrder: 'desc',
		align: 'end',
		cell: (row) => row.count,
	},
	{ id: 'note', header: 'Note', cell: () => 'none' },
]

const rows: Row[] = [
	{ id: '1', name: '<b>Ana</b> & Łukasz', count: 12 },
	{ id: '2', name: 'محمد 🌱', count: 3 },
]

const table = (props: Partial<Parameters<typeof DataTable<Row>>[0]> = {}) => (
	<DataTable
		caption="Teams"
		columns={columns}
		rows={rows}
		rowId={(row) => row.id}
		locale="en"
		sort={{ sort: 'name', order: 'asc' }}
		noun={{ one: 'team', other: 'teams' }}
		empty={<p>No team matches</p>}
		{...props}
	/>
)

const headLinks = (html: string) =>
	elements(elements(html, 'thead')[0]?.inner ?? '', 'a').map(({ attributes }) =>
		attribute(attributes, 'href'),
	)

describe('a table', () => {
	test('sorts by links that keep the filter and go back to the first page', async () => {
		const html = await renderAt(table(), '/teams?q=a&page=4')
		expect(headLinks(html)).toEqual(['/teams?q=a&sort=name&order=desc', '/teams?q=a&sort=people&order=desc'])
		const sorts = elements(html, 'th').map(({ attributes }) => attribute(attributes, 'aria-sort'))
		expect(sorts.filter(Boolean)).toEqual(['ascending'])
	})

	test('turns the order of the column in force round', async () => {
		const html = await renderAt(table({ sort: { sort: 'people', order: 'desc' } }), '/teams')
		expect(headLinks(html)).toEqual(['/teams?sort=name&order=asc', '/teams?sort=people&order=asc'])
	})

	test('has a dash where there is nothing to say, and leaves that line out of a card', async () => {
		const note: DataColumn<Row> = {
			id: 'note',
			header: 'Note',
			cell: ({ count }) => (count > 5 ? 'many' : null),
		}
		const html = await renderAt(table({ columns: [...columns.slice(0, 3), note] }))
		const cells = elements(html, 'td').filter(({ inner }) => inner.includes('Note'))
		expect(cells.map(({ inner }) => textOf(inner))).toEqual(['Note many', 'Note –'])
		const hidden = cells.map(({ attributes }) => attribute(attributes, 'data-phone'))
		expect(hidden).toEqual([undefined, 'hide'])
	})

	test('leaves the rows in the order of the server', async () => {
		const html = await renderAt(table({ rows: [...rows].reverse(), sort: { sort: 'name', order: 'asc' } }))
		const names = elements(html, 'bdi').map(({ inner }) => inner)
		expect(names).toEqual(['محمد 🌱', '&lt;b&gt;Ana&lt;/b&gt; &amp; Łukasz'])
	})

	test('names each row by its first column with a visible header', async () => {
		const html = await renderAt(table())
		const heads = elements(elements(html, 'tbody')[0]?.inner ?? '', 'th')
		expect(heads.map(({ attributes }) => attribute(attributes, 'scope'))).toEqual(['row', 'row'])
		expect(heads.map(({ inner }) => textOf(inner))).toEqual([
			'Name &lt;b&gt;Ana&lt;/b&gt; & Łukasz',
			'Name محمد 🌱',
		])
	})

	test('scrolls in a region of its own that the keyboard reaches', async () => {
		const html = await renderAt(table())
		const region = /<div class="scroll-region"[^>]*>/.exec(html)?.[0] ?? ''
		expect(region).toContain('tabindex="0"')
		const id = attribute(region, 'aria-labelledby')
		expect(attribute(elements(html, 'caption')[0]?.attributes ?? '', 'id')).toBe(id)
	})

	test('says how many there are, and which of them are shown', async () => {
		expect(textOf(await renderAt(table()))).toContain('2 teams')
		expect(textOf(await renderAt(table({ rows: rows.slice(1) })))).toContain('1 team')
		const paged = table({ paging: { page: 3, pageSize: 2, total: 1234 } })
		expect(textOf(await renderAt(paged))).toContain('5–6 of 1,234 teams')
	})

	test('pages by links that keep filter and order', async () => {
		const html = await renderAt(
			table({ paging: { page: 2, pageSize: 2, total: 6 } }),
			'/teams?q=a&order=desc&page=2',
		)
		const pages = elements(elements(html, 'nav').at(-1)?.inner ?? '', 'a')
		expect(pages.map(({ attributes }) => attribute(attributes, 'href'))).toEqual([
			'/teams?q=a&order=desc',
			'/teams?q=a&order=desc',
			'/teams?q=a&order=desc&page=2',
			'/teams?q=a&order=desc&page=3',
			'/teams?q=a&order=desc&page=3',
		])
	})

	test('without rows shows the empty state and the filter', async () => {
		const html = await renderAt(table({ rows: [], filter: <p>The filter</p> }))
		expect(textOf(html)).toBe('The filter No team matches')
	})
})

describe('a filter form', () => {
	const form = (
		<FilterForm names={['q', 'team']}>
			<input name="q" />
		</FilterForm>
	)
	const hidden = (html: string) =>
		[...html.matchAll(/<input type="hidden"([^>]*)>/g)].map(({ 1: attributes = '' }) => [
			attribute(attributes, 'name'),
			attribute(attributes, 'value'),
		])

	test('carries everything along but its own names and the page', async () => {
		const html = await renderAt(form, '/people?q=x&team=t&sort=name&order=desc&page=7')
		expect(hidden(html)).toEqual([
			['sort', 'name'],
			['order', 'desc'],
		])
		expect(html).toContain('method="get"')
	})

	test('offers to clear what it filters, and only then', async () => {
		const filtered = await renderAt(form, '/people?q=x&sort=name&page=7')
		expect(elements(filtered, 'a').map(({ attributes }) => attribute(attributes, 'href'))).toEqual([
			'/people?sort=name',
		])
		expect(elements(await renderAt(form, '/people?sort=name'), 'a')).toEqual([])
	})
})
