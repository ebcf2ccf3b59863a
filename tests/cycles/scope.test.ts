import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeCyclePlan } from '#app/data/change-cycle-plan.server.ts'
import { countOpening } from '#app/data/count-opening.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getCyclePlan } from '#app/data/get-cycle-plan.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { describeScope } from '#app/domain/cycle/scope-words.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { createPlanned, noPlan } from './calendar.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

type Member = { id: string; familyId: string | null; teamId: string | null; gone: boolean }
type Team = { id: string; parentId: string | null; archived: boolean }

async function chosen(company: RandomCompany, scope: { teamIds?: string[]; familyIds?: string[] }) {
	const cycleId = await createPlanned(company)
	const input = { ...noPlan, repeats: false, teamIds: [], familyIds: [], ...scope }
	const changed = await changeCyclePlan(company.hr, { cycleId, version: 1, input })
	return { cycleId, changed }
}

test.each([
	[231, 2, 0],
	[232, 0, 2],
	[233, 1, 1],
	[234, 0, 0],
])(
	'a cycle asks whom its scope has, told by the roster (%i: %i teams, %i families)',
	async (seed, teamCount, familyCount) => {
		const company = await RandomCompany.found(database.adminPool, seed)
		const { hr, accountId, random } = company
		const teams = await company.sql<Team>(
			`SELECT id, parent_id AS "parentId", archived_at IS NOT NULL AS archived FROM team WHERE account_id = $1`,
			[accountId],
		)
		const members = await company.sql<Member>(
			`SELECT id, family_id AS "familyId", team_id AS "teamId", coalesce(left_on <= current_date, false) AS gone
			 FROM member WHERE account_id = $1`,
			[accountId],
		)
		const above = (id: string | null): string[] => {
			const team = teams.find((other) => other.id === id)
			return team ? [team.id, ...above(team.parentId)] : []
		}
		const open = teams.filter(({ archived }) => !archived)
		const teamIds = Array.from({ length: teamCount }, () => random.pick(open).id)
		const familyIds = company.families.slice(0, familyCount).map(({ id }) => id)
		const { cycleId, changed } = await chosen(company, { teamIds, familyIds })
		expect(changed).toMatchObject({ ok: true })

		const inTeams = (id: string | null) => teamCount === 0 || above(id).some((at) => teamIds.includes(at))
		const able = members.filter(({ gone, familyId }) => !gone && familyId !== null)
		const asked = able.filter(
			({ familyId, teamId }) => inTeams(teamId) && (familyCount === 0 || familyIds.includes(familyId ?? '')),
		)
		expect(asked.length).toBeGreaterThan(0)
		const opening = await countOpening(hr, { endsOn: '2100-01-01', cycleId })
		expect(opening.participants).toBe(asked.length)
		expect(opening.outOfScope).toBe(able.length - asked.length)
		expect(opening.withoutFamily).toBe(
			members.filter(({ gone, familyId, teamId }) => !gone && familyId === null && inTeams(teamId)).length,
		)

		expect(await openCycle(hr, { cycleId })).toMatchObject({ ok: true, participants: asked.length })
		const frozen = await company.sql<{ id: string }>(
			`SELECT member_id AS id FROM participant WHERE account_id = $1 AND cycle_id = $2`,
			[accountId, cycleId],
		)
		expect(new Set(frozen.map(({ id }) => id))).toEqual(new Set(asked.map(({ id }) => id)))

		const tree = await company.sql<{ id: string; parentId: string | null }>(
			`SELECT team_id AS id, parent_id AS "parentId" FROM cycle_team WHERE account_id = $1 AND cycle_id = $2`,
			[accountId, cycleId],
		)
		const kept = new Set<string>()
		for (const { id } of open) {
			if (familyCount === 0 && inTeams(id)) for (const at of above(id)) kept.add(at)
		}
		for (const { teamId } of asked) for (const at of above(teamId)) kept.add(at)
		expect(new Set(tree.map(({ id }) => id))).toEqual(kept)
		for (const { id, parentId } of tree) {
			expect(parentId).toBe(teams.find((team) => team.id === id)?.parentId)
		}
	},
)

test('whom it asks is chosen of what is there, and stays once the cycle is open', async () => {
	const company = await RandomCompany.found(database.adminPool, 235, { members: 40 })
	const { hr, accountId } = company
	const [archived] = await company.sql<{ id: string }>(
		`UPDATE team SET archived_at = now() WHERE account_id = $1 AND id = $2 RETURNING id`,
		[accountId, company.teamIds[0]],
	)
	await company.sql(
		`INSERT INTO role_family (account_id, key, name, position) VALUES ($1, 'own-legal', 'Legal', 9)`,
		[accountId],
	)
	const [legal] = await company.sql<{ id: string }>(
		`SELECT id FROM role_family WHERE account_id = $1 AND key = 'own-legal'`,
		[accountId],
	)
	const cycleId = await createPlanned(company)
	const change = async (teamIds: string[], familyIds: string[]) => {
		const { version = 0 } = (await getCyclePlan(hr, { cycleId })) ?? {}
		const input = { ...noPlan, repeats: false, teamIds, familyIds }
		return changeCyclePlan(hr, { cycleId, version, input })
	}
	expect(await change([archived?.id ?? ''], [])).toEqual({ ok: false, reason: 'scope', field: 'teamIds' })
	expect(await change([crypto.randomUUID()], [])).toMatchObject({ field: 'teamIds' })
	expect(await change([], [legal?.id ?? ''])).toEqual({ ok: false, reason: 'scope', field: 'familyIds' })
	const familyIds = company.families.slice(0, 1).map(({ id }) => id)
	expect(await change([], familyIds)).toEqual({ ok: true, changed: true })
	expect(await openCycle(hr, { cycleId })).toMatchObject({ ok: true })
	expect(await change([], [])).toEqual({ ok: true, changed: false })
	expect((await getCyclePlan(hr, { cycleId }))?.scope.families.map(({ id }) => id)).toEqual(familyIds)
})

test('a scope in words', () => {
	const named = (...names: string[]) => names.map((name) => ({ name }))
	expect(describeScope({ teams: [], families: [] })).toBe('Everybody')
	expect(describeScope({ teams: named('Payments', 'Growth'), families: [] })).toBe(
		'Payments and Growth with all teams below',
	)
	expect(describeScope({ teams: [], families: named('Sales') })).toBe('Only Sales')
	expect(describeScope({ teams: named('A', 'B', 'C', 'D', 'E', 'F'), families: named('Sales') })).toBe(
		'A, B, C, D, and 2 more with all teams below, only Sales',
	)
})
