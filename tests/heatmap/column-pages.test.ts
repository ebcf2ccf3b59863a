import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { textOf } from '#tests/support/page-text.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { SignIn } from '#tests/training-needs/company.ts'
import { openSample } from '#tests/training-needs/company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
beforeAll(async () => {
	sample = await openSample(database, server.url)
})

type Row = Record<string, string>
type Cell = { kind: string; text: string; href: string }

/** Each cell of the table, in the order of rows and columns. */
async function cellsOf(name: SignIn, query: string): Promise<{ cells: Cell[]; rows: number }> {
	const { status, text } = await sample.as(name).get(`heatmap?${query}`)
	expect(status, query).toBe(200)
	const table = /<table[^>]*class="heatmap".*?<\/table>/s.exec(text)?.[0] ?? ''
	const cells = [...table.matchAll(/<td data-kind="([^"]*)"[^>]*>(.*?)<\/td>/gs)]
	return {
		rows: table.split('<th scope="row"').length - 1,
		cells: cells.map(([, kind = '', inner = '']) => ({
			...{ kind, text: textOf(inner) },
			href: (/href="([^"]*)"/.exec(inner)?.[1] ?? '').replaceAll('&amp;', '&'),
		})),
	}
}

async function csvOf(name: SignIn, query: string): Promise<Row[]> {
	const { status, text } = await sample.as(name).get(`heatmap.csv?${query}`)
	expect(status, query).toBe(200)
	return parse(text, { columns: true, bom: true })
}

const states: Record<string, string> = {
	...{ suppressed: 'suppressed', 'not assessed': 'notAssessed', exempt: 'exempt', '': 'empty' },
}
const readers = ['hr', 'executive', 'manager', 'member'] as const

test.each(readers)('other columns are the same on the screen and in the CSV to %s', async (name) => {
	const family = await sample.one('SELECT id FROM role_family WHERE account_id = $1 AND key = $2', [
		'engineering',
	])
	let shown = 0
	for (const query of [
		...[
			`by=questions&family=${family}&statistic=distribution`,
			`by=questions&family=${family}&statistic=below`,
		],
		...['by=cycles&statistic=distribution', `by=cycles&family=${family}&statistic=below`, 'statistic=below'],
		...(name === 'manager' ? ['by=questions&cycle=live&statistic=distribution'] : []),
	]) {
		const [{ cells }, rows] = [await cellsOf(name, query), await csvOf(name, query)]
		expect(cells.length, query).toBe(rows.length)
		for (const [index, row] of rows.entries()) {
			const cell = cells[index]
			const state = states[row.mean_tier ?? '']
			const at = `${query} ${row.team} ${row.family} ${row.question} ${row.cycle}`
			if (state) {
				expect(cell?.kind, at).toBe(state)
				if (state === 'suppressed') expect(cell?.text, at).not.toMatch(/\d of|tier|%/)
				continue
			}
			shown += 1
			const said = query.includes('below')
				? `${Math.round(Number(row['share_below_tier_1.5']) * 100)}% below tier 1.5`
				: `tier 0.5: ${row['at_tier_0.5']}, tier 1.0: ${row.at_tier_1}, tier 1.5: ${row['at_tier_1.5']}`
			expect(cell?.text, at).toContain(said)
			expect(cell?.text, at).toContain(String(row.cycle))
		}
	}
	expect(shown).toBeGreaterThan(8)

	const [{ cells }, rows] = [await cellsOf(name, 'by=tiers'), await csvOf(name, 'by=tiers')]
	expect(cells.length).toBe(rows.length * 6)
	for (const [index, row] of rows.entries()) {
		const ofRow = cells.slice(index * 6, index * 6 + 6)
		for (const [i, tier] of ['0.5', '1', '1.5', '2', '2.5', '3'].entries()) {
			const value = row[`at_tier_${tier}`] ?? ''
			const isFigure = /^\d+$/.test(value)
			expect(ofRow[i]?.kind === 'value', `${row.team} ${tier}`).toBe(isFigure)
			if (isFigure) expect(ofRow[i]?.text).toContain(`${value} at tier ${Number(tier).toFixed(1)}`)
		}
	}
})

