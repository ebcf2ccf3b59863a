import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { createAccount } from '#app/data/create-account.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { loadTestSample } from '#tests/support/load-sample.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { addSealedWebhook } from '#tests/webhooks/sealed-webhook.ts'
import { sessionCookie } from '#tests/check-ins/visitor.ts'
import { matrix } from './matrix.ts'
import { kinds, startSessions, type Kind } from './people.ts'
import { listRoutes } from './routes.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const routes = await listRoutes()
const methods = ['GET', 'POST'] as const

const ids: Record<string, string> = {}
let sessions: Record<Kind, string | null>
let otherOwnerId = ''

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	await prepare(database.accountId)
}, 120_000)
afterAll(closeDatabase)

/** What is asked for in the sample company, and an account beside it. */
async function prepare(accountId: string) {
	const other = await createAccount({
		name: `Other ${crypto.randomUUID()}`,
		locale: 'en-US',
		timeZone: 'UTC',
		content: builtInContent,
		owner: { email: `${crypto.randomUUID()}@other.example`, name: 'Other', passwordHash: 'x' },
		roles: ['owner', 'hr'],
	})
	if (!other.ok) throw new Error(other.reason)
	otherOwnerId = other.userId
	sessions = await startSessions(database.adminPool, otherOwnerId)
	const one = async (text: string): Promise<string> => {
		const { rows } = await database.adminPool.query<{ id: string }>(text, [accountId])
		if (!rows[0]) throw new Error(`Nothing found by ${text}`)
		return rows[0].id
	}
	ids.participantId = await one(
		`SELECT p.id FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 WHERE p.account_id = $1 AND c.phase = 'open' AND m.email = 'member@meridian.example'`,
	)
	ids.cycleId = await one(`SELECT id FROM cycle WHERE account_id = $1 AND phase = 'open'`)
	ids.groupId = await one(
		`SELECT g.id FROM calibration_group g JOIN cycle c ON c.account_id = g.account_id AND c.id = g.cycle_id
		 WHERE g.account_id = $1 AND c.phase = 'open' AND g.name = 'Engineering'`,
	)
	ids.memberId = await one(
		`SELECT id FROM member WHERE account_id = $1 AND email = 'member@meridian.example'`,
	)
	ids.versionId = await one(
		`SELECT id FROM framework_version WHERE account_id = $1 AND published_at IS NOT NULL`,
	)
	ids.teamId = await one(`SELECT id FROM team WHERE account_id = $1 AND name = 'Payments'`)
	ids.assessmentId = await one(
		`SELECT a.id FROM team_assessment a JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id
		 WHERE a.account_id = $1 AND c.phase = 'open' AND a.state = 'collecting'`,
	)
	ids.roadmapId = await one(
		`SELECT id FROM roadmap WHERE account_id = $1 AND name = 'Payments to AI coding level 5'`,
	)
	ids.itemId = await one(
		`SELECT i.id FROM roadmap_item i JOIN roadmap r ON r.account_id = i.account_id AND r.id = i.roadmap_id
		 WHERE i.account_id = $1 AND i.phase = 'mvp' AND r.name = 'Payments to AI coding level 5' LIMIT 1`,
	)
	ids.phase = 'mvp'
	ids.checkpointId = await one(
		`SELECT c.id FROM roadmap_checkpoint c JOIN roadmap r ON r.account_id = c.account_id AND r.id = c.roadmap_id
		 WHERE c.account_id = $1 AND c.state = 'draft' AND r.name = 'Payments to AI coding level 5'`,
	)
	ids.topicId = await one(`SELECT id FROM training_topic WHERE account_id = $1 AND key = 'map-your-week'`)
	ids.assignmentId = await one(
		`INSERT INTO training_assignment (account_id, topic_id, member_id, assigned_on, batch_id)
		 SELECT account_id, '${ids.topicId}', id, '2026-01-01', id FROM member
		 WHERE account_id = $1 AND email = 'member@meridian.example' RETURNING id`,
	)
	ids.metricId = await one(`SELECT id FROM metric WHERE account_id = $1 AND key = 'prs-merged'`)
	ids.reportId = await one(
		`INSERT INTO saved_report (account_id, membership_id, kind, name)
		 SELECT m.account_id, m.id, 'training-needs', 'Ours' FROM membership m JOIN "user" u ON u.id = m.user_id
		 WHERE m.account_id = $1 AND u.email = 'hr@meridian.example' RETURNING id`,
	)
	const added = await addRosterImport(systemScope(accountId), {
		fileName: 'roster.csv',
		bytes: new TextEncoder().encode('Name,Email\nNew Person,new@example.com\n'),
	})
	if (!added.ok) throw new Error(added.problem.kind)
	ids.importId = added.importId
	ids.webhookId = (await addSealedWebhook(systemScope(accountId), { url: 'https://127.0.0.1' })).id
	const { jobId } = await startJob(systemScope(accountId), {
		kind: 'roster-check',
		subjectId: added.importId,
		parameters: { missing: 'keep', version: 1 },
	})
	ids.jobId = jobId
	Object.assign(ids, { account: 'meridian', family: 'engineering', token: 'x', messageId: ids.memberId })
}

