import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { fieldsOf } from '#tests/check-ins/visitor.ts'
import { dataInPage } from '#tests/suppression/visits.ts'
import { textOf } from '#tests/support/page-text.ts'
import type { SignIn } from '#tests/training-needs/company.ts'
import { openSample, rowHeadersOf } from '#tests/training-needs/company.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)

let sample: Awaited<ReturnType<typeof openSample>>
beforeAll(async () => {
	sample = await openSample(database, server.url)
})

const everybody = ['hr', 'executive', 'manager', 'member'] as const
type Row = Record<string, string>

async function pageOf(name: SignIn, path: string): Promise<string> {
	const { status, text } = await sample.as(name).get(path)
	expect(status, path).toBe(200)
	return text.replaceAll('<!-- -->', '').replaceAll(/<span class="phone-label">.*?<\/span>/gs, '')
}

async function csvOf(name: SignIn, path: string): Promise<Row[]> {
	return parse(await pageOf(name, path), { columns: true, bom: true })
}

const cardsOf = (html: string) => [...html.matchAll(/<section[^>]*>.*?<\/section>/gs)].map(([card]) => card)
const one = (value: string | undefined) => (Math.round(Number(value) * 10) / 10).toFixed(1)

test.each(everybody)('the stalls that %s sees are those of the export, in its order', async (name) => {
	const rows = await csvOf(name, 'heatmap/stalls.csv')
	const cards: string[] = []
	for (let page = 1; cards.length < rows.length; page += 1) {
		const found = cardsOf(await pageOf(name, `heatmap/stalls?page=${page}`)).filter((card) =>
			card.includes('>Mean in '),
		)
		if (found.length === 0) break
		cards.push(...found)
	}
	expect(cards.length).toBe(rows.length)
	for (const [i, row] of rows.entries()) {
		const text = textOf(cards[i] ?? '')
		expect(text).toContain(row.team)
		// Two digits show that it is less than a quarter of a tier, and the change is that of the printed figures.
		const printed = new RegExp(
			`(\\d\\.\\d\\d) Mean in ${row.cycle} (\\d\\.\\d\\d) [▲▼=] ([+−]?[\\d.]+)`,
		).exec(text)
		const [before = NaN, now = NaN, change = NaN] =
			printed?.slice(1).map((part) => Number(part.replace('−', '-'))) ?? []
		expect(Math.abs(before - Number(row.mean_tier_before))).toBeLessThan(0.0051)
		expect(Math.abs(now - Number(row.mean_tier))).toBeLessThan(0.0051)
		expect(change).toBeCloseTo(now - before, 5)
		expect(Number(row.mean_tier)).toBeLessThan(Number(row.target_tier))
		expect(Math.abs(Number(row.change_of_mean_tier))).toBeLessThan(0.25)
		expect(row.found_by).toBe(name === 'hr' ? 'people' : 'groups')
	}
	if (name !== 'member') expect(rows.length).toBeGreaterThan(3)
})

test('a remedy is added to the plan once, by who edits it; others get the way to the plan', async () => {
	// A plan that leads a team higher which was twice at the same level
	await database.adminPool.query(
		`UPDATE roadmap SET start_level = 1, team_id = (SELECT id FROM team WHERE account_id = $1 AND name = 'Mobile')
		 WHERE account_id = $1 AND lens = 'ai-coding-level'`,
		[sample.accountId],
	)
	const planId = await sample.one(`SELECT id FROM roadmap WHERE account_id = $1 AND lens = 'ai-coding-level'`)
	const cardOf = async (name: SignIn) =>
		cardsOf(await pageOf(name, 'heatmap/stalls?lens=levels')).find((card) => card.includes('Mobile')) ?? ''
	const before = await cardOf('hr')
	expect(textOf(before)).toMatch(/AI coding level 1.*Target AI coding level 5/)
	const remedyKey = /name="remedyKey"[^>]* value="([^"]+)"/.exec(before)?.[1] ?? ''
	expect(remedyKey).not.toBe('')
	expect(before).toContain(`action="/a/meridian/roadmaps/${planId}"`)

	const phase = /<option value="([a-z]+)" selected/.exec(before)?.[1] ?? 'mvp'
	const post = () =>
		sample.as('hr').post(`roadmaps/${planId}`, { ...fieldsOf(before), remedyKey, phase, intent: 'remedy' })
	expect((await post()).status).toBe(303)
	const count = async () =>
		(
			await database.adminPool.query(
				'SELECT FROM roadmap_item WHERE account_id = $1 AND roadmap_id = $2 AND source_key = $3',
				[sample.accountId, planId, remedyKey],
			)
		).rowCount
	expect(await count()).toBe(1)
	expect(await cardOf('hr')).not.toContain(`value="${remedyKey}"`)
	// The same form again, and the same remedy by another
	await post()
	const again = await cardOf('hr')
	const { idempotencyKey = '' } = fieldsOf(again)
	const refused = await sample
		.as('hr')
		.post(`roadmaps/${planId}`, { intent: 'remedy', idempotencyKey, remedyKey, phase })
	expect(refused.status).toBe(409)
	expect(await count()).toBe(1)

	const seen = await cardOf('executive')
	expect(seen).toContain(`href="/a/meridian/roadmaps/${planId}"`)
	expect(seen).not.toContain('<form')
})

