import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { revokeApiToken } from '#app/data/api/revoke-api-token.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { startUndo } from '#app/data/imports/start-undo.server.ts'
import { runJob } from '#app/jobs/run-job.server.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { tokenOf } from './token-of.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
let accountId = ''
let token = ''
let tokenId = ''

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	const company = await newCompany({ content: builtInContent })
	accountId = company.accountId
	;({ token, id: tokenId } = await tokenOf(accountId, 'hr'))
	await database.adminPool.query(
		`INSERT INTO member (account_id, name, email) VALUES ($1, 'Ana', 'ana@example.com')`,
		[accountId],
	)
})
afterAll(closeDatabase)

type Answer = { status: number; json: Record<string, unknown> }

async function send(path: string, init: RequestInit & { key?: string } = {}): Promise<Answer> {
	const headers = new Headers(init.headers)
	headers.set('Authorization', `Bearer ${token}`)
	if (init.key) headers.set('Idempotency-Key', init.key)
	const response = await fetch(`${server.url}/api/v1${path}`, { ...init, headers })
	return { status: response.status, json: JSON.parse(await response.text()) as Record<string, unknown> }
}
const postValues = (values: object[], key?: string) =>
	send('/observations', {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(values),
		...(key !== undefined && { key }),
	})
const postFile = (body: string, query = '', key?: string) =>
	send(`/imports${query}`, {
		method: 'POST',
		headers: { 'Content-Type': 'text/csv' },
		body,
		...(key !== undefined && { key }),
	})
const valuesOf = async (metric: string) =>
	(await send(`/observations?metric=${metric}`)).json['data'] as object[]

async function comesTo(importId: unknown, state: string): Promise<Answer['json']> {
	for (let n = 0; n < 300; n++) {
		const { json } = await send(`/imports/${String(importId)}`)
		if (json['state'] === state) return json
		if ((json['job'] as { state: string } | null)?.state === 'failed') throw new Error(JSON.stringify(json))
		await sleep(100)
	}
	throw new Error(`It did not come to ${state}.`)
}

const values = [
	{ subject: 'ana@example.com', metric: 'prs-merged', period: '2026-03', value: 7 },
	{ metric: 'share-of-ai-output-edited', period: '2026-03', value: '0.125' },
]

