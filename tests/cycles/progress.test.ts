import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import type { CycleParticipant } from '#app/data/cycle-participants-sql.server.ts'
import { listCycleParticipants } from '#app/data/list-cycle-participants.server.ts'
import { listGroupProgress } from '#app/data/list-group-progress.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import type { ParticipantStanding, StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import {
	countAssessed,
	countEligible,
	countUnassessed,
	noStandings,
	participantStandings,
	unassessedStandings,
} from '#app/domain/cycle/participant-standing.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

type Facts = {
	id: string
	name: string
	teamId: string | null
	familyId: string
	/** Who gives the manager's side. */
	managerId: string | null
	exempt: boolean
	gone: boolean
	outcome: boolean
	selfSent: boolean
	managerSent: boolean
	selfUser: boolean
	managerUser: boolean
}

/** Said again in its own words: the rules of the standings, one person at a time. */
function standingOf(p: Facts, published: boolean): ParticipantStanding {
	if (p.exempt) return 'exempt'
	if (p.gone) return 'left'
	const both = p.selfUser && p.managerUser
	const alone =
		(p.selfSent && !p.managerUser && !p.managerSent) || (p.managerSent && !p.selfUser && !p.selfSent)
	if (p.outcome) return 'agreed'
	if (alone) return 'single-rater'
	if (published) return 'not-assessed'
	if (p.selfSent && p.managerSent) return 'to-agree'
	if (!p.selfUser && !p.managerUser && !p.selfSent && !p.managerSent) return 'no-rater'
	if (!both && !p.selfSent && !p.managerSent) return 'waits-for-only-rater'
	if (p.selfSent) return 'waits-for-manager'
	return p.managerSent ? 'waits-for-self' : 'waits-for-both'
}

async function factsOf(company: RandomCompany, cycleId: string): Promise<Facts[]> {
	return company.sql<Facts>(
		`SELECT p.id, m.name, p.team_id AS "teamId", p.family_id AS "familyId",
			coalesce(p.delegate_id, p.manager_id) AS "managerId", p.state = 'exempt' AS exempt,
			coalesce(m.left_on <= current_date, false) AS gone,
			EXISTS (SELECT FROM outcome o WHERE o.participant_id = p.id AND o.single_rater IS NULL) AS outcome,
			EXISTS (SELECT FROM check_in c WHERE c.participant_id = p.id AND c.rater = 'self' AND c.submitted_at IS NOT NULL) AS "selfSent",
			EXISTS (SELECT FROM check_in c WHERE c.participant_id = p.id AND c.rater = 'manager' AND c.submitted_at IS NOT NULL) AS "managerSent",
			EXISTS (SELECT FROM membership s WHERE s.member_id = p.member_id) AS "selfUser",
			EXISTS (SELECT FROM membership s JOIN member g ON g.id = s.member_id
				WHERE s.member_id = p.manager_id AND (g.left_on IS NULL OR g.left_on > current_date)) AS "managerUser"
		 FROM participant p JOIN member m ON m.id = p.member_id WHERE p.account_id = $1 AND p.cycle_id = $2`,
		[company.accountId, cycleId],
	)
}

const groupings = [
	['team', ({ teamId }: Facts) => teamId],
	['family', ({ familyId }: Facts) => familyId],
	['manager', ({ managerId }: Facts) => managerId],
] as const

function countBy(facts: readonly Facts[], published: boolean): StandingCounts {
	const counts = noStandings()
	for (const fact of facts) counts[standingOf(fact, published)] += 1
	return counts
}

async function opened(seed: number, members = 120) {
	const company = await RandomCompany.found(database.adminPool, seed, { members })
	const created = await createCycle(company.hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(company.hr, created)
	await company.answer(created.cycleId)
	await company.leave(0.06)
	return { company, cycleId: created.cycleId }
}

const seen = new Set<ParticipantStanding>()

test.each([21, 22, 23])('progress of random company %i, running and published', async (seed) => {
	const { company, cycleId } = await opened(seed)
	const { hr } = company
	const before = await factsOf(company, cycleId)
	for (const published of [false, true]) {
		if (published) expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: true })
		const expected = countBy(before, published)
		const { total, families } = await getCycleProgress(hr, { cycleId })
		expect(total).toEqual(expected)
		for (const { familyId, counts } of families) {
			expect(counts).toEqual(
				countBy(
					before.filter((fact) => fact.familyId === familyId),
					published,
				),
			)
		}
		for (const [by, idOf] of groupings) {
			const read = { cycleId, by, pageSize: null }
			const { groups, total: groupCount, counts: everybody } = await listGroupProgress(hr, read)
			expect(everybody).toEqual(expected)
			// What is searched for changes the rows, not whom the sum counts.
			const none = await listGroupProgress(hr, { ...read, search: 'no such name' })
			expect(none).toEqual({ groups: [], total: 0, counts: expected })
			expect(groups).toHaveLength(groupCount)
			expect(new Set(groups.map(({ id }) => id))).toEqual(new Set(before.map(idOf)))
			for (const { id, counts } of groups) {
				expect(counts).toEqual(
					countBy(
						before.filter((fact) => idOf(fact) === id),
						published,
					),
				)
			}
		}
		// The list before publication is everybody who is eligible and gets no tier, and nobody else.
		const { participants } = await listCycleParticipants(hr, {
			cycleId,
			standings: unassessedStandings,
			pageSize: 1000,
		})
		expect(new Set(participants.map(({ id }) => id))).toEqual(
			new Set(
				before
					.filter((fact) => unassessedStandings.includes(standingOf(fact, published)))
					.map(({ id }) => id),
			),
		)
		expect(participants).toHaveLength(countUnassessed(expected))
		expect(countEligible(expected)).toBe(countAssessed(expected) + countUnassessed(expected))
	}
	for (const fact of before) seen.add(standingOf(fact, false)).add(standingOf(fact, true))
})

