import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { reopenCycle } from '#app/data/reopen-cycle.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import { readCellPage } from '#app/routes/heatmap-cell/read-page.server.ts'
import { metricColumns, metricRows } from '#app/routes/heatmap-file/metric-rows.server.ts'
import { readHeatmapPage } from '#app/routes/heatmap/read-page.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { countPeople } from '#tests/statistics/recount.ts'
import { winsOfSums } from '#tests/suppression/sum-attack.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { cellsFor, membersByCell, sessionsOf, type MeasuredMember } from './metric-readers.ts'
import type { Total } from './published-metrics.ts'
import {
	addMetrics,
	countsIn,
	emptyTotal,
	insertValues,
	metricsOfCompany,
	randomValues,
	recount,
} from './published-metrics.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const company = await RandomCompany.found(database.adminPool, 61, { teams: 12, members: 180 })
const { hr, accountId } = company

type Quarter = { first: string; last: string; cycleId: string; snapshotId: string }
const quarters: Quarter[] = []

/** By metric, node, source and group, as worked out from the raw values and rows. */
const expected = new Map<string, Map<string, Total>>()

type Stored = Record<string, string | number | boolean>
const storedOf = (snapshotId: string) =>
	company.sql<Stored>(
		`SELECT x.key || ' ' || m.node_id || ' ' || m.source || ' ' || m.group_id AS at, m.subjects, m.observations, m.unweighted,
			m.positive, m.sum::float8, m.weight_sum::float8 AS "weightSum", m.weighted_sum::float8 AS "weightedSum",
			m.last_sum::float8 AS "lastSum", m.covers_cycle AS "coversCycle", m.first_on::text AS "firstOn", m.last_on::text AS "lastOn",
			m.is_shown AS "isShown"
		 FROM snapshot_metric m JOIN metric x ON x.account_id = m.account_id AND x.id = m.metric_id
		 WHERE m.account_id = $1 AND m.snapshot_id = $2 ORDER BY 1`,
		[accountId, snapshotId],
	)

async function publishQuarter(first: string, last: string, importId: string): Promise<void> {
	const values = randomValues(company, first)
	const created = await createCycle(hr, { day: first })
	if (!created.ok) throw new Error(created.reason)
	const { cycleId } = created
	expect(await openCycle(hr, { cycleId })).toMatchObject({ ok: true })
	await company.answer(cycleId)
	await company.sql(`DELETE FROM observation WHERE account_id = $1`, [accountId])
	await insertValues(company, values, importId)
	const people = await countPeople(company, cycleId)
	const parents = new Map(
		(
			await company.sql<{ id: string; parentId: string | null }>(
				`SELECT team_id AS id, parent_id AS "parentId" FROM cycle_team WHERE account_id = $1 AND cycle_id = $2`,
				[accountId, cycleId],
			)
		).map(({ id, parentId }) => [id, parentId ?? accountId]),
	)
	const published = await publishCycle(hr, { cycleId })
	if (!published.ok) throw new Error(published.reason)
	expected.set(
		published.snapshotId,
		recount(
			values.filter((raw) => countsIn(raw, first, last)),
			people,
			parents,
		),
	)
	quarters.push({ first, last, cycleId, snapshotId: published.snapshotId })
}

beforeAll(async () => {
	const { importId } = await addMetrics(company)
	for (const teamId of company.teamIds.filter(() => company.random.chance(0.7))) {
		await company.sql('UPDATE team SET lead_id = $3 WHERE account_id = $1 AND id = $2', [
			...[accountId, teamId, company.random.pick(company.memberIds.slice(0, 12))],
		])
	}
	await publishQuarter('2026-01-01', '2026-03-31', importId)
	await company.goOn()
	await publishQuarter('2026-04-01', '2026-06-30', importId)
}, 120_000)

