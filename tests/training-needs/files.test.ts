import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import readXlsx from 'read-excel-file/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { openSample } from './company.ts'
import { readPdf } from './read-pdf.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
let engineering = ''
beforeAll(async () => {
	sample = await openSample(database, server.url)
	engineering = await sample.one('SELECT id FROM role_family WHERE account_id = $1 AND key = $2', [
		'engineering',
	])
	await renameSome(engineering)
})

/** Names of people as the world has them; the first could be run as a formula. */
const names = [
	'=HYPERLINK("http://x.example")',
	'Łukasz Żółć-Ångström',
	'Nguyễn Văn Ất',
	'Ελένη Παπαδοπούλου',
	'Наталія Їжакевич',
	'王小明',
	'髙橋さくら',
	'渡邉 﨑太郎',
]
const fromRight = ['דוד כהן', 'محمد عبد الله']
const emoji = 'Ada 👩🏽‍💻 Lovelace'

const page = 'reports/training-needs'
const fetchBytes = async (format: string, query: string, path = page) => {
	const answer = await sample.as('hr').fetch(`${path}.${format}?${query}`)
	expect(answer.status).toBe(200)
	return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) }
}

type Row = Record<string, string>
const csvOf = async (query: string, path = page): Promise<Row[]> =>
	parse(Buffer.from((await fetchBytes('csv', query, path)).bytes), { columns: true, bom: true })

/** Gives the names to people of one family who have a next step. */
async function renameSome(family: string): Promise<void> {
	const emails = new Set((await csvOf(`family=${family}`)).flatMap((row) => row.member_email || []))
	const all = [...names, ...fromRight, emoji]
	expect(emails.size).toBeGreaterThan(all.length)
	const chosen = [...emails].slice(0, all.length)
	await database.adminPool.query(
		`UPDATE member m SET name = of.name FROM unnest($2::text[], $3::text[]) of (email, name)
		 WHERE m.account_id = $1 AND m.email = of.email`,
		[sample.accountId, chosen, all],
	)
}

/** What an apostrophe makes inert in a CSV is inert elsewhere without it. */
const plain = (text: string | undefined) => (text ?? '').replace(/^'(?=[=+\-@])/, '')

test('the workbook has the rows of the CSV, typed, under a frozen header with a filter, and says where they come from', async () => {
	const query = 'steps=all&sort=question&order=desc'
	const rows = await csvOf(query)
	expect(rows.length).toBeGreaterThan(300)
	const { answer, bytes } = await fetchBytes('xlsx', query)
	expect(answer.headers.get('Content-Type')).toContain('spreadsheetml')
	expect(answer.headers.get('Content-Disposition')).toMatch(
		/^attachment; filename="training-needs-[\w-]+\.xlsx"$/,
	)
	expect(answer.headers.get('Cache-Control')).toContain('no-store')

	const [data, about] = await readXlsx(Buffer.from(bytes), { trim: false })
	expect([data?.sheet, about?.sheet]).toEqual(['Data', 'About'])
	const [header = [], ...cells] = data?.data ?? []
	const keys = Object.keys(rows[0] ?? {})
	expect(header).toHaveLength(keys.length)
	const numbers = ['snapshot_version', 'framework_version', 'from_tier', 'to_tier', 'target_tier', 'topics']
	const expected = rows.map((row) =>
		keys.map((key) => {
			const text = row[key] ?? ''
			if (text === '') return null
			if (numbers.includes(key)) return Number(text)
			if (key === 'target_due_on') return new Date(`${text}T00:00:00Z`)
			return key === 'published_at' ? new Date(text) : plain(text)
		}),
	)
	expect(
		cells.map((row) => row.map((cell) => (cell instanceof Date ? new Date(Math.round(+cell)) : cell))),
	).toEqual(expected)
	const found = new Set(cells.map((row) => row[keys.indexOf('member_name')]))
	for (const name of [...names, ...fromRight, emoji]) expect(found).toContain(name)

	const parts = Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)] as const)
	const sheet = parts.find(([name]) => name.endsWith('sheet1.xml'))?.[1] ?? ''
	expect(sheet).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
	expect(sheet).toContain(`<autoFilter ref="A1:AB${rows.length + 1}"/>`)
	expect(sheet).not.toContain('<f>')

	const said = new Map((about?.data ?? []).map(([label, value]) => [label, value]))
	const people = new Set(rows.map((row) => row.member_email || row.member_external_id))
	expect(said.get('Steps')).toBe(rows.length)
	expect(said.get('People with a step')).toBe(people.size)
	expect(said.get('Filters')).toContain('everybody · all steps')
	expect(said.get('Cycle')).toBe(rows[0]?.cycle)
	expect(said.get('Made by')).toEqual(expect.any(String))
	expect(said.get('Made')).toBeInstanceOf(Date)
	expect(said.get('Coverage')).toBe(
		Number(said.get('Assessed of these')) / Number(said.get('Eligible, by team and family')),
	)
	expect(Number(said.get('Coverage'))).toBeGreaterThan(0.5)
})

