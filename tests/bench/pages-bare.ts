import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Client } from 'pg'
import type { CSSProperties, ReactElement } from 'react'
import { createElement as element } from 'react'
import { renderToString } from 'react-dom/server'
import { tierPaint } from '#app/domain/colour/scales.ts'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'
import { told } from './bench-database.ts'
import { getPage } from './cycle-server.ts'
import { outline } from './heatmap-outline.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'
import type { PagesOf } from './pages-views.ts'
import { limitOf, noteOf, visitorOf } from './pages-views.ts'

type Row = {
	snapshot_id: string
	node_id: string
	family_id: string
	measure: string
	value: number
	count: number
}

/** Of one cell its figures, from its rows alone. */
function figuresOf(rows: readonly Row[]) {
	const tiers = rows.filter((row) => row.measure === tierMeasure)
	const n = tiers.reduce((sum, { count }) => sum + count, 0)
	const mean = n === 0 ? null : tiers.reduce((sum, { value, count }) => sum + value * count, 0) / n / 2
	const states = rows.filter((row) => row.measure === stateMeasure && row.value < 2)
	return { n, mean, eligible: states.reduce((sum, { count }) => sum + count, 0) }
}

const all = 'all'
const span = (key: string, className: string, ...children: (string | ReactElement)[]) =>
	element('span', { key, className }, ...children)

/** The table of the heatmap with everything that it prints, and nothing around it. */
function renderBare(rows: readonly Row[], [now, before]: readonly string[]): string {
	const families = [...new Set(rows.map((row) => row.family_id))]
	const cellOf = (of: readonly Row[], node: string, family: string) => {
		const own = family === all ? of : of.filter((row) => row.family_id === family)
		const figures = figuresOf(own.filter((row) => row.snapshot_id === now))
		const then = figuresOf(own.filter((row) => row.snapshot_id === before))
		if (figures.mean === null) return element('td', { key: family })
		const change = then.mean === null ? '' : (figures.mean - then.mean).toFixed(1)
		const text = figures.mean.toFixed(1)
		const note = `${figures.n} of ${figures.eligible}`
		const { light, lightInk, dark, darkInk } = tierPaint(figures.mean)
		const style = {
			'--cell-light': light,
			'--ink-light': lightInk,
			'--cell-dark': dark,
			'--ink-dark': darkInk,
		}
		const href = `/heatmap/cell?node=${node}&family=${family}`
		return element(
			'td',
			{ key: family, style: style as CSSProperties },
			element(
				'a',
				{ href, title: `mean ${text} · ${note} assessed`, className: 'heat-target' },
				span('where', 'sr-only', `${node}, ${family}: `),
				span('label', 'heat-label', family),
				span('value', 'heat-value', text, span('change', 'heat-change', change)),
				span('note', 'heat-note', note),
				span('said', 'sr-only', `, mean ${text} · ${note} assessed`),
			),
		)
	}
	const nodes = [...Map.groupBy(rows, (row) => row.node_id)]
	const line = ([node, of]: (typeof nodes)[number]) =>
		element(
			'tr',
			{ key: node },
			element('th', { scope: 'row' }, element('a', { href: `/heatmap?node=${node}` }, node)),
			[...families, all].map((family) => cellOf(of, node, family)),
		)
	return renderToString(element('table', { className: 'heatmap' }, element('tbody', null, nodes.map(line))))
}

/** The whole page, with sign-in and everything around the table, against a bare server of the same table from the same SQL. */
export async function measureBarePage({ database, data, server, quick }: PagesOf): Promise<Result> {
	const { accountId, hr } = data.large
	const { snapshots, nodeIds } = await outline(hr)
	const client = new Client({ connectionString: database.appUrl })
	await client.connect()
	const bare = createServer((_request, response) => {
		void (async () => {
			await client.query('BEGIN READ ONLY')
			await client.query(`SELECT set_config('app.account_id', $1, true)`, [accountId])
			const { rows } = await client.query<Row>(
				`SELECT c.snapshot_id, c.node_id, c.family_id, c.measure, c.value, c.count FROM snapshot_cell c
				 WHERE c.account_id = $1 AND c.snapshot_id = ANY ($2::uuid[]) AND c.node_id = ANY ($3::uuid[])
					AND c.measure = ANY ($4)`,
				[accountId, snapshots.map(({ id }) => id), nodeIds, [tierMeasure, stateMeasure]],
			)
			await client.query('COMMIT')
			response.setHeader('Content-Type', 'text/html')
			response.end(
				`<!doctype html>${renderBare(
					rows,
					snapshots.map(({ id }) => id),
				)}`,
			)
		})()
	}).listen(0, '127.0.0.1')
	await once(bare, 'listening')
	try {
		const { root, token } = await visitorOf(database.admin, hr)
		const url = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`
		const times = await told('a bare table', () =>
			interleaved(
				{
					ours: () => getPage(server.url, `${root}/heatmap`, token),
					reference: () => getPage(url, '/', token),
				},
				{ rounds: quick ? 10 : 60, warmUp: 5 },
			),
		)
		return timeResult(
			'the whole page as hr, against bare React rendering the same table from the same SQL, ms',
			...([times.ours, times.reference, limitOf(quick, 4), noteOf(quick)] as const),
		)
	} finally {
		bare.closeAllConnections()
		bare.close()
		await client.end()
	}
}
