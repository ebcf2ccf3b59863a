import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { tokenOf } from '#tests/api/token-of.ts'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { Collected } from './collect-readings.ts'
import { collectReadings, readPage } from './collect-readings.ts'
import type { World } from './company-world.ts'
import { knowledgeOf, liveGroup, publishQuarters, readWorld, seenBy, valueKey } from './company-world.ts'
import type { ReaderKind } from './find-readers.ts'
import { findReader } from './find-readers.ts'
import { readData } from './read-data.ts'
import { readExport } from './read-export.ts'
import { readMovementData, readMovementExport } from './read-movement.ts'
import { readApiCounts } from './read-api-counts.ts'
import { targetOf } from './read-other-pages.ts'
import type { Reading } from './readings.ts'
import { addReading, cellKey, mergeFacts, mergeFlows, withoutCounts } from './readings.ts'
import type { Fact, Finding, FlowFact, Guess, KnownValue } from './solver.ts'
import { countSlipsNoticed } from './slip-into-trend.ts'
import { solve } from './solver.ts'
import type { Address } from './visits.ts'
import { addressOf, visitor } from './visits.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const k = 5
const sources = ['pages', 'data', 'exports'] as const

type Company = {
	readonly seed: number
	readonly size: { readonly teams: number; readonly members: number }
	readonly days: readonly string[]
	readonly readers: readonly ReaderKind[]
}
const companies: readonly Company[] = [
	{
		seed: 11,
		size: { teams: 3, members: 130 },
		days: ['2026-01-15', '2026-04-15', '2026-07-15', '2026-10-15'],
		readers: ['executive', 'manager', 'member without a team'],
	},
	{
		seed: 12,
		size: { teams: 3, members: 110 },
		days: ['2026-01-15', '2026-04-15', '2026-07-15'],
		readers: ['skip-level manager', 'executive who manages', 'member'],
	},
]