const squeezed = (text: string | undefined) => plain(text).normalize('NFC').replace(/\s+/g, '')

test('the paper has the rows of the CSV under a header on each page, with contents, and says where they come from', async () => {
	const query = `family=${engineering}&sort=team`
	const rows = await csvOf(query)
	expect(rows.length).toBeGreaterThan(60)
	const { answer, bytes } = await fetchBytes('pdf', query)
	expect(answer.headers.get('Content-Type')).toBe('application/pdf')
	expect(answer.headers.get('Cache-Control')).toContain('no-store')
	const columns = {
		Person: 'member_name',
		'Has left': 'has_left',
		Team: 'team',
		Manager: 'manager',
		'Role family': 'family',
		Question: 'question',
		'From tier': 'from_tier',
		'To tier': 'to_tier',
		'What comes next': 'to_text',
		'Target tier': 'target_tier',
		'Target by': 'target_due_on',
		'One rater': 'single_rater',
	}
	const paper = await readPdf(bytes, { headers: Object.keys(columns), single: 'Has left' })
	expect(paper.rows).toHaveLength(rows.length)
	const locale = await sample.one('SELECT locale AS id FROM account WHERE id = $1')
	const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
	const tier = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 })
	const shown = (key: string, text: string) => {
		if (key === 'target_due_on') return day.format(new Date(text))
		return key.endsWith('_tier') ? tier.format(Number(text)) : text
	}
	for (const [i, row] of rows.entries()) {
		const name = row.member_name ?? ''
		for (const [label, key] of Object.entries(columns)) {
			const onPaper = squeezed(paper.rows[i]?.[label])
			if (key === 'member_name' && fromRight.includes(name)) {
				for (const word of name.split(' ')) expect(onPaper, name).toContain(word)
			} else if (key === 'member_name' && name === emoji) {
				expect(onPaper).toBe('Ada[?]Lovelace')
			} else expect(onPaper, `${label} of ${name}`).toBe(squeezed(shown(key, row[key] ?? '')))
		}
	}
	const replaced = paper.texts.filter((text) => text.includes('[?] stands for a sign'))
	expect(replaced.length).toBeGreaterThan(0)
	expect(replaced.every((text) => text.includes('Ada'))).toBe(true)
	for (const [i, text] of paper.texts.entries()) expect(text).toContain(`Page ${i + 1} of`)
	expect(squeezed(paper.texts.join(' '))).toContain(`Page1of${paper.pages}`)
	expect(paper.contents).toEqual([
		'About this report',
		...new Set(rows.map(({ team }) => team || 'In no team')),
	])
	expect(paper.texts[0]).toContain('Coverage')
	expect(paper.texts[0]).toMatch(/from tier .* \d+ people/)
})