describe('what is posted', () => {
	test('becomes an import, comes to values, and is taken back as a whole', async () => {
		// As in an account that was there before this metric.
		await database.adminPool.query(
			`DELETE FROM metric WHERE account_id = $1 AND key = 'share-of-ai-output-edited'`,
			[accountId],
		)
		const posted = await postValues(values)
		expect(posted).toMatchObject({
			status: 202,
			json: { kind: 'metrics-ndjson', isStarted: true, sameAs: null },
		})
		const importId = posted.json['id']
		expect(await comesTo(importId, 'applied')).toMatchObject({ counts: { rows: 2, added: 2, refused: 0 } })
		expect(await valuesOf('prs-merged')).toMatchObject([
			{ subject: { kind: 'member' }, startsOn: '2026-03-01', grain: 'month', value: '7', importId },
		])
		expect(await valuesOf('share-of-ai-output-edited')).toMatchObject([
			{ subject: { kind: 'account', id: accountId }, value: '0.125' },
		])
		expect((await send('/imports')).json).toMatchObject({
			data: [{ id: importId, by: 'For hr', state: 'applied' }],
		})
		expect((await send(`/imports/${String(importId)}/undo`, { method: 'POST' })).status).toBe(202)
		expect(await comesTo(importId, 'undone')).toMatchObject({
			undone: { deletes: 2, putsBack: 0, standsOver: 0 },
		})
		expect(await valuesOf('prs-merged')).toEqual([])
		const again = await send(`/imports/${String(importId)}/undo`, { method: 'POST' })
		expect(again).toMatchObject({ status: 409, json: { code: 'conflict' } })
		const { rows } = await database.adminPool.query(
			`SELECT count(*)::int AS count FROM audit_event
			 WHERE account_id = $1 AND action LIKE 'import%' AND actor_id IS NOT NULL`,
			[accountId],
		)
		expect(rows).toEqual([{ count: 0 }])
	})

	test('with a key is done once, and answered the same; another request with it is refused', async () => {
		const key = crypto.randomUUID()
		const first = await postValues(values, key)
		const imports = async () =>
			(
				await database.adminPool.query(`SELECT FROM import WHERE account_id = $1 AND summary IS NOT NULL`, [
					accountId,
				])
			).rowCount
		const before = await imports()
		expect(await postValues(values, key)).toEqual(first)
		await comesTo(first.json['id'], 'applied')
		expect(await postValues(values, key)).toEqual(first)
		expect(await imports()).toBe(before)
		const other = await postValues(values.slice(1), key)
		expect(other).toMatchObject({ status: 409, json: { code: 'key-reused' } })
		const shared = crypto.randomUUID()
		const atOnce = await Promise.all([postValues(values, shared), postValues(values.slice(1), shared)])
		expect(atOnce.map(({ status }) => status).toSorted()).toEqual([202, 409])
		const file = 'Email,Metric,Month,Value\nana@example.com,prs-merged,2026-04,3\n'
		const fileKey = crypto.randomUUID()
		const kept = await postFile(file, '?mode=keep', fileKey)
		expect(kept).toMatchObject({ status: 202, json: { kind: 'metrics-long', isStarted: false } })
		expect(await postFile(file, '?mode=keep', fileKey)).toEqual(kept)
		expect(await postFile(`${file}\n`, '?mode=keep', fileKey)).toMatchObject({ status: 409 })
		expect(await postFile(file, '', fileKey), 'another way').toMatchObject({ status: 409 })
		expect(await postFile(file, '', 'short')).toMatchObject({ status: 400 })
	})

	test('is refused in words where it cannot be read, with the place of each fault', async () => {
		const bad = await postValues([...values, { metric: 'prs-merged', period: 'March', value: 'seven' }])
		expect(bad.status).toBe(400)
		expect(bad.json['errors']).toMatchObject([{ path: '2.period' }, { path: '2.value' }])
		expect(await postFile('')).toMatchObject({ status: 400, json: { code: 'invalid-request' } })
		const wrong = await send('/imports', { method: 'POST', body: new FormData() })
		expect(wrong).toMatchObject({ status: 415, json: { code: 'unsupported-type' } })
	})

	test('comes in chunks of no said length, and is refused by its length where that is too much', async () => {
		const chunks = new ReadableStream({
			start(controller) {
				controller.enqueue(new TextEncoder().encode('Email,Metric,Month,Value\nana@example.com,'))
				controller.enqueue(new TextEncoder().encode('prs-merged,2026-05,4\n'))
				controller.close()
			},
		})
		const posted = await send('/imports', {
			method: 'POST',
			headers: { 'Content-Type': 'text/csv' },
			body: chunks,
			duplex: 'half',
		} as RequestInit)
		expect(posted).toMatchObject({ status: 202, json: { isStarted: true } })
		await comesTo(posted.json['id'], 'applied')
		const values = await valuesOf('prs-merged')
		expect(values).toContainEqual(expect.objectContaining({ startsOn: '2026-05-01', value: '4' }))
	})

	test('is the doing of its token: named in the audit log, and nothing once that is revoked', async () => {
		const started = await postValues([{ metric: 'assistant-seats', period: '2026-03', value: 7 }])
		await comesTo(started.json['id'], 'applied')
		const audit = await database.adminPool.query(
			`SELECT actor_id, detail->>'apiToken' AS token FROM audit_event WHERE account_id = $1 AND subject_id = $2`,
			[accountId, started.json['id']],
		)
		expect(audit.rows).toEqual([{ actor_id: null, token: tokenId }])

		const other = await tokenOf(accountId, 'hr')
		const scope = mintAccountScope({
			...{ accountId, userId: null, membershipId: null, memberId: null },
			...{ roles: ['hr'], tokenId: other.id },
		})
		await revokeApiToken(scope, { tokenId: other.id, announce: () => [] })
		const undo = await startUndo(scope, { importId: String(started.json['id']) })
		if (!undo.ok) throw new Error(undo.reason)
		await runJob({ accountId, jobId: undo.jobId }, new AbortController().signal)
		expect(await findJob(scope, undo.jobId)).toMatchObject({ state: 'failed', problem: 'not-allowed' })
		expect(await valuesOf('assistant-seats')).toHaveLength(1)
	})
})
