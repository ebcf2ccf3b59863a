import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { readTeamOverview } from '#app/data/read-team-overview.server.ts'
import { listRoadmaps } from '#app/data/roadmaps/list-roadmaps.server.ts'
import { readRoadmapRights } from '#app/data/roadmaps/read-roadmap-rights.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { summarizePlan } from '#app/domain/roadmap/plan-summary.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
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
		const own = listed.filter(({ id }) => id === plans.team)
		return own.map((plan) => [plan.phase, plan.standing, plan.reason.why])
	}
	expect(await standing('2026-01-04')).toEqual([['discovery', 'on-track', 'not-begun']])
	expect(await standing('2026-01-19')).toEqual([['discovery', 'late', 'phase-overdue']])
})

test('the list and the page of a plan add up its shares alike, to the last digit', async () => {
	const person: Person = { roles: ['hr'], isMember: true, isManager: false }
	const { adminPool } = database
	// Rows that are written again lie elsewhere, and come in that order where none is asked for.
	for (const [place, { id }] of (await company.read(plans.other)).items.toReversed().entries()) {
		await adminPool.query(`UPDATE roadmap_item SET weight = $2 WHERE id = $1`, [id, 1 + (place % 5)])
	}
	const plan = await company.read(plans.other)
	for (const today of ['2026-01-09', '2026-02-01', '2026-02-11', '2026-03-03', '2026-05-05', '2026-06-06']) {
		const listed = await listRoadmaps(company.scope, person, { today })
		const { planned } = summarizePlan({ ...plan, today })
		expect(listed.find(({ id }) => id === plan.id)?.planned, today).toBe(planned)
	}
})

test('a team is shown with its plans, its metrics and their targets, to whom each of them is for', async () => {
	const { adminPool } = database
	const { accountId, team, people } = company
	const value = { start: '2026-01-01', grain: 'month', kind: 'team', subjectId: team, weight: null } as const
	for (const metric of ['code-churn', 'rework-share', 'prs-merged']) {
		await company.addValue({ ...value, metric, value: 0.5 })
	}
	const setTarget = (key: string, teamId: string | null, target: number) =>
		adminPool.query(
			`INSERT INTO metric_target (account_id, metric_id, team_id, value, due_on)
			 SELECT account_id, id, $3, $4, '2026-12-31' FROM metric WHERE account_id = $1 AND key = $2`,
			[accountId, key, teamId, target],
		)
	await setTarget('code-churn', null, 0.3)
	await setTarget('rework-share', null, 0.3)
	await setTarget('rework-share', team, 0.2)
	// What adds up over teams has no share of it set for one.
	await setTarget('prs-merged', null, 1000)
	const shown = async (who: keyof typeof people) => {
		const { scope } = people[who]
		const person: Person = { roles: scope.roles, isMember: true, isManager: who === 'lead' }
		const overview = await readTeamOverview(scope, person, {
			...{ teamId: team, today: '2026-01-10', checks: levelChecks.checks },
		})
		return (
			overview && {
				plans: overview.plans.rows.map(({ id, from, next }) => [id, from, next?.dueOn]),
				...{ mayPlan: overview.plans.mayPlan, mayImport: overview.metrics?.mayImport },
				targets: Object.fromEntries(
					overview.metrics?.rows.map(({ metric, target }) => [
						metric.key,
						target && [target.value, target.isOwn],
					]) ?? [],
				),
			}
		)
	}
	const expected = {
		plans: [
			[plans.team, null, '2026-01-18'],
			[plans.aboveAndBelow, 'Product', '2026-01-18'],
		],
		targets: { 'code-churn': [0.3, false], 'rework-share': [0.2, true], 'prs-merged': null },
	}
	expect(await shown('hr')).toEqual({ ...expected, mayPlan: true, mayImport: true })
	expect(await shown('lead')).toEqual({ ...expected, mayPlan: true, mayImport: false })
	expect(await shown('member')).toEqual({ ...expected, mayPlan: false, mayImport: false })
	expect(await shown('stranger')).toBeNull()
	// Who sponsors a plan of another team reads all plans as an executive, and edits none.
	expect(await shown('sponsor')).toEqual({ ...expected, mayPlan: false, mayImport: false })

	// What is due next is of a phase that is open, and neither done nor dropped.
	const [first] = (await company.read(plans.team)).items
	const dueOn = (state: string) =>
		adminPool.query(
			`UPDATE roadmap_item SET due_on = '2026-01-07', state = $2::roadmap_item_state WHERE id = $1`,
			[...[first?.id, state]],
		)
	await dueOn('todo')
	expect((await shown('hr'))?.plans[0]).toEqual([plans.team, null, '2026-01-07'])
	await dueOn('dropped')
	expect((await shown('hr'))?.plans[0]).toEqual([plans.team, null, '2026-01-18'])
	await adminPool.query(
		`UPDATE roadmap_phase SET closed_on = '2026-01-09' WHERE roadmap_id = $1 AND phase = 'discovery'`,
		[plans.team],
	)
	expect((await shown('hr'))?.plans[0]?.[2]).toBe('2026-04-04')

	await adminPool.query(`UPDATE team SET archived_at = now() WHERE id = $1`, [team])
	expect((await shown('hr'))?.mayPlan).toBe(false)
})
