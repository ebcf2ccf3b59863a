import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { addImport } from '#app/data/imports/add-import.server.ts'
import { saveMemberLogins } from '#app/data/imports/save-member-logins.server.ts'
import { planRosterImport } from '#app/data/plan-roster-import.server.ts'
import { addTestDelivery } from '#app/data/webhooks/add-test-delivery.server.ts'

import { tendCycles } from '#app/jobs/tend-cycles.server.ts'
import { loadTestSample } from '#tests/support/load-sample.ts'
import { addCompletionImport } from '#app/data/training-assignments/add-completion-import.server.ts'
import { applyCompletionImport } from '#app/data/training-assignments/apply-completion-import.server.ts'
import { getCompletionImport } from '#app/data/training-assignments/get-completion-import.server.ts'
import { addTopicImport } from '#app/data/training-topics/add-topic-import.server.ts'
import { applyTopicImport } from '#app/data/training-topics/apply-topic-import.server.ts'
import { getTopicImport } from '#app/data/training-topics/get-topic-import.server.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { listAddresses } from '#tests/access/addresses.ts'
import { kinds, startSessions } from '#tests/access/people.ts'
import { tokenOf } from '#tests/api/token-of.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { sessionCookie } from '#tests/check-ins/visitor.ts'
import { inChunks } from '#tests/imports/importing-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { addSealedWebhook, auditKey } from '#tests/webhooks/sealed-webhook.ts'
import { oneOfEverything } from './one-of-everything.ts'
import { recordStatements, withoutLiterals } from './statement-recorder.ts'

const database = await createTestDatabase()
const { records, stop } = recordStatements()
const server = await startTestServer(database, {
	...{ LOG_LEVEL: 'silent', METRICS_PORT: '0', CONTOUR_AUDIT_KEY: auditKey },
})
const metricsUrl = /Metrics are at (\S+)/.exec(server.notes.join('\n'))?.[1] ?? ''
afterAll(stop)
afterAll(closeDatabase)

const tenantTables = oneOfEverything({
	...{ accountId: '', userId: '', otherUserId: '', isSample: false },
}).map(([table]) => table)

/** What answers before an account is known, or for a job of all accounts; each says no more than it has to. */
const BEFORE_AN_ACCOUNT = [
	...[
		'count_accounts',
		'count_outbox',
		'find_account_by_slug',
		'find_api_token',
		'find_invitation',
		'find_session',
	],
	...['find_user_by_email', 'find_user_token', 'forget_old_deliveries', 'forget_old_jobs'],
	...[
		'list_accounts',
		'list_audit_tails',
		'list_outbox',
		'list_cycles_to_tend',
		'list_due_deliveries',
		'list_due_report_schedules',
		'list_erased_people',
		'list_outcomes_to_check',
		'list_stalled_jobs',
		'list_user_memberships',
		'take_outbox',
		'take_outbox_mail',
	],
]

