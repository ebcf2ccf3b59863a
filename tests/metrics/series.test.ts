import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase, withAccountSql } from '#app/data/database.server.ts'
import { completeCatalogue } from '#app/data/metrics/complete-catalogue.server.ts'
import { findMeasuredMember } from '#app/data/metrics/find-measured-member.server.ts'
import { readMetricSeries } from '#app/data/metrics/read-metric-series.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { readTeamMetrics } from '#app/data/metrics/read-team-metrics.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { nests } from '#app/domain/metric/grains.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { periodStart, shiftPeriod } from '#app/domain/metric/period.ts'
import type { Source } from '#app/domain/metric/roll-up.ts'
import { pointOf } from '#app/domain/metric/series.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'
import { partsOf } from '#tests/domain/metric/parts-of.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { MeasuredCompany, Value } from './measured-company.ts'
import { measuredCompany } from './measured-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

/** One of each way to add up. */
const keys = ['prs-merged', 'model-latency', 'defects-per-story', 'assistant-seats', 'assistant-active-users']
const aggregationOf = (key: string) => {
	const metric = metricCatalogue.find((one) => one.key === key)
	if (!metric) throw new Error(key)
	return metric.aggregation
}
const range = { from: '2026-01-01', until: '2027-01-01' }

async function seriesFor(
	company: MeasuredCompany,
	reader: { roles: Role[]; memberId?: string; isManager?: boolean },
	of: { nodeIds: string[]; grain: Grain; metrics?: readonly string[] },
) {
	const { roles, memberId = null, isManager = false } = reader
	const scope = company.scopeOf(roles, memberId)
	const sight = await readMetricSight(scope, { roles, isMember: memberId !== null, isManager })
	const metrics = await Promise.all(
		(of.metrics ?? keys).map(async (key) => ({
			id: await company.metricId(key),
			key,
			aggregation: aggregationOf(key),
		})),
	)
	const read = await withAccountSql(scope, (sql) =>
		readMetricSeries(sql, scope, sight, { ...range, metrics, nodeIds: of.nodeIds, grain: of.grain }),
	)
	return read.map((one) => ({ ...one, key: metrics.find(({ id }) => id === one.metricId)?.key ?? '' }))
}

describe('figures of a random company', () => {
	test.each([1, 2, 3])('are those of a recount from the raw values, seed %i', async (seed) => {
		const random = seeded(seed)
		const company = await measuredCompany(database.adminPool)
		const teams: { id: string; parentId: string | null }[] = []
		for (let i = 0; i < 7; i += 1) {
			const parentId = random.chance(0.3) ? null : (teams[random.below(i)]?.id ?? null)
			teams.push({ id: await company.addTeam(`Team ${i}`, parentId), parentId })
		}
		const members: { id: string; teamId: string | null }[] = []
		for (let i = 0; i < 14; i += 1) {
			const teamId = random.chance(0.1) ? null : (random.pick(teams).id ?? null)
			members.push({ id: await company.addMember(`Person ${i}`, teamId), teamId })
		}
		const values: Value[] = []
		const taken = new Set<string>()
		for (let i = 0; i < 260; i += 1) {
			const kind = random.pick(['account', 'team', 'team', 'member', 'member'] as const)
			const subjectId =
				kind === 'account'
					? company.accountId
					: kind === 'team'
						? random.pick(teams).id
						: random.pick(members).id
			const metric = random.pick(keys)
			const grain = random.pick(['day', 'month', 'month'] as const)
			const start = periodStart(shiftPeriod('2026-01-01', 'day', random.below(170)), grain)
			const key = [metric, subjectId, start, grain].join()
			if (taken.has(key)) continue
			taken.add(key)
			const hasWeight = ['model-latency', 'defects-per-story'].includes(metric) && random.chance(0.8)
			values.push({
				...{ metric, start, grain, kind, subjectId, value: random.below(20) },
				weight: hasWeight ? random.below(9) : null,
			})
		}
		for (const value of values) await company.addValue(value)

		const lineOf = (id: string | null): string[] => {
			const team = teams.find((one) => one.id === id)
			return team ? [team.id, ...lineOf(team.parentId)] : []
		}
		const isIn = (teamId: string | null, nodeId: string) =>
			nodeId === company.accountId || lineOf(teamId).includes(nodeId)
		const nodeIds = [company.accountId, ...teams.map(({ id }) => id)]
		for (const grain of ['month', 'quarter'] as const) {
			const expected = nodeIds.flatMap((nodeId) =>
				keys.flatMap((key) => {
					const usable = values.filter((one) => one.metric === key && nests(one.grain, grain))
					const bySource: Record<Source, Value[]> = {
						own: usable.filter(({ subjectId }) => subjectId === nodeId),
						people: usable.filter(
							({ kind, subjectId }) =>
								kind === 'member' && isIn(members.find(({ id }) => id === subjectId)?.teamId ?? null, nodeId),
						),
						teams: usable.filter(({ kind, subjectId, start }) => {
							if (kind !== 'team' || subjectId === nodeId || !isIn(subjectId, nodeId)) return false
							// Teams between it and the node, with a value of their own for the same period.
							return !lineOf(subjectId)
								.slice(1)
								.filter((id) => id !== nodeId && isIn(id, nodeId))
								.some((id) =>
									usable.some(
										(one) =>
											one.subjectId === id && periodStart(one.start, grain) === periodStart(start, grain),
									),
								)
						}),
					}
					return (Object.keys(bySource) as Source[]).flatMap((source) => {
						const starts = [
							...new Set(bySource[source].map((one) => periodStart(one.start, grain))),
						].toSorted()
						return starts.map((start) => {
							const parts = partsOf(bySource[source].filter((one) => periodStart(one.start, grain) === start))
							const aggregation = aggregationOf(key)
							return { nodeId, key, source, ...pointOf({ aggregation, source, grain, start, parts }) }
						})
					})
				}),
			)
			const read = await seriesFor(company, { roles: ['hr'] }, { nodeIds, grain })
			const found = read.flatMap(({ nodeId, key, series }) =>
				series.flatMap(({ source, points }) => points.map((point) => ({ nodeId, key, source, ...point }))),
			)
			const text = (list: object[]) => list.map((one) => JSON.stringify(rounded(one))).toSorted()
			expect(found.length).toBeGreaterThan(40)
			expect(text(found)).toEqual(text(expected))
		}
	})
})

