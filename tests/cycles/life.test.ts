import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { countOpening } from '#app/data/count-opening.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { deleteDraftCycle } from '#app/data/delete-draft-cycle.server.ts'
import { exemptParticipant } from '#app/data/exempt-participant.server.ts'
import { listCycles } from '#app/data/list-cycles.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

async function create(company: RandomCompany, day: string): Promise<string> {
	const created = await createCycle(company.hr, { day })
	if (!created.ok) throw new Error(created.reason)
	return created.cycleId
}

/** What is logged, oldest first. */
const actionsOf = async (company: RandomCompany) =>
	(
		await company.sql<{ action: string }>(
			`SELECT action FROM audit_event WHERE account_id = $1 ORDER BY sequence`,
			[company.accountId],
		)
	).map(({ action }) => action)

test('a cycle is created once for a quarter of the fiscal year, whatever the clicks', async () => {
	const company = await RandomCompany.found(database.adminPool, 11, { members: 3 })
	await company.sql(`UPDATE account SET fiscal_year_start = 4 WHERE id = $1`, [company.accountId])
	const key = { day: '2026-11-20', idempotencyKey: 'click-1234' }
	const [first, second] = await Promise.all([createCycle(company.hr, key), createCycle(company.hr, key)])
	expect(first).toEqual(second)
	expect(await createCycle(company.hr, { day: '2026-10-01' })).toEqual({ ok: false, reason: 'taken' })
	const { cycles, total } = await listCycles(company.hr)
	expect(total).toBe(1)
	expect(cycles).toMatchObject([
		{ name: 'Q3 FY2027', startsOn: '2026-10-01', endsOn: '2026-12-31', phase: 'draft' },
	])
	expect(await actionsOf(company)).toEqual(['cycle.created'])
})

test('without a published framework nothing can be asked', async () => {
	const company = await RandomCompany.found(database.adminPool, 12, { members: 1 })
	await company.sql(`DELETE FROM framework_version WHERE account_id = $1`, [company.accountId])
	expect(await createCycle(company.hr, { day: '2026-11-20' })).toEqual({ ok: false, reason: 'no-framework' })
})

test('opening freezes exactly who is active and has a family, as they are, with the teams that matter', async () => {
	const company = await RandomCompany.found(database.adminPool, 13)
	const { accountId, hr } = company
	await company.sql(`UPDATE member SET started_on = '2027-01-01' WHERE account_id = $1 AND id = $2`, [
		accountId,
		company.memberIds[5],
	])
	const cycleId = await create(company, '2026-11-20')
	const members = await company.sql<{
		id: string
		familyId: string | null
		teamId: string | null
		managerId: string | null
		gone: boolean
		startsLater: boolean
	}>(
		`SELECT id, family_id AS "familyId", team_id AS "teamId", manager_id AS "managerId",
			coalesce(left_on <= current_date, false) AS gone, coalesce(started_on > '2026-12-31', false) AS "startsLater"
		 FROM member WHERE account_id = $1`,
		[accountId],
	)
	const gone = new Set(members.filter((m) => m.gone).map(({ id }) => id))
	const expected = members.filter((m) => !m.gone && !m.startsLater && m.familyId !== null)
	const opening = await countOpening(hr, { endsOn: '2026-12-31' })
	expect(opening.participants).toBe(expected.length)
	expect(opening.withoutFamily).toBe(members.filter((m) => !m.gone && m.familyId === null).length)
	expect(opening.withoutTeam).toBe(expected.filter((m) => m.teamId === null).length)

	expect(await openCycle(hr, { cycleId })).toMatchObject({ ok: true, participants: expected.length })
	const frozen = await company.sql(
		`SELECT member_id AS id, family_id AS "familyId", team_id AS "teamId", manager_id AS "managerId", state,
			attributes->>'Location' AS location FROM participant WHERE account_id = $1 AND cycle_id = $2`,
		[accountId, cycleId],
	)
	const byId = (a: { id?: unknown }, b: { id?: unknown }) => String(a.id).localeCompare(String(b.id))
	expect(frozen.toSorted(byId)).toEqual(
		expected.toSorted(byId).map(({ id, familyId, teamId, managerId }) => ({
			id,
			familyId,
			teamId,
			managerId: managerId !== null && gone.has(managerId) ? null : managerId,
			state: 'active',
			location: 'Bonn',
		})),
	)

	const teams = await company.sql<{ id: string; parentId: string | null; archived: boolean }>(
		`SELECT id, parent_id AS "parentId", archived_at IS NOT NULL AS archived FROM team WHERE account_id = $1`,
		[accountId],
	)
	const kept = new Set<string>()
	const keep = (id: string | null) => {
		for (let at = id; at !== null; at = teams.find((team) => team.id === at)?.parentId ?? null) kept.add(at)
	}
	for (const { id, archived } of teams) if (!archived) keep(id)
	for (const { teamId } of expected) keep(teamId)
	const frozenTeams = await company.sql<{ id: string }>(
		`SELECT team_id AS id FROM cycle_team WHERE account_id = $1 AND cycle_id = $2`,
		[accountId, cycleId],
	)
	expect(new Set(frozenTeams.map(({ id }) => id))).toEqual(kept)
})

