import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { systemScope } from '#app/data/account-scope.server.ts'
import { addRoadmap } from '#app/data/roadmaps/add-roadmap.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { roles } from '#app/domain/access/policy.ts'
import { operations } from '#app/domain/api/operations.ts'
import { webhookEventData } from '#app/domain/webhook/webhook-event-data.ts'
import { schedulePhases } from '#app/domain/roadmap/phase.ts'
import { levelTemplate } from '#app/domain/roadmap/template.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { describedOperations, faultOfAnswer } from './described.ts'
import { tokenOf } from './token-of.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const one = async (text: string, values: unknown[]) =>
	(await database.adminPool.query<{ id: string }>(text, values)).rows[0]?.id ?? ''

type Bearer = Role | 'other hr'
const bearers = {} as Record<Bearer, string>
/** Of the sample company, and of the one beside it. */
const own: Record<string, string> = {}
const others: Record<string, string> = {}

const measured = 'prs-merged'

async function idsOf(accountId: string): Promise<Record<string, string>> {
	return {
		metricId: await one(`SELECT id FROM metric WHERE account_id = $1 AND key = $2`, [accountId, measured]),
		memberId: await one(`SELECT id FROM member WHERE account_id = $1 ORDER BY name LIMIT 1`, [accountId]),
		teamId: await one(`SELECT id FROM team WHERE account_id = $1 ORDER BY name LIMIT 1`, [accountId]),
		cycleId: await one(
			`SELECT id FROM cycle WHERE account_id = $1 ORDER BY (phase = 'published') DESC, starts_on DESC LIMIT 1`,
			[accountId],
		),
	}
}

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	const other = await newCompany({ content: builtInContent })
	const { accountId, adminPool } = database
	await adminPool.query(`INSERT INTO member (account_id, name) VALUES ($1, 'Of Another Company')`, [
		other.accountId,
	])
	await adminPool.query(`INSERT INTO team (account_id, name) VALUES ($1, 'Of Another Company')`, [
		other.accountId,
	])
	const planOf = async (of: string, teamId: string | null = null) => {
		const startsOn = '2026-01-05'
		const added = await addRoadmap(systemScope(of), {
			input: {
				...{ name: 'Everybody’s plan', teamId, withBelow: false, startLevel: 2, targetLevel: 5 },
				...{ ownerId: null, sponsorIds: [] },
			},
			...{ template: levelTemplate(fiveAiCodingLevels), phases: schedulePhases(startsOn), startsOn },
			idempotencyKey: crypto.randomUUID(),
		})
		if (!added.ok) throw new Error(added.reason)
		return added.roadmapId
	}
	Object.assign(own, await idsOf(accountId), { roadmapId: await planOf(accountId) })
	Object.assign(others, {
		...(await idsOf(other.accountId)),
		...{ cycleId: crypto.randomUUID(), roadmapId: await planOf(other.accountId) },
	})
	for (const role of roles) bearers[role] = (await tokenOf(accountId, role)).token
	bearers['other hr'] = (await tokenOf(other.accountId, 'hr')).token
	const [type = '', body = ''] = bodies['addObservations']?.[0] ?? []
	for (const [who, ids] of [
		['hr', own],
		['other hr', others],
	] as const) {
		const kept = await ask(bearers[who], '/observations?mode=keep', {
			...{ method: 'POST', body },
			headers: { 'Content-Type': type },
		})
		ids.importId = (JSON.parse(kept.body) as { id: string }).id
	}
}, 120_000)
// So much is asked here that a token would have to wait.
beforeEach(() => database.adminPool.query('DELETE FROM rate_limit'))
afterAll(closeDatabase)

async function ask(bearer: string | null, path: string, init: RequestInit = {}) {
	const headers = new Headers(init.headers)
	if (bearer !== null) headers.set('Authorization', `Bearer ${bearer}`)
	const response = await fetch(`${server.url}/api/v1${path}`, { ...init, headers, redirect: 'manual' })
	const body = await response.text()
	return {
		status: response.status,
		type: response.headers.get('Content-Type'),
		body,
		headers: response.headers,
	}
}