/** Two ways to add the same numbers differ in the last digit; a latest value of a day and its month are the same day. */
function rounded(one: object): object {
	return JSON.parse(
		JSON.stringify(one, (key, value: unknown) =>
			key === 'covered' ? undefined : typeof value === 'number' ? Number(value.toPrecision(9)) : value,
		),
	) as object
}

describe('whose figures a reader gets', () => {
	let company: MeasuredCompany
	const id: Record<string, string> = {}

	beforeAll(async () => {
		company = await measuredCompany(database.adminPool)
		id.sales = await company.addTeam('Sales')
		id.north = await company.addTeam('North', id.sales)
		id.small = await company.addTeam('Small', id.sales)
		id.south = await company.addTeam('South', id.sales)
		id.other = await company.addTeam('Other')
		for (const [team, count] of [
			['north', 6],
			['small', 2],
			['south', 8],
			['other', 7],
		] as const) {
			for (let i = 0; i < count; i += 1) {
				id[`${team}${i}`] = await company.addMember(`${team} ${i}`, id[team] ?? null, id[`${team}0`] ?? null)
			}
		}
		await company.lead(id.north ?? '', id.north0 ?? '')
		const of = { start: '2026-03-01', grain: 'month', weight: null, metric: 'prs-merged' } as const
		for (const [kind, name, value] of [
			['account', '', 500],
			['team', 'north', 60],
			['team', 'small', 20],
			['team', 'south', 80],
			['team', 'other', 70],
			['member', 'north1', 7],
			['member', 'north2', 9],
			['member', 'small1', 5],
		] as const) {
			await company.addValue({ ...of, kind, subjectId: name ? (id[name] ?? '') : company.accountId, value })
		}
	})

	const figures = async (reader: Parameters<typeof seriesFor>[1], nodes: readonly string[]) => {
		const nodeIds = nodes.map((name) => (name === 'account' ? company.accountId : (id[name] ?? '')))
		const read = await seriesFor(company, reader, { nodeIds, grain: 'month', metrics: ['prs-merged'] })
		return Object.fromEntries(
			read.map(({ series, isHidden }, i) => [
				nodes[i],
				[
					...series.map(
						({ source, points }) =>
							`${source} ${points.map(({ figure }) => figure.ok && figure.value).join()}`,
					),
					...(isHidden ? ['hidden'] : []),
				].join(', '),
			]),
		)
	}
	const all = ['account', 'sales', 'north', 'small', 'south', 'other']

	test('HR has everything, each kind of value apart from the others', async () => {
		expect(await figures({ roles: ['hr'] }, all)).toEqual({
			account: 'own 500, people 21, teams 230',
			sales: 'people 21, teams 160',
			north: 'own 60, people 16',
			small: 'own 20, people 5',
			south: 'own 80',
			other: 'own 70',
		})
	})

	test.each(['owner', 'admin', 'executive'] as const)(
		'%s has nothing of people, and no team too small, nor what gives it away',
		async (role) => {
			expect(await figures({ roles: [role] }, all)).toEqual({
				account: 'own 500, teams 150',
				sales: 'teams 80',
				north: 'hidden',
				small: 'hidden',
				south: 'own 80',
				other: 'own 70',
			})
		},
	)

	test('what a reader leads is no cover for the teams beside it', async () => {
		const lead = { roles: ['executive' as const], memberId: id.north0 ?? '', isManager: true }
		expect(await figures(lead, all)).toMatchObject({
			north: 'own 60, people 16',
			small: 'hidden',
			south: 'own 80',
			other: 'hidden',
		})
	})

	test('a lead has the people of the team, a member has not', async () => {
		const lead = { roles: ['member' as const], memberId: id.north0 ?? '', isManager: true }
		expect(await figures(lead, ['account', 'north'])).toEqual({
			account: 'own 500',
			north: 'own 60, people 16',
		})
		const member = { roles: ['member' as const], memberId: id.south3 ?? '' }
		expect(await figures(member, ['account', 'south'])).toEqual({ account: 'own 500', south: 'own 80' })
	})

	test('pages of teams and people open for whom they should, and for nobody else', async () => {
		const opens = async (reader: { roles: Role[]; memberId?: string; isManager?: boolean }) => {
			const { roles, memberId = null, isManager = false } = reader
			const scope = company.scopeOf(roles, memberId)
			const person = { roles, isMember: memberId !== null, isManager }
			const sight = await readMetricSight(scope, person)
			const teams = []
			for (const name of ['sales', 'north', 'south', 'other']) {
				if (await readTeamMetrics(scope, sight, { teamId: id[name] ?? '', today: '2026-05-01' }))
					teams.push(name)
			}
			const people = []
			for (const name of ['north0', 'north1', 'small1']) {
				if (await findMeasuredMember(scope, person, { memberId: id[name] ?? '' })) people.push(name)
			}
			return `${teams.join(' ')} | ${people.join(' ')}`
		}
		expect(await opens({ roles: ['hr'] })).toBe('sales north south other | north0 north1 small1')
		expect(await opens({ roles: ['executive'] })).toBe('sales north south other | ')
		expect(await opens({ roles: ['member'], memberId: id.north0 ?? '', isManager: true })).toBe(
			'north | north0 north1',
		)
		// Who manages without leading a team sees the reports, and of teams the own one.
		expect(await opens({ roles: ['member'], memberId: id.small0 ?? '', isManager: true })).toBe(' | small1')
		expect(await opens({ roles: ['member'], memberId: id.north1 ?? '' })).toBe('north | north1')
	})
})

