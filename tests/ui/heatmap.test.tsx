import { describe, expect, test } from 'vitest'
import type { DistributionPart } from '#app/charts/distribution-bar.tsx'
import { DistributionBar } from '#app/charts/distribution-bar.tsx'
import { DistributionChart } from '#app/charts/distribution-chart.tsx'
import type { HeatCell } from '#app/charts/heat-cell.ts'
import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import { Legend } from '#app/charts/legend.tsx'
import { heatMove } from '#app/charts/use-heat-keys.ts'
import { attribute, elements, renderAt, textOf } from './render.tsx'

const cells: HeatCell[] = [
	{
		kind: 'value',
		value: 1.5,
		text: '1.5',
		note: '42 of 51',
		description: 'mean 1.5 · 42 of 51 assessed',
		change: { value: 0.3, text: '▲ +0.3' },
		href: '/team/1/engineering',
	},
	{ kind: 'suppressed', href: '/why' },
	{ kind: 'notAssessed', note: '0 of 6' },
	{ kind: 'exempt' },
	{ kind: 'empty' },
	{ kind: 'plain', text: '▲ +0.3', note: '1.3 → 1.6' },
	{ kind: 'none', note: 'no comparison' },
]
const columns = ['Engineering', 'Marketing', 'Sales', 'Design', 'Legal', 'Finance', 'People'].map(
	(label) => ({
		id: label,
		label,
	}),
)

const heatmap = (
	<HeatmapTable
		caption="Mean tier, Q3 2026"
		rowsLabel="Team"
		scale="tier"
		columns={columns}
		total={{ id: 'all', label: 'Everyone', cells: [] }}
		rows={[{ id: 'platform', label: 'Platform', href: '/team/1', note: '84 people', cells }]}
	/>
)

const bodyOf = (html: string, index: number) => elements(html, 'tbody')[index]?.inner ?? ''

describe('a heatmap', () => {
	test('is a table with caption, headers and one cell for each column of each row', async () => {
		const html = await renderAt(heatmap)
		expect(textOf(elements(html, 'caption')[0]?.inner ?? '')).toBe('Mean tier, Q3 2026')
		const head = elements(elements(html, 'thead')[0]?.inner ?? '', 'th')
		expect(head.map(({ attributes }) => attribute(attributes, 'scope'))).toEqual(Array(8).fill('col'))
		for (const body of [0, 1]) {
			const rowHead = elements(bodyOf(html, body), 'th')
			expect(rowHead.map(({ attributes }) => attribute(attributes, 'scope'))).toEqual(['row'])
			expect(elements(bodyOf(html, body), 'td')).toHaveLength(7)
		}
	})

	test('prints figure, change, n and where it is, in one link', async () => {
		const cell = elements(bodyOf(await renderAt(heatmap), 1), 'td')[0]
		const link = elements(cell?.inner ?? '', 'a')[0]
		expect(attribute(link?.attributes ?? '', 'href')).toBe('/team/1/engineering')
		expect(textOf(link?.inner ?? '')).toBe(
			'Platform, Engineering: Engineering 1.5 ▲ +0.3 42 of 51 , mean 1.5 · 42 of 51 assessed',
		)
		expect(attribute(cell?.attributes ?? '', 'style')).toBe(
			'--cell-light:#96cb8b;--ink-light:#000;--cell-dark:#0f7f89;--ink-dark:#fff',
		)
	})

	test('tells the states and the plain figure apart in words, and colours none of them', async () => {
		const states = elements(bodyOf(await renderAt(heatmap), 1), 'td').slice(1)
		expect(states.map(({ attributes }) => attribute(attributes, 'data-kind'))).toEqual([
			'suppressed',
			'notAssessed',
			'exempt',
			'empty',
			'plain',
			'none',
		])
		const texts = states.map(({ inner }) => textOf(inner))
		expect(texts[0]).toContain('Hidden')
		expect(texts[1]).toContain('Not assessed 0 of 6')
		expect(texts[2]).toContain('Exempt')
		expect(texts[3]).toContain('Nobody here')
		expect(texts[4]).toContain('▲ +0.3 1.3 → 1.6')
		expect(texts[5]).toContain('– no comparison')
		for (const { attributes } of states) expect(attribute(attributes, 'style')).toBeUndefined()
	})

	test('a hidden cell says no figure anywhere', async () => {
		const hidden = elements(bodyOf(await renderAt(heatmap), 1), 'td')[1]
		expect(`${hidden?.inner}`.replace(/data-heat-(row|column)="\d+"|<svg.*?<\/svg>/gs, '')).not.toMatch(/\d/)
	})

	test('has no style element, whatever it shows', async () => {
		expect(await renderAt(heatmap)).not.toContain('<style')
	})
})