describe.each(companies)('random company $seed', ({ seed, size, days, readers }) => {
	let company: RandomCompany
	let world: World
	let slug: string

	beforeAll(async () => {
		company = await RandomCompany.found(database.adminPool, seed, size)
		slug = `c-${company.accountId.slice(0, 12)}`
		for (const { id, key } of company.families) {
			await company.sql(
				`INSERT INTO target (account_id, family_id, tier, due_on) VALUES ($1, $2, $3, '2027-01-01')`,
				[company.accountId, id, targetOf(key)],
			)
		}
		await publishQuarters(company, days)
		world = await readWorld(company)
	})

	const visitorOf = async ({ userId }: { readonly userId: string | null }) => ({
		slug,
		visitor: visitor(server.url, slug, await startSessionOf(database.adminPool, userId)),
	})

	test.each(readers)(
		'nobody’s value follows from the pages, the data and the exports that the %s gets',
		{ timeout: 120_000 },
		async (kind) => {
			const reader = await findReader(company, world, kind)
			const collected = await collectReadings(world, company.families, await visitorOf(reader))
			// A program of the same standing asks as well.
			if (kind === 'executive') {
				const { token } = await tokenOf(company.accountId, kind)
				const cycleIds = world.published.map(({ id }) => id)
				const asked = { server: server.url, token, cycleIds, rootId: company.accountId }
				const counted = await readApiCounts(company.families, asked)
				expect(counted.facts.filter(({ figures }) => figures.shareAtTierThree).length).toBeGreaterThan(0)
				expect(counted.hidden.size).toBeGreaterThan(2)
				addReading(collected.exports, counted)
			}
			for (const source of sources) expect(collected[source].unread, source).toEqual([])
			expectSameCells(collected)

			const knowledge = knowledgeOf(world, reader.memberId)
			expect(individualsBeyond(world, knowledge, [collected.pages, collected.data])).toEqual([])

			for (const { cycleId, people } of collected.data.ownGroups) {
				const seen = knowledge.filter((known) => known.cycleId === cycleId && known.measure === 'tier')
				expect(people).toBeLessThanOrEqual(seen.length)
			}

			const all = [...mergeFacts(sources.flatMap((source) => collected[source].facts)).values()]
			expectOwnPeople(world, reader.memberId, all)
			const facts = all.filter(({ cycleId }) => cycleId !== world.running.id)
			// Whoever gets a figure of two cycles gets both cells: what is told of the one by the other alone is a leak.
			expect(facts.filter(({ figures }) => !figures.counts)).toEqual([])
			expect(facts.length).toBeGreaterThan(2)
			expect(collected.data.hidden.size).toBeGreaterThan(2)
			const [ofPages, ofData, ofExports] = sources.map((source) => mergeFlows(collected[source].flows))
			expect(ofPages).toEqual(ofData)
			const flows = mergeFlows([...(ofData ?? []), ...(ofExports ?? [])])
			expect(winsOn(world, facts, knowledge, flows)).toEqual([])
		},
	)

	test('each of them gives people away to HR’s adversary, also without distributions', async () => {
		const last = world.published.at(-1)?.id
		const isWanted = ({ cycle, kind, node, family }: Address) =>
			cycle === last &&
			(kind === 'heatmap/cell' ? family !== 'all' : kind === 'heatmap' && node === world.accountId)
		const hr = await collectReadings(world, company.families, await visitorOf(company.hr), isWanted)
		for (const source of sources) {
			expect(hr[source].unread, source).toEqual([])
			expect(hr[source].hidden.size).toBe(0)
			// Of one person or two: what nobody else gets, and enough to win by.
			const small = [...mergeFacts(hr[source].facts).values()].filter((fact) => peopleIn(fact) <= 2)
			expect(winsOn(world, small, []), source).not.toEqual([])
			expect(winsOn(world, withoutCounts(small), []), source).not.toEqual([])
			const answers = small.filter(({ measure }) => measure !== 'tier')
			if (source !== 'exports') expect(winsOn(world, answers, []), source).not.toEqual([])
		}
	})

	test('a figure that slips into a hidden cell is noticed in each of them', async () => {
		const executive = await visitorOf(await findReader(company, world, 'executive'))
		const families = company.families
		const familyIds = families.map(({ id }) => id)
		const address = addressOf(world, slug, `/a/${slug}/heatmap`)
		const html = address && (await executive.visitor.page(address.path))
		const opened = address && (await (await visitorOf(company.hr)).visitor.page(address.path))
		const data = address && (await executive.visitor.data(address.path))?.['routes/heatmap/route']
		const rows = await executive.visitor.export('/heatmap.csv')
		if (!address || !html || !opened || !data || !rows) throw new Error('no heatmap')

		const hiddenCell = /<td data-kind="suppressed".*?<\/td>/s.exec(html)?.[0] ?? ''
		const place = /data-heat-row="\d+" data-heat-column="\d+"/.exec(hiddenCell)?.[0] ?? '-'
		const openCell =
			[...opened.matchAll(/<td data-kind.*?<\/td>/gs)].find(([cell]) => cell.includes(place))?.[0] ?? ''
		const factsOf = (page: string) => readPage(world, families, address, page).facts.length
		expect(factsOf(html.replace(hiddenCell, openCell))).toBeGreaterThan(factsOf(html))
		for (const slipped of [
			hiddenCell.replace('</a>', '<span class="heat-note">3 of 4</span></a>'),
			hiddenCell.replace('</a>', '<span style="flex-grow:3"></span></a>'),
			hiddenCell.replace('</td>', '</td><td>1.5</td>'),
			hiddenCell.replace('title="', 'title="mean 1.5 '),
		]) {
			expect(
				readPage(world, families, address, html.replace(hiddenCell, slipped)).unread,
				slipped,
			).not.toEqual([])
		}

		const total = (data as { total: { cells: Record<string, unknown>[] } }).total
		const unreadOf = (more: object) =>
			readData(world, familyIds, address, {
				...(data as object),
				total: {
					...total,
					cells: total.cells.map((cell) => (cell.kind === 'suppressed' ? { ...cell, ...more } : cell)),
				},
			}).unread
		expect(unreadOf({})).toEqual([])
		for (const more of [{ value: 1.5 }, { note: '3 of 4' }, { description: 'mean 1.5' }, { n: 3 }]) {
			expect(unreadOf(more), JSON.stringify(more)).not.toEqual([])
		}

		const slippedRows = rows.map((row) =>
			row.mean_tier === 'suppressed' ? { ...row, median_tier: '1.5' } : row,
		)
		expect(readExport(world, families, rows).unread).toEqual([])
		expect(readExport(world, families, slippedRows).unread).not.toEqual([])

		// Of the movement: a figure of a hidden side, and who went where.
		const cycleId = world.published.at(-1)?.id ?? ''
		const [comparison = '', shownIn] = [world.published.at(-2)?.id, () => familyIds] as const
		const moved = 'reports/movement'
		const search = new URLSearchParams({ cycle: cycleId, family: familyIds[0] ?? '' })
		const sides = await executive.visitor.data(`/${moved}?${search}`)
		const page = (sides?.['routes/movement/route'] ?? {}) as { rows: Record<string, unknown>[] }
		const hr = (await visitorOf(company.hr)).visitor
		const flows = await hr.data(`/${moved}?${search}`)
		const ofData = (data: object) => readMovementData({ cycleId, comparison, shownIn }, { ...data }).unread
		expect(ofData(page)).toEqual([])
		expect(ofData({ ...page, rows: page.rows.map((row) => ({ ...row, up: 1 })) })).not.toEqual([])
		expect(ofData((flows?.['routes/movement/route'] ?? {}) as object)).not.toEqual([])
		const ofAccount = { accountId: company.accountId, familyIds }
		const ofRows = (all: Record<string, string>[] | null) =>
			readMovementExport(shownIn, families, all ?? [], ofAccount).unread
		const exported = await executive.visitor.export(`/${moved}.csv?${search}`)
		expect(exported?.some(({ people }) => people === 'suppressed')).toBe(true)
		expect(ofRows(exported)).toEqual([])
		const slippedSides = exported?.map((row) => (row.people === 'suppressed' ? { ...row, people: '3' } : row))
		expect(ofRows(slippedSides ?? null)).not.toEqual([])
		const way = {
			...exported?.find((row) => row.is_total === 'no'),
			from_tier: '1',
			to_tier: '1.5',
			people: '3',
		}
		expect(ofRows([...(exported ?? []), way])).not.toEqual([])
		expect(ofRows(await hr.export(`/${moved}.csv?${search}`))).not.toEqual([])
	})

	test('and so it is in a trend: in its cells, its pictures and its figures by cycle', async () => {
		const { visitor: executive } = await visitorOf(await findReader(company, world, 'executive'))
		const familyIds = company.families.map(({ id }) => id)
		expect(await countSlipsNoticed(world, familyIds, executive)).toBeGreaterThan(0)
	})
})