/** What a query has to have. */
const needed: Record<string, string> = {
	listObservations: `?metric=${measured}`,
	addObservations: '?mode=keep',
	addImport: '?mode=keep',
}

const value = { metric: measured, period: '2020-01', value: '1' }
/** What is posted: what is taken first, then what is not. */
const bodies: Record<string, [type: string, body: string][]> = {
	addObservations: [
		['application/json', JSON.stringify([value])],
		['application/json', '[]'],
		['application/json', '{"__proto__": []}'],
		['application/json', '['.repeat(50_000)],
		[
			'application/json',
			JSON.stringify([
				{ ...value, value: 1e308 },
				{ ...value, subject: '\0' },
			]),
		],
		['text/plain', 'x'],
	],
	addImport: [
		['text/csv', `Team,Metric,Month,Value\nPayments,${measured},2020-01,5\n`],
		['text/csv', ''],
		['text/csv', 'a\0b'],
		['application/octet-stream', '%PDF-1.7'],
		['application/json', '{'],
		['multipart/form-data', 'x'],
	],
}
/** What comes of the first of these, where it is not simply read. What was only kept has nothing to take back. */
const comes: Record<string, number> = { addObservations: 202, addImport: 202, undoImport: 409 }

const place = (path: string, ids: Record<string, string>) =>
	path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? crypto.randomUUID())

/** Whom each operation is for: everybody else gets the answer of what does not exist. */
const readers: Record<string, Role[]> = {
	listMembers: ['owner', 'admin', 'hr'],
	getMember: ['owner', 'admin', 'hr'],
	listTeams: ['owner', 'admin', 'hr'],
	getTeam: ['owner', 'admin', 'hr'],
	listCycles: ['hr'],
	getCycle: ['hr'],
	listParticipants: ['hr'],
	listOutcomes: ['hr'],
	getHeatmap: ['owner', 'admin', 'hr', 'executive', 'member'],
	listTrainingNeeds: ['hr'],
	getTrainingCounts: ['hr', 'executive'],
	listTeamAssessments: ['owner', 'admin', 'hr', 'executive', 'member'],
	listRoadmaps: ['owner', 'admin', 'hr', 'executive', 'member'],
	getRoadmap: ['owner', 'admin', 'hr', 'executive', 'member'],
	listMetrics: ['owner', 'admin', 'hr', 'executive', 'member'],
	getMetric: ['owner', 'admin', 'hr', 'executive', 'member'],
	listObservations: ['owner', 'admin', 'hr', 'executive', 'member'],
	addObservations: ['hr'],
	listImports: ['owner', 'admin', 'hr'],
	addImport: ['hr'],
	getImport: ['hr'],
	undoImport: ['hr'],
}

describe('the document', () => {
	test('is OpenAPI 3.1 by a linter, and is served to whoever asks', async () => {
		const answer = await ask(null, '/openapi.json')
		expect(answer.status).toBe(200)
		const document = JSON.parse(answer.body) as Record<string, unknown>
		expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true })
		expect(document['openapi']).toBe('3.1.1')
		// The linter does find what is wrong.
		const { paths: _, ...broken } = document
		expect(await new Validator().validate({ ...broken, info: {} })).toMatchObject({ valid: false })
	})

	test('has every operation, each for somebody', () => {
		expect(describedOperations.map(({ operationId }) => operationId).toSorted()).toEqual(
			operations.map(({ id }) => id).toSorted(),
		)
		expect(Object.keys(readers).toSorted()).toEqual(operations.map(({ id }) => id).toSorted())
	})

	test('has a page for people', async () => {
		const page = await (await fetch(`${server.url}/api/v1`)).text()
		for (const { path } of operations) expect(page).toContain(`/api/v1${path}`)
	})
})

