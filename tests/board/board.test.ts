import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, test } from 'vitest'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { textOf } from '#tests/support/page-text.ts'
import type { SignIn } from '#tests/training-needs/company.ts'
import { openSample } from '#tests/training-needs/company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
beforeAll(async () => {
	sample = await openSample(database, server.url)
})

type Row = Record<string, string>
const teamId = (name: string) => sample.one('SELECT id FROM team WHERE account_id = $1 AND name = $2', [name])

async function boardOf(name: SignIn, query = '') {
	const { status, text } = await sample.as(name).get(`board?${query}`)
	expect([query, status]).toEqual([query, 200])
	const main = /<main\b.*?<\/main>/s.exec(text)?.[0].replaceAll('<!-- -->', '') ?? ''
	const tables = [...main.matchAll(/<table[^>]*class="heatmap".*?<\/table>/gs)].map(([table]) =>
		[...table.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1).map(([, row = '']) => ({
			label: textOf(/<th scope="row">(.*?)<\/th>/s.exec(row)?.[1] ?? ''),
			cells: [...row.matchAll(/<td data-kind="([^"]*)"[^>]*>(.*?)<\/td>/gs)].map(
				([, kind = '', inner = '']) => ({
					kind,
					text: textOf(inner),
				}),
			),
		})),
	)
	const [, said = ''] = /<ul class="board-sentences">(.*?)<\/ul>/s.exec(main) ?? []
	const sentences = [...said.matchAll(/<li>(.*?)<\/li>/gs)].map(([, sentence = '']) => textOf(sentence))
	return {
		main,
		text: textOf(main),
		sentences,
		byFamily: tables.at(-1) ?? [],
		teams: tables.length > 1 ? tables[0] : [],
	}
}

async function csvOf(name: SignIn, query = ''): Promise<Row[]> {
	const { text } = await sample.as(name).get(`heatmap.csv?${query}`)
	return parse(text, { columns: true, bom: true })
}

const tier = (value: string | undefined) => (Math.round(Number(value) * 10) / 10).toFixed(1)
const percent = (value: string | undefined) => `${Math.round(Number(value) * 100)}%`
const unshown: Record<string, string> = {
	suppressed: 'suppressed',
	'not assessed': 'notAssessed',
	exempt: 'exempt',
	'': 'empty',
}

