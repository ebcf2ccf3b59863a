import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readHeatmap } from '#app/data/read-heatmap.server.ts'
import { readNodeTiers } from '#app/data/read-node-tiers.server.ts'
import { reopenCycle } from '#app/data/reopen-cycle.server.ts'
import { discardCheckpoint } from '#app/data/roadmaps/discard-checkpoint.server.ts'
import { draftCheckpoints } from '#app/data/roadmaps/draft-checkpoints.server.ts'
import { getCheckpoint } from '#app/data/roadmaps/get-checkpoint.server.ts'
import { listCheckpoints } from '#app/data/roadmaps/list-checkpoints.server.ts'
import { readAgreedLevel } from '#app/data/roadmaps/read-agreed-level.server.ts'
import { readReachedLevels } from '#app/data/roadmaps/read-reached-levels.server.ts'
import type { MovedSteps } from '#app/data/roadmaps/read-moved-steps.server.ts'
import { readMovedSteps } from '#app/data/roadmaps/read-moved-steps.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { PeopleCount } from '#app/domain/roadmap/moved-steps.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
let company: RandomCompany
let plans: Record<'team' | 'account' | 'closed', string>
const snapshots: { cycleId: string; snapshotId: string }[] = []

async function publish(day: string, shown: number) {
	const created = await createCycle(company.hr, { day })
	if (!created.ok) throw new Error(created.reason)
	const { cycleId } = created
	await openCycle(company.hr, { cycleId })
	await company.answer(cycleId)
	await company.sql(
		`INSERT INTO team_assessment (account_id, cycle_id, team_id, framework_key, framework_version, checks_version, state, claimed,
			shown, shown_on, revealed_at, revealed_inputs, revealed_of, agreed_at)
		 VALUES ($1, $2, $3, 'five-ai-coding-levels', 1, 1, 'agreed', 4, $4, '2026-01-01', now(), 1, 1, now())`,
		[company.accountId, cycleId, company.teamIds[0], shown],
	)
	// Two at once: one of them publishes.
	const both = await Promise.all([1, 2].map(() => publishCycle(company.hr, { cycleId })))
	const [published, ...more] = both.filter((one) => one.ok)
	if (!published?.ok || more.length > 0) throw new Error('one of two publishes')
	snapshots.push({ cycleId, snapshotId: published.snapshotId })
}

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await RandomCompany.found(database.adminPool, 31, { teams: 6, members: 160 })
	const { accountId, teamIds } = company
	const add = async (name: string, teamId: string | null, state: string) => {
		const [row] = await company.sql<{ id: string }>(
			`INSERT INTO roadmap (account_id, name, team_id, lens, start_level, target_level, starts_on, state)
			 VALUES ($1, $2, $3, 'tier', 2, 5, '2026-01-01', $4::roadmap_state) RETURNING id`,
			[accountId, name, teamId, state],
		)
		return row?.id ?? ''
	}
	await publish('2026-07-10', 1)
	plans = {
		team: await add('Team', teamIds[0] ?? null, 'active'),
		account: await add('Account', null, 'active'),
		closed: await add('Closed', null, 'closed'),
	}
	await publish('2026-10-10', 3)
})
afterAll(closeDatabase)

const drafts = async (roadmapId: string) => {
	const listed = await listCheckpoints(company.hr, { roadmapId })
	return listed.map(({ cycleName, heldOn }) => [cycleName, heldOn])
}
const last = () => snapshots.at(-1) ?? { cycleId: '', snapshotId: '' }

test('each plan that is not closed gets one draft of the cycle, however often it is made', async () => {
	const one = [['Q4 2026', null]]
	expect([await drafts(plans.team), await drafts(plans.account), await drafts(plans.closed)]).toEqual([
		...[one, one, []],
	])
	const again = await withAccount(company.hr, (transaction) =>
		draftCheckpoints(transaction, company.hr, last()),
	)
	expect([again, await drafts(plans.team)]).toEqual([0, one])
	const [draft] = await listCheckpoints(company.hr, { roadmapId: plans.team })
	const of = { roadmapId: plans.team, checkpointId: draft?.id ?? '', today: '2026-10-20', locale: 'en' }
	expect(await getCheckpoint(company.hr, of)).toMatchObject({ snapshotId: last().snapshotId })
})

const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
const executive: Person = { roles: ['executive'], isMember: false, isManager: false }
const scopeOf = (person: Person, memberId: string | null = null): AccountScope =>
	mintAccountScope({
		...{ accountId: company.accountId, userId: null, membershipId: null, memberId, roles: person.roles },
	})