test.each(['hr', 'executive'] as const)(
	'metrics side by side are those of each alone, to %s',
	async (name) => {
		const rows = await csvOf(name, 'by=metrics')
		const { cells } = await cellsOf(name, 'by=metrics')
		const metrics = [...new Set(rows.map((row) => row.metric))]
		expect(metrics.length).toBeGreaterThan(1)
		expect(metrics.length).toBeLessThanOrEqual(6)
		expect(cells).toHaveLength(rows.length)
		for (const metric of metrics) {
			const alone = await csvOf(name, `metric=${metric}`)
			for (const row of rows.filter((one) => one.metric === metric)) expect(alone).toContainEqual(row)
		}
		const figures = rows.filter((row) => /^-?[\d.]+$/.test(row.value ?? '')).length
		expect(cells.filter(({ kind }) => kind === 'value')).toHaveLength(figures)
	},
)

test('what is far from its target is said with the target, and the sort follows what is shown', async () => {
	for (const name of ['hr', 'executive'] as const) {
		const rows = await csvOf(name, '')
		const { cells } = await cellsOf(name, 'statistic=target')
		for (const [index, row] of rows.entries()) {
			if (!row.target_tier || Number.isNaN(Number(row.target_tier))) continue
			const distance = Number(row.mean_tier) - Number(row.target_tier)
			expect(Number(row.mean_from_target)).toBeCloseTo(distance, 3)
			expect(cells[index]?.text).toContain(`from the target of ${Number(row.target_tier).toFixed(1)}`)
		}
		const sorted = await cellsOf(name, 'sort=all')
		const columns = sorted.cells.length / sorted.rows
		const last = sorted.cells.filter((_, index) => index % columns === columns - 1).slice(1)
		const kinds = last.map(({ kind }) => kind)
		expect(kinds.slice(kinds.findIndex((kind) => kind !== 'value')).includes('value')).toBe(
			kinds.every((kind) => kind === 'value'),
		)
		const figures = last
			.filter(({ kind }) => kind === 'value')
			.map(({ text }) => Number(/mean ([\d.]+)/.exec(text)?.[1]))
		expect(figures).toEqual(figures.toSorted((a, b) => b - a))
	}
})

test('results of the running cycle and those that one rater alone has sent are together those assessed', async () => {
	const hr = sample.as('hr')
	const [heatmap, home] = [textOf((await hr.get('heatmap?cycle=live')).text), textOf((await hr.get('')).text)]
	const [, results, eligible] = /(\d+) of (\d+) with a result/.exec(heatmap) ?? []
	const [, assessed, of] = /Assessed (\d+) of (\d+) · \d+%/.exec(home) ?? []
	const [, alone] = /(\d+) of them by one rater alone/.exec(home) ?? []
	expect(Number(alone)).toBeGreaterThan(0)
	expect(of).toBe(eligible)
	expect(Number(results) + Number(alone)).toBe(Number(assessed))
	const counted = (await csvOf('hr', 'cycle=live')).find(
		(row) => row.is_total === 'yes' && row.family === 'all',
	)
	expect([counted?.assessed, counted?.eligible]).toEqual([results, eligible])
})

