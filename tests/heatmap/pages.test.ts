import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { SignIn } from '#tests/training-needs/company.ts'
import { textOf } from '#tests/support/page-text.ts'
import { openSample, rowHeadersOf } from '#tests/training-needs/company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
beforeAll(async () => {
	sample = await openSample(database, server.url)
})

const teamId = (name: string) => sample.one('SELECT id FROM team WHERE account_id = $1 AND name = $2', [name])
const familyId = (key: string) =>
	sample.one('SELECT id FROM role_family WHERE account_id = $1 AND key = $2', [key])

type Row = Record<string, string>
async function csvOf(name: SignIn, query = ''): Promise<Row[]> {
	const { status, text } = await sample.as(name).get(`heatmap.csv?${query}`)
	expect(status).toBe(200)
	return parse(text, { columns: true, bom: true })
}

type Cell = { kind: string; html: string; text: string }
/** The cells of a page's heatmap, row by row. */
function cellsOf(html: string): Cell[][] {
	const table = /<table[^>]*class="heatmap".*?<\/table>/s.exec(html)?.[0] ?? ''
	return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1).map(([, row = '']) =>
		[...row.matchAll(/<td data-kind="([^"]*)"[^>]*>(.*?)<\/td>/gs)].map(([, kind = '', inner = '']) => ({
			kind,
			html: inner,
			text: textOf(inner),
		})),
	)
}

const one = (value: string | undefined) => (Math.round(Number(value) * 10) / 10).toFixed(1)