test('the companies above were rich enough that every standing was seen', () => {
	expect([...seen].sort()).toEqual([...participantStandings].sort())
})

test('what HR was shown before is what publication does', async () => {
	const { company, cycleId } = await opened(24)
	const { total } = await getCycleProgress(company.hr, { cycleId })
	const published = await publishCycle(company.hr, { cycleId })
	expect(published).toMatchObject({
		ok: true,
		eligible: countEligible(total),
		assessed: countAssessed(total),
		singleRater: total['single-rater'],
	})
})

test('lists are searched, filtered, sorted and paged by the database', async () => {
	const { company, cycleId } = await opened(25, 60)
	const { hr } = company
	const everybody = (await listCycleParticipants(hr, { cycleId, pageSize: 1000 })).participants
	const list = async (options: Partial<Parameters<typeof listCycleParticipants>[1]>) =>
		(await listCycleParticipants(hr, { cycleId, pageSize: 1000, ...options })).participants
	const ids = (rows: readonly CycleParticipant[]) => rows.map(({ id }) => id)
	const facts = await factsOf(company, cycleId)

	const [familyId, teamId] = [facts[0]?.familyId, facts.find((fact) => fact.teamId !== null)?.teamId]
	expect(new Set(ids(await list({ familyId })))).toEqual(
		new Set(facts.filter((fact) => fact.familyId === familyId).map(({ id }) => id)),
	)
	expect(new Set(ids(await list({ teamId: teamId ?? '' })))).toEqual(
		new Set(facts.filter((fact) => fact.teamId === teamId).map(({ id }) => id)),
	)
	expect(new Set(ids(await list({ teamId: 'none' })))).toEqual(
		new Set(facts.filter((fact) => fact.teamId === null).map(({ id }) => id)),
	)
	const search = 'person 1'
	expect(new Set(ids(await list({ search })))).toEqual(
		new Set(
			ids(
				everybody.filter(({ name, managerName }) =>
					[name, managerName ?? ''].some((text) => text.toLowerCase().includes(search)),
				),
			),
		),
	)
	// A pattern character is a character.
	expect(await list({ search: '%' })).toEqual([])
	for (const sort of ['name', 'team', 'family', 'manager', 'standing'] as const) {
		const pages = []
		for (let page = 1; page <= Math.ceil(everybody.length / 7); page += 1) {
			const { participants, total } = await listCycleParticipants(hr, { cycleId, sort, page, pageSize: 7 })
			expect(total).toBe(everybody.length)
			pages.push(...participants)
		}
		expect(ids(pages)).toEqual(ids(await list({ sort })))
		expect(new Set(ids(pages)).size).toBe(everybody.length)
	}
	expect(ids(await list({ sort: 'name', descending: true }))[0]).not.toBe(
		ids(await list({ sort: 'name' }))[0],
	)

	const teams = await listGroupProgress(hr, {
		...{ cycleId, by: 'team', sort: 'eligible', descending: true, pageSize: 3 },
	})
	const eligible = teams.groups.map(({ counts }) => countEligible(counts))
	expect(eligible).toEqual(eligible.toSorted((a, b) => b - a))
	const found = async (text: string) =>
		(await listGroupProgress(hr, { cycleId, by: 'team', search: text })).groups
	expect((await found('TEAM 1')).length).toBeGreaterThan(0)
	expect(await found('nowhere')).toEqual([])

	const managerId = facts.find((fact) => fact.managerId !== null)?.managerId ?? ''
	expect(new Set(ids(await list({ managerId })))).toEqual(
		new Set(facts.filter((fact) => fact.managerId === managerId).map(({ id }) => id)),
	)
	expect(new Set(ids(await list({ managerId: 'none' })))).toEqual(
		new Set(facts.filter((fact) => fact.managerId === null).map(({ id }) => id)),
	)
})
