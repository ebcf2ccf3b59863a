import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { RouterContextProvider } from 'react-router'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { accountContext } from '#app/auth/account-context.server.ts'
import { exportLogMiddleware } from '#app/auth/export-log-middleware.server.ts'
import { noteExport } from '#app/auth/export-log.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { keptFilter } from '#app/domain/export-log/kept-filter.ts'
import { describeKeptFilter } from '#app/domain/export-log/export-words.ts'
import { typedText } from '#app/domain/export-log/kept-filter.ts'
import { hasReportName } from '#app/domain/export-log/report-words.ts'
import { RowCounter } from '#app/lib/row-counter.ts'
import { watchBody } from '#app/lib/watch-body.server.ts'
import { listAddresses } from '#tests/access/addresses.ts'
import { listRoutes } from '#tests/access/routes.ts'
import { startSessions } from '#tests/access/people.ts'
import { tokenOf } from '#tests/api/token-of.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { sessionCookie, visit } from '#tests/check-ins/visitor.ts'
import { textOf } from '#tests/support/page-text.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { findSomebody } from '#tests/training-assignments/people.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
let sessions: Awaited<ReturnType<typeof startSessions>>
let addresses: string[]

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	const other = await newCompany()
	sessions = await startSessions(database.adminPool, other.owner.userId)
	// Routes without a page of their own answer with a file, if with anything.
	const routes = await listRoutes()
	const all = await listAddresses(database.adminPool, database.accountId)
	addresses = all.filter((_, index) => {
		const file = path.join('app', routes[index]?.file ?? '')
		return routes[index]?.path.startsWith('a/') && !/^export default /m.test(readFileSync(file, 'utf8'))
	})
}, 120_000)
afterAll(closeDatabase)

type Entry = { report: string; filter: Record<string, string>; format: string; state: string; rows: number }

async function entries(): Promise<Entry[]> {
	const { rows } = await database.adminPool.query<Entry>(
		`SELECT report, filter, format, state, rows FROM export_access WHERE account_id = $1 ORDER BY at, id`,
		[database.accountId],
	)
	return rows
}

const forget = () => database.adminPool.query('DELETE FROM export_access')
const logPage = '/a/meridian/reports/access-log'

async function take(address: string, kind: 'hr' | 'owner' | 'manager' = 'hr'): Promise<Response> {
	return fetch(server.url + address, {
		headers: { Cookie: `${sessionCookie}=${sessions[kind]}`, 'Accept-Encoding': 'identity' },
		redirect: 'manual',
	})
}

