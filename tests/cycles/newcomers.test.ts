import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addLateJoiner } from '#app/data/add-late-joiner.server.ts'
import { addMember } from '#app/data/add-member.server.ts'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { applyRoster } from '#app/data/apply-roster.server.ts'
import { changeCyclePlan } from '#app/data/change-cycle-plan.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getCyclePlan } from '#app/data/get-cycle-plan.server.ts'
import { listLateJoiners } from '#app/data/list-late-joiners.server.ts'
import { moveCyclePhase } from '#app/data/move-cycle-phase.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { tendCycles } from '#app/jobs/tend-cycles.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { actionsOf, baseUrl, createPlanned, inDays, noPlan, passDays, tend } from './calendar.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 20 }))
afterAll(closeDatabase)

async function opened(seed: number, plan: Parameters<typeof createPlanned>[1] = {}) {
	const company = await RandomCompany.found(database.adminPool, seed, { members: 30 })
	// What was in the roster before the opening came long before.
	await company.sql(`UPDATE member SET created_at = created_at - interval '30 days' WHERE account_id = $1`, [
		company.accountId,
	])
	const cycleId = await createPlanned(company, plan)
	expect(await openCycle(company.hr, { cycleId })).toMatchObject({ ok: true })
	return { company, cycleId }
}

const person = (name: string, more: object = {}) => ({
	name,
	email: null,
	externalId: null,
	jobTitle: 'New',
	familyKey: 'sales',
	teamId: null,
	manager: null,
	startedOn: null,
	leftOn: null,
	attributes: {},
	...more,
})

async function add(company: RandomCompany, name: string, more: object = {}): Promise<string> {
	const added = await addMember(company.hr, { input: person(name, more), idempotencyKey: randomUUID() })
	if (!added.ok) throw new Error(JSON.stringify(added.refusals))
	return added.memberId
}

const participantsOf = async (company: RandomCompany, cycleId: string) =>
	company.sql<{
		memberId: string
		name: string
		teamId: string | null
		joinedAt: Date | null
		state: string
	}>(
		`SELECT p.member_id AS "memberId", m.name, p.team_id AS "teamId", p.joined_at AS "joinedAt", p.state
		 FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 WHERE p.account_id = $1 AND p.cycle_id = $2`,
		[company.accountId, cycleId],
	)
const treeOf = async (company: RandomCompany, cycleId: string) =>
	company.sql<{ id: string; parentId: string | null; name: string }>(
		`SELECT team_id AS id, parent_id AS "parentId", name FROM cycle_team WHERE account_id = $1 AND cycle_id = $2
		 ORDER BY team_id`,
		[company.accountId, cycleId],
	)

test('who is added while the rule holds joins at once; after its day, or without a rule, nobody does', async () => {
	const { company, cycleId } = await opened(241, { lateJoinersUntil: inDays(3) })
	const before = (await participantsOf(company, cycleId)).length
	const joined = await add(company, 'Nina New')
	await add(company, 'Olaf Other', { familyKey: null })
	await add(company, 'Late Later', { startedOn: inDays(400) })
	const now = await participantsOf(company, cycleId)
	expect(now).toHaveLength(before + 1)
	expect(now.find(({ memberId }) => memberId === joined)).toMatchObject({
		name: 'Nina New',
		joinedAt: expect.any(Date),
	})
	await passDays(company, 3)
	await add(company, 'On Theday')
	await passDays(company, 1)
	await add(company, 'After Theday')
	await tend(company)
	const names = (await participantsOf(company, cycleId)).map(({ name }) => name)
	expect(names).toContain('On Theday')
	expect(names).not.toContain('After Theday')

	const { company: other, cycleId: without } = await opened(242)
	const count = (await participantsOf(other, without)).length
	await add(other, 'Nina New')
	await tend(other)
	expect(await participantsOf(other, without)).toHaveLength(count)
})

test('an import lets newcomers join in its own transaction, and the job those whom nothing else did', async () => {
	const { company, cycleId } = await opened(243, { lateJoinersUntil: inDays(3) })
	const before = (await participantsOf(company, cycleId)).length
	const bytes = new TextEncoder().encode(
		'Name,Email,Role family,Team\nIda Import,ida@example.com,Sales,Imported\nIvo Import,ivo@example.com,Sales,Imported\n',
	)
	const { importId } = (await addRosterImport(company.hr, { fileName: 'roster.csv', bytes })) as {
		importId: string
	}
	expect(await applyRoster(company.hr, { importId, missing: 'keep', announce: () => [] })).toMatchObject({
		ok: true,
	})
	const now = await participantsOf(company, cycleId)
	expect(now).toHaveLength(before + 2)
	const tree = await treeOf(company, cycleId)
	const imported = tree.find(({ name }) => name === 'Imported')
	expect(now.filter(({ teamId }) => teamId === imported?.id)).toHaveLength(2)

	// Behind the application's back, so that only the job can find them; two processes at once.
	const [family] = company.families
	await company.sql(`INSERT INTO member (account_id, name, family_id) VALUES ($1, 'Unseen', $2)`, [
		company.accountId,
		family?.id,
	])
	await Promise.all([tendCycles({ baseUrl }), tendCycles({ baseUrl })])
	expect(await participantsOf(company, cycleId)).toHaveLength(before + 3)
	expect((await actionsOf(company)).filter((action) => action === 'cycle.joined')).toHaveLength(2)
})