test('the skill that carries people on is added to a plan of tiers as an item of its own', async () => {
	await database.adminPool.query(
		`UPDATE roadmap SET team_id = NULL, with_below = false WHERE account_id = $1 AND lens = 'tier'`,
		[sample.accountId],
	)
	const planId = await sample.one(`SELECT id FROM roadmap WHERE account_id = $1 AND lens = 'tier'`)
	const firstCard = async (name: SignIn) =>
		cardsOf(await pageOf(name, 'heatmap/stalls')).find((card) => card.includes('>Mean in ')) ?? ''
	const card = await firstCard('hr')
	const fields = fieldsOf(card)
	expect(fields).toMatchObject({ intent: 'add', kind: 'own', text: expect.stringMatching(/^[A-Z].+: .+/) })
	const phase = /<option value="([a-z]+)" selected/.exec(card)?.[1] ?? 'mvp'
	expect((await sample.as('hr').post(`roadmaps/${planId}`, { ...fields, phase })).status).toBe(303)
	const { rows } = await database.adminPool.query<{ kind: string }>(
		'SELECT kind FROM roadmap_item WHERE account_id = $1 AND roadmap_id = $2 AND text = $3',
		[sample.accountId, planId, fields.text],
	)
	expect(rows).toEqual([{ kind: 'own' }])
	expect(textOf(await firstCard('hr'))).toContain('This plan has taken up all of it.')
	expect(await firstCard('executive')).not.toContain('<form')
})

test.each(everybody)(
	'the whole organization shows %s every team as the heatmap does, and draws no other figure',
	async (name) => {
		const html = await pageOf(name, 'heatmap/organization')
		const headers = rowHeadersOf(html)
		expect(headers[0]).toBe('Meridian')
		if (name === 'member') expect(headers).toHaveLength(2)
		else expect(headers.length).toBeGreaterThan(20)
		const top = await csvOf(name, 'heatmap.csv?cycle=latest')
		const all = top.filter(({ family }) => family === 'all')
		const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => textOf(row))
		for (const { team, mean_tier: mean } of all) {
			const row = rows.find((text) => text.startsWith(team ?? '-'))
			const said = mean === 'suppressed' ? 'Hidden' : mean === '' ? 'Nobody here' : one(mean)
			expect(row, team).toContain(said)
		}
		const tiles = [...html.matchAll(/class="organization-cell" data-kind="([^"]*)"[^>]*title="([^"]*)"/g)]
		expect(tiles).toHaveLength(headers.length)
		for (const [, kind, title = ''] of tiles) {
			if (kind === 'suppressed') expect(title).toMatch(/^[^:]+: hidden$/)
			if (kind === 'value') expect(title).toMatch(/: mean \d\.\d · /)
		}
		// By the figure, the hidden stand after all that are shown, whichever way it is sorted.
		for (const order of ['asc', 'desc']) {
			const sorted = await pageOf(name, `heatmap/organization?sort=mean&order=${order}`)
			const kinds = [...sorted.matchAll(/<tr>(.*?)<\/tr>/gs)]
				.map(([, row = '']) => textOf(row))
				.slice(1)
				.map((text) => /\d\.\d/.test(text))
			expect(kinds).toEqual(kinds.toSorted((a, b) => Number(b) - Number(a)))
		}
	},
)