test('a file that is narrowed to a manager or an attribute names them, and with what value', async () => {
	const { rows } = await database.adminPool.query<{
		id: string
		name: string
		attribute: string
		value: string
	}>(
		`SELECT g.id, g.name, k.key AS attribute, k.value FROM participant p
		 JOIN member g ON g.account_id = p.account_id AND g.id = p.manager_id
		 CROSS JOIN LATERAL jsonb_each_text(p.attributes) k
		 WHERE p.account_id = $1 AND k.value <> '' AND EXISTS (SELECT FROM snapshot s WHERE s.account_id = p.account_id
			AND s.cycle_id = p.cycle_id)
		 ORDER BY g.name, k.key, k.value LIMIT 1`,
		[sample.accountId],
	)
	const [row] = rows
	if (!row) throw new Error('nobody has an attribute')
	const saidOf = async (query: Record<string, string>) => {
		const { bytes } = await fetchBytes('xlsx', String(new URLSearchParams(query)))
		const about = (await readXlsx(Buffer.from(bytes)))[1]
		return about?.data.find(([label]) => label === 'Filters')?.[1]
	}
	const { id, name, attribute, value } = row
	expect(await saidOf({ manager: id, attribute, value })).toContain(
		` · of the manager ${name} · ${attribute}: ${value} · `,
	)
	expect(await saidOf({ manager: 'none', attribute })).toContain(
		` · without a manager · ${attribute}: not known · `,
	)
	expect(await saidOf({ manager: crypto.randomUUID() })).toContain(' · of one manager · ')
	const { bytes } = await fetchBytes('pdf', `manager=${id}`)
	const [first] = (await readPdf(bytes, { headers: ['Person'], single: 'Person' })).texts
	expect(squeezed(first)).toContain(squeezed(`of the manager ${name}`))
})