describe('every file', () => {
	test.each(['hr', 'owner', 'manager'] as const)(
		'that %s gets of any address stands in the log with its rows, and nothing else does',
		async (kind) => {
			let files = 0
			for (const address of addresses) {
				await forget()
				const answer = await take(address, kind)
				const text = await answer.text()
				const isFile = answer.headers.get('Content-Disposition')?.startsWith('attachment') === true
				const logged = await entries()
				expect(logged, address).toHaveLength(isFile ? 1 : 0)
				const [entry] = logged
				if (!entry) continue
				files += 1
				expect(entry.state, address).toBe('whole')
				expect(hasReportName(entry.report), entry.report).toBe(true)
				expect(address).toContain(`.${entry.format}`)
				const isSheet = /^(xlsx|pdf)$/.test(entry.format) && entry.report !== 'people/:memberId/record'
				const other = isSheet ? expect.any(Number) : null
				const rows = entry.format === 'csv' ? Math.max(parse(text).length - 1, 0) : other
				expect(entry.rows, address).toEqual(rows)
			}
			expect(files).toBeGreaterThan({ hr: 8, owner: 6, manager: 3 }[kind])
		},
		120_000,
	)

	test('is logged with what was asked for, but not with the words of a search', async () => {
		await forget()
		await (await take('/a/meridian/people.csv?q=Anna+Smith&status=all&page=2&sort=name')).text()
		await (await take('/a/meridian/reports/training-needs.csv?search=anna&steps=all')).text()
		expect((await entries()).map(({ report, filter }) => [report, filter])).toEqual([
			['people', { q: '…', status: 'all' }],
			['reports/training-needs', { search: '…', steps: 'all' }],
		])
		const { text } = await visit(server.url, sessions.owner ?? '').get(logPage)
		expect(text).toContain('a search')
		expect(text).not.toMatch(/anna/i)
	})

	test('says what it was asked for as people say it', () => {
		const importId = crypto.randomUUID()
		expect(describeKeptFilter({ importId, by: 'team', q: typedText, topic: typedText })).toBe(
			'one import · grouped by: team · a search · a search by topic',
		)
		expect(describeKeptFilter({ cycle: 'Q3 2026', roadmapId: 'Payments' })).toBe(
			'cycle: Q3 2026 · roadmap: Payments',
		)
		expect(describeKeptFilter({ raters: 'apart', rows: 'attribute:Location', statistic: 'below' })).toBe(
			'answers: Self and manager apart · rows: Location · statistic: Below tier 1.5',
		)
		expect(describeKeptFilter({ by: 'cycles' })).toBe('columns: Cycles')
	})

	test('that was narrowed to one person, manager or topic says so, and names no person', async () => {
		await forget()
		const { rows } = await database.adminPool.query<{
			id: string
			name: string
			topicId: string
			title: string
		}>(
			`SELECT m.id, m.name, x.id AS "topicId", x.title FROM member m, training_topic x
			 WHERE m.account_id = $1 AND x.account_id = $1 AND m.email = 'member@meridian.example' LIMIT 1`,
			[database.accountId],
		)
		const [row] = rows
		if (!row) throw new Error('nobody is member')
		const needs = '/a/meridian/reports/training-needs.csv'
		await (await take(`${needs}?manager=${row.id}&attribute=location&value=Here`)).text()
		await (await take(`/a/meridian/people/${row.id}/record.json`)).text()
		await (await take(`/a/meridian/training-assignments.csv?topic=${row.topicId}`)).text()
		const { text } = await visit(server.url, sessions.owner ?? '').get(logPage)
		const body = textOf(/<tbody.*<\/tbody>/s.exec(text)?.[0] ?? '')
		expect(body).toContain('one value · one manager · one place or other attribute')
		expect(body).toContain('one person')
		expect(body).toContain(`topic: ${row.title}`)
		expect(body).not.toContain(row.name)
		expect(body).not.toContain(row.id)
	})

	test('of which the connection broke is logged without the rows of the whole, unless they were counted', async () => {
		const hr = await findSomebody(database, 'hr')
		const broken = async (format: string) => {
			await forget()
			const context = new RouterContextProvider()
			context.set(accountContext, { scope: hr.scope, person: hr.person } as AccountSession)
			const args = {
				...{ context, params: {}, pattern: '/a/:account/reports/training-needs' },
				request: new Request(`${server.url}/a/meridian/reports/training-needs.${format}`),
				url: new URL(`${server.url}/a/meridian/reports/training-needs.${format}`),
			} as Parameters<typeof exportLogMiddleware>[0]
			const answer = await exportLogMiddleware(args, async () => {
				if (format !== 'csv') noteExport(context, { rows: 500 })
				const body = new ReadableStream<Uint8Array>({
					pull: (to) => to.enqueue(new TextEncoder().encode('a\n')),
				})
				const disposition = `attachment; filename="x.${format}"`
				return new Response(body, { headers: { 'Content-Disposition': disposition } })
			})
			const reader = answer?.body?.getReader()
			for (let pieces = 0; pieces < 5; pieces += 1) await reader?.read()
			await reader?.cancel()
			return (await entries()).map(({ state, rows }) => [state, rows])
		}
		for (const format of ['xlsx', 'pdf']) expect(await broken(format), format).toEqual([['broken', null]])
		const [[state, rows] = []] = await broken('csv')
		expect(state).toBe('broken')
		expect(rows).toBeGreaterThanOrEqual(4)
	})

	test('that is broken off says so', async () => {
		const ends: boolean[] = []
		const watched = (body: ReadableStream<Uint8Array>) =>
			watchBody(body, {
				onPiece: () => undefined,
				onEnd: async (isWhole) => {
					ends.push(isWhole)
				},
			})
		const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(8)) })
		const reader = watched(endless).getReader()
		await reader.read()
		await reader.cancel()
		const broken = new ReadableStream<Uint8Array>({ pull: (to) => to.error(new Error('away')) })
		await expect(new Response(watched(broken)).text()).rejects.toThrow('away')
		await new Response(watched(new Response('whole').body as ReadableStream<Uint8Array>)).text()
		expect(ends).toEqual([false, false, true])
	})
})

