import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { countTeamReach } from '#app/data/targets/count-team-reach.server.ts'
import { listPersonTargets } from '#app/data/targets/list-person-targets.server.ts'
import { listTargets } from '#app/data/targets/list-targets.server.ts'
import { listTeamTargets } from '#app/data/targets/list-team-targets.server.ts'
import { readMemberTarget } from '#app/data/targets/read-member-target.server.ts'
import { setTarget } from '#app/data/targets/set-target.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { TargetPlace } from '#app/domain/target/target-rule.ts'
import { findTarget } from '#app/domain/target/target-rule.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const today = new Date().toISOString().slice(0, 10)
const everything = { search: '', onlyOwn: false, page: 1, pageSize: 1000, locale: 'en', today } as const

type Member = {
	id: string
	familyId: string | null
	familyName: string | null
	teamId: string | null
	managerId: string | null
	teamIds: string[]
}
type Kept = TargetPlace & { tier: number; name: string | null }

/** People who have not left with the way up from each, and all targets, read behind the application's back. */
async function readAll(company: RandomCompany): Promise<{ members: Member[]; targets: Kept[] }> {
	const { accountId } = company
	const parents = new Map(
		(
			await company.sql<{ id: string; parent: string | null }>(
				'SELECT id, parent_id AS parent FROM team WHERE account_id = $1',
				[accountId],
			)
		).map(({ id, parent }) => [id, parent]),
	)
	const rows = await company.sql<Omit<Member, 'teamIds'>>(
		`SELECT m.id, m.family_id AS "familyId", f.name AS "familyName", m.team_id AS "teamId", m.manager_id AS "managerId"
		 FROM member m LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
		 WHERE m.account_id = $1 AND (m.left_on IS NULL OR m.left_on > $2)`,
		[accountId, today],
	)
	const targets = await company.sql<Kept>(
		`SELECT t.scope::text, t.family_id AS "familyId", t.team_id AS "teamId", t.member_id AS "memberId", t.tier,
			coalesce(f.name, w.name) AS name
		 FROM target t LEFT JOIN role_family f ON f.account_id = t.account_id AND f.id = t.family_id
		 LEFT JOIN team w ON w.account_id = t.account_id AND w.id = t.team_id WHERE t.account_id = $1`,
		[accountId],
	)
	const members = rows.map((member) => {
		const teamIds: string[] = []
		for (let at = member.teamId; at; at = parents.get(at) ?? null) teamIds.push(at)
		return { ...member, teamIds }
	})
	return { members, targets }
}

