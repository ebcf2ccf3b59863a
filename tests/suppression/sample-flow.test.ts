import { beforeAll, expect, test } from 'vitest'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { World } from './company-world.ts'
import { readWorld, valueKey } from './company-world.ts'
import { readMovementData, readMovementExport, readMovementHtml } from './read-movement.ts'
import { emptyReading, addReading, mergeFacts, mergeFlows } from './readings.ts'
import type { FlowFact, Guess } from './solver.ts'
import { solve } from './solver.ts'
import { dataInPage, inParallel, visitor } from './visits.ts'

/** The sample company: an ordinary one, of which the flow is shown to readers who see groups. */
const database = await createSampleDatabase()
const server = await startTestServer(database)
let world: World
const families: { id: string; key: string }[] = []

beforeAll(async () => {
	const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
		(await database.adminPool.query<Row>(text, values)).rows
	world = await readWorld({ accountId: database.accountId, sql })
	families.push(
		...(await sql<{ id: string; key: string }>(`SELECT id, key FROM role_family WHERE account_id = $1`, [
			database.accountId,
		])),
	)
})

test(
	'nobody’s value follows from the flows that an executive is shown, beside all tiers',
	{ timeout: 240_000 },
	async () => {
		const { rows } = await database.adminPool.query<{ userId: string; memberId: string | null }>(
			`SELECT m.user_id AS "userId", m.member_id AS "memberId" FROM membership m JOIN "user" u ON u.id = m.user_id
			 WHERE u.email = $1`,
			['executive@meridian.example'],
		)
		const [reader] = rows
		const session = await startSessionOf(database.adminPool, reader?.userId ?? '')
		const { page, export: exported } = visitor(server.url, 'meridian', session)
		const told = { pages: emptyReading(), data: emptyReading(), exports: emptyReading() }
		const cycles = world.published
			.slice(1)
			.map(({ id }, index) => ({ id, before: world.published[index]?.id ?? '' }))
		const shown = new Map<string, string[]>()
		const shownIn = (cycleId: string, nodeId: string) => shown.get(`${cycleId} ${nodeId}`) ?? []
		const levels = cycles.flatMap(
			({ id, before }) =>
				world.published
					.find((cycle) => cycle.id === id)
					?.nodes.filter(({ id: node }, _, all) => all.some(({ parentId }) => parentId === node))
					.map((node) => ({ cycleId: id, comparison: before, nodeId: node.id })) ?? [],
		)
		// The name of a cycle that was corrected says of which version it is.
		const plain = (all: Record<string, string>[]) =>
			all.map((row) => ({ ...row, compared_with: row.compared_with?.replace(/, version \d+$/, '') ?? '' }))
		const rowsOf = async (nodeId: string, cycleId: string, familyId?: string) => {
			const search = new URLSearchParams({
				cycle: cycleId,
				node: nodeId,
				...(familyId && { family: familyId }),
			})
			return plain((await exported(`/reports/movement.csv?${search}`)) ?? [])
		}
		await inParallel(levels, async ({ nodeId, cycleId }) => {
			for (const family of families) {
				const flow = { accountId: world.accountId, familyIds: [] }
				const reading = readMovementExport(shownIn, families, await rowsOf(nodeId, cycleId, family.id), flow)
				addReading(told.exports, reading)
				for (const fact of reading.facts) {
					const key = `${fact.cycleId} ${fact.nodeId}`
					shown.set(key, [...new Set([...(shown.get(key) ?? []), family.id])])
				}
			}
		})
		await inParallel(levels, async ({ nodeId, ...of }) => {
			const search = new URLSearchParams({ cycle: of.cycleId, node: nodeId })
			const html = (await page(`/reports/movement?${search}`)) ?? ''
			const data = (await dataInPage(html))['routes/movement/route'] as Record<string, unknown>
			const ofData = readMovementData({ ...of, shownIn }, data)
			const flowFamilyIds = ofData.flows[0]?.familyIds ?? []
			addReading(told.data, ofData)
			const ofPage = html
				.replaceAll(`${of.comparison}, version 1`, of.comparison)
				.replace(/published \d+ [A-Z][a-z]+ \d{4}/, 'published')
			addReading(
				told.pages,
				readMovementHtml(world, { ...of, shownIn }, { html: ofPage, nodeId, flowFamilyIds }),
			)
			const flow = { accountId: world.accountId, familyIds: flowFamilyIds }
			addReading(told.exports, readMovementExport(shownIn, families, await rowsOf(nodeId, of.cycleId), flow))
		})
		for (const { unread } of Object.values(told)) expect(unread).toEqual([])
		expect(mergeFlows(told.pages.flows)).toEqual(mergeFlows(told.data.flows))
		const flows = mergeFlows([...told.data.flows, ...told.exports.flows])
		// All that are shown together, and families by themselves, of every cycle.
		expect(told.data.flows).toHaveLength(cycles.length)
		expect(flows.length).toBeGreaterThan(2 * cycles.length)

		const facts = [...mergeFacts(Object.values(told).flatMap((reading) => reading.facts)).values()].filter(
			({ figures }) => figures.counts,
		)
		const knowledge = world.values.filter(({ personId }) => personId === reader?.memberId)
		const attack = (seen: readonly FlowFact[]) => {
			const guess: Guess = (ids, [then, now]) =>
				ids.every((personId) => {
					const of = { personId, measure: 'tier' }
					return world.valueOf({ ...of, cycleId: then }) === world.valueOf({ ...of, cycleId: now })
				})
			const known = new Set(knowledge.map(valueKey))
			return solve({ k: 5, cycles: world.published, facts, knowledge, flows: seen, guess }).determined.filter(
				(one) =>
					!known.has(valueKey(one)) &&
					world.valueOf(one) === one.halfSteps &&
					one.assuming.every(
						(personId) =>
							new Set(one.cycleIds.map((cycleId) => world.valueOf({ ...one, cycleId, personId }))).size === 1,
					),
			)
		}
		expect(attack(flows)).toEqual([])
	},
)