describe('who reads the log', () => {
	test('HR what they took themselves, owners and admins all of it, nobody else anything', async () => {
		await forget()
		await (await take('/a/meridian/people.csv', 'hr')).text()
		await (await take('/a/meridian/metrics.csv', 'owner')).text()
		const seen = async (kind: keyof typeof sessions) => {
			const { status, text } = await visit(server.url, sessions[kind] ?? '').get(logPage)
			const body = /<tbody.*<\/tbody>/s.exec(text)?.[0] ?? ''
			return [status, body.includes('People'), body.includes('Metrics')]
		}
		expect(await seen('hr')).toEqual([200, true, false])
		expect(await seen('owner')).toEqual([200, true, true])
		expect(await seen('admin')).toEqual([200, true, true])
		for (const kind of ['executive', 'manager', 'member', 'other owner'] as const) {
			expect(await seen(kind)).toEqual([404, false, false])
		}
	})

	test('it names nobody who was erased', async () => {
		await forget()
		await (await take('/a/meridian/people.csv', 'hr')).text()
		const read = async () => (await visit(server.url, sessions.owner ?? '').get(logPage)).text
		const { rows } = await database.adminPool.query<{ name: string }>(
			`SELECT name FROM "user" WHERE email = 'hr@meridian.example'`,
		)
		expect(await read()).toContain(rows[0]?.name)
		await database.adminPool.query(
			`DELETE FROM pseudonym WHERE user_id = (SELECT id FROM "user" WHERE email = 'hr@meridian.example')`,
		)
		const text = await read()
		expect(text).not.toContain(rows[0]?.name)
		expect(text).toContain('An erased person')
	})

	test('an entry is changed and removed by nobody', async () => {
		await expect(database.appPool.query(`UPDATE export_access SET report = 'x'`)).rejects.toMatchObject({
			code: '42501',
		})
	})
})

test('what a program reads page after page is one entry, and names the token', async () => {
	await forget()
	const { token } = await tokenOf(database.accountId, 'hr')
	let cursor = ''
	let rows = 0
	for (let pages = 0; pages < 3; pages += 1) {
		const answer = await fetch(`${server.url}/api/v1/members?limit=20${cursor}`, {
			headers: { Authorization: `Bearer ${token}` },
		})
		const { data, next } = (await answer.json()) as { data: unknown[]; next: string }
		rows += data.length
		cursor = `&cursor=${encodeURIComponent(next)}`
	}
	expect(await entries()).toEqual([
		{ report: 'api:listMembers', filter: { status: 'active' }, format: 'json', state: 'whole', rows },
	])
	expect(rows).toBe(60)
	const { text } = await visit(server.url, sessions.owner ?? '').get(logPage)
	expect(text).toContain('For hr')
	expect(text).toContain('In 3 requests')
})

test('rows are counted in pieces that end anywhere', () => {
	const csv = '\uFEFFname,note\nA,"two\nlines, ""quoted"""\nB,\nC,last'
	const bytes = new TextEncoder().encode(csv)
	for (const size of [1, 2, 7, bytes.length]) {
		const counter = new RowCounter()
		for (let at = 0; at < bytes.length; at += size) counter.add(bytes.subarray(at, at + size))
		expect(counter.rows, String(size)).toBe(3)
	}
	expect(new RowCounter().rows).toBe(0)
})

test('only ids, days, numbers and words of lists are kept of what was asked for', () => {
	const id = '5e0c9d1a-0000-4000-8000-000000000000'
	expect(
		keptFilter([
			...[['team', id] as const, ['from', '2026-01-31'] as const, ['step', '1.5'] as const],
			...[['cycle', 'Q3 2026'] as const, ['page', '4'] as const, ['email', 'anna@example.com'] as const],
			...[['name', 'Anna'] as const, ['search', true] as const, ['<b>', 'x'] as const, ['q', ' '] as const],
			['cycle', `'; DROP`] as const,
			// Of many words each is one: metrics that stand side by side.
			['metrics', Array.from({ length: 6 }, () => 'share-of-output-edited').join()] as const,
			['by', 'families,<b>'] as const,
			// An employee id is a number too.
			...[['person', '104233'] as const, ['value', '2026-01-31'] as const],
		]),
	).toEqual({
		...{ team: id, from: '2026-01-31', step: '1.5', cycle: '…', email: '…', name: '…', search: '…' },
		...{ person: '…', value: '…', by: '…' },
		metrics: Array.from({ length: 6 }, () => 'share-of-output-edited').join(),
	})
	expect(
		Object.keys(keptFilter(Array.from({ length: 99 }, (_, n) => [`a${'b'.repeat(n)}`, '1']))),
	).toHaveLength(24)
})