const read = (person: Person, nodeId: string, scope = scopeOf(person)) =>
	readMovedSteps(scope, person, { snapshotId: last().snapshotId, nodeId, targetHalfSteps: 5 })

/** What a count gives: the number, and that of those who are left. */
const given = (of: PeopleCount, n: number) => (of.kind === 'exact' ? [of.count, n - of.count] : [])

/** Every number of people that is said. */
const numbersIn = ({ families, median }: MovedSteps) => [
	...(median ? [median.n] : []),
	...families.flatMap(({ moved, remaining }) => [
		...moved.flatMap(({ n, nBefore, reached, reachedBefore }) => [
			...[n, nBefore],
			...[...given(reached, n), ...given(reachedBefore, nBefore)],
		]),
		...remaining.flatMap(({ n, below }) => [n, ...given(below, n)]),
	]),
]
const questionsIn = ({ families }: MovedSteps) =>
	families.flatMap(({ id, moved, remaining }) =>
		[...moved, ...remaining].map(({ questionKey }) => `${id} ${questionKey}`),
	)

test('what a draft shows of people is what its reader is shown in the heatmap, and of k or more alone', async () => {
	const nodes = [company.accountId, ...company.teamIds]
	let said = 0
	for (const nodeId of nodes) {
		for (const person of [hr, executive]) {
			const steps = await read(person, nodeId)
			if (!steps) continue
			const numbers = numbersIn(steps)
			said += numbers.length
			expect(Math.min(steps.k, ...numbers)).toBe(steps.k)
			const questions = [...new Set(questionsIn(steps))]
			const heatmap = await readHeatmap(scopeOf(person), person, {
				...{ snapshotId: last().snapshotId, nodeId },
				questions: questions.map((one) => one.split(' ')[1] ?? ''),
			})
			const cells = heatmap?.cells.get(nodeId)?.families ?? []
			for (const question of questions) {
				const [familyId, key = ''] = question.split(' ')
				const cell = cells.find((one) => one.familyId === familyId)?.questions[key]
				expect(cell?.kind).toBe('shown')
			}
		}
	}
	expect(said).toBeGreaterThan(50)
	const [all, some] = [await read(hr, company.accountId), await read(executive, company.accountId)]
	expect(all?.comparedWith).toBe('Q3 2026')
	expect(all && some && questionsIn(all).length >= questionsIn(some).length).toBe(true)
})

test('who does not reach a team in the heatmap is told nothing of its people, whatever plan they read', async () => {
	const [someone] = await company.sql<{ memberId: string; teamId: string }>(
		`SELECT p.member_id AS "memberId", p.team_id AS "teamId" FROM participant p
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.team_id IS NOT NULL
			AND NOT EXISTS (SELECT FROM participant o WHERE o.account_id = $1 AND o.cycle_id = $2 AND o.manager_id = p.member_id)
			AND NOT EXISTS (SELECT FROM team t WHERE t.account_id = $1 AND t.lead_id = p.member_id)
		 ORDER BY p.member_id LIMIT 1`,
		[company.accountId, last().cycleId],
	)
	const person: Person = { roles: ['member'], isMember: true, isManager: false }
	const scope = scopeOf(person, someone?.memberId)
	const other = company.teamIds.find((id) => id !== someone?.teamId) ?? ''
	expect(await read(person, other, scope)).toBeNull()
	expect(await read(person, someone?.teamId ?? '', scope)).not.toBeNull()
	expect(await read(person, company.accountId, scope)).not.toBeNull()
})

test('under the lens of levels the level is what the team agreed in that cycle, for who may read its assessments', async () => {
	const teamId = company.teamIds[0] ?? ''
	const level = (person: Person, scope = scopeOf(person)) =>
		readAgreedLevel(scope, person, { teamId, cycleId: last().cycleId, lens: 'ai-coding-level' })
	expect(await level(executive)).toMatchObject({
		...{ reached: 3, claimed: 4, before: { reached: 1, cycleName: 'Q3 2026' } },
	})
	const rung = { teamId, cycleId: last().cycleId, lens: 'rung' } as const
	expect(await readAgreedLevel(scopeOf(executive), executive, rung)).toBeNull()
	const [stranger] = await company.sql<{ id: string }>(
		`SELECT m.id FROM member m WHERE m.account_id = $1 AND m.team_id <> $2 AND m.left_on IS NULL
			AND NOT EXISTS (SELECT FROM team t WHERE t.account_id = $1 AND t.lead_id = m.id) ORDER BY m.id LIMIT 1`,
		[company.accountId, teamId],
	)
	const member: Person = { roles: ['member'], isMember: true, isManager: false }
	expect(await level(member, scopeOf(member, stranger?.id))).toBeNull()
})