describe.each([31, 32, 33])('in random company %i', (seed) => {
	let company: RandomCompany
	let members: Member[]
	let targets: Kept[]
	const heldBy = ({ id, teamIds, familyId }: Member, among = targets) =>
		findTarget(among, { memberId: id, teamIds, familyId })

	beforeAll(async () => {
		company = await RandomCompany.found(database.adminPool, seed, { members: 60 })
		const { random, hr } = company
		const places: TargetPlace[] = [
			...(seed === 31 ? [] : [{ scope: 'account' } as const]),
			...company.families.slice(1).map(({ id }) => ({ scope: 'family', familyId: id }) as const),
			...company.teamIds.flatMap((teamId) =>
				random.chance(0.3) ? [{ scope: 'team', teamId } as const] : [],
			),
			...company.memberIds.flatMap((memberId) =>
				random.chance(0.15) ? [{ scope: 'member', memberId } as const] : [],
			),
		]
		for (const place of places) {
			await setTarget(hr, {
				...{ place, version: 0 },
				target: { halfSteps: random.integer(2, 6), dueOn: '2030-01-01' },
			})
		}
		// People move, teams hang elsewhere and are archived, with the targets that they have.
		await company.goOn()
		const all = await readAll(company)
		members = all.members
		targets = all.targets
		expect(new Set(targets.map(({ scope }) => scope)).size).toBe(seed === 31 ? 3 : 4)
	})

	test('SQL and the rule find the same target for everybody, and the same way to it', async () => {
		const { rows, total } = await listPersonTargets(company.hr, {
			search: 'person',
			page: 1,
			pageSize: 1000,
			today,
		})
		expect(total).toBe(members.length)
		expect(rows).toHaveLength(members.length)
		for (const member of members) {
			const held = heldBy(member)
			const row = rows.find(({ id }) => id === member.id)
			expect(row?.held?.halfSteps ?? null).toBe(held?.tier ?? null)
			expect(row?.held?.origin ?? null).toEqual(held && { scope: held.scope, name: held.name })
		}
		const own = await listPersonTargets(company.hr, { search: '', page: 1, pageSize: 1000, today })
		expect(own.rows.map(({ id }) => id).sort()).toEqual(
			members
				.filter((member) => heldBy(member)?.scope === 'member')
				.map(({ id }) => id)
				.sort(),
		)
	})

	test('it is counted for whom a target holds, or would hold', async () => {
		const inFamily = members.filter(({ familyId }) => familyId !== null)
		const { account, families } = await listTargets(company.hr, { today })
		const holdsWith = (place: TargetPlace, isIt: (held: Kept | null) => boolean) => {
			const tried = { ...place, tier: 6, name: null } as Kept
			return inFamily.filter((member) => isIt(heldBy(member, [tried, ...targets]))).length
		}
		expect(account.people).toBe(holdsWith({ scope: 'account' }, (held) => held?.scope === 'account'))
		for (const { familyId, people } of families) {
			const isIt = (held: Kept | null) => held?.scope === 'family' && held.familyId === familyId
			expect(people).toBe(holdsWith({ scope: 'family', familyId }, isIt))
		}
		const { rows: teams } = await listTeamTargets(company.hr, everything)
		for (const teamId of company.teamIds) {
			const isIt = (held: Kept | null) => held?.scope === 'team' && held.teamId === teamId
			const inside = inFamily.filter(({ teamIds }) => teamIds.includes(teamId))
			const reach = await countTeamReach(company.hr, { teamId, today })
			expect(reach).toMatchObject({
				people: holdsWith({ scope: 'team', teamId }, isIt),
				members: inside.length,
			})
			expect(reach.people + reach.own + reach.below).toBe(reach.members)
			const listed = teams.find(({ id }) => id === teamId)
			if (!listed) continue
			expect(listed.membersBelow).toBeLessThanOrEqual(inside.length)
			if (listed.held?.isOwn) expect(listed.people).toBe(reach.people)
		}
	})

	test('a person, their manager and HR read it, and nobody else', async () => {
		const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
		const executive: Person = { roles: ['executive'], isMember: true, isManager: false }
		const manager: Person = { roles: ['member'], isMember: true, isManager: true }
		const somebody = members.filter((member) => heldBy(member)?.scope === 'member' && member.managerId)
		const [member] = somebody
		if (!member?.managerId) throw new Error('The company has nobody like that: choose another seed.')
		const as = (memberId: string | null) => mintAccountScope({ ...company.hr, memberId })
		const of = { memberId: member.id }
		const other = members.find(({ id }) => id !== member.id && id !== member.managerId)?.id ?? null
		const held = { halfSteps: heldBy(member)?.tier, origin: { scope: 'member', name: null } }
		expect(await readMemberTarget(company.hr, hr, of)).toMatchObject(held)
		expect(await readMemberTarget(as(member.managerId), manager, of)).toMatchObject(held)
		expect(await readMemberTarget(as(member.id), { ...manager, isManager: false }, of)).toMatchObject(held)
		for (const [scope, person] of [
			[as(other), manager],
			[as(other), executive],
			[as(null), { ...hr, roles: ['owner'] }],
			[as(null), { ...hr, roles: ['admin'] }],
		] as const) {
			expect(await readMemberTarget(scope, person, of)).toBeNull()
		}
		const foreign = await RandomCompany.found(database.adminPool, seed + 500, { teams: 1, members: 1 })
		expect(await readMemberTarget(foreign.hr, hr, of)).toBeNull()
		expect(
			await setTarget(foreign.hr, {
				place: { scope: 'member', ...of },
				version: 0,
				target: { halfSteps: 2, dueOn: '2030-01-01' },
			}),
		).toEqual({ ok: false, reason: 'gone' })
	})
})