describe('the screen and its CSV', () => {
	const printed: Record<string, (row: Row) => string> = {
		mean: (row) => one(row.mean_tier),
		median: (row) => one(row.median_tier),
		share: (row) => `${Math.round(Number(row.share_tier_2_or_above) * 100)}%`,
		distribution: (row) => `tier 0.5: ${row['at_tier_0.5']}, tier 1.0: ${row.at_tier_1}`,
		coverage: (row) => `${Math.round(Number(row.coverage) * 100)}%`,
		assessed: (row) => `${row.assessed}`,
	}

	test.each(['hr', 'executive', 'manager', 'member'] as const)(
		'say the same to %s, in every statistic',
		async (name) => {
			const queries = ['', 'cycle=latest', `node=${sample.accountId}`]
			if (name !== 'member') queries.push(`node=${await teamId('Engineering')}`)
			if (name === 'manager') queries.push('cycle=live')
			let shown = 0
			for (const query of queries) {
				const rows = await csvOf(name, query)
				for (const [statistic, textOfRow] of Object.entries(printed)) {
					const { status, text } = await sample.as(name).get(`heatmap?${query}&statistic=${statistic}`)
					expect(status).toBe(200)
					const cells = cellsOf(text).flat()
					expect(cells).toHaveLength(rows.length)
					for (const [index, row] of rows.entries()) {
						const cell = cells[index]
						const column = statistic === 'coverage' || statistic === 'assessed' ? row.coverage : row.mean_tier
						const kind = {
							suppressed: 'suppressed',
							'not assessed': 'notAssessed',
							exempt: 'exempt',
							'': 'empty',
						}[column ?? '']
						if (kind) {
							expect(cell?.kind, `${statistic} ${row.team} ${row.family}`).toBe(kind)
							continue
						}
						shown += 1
						expect(cell?.kind).toBe(statistic === 'distribution' ? 'distribution' : 'value')
						expect(cell?.text, `${statistic} ${row.team} ${row.family}`).toContain(textOfRow(row))
						// Of whom and when.
						expect(cell?.text).toContain(String(row.cycle))
					}
				}
			}
			expect(shown).toBeGreaterThan(10)
		},
	)

	test('print a change only where both cycles are shown and of enough people', async () => {
		for (const name of ['hr', 'executive'] as const) {
			const rows = await csvOf(name)
			const before = await csvOf(name, `cycle=${encodeURIComponent(rows[0]?.compared_with ?? '')}`)
			const { text } = await sample.as(name).get('heatmap?statistic=change')
			const cells = cellsOf(text).flat()
			let changes = 0
			for (const [index, row] of rows.entries()) {
				const then = before.find((other) => other.team_id === row.team_id && other.family === row.family)
				const n = (of: Row | undefined) =>
					['0.5', '1', '1.5', '2', '2.5', '3'].reduce(
						(sum, tier) => sum + (Number(of?.[`at_tier_${tier}`]) || 0),
						0,
					)
				const comparable = Math.min(n(row), n(then)) >= 5 && row.families_included === then?.families_included
				if (!comparable) {
					expect(Number(row.change_of_mean_tier) || 0).toBe(0)
					expect(cells[index]?.text ?? '').not.toMatch(/[▲▼]/)
					continue
				}
				changes += 1
				const change = Number(row.mean_tier) - Number(then?.mean_tier)
				expect(Number(row.change_of_mean_tier)).toBeCloseTo(change, 3)
				expect(cells[index]?.text).toMatch(/[▲▼=] [+−]?\d/)
			}
			expect(changes).toBeGreaterThan(0)
		}
	})

	test('carry where the figures are from, and are kept nowhere on the way', async () => {
		const [row] = await csvOf('hr')
		expect(row).toMatchObject({
			framework: 'skill-progression-map',
			framework_version: '1',
			snapshot_version: '1',
		})
		const sent = await sample.as('hr').fetch('heatmap.csv')
		expect(sent.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
		expect(sent.headers.get('Cache-Control')).toContain('no-store')
		expect([...new Uint8Array(await sent.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
	})
})

describe('a page', () => {
	test('says what has to be said, and works by links and a form', async () => {
		const { text } = await sample.as('hr').get('heatmap')
		const words = textOf(text)
		expect(words).toContain('Outside Engineering, each level describes the floor of a role, not its ceiling.')
		expect(words).toContain('sum of the families that are shown')
		for (const statistic of ['median', 'share', 'distribution', 'coverage', 'assessed', 'change']) {
			expect(text).toContain(`statistic=${statistic}"`)
		}
		expect(text).toMatch(/<form[^>]*method="get"/)
		expect(text).toContain(`node=${await teamId('Engineering')}`)
	})

	test('of home shows who reads the whole company the same figures, and nobody else any', async () => {
		for (const name of ['hr', 'executive'] as const) {
			const texts = async (path: string) =>
				cellsOf((await sample.as(name).get(path)).text).map((row) => row.map(({ text }) => text))
			const home = await texts('')
			expect(home.length).toBeGreaterThan(3)
			expect(home).toEqual(await texts('heatmap'))
		}
		for (const name of ['manager', 'member'] as const) {
			expect(cellsOf((await sample.as(name).get('')).text)).toEqual([])
		}
		expect(textOf((await sample.as('hr').get('')).text)).toMatch(/With a next step \d+ of \d+/)
	})

	test('of home says that groups are hidden to whom any is, and not to who sees everybody', async () => {
		// Everybody reports to the owner in the end, the executive sees nobody, and HR reads everything.
		for (const [name, isSuppressed] of [
			['owner', false],
			['hr', false],
			['executive', true],
			['admin', true],
		] as const) {
			const home = (await sample.as(name).get('')).text
			const hidden = cellsOf(home)
				.flat()
				.filter(({ kind }) => kind === 'suppressed')
			expect(hidden.length > 0, name).toBe(isSuppressed)
			expect(textOf(home).includes('small groups are hidden'), name).toBe(isSuppressed)
			const words = textOf((await sample.as(name).get('heatmap')).text)
			expect(words.includes('You see groups, not people'), name).toBe(isSuppressed)
			expect(words.includes('Hidden, small group'), name).toBe(isSuppressed)
		}
		for (const name of ['manager', 'member'] as const) {
			expect(textOf((await sample.as(name).get('')).text)).not.toMatch(/small groups/i)
		}
	})

	test('of a team keeps cycle and statistic on the way down and up', async () => {
		const { text } = await sample.as('hr').get(`heatmap?node=${await teamId('Engineering')}&statistic=share`)
		const platform = await teamId('Platform')
		const down = new RegExp(`href="[^"]*heatmap\\?([^"]*node=${platform}[^"]*)"`).exec(text)?.[1] ?? ''
		const up = new RegExp(`href="[^"]*heatmap\\?([^"]*node=${sample.accountId}[^"]*)"`).exec(text)?.[1] ?? ''
		for (const link of [down, up]) {
			expect(link).toContain('statistic=share')
			expect(link).toMatch(/cycle=Q\d/)
		}
	})

	test('leads from each figure to what it is made of', async () => {
		const rows = await csvOf('hr')
		const { text } = await sample.as('hr').get('heatmap')
		const cells = cellsOf(text).flat()
		let looked = 0
		for (const [index, row] of rows.entries()) {
			const href = /href="([^"]*)"/.exec(cells[index]?.html ?? '')?.[1]?.replaceAll('&amp;', '&')
			if (!href || looked >= 12) continue
			looked += 1
			const { status, text: cell } = await sample.as('hr').get(href.replace('/a/meridian/', ''))
			expect(status).toBe(200)
			const words = textOf(cell)
			expect(words).toContain(`Mean tier ${one(row.mean_tier)}`)
			expect(words).toContain(`${row.assessed} of ${row.eligible} assessed`)
			expect(words).toContain('Skill progression map , version 1')
			for (const tier of ['0.5', '1', '1.5', '2', '2.5', '3']) {
				expect(words).toMatch(new RegExp(`${Number(tier).toFixed(1)} AI-\\w+ : ${row[`at_tier_${tier}`]} `))
			}
			expect(rowHeadersOf(cell).length).toBeGreaterThan(0)
			expect(words.includes('Question by question')).toBe(row.family !== 'all')
		}
		expect(looked).toBe(12)
	})
})

describe('a metric beside the tiers', () => {
	const metrics = ['share-of-time-on-admin', 'prs-merged', 'ai-resolution-rate', 'assistant-seats']

	test.each(['hr', 'executive', 'member'] as const)(
		'is the same on the screen and in the CSV to %s',
		async (name) => {
			const nodes = [sample.accountId, ...(name === 'member' ? [] : [await teamId('Sales')])]
			const kinds = new Set<string>()
			for (const query of metrics.flatMap((metric) => nodes.map((node) => `metric=${metric}&node=${node}`))) {
				const rows = await csvOf(name, query)
				const { status, text } = await sample.as(name).get(`heatmap?${query}`)
				expect(status).toBe(200)
				const cells = cellsOf(text).flat()
				expect(cells.length).toBeGreaterThan(0)
				expect(cells).toHaveLength(rows.length)
				for (const [index, row] of rows.entries()) {
					const cell = cells[index]
					kinds.add(cell?.kind ?? '')
					const isFigure = row.value !== '' && !Number.isNaN(Number(row.value))
					expect(cell?.kind === 'value', `${query} ${row.team} ${row.family}`).toBe(isFigure)
					expect(cell?.kind === 'suppressed').toBe(row.value === 'suppressed')
					if (!isFigure) continue
					const value = Number(row.value)
					const share = `${Math.round(value * 1000) / 10}%`
					expect(cell?.text).toContain(
						row.unit === 'share' ? share : Math.round(value).toLocaleString('en-GB'),
					)
					if (row.source === 'people') expect(cell?.text).toContain(`n ${row.n}`)
					expect(/ (better|worse) /.exec(cell?.text ?? '')?.[1] ?? '').toBe(
						['better', 'worse'].includes(row.change_is ?? '') ? row.change_is : '',
					)
				}
			}
			expect(kinds).toContain('value')
			expect(kinds.has('suppressed')).toBe(name !== 'hr')
		},
	)

	test('is kept on the way down, up and into a cell, which says what it is made of', async () => {
		const query = `metric=share-of-time-on-admin&node=${await teamId('Sales')}`
		const [row] = await csvOf('hr', query)
		const { text } = await sample.as('hr').get(`heatmap?${query}`)
		const links = [...text.matchAll(/href="([^"]*heatmap(?:\/cell|\.csv)?\?[^"]*node=[^"]*)"/g)]
		expect(links.length).toBeGreaterThan(4)
		for (const [, link] of links) expect(link).toContain('metric=share-of-time-on-admin')
		const href = /href="([^"]*)"/.exec(cellsOf(text)[0]?.[0]?.html ?? '')?.[1]?.replaceAll('&amp;', '&') ?? ''
		const words = textOf((await sample.as('hr').get(href.replace('/a/meridian/', ''))).text)
		expect(words).toContain(`Made from the values of ${row?.n} people.`)
		expect(words).toMatch(/\d values, [\d,]+ together, divided by [\d,]+ \(/)
		const hidden = (await csvOf('executive', query)).find(({ value }) => value === 'suppressed')
		const sales = await familyId('sales')
		const path = `heatmap/cell?node=${hidden?.team_id}&family=${sales}&metric=share-of-time-on-admin`
		const told = await sample.as('executive').get(path)
		expect(textOf(told.text)).toContain('or one that would give theirs away, is not shown to you')
		expect(textOf(told.text)).not.toMatch(/\d values?[,.]/)
	})

	test('is the 404 where there is none, and said to be missing where the cycle has none of it', async () => {
		for (const page of ['heatmap', 'heatmap/cell', 'heatmap.csv']) {
			expect((await sample.as('hr').get(`${page}?metric=nothing-of-the-kind`)).status, page).toBe(404)
		}
		const live = await sample.as('hr').get('heatmap?cycle=live&metric=prs-merged')
		expect(textOf(live.text)).toContain('Pull requests merged is not in')
		expect((await sample.as('hr').get('heatmap?metric=model-error-rate')).status).toBe(200)
	})
})

describe('a hidden cell', () => {
	test('has no figure, no name, and the same words whatever the reason', async () => {
		const rows = await csvOf('executive')
		for (const team of ['Engineering', 'Marketing', 'Sales']) {
			rows.push(...(await csvOf('executive', `node=${await teamId(team)}`)))
		}
		const hidden = rows.filter((row) => row.mean_tier === 'suppressed' && row.eligible === 'suppressed')
		expect(hidden.length).toBeGreaterThan(4)
		const bodies = new Set<string>()
		for (const row of hidden) {
			const family = row.family === 'all' ? 'all' : await familyId(String(row.family))
			const path = `heatmap/cell?node=${row.team_id}&family=${family}`
			const { status, text } = await sample.as('executive').get(path)
			expect(status).toBe(200)
			const notice = /Hidden to protect people.*?<\/p>(.*?)<\/div>/s.exec(text)?.[1] ?? ''
			bodies.add(textOf(notice))
			expect(text).not.toContain('Who they are')
			expect(text).not.toContain('Mean tier')
			expect(textOf(text)).not.toMatch(/\d+ of \d+ (assessed|eligible)/)
		}
		expect(bodies.size).toBe(1)
		expect([...bodies][0]).toContain('larger group')
		for (const cell of cellsOf((await sample.as('executive').get('heatmap')).text).flat()) {
			if (cell.kind === 'suppressed') expect(cell.text).not.toMatch(/\d+ of|mean|n \d/)
		}
	})

	test('is open where a manager leads, with the people in it', async () => {
		const live = await sample.as('manager').get('heatmap?cycle=live')
		expect(live.status).toBe(200)
		expect(textOf(live.text)).toContain('running: agreed results so far')
		const cell = await sample.as('manager').get('heatmap/cell?cycle=live')
		expect(cell.status).toBe(200)
		expect(textOf(cell.text)).toContain('You see them because you lead this team')
		expect(rowHeadersOf(cell.text).length).toBeGreaterThan(3)
	})
})

describe('what is not there', () => {
	test('answers like a page that does not exist', async () => {
		const nowhere = await sample.as('hr').get('nowhere')
		const unknown = 'ffffffff-ffff-4fff-8fff-ffffffffffff'
		for (const query of [
			`cycle=${unknown}`,
			'cycle=Q1%201999',
			'cycle=%00',
			`node=${unknown}`,
			'node=x',
			'node=%00',
			`cycle=${'x'.repeat(500)}`,
		]) {
			for (const path of ['heatmap', 'heatmap/cell', 'heatmap.csv']) {
				expect((await sample.as('hr').get(`${path}?${query}`)).status, `${path} ${query}`).toBe(
					nowhere.status,
				)
			}
		}
		for (const family of [unknown, 'x', 'engineering', '%00']) {
			expect((await sample.as('hr').get(`heatmap/cell?family=${family}`)).status).toBe(404)
		}
	})

	test('is every team but their own to a member, and the running cycle to who leads nothing', async () => {
		for (const name of ['Engineering', 'Sales', 'Design', 'Platform', 'Content']) {
			const node = await teamId(name)
			for (const path of ['heatmap', 'heatmap/cell', 'heatmap.csv']) {
				expect((await sample.as('member').get(`${path}?node=${node}`)).status, name).toBe(404)
			}
		}
		expect((await sample.as('member').get('heatmap?cycle=live')).status).toBe(404)
	})
})
