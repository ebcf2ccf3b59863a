import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listRoadmaps } from '#app/data/roadmaps/list-roadmaps.server.ts'
import { readRoadmapRights } from '#app/data/roadmaps/read-roadmap-rights.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { planningCompany } from './planning-company.ts'

const database = await createTestDatabase()
let company: Awaited<ReturnType<typeof planningCompany>>
let plans: Record<'team' | 'other' | 'aboveAlone' | 'aboveAndBelow' | 'account', string>

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await planningCompany(database.adminPool)
	const { team, other, top } = company
	plans = {
		team: await company.addPlan({ teamId: team }),
		other: await company.addPlan({ teamId: other }),
		aboveAlone: await company.addPlan({ teamId: top }),
		aboveAndBelow: await company.addPlan({ teamId: top, withBelow: true }),
		account: await company.addPlan({ teamId: null }),
	}
	// Nobody is named in these, so that only the tree decides.
	await database.adminPool.query(`DELETE FROM roadmap_sponsor WHERE roadmap_id <> $1`, [plans.other])
	await database.adminPool.query(`UPDATE roadmap SET owner_id = NULL WHERE id <> $1`, [plans.account])
})
afterAll(closeDatabase)

const everything = ['aboveAlone', 'aboveAndBelow', 'account', 'other', 'team']

test.each([
	['hr', everything, everything, []],
	['sponsor', everything, [], ['other']],
	['lead', ['aboveAndBelow', 'account', 'team'], ['team'], []],
	['member', ['aboveAndBelow', 'account', 'team'], [], []],
	['stranger', ['aboveAndBelow', 'account', 'other'], [], []],
] as const)(
	'%s reads, edits and closes what is theirs, and the list is of the same plans',
	async (who, ...expected) => {
		const { scope } = company.people[who]
		const person: Person = { roles: scope.roles, isMember: true, isManager: who === 'lead' }
		const found: [string[], string[], string[]] = [[], [], []]
		for (const [name, roadmapId] of Object.entries(plans)) {
			const rights = await readRoadmapRights(scope, person, { roadmapId })
			if (rights?.read) found[0].push(name)
			if (rights?.edit) found[1].push(name)
			if (rights?.sponsor) found[2].push(name)
		}
		expect(found.map((names) => names.toSorted())).toEqual(expected)
		const listed = await listRoadmaps(scope, person, { today: '2026-01-10' })
		const names = listed.map(({ id }) => Object.entries(plans).find(([, one]) => one === id)?.[0])
		expect(names.toSorted()).toEqual(expected[0])
	},
)

test('another account finds no plan, nor does a text that is no id', async () => {
	const person: Person = { roles: ['hr'], isMember: true, isManager: false }
	const other = await planningCompany(database.adminPool)
	expect(await readRoadmapRights(other.scope, person, { roadmapId: plans.team })).toBeNull()
	expect(await readRoadmapRights(company.scope, person, { roadmapId: 'new' })).toBeNull()
	expect(await listRoadmaps(other.scope, person, { today: '2026-01-10' })).toEqual([])
})

test('the list says of each plan where it stands', async () => {
	const { scope } = company
	const person: Person = { roles: ['hr'], isMember: true, isManager: false }
	const standing = async (today: string) => {
		const listed = await listRoadmaps(scope, person, { today, teamId: company.team })
		return listed.map((plan) => [plan.phase, plan.standing, plan.reason.why])
	}
	expect(await standing('2026-01-04')).toEqual([['discovery', 'on-track', 'not-begun']])
	expect(await standing('2026-01-19')).toEqual([['discovery', 'late', 'phase-overdue']])
})
