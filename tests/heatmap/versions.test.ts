import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { textOf } from '#tests/support/page-text.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { openSample } from '#tests/training-needs/company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
/** The published cycles of the sample, newest first. The second was asked by a version with a question of its own. */
let cycles: { id: string; name: string }[] = []
const gone = 'engineering.only-then'

beforeAll(async () => {
	sample = await openSample(database, server.url)
	const { adminPool } = database
	const { rows } = await adminPool.query<{ id: string; name: string }>(
		`SELECT id, name FROM cycle WHERE account_id = $1 AND phase = 'published' ORDER BY starts_on DESC`,
		[sample.accountId],
	)
	cycles = rows
	const { rubric } = structuredClone(skillProgressionMap)
	const family = rubric.families.find(({ key }) => key === 'engineering')
	const first = family?.questions[0]
	if (!family || !first) throw new Error('no question')
	const other = {
		...rubric,
		version: 90,
		families: rubric.families.map((one) =>
			one === family ? { ...one, questions: [{ ...first, key: gone }, ...one.questions.slice(1)] } : one,
		),
	}
	const version = await sample.one(
		`INSERT INTO framework_version (account_id, key, version, title, rubric, published_at)
		 SELECT account_id, key, 90, title, $2, now() FROM framework_version
		 WHERE account_id = $1 AND key = 'skill-progression-map' AND version = 1 RETURNING id`,
		[JSON.stringify(other)],
	)
	// Behind the application's back, which lets no published cycle get another version.
	for (const [table, column] of [
		['cycle', 'id'],
		['snapshot', 'cycle_id'],
	]) {
		await adminPool.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`)
		await adminPool.query(
			`UPDATE ${table} SET framework_version_id = $3 WHERE account_id = $1 AND ${column} = $2`,
			[sample.accountId, cycles[1]?.id, version],
		)
		await adminPool.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`)
	}
})

const pageOf = async (name: 'hr' | 'executive', path: string) => {
	const { status, text } = await sample.as(name).get(path)
	expect(status, path).toBe(200)
	return { html: text, text: textOf(text) }
}
const nameOf = (index: number) => cycles[index]?.name ?? ''
const of = (index: number) => `cycle=${encodeURIComponent(nameOf(index))}`

test('the heatmap, its cells and its export say that between versions only tiers are compared', async () => {
	for (const reader of ['hr', 'executive'] as const) {
		// Each of the two cycles that lie beside the version is compared across it, and no other.
		for (const [index, isAcross] of [true, true, false].entries()) {
			const before = nameOf(index + 1)
			const heatmap = await pageOf(reader, `heatmap?${of(index)}&statistic=change`)
			const says = `${before} was asked by another version of the map: only tiers are compared, no answers.`
			expect(heatmap.text.includes(says), `${reader} ${index}`).toBe(isAcross)

			const { text } = await sample.as(reader).get(`heatmap.csv?${of(index)}`)
			const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
			expect(rows.length).toBeGreaterThan(0)
			for (const row of rows) {
				expect(row).toMatchObject({
					// The first quarter of the sample was corrected.
					compared_with: index === 2 ? expect.stringContaining(`${before}, version `) : before,
					compared_across_versions: isAcross ? 'yes' : 'no',
					framework_version: index === 1 ? '90' : '1',
				})
			}

			const [, href = ''] = /href="[^"]*\/(heatmap\/cell\?[^"]*family=[^"]*)"/.exec(heatmap.html) ?? []
			const cell = await pageOf(reader, href.replaceAll('&amp;', '&'))
			expect(cell.text).toContain('Question by question')
			const comparing = `${before} was asked by another version: only tiers are compared with it, no answers.`
			expect(cell.text.includes(comparing), `${reader} ${index}`).toBe(isAcross)
		}
	}
	const first = cycles.length - 1
	const { text } = await sample.as('hr').get(`heatmap.csv?${of(first)}`)
	const rows: Record<string, string>[] = parse(text, { columns: true, bom: true })
	expect(new Set(rows.map((row) => row.compared_across_versions))).toEqual(new Set(['']))
})

test('a trend marks where another version of the map begins, and takes of a corrected cycle the newest version', async () => {
	for (const reader of ['hr', 'executive'] as const) {
		const { text } = await pageOf(reader, 'heatmap/trend')
		expect(text).toContain(
			`${nameOf(1)} and ${nameOf(0)} asked by another version of the map than the cycle before: only tiers are compared, no answers.`,
		)
		const csv = await sample.as(reader).get('heatmap/trend.csv')
		const rows: Record<string, string>[] = parse(csv.text, { columns: true, bom: true })
		const said = new Map(
			rows.map((row) => [row.cycle, [row.other_version_than_before, row.snapshot_version]]),
		)
		// Of the first quarter of the sample HR has the correction, which tells others too much.
		const first = [nameOf(cycles.length - 1), ['', reader === 'hr' ? '2' : '1']]
		expect([...said]).toEqual([
			first,
			[nameOf(2), ['no', '1']],
			[nameOf(1), ['yes', '1']],
			[nameOf(0), ['yes', '1']],
		])
	}
})

test('training needs leave a question out that only another version has, and say so', async () => {
	const page = 'reports/training-needs'
	const own = await pageOf('hr', `${page}?${of(1)}&question=${gone}`)
	expect(own.text).not.toContain('was asked by another version of the map')
	const other = await pageOf('hr', `${page}?${of(0)}&question=${gone}`)
	expect(other.text).toContain(`${nameOf(0)} was asked by another version of the map`)
	expect(other.text).toContain('Between versions only tiers can be compared.')
	const all = await pageOf('hr', `${page}?${of(0)}`)
	const figure = (text: string) => /People with a step to take (\d+)/.exec(text)?.[1]
	expect(figure(other.text)).toBe(figure(all.text))

	for (const address of [`${page}/report`, `${page}/scenario`]) {
		const asked = await pageOf('hr', `${address}?${of(1)}&question=${gone}`)
		expect(asked.text, address).not.toContain('was asked by another version of the map')
		expect(asked.text, address).toContain('Filtered: ')
		const leftOut = await pageOf('hr', `${address}?${of(0)}&question=${gone}`)
		expect(leftOut.text, address).toContain(`${nameOf(0)} was asked by another version of the map`)
		expect(leftOut.text, address).toContain('so all of its questions are counted')
		expect(leftOut.text, address).not.toContain('Filtered: ')
	}
	const report = await pageOf('hr', `${page}/report?${of(0)}&question=${gone}`)
	expect(report.html).not.toContain('name="question"')
	expect(figure(report.text)).toBe(figure(all.text))
	const csvOf = async (query: string) => (await sample.as('hr').get(`${page}/report.csv?${query}`)).text
	expect(await csvOf(`${of(0)}&question=${gone}`)).toBe(await csvOf(of(0)))
	expect((await sample.as('hr').get(`${page}?${of(0)}&question=engineering.nowhere`)).status).toBe(404)
})