test('what was chosen goes along into a cell and back, and from lens to lens', async () => {
	const engineering = await sample.one('SELECT id FROM team WHERE account_id = $1 AND name = $2', [
		'Engineering',
	])
	const [cycle] = await csvOf('hr', '')
	const first = await sample.one(
		'SELECT c.name AS id FROM cycle c JOIN snapshot s ON s.account_id = c.account_id AND s.cycle_id = c.id WHERE c.account_id = $1 AND c.name <> $2 ORDER BY c.starts_on LIMIT 1',
		[cycle?.cycle ?? ''],
	)
	const query = `node=${engineering}&by=questions&statistic=median&since=${encodeURIComponent(first)}`
	const { cells } = await cellsOf('hr', query)
	const href = cells.find((cell) => cell.href)?.href ?? ''
	const cell = await sample.as('hr').get(href.replace('/a/meridian/', '').replace(/#.*/, ''))
	expect(cell.status).toBe(200)
	expect(textOf(cell.text)).toContain(`Change since ${first}`)
	const back = new RegExp(`href="([^"]*heatmap\\?[^"]*node=${engineering}[^"]*)"`).exec(cell.text)?.[1] ?? ''
	for (const part of ['by=questions', 'statistic=median', 'since=', 'family=']) expect(back).toContain(part)
	expect(cell.text).toContain(`id="${href.split('#')[1]}"`)

	const { text } = await sample.as('hr').get(`heatmap?node=${engineering}`)
	const lens = /href="([^"]*heatmap\?lens=levels[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
	expect(lens).toContain(`near=${engineering}`)
	const levels = await sample.as('hr').get(lens.replace('/a/meridian/', ''))
	expect(levels.status).toBe(200)
	expect(/<h1[^>]*>(.*?)<\/h1>/s.exec(levels.text)?.[1]).toContain('Engineering')
	// A wish, not an order: where the other lens has nothing of it, it opens by itself.
	const nowhere = '00000000-0000-4000-8000-000000000000'
	for (const other of ['', 'lens=levels&', 'lens=rungs&']) {
		const opened = await sample.as('hr').get(`heatmap?${other}nearCycle=${nowhere}&near=${nowhere}`)
		expect(opened.status, other).toBe(200)
	}
})

test('checks count the teams that agreed to have met them, as in the CSV', async () => {
	const rows = await csvOf('hr', 'lens=levels&by=checks')
	const { cells } = await cellsOf('hr', 'lens=levels&by=checks')
	const keys = Object.keys(rows[0] ?? {}).filter((name) => name.startsWith('met_'))
	expect(keys.length).toBeGreaterThan(10)
	expect(cells).toHaveLength(rows.length * keys.length)
	let met = 0
	for (const [index, row] of rows.entries()) {
		for (const [i, key] of keys.entries()) {
			const cell = cells[index * keys.length + i]
			if (row.teams_agreed === '0') expect(cell?.kind).toBe('notAssessed')
			else expect(cell?.text).toContain(`${row[key]} of ${row.teams_agreed} team`)
			met += Number(row[key])
		}
	}
	expect(met).toBeGreaterThan(0)
	const counted = await sample.one(
		`SELECT count(*)::text AS id FROM team_assessment a JOIN team_assessment_check k
		 ON k.account_id = a.account_id AND k.assessment_id = a.id JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
		 WHERE a.account_id = $1 AND c.name = $2 AND a.state = 'agreed' AND k.verdict = 'met'`,
		[rows[0]?.cycle ?? ''],
	)
	const total = rows.find((row) => row.is_total === 'yes')
	expect(keys.reduce((sum, key) => sum + Number(total?.[key]), 0)).toBe(Number(counted))
})

/** Each published version of every cycle, by its id: the first quarter of the sample was corrected. */
const versionsOf = async () =>
	(
		await database.adminPool.query<{ id: string }>('SELECT id FROM snapshot WHERE account_id = $1', [
			sample.accountId,
		])
	).rows.map(({ id }) => id)

test('rows of people add up to their node in every version of every cycle, on the screen and in the files', async () => {
	const figures = [
		'eligible',
		'assessed',
		...['0.5', '1', '1.5', '2', '2.5', '3'].map((tier) => `at_tier_${tier}`),
	]
	const versions = await versionsOf()
	expect(versions.length).toBeGreaterThan(4)
	for (const cycle of versions) {
		for (const kind of ['managers', 'attribute:Location']) {
			const rows = await csvOf('hr', `cycle=${cycle}&rows=${kind}`)
			expect(new Set(rows.map((row) => row.rows))).toEqual(new Set([kind]))
			for (const [family, of] of Map.groupBy(rows, (row) => row.family ?? '')) {
				const [total] = of.filter((row) => row.is_total === 'yes')
				for (const figure of figures) {
					const sum = of
						.filter((row) => row.is_total === 'no')
						.reduce((all, row) => all + (Number(row[figure]) || 0), 0)
					expect(sum, `${cycle} ${kind} ${family} ${figure}`).toBe(Number(total?.[figure]) || 0)
				}
			}
		}
	}
	const rows = await csvOf('hr', 'rows=attribute:Location')
	const { cells } = await cellsOf('hr', 'rows=attribute:Location')
	expect(cells).toHaveLength(rows.length)
	for (const [index, row] of rows.entries()) {
		if (/\d/.test(row.mean_tier ?? '')) {
			const printed = Number(/mean ([\d.]+)/.exec(cells[index]?.text ?? '')?.[1])
			expect(Math.abs(printed - Number(row.mean_tier))).toBeLessThan(0.0501)
		}
	}
	for (const format of ['xlsx', 'pdf']) {
		expect((await sample.as('hr').get(`heatmap.${format}?rows=managers&raters=apart`)).status).toBe(200)
	}
})

test('two sides are the same in the file and on the screen, and a difference is told of k pairs or more', async () => {
	const rows = await csvOf('hr', 'raters=apart&rows=attribute:Location')
	const { cells } = await cellsOf('hr', 'raters=apart&rows=attribute:Location')
	expect(cells).toHaveLength(rows.length)
	let small = 0
	for (const [index, row] of rows.entries()) {
		const cell = cells[index]
		const pairs = Number(row.pairs)
		if (pairs === 0) {
			expect(cell?.kind).not.toBe('sides')
			continue
		}
		const printed = /self ([\d.]+), manager ([\d.]+)/.exec(cell?.text ?? '') ?? []
		expect(Math.abs(Number(printed[1]) - Number(row.self_mean_tier))).toBeLessThan(0.0501)
		expect(Math.abs(Number(printed[2]) - Number(row.manager_mean_tier))).toBeLessThan(0.0501)
		expect(cell?.text).toContain(`${pairs} ${pairs === 1 ? 'pair' : 'pairs'}`)
		const isSmall = pairs < Number(row.minimum_group_size)
		small += Number(isSmall)
		expect(row.mean_manager_less_self === '', `${row.row} ${row.family}`).toBe(isSmall)
	}
	expect(small).toBeGreaterThan(0)
})

/** A figure as a page prints it, in tiers or whole percent; the sign is a minus of type. */
const printed = (text: string | undefined): number => Number(text?.replace('−', '-').replace('%', ''))

test('a difference of two sides is that of the two figures printed beside it, in every cell and on its page', async () => {
	const told = new Map<string, number>()
	const hold = (statistic: string, [self, manager, difference]: (string | undefined)[]) => {
		expect(printed(difference), `${statistic}: ${self}, ${manager}`).toBeCloseTo(
			printed(manager) - printed(self),
			6,
		)
		told.set(statistic, (told.get(statistic) ?? 0) + 1)
	}
	let page: string | undefined
	for (const statistic of ['mean', 'median', 'share', 'below']) {
		for (const query of ['by=families', 'rows=attribute:Location', 'by=questions', 'by=cycles']) {
			const { cells } = await cellsOf('hr', `raters=apart&statistic=${statistic}&${query}`)
			for (const { text, href } of cells) {
				const [, ...figures] =
					/self ([\d.]+%?), manager ([\d.]+%?).*manager less self ([+−]?[\d.]+)/.exec(text) ?? []
				if (figures.length === 0) continue
				hold(`${statistic} ${query}`, figures)
				page ??= href
			}
		}
	}
	expect(told.size).toBe(16)
	const { status, text } = await sample.as('hr').get(page?.replace('/a/meridian/', '') ?? '')
	expect(status).toBe(200)
	for (const [, caption = '', body = ''] of text.matchAll(/<caption[^>]*>(.*?)<\/caption>(.*?)<\/table>/gs)) {
		if (!/of both|of the answers/.test(caption)) continue
		for (const [row] of body.matchAll(/<tr[^>]*><th scope="row".*?<\/tr>/gs)) {
			const cells = [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, inner = '']) => textOf(inner))
			if (cells[2] !== '–') hold('page', cells.map((cell) => cell.replace(' points', '')).slice(0, 3))
		}
	}
	expect(told.get('page')).toBeGreaterThanOrEqual(4)
})

