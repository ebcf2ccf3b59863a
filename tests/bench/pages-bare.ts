import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { createElement as element } from 'react'
import { renderToString } from 'react-dom/server'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'
import { TEMPORARY } from '#tests/support/test-cluster.ts'
import { told } from './bench-database.ts'
import { getPage } from './cycle-server.ts'
import { outline } from './heatmap-outline.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'
import type { PagesOf } from './pages-views.ts'
import { limitOf, noteOf, visitorOf } from './pages-views.ts'

type Row = { node_id: string; family_id: string; value: number; count: number }

/** A table of means and nothing around it: what React alone needs for the same figures. */
function renderBare(rows: readonly Row[]): string {
	const nodes = Map.groupBy(rows, (row) => row.node_id)
	const families = [...new Set(rows.map((row) => row.family_id))]
	const meanOf = (of: readonly Row[]) => {
		const n = of.reduce((sum, { count }) => sum + count, 0)
		const sum = of.reduce((total, { value, count }) => total + value * count, 0)
		return n === 0 ? '' : (sum / n / 2).toFixed(1)
	}
	const cells = (of: readonly Row[]) =>
		families.map((id) => element('td', { key: id }, meanOf(of.filter((row) => row.family_id === id))))
	return renderToString(
		element(
			'table',
			null,
			element(
				'tbody',
				null,
				[...nodes].map(([id, of]) =>
					element('tr', { key: id }, element('th', { scope: 'row' }, id), cells(of)),
				),
			),
		),
	)
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
			const { rows } = await client.query<Row & { measure: string; snapshot_id: string }>(
				`SELECT c.snapshot_id, c.node_id, c.family_id, c.measure, c.value, c.count FROM snapshot_cell c
				 WHERE c.account_id = $1 AND c.snapshot_id = ANY ($2::uuid[]) AND c.node_id = ANY ($3::uuid[])
					AND c.measure = ANY ($4)`,
				[accountId, snapshots.map(({ id }) => id), nodeIds, [tierMeasure, stateMeasure]],
			)
			await client.query('COMMIT')
			const now = rows.filter((row) => row.measure === tierMeasure && row.snapshot_id === snapshots[0]?.id)
			response.setHeader('Content-Type', 'text/html')
			response.end(`<!doctype html>${renderBare(now)}`)
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

const run = promisify(execFile)

/** LibreOffice opening the people of one cycle, where it is installed: without the pivot, so less than people wait for. */
export async function measureSpreadsheet({ database, data, server, quick }: PagesOf): Promise<Result> {
	const name = 'the heatmap, against LibreOffice opening one cycle, ms'
	const isThere = await run('soffice', ['--version']).then(
		() => true,
		() => false,
	)
	if (!isThere) {
		return { ...{ name, ours: 0, reference: 0, ratio: 0, limit: null, holds: true }, note: 'not installed' }
	}
	const folder = path.join(TEMPORARY, 'bench-pages-sheet')
	mkdirSync(folder, { recursive: true })
	try {
		const { accountId, cycleIds, hr } = data.large
		const { rows } = await database.admin.query<{ line: string }>(
			`SELECT concat_ws(',', member_id, team_id, family_id, tier) AS line FROM participant
			 WHERE account_id = $1 AND cycle_id = $2`,
			[accountId, cycleIds.get(1)?.cycleId],
		)
		const file = path.join(folder, 'cycle.csv')
		writeFileSync(file, ['member,team,family,tier', ...rows.map(({ line }) => line)].join('\n'))
		const { root, token } = await visitorOf(database.admin, hr)
		const times = await told('a spreadsheet', () =>
			interleaved(
				{
					ours: () => getPage(server.url, `${root}/heatmap`, token),
					reference: () => run('soffice', ['--headless', '--convert-to', 'ods', '--outdir', folder, file]),
				},
				{ rounds: 3, warmUp: 1 },
			),
		)
		return timeResult(name, times.ours, times.reference, limitOf(quick, 0.01), noteOf(quick))
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}