describe('keys', () => {
	const last = { row: 2, column: 3 }
	test.each([
		['ArrowRight', { row: 0, column: 0 }, {}, { row: 0, column: 1 }],
		['ArrowRight', { row: 0, column: 3 }, {}, null],
		['ArrowRight', { row: 0, column: 1 }, { rtl: true }, { row: 0, column: 0 }],
		['ArrowLeft', { row: 0, column: 0 }, {}, null],
		['ArrowDown', { row: 1, column: 2 }, {}, { row: 2, column: 2 }],
		['ArrowDown', { row: 2, column: 2 }, {}, null],
		['ArrowUp', { row: 1, column: 2 }, {}, { row: 0, column: 2 }],
		['Home', { row: 1, column: 2 }, {}, { row: 1, column: 0 }],
		['End', { row: 1, column: 0 }, {}, { row: 1, column: 3 }],
		['Home', { row: 1, column: 2 }, { ctrl: true }, { row: 0, column: 0 }],
		['End', { row: 0, column: 0 }, { ctrl: true }, { row: 2, column: 3 }],
		['a', { row: 0, column: 0 }, {}, null],
		['toString', { row: 0, column: 0 }, {}, null],
	])('%s from %o with %o leads to %o', (key, from, modifiers, to) => {
		expect(heatMove(key, from, last, modifiers)).toEqual(to)
	})
})

describe('a legend', () => {
	test('names its lens, its stops and the states', async () => {
		const html = await renderAt(
			<Legend title="Tiers" scale="tier" stops={[{ value: 0.5, text: '0.5', name: 'AI-Curious' }]} />,
		)
		expect(textOf(html)).toBe('Tiers 0.5 AI-Curious Hidden, small group Not assessed Exempt Nobody here')
	})
})

describe('a distribution', () => {
	const parts: DistributionPart[] = [
		{ label: '1.0', name: 'AI-Assisted', count: 30, text: '30', as: 2 },
		{ label: '1.5', count: 1, text: '1', as: 3 },
		{ label: 'Not assessed', count: 0, text: '0', as: 'notAssessed' },
	]

	test('prints every part with its count, also those without anybody', async () => {
		const html = await renderAt(<DistributionBar label="Platform, Q3 2026" parts={parts} />)
		const list = elements(html, 'ul')[0]
		expect(attribute(list?.attributes ?? '', 'aria-label')).toBe('Platform, Q3 2026')
		expect(elements(list?.inner ?? '', 'li').map(({ inner }) => textOf(inner))).toEqual([
			'1.0 AI-Assisted : 30',
			'1.5 : 1',
			'Not assessed : 0',
		])
		const grown = [...html.matchAll(/flex-grow:(\d+)/g)].map((match) => match[1])
		expect(grown).toEqual(['30', '1'])
	})

	test('of nobody says so', async () => {
		const nobody = parts.map((part) => ({ ...part, count: 0, text: '0' }))
		const html = await renderAt(
			<DistributionBar label="Platform" parts={nobody} emptyText="Nobody is assessed" />,
		)
		expect(textOf(html)).toContain('Nobody is assessed')
	})

	test('as a chart sends bars and figures from the server, and nothing of nivo', async () => {
		const html = await renderAt(
			<DistributionChart
				title="By family"
				locale="en"
				rows={[{ id: 'e', label: 'Engineering', href: '/e', parts }]}
			/>,
		)
		expect(html).not.toContain('<svg')
		expect(textOf(elements(html, 'li')[0]?.inner ?? '')).toContain('Engineering')
		expect(attribute(elements(html, 'a')[0]?.attributes ?? '', 'href')).toBe('/e')
		expect(html).toContain('flex-grow:30')
	})
})