/** Queries of every kind, of what each operation takes and of what none does. */
function queriesOf(names: readonly string[]): string[] {
	const values: Record<string, string[]> = {
		limit: ['1', '0', '201', '2.5', 'x'],
		cursor: ['x', Buffer.from('["listMembers","x"]').toString('base64url')],
		search: ['a', '%00'],
		team: [own.teamId ?? '', others.teamId ?? '', 'none', 'x'],
		node: [own.teamId ?? '', others.teamId ?? '', 'x'],
		cycle: [own.cycleId ?? '', others.cycleId ?? '', 'no%20such', '%00'],
		manager: [others.memberId ?? '', 'none'],
		metric: [own.metricId ?? '', others.metricId ?? '', '%00', 'no-such'],
		subject: [own.memberId ?? '', others.memberId ?? ''],
		from: ['0000-01-01', '2026-02-30', '2026-01-01'],
		until: ['9999-12-31'],
		grain: ['month', 'minute'],
		family: ['engineering', crypto.randomUUID()],
		framework: ['five-ai-coding-levels'],
		lens: ['tier'],
		phase: ['published', 'done'],
		standing: ['late', 'agreed'],
	}
	return [
		'',
		'nobody=knows',
		...names.flatMap((name) => (values[name] ?? ['x', '']).map((value) => `${name}=${value}`)),
		...names.slice(0, 1).map((name) => `${name}=1&${name}=2`),
	]
}

describe('every operation of the document, as every role', () => {
	test.each(describedOperations.map((operation) => [operation.operationId, operation] as const))(
		'%s',
		async (id, operation) => {
			const { path, method } = operation
			const query = operation.parameters.filter((one) => one.in === 'query').map(({ name }) => name)
			const missing = (await ask(bearers.hr, '/no/such/thing')).body
			for (const [who, bearer] of Object.entries(bearers) as [Bearer, string][]) {
				const mayRead = who === 'other hr' ? null : readers[id]?.includes(who)
				const places = [
					place(path, own),
					place(path, others),
					place(path, {}),
					path.replaceAll(/\{\w+\}/g, 'x'),
				]
				const base = needed[id] ?? ''
				const addresses = new Set([
					...places.map((one) => one + base),
					...queriesOf(query).map((text) => `${places[0]}${base === '' ? '?' : `${base}&`}${text}`),
				])
				const [body, ...badBodies] = bodies[id] ?? []
				const send = (address: string, [type, text]: readonly string[] = []) =>
					ask(bearer, address, {
						method,
						...(type !== undefined && { body: text ?? '', headers: { 'Content-Type': type } }),
					})
				const asked = [
					...[...addresses].map((address) => [address, body] as const),
					...badBodies.map((bad) => [(places[0] ?? '') + base, bad] as const),
				]
				for (const [address, posted] of asked) {
					const answer = await send(address, posted)
					expect(faultOfAnswer(operation, answer), `${who} ${address}`).toBeNull()
					expect(answer.status, `${who} ${address}`).toBeLessThan(500)
					expect(answer.headers.get('Cache-Control')).toBe('private, no-store')
					if (mayRead === false || answer.status === 404)
						expect(answer.body, `${who} ${address}`).toBe(missing)
				}
				const [first = '', ofOthers = ''] = places
				if (mayRead) expect((await send(first + base, body)).status, who).toBe(comes[id] ?? 200)
				// Nobody gets at the things of another account, and what is there looks like what is not.
				if (path.includes('{')) expect((await ask(bearers.hr, ofOthers, { method })).status).toBe(404)
				if (path.includes('{')) expect((await ask(bearers['other hr'], first, { method })).status).toBe(404)
			}
		},
		120_000,
	)
})

describe('who reads results', () => {
	type Heatmap = {
		rows: { nodeId: string; cells: { family: string; tier: { state: string }; coverage: object }[] }[]
	}
	const heatmap = async (who: Role) => JSON.parse((await ask(bearers[who], '/heatmap')).body) as Heatmap
	const states = ({ rows }: Heatmap) => rows.flatMap(({ cells }) => cells.map(({ tier }) => tier.state))

	test('HR reads every cell; others find suppressed ones, which have a state and nothing else', async () => {
		expect(states(await heatmap('hr'))).not.toContain('suppressed')
		for (const who of ['owner', 'admin', 'executive'] as const) {
			const seen = await heatmap(who)
			expect(states(seen), who).toContain('suppressed')
			for (const { cells } of seen.rows) {
				for (const { tier } of cells) if (tier.state !== 'shown') expect(Object.keys(tier)).toEqual(['state'])
			}
		}
	})

	test('a token of a member, who is nobody, reads the account alone', async () => {
		expect((await heatmap('member')).rows).toHaveLength(1)
	})

	test('nobody but those who run the cycles reads a name beside a tier', async () => {
		const { rows } = await database.adminPool.query<{ email: string }>(
			`SELECT email FROM member WHERE email IS NOT NULL`,
		)
		for (const who of ['executive', 'member'] as const) {
			for (const { path } of operations) {
				const { body } = await ask(bearers[who], place(path, own))
				expect(rows.filter(({ email }) => body.includes(email))).toEqual([])
			}
		}
	})
})

