import readXlsx from 'read-excel-file/node'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { roles } from '#app/domain/access/policy.ts'
import { tendCycles } from '#app/jobs/tend-cycles.server.ts'
import { listRoutes } from '#tests/access/routes.ts'
import { tokenOf } from '#tests/api/token-of.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { Hidden, Stage, Twins } from './found-twins.ts'
import { foundTwins } from './found-twins.ts'
import { evenOut } from './twin.ts'
import { sessionCookie, startSessionOf } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const routes = await listRoutes()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)
const admin = database.adminPool

/**
 * Pages that have nothing of a check-in: texts of the frameworks, files that are brought in, what is measured, settings, and a
 * user's own things. A new page is asked unless it is one of these.
 */
const others = [
	/^(sign-|forgot-|reset-|invitations|theme$|accounts$|profile$|mailbox|api\/v1$|api\/v1\/(openapi|metrics|observations|imports))/,
	/^a\/:account\/(frameworks|settings|imports|roster-imports|metrics|invitations|jobs|sample-removal|role-families|job-families)/,
	/^a\/:account\/(teams|people|cycles)\/(new$|:\w+\/metrics$)/,
]
const asked = routes
	.map(({ path }) => path)
	.filter((path) => path !== '' && !others.some((one) => one.test(path)))
/** Other views of the same addresses. */
const views: Record<string, string[]> = {
	'a/:account/check-ins': ['?show=changed'],
	'a/:account/check-ins/hand-over': ['?manager=Mara', '?manager=Olga'],
	'a/:account/cycles/:cycleId/progress': ['?view=people', '?view=managers', '?view=families', '?view=time'],
	'a/:account/cycles/:cycleId/progress.csv': ['?view=people', '?view=managers'],
	'a/:account/find': ['?q=Sam', '?q=Tim'],
	'a/:account/heatmap': ['?raters=apart&rows=managers&by=questions&cycle=live'],
	'a/:account/heatmap.csv': ['?raters=apart&cycle=live'],
	'a/:account/heatmap/cell': ['?raters=apart&cycle=live'],
}

/** As a browser asks for a page, and as a page that is open already asks for the next one. */
type Shape = 'document' | 'data'

/**
 * What each reader gets of every address, and a token of each role of every operation.
 *
 * @param of.unless answers of the twin: what is not there for a reader is not asked for again
 */
async function readAll(
	{ ids, readers }: Twins,
	{ accountId, slug }: Twins['twins'][number],
	{
		shape,
		paths = asked,
		unless = new Map(),
	}: { shape: Shape; paths?: string[]; unless?: Map<string, string> },
) {
	const answers = new Map<string, string>()
	const get = async (who: string, address: string, headers: Record<string, string>) => {
		const [path = '', search] = address.split('?')
		const isData = shape === 'data' && !address.startsWith('api/') && !path.includes('.')
		const url = isData ? `${path}.data${search ? `?${search}` : ''}` : address
		const key = `${who} ${url.replace(slug, ':account')}`
		if (unless.get(key)?.startsWith('404')) return
		const response = await fetch(`${server.url}/${url}`, {
			headers: { ...headers, 'Accept-Encoding': 'identity' },
			redirect: 'manual',
		})
		const text = await wordsOf(response)
		expect(response.status, `${who} ${url}`).toBeLessThan(500)
		answers.set(key, `${response.status} ${text}`)
	}
	const addressesOf = (path: string) => {
		const filled = [ids('sam'), ids('tim')].map((known) =>
			path.replaceAll(/:(\w+)/g, (_, name: string) =>
				name === 'account' ? slug : (known[name] ?? 'missing'),
			),
		)
		return [...new Set(filled)].flatMap((own) => [own, ...(views[path] ?? []).map((search) => own + search)])
	}
	const isApi = (path: string) => path.startsWith('api/')
	// What is known of a person says where they are signed in, and people are the same in both.
	await admin.query('DELETE FROM session')
	for (const role of roles) {
		const { token } = await tokenOf(accountId, role)
		for (const address of paths.filter(isApi).flatMap(addressesOf)) {
			await get(`token ${role}`, address, { Authorization: `Bearer ${token}` })
		}
	}
	for (const [name, { userId }] of Object.entries(readers)) {
		const headers = { Cookie: `${sessionCookie}=${await startSessionOf(admin, userId)}` }
		for (const address of paths.filter((path) => !isApi(path)).flatMap(addressesOf)) {
			await get(name, address, headers)
		}
	}
	return answers
}