describe('metrics are frozen with a cycle', () => {
	test('every figure is what the values of its people and teams add up to', async () => {
		for (const { snapshotId } of quarters) {
			const stored = await storedOf(snapshotId)
			const totals = expected.get(snapshotId) ?? new Map<string, Total>()
			expect(stored.map(({ at }) => at)).toEqual([...totals.keys()].toSorted())
			for (const { at, ...row } of stored) {
				const total = totals.get(String(at)) ?? emptyTotal()
				const { subjects, positive, last, ...sums } = total
				const isLast = String(at).startsWith('seats ')
				const lastSum = isLast ? [...last.values()].reduce((sum, { value }) => sum + value, 0) : 0
				expect(row, String(at)).toMatchObject({
					...sums,
					...{ subjects: subjects.size, positive: positive.size, lastSum },
				})
			}
			const sources = new Set(stored.map(({ at }) => String(at).split(' ')[2]))
			expect(sources).toEqual(new Set(['people', 'own', 'teams']))
		}
	})

	test('a value of just the cycle’s dates stands alone, others of the account do not', async () => {
		const quarter = quarters[0]
		const own = (await storedOf(quarter?.snapshotId ?? '')).filter(({ at }) => String(at).includes(' own '))
		for (const { coversCycle, observations, firstOn, lastOn } of own) {
			expect(coversCycle).toBe(observations === 1 && firstOn === quarter?.first && lastOn === quarter?.last)
		}
		expect(new Set(own.map(({ coversCycle }) => coversCycle)).size).toBe(2)
	})

	test('neither an import taken back nor a new one changes them, and a correction has those of before', async () => {
		const before = await Promise.all(quarters.map(({ snapshotId }) => storedOf(snapshotId)))
		await company.sql(
			`UPDATE observation SET value = value + 1000 WHERE account_id = $1 AND grain = 'month'`,
			[accountId],
		)
		await company.sql(`DELETE FROM observation WHERE account_id = $1 AND grain <> 'month'`, [accountId])
		const { cycleId = '', snapshotId = '' } = quarters[0] ?? {}
		const of = { cycleId, giveBack: 'both' as const, reason: 'Calibrated wrongly', idempotencyKey: 'once' }
		expect(await reopenCycle(hr, of)).toMatchObject({ ok: true })
		await company.sql(
			`UPDATE outcome SET tier = 7 - tier, agreed_at = now(), single_rater = NULL, version = version + 1
			 WHERE account_id = $1 AND participant_id IN (
				SELECT id FROM participant WHERE account_id = $1 AND cycle_id = $2 AND reopened_at IS NOT NULL)`,
			[accountId, cycleId],
		)
		const corrected = await publishCycle(hr, { cycleId })
		if (!corrected.ok) throw new Error(corrected.reason)
		expect(corrected.version).toBe(2)
		expect(await Promise.all(quarters.map((quarter) => storedOf(quarter.snapshotId)))).toEqual(before)
		expect(await storedOf(corrected.snapshotId)).toEqual(await storedOf(snapshotId))
		const found = await verifySnapshots(hr)
		expect(found).toMatchObject({ snapshots: 3, differences: [], metricDifferences: [] })
		expect(found.metricFigures).toBe(before.flat().length + (before[0]?.length ?? 0))
	})

	test('what a metric means stays, even where its values are all taken back', async () => {
		await company.sql(`DELETE FROM observation WHERE account_id = $1`, [accountId])
		const change = company.sql(`UPDATE metric SET unit = 'hours' WHERE account_id = $1 AND key = 'merged'`, [
			accountId,
		])
		await expect(change).rejects.toThrow('metric_measured')
	})

	test('a recount names what was changed behind its back', async () => {
		const change = (by: number) =>
			company.sql(
				`UPDATE snapshot_metric SET sum = sum + $3 WHERE account_id = $1 AND snapshot_id = $2 AND node_id = $1 AND source = 'own'
					AND metric_id = (SELECT id FROM metric WHERE account_id = $1 AND key = $4)`,
				[accountId, quarters[1]?.snapshotId, by, metricsOfCompany[0]?.key],
			)
		await change(1)
		const { metricDifferences } = await verifySnapshots(hr)
		expect(metricDifferences).toMatchObject([{ nodeId: accountId, source: 'own', version: 1 }])
		await change(-1)
		expect((await verifySnapshots(hr)).metricDifferences).toEqual([])
	})
})