describe('who reads values of metrics', () => {
	type Page = { data: { subject: { kind: string; id: string }; value: string }[]; next: string | null }
	const values = async (who: Role) => {
		const all: Page['data'] = []
		let cursor: string | null = ''
		while (cursor !== null) {
			const path: string = `/observations?metric=${measured}&limit=200${cursor && `&cursor=${cursor}`}`
			const page = JSON.parse((await ask(bearers[who], path)).body) as Page
			all.push(...page.data)
			cursor = page.next
		}
		return all
	}

	test('HR everything as it came; others nothing of a person, and of a team what its page shows', async () => {
		const { rows } = await database.adminPool.query<{ kind: string; id: string; value: string }>(
			`SELECT o.subject_kind AS kind, o.subject_id AS id, o.value::text FROM observation o
			 JOIN metric x ON x.account_id = o.account_id AND x.id = o.metric_id WHERE x.key = $1
			 ORDER BY o.starts_on, o.subject_id, o.grain`,
			[measured],
		)
		expect(rows.length).toBeGreaterThan(0)
		const flat = (page: Page['data']) => page.map(({ subject, value }) => ({ ...subject, value }))
		expect(flat(await values('hr'))).toEqual(rows)
		for (const who of ['owner', 'admin', 'executive'] as const) {
			const seen = flat(await values(who))
			expect(seen.filter(({ kind }) => kind === 'member')).toEqual([])
			for (const id of new Set(rows.filter(({ kind }) => kind === 'team').map((row) => row.id))) {
				const page = JSON.parse((await ask(bearers[who], `/metrics/${own.metricId}?node=${id}`)).body) as {
					figures: { state: string; series?: { source: string }[] }
				}
				const isShown = page.figures.series?.some(({ source }) => source === 'own') ?? false
				expect(
					seen.some((row) => row.id === id),
					`${who} ${id} ${page.figures.state}`,
				).toBe(isShown)
			}
		}
		expect((await values('member')).filter(({ subject }) => subject.kind !== 'account')).toEqual([])
	})
})

