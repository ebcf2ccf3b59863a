import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addCalibrationGroup } from '#app/data/add-calibration-group.server.ts'
import { changeCalibrationGroup } from '#app/data/change-calibration-group.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { deleteCalibrationGroup } from '#app/data/delete-calibration-group.server.ts'
import { getCalibrationGroup } from '#app/data/get-calibration-group.server.ts'
import { listCalibrationGroups } from '#app/data/list-calibration-groups.server.ts'
import { listCalibrationTeams } from '#app/data/list-calibration-teams.server.ts'
import { lockCalibrationGroup } from '#app/data/lock-calibration-group.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { suggestCalibrationGroups } from '#app/data/suggest-calibration-groups.server.ts'
import { unlockCalibrationGroup } from '#app/data/unlock-calibration-group.server.ts'
import { newKey } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Divisions } from './divisions.ts'
import { foundDivisions } from './divisions.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
const found = () => foundDivisions(database.adminPool, `groups-${++companies}`)

const add = ({ hanna, cycleId }: Divisions, name: string, teamIds: string[], withBelow = false) =>
	addCalibrationGroup(hanna.scope, {
		...{ cycleId, name, idempotencyKey: newKey() },
		teams: { teamIds, withBelow },
	})

async function addedGroup(of: Divisions, ...more: [string, string[], boolean?]) {
	const added = await add(of, ...more)
	if (!added.ok) throw new Error(added.reason)
	return { cycleId: of.cycleId, groupId: added.groupId }
}

const teamsOf = async ({ hanna }: Divisions, of: { cycleId: string; groupId: string }) =>
	(await getCalibrationGroup(hanna.scope, of))?.teams.map(({ name }) => name)

describe('making groups', () => {
	it('takes chosen teams, or everything below them as the cycle froze it', async () => {
		const of = await found()
		await database.adminPool.query(`UPDATE team SET parent_id = NULL WHERE account_id = $1`, [of.accountId])
		expect(await teamsOf(of, await addedGroup(of, 'One', [of.teams.south]))).toEqual(['South'])
		expect(await teamsOf(of, await addedGroup(of, 'Two', [of.teams.north], true))).toEqual([
			'Harbour',
			'North',
		])
	})

	it('puts a team into one group at most, and says which one it is in', async () => {
		const of = await found()
		const harbour = await addedGroup(of, 'Harbour', [of.teams.harbour])
		expect(await add(of, 'Other', [of.teams.harbour])).toEqual({
			...{ ok: false, reason: 'team-taken', teams: [{ name: 'Harbour', groupName: 'Harbour' }] },
		})
		expect(await add(of, 'North', [of.teams.north], true)).toMatchObject({ ok: true, teams: 1, elsewhere: 1 })
		expect(await teamsOf(of, harbour)).toEqual(['Harbour'])
	})

	it('refuses a name that is taken, no team, teams of nobody, and a cycle that is not there or does not run', async () => {
		const of = await found()
		const { groupId } = await addedGroup(of, 'North', [of.teams.north])
		expect(await add(of, 'North', [of.teams.south])).toEqual({ ok: false, reason: 'name-taken' })
		expect(await add(of, 'Empty', [])).toEqual({ ok: false, reason: 'no-teams' })
		expect(await add(of, 'Unknown', [newKey()])).toEqual({ ok: false, reason: 'no-teams' })
		const gone = { ...of, cycleId: newKey() }
		expect(await add(gone, 'Gone', [of.teams.south])).toEqual({ ok: false, reason: 'gone' })
		await publishCycle(of.hanna.scope, { cycleId: of.cycleId })
		const late = { cycleId: of.cycleId, groupId, version: 1 }
		const notRunning = { ok: false, reason: 'not-running' }
		expect(await add(of, 'Late', [of.teams.south])).toEqual(notRunning)
		expect(await suggestCalibrationGroups(of.hanna.scope, of)).toEqual(notRunning)
		expect(await deleteCalibrationGroup(of.hanna.scope, late)).toEqual(notRunning)
		expect(await lockCalibrationGroup(of.hanna.scope, late)).toEqual(notRunning)
		expect(await unlockCalibrationGroup(of.hanna.scope, { ...late, reason: 'x' })).toEqual(notRunning)
	})

	it('makes one for the same click twice', async () => {
		const of = await found()
		const input = {
			...{ cycleId: of.cycleId, name: 'North', idempotencyKey: newKey() },
			teams: { teamIds: [of.teams.north], withBelow: false },
		}
		const [first, second] = await Promise.all([
			addCalibrationGroup(of.hanna.scope, input),
			addCalibrationGroup(of.hanna.scope, input),
		])
		expect(second).toEqual(first)
		expect((await listCalibrationGroups(of.hanna.scope, { ...of, sight: 'all' })).groups).toHaveLength(1)
	})

	it('suggests one for each division, and later only for what is in none', async () => {
		const of = await found()
		expect(await suggestCalibrationGroups(of.hanna.scope, of)).toEqual({ ok: true, groups: 2 })
		const listed = await listCalibrationGroups(of.hanna.scope, { ...of, sight: 'all' })
		expect(listed).toMatchObject({
			groups: [
				{ name: 'North', teams: 2, people: 3, settled: 0 },
				{ name: 'South', teams: 1, people: 1, settled: 0 },
			],
			outside: 0,
			freeTeams: 0,
		})
		expect(await suggestCalibrationGroups(of.hanna.scope, of)).toEqual({ ok: true, groups: 0 })
	})

	it('counts who is in none', async () => {
		const of = await found()
		await addedGroup(of, 'Harbour', [of.teams.harbour])
		expect(await listCalibrationGroups(of.hanna.scope, { ...of, sight: 'all' })).toMatchObject({
			...{ outside: 2, freeTeams: 2 },
		})
		const teams = await listCalibrationTeams(of.hanna.scope, { cycleId: of.cycleId, locale: 'en' })
		expect(teams).toMatchObject([
			{ name: 'North', depth: 0, people: 1, groupName: null },
			{ name: 'Harbour', depth: 1, people: 2, groupName: 'Harbour' },
			{ name: 'South', depth: 0, people: 1, groupName: null },
		])
	})
})