test('one cycle runs at a time, also when two are opened at the same moment', async () => {
	const company = await RandomCompany.found(database.adminPool, 14, { members: 12 })
	const { hr } = company
	const first = await create(company, '2026-08-01')
	const second = await create(company, '2026-11-01')
	const results = await Promise.all([openCycle(hr, { cycleId: first }), openCycle(hr, { cycleId: second })])
	expect(results.filter(({ ok }) => ok)).toHaveLength(1)
	const refused = results.find(({ ok }) => !ok)
	expect(refused).toMatchObject({ reason: 'another-running' })
	const running = results[0]?.ok ? first : second
	expect(await openCycle(hr, { cycleId: running })).toEqual({ ok: false, reason: 'not-draft', phase: 'open' })
	for (const phase of ['review', 'calibration']) {
		await company.sql(`UPDATE cycle SET phase = $3::cycle_phase WHERE account_id = $1 AND id = $2`, [
			company.accountId,
			running,
			phase,
		])
		const other = running === first ? second : first
		expect(await openCycle(hr, { cycleId: other })).toMatchObject({ ok: false, reason: 'another-running' })
	}
	expect(await publishCycle(hr, { cycleId: running })).toMatchObject({ ok: true })
	expect(await openCycle(hr, { cycleId: running })).toMatchObject({ ok: false, phase: 'published' })
})

test('after a published quarter no earlier one is created or opened', async () => {
	const company = await RandomCompany.found(database.adminPool, 15, { members: 12 })
	const { hr } = company
	const early = await create(company, '2026-05-01')
	const later = await create(company, '2026-08-01')
	expect(await openCycle(hr, { cycleId: later })).toMatchObject({ ok: true })
	expect(await publishCycle(hr, { cycleId: later })).toMatchObject({ ok: true })
	expect(await openCycle(hr, { cycleId: early })).toEqual({
		ok: false,
		reason: 'before-published',
		name: 'Q3 2026',
	})
	expect(await createCycle(hr, { day: '2026-01-01' })).toEqual({
		ok: false,
		reason: 'before-published',
		publishedName: 'Q3 2026',
	})
})

test('a cycle without participants is not opened, and a draft can be deleted, nothing else', async () => {
	const company = await RandomCompany.found(database.adminPool, 16, { members: 10 })
	const { hr, accountId } = company
	const cycleId = await create(company, '2026-11-20')
	await company.sql(`UPDATE member SET family_id = NULL WHERE account_id = $1`, [accountId])
	expect(await openCycle(hr, { cycleId })).toEqual({ ok: false, reason: 'no-participants' })
	expect(await company.sql(`SELECT FROM cycle_team WHERE account_id = $1`, [accountId])).toEqual([])
	expect(await publishCycle(hr, { cycleId })).toEqual({ ok: false, reason: 'not-running', phase: 'draft' })
	expect(await deleteDraftCycle(hr, { cycleId })).toEqual({ ok: true, name: 'Q4 2026' })
	expect(await deleteDraftCycle(hr, { cycleId })).toEqual({ ok: false, reason: 'gone' })

	await company.sql(`UPDATE member SET family_id = $2 WHERE account_id = $1`, [
		accountId,
		company.families[0]?.id,
	])
	const again = await create(company, '2026-11-20')
	expect(await openCycle(hr, { cycleId: again })).toMatchObject({ ok: true })
	expect(await deleteDraftCycle(hr, { cycleId: again })).toEqual({ ok: false, reason: 'not-draft' })
	expect(await actionsOf(company)).toEqual([
		'cycle.created',
		'cycle.deleted',
		'cycle.created',
		'cycle.opened',
	])
})