let accountIds: string[] = []

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	// The whole life of a company: its people, four published cycles, one that runs.
	const { accountId } = await loadTestSample(database.adminPool)
	// The end of a phase is near, of which the calendar tells.
	await database.adminPool.query(`UPDATE cycle SET review_on = current_date + 1 WHERE phase = 'open'`)
	// At an hour at which mails go out, whenever this test runs.
	const noon = new Date(new Date().setUTCHours(12, 0, 0, 0))
	await tendCycles({ baseUrl: 'https://contour.example.com', at: noon })
	const bytes = new TextEncoder().encode('Name,Email\nNew Person,new@example.com\n')
	const roster = await addRosterImport(systemScope(accountId), { fileName: 'roster.csv', bytes })
	if (!roster.ok) throw new Error(roster.problem.kind)
	await planRosterImport(systemScope(accountId), { importId: roster.importId })
	const metrics = new TextEncoder().encode('Team,Metric,Month,Value\nPayments,Stories shipped,2020-01,1\n')
	const added = await addImport(systemScope(accountId), {
		fileName: 'metrics.csv',
		content: inChunks(metrics),
	})
	if (!added.ok) throw new Error(added.problem.kind)
	await saveMemberLogins(systemScope(accountId), {
		importId: added.importId,
		logins: [{ login: 'octocat', memberId: null }],
	})
	// It leads nowhere, which is tried and written down.
	const topics = new TextEncoder().encode('key,title,kind\nmap-your-week,Ours,course\nown-topic,Own,course\n')
	const file = await addTopicImport(systemScope(accountId), { fileName: 'topics.csv', bytes: topics })
	if (!file.ok) throw new Error(file.reason.kind)
	const dryRun = await getTopicImport(systemScope(accountId), file)
	const mark = dryRun?.read.ok ? dryRun.read.mark : ''
	await applyTopicImport(systemScope(accountId), { importId: file.importId, mark, goodRows: true })
	const done = new TextEncoder().encode('email,topic,done on\nmember@meridian.example,own-topic,2026-01-05\n')
	const completed = await addCompletionImport(systemScope(accountId), { fileName: 'done.csv', bytes: done })
	if (!completed.ok) throw new Error(completed.reason.kind)
	const seen = await getCompletionImport(systemScope(accountId), completed)
	await applyCompletionImport(systemScope(accountId), {
		...{ importId: completed.importId, goodRows: true },
		mark: seen?.read.ok ? seen.read.mark : '',
	})
	const webhook = await addSealedWebhook(systemScope(accountId), { url: 'https://127.0.0.1' })
	await addTestDelivery(systemScope(accountId), { webhookId: webhook.id })
	const other = await newCompany({ roles: ['owner', 'hr'], content: builtInContent })
	accountIds = [accountId, other.accountId]
	const sessions = await startSessions(database.adminPool, other.owner.userId)
	const addresses = await listAddresses(database.adminPool, accountId)
	const others = addresses.map((address) => address.replace('/a/meridian', `/a/${other.slug}`))
	// Each asks for one thing after another, as a person does; all of them at once.
	await Promise.all(
		kinds.map(async (kind) => {
			const cookie = sessions[kind] ? { Cookie: `${sessionCookie}=${sessions[kind]}` } : undefined
			const form = { Origin: server.url, 'Sec-Fetch-Site': 'same-origin', ...cookie }
			for (const address of [...addresses, ...(kind === 'other owner' ? others : [])]) {
				await (await fetch(server.url + address, { headers: cookie, redirect: 'manual' })).arrayBuffer()
				if (/sign-out|sample-removal/.test(address)) continue
				const body = new URLSearchParams({
					...{ name: 'New', email: `${crypto.randomUUID()}@new.example`, roles: 'member' },
					idempotencyKey: crypto.randomUUID(),
				})
				const posted = await fetch(server.url + address, {
					...{ method: 'POST', headers: form, body, redirect: 'manual' },
				})
				await posted.arrayBuffer()
			}
		}),
	)
	const programs = { [accountId]: addresses, [other.accountId]: addresses }
	for (const [id, asked] of Object.entries(programs)) {
		const { token } = await tokenOf(id, 'hr')
		for (const address of asked.filter((one) => one.startsWith('/api/'))) {
			const headers = { Authorization: `Bearer ${token}` }
			await (await fetch(server.url + address, { headers })).text()
		}
	}
	await (await fetch(metricsUrl)).text()
}, 300_000)

/** Statements that are the same but for their values, once each. */
const once = (texts: string[]) => [...new Set(texts.map((text) => text.replaceAll(/\s+/g, ' ').trim()))]
const mentioned = (text: string) =>
	tenantTables.filter((table) => new RegExp(`(?<!pgboss\\.)\\b${table}\\b`).test(withoutLiterals(text)))

test('enough was asked to tell: every tenant table that the application uses', () => {
	expect(records.length).toBeGreaterThan(2000)
	expect(new Set(records.map(({ account }) => account))).toEqual(new Set([null, ...accountIds]))
	const used = new Set(records.flatMap(({ text }) => mentioned(text)))
	expect(tenantTables.filter((table) => !used.has(table))).toEqual([])
})

test('no statement touches a tenant table but in a transaction of one account', () => {
	const astray = records.filter(({ account, text }) => account === null && mentioned(text).length > 0)
	expect(once(astray.map(({ text }) => text))).toEqual([])
})

test('no statement is given the id of another account', () => {
	const crossing = records.filter(({ account, text, values }) => {
		const said = `${text} ${JSON.stringify(values)}`
		return accountIds.some((id) => id !== account && said.includes(id))
	})
	// An account is found by its address, and then its own transaction begins.
	expect(once(crossing.filter(({ account }) => account !== null).map(({ text }) => text))).toEqual([])
})

test('every statement on a tenant table names the account as well, so that a distributed one goes to one place', () => {
	const unnamed = records.filter(({ text }) => {
		const tables = mentioned(text)
		if (tables.length === 0 || /\baccount_id\b/.test(text)) return false
		// Of the account's own row the id is the account.
		return tables.some((table) => table !== 'account') || !/\bid\b/.test(text)
	})
	expect(once(unnamed.map(({ text }) => text))).toEqual([])
})

test('what is asked without an account are the functions named here, and nothing else', () => {
	const functions = records
		.filter(({ account }) => account === null)
		.flatMap(({ text }) => [...text.matchAll(/\b((?:count|find|forget|list|settle|take)_\w+)\(/g)])
		.map(([, name]) => name)
	expect([...new Set(functions)].filter((name) => !BEFORE_AN_ACCOUNT.includes(String(name)))).toEqual([])
})
