import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { listSeenMembers } from '#app/data/list-seen-members.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { keysOfMembers, readSnapshotPeople } from '#app/data/read-snapshot-people.server.ts'
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

test.each([51, 52])('whom a member sees in a snapshot (%i)', async (seed) => {
	const company = await RandomCompany.found(database.adminPool, seed)
	const { hr } = company
	const [published] = await publishQuarters(company, ['2026-05-01'])
	if (!published) throw new Error('nothing published')
	const { snapshotId } = published
	let readers = 0
	let most = 0
	for (const memberId of company.memberIds) {
		const seen = await withAccount(hr, (transaction) =>
			listSeenMembers(transaction, hr, { snapshotId, memberId }),
		)
		expect(new Set(seen)).toEqual(seenBy(memberId, published))
		expect(seen).toHaveLength(new Set(seen).size)
		most = Math.max(most, seen.length)
		if (seen.length > 1) readers += 1
	}
	expect(readers).toBeGreaterThan(20)
	expect(most).toBeGreaterThan(10)
})

test.each([53, 54])('who stood where in a snapshot, one by one (%i)', async (seed) => {
	const company = await RandomCompany.found(database.adminPool, seed)
	const { hr } = company
	const quarters = await publishQuarters(company, ['2026-02-01', '2026-05-01'])
	for (const { snapshotId, people } of quarters) {
		const read = () => withAccount(hr, (transaction) => readSnapshotPeople(transaction, hr, { snapshotId }))
		const frozen = await read()
		const { nodes, families, standings } = frozen
		const eligible = people.filter(({ state }) => state === 'assessed' || state === 'not assessed')
		expect(standings.people).toBe(eligible.length)
		const positions = new Map<string, number>()
		for (let person = 0; person < standings.people; person++) {
			positions.set(standings.keys.subarray(person * 4, person * 4 + 4).join(' '), person)
		}
		let answered = 0
		for (const { memberId, nodeIds, familyId, tier, answers } of eligible) {
			const person = positions.get(keysOfMembers([memberId]).join(' '))
			if (person === undefined) throw new Error('Somebody eligible is missing.')
			const cell = standings.cells[person] ?? -1
			expect(nodes[cell % nodes.length]?.id).toBe(nodeIds[0])
			const family = families[Math.floor(cell / nodes.length)]
			expect(family?.id).toBe(familyId)
			const [first, ...others] = standings.values.subarray(
				person * standings.width,
				(person + 1) * standings.width,
			)
			expect(first).toBe(tier ?? 0)
			const read = new Map(family?.questions.map((key, index) => [key, others[index] ?? 0]))
			for (const [key, halfSteps] of read)
				expect(halfSteps).toBe(tier === null ? 0 : (new Map(answers).get(key) ?? 0))
			if (tier !== null) answered += answers.size
		}
		expect(answered).toBeGreaterThan(50)
		const keys = [...positions.keys()].map((key) =>
			key
				.split(' ')
				.map((word) => Number(word).toString(16).padStart(8, '0'))
				.join(''),
		)
		expect(keys).toEqual(keys.toSorted())

		// A snapshot that an earlier version has published is packed when it is needed, and the same.
		await database.adminPool.query(`DELETE FROM snapshot_standings WHERE snapshot_id = $1`, [snapshotId])
		expect(await read()).toEqual(frozen)
	}
})
