import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { solve, type Fact, type KnownValue, type PublicCycle } from './solver.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const k = 5
const quarters = ['2026-01-15', '2026-04-15', '2026-07-15']

type Participant = {
	id: string
	cycle: string
	memberId: string
	teamId: string | null
	managerId: string | null
	familyId: string
	tier: number | null
	state: string
}
type Team = { cycle: string; teamId: string; parentId: string | null; leadId: string | null }

async function publishQuarters(company: RandomCompany): Promise<void> {
	for (const day of quarters) {
		const created = await createCycle(company.hr, { day })
		if (!created.ok) throw new Error(created.reason)
		const opened = await openCycle(company.hr, { cycleId: created.cycleId })
		if (!opened.ok) throw new Error(opened.reason)
		await company.answer(created.cycleId)
		const published = await publishCycle(company.hr, { cycleId: created.cycleId })
		if (!published.ok) throw new Error(published.reason)
		await company.goOn()
	}
}

/** Everything that is taken to be public, and the secrets to compare with, straight from the tables. */
async function readWorld(company: RandomCompany) {
	const people = await company.sql<Participant>(
		`SELECT p.id, c.name AS cycle, p.member_id AS "memberId", p.team_id AS "teamId", p.manager_id AS "managerId",
			p.family_id AS "familyId", p.tier, p.state FROM participant p
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id WHERE p.account_id = $1`,
		[company.accountId],
	)
	const teams = await company.sql<Team>(
		`SELECT c.name AS cycle, t.team_id AS "teamId", t.parent_id AS "parentId", t.lead_id AS "leadId" FROM cycle_team t
		 JOIN cycle c ON c.account_id = t.account_id AND c.id = t.cycle_id WHERE t.account_id = $1`,
		[company.accountId],
	)
	const names = await company.sql<{ name: string }>(
		`SELECT name FROM cycle WHERE account_id = $1 ORDER BY starts_on`,
		[company.accountId],
	)
	const cycles = names.map(({ name }): PublicCycle => ({
		id: name,
		nodes: [
			{ id: company.accountId, parentId: null },
			...teams
				.filter(({ cycle }) => cycle === name)
				.map(({ teamId, parentId }) => ({ id: teamId, parentId: parentId ?? company.accountId })),
		],
		people: people
			.filter(({ cycle, state }) => cycle === name && state === 'active')
			.map(({ memberId, teamId, familyId, tier }) => ({
				id: memberId,
				nodeId: teamId ?? company.accountId,
				familyId,
				assessed: tier !== null,
			})),
	}))
	return { people, teams, cycles }
}
type World = Awaited<ReturnType<typeof readWorld>>

/** Whom a member sees in a cycle: themselves, everybody whose managers lead to them, and the teams they lead with all below. */
function seenBy({ people, teams }: World, memberId: string, cycle: string): Participant[] {
	const there = people.filter((person) => person.cycle === cycle)
	const reports = new Set([memberId])
	const led = new Set(
		teams.filter((team) => team.cycle === cycle && team.leadId === memberId).map(({ teamId }) => teamId),
	)
	for (let size = -1; size !== reports.size + led.size;) {
		size = reports.size + led.size
		for (const person of there)
			if (person.managerId && reports.has(person.managerId)) reports.add(person.memberId)
		for (const team of teams)
			if (team.cycle === cycle && team.parentId && led.has(team.parentId)) led.add(team.teamId)
	}
	return there.filter(
		(person) => reports.has(person.memberId) || (person.teamId !== null && led.has(person.teamId)),
	)
}

