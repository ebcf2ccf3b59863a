import { afterAll, beforeAll, expect, test } from 'vitest'
import { countSeenParticipants } from '#app/data/count-seen-participants.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readSnapshotCells } from '#app/data/read-snapshot-cells.server.ts'
import { readSnapshotTransitions } from '#app/data/read-snapshot-transitions.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import type { Counted } from '#tests/statistics/recount.ts'
import { countPeople } from '#tests/statistics/recount.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

type Published = { snapshotId: string; people: Counted[]; leads: Map<string, string | null> }

async function publishQuarters(company: RandomCompany, days: readonly string[]): Promise<Published[]> {
	const published: Published[] = []
	for (const day of days) {
		const created = await createCycle(company.hr, { day })
		if (!created.ok) throw new Error(created.reason)
		await openCycle(company.hr, created)
		await company.answer(created.cycleId)
		const people = await countPeople(company, created.cycleId)
		const teams = await company.sql<{ id: string; leadId: string | null }>(
			`SELECT team_id AS id, lead_id AS "leadId" FROM cycle_team WHERE account_id = $1 AND cycle_id = $2`,
			[company.accountId, created.cycleId],
		)
		const result = await publishCycle(company.hr, created)
		if (!result.ok) throw new Error(result.reason)
		const leads = new Map(teams.map(({ id, leadId }) => [id, leadId]))
		published.push({ snapshotId: result.snapshotId, people, leads })
		await company.goOn()
	}
	return published
}

/** Whom a member sees, one person at a time: oneself, up the line of managers, up the teams. */
function seenBy(memberId: string, { people, leads }: Published): Set<string> {
	const managers = new Map(people.map((person) => [person.memberId, person.managerId]))
	const seen = new Set<string>()
	for (const person of people) {
		for (let at: string | null = person.memberId; at !== null; at = managers.get(at) ?? null) {
			if (at === memberId) seen.add(person.memberId)
		}
		if (person.nodeIds.some((id) => leads.get(id) === memberId)) seen.add(person.memberId)
	}
	return seen
}

const add = (counts: Map<string, number>, key: string, count = 1) =>
	counts.set(key, (counts.get(key) ?? 0) + count)

test.each([51, 52])('whom a reader sees, and whom they do not, add up to everybody (%i)', async (seed) => {
	const company = await RandomCompany.found(database.adminPool, seed)
	const { hr } = company
	const [published] = await publishQuarters(company, ['2026-05-01'])
	if (!published) throw new Error('nothing published')
	const { snapshotId, people } = published
	const all = new Map(
		(await readSnapshotCells(hr, { snapshotId, nodes: 'all' })).map((cell) => [
			[cell.nodeId, cell.familyId, cell.measure, cell.value].join(' '),
			cell.count,
		]),
	)
	let readers = 0
	let most = 0
	for (const memberId of company.memberIds) {
		const seen = seenBy(memberId, published)
		const expected = new Map<string, number>()
		for (const person of people.filter((one) => seen.has(one.memberId))) {
			for (const nodeId of person.nodeIds) {
				const at = (measure: string, value: number) =>
					add(expected, [nodeId, person.familyId, measure, value].join(' '))
				at('state', ['not assessed', 'assessed', 'exempt', 'left'].indexOf(person.state))
				if (person.singleRater) at('state', 4)
				if (person.tier !== null) {
					at('tier', person.tier)
					at('flow', person.tier)
				}
				for (const [key, halfSteps] of person.answers) at(key, halfSteps)
			}
		}
		const counted = new Map<string, number>()
		for (const cell of await countSeenParticipants(hr, { snapshotId, memberId })) {
			const key = [cell.nodeId, cell.familyId, cell.measure, cell.value].join(' ')
			counted.set(key, cell.count)
			expect(cell.count).toBeLessThanOrEqual(all.get(key) ?? 0)
		}
		expect(counted).toEqual(expected)
		most = Math.max(most, seen.size)
		if (seen.size > 1) readers += 1
	}
	expect(readers).toBeGreaterThan(20)
	expect(most).toBeGreaterThan(10)
})

test.each([53, 54])(
	'how people got from one snapshot to another, without those a reader sees (%i)',
	async (seed) => {
		const company = await RandomCompany.found(database.adminPool, seed)
		const { hr } = company
		const [first, , third] = await publishQuarters(company, ['2026-02-01', '2026-05-01', '2026-08-01'])
		if (!first || !third) throw new Error('nothing published')
		const values = (person: Counted | undefined) =>
			new Map(person && person.tier !== null ? [['tier', person.tier] as const, ...person.answers] : [])

		for (const unseenByMemberId of [null, ...company.memberIds.slice(0, 12)]) {
			const seen = new Set(
				unseenByMemberId ? [...seenBy(unseenByMemberId, first), ...seenBy(unseenByMemberId, third)] : [],
			)
			const expected = new Map<string, number>()
			const members = new Set([...first.people, ...third.people].map(({ memberId }) => memberId))
			for (const memberId of members) {
				if (seen.has(memberId)) continue
				const then = first.people.find((person) => person.memberId === memberId)
				const now = third.people.find((person) => person.memberId === memberId)
				for (const measure of new Set([...values(then).keys(), ...values(now).keys()])) {
					const stand = (person: Counted | undefined) => {
						const value = values(person).get(measure)
						return value === undefined ? '-' : [person?.nodeIds[0], person?.familyId, value].join(' ')
					}
					add(expected, [measure, stand(then), stand(now)].join(' | '))
				}
			}
			const counted = new Map<string, number>()
			for (const { measure, from, to, count } of await readSnapshotTransitions(hr, {
				fromSnapshotId: first.snapshotId,
				toSnapshotId: third.snapshotId,
				unseenByMemberId,
			})) {
				const stand = (side: typeof from) =>
					side === null ? '-' : [side.nodeId, side.familyId, side.value].join(' ')
				add(counted, [measure, stand(from), stand(to)].join(' | '), count)
			}
			expect(counted).toEqual(expected)
			expect(counted.size).toBeGreaterThan(50)
		}
	},
)