/** What is in an answer to be read, of paper and of sheets as well. */
async function wordsOf(response: Response): Promise<string> {
	const type = response.headers.get('content-type') ?? ''
	if (type === 'application/pdf') {
		const { text } = await extractText(new Uint8Array(await response.arrayBuffer()), { mergePages: true })
		return text
	}
	if (type.includes('spreadsheetml'))
		return JSON.stringify(await readXlsx(Buffer.from(await response.arrayBuffer())))
	return response.text()
}

/** Everything that is sent, or waits to be. */
async function mailsTo({ accountId }: Twins['twins'][number]) {
	const { rows } = await admin.query<{ mail: string }>(
		`SELECT concat_ws(' ', recipient, subject, text, html) AS mail FROM outbox_message WHERE account_id = $1
		 UNION ALL SELECT to_jsonb(w)::text FROM webhook_delivery w WHERE account_id = $1 ORDER BY 1`,
		[accountId],
	)
	return rows.map(({ mail }) => mail)
}

/** The addresses whose answers tell the twins apart. */
function differences(twins: Twins, [left, right]: readonly Map<string, string>[]) {
	const even = (twin: 0 | 1, text = '') => evenOut(text, { ...twins.twins[twin], known: twins.known })
	return [...(left ?? [])].flatMap(([address, text]) => {
		const notAsked = text.startsWith('404') && right?.has(address) === false
		return notAsked || even(0, text) === even(1, right?.get(address)) ? [] : [address]
	})
}

const runs: [Stage, Shape, Hidden][] = [
	['review', 'document', { sam: 'sent', tim: 'draft' }],
	['reopened', 'data', { sam: 'draft', tim: 'sent' }],
]
test.each(runs)(
	'two companies that differ in one side of open pairs alone answer everybody else the same: %s, %s, %o',
	async (stage, shape, hidden) => {
		const twins = await foundTwins(admin, stage, hidden)
		await tendCycles({ baseUrl: 'https://contour.example.com', at: new Date('2026-12-28T09:00:00Z') })
		const [left, right] = twins.twins
		const first = await readAll(twins, left, { shape })
		const answers = [first, await readAll(twins, right, { shape, unless: first })]
		expect(first.size).toBeGreaterThan(100)
		for (const [address, text] of answers.flatMap((of) => [...of])) {
			expect(text, address).not.toContain('secret-')
		}
		expect(differences(twins, answers)).toEqual([])
		const mails = [await mailsTo(left), await mailsTo(right)] as const
		expect(mails[0].length).toBeGreaterThan(0)
		expect(mails[0].map((text) => evenOut(text, { ...left, known: twins.known }))).toEqual(
			mails[1].map((text) => evenOut(text, { ...right, known: twins.known })),
		)
		expect(mails.join()).not.toContain('secret-')

		// Once the pairs are closed the two differ, for those who may read them: else nothing above would say anything.
		for (const twin of [0, 1]) {
			for (const [pair, rater] of [
				['sam', 'manager'],
				['sam', 'self'],
				['tim', 'self'],
				['tim', 'manager'],
			] as const) {
				await twins.sendUnlessSent(twin, pair, rater)
			}
		}
		const closed = { shape, paths: ['a/:account/check-ins/:participantId/agreement'] }
		const then = [await readAll(twins, left, closed), await readAll(twins, right, closed)]
		expect(differences(twins, then).map((address) => address.split(' ')[0])).toEqual([
			'sam',
			'olga',
			'hana',
			'hana',
		])
	},
	120_000,
)