test('the rule keeps to the scope; by hand HR adds anybody who can be asked', async () => {
	const company = await RandomCompany.found(database.adminPool, 244, { members: 30 })
	await company.sql(`UPDATE member SET created_at = created_at - interval '30 days' WHERE account_id = $1`, [
		company.accountId,
	])
	const sales = company.families.find(({ key }) => key === 'sales')
	const cycleId = await createPlanned(company, { lateJoinersUntil: inDays(3) })
	await company.sql(`INSERT INTO cycle_scope_family (account_id, cycle_id, family_id) VALUES ($1, $2, $3)`, [
		company.accountId,
		cycleId,
		sales?.id,
	])
	await openCycle(company.hr, { cycleId })
	const inside = await add(company, 'Sally Sales')
	const outside = await add(company, 'Manu Marketing', { familyKey: 'marketing' })
	const taking = (await participantsOf(company, cycleId)).map(({ memberId }) => memberId)
	expect(taking).toContain(inside)
	expect(taking).not.toContain(outside)
	const { joiners } = await listLateJoiners(company.hr, { cycleId, search: 'manu', page: 1, pageSize: 25 })
	expect(joiners).toMatchObject([{ memberId: outside, hindrance: null, inScope: false }])
	expect(await addLateJoiner(company.hr, { cycleId, memberId: outside })).toMatchObject({ added: true })
	expect(await addLateJoiner(company.hr, { cycleId, memberId: outside })).toMatchObject({ added: false })
	expect((await participantsOf(company, cycleId)).map(({ memberId }) => memberId)).toContain(outside)
	expect((await actionsOf(company)).filter((action) => action === 'participant.added')).toHaveLength(1)
})

test('by hand: who cannot be asked, and when nobody can, is said', async () => {
	const { company, cycleId } = await opened(245)
	const { hr } = company
	const joins = (memberId: string) => addLateJoiner(hr, { cycleId, memberId })
	const unasked = await add(company, 'Olaf Other', { familyKey: null })
	const later = await add(company, 'Late Later', { startedOn: inDays(400) })
	const left = await add(company, 'Lea Left', { leftOn: inDays(-1) })
	const someone = await add(company, 'Nina New')
	expect(await joins(unasked)).toEqual({ ok: false, reason: 'no-family', name: 'Olaf Other' })
	expect(await joins(later)).toMatchObject({ reason: 'starts-later' })
	expect(await joins(left)).toMatchObject({ reason: 'left' })
	expect(await joins(randomUUID())).toEqual({ ok: false, reason: 'gone' })
	await moveCyclePhase(hr, { cycleId, to: 'calibration' })
	expect(await joins(someone)).toEqual({ ok: false, reason: 'closed', phase: 'calibration' })
	await publishCycle(hr, { cycleId })
	expect(await joins(someone)).toEqual({ ok: false, reason: 'closed', phase: 'published' })
})

test('the frozen tree grows below what is frozen, and nothing of it moves', async () => {
	const { company, cycleId } = await opened(246, { lateJoinersUntil: inDays(3) })
	const { accountId, admin } = company
	const before = await treeOf(company, cycleId)
	const [a, b] = before.filter(({ parentId }) => parentId === null)
	if (!a || !b) throw new Error('The company has too few teams at the top.')
	// Since the opening one team was hung below another and renamed, and two new ones were founded below it.
	await company.sql(`UPDATE team SET parent_id = $3, name = 'Renamed' WHERE account_id = $1 AND id = $2`, [
		accountId,
		a.id,
		b.id,
	])
	const found = async (name: string, parentId: string) =>
		(
			await admin.query<{ id: string }>(
				`INSERT INTO team (account_id, name, parent_id) VALUES ($1, $2, $3) RETURNING id`,
				[accountId, name, parentId],
			)
		).rows[0]?.id ?? ''
	const middle = await found('Middle', a.id)
	const leaf = await found('Leaf', middle)
	await found('Nobody in it', a.id)
	await add(company, 'Nina New', { teamId: leaf })
	const after = await treeOf(company, cycleId)
	expect(after.filter(({ id }) => before.some((team) => team.id === id))).toEqual(before)
	expect(after.filter(({ id }) => !before.some((team) => team.id === id)).toSorted(byName)).toEqual([
		{ id: leaf, parentId: middle, name: 'Leaf' },
		{ id: middle, parentId: a.id, name: 'Middle' },
	])
	const byDeadline = await getCyclePlan(company.hr, { cycleId })
	const input = { ...noPlan, repeats: false, teamIds: [], familyIds: [] }
	await changeCyclePlan(company.hr, { cycleId, version: byDeadline?.version ?? 0, input })
	const late = await add(company, 'Otto Out')
	expect((await participantsOf(company, cycleId)).map(({ memberId }) => memberId)).not.toContain(late)
})

const byName = (one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name)