test('an account that was there before gets what is missing once, and keeps what it calls its own', async () => {
	const company = await measuredCompany(database.adminPool)
	const { adminPool: admin } = database
	const of = [company.accountId]
	await admin.query(`DELETE FROM metric_family WHERE account_id = $1`, of)
	await admin.query(`DELETE FROM metric WHERE account_id = $1`, of)
	await admin.query(
		`INSERT INTO metric (account_id, key, name, unit, direction, aggregation) VALUES ($1, 'prs-merged', 'Ours', 'count', 'up', 'sum')`,
		of,
	)
	const scope = company.scopeOf(['hr'])
	const stored = async () =>
		(await admin.query(`SELECT id, key, name, built_in FROM metric WHERE account_id = $1 ORDER BY key`, of))
			.rows
	await Promise.all([
		completeCatalogue(scope, { metrics: metricCatalogue }),
		completeCatalogue(scope, { metrics: metricCatalogue }),
	])
	const rows = await stored()
	expect(rows).toHaveLength(metricCatalogue.length)
	expect(rows.find(({ key }) => key === 'prs-merged')).toMatchObject({ name: 'Ours', built_in: false })
	await completeCatalogue(scope, { metrics: metricCatalogue })
	expect(await stored()).toEqual(rows)
	const { rows: tied } = await admin.query(
		`SELECT f.key FROM metric x JOIN metric_family g ON g.account_id = x.account_id AND g.metric_id = x.id
		 JOIN role_family f ON f.account_id = g.account_id AND f.id = g.family_id
		 WHERE x.account_id = $1 AND x.key = 'share-of-time-on-admin'`,
		of,
	)
	expect(tied).toEqual([{ key: 'sales' }])
})