test('what plans say to be reached is what their reader is shown elsewhere, of one plan as of all at once', async () => {
	const { accountId, teamIds } = company
	const [manager, other] = await Promise.all(
		['ANY', 'ALL'].map(async (quantor) => {
			const [found] = await company.sql<{ id: string }>(
				`SELECT p.member_id AS id FROM participant p WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.team_id IS NOT NULL
					AND p.member_id ${quantor === 'ANY' ? '=' : '<>'} ${quantor} (SELECT m.manager_id FROM participant m
						WHERE m.account_id = $1 AND m.cycle_id = $2 AND m.manager_id IS NOT NULL)
				 ORDER BY p.member_id LIMIT 1`,
				[accountId, last().cycleId],
			)
			return found?.id ?? ''
		}),
	)
	const member: Person = { roles: ['member'], isMember: true, isManager: false }
	const plans = [null, ...teamIds].flatMap((id) =>
		(['tier', 'ai-coding-level', 'rung'] as const).map((lens) => ({
			...{ id: `${id} ${lens}`, lens, team: id === null ? null : { id } },
		})),
	)
	const found: Record<string, number> = {}
	for (const [who, person, memberId] of [
		['hr', hr, null],
		['executive', executive, null],
		['manager', { ...member, isManager: true }, manager ?? ''],
		['member', member, other ?? ''],
		['nobody', { roles: [], isMember: false, isManager: false }, null],
	] as const) {
		const scope = scopeOf(person, memberId)
		const reached = await readReachedLevels(scope, person, { plans })
		const nodeIds = [accountId, ...teamIds]
		const together = await readNodeTiers(scope, person, { nodeIds })
		found[who] = [...(together?.tiers.values() ?? [])].filter(({ cell }) => cell.kind === 'shown').length
		for (const nodeId of nodeIds) {
			const view = await readHeatmapView(scope, person, { nodeId })
			const cells = view === null || view === 'nothing' ? undefined : view.cells.get(nodeId)
			expect(together?.tiers.get(nodeId), `${who} ${nodeId}`).toEqual(cells?.allTier)
		}
		for (const plan of plans) {
			const { id, lens, team } = plan
			const alone = await readReachedLevels(scope, person, { plans: [plan] })
			expect(alone.get(id), `${who} ${id}`).toEqual(reached.get(id))
			if (lens === 'tier') {
				const all = together?.tiers.get(team?.id ?? accountId)
				const level =
					all?.cell.kind === 'shown' && all.leftOut === 0 ? all.cell.summary.medianHalfSteps : undefined
				expect(reached.get(id)?.level, `${who} ${id}`).toBe(level)
				continue
			}
			const agreed =
				team && (await readAgreedLevel(scope, person, { teamId: team.id, cycleId: last().cycleId, lens }))
			expect(reached.get(id)?.level, `${who} ${id}`).toBe(agreed?.reached)
		}
	}
	// Each of the ways to read a snapshot shows something, and some of them hold something back.
	expect(found).toEqual({ hr: 7, executive: 3, manager: 3, member: 1, nobody: 0 })
})

test('a correction makes no further draft, and a draft that was discarded does not come back', async () => {
	const { cycleId } = last()
	const [draft] = await listCheckpoints(company.hr, { roadmapId: plans.account })
	const of = { roadmapId: plans.account, checkpointId: draft?.id ?? '' }
	expect(await discardCheckpoint(company.hr, of)).toEqual({ ok: true })
	const reopened = await reopenCycle(company.hr, {
		...{ cycleId, giveBack: 'agreement', reason: 'Wrong', idempotencyKey: crypto.randomUUID() },
	})
	expect(reopened).toMatchObject({ ok: true })
	await company.sql(
		`UPDATE outcome o SET tier = CASE o.tier WHEN 6 THEN 5 ELSE o.tier + 1 END, agreed_at = now()
		 FROM participant p WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.reopened_at IS NOT NULL
			AND o.account_id = $1 AND o.participant_id = p.id`,
		[company.accountId, cycleId],
	)
	expect(await publishCycle(company.hr, { cycleId })).toMatchObject({ ok: true, version: 2 })
	expect([await drafts(plans.team), await drafts(plans.account)]).toEqual([[['Q4 2026', null]], []])
	expect(await read(hr, company.accountId)).toMatchObject({ isCorrectedSince: true })
})