describe('changing groups', () => {
	it('renames them and changes their teams; a stale form changes nothing and sees how it is now', async () => {
		const of = await found()
		const key = await addedGroup(of, 'North', [of.teams.north, of.teams.harbour])
		const change = (version: number, name: string, teamIds: string[]) =>
			changeCalibrationGroup(of.hanna.scope, { ...key, version, name, teams: { teamIds, withBelow: false } })
		expect(await change(1, 'South', [of.teams.south, of.teams.north])).toMatchObject({ ok: true, teams: 2 })
		expect(await teamsOf(of, key)).toEqual(['North', 'South'])
		expect(await change(1, 'Mine', [of.teams.harbour])).toMatchObject({
			...{ ok: false, reason: 'stale', current: { name: 'South', version: 2 } },
		})
		await addedGroup(of, 'Harbour', [of.teams.harbour])
		expect(await change(2, 'Harbour', [of.teams.south])).toEqual({ ok: false, reason: 'name-taken' })
		expect(await change(2, 'South', [])).toEqual({ ok: false, reason: 'no-teams' })
		expect(await change(2, 'South', [of.teams.harbour])).toMatchObject({ reason: 'team-taken' })
		expect(await teamsOf(of, key)).toEqual(['North', 'South'])
		expect(await deleteCalibrationGroup(of.hanna.scope, { ...key, version: 1 })).toMatchObject({
			reason: 'stale',
		})
		expect(await deleteCalibrationGroup(of.hanna.scope, { ...key, version: 2 })).toEqual({
			...{ ok: true, name: 'South' },
		})
		expect(await getCalibrationGroup(of.hanna.scope, key)).toBeNull()
	})

	it('locks them in calibration alone, and nothing of a locked one is changed; it is unlocked with a reason', async () => {
		const of = await found()
		const key = await addedGroup(of, 'North', [of.teams.north])
		const lock = (version: number) => lockCalibrationGroup(of.hanna.scope, { ...key, version })
		expect(await lock(1)).toEqual({ ok: false, reason: 'not-calibrating' })
		await of.movePhase('calibration')
		expect(await lock(1)).toEqual({ ok: true, name: 'North' })
		expect(await lock(1), 'the same click twice').toEqual({ ok: true, name: 'North' })
		expect(await getCalibrationGroup(of.hanna.scope, key)).toMatchObject({
			...{ lockedAt: expect.any(Date), lockedBy: 'Hanna', version: 2 },
		})
		const teams = { teamIds: [of.teams.south], withBelow: false }
		const locked = { ok: false, reason: 'locked' }
		expect(
			await changeCalibrationGroup(of.hanna.scope, { ...key, version: 2, name: 'Other', teams }),
		).toEqual(locked)
		expect(await deleteCalibrationGroup(of.hanna.scope, { ...key, version: 2 })).toEqual(locked)

		const reason = 'One number was read wrong'
		const unlock = (version: number) => unlockCalibrationGroup(of.hanna.scope, { ...key, version, reason })
		expect(await unlock(1)).toMatchObject({ reason: 'stale' })
		expect(await unlock(2)).toEqual({ ok: true, name: 'North' })
		expect(await unlock(2), 'the same click twice').toEqual({ ok: true, name: 'North' })
		expect(await getCalibrationGroup(of.hanna.scope, key)).toMatchObject({
			...{ lockedAt: null, lockedBy: null, unlockReason: reason, version: 3 },
		})
		const { rows } = await database.adminPool.query<{ action: string }>(
			`SELECT action FROM audit_event WHERE account_id = $1 ORDER BY sequence`,
			[of.accountId],
		)
		expect(rows.map(({ action }) => action)).toEqual([
			...['calibration-group.added', 'calibration-group.locked', 'calibration-group.unlocked'],
		])
	})

	it('is seen by managers while the cycle is in calibration, with their own people alone', async () => {
		const of = await found()
		await suggestCalibrationGroups(of.hanna.scope, of)
		const seenBy = async ({ scope }: { scope: Divisions['chief']['scope'] }) =>
			(await listCalibrationGroups(scope, { ...of, sight: 'subtree' })).groups.map(({ name, people }) => [
				name,
				people,
			])
		expect(await seenBy(of.chief)).toEqual([])
		await of.movePhase('calibration')
		expect(await seenBy(of.chief)).toEqual([['North', 3]])
		expect(await seenBy(of.mara), 'not herself').toEqual([['North', 2]])
		expect(await seenBy(of.otto)).toEqual([['South', 1]])
		expect(await seenBy(of.sam)).toEqual([])
	})
})