test('benchmarks set the survey beside teams, and a metric beside tiers pairs what is shown alone', async () => {
	for (const name of everybody) {
		const benchmarks = textOf(await pageOf(name, 'heatmap/benchmarks'))
		expect(benchmarks).toMatch(
			/Experimentation.*40%.*Integration.*26%.*Transformation.*17%.*Not named by the survey.*17%/s,
		)
		expect(benchmarks).toContain('Shares of teams, not of people')

		const pairs = await pageOf(name, 'heatmap/metric-and-tier?metric=prs-merged')
		expect(textOf(pairs)).toContain('Going together is no cause')
		const rows = [...pairs.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => textOf(row)).slice(1)
		const points = [...pairs.matchAll(/<g class="scatter-point">/g)].length
		const both = rows.filter((text) => !/Hidden|Nobody here|No values|Not assessed|Exempt/.test(text)).length
		expect(points).toBe(both >= 3 ? both : 0)
		if (name === 'hr') expect(points).toBeGreaterThan(2)
	}
})

test.each(['hr', 'executive', 'manager'] as const)(
	'a metric beside a tier tells %s what the heatmap and the metric tell, and no more',
	async (name) => {
		const { rows: metrics } = await database.adminPool.query<{ key: string; cycleId: string }>(
			`SELECT DISTINCT x.key, s.cycle_id AS "cycleId", s.published_at FROM snapshot_metric v
		 JOIN snapshot s ON s.account_id = v.account_id AND s.id = v.snapshot_id
		 JOIN metric x ON x.account_id = v.account_id AND x.id = v.metric_id
		 WHERE x.key IN ('prs-merged', 'code-churn') ORDER BY s.published_at DESC LIMIT 2`,
		)
		expect(metrics.length).toBeGreaterThan(1)
		const kinds = new Map<string, number>()
		for (const { key, cycleId } of metrics) {
			const at = new URLSearchParams({ cycle: cycleId })
			const tiers = await csvOf(name, `heatmap.csv?${at}`)
			const values = await csvOf(name, `heatmap.csv?${at}&metric=${key}`)
			for (const family of new Set(tiers.map((row) => row.family).filter((one) => one !== 'all'))) {
				const { rows: found } = await database.adminPool.query<{ id: string }>(
					'SELECT id FROM role_family WHERE key = $1',
					[family],
				)
				const path = `heatmap/metric-and-tier?${at}&metric=${key}&family=${found[0]?.id}`
				const page = (await dataInPage(await pageOf(name, path)))['routes/metric-and-tier/route'] as {
					pairs: { rows: { id: string; tier: Side; metric: Side }[] } | null
				}
				for (const { id, tier, metric } of page.pairs?.rows ?? []) {
					const cell = tiers.find((row) => row.team_id === id && row.family === family)
					const told = {
						suppressed: 'suppressed',
						'not-assessed': 'not assessed',
						exempt: 'exempt',
						empty: '',
					}
					if (tier.kind === 'shown') expect(tier.value).toBeCloseTo(Number(cell?.mean_tier), 3)
					else expect(cell?.mean_tier, path).toBe(told[tier.kind as keyof typeof told])
					const ofTeam = values.filter((row) => row.team_id === id)
					if (metric.kind === 'shown')
						expect(ofTeam.map((row) => Number(row.value).toFixed(3))).toContain(metric.value?.toFixed(3))
					if (metric.kind === 'suppressed') expect(ofTeam.map((row) => row.value)).toContain('suppressed')
					for (const { kind } of [tier, metric]) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
				}
			}
		}
		expect(kinds.get('shown')).toBeGreaterThan(0)
		expect((kinds.get('suppressed') ?? 0) > 0).toBe(name !== 'hr')
	},
)

type Side = { kind: string; value?: number }

test('what is not there is the 404, and nothing is asked of a running cycle', async () => {
	for (const view of ['organization', 'stalls', 'stalls.csv', 'benchmarks', 'metric-and-tier']) {
		for (const cycle of ['live', 'none', '%00']) {
			expect((await sample.as('hr').get(`heatmap/${view}?cycle=${cycle}`)).status, view).toBe(404)
		}
	}
	expect((await sample.as('hr').get('heatmap/metric-and-tier?metric=none')).status).toBe(404)
})