const peopleIn = ({ figures: { counts } }: Fact) =>
	Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0)

/** What the adversary wins beyond the reader's own data; a finding on a wrong assumption is a guess. */
function winsOn(
	world: World,
	facts: readonly Fact[],
	knowledge: readonly KnownValue[],
	flows: readonly FlowFact[] = [],
): Finding[] {
	const known = new Set(knowledge.map(valueKey))
	return solve({
		k,
		cycles: world.published,
		facts,
		knowledge,
		flows,
		guess: rightGuess(world),
	}).determined.filter(
		({ by, assuming, cycleIds, ...of }) =>
			!known.has(valueKey(of)) &&
			(by === 'one-cycle' ||
				(world.valueOf(of) === of.halfSteps &&
					assuming.every(
						(personId) =>
							new Set(cycleIds.map((cycleId) => world.valueOf({ ...of, cycleId, personId }))).size === 1,
					))),
	)
}

const rightGuess =
	(world: World): Guess =>
	(personIds, cycleIds) =>
		personIds.every((personId) => {
			const [then, now] = cycleIds.map((cycleId) => world.valueOf({ cycleId, personId, measure: 'tier' }))
			return then === now
		})

/** Of a cycle that runs, nothing is told but what its people say, to who sees every one of them. */
function expectOwnPeople(world: World, memberId: string | null, facts: readonly Fact[]): void {
	const running = facts.filter(({ cycleId }) => cycleId === world.running.id)
	const seesOthers = memberId !== null && seenBy(world, memberId, world.running.id).length > 1
	expect(running.length > 0).toBe(seesOthers)
	for (const { cycleId, nodeId, familyIds, measure, figures } of running) {
		const people = memberId === null ? null : liveGroup(world, memberId, nodeId)
		expect(people, `${nodeId} of the running cycle`).not.toBeNull()
		const values = (people ?? [])
			.filter((person) => familyIds.includes(person.familyId))
			.flatMap((person) => world.valueOf({ cycleId, personId: person.memberId, measure }) ?? [])
		const counts = Object.fromEntries(
			[1, 2, 3, 4, 5, 6].map((value) => [value, values.filter((one) => one === value).length]),
		)
		expect(figures.counts, `${nodeId} ${familyIds.join()} ${measure}`).toEqual(counts)
	}
}

/** The three sources show the same cells with the same figures; exports have no questions. */
function expectSameCells({ pages, data, exports }: Collected): void {
	const cellsOf = ({ facts }: Reading, isTier: boolean) =>
		[...mergeFacts(facts)]
			.flatMap(([key, { measure, figures }]) =>
				(measure === 'tier') === isTier && figures.counts ? [`${key}: ${Object.values(figures.counts)}`] : [],
			)
			.sort()
	const tiers = cellsOf(data, true)
	expect(cellsOf(pages, true)).toEqual(tiers)
	expect(cellsOf(exports, true)).toEqual(tiers)
	expect(cellsOf(pages, false)).toEqual(cellsOf(data, false))
	// Nothing is hidden in one place and shown in another.
	const shown = new Set([pages, data, exports].flatMap(({ facts }) => facts.map(cellKey)))
	for (const { hidden } of [pages, data, exports])
		expect([...hidden].filter((cell) => shown.has(cell))).toEqual([])
}

/** Individual results that were told of people whom the reader does not see in that cycle. */
function individualsBeyond(
	world: World,
	knowledge: readonly KnownValue[],
	readings: readonly Reading[],
): string[] {
	const known = new Set(knowledge.map(valueKey))
	const beyond = new Set<string>()
	for (const { cycleId, participantId, before } of readings.flatMap(({ individuals }) => individuals)) {
		const participant = world.people.find(({ id }) => id === participantId)
		const personId = participant?.memberId ?? participantId
		const of = { personId, measure: 'tier' }
		if (!known.has(valueKey({ ...of, cycleId }))) beyond.add(`${cycleId} ${personId}`)
		if (before === undefined) continue
		const earlier = world.cycles
			.slice(
				0,
				world.cycles.findIndex(({ id }) => id === cycleId),
			)
			.toReversed()
		const then = earlier.find(({ id }) => world.valueOf({ ...of, cycleId: id }) !== undefined)?.id ?? ''
		if (!known.has(valueKey({ ...of, cycleId: then }))) beyond.add(`${then} ${personId}`)
	}
	return [...beyond]
}