test('a cell of a row of people names them, and is the 404 to who does not read everybody', async () => {
	const [row] = (await csvOf('hr', 'rows=managers')).filter((one) => one.is_total === 'no')
	const address = `heatmap/cell?rows=managers&row=${row?.row_id}`
	const { status, text } = await sample.as('hr').get(address)
	expect(status).toBe(200)
	expect(textOf(text)).toContain(`All families, direct reports of ${row?.row},`)
	for (const name of ['executive', 'manager', 'member'] as const) {
		expect((await sample.as(name).get(address)).status, name).toBe(404)
		const ordinary = await cellsOf(name, '')
		expect(await cellsOf(name, 'rows=managers&raters=apart')).toEqual(ordinary)
	}
	expect((await sample.as('hr').get(`heatmap/cell?rows=managers&row=${crypto.randomUUID()}`)).status).toBe(
		404,
	)
	expect((await sample.as('hr').get(`heatmap/cell?row=${row?.row_id}`)).status).toBe(404)
})

test('an address of yesterday opens with what there is: the last page, and metrics in a published cycle', async () => {
	expect((await cellsOf('hr', 'page=99')).cells).toEqual((await cellsOf('hr', '')).cells)
	const { status, text } = await sample.as('hr').get('heatmap?cycle=live&by=metrics')
	expect(status).toBe(200)
	expect(textOf(text)).toContain('is running: it has no metrics yet')
	const to = /href="([^"]*by=metrics[^"]*)"[^>]*>(?:(?!<\/a>).)*Metrics of the last published cycle/s.exec(
		text,
	)?.[1]
	const led = await sample.as('hr').get((to ?? '').replaceAll('&amp;', '&').replace('/a/meridian/', ''))
	expect(led.status).toBe(200)
	expect(led.text).toContain('class="heatmap"')
})