describe('who is shown what of them', () => {
	const k = 5
	const factsOf = (cells: readonly MeasuredMember[][], nameOf: (member: MeasuredMember) => string) =>
		cells.map((members) => ({ people: new Set(members.map(nameOf)) }))

	test('HR everything, as it is stored', async () => {
		const { hrSession } = await sessionsOf(company)
		const { snapshotId = '' } = quarters[1] ?? {}
		const stored = await storedOf(snapshotId)
		const found = await cellsFor(hrSession, snapshotId, metricsOfCompany)
		expect(found.shown.map(({ at }) => at).toSorted()).toEqual(stored.map(({ at }) => at))
		expect(found.suppressed).toBe(0)
	})

	test('who sees nobody groups that give nobody away, also the two cycles together', async () => {
		const { executive } = await sessionsOf(company)
		let people = 0
		for (const key of ['merged', 'edited', 'active']) {
			const cycles: MeasuredMember[][][] = []
			for (const { snapshotId, cycleId } of quarters) {
				const members = await membersByCell(company, { cycleId, metric: key })
				const { shown, suppressed } = await cellsFor(executive, snapshotId, [{ key }])
				expect(suppressed).toBeGreaterThan(0)
				const cells = shown.flatMap(({ at }) => [members.get(at) ?? []]).filter((ids) => ids.length > 0)
				people += cells.length
				const known = new Map(cells.flat().map((member) => [member.id, member]))
				const prize = {
					traitOf: (id: string) => known.get(id)?.value,
					amountOf: (id: string) => known.get(id)?.amount ?? 0,
				}
				expect(
					winsOfSums(
						factsOf(cells, ({ id }) => id),
						{ k: k + 1, ...prize },
					),
					key,
				).toEqual([])
				cycles.push(cells)
			}
			// Whoever has the same value in both cycles has one unknown, who has another two.
			const facts = cycles.flatMap((cells) => factsOf(cells, ({ id, value }) => `${id} ${value}`))
			const personOf = (name: string) => name.split(' ')[0] ?? ''
			const [before, now] = cycles.map((cells) => new Set(cells.flat().map(({ id }) => id)))
			const wins = winsOfSums(facts, { k: k + 1, personOf })
			expect(
				wins.filter((names) =>
					names.some((name) => !before?.has(personOf(name)) || !now?.has(personOf(name))),
				),
				`${key}, both cycles`,
			).toEqual([])
		}
		expect(people).toBeGreaterThan(20)
	})

	test('who sees nobody what came for teams of k people, and nothing that is made of a hidden one', async () => {
		const { executive } = await sessionsOf(company)
		const { snapshotId = '', cycleId = '' } = quarters[1] ?? {}
		const people = new Map<string, number>()
		for (const { nodeIds, state } of await countPeople(company, cycleId)) {
			if (state === 'exempt' || state === 'left') continue
			for (const nodeId of nodeIds) people.set(nodeId, (people.get(nodeId) ?? 0) + 1)
		}
		const shown = new Set(
			(await cellsFor(executive, snapshotId, [{ key: 'merged' }])).shown.map(({ at }) => at),
		)
		const measured = [...(expected.get(snapshotId) ?? [])].filter(([at]) => at.startsWith('merged '))
		const isHidden = (teamId: string) => !shown.has(`merged ${teamId} own ${teamId}`)
		const own = measured.filter(([at]) => at.includes(' own ')).map(([at]) => at.split(' ')[1] ?? '')
		expect(own.filter((id) => id !== accountId && (people.get(id) ?? 0) < k && !isHidden(id))).toEqual([])
		expect(own.some(isHidden)).toBe(true)
		expect(isHidden(accountId)).toBe(false)
		for (const [at, { subjects }] of measured.filter(([one]) => one.includes(' teams '))) {
			expect(shown.has(at), at).toBe(![...subjects].some(isHidden))
		}
	})

	test('a manager their own part in full, a member the company and their own team', async () => {
		const { manager, member } = await sessionsOf(company)
		const { snapshotId = '' } = quarters[1] ?? {}
		const stored = await storedOf(snapshotId)
		for (const { session, open, reaches } of [manager, member]) {
			const { shown } = await cellsFor(session, snapshotId, [{ key: 'merged' }, { key: 'edited' }])
			const nodeOf = (at: unknown) => String(at).split(' ')[1] ?? ''
			expect(shown.filter(({ at }) => !reaches.includes(nodeOf(at)))).toEqual([])
			const inOpen = stored
				.filter(({ at }) => open.includes(nodeOf(at)) && /^(merged|edited) /.test(String(at)))
				.map(({ at }) => at)
			expect(shown.map(({ at }) => at)).toEqual(expect.arrayContaining(inOpen))
			const teams = shown.filter(({ at }) => at.startsWith(`merged ${accountId} teams`))
			expect(teams).toEqual([])
		}
		expect(manager.open.length).toBeGreaterThan(0)
	})

	test('pages and exports say the same, and carry no sums along', async () => {
		const { hrSession, executive } = await sessionsOf(company)
		const { snapshotId = '' } = quarters[1] ?? {}
		for (const session of [hrSession, executive]) {
			const search = { cycle: snapshotId, node: accountId, metric: 'edited' }
			const url = new URL(`http://x/?${new URLSearchParams(search)}`)
			const page = await readHeatmapPage(session, url)
			if (page.kind !== 'heatmap' || !page.metric?.level) throw new Error('There is no metric on the page.')
			const { columns, total, rows } = page.metric.level
			const view = await readHeatmapView(session.scope, session.person, { cycle: snapshotId })
			if (view === null || view === 'nothing') throw new Error('There is no such view.')
			const read = await readMetricHeatmap(session.scope, session.person, { view, metricKey: 'edited' })
			if (!read?.level) throw new Error('There is no such metric.')
			const csv = [...metricRows(view, { metric: read.metric, level: read.level, asOf: '' })]
			const cells = [total, ...rows].flatMap((row) => row.cells)
			expect(csv).toHaveLength(columns.length * (rows.length + 1))
			expect(csv.every((row) => row.length === metricColumns.length)).toBe(true)
			const value = metricColumns.findIndex(({ key }) => key === 'value')
			cells.forEach((cell, index) => {
				const printed = csv[index]?.[value]
				if (cell.kind === 'suppressed') expect(printed).toBe('suppressed')
				else if (cell.kind === 'value') expect(cell.value).toBeCloseTo(Number(printed), 12)
				else expect(typeof printed).not.toBe('number')
			})
			const cell = await readCellPage(session, url)
			expect(cell.metric?.figures[0]?.text).toBe(
				total.cells.flatMap((one, i) =>
					columns[i]?.id === 'all' && one.kind === 'value' ? one.text : [],
				)[0] ?? '–',
			)
			expect(JSON.stringify([page, cell])).not.toMatch(/"(sum|parts|weightSum|lastSum)"/)
			expect(session === executive).toBe(cells.some(({ kind }) => kind === 'suppressed'))
		}
	})
})