describe('the grouped report', () => {
	const report = `${page}/report`
	const texts = [
		...['cycle', 'group_by', 'attribute', 'name', 'family', 'question_key', 'cost'],
		...['counted_by', 'counted_by_choice'],
	]
	const onPaper: Record<string, Record<string, string>> = {
		step: { Name: 'name', 'Role family': 'family', 'From tier': 'from_tier', 'To tier': 'to_tier' },
		team: { Name: 'name' },
	}
	const figures = { Hours: 'hours', Cost: 'cost', Sessions: 'sessions', 'Target by': 'earliest_due_on' }
	const asRead = (key: string, text: string) => {
		if (text === '') return null
		if (key === 'earliest_due_on') return new Date(`${text}T00:00:00Z`)
		if (key === 'published_at') return new Date(text)
		return texts.includes(key) ? plain(text) : Number(text)
	}

	test.each(['step', 'team'] as const)(
		'by %s has the same rows as CSV, workbook and paper, and says where they come from and how it counts',
		async (by) => {
			const query = `by=${by}&steps=all&family=${engineering}&sort=name&order=asc`
			const rows = await csvOf(query, report)
			expect(rows.length).toBeGreaterThan(2)
			const { answer, bytes } = await fetchBytes('xlsx', query, report)
			expect(answer.headers.get('Content-Disposition')).toMatch(
				new RegExp(`^attachment; filename="training-needs-[\\w-]+-by-${by}\\.xlsx"$`),
			)
			expect(answer.headers.get('Cache-Control')).toContain('no-store')
			const [data, about] = await readXlsx(Buffer.from(bytes), { trim: false })
			const keys = Object.keys(rows[0] ?? {})
			const [header = [], ...cells] = data?.data ?? []
			expect(header).toHaveLength(keys.length)
			expect(
				cells.map((row) => row.map((cell) => (cell instanceof Date ? new Date(Math.round(+cell)) : cell))),
			).toEqual(rows.map((row) => keys.map((key) => asRead(key, row[key] ?? ''))))

			const ways = new Set(rows.map((row) => row['counted_by_choice']))
			expect(ways.has('rule')).toBe(by === 'step')
			expect(rows.every((row) => (row['counted_by'] === '') === (row['counted_by_choice'] === ''))).toBe(true)

			const said = new Map((about?.data ?? []).map(([label, value]) => [label, value]))
			const sum = (key: string) => rows.reduce((all, row) => all + Number(row[key]), 0)
			expect(said.get('Number of rows')).toBe(rows.length)
			expect(said.get('Steps')).toBe(sum('steps'))
			if (by === 'team') expect(said.get('People with a step')).toBe(sum('people'))
			expect(said.get('Cycle')).toBe(rows[0]?.['cycle'])
			expect(said.get('Filters')).toContain('Engineering · all steps')
			expect(said.get('Priority')).toContain('distance to the target, people, date of the target')
			expect(said.get('Its weights')).toBe(
				'distance 30, people 30, date 20, roadmap 20, a proposal by Contour',
			)
			expect(Number(said.get('Coverage'))).toBeGreaterThan(0.5)
			expect(said.get('Made by')).toEqual(expect.any(String))
			expect(said.get('Made')).toBeInstanceOf(Date)

			const columns: Record<string, string> = {
				...onPaper[by],
				People: 'people',
				...(by === 'team' ? { Measured: 'measured' } : {}),
				...{ Steps: 'steps', 'Steps without a topic': 'steps_without_topic' },
				...{ 'One step to the target': 'people_one_step_from_target', ...figures, Priority: 'priority' },
				...(by === 'step' ? { 'Counted by': 'counted_by', 'Rule or choice': 'counted_by_choice' } : {}),
			}
			const printed = await fetchBytes('pdf', query, report)
			expect(printed.answer.headers.get('Content-Type')).toBe('application/pdf')
			const paper = await readPdf(printed.bytes, { headers: Object.keys(columns), single: 'People' })
			const locale = await sample.one('SELECT locale AS id FROM account WHERE id = $1')
			const shown = (key: string, text: string) => {
				if (text === '' || texts.includes(key)) return text
				if (key === 'earliest_due_on') {
					return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(
						new Date(text),
					)
				}
				const least = key.endsWith('_tier') || key === 'priority' ? 1 : 0
				return new Intl.NumberFormat(locale, { minimumFractionDigits: least }).format(Number(text))
			}
			expect(paper.rows).toHaveLength(rows.length)
			for (const [i, row] of rows.entries()) {
				for (const [label, key] of Object.entries(columns)) {
					expect(squeezed(paper.rows[i]?.[label]), `${label} of ${row['name']}`).toBe(
						squeezed(shown(key, row[key] ?? '')),
					)
				}
			}
			expect(paper.contents).toEqual(['About this report', by === 'team' ? 'Teams' : 'Engineering'])
			expect(paper.texts[0]).toContain('a proposal by Contour')
			expect(paper.texts[0]).toMatch(/\d+ people/)
		},
	)

	test('is offered in all three formats, and stands in the log with its rows', async () => {
		const { text } = await sample.as('hr').get(`${report}?by=team`)
		for (const format of ['csv', 'xlsx', 'pdf']) {
			expect(text).toContain(`/a/meridian/${report}.${format}?by=team`)
			const { status } = await sample.as('manager').get(`${report}.${format}`)
			expect([format, status]).toEqual([format, 404])
			expect((await sample.as('hr').get(`${report}.${format}?family=x`)).status).toBe(404)
		}
		const rows = await csvOf('by=team', report)
		await fetchBytes('pdf', 'by=team', report)
		const { rows: logged } = await database.adminPool.query(
			`SELECT report, format, rows, filter FROM export_access WHERE account_id = $1 ORDER BY at DESC, id DESC LIMIT 2`,
			[sample.accountId],
		)
		const same = { report: 'reports/training-needs/report', rows: rows.length, filter: { by: 'team' } }
		expect(logged).toEqual([
			{ ...same, format: 'pdf' },
			{ ...same, format: 'csv' },
		])
	})
})

test.each(['xlsx', 'pdf'])(
	'nobody but HR gets a file as %s, and an unknown filter is the 404 that nothing gets',
	async (format) => {
		const nowhere = await sample.as('member').get('nowhere')
		for (const name of ['owner', 'admin', 'executive', 'manager', 'member'] as const) {
			const { status, text } = await sample.as(name).get(`${page}.${format}`)
			expect([status, text], name).toEqual([nowhere.status, (await sample.as(name).get('nowhere')).text])
		}
		for (const filter of ['cycle=Q1+1999', 'family=x', 'team=x', 'question=sales.nothing']) {
			expect((await sample.as('hr').get(`${page}.${format}?${filter}`)).status).toBe(404)
		}
	},
)