test('HR exempts with a reason and takes back; a stale form changes nothing', async () => {
	const company = await RandomCompany.found(database.adminPool, 17, { members: 15 })
	const { hr, accountId } = company
	const cycleId = await create(company, '2026-11-20')
	await openCycle(hr, { cycleId })
	const [participant] = await company.sql<{ id: string }>(
		`SELECT id FROM participant WHERE account_id = $1 AND cycle_id = $2 LIMIT 1`,
		[accountId, cycleId],
	)
	const of = { cycleId, participantId: participant?.id ?? '' }
	const leave = { kind: 'leave', reason: 'Until May' } as const
	const read = async () =>
		(
			await company.sql(
				`SELECT state, exempt_kind AS kind, exempt_reason AS reason, version FROM participant WHERE account_id = $1 AND id = $2`,
				[accountId, of.participantId],
			)
		)[0]
	expect(await exemptParticipant(hr, { ...of, version: 1, exemption: leave })).toMatchObject({ ok: true })
	expect(await read()).toEqual({ state: 'exempt', kind: 'leave', reason: 'Until May', version: 2 })
	// The same click twice, then somebody else's stale form.
	expect(await exemptParticipant(hr, { ...of, version: 1, exemption: leave })).toMatchObject({ ok: true })
	expect(await exemptParticipant(hr, { ...of, version: 1, exemption: { kind: 'new', reason: '' } })).toEqual({
		ok: false,
		reason: 'conflict',
		exemption: leave,
	})
	expect(await read()).toEqual({ state: 'exempt', kind: 'leave', reason: 'Until May', version: 2 })
	expect(await exemptParticipant(hr, { ...of, version: 2, exemption: null })).toMatchObject({ ok: true })
	expect(await read()).toEqual({ state: 'active', kind: null, reason: null, version: 3 })
	expect(
		await exemptParticipant(hr, { ...of, participantId: cycleId, version: 1, exemption: leave }),
	).toMatchObject({
		reason: 'gone',
	})
	await publishCycle(hr, { cycleId })
	expect(await exemptParticipant(hr, { ...of, version: 3, exemption: leave })).toEqual({
		ok: false,
		reason: 'not-running',
		phase: 'published',
	})
	expect(await actionsOf(company)).toEqual([
		'cycle.created',
		'cycle.opened',
		'participant.exempted',
		'participant.included',
		'cycle.published',
	])
})

test('many people are frozen in as many statements as a few', async () => {
	const statementsFor = async (people: number, seed: number) => {
		const company = await RandomCompany.found(database.adminPool, seed, { members: 2 })
		await company.sql(
			`INSERT INTO member (account_id, name, family_id, team_id)
			 SELECT $1, 'Person ' || n, $2, ($3::uuid[])[1 + n % $4] FROM generate_series(1, $5) n`,
			[company.accountId, company.families[0]?.id, company.teamIds, company.teamIds.length, people],
		)
		const cycleId = await create(company, '2026-11-20')
		const query = vi.spyOn(pg.Client.prototype, 'query')
		try {
			const opened = await openCycle(company.hr, { cycleId })
			expect(opened.ok && opened.participants).toBeGreaterThanOrEqual(people)
			return query.mock.calls.length
		} finally {
			query.mockRestore()
		}
	}
	const few = await statementsFor(5, 18)
	expect(few).toBeGreaterThan(5)
	expect(await statementsFor(10_000, 28)).toBe(few)
})

test('the list of cycles is sorted, filtered and paged by the database', async () => {
	const company = await RandomCompany.found(database.adminPool, 19, { members: 12 })
	const { hr } = company
	for (const day of ['2026-02-01', '2026-05-01', '2026-08-01']) await create(company, day)
	const [{ id: oldest } = { id: '' }] = (await listCycles(hr, { descending: false })).cycles
	await openCycle(hr, { cycleId: oldest })
	await publishCycle(hr, { cycleId: oldest })
	const names = async (options: Parameters<typeof listCycles>[1]) =>
		(await listCycles(hr, options)).cycles.map(({ name }) => name)
	expect(await names({})).toEqual(['Q3 2026', 'Q2 2026', 'Q1 2026'])
	expect(await names({ sort: 'name', descending: false })).toEqual(['Q1 2026', 'Q2 2026', 'Q3 2026'])
	expect((await names({ sort: 'coverage' }))[0]).toBe('Q1 2026')
	// A cycle that runs stands where it is so far; one that has not begun stands last.
	const [, second] = (await listCycles(hr, { descending: false })).cycles
	const share =
		(await listCycles(hr, { cycleId: oldest })).cycles.map(
			({ eligible, assessed }) => (assessed ?? 0) / (eligible ?? 1),
		)[0] ?? 0
	const soFar = (of: number) => ({ sort: 'coverage', soFar: new Map([[second?.id ?? '', of]]) }) as const
	expect(await names(soFar(share + 0.1))).toEqual(['Q2 2026', 'Q1 2026', 'Q3 2026'])
	expect(await names({ ...soFar(share + 0.1), descending: false })).toEqual(['Q1 2026', 'Q2 2026', 'Q3 2026'])
	expect((await names({ sort: 'participants' }))[0]).toBe('Q1 2026')
	expect(await names({ phases: ['published'] })).toEqual(['Q1 2026'])
	expect(await names({ pageSize: 2, page: 2 })).toEqual(['Q1 2026'])
	expect((await listCycles(hr, { pageSize: 2, page: 2 })).total).toBe(3)
})