describe('the board page', () => {
	test.each(['hr', 'executive', 'manager', 'member'] as const)(
		'says to %s what the export of the heatmap says, and no more',
		async (name) => {
			const before = await sample.one(
				`SELECT name AS id FROM cycle WHERE account_id = $1 AND phase = 'published' ORDER BY starts_on DESC OFFSET 1 LIMIT 1`,
			)
			const queries = ['', `cycle=${encodeURIComponent(before)}`]
			if (name !== 'member') queries.push(`node=${await teamId('Engineering')}`)
			let shown = 0
			for (const query of queries) {
				const rows = await csvOf(name, query)
				const { teams, byFamily, sentences, text } = await boardOf(name, query)
				const cells = teams?.flatMap((row) => row.cells) ?? []
				if (teams?.length !== 0) expect(cells).toHaveLength(rows.length)
				for (const [index, row] of (teams?.length === 0 ? [] : rows).entries()) {
					const kind = unshown[row.mean_tier ?? '']
					expect(cells[index]?.kind).toBe(kind ?? 'value')
					if (kind) continue
					shown += 1
					expect(cells[index]?.text, `${row.team} ${row.family}`).toContain(`mean ${tier(row.mean_tier)}`)
				}
				// The families of the node: the export's first rows, with the sum in front and without who is not there.
				const own = rows.filter((row) => row.is_total === 'yes')
				const there = [
					...own.slice(-1),
					...own.slice(0, -1).filter((row) => row.mean_tier !== '' || row.coverage !== ''),
				]
				expect(byFamily).toHaveLength(there.length)
				for (const [index, row] of there.entries()) {
					const [coverage, mean, ...others] = byFamily[index]?.cells ?? []
					const [distribution, change] = others.toReversed()
					expect(coverage?.kind).toBe(unshown[row.coverage ?? ''] ?? 'plain')
					if (coverage?.kind === 'plain') expect(coverage.text).toContain(percent(row.coverage))
					const kind = unshown[row.mean_tier ?? '']
					expect(mean?.kind).toBe(kind ?? 'value')
					expect(distribution?.kind).toBe(kind ?? 'distribution')
					if (kind) continue
					shown += 1
					expect(mean?.text).toContain(`mean ${tier(row.mean_tier)}`)
					expect(distribution?.text).toContain(`tier 0.5: ${row['at_tier_0.5']}, tier 1.0: ${row.at_tier_1}`)
					const moved = row.mean_tier_before
						? `mean ${tier(row.mean_tier_before)} → ${tier(row.mean_tier)}`
						: row.compared_with && 'No comparison'
					if (moved) expect(change?.text).toContain(moved)
				}
				const [sum] = own.slice(-1)
				if (Number(sum?.mean_tier)) {
					expect(sentences[0]).toContain(`at tier ${tier(sum?.mean_tier)} on average, ${sum?.assessed}`)
					expect(sentences[0]).toContain(`middle works at tier ${tier(sum?.median_tier)}`)
					expect(sentences[0]).toContain(`${percent(sum?.share_tier_2_or_above)} work at tier 2 or above`)
				}
				if (sum?.mean_tier_before) {
					expect(sentences[1]).toContain(
						`Since ${sum.compared_with} the mean went from ${tier(sum.mean_tier_before)} to ${tier(sum.mean_tier)}`,
					)
				}
				// Of whom and when, by which rubric, from which version, and what is held back.
				for (const part of [
					sum?.cycle,
					`Version ${sum?.snapshot_version}, published`,
					'Skill progression map, version 1',
				]) {
					expect(text).toContain(part)
				}
				expect(text).toContain(
					name === 'hr'
						? 'None is hidden in this copy'
						: `Hidden where a figure is about fewer than ${sum?.minimum_group_size} people`,
				)
			}
			expect(shown).toBeGreaterThan(8)
		},
	)

	test('is presented with the same figures, on slides that need no script', async () => {
		const sheet = await boardOf('executive')
		const slides = await boardOf('executive', 'present=1')
		expect(slides.teams).toEqual(sheet.teams)
		expect(slides.byFamily).toEqual(sheet.byFamily)
		expect(slides.sentences).toEqual(sheet.sentences)
		const ids = [...slides.main.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id)
		expect(ids).toEqual(['in-short', 'teams', 'families', 'basis'])
		for (const id of ids) expect(slides.main).toContain(`href="#${id}"`)
		expect(slides.main).not.toContain('present=1&amp;present')
		expect(sheet.main).toMatch(/href="[^"]*\/board\?[^"]*present=1"/)
	})

	test('is of published cycles, and of what its reader can reach', async () => {
		const status = async (name: SignIn, query: string) => (await sample.as(name).get(`board?${query}`)).status
		for (const name of ['hr', 'executive', 'manager'] as const) {
			expect(await status(name, 'cycle=live')).toBe(404)
		}
		const engineering = await teamId('Engineering')
		expect(await status('member', `node=${engineering}`)).toBe(
			await sample
				.as('member')
				.get(`heatmap?node=${engineering}`)
				.then((page) => page.status),
		)
		for (const query of ['cycle=none', `node=${crypto.randomUUID()}`, 'node=%00', 'node=x']) {
			expect([query, await status('executive', query)]).toEqual([query, 404])
		}
		expect(await status('executive', `near=${crypto.randomUUID()}`)).toBe(200)
		const { text, main } = await boardOf('executive', `node=${engineering}`)
		expect(text).toContain('Engineering : where we stand')
		expect(main).toContain('kind=board')
	})
})