describe('who reads plans and assessments', () => {
	type Plan = {
		id: string
		startLevel: number
		reached: { level: number; cycle: string } | null
		phases?: { key: string }[]
		items?: { phase: string; kind: string }[]
	}
	const rowsOf = async <Row>(who: Bearer, path: string) =>
		(JSON.parse((await ask(bearers[who], path)).body) as { data: Row[] }).data

	test('every role the same plans as its pages list, and each of them whole', async () => {
		const { rows } = await database.adminPool.query<{ id: string; items: number; start: number }>(
			`SELECT r.id, (SELECT count(*)::int FROM roadmap_item i WHERE i.roadmap_id = r.id) AS items,
				r.start_level * CASE r.lens WHEN 'tier' THEN 0.5 ELSE 1 END::float AS start FROM roadmap r
			 WHERE r.account_id = $1 ORDER BY r.id`,
			[database.accountId],
		)
		expect(rows.length).toBeGreaterThan(3)
		for (const who of ['owner', 'admin', 'hr', 'executive'] as const) {
			const plans = await rowsOf<Plan>(who, '/roadmaps?state=all&limit=200')
			expect(plans.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
			const whole = await Promise.all(
				plans.map(async ({ id }) => JSON.parse((await ask(bearers[who], `/roadmaps/${id}`)).body) as Plan),
			)
			for (const [index, { phases, items, ...plan }] of whole.entries()) {
				expect(plan).toMatchObject({ ...plans[index] })
				expect([phases?.length, items?.length]).toEqual([4, rows[index]?.items])
			}
			// Each counted on the scale of its lens, and some of them have reached something.
			expect(plans.map(({ startLevel }) => startLevel)).toEqual(rows.map(({ start }) => start))
			expect(plans.filter(({ reached }) => reached !== null).length).toBeGreaterThan(0)
		}
		// A token of a member is nobody: the account's plan is all that holds for it.
		expect((await rowsOf<Plan>('member', '/roadmaps?state=all')).map(({ id }) => id)).toEqual([own.roadmapId])
		const [ofTeam] = rows.filter(({ id }) => id !== own.roadmapId)
		expect((await ask(bearers.member, `/roadmaps/${ofTeam?.id}`)).status).toBe(404)
	})

	test('what is agreed and nothing else, by cycle, team and framework', async () => {
		const { rows } = await database.adminPool.query<{
			id: string
			cycle: string
			team: string
			framework: string
			agreed: boolean
		}>(
			`SELECT id, cycle_id AS cycle, team_id AS team, framework_key AS framework, state = 'agreed' AS agreed
			 FROM team_assessment WHERE account_id = $1`,
			[database.accountId],
		)
		const agreed = rows.filter((row) => row.agreed)
		expect(agreed.length).toBeLessThan(rows.length)
		const [first] = agreed
		const asked = async (who: Bearer, query: string) =>
			(await rowsOf<{ id: string }>(who, `/team-assessments?limit=200${query}`))
				.map(({ id }) => id)
				.toSorted()
		const expected = (keep: (row: (typeof rows)[number]) => boolean) =>
			agreed
				.filter(keep)
				.map(({ id }) => id)
				.toSorted()
		for (const who of ['owner', 'admin', 'hr', 'executive'] as const) {
			expect(await asked(who, '')).toEqual(expected(() => true))
			for (const name of ['cycle', 'team', 'framework'] as const) {
				const some = expected((row) => row[name] === first?.[name])
				expect(some.length).toBeLessThan(agreed.length)
				expect(await asked(who, `&${name}=${first?.[name]}`)).toEqual(some)
			}
		}
		expect(await asked('member', '')).toEqual([])
		expect(await asked('other hr', '')).toEqual([])
	})

	test('what a webhook names can be asked for', () => {
		const fields = Object.values(webhookEventData).flatMap(({ shape }) => Object.keys(shape))
		const ids = fields.filter((name) => name.endsWith('Id'))
		expect(ids).toContain('roadmapId')
		const read = operations.filter(({ method }) => method === 'GET').map(({ path }) => path)
		for (const name of ids)
			expect(
				read.some((path) => path.endsWith(`/{${name}}`)),
				name,
			).toBe(true)
	})
})

describe('a list', () => {
	test.each(['/members', '/teams', '/cycles', '/training-needs', '/roadmaps', '/team-assessments'])(
		'%s comes whole by its pages, and each row once',
		async (path) => {
			const whole: { data: object[]; next: string | null } = JSON.parse(
				(await ask(bearers.hr, `${path}?limit=200`)).body,
			)
			const seen: object[] = []
			let next: string | null = null
			const limit = Math.max(1, Math.ceil(whole.data.length / 3))
			do {
				const cursor: string = next === null ? '' : `&cursor=${next}`
				const page: typeof whole = JSON.parse((await ask(bearers.hr, `${path}?limit=${limit}${cursor}`)).body)
				seen.push(...page.data)
				next = page.next
			} while (next !== null && seen.length < whole.data.length)
			expect(whole.data.length).toBeGreaterThan(2)
			// The last page may go on beyond what one page holds.
			expect(seen.slice(0, whole.data.length)).toEqual(whole.data)
		},
	)

	test('refuses the cursor of another, in words', async () => {
		const { next } = JSON.parse((await ask(bearers.hr, '/members?limit=1')).body) as { next: string }
		const answer = await ask(bearers.hr, `/teams?cursor=${next}`)
		expect(answer.status).toBe(400)
		expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid-request', errors: [{ path: 'cursor' }] })
	})
})