async function renewSession(kind: Kind) {
	const token = sessions[kind]
	if (token === null) return
	expect(await ask('profile', 'GET', token)).toBe('sign-in')
	sessions = await startSessions(database.adminPool, otherOwnerId)
}

/** What an answer says of a right, as one word. */
async function ask(path: string, method: string, session: string | null): Promise<string> {
	const response = await fetch(`${server.url}/${path}`, {
		method,
		headers: {
			'Accept-Encoding': 'identity',
			...(session ? { Cookie: `${sessionCookie}=${session}` } : {}),
			...(method === 'POST' ? { Origin: new URL(server.url).origin, 'Sec-Fetch-Site': 'same-origin' } : {}),
		},
		...(method === 'POST' ? { body: new URLSearchParams() } : {}),
		redirect: 'manual',
	})
	await response.arrayBuffer()
	const { status } = response
	if (status >= 300 && status < 400) {
		return response.headers.get('Location')?.startsWith('/sign-in') ? 'sign-in' : 'elsewhere'
	}
	if (status === 200) return 'yes'
	if (status === 404) return 'no'
	if (status === 410) return 'gone'
	if ([400, 409, 411, 413, 415, 422].includes(status)) return 'mend'
	return String(status)
}

const mayRemove = (answer?: string) => Number(answer === 'elsewhere')

describe('every route and method, for every kind of person', () => {
	test('the table has every route of the manifest, and no other', () => {
		expect(Object.keys(matrix).toSorted()).toEqual(routes.map(({ path }) => path).toSorted())
	})

	// These two take away what the others stand on.
	const last = ['sign-out', 'a/:account/sample-removal']
	const ordered = routes.toSorted((a, b) => last.indexOf(a.path) - last.indexOf(b.path))

	test.each(
		ordered.flatMap(({ path, isIndex }) => methods.map((method) => [method, path, isIndex] as const)),
	)(
		'%s /%s',
		async (method, path, isIndex) => {
			const address =
				path.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? 'missing') +
				(isIndex && method === 'POST' ? '?index' : '')
			const expected = matrix[path]?.[method]
			const answerTo = async (kind: Kind) => [kind, await ask(address, method, sessions[kind])] as const
			if (!(method === 'POST' && last.includes(path))) {
				expect(Object.fromEntries(await Promise.all(kinds.map(answerTo)))).toEqual(expected)
				return
			}
			const answers: Record<string, string> = {}
			// Whoever may remove the sample comes after those who may not: each removal takes it from the next.
			for (const kind of kinds.toSorted((a, b) => mayRemove(expected?.[a]) - mayRemove(expected?.[b]))) {
				const isGone = Object.values(answers).includes('elsewhere')
				if (isGone) await prepare((await loadTestSample(database.adminPool)).accountId)
				answers[kind] = (await answerTo(kind))[1]
				if (path === 'sign-out') await renewSession(kind)
			}
			expect(answers).toEqual(expected)
		},
		120_000,
	)
})