async function addReader(company: RandomCompany, role: string): Promise<string> {
	const id = crypto.randomUUID()
	await company.sql(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, 'Reader', 'x')`, [
		id,
		`${id}@example.com`,
	])
	await company.sql(`INSERT INTO membership (account_id, user_id, roles) VALUES ($1, $2, $3::role[])`, [
		company.accountId,
		id,
		`{${role}}`,
	])
	return id
}

/** Every figure of tiers that the reader's exports hold: each cycle, each node that can be reached from the root. */
async function crawl(company: RandomCompany, token: string, world: World): Promise<Fact[]> {
	const facts: Fact[] = []
	for (const { id: cycle } of world.cycles) {
		const waiting = [company.accountId]
		const visited = new Set<string>()
		for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
			if (visited.has(node)) continue
			visited.add(node)
			const address = `${server.url}/a/c-${company.accountId.slice(0, 12)}/heatmap.csv?cycle=${encodeURIComponent(cycle)}&node=${node}`
			const response = await fetch(address, {
				headers: { Cookie: `${sessionCookie}=${token}` },
				redirect: 'manual',
			})
			if (response.status === 404) continue
			expect(response.status).toBe(200)
			const rows = parse(await response.text(), { columns: true, bom: true }) as Record<string, string>[]
			for (const row of rows) {
				if (row.team_id && !visited.has(row.team_id)) waiting.push(row.team_id)
				const counts = [1, 2, 3, 4, 5, 6].map((halfSteps) => row[`at_tier_${halfSteps / 2}`] ?? '')
				if (!counts.every((count) => /^\d+$/.test(count))) continue
				const keys = (row.families_included ?? '').split(' ').filter(Boolean)
				facts.push({
					cycleId: cycle,
					nodeId: row.team_id ?? '',
					familyIds: keys.map((key) => company.families.find((family) => family.key === key)?.id ?? ''),
					measure: 'tier',
					figures: { counts: Object.fromEntries(counts.map((count, index) => [index + 1, Number(count)])) },
				})
			}
		}
	}
	return facts
}

describe.each([11, 12])(
	'random company %i: nobody’s tier follows from the exports of a suppressed reader',
	(seed) => {
		test('executive, owner, manager and member', async () => {
			const company = await RandomCompany.found(database.adminPool, seed, { teams: 9, members: 110 })
			await publishQuarters(company)
			const world = await readWorld(company)
			const last = world.cycles.at(-1)?.id ?? ''
			const users = await company.sql<{ userId: string; memberId: string }>(
				`SELECT user_id AS "userId", member_id AS "memberId" FROM membership WHERE account_id = $1 AND member_id IS NOT NULL ORDER BY id`,
				[company.accountId],
			)
			const sizes = users.map((user) => ({ ...user, sees: seenBy(world, user.memberId, last).length }))
			const manager = sizes.find(({ sees }) => sees >= 4 && sees <= 30)
			const member = sizes.find(
				({ sees, memberId }) => sees === 1 && world.people.some((p) => p.memberId === memberId && p.tier),
			)
			if (!manager || !member) throw new Error('The company has no such reader: choose another seed.')
			const readers = [
				{ userId: await addReader(company, 'executive'), memberId: null },
				{ userId: await addReader(company, 'owner'), memberId: null },
				manager,
				member,
			]
			let shown = 0
			for (const { userId, memberId } of readers) {
				const facts = await crawl(company, await startSessionOf(database.adminPool, userId), world)
				shown += facts.length
				const knowledge = world.cycles.flatMap(({ id }) =>
					(memberId === null ? [] : seenBy(world, memberId, id)).flatMap(
						({ memberId: personId, tier }): KnownValue[] =>
							tier === null ? [] : [{ cycleId: id, personId, measure: 'tier', halfSteps: tier }],
					),
				)
				const known = new Set(knowledge.map(({ cycleId, personId }) => `${cycleId} ${personId}`))
				const { determined } = solve({ k, cycles: world.cycles, facts, knowledge })
				const tierOf = (cycle: string, personId: string) =>
					world.people.find((p) => p.cycle === cycle && p.memberId === personId)?.tier
				// What follows only if people kept their tier is a guess where one of them did not.
				const right = determined.filter(
					({ cycleId, personId, halfSteps, by, assuming, cycleIds }) =>
						!known.has(`${cycleId} ${personId}`) &&
						(by === 'one-cycle' ||
							(tierOf(cycleId, personId) === halfSteps &&
								assuming.every((id) => new Set(cycleIds.map((cycle) => tierOf(cycle, id))).size === 1))),
				)
				expect(right).toEqual([])
			}
			expect(shown).toBeGreaterThan(20)

			// The adversary does win where nothing is held back: HR's export gives people away.
			const everything = await crawl(
				company,
				await startSessionOf(database.adminPool, company.hr.userId),
				world,
			)
			expect(
				solve({ k, cycles: world.cycles, facts: everything, knowledge: [] }).determined.length,
			).toBeGreaterThan(0)
		}, 240_000)
	},
)
