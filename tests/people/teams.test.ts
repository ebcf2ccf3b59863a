import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addTeam } from '#app/data/add-team.server.ts'
import type { RosterMoves } from '#app/data/roster-moves.server.ts'
import { archiveTeam } from '#app/data/archive-team.server.ts'
import { changeTeam } from '#app/data/change-team.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getTeam } from '#app/data/get-team.server.ts'
import type { TeamSort } from '#app/data/list-teams.server.ts'
import { listTeams } from '#app/data/list-teams.server.ts'
import type { TeamInput } from '#app/data/team-input.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { foundAccount, importCsv } from './people-account.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const company = `Employee ID,Name,Email,Team,Manager ID,Termination Date
1,Ines Okafor,ines@acme.test,Acme,,
2,Jörg Brandt,joerg@acme.test,Acme / Platform,1,
3,Mei Tanaka,mei@acme.test,Acme / Platform / Web,2,
4,Carla Núñez,carla@acme.test,Acme / Sales,1,
5,Gone Soon,gone@acme.test,Acme / Sales,4,2028-01-01
`
let accounts = 0
async function found() {
	const account = await foundAccount(database.adminPool, `teams-${++accounts}`)
	await importCsv(account.scope, company)
	const list = (
		of: { search?: string; state?: 'active' | 'archived'; sort?: TeamSort; order?: 'asc' | 'desc' } = {},
	) =>
		listTeams(account.scope, {
			state: 'active',
			sort: 'tree',
			order: 'asc',
			page: 1,
			pageSize: 100,
			locale: 'en',
			...of,
		})
	const all = (await list()).rows
	const idOf = (name: string) => all.find((team) => team.name === name)?.id ?? ''
	const change = async (
		name: string,
		changes: Partial<TeamInput>,
		announce = (_: RosterMoves) => [] as never[],
	) => {
		const team = await getTeam(account.scope, idOf(name))
		if (!team) throw new Error('gone')
		return changeTeam(account.scope, {
			teamId: team.id,
			version: team.version,
			input: { name: team.name, parentId: team.parentId, lead: team.lead?.email ?? null, ...changes },
			announce,
		})
	}
	return { ...account, list, idOf, change }
}

test('the tree is listed with counts, found by name and sorted as one list', async () => {
	const { list } = await found()
	const { rows, total } = await list()
	expect(total).toBe(4)
	expect(
		rows.map(({ path, depth, members, membersBelow, lead }) => [
			path.join('/'),
			depth,
			members,
			membersBelow,
			lead?.name,
		]),
	).toEqual([
		['Acme', 0, 1, 5, 'Ines Okafor'],
		['Acme/Platform', 1, 1, 2, 'Jörg Brandt'],
		['Acme/Platform/Web', 2, 1, 1, undefined],
		['Acme/Sales', 1, 2, 2, 'Carla Núñez'],
	])
	expect((await list({ search: 'brandt' })).rows.map(({ name }) => name)).toEqual(['Platform'])
	expect((await list({ sort: 'lead' })).rows.map(({ name }) => name)).toEqual([
		'Sales',
		'Acme',
		'Platform',
		'Web',
	])
	expect((await list({ sort: 'lead', order: 'desc' })).rows.at(-1)?.name).toBe('Web')
	expect((await list({ sort: 'membersBelow', order: 'desc' })).rows[0]?.name).toBe('Acme')
})

test('a team is added, renamed, moved and given a lead; a lead and a new place are announced', async () => {
	const { scope, idOf, change } = await found()
	const added = await addTeam(scope, {
		input: { name: 'Design', parentId: idOf('Acme'), lead: 'Mei Tanaka' },
		idempotencyKey: randomUUID(),
	})
	if (!added.ok) throw new Error('refused')
	expect(await getTeam(scope, added.teamId)).toMatchObject({
		name: 'Design',
		lead: { name: 'Mei Tanaka' },
		above: [{ name: 'Acme' }],
		members: 0,
	})
	const announced: RosterMoves[] = []
	const announce = (moves: RosterMoves) => {
		announced.push(moves)
		return []
	}
	expect(await change('Web', { name: 'Website' }, announce)).toEqual({ ok: true, changed: true })
	expect(announced).toEqual([])
	expect(await change('Web', { parentId: idOf('Sales'), lead: 'carla@acme.test' }, announce)).toMatchObject({
		ok: true,
	})
	expect(announced).toMatchObject([
		{
			leads: [{ team: 'Website', lead: 'Carla Núñez' }],
			teams: [{ team: 'Website', from: 'Acme / Platform', to: 'Acme / Sales' }],
		},
	])
	expect((await getTeam(scope, idOf('Web')))?.above.map(({ name }) => name)).toEqual(['Acme', 'Sales'])
	expect(await change('Web', {}, announce)).toEqual({ ok: true, changed: false })
})

test('a loop, a twin, a lead nobody knows and a stale version are refused', async () => {
	const { scope, idOf, change } = await found()
	const refusal = (field: string, reason: string) => ({
		ok: false,
		reason: 'refused',
		refusals: [{ field, reason }],
	})
	expect(await change('Acme', { parentId: idOf('Web') })).toEqual(refusal('parentId', 'loop'))
	expect(await change('Acme', { parentId: idOf('Acme') })).toEqual(refusal('parentId', 'loop'))
	expect(await change('Sales', { name: 'platform' })).toEqual(refusal('name', 'taken'))
	expect(await change('Sales', { lead: 'Nobody' })).toEqual(refusal('lead', 'nobody'))
	expect(await change('Sales', { parentId: randomUUID() })).toEqual(refusal('parentId', 'gone'))
	const stale = await changeTeam(scope, {
		teamId: idOf('Sales'),
		version: 1,
		input: { name: 'Other', parentId: null, lead: null },
		announce: () => [],
	})
	// The import gave it a lead after it was added.
	expect(stale).toMatchObject({ ok: false, reason: 'stale', current: { name: 'Sales', version: 2 } })
})

test('only an empty team is archived, and only below a living parent it comes back', async () => {
	const { scope, idOf, list, accountId } = await found()
	const archive = (name: string, yes = true) => archiveTeam(scope, { teamId: idOf(name), archive: yes })
	expect(await archive('Platform')).toEqual({ ok: false, reason: 'occupied', members: 1, children: 1 })
	expect(await archive('Sales')).toEqual({ ok: false, reason: 'occupied', members: 2, children: 0 })
	await database.adminPool.query(
		`UPDATE member SET left_on = '2020-01-01' WHERE account_id = $1 AND external_id IN ('2', '3')`,
		[accountId],
	)
	expect(await archive('Platform')).toEqual({ ok: false, reason: 'occupied', members: 0, children: 1 })
	expect(await archive('Web')).toEqual({ ok: true })
	expect(await archive('Platform')).toEqual({ ok: true })
	expect((await list({ state: 'archived' })).rows.map(({ name }) => name)).toEqual(['Platform', 'Web'])
	expect(await archive('Web', false)).toEqual({ ok: false, reason: 'parent-archived' })
	await addTeam(scope, {
		input: { name: 'Platform', parentId: idOf('Acme'), lead: null },
		idempotencyKey: randomUUID(),
	})
	expect(await archive('Platform', false)).toEqual({ ok: false, reason: 'name-taken' })
	expect(
		await changeTeam(scope, {
			teamId: idOf('Web'),
			version: 2,
			input: { name: 'x', parentId: null, lead: null },
			announce: () => [],
		}),
	).toEqual({ ok: false, reason: 'gone' })
})

test('another account’s teams cannot be read, changed, archived or be a parent', async () => {
	const [ours, theirs] = [await found(), await found()]
	const teamId = theirs.idOf('Sales')
	expect(await getTeam(ours.scope, teamId)).toBeNull()
	expect(await archiveTeam(ours.scope, { teamId, archive: true })).toEqual({ ok: false, reason: 'gone' })
	expect(
		await addTeam(ours.scope, {
			input: { name: 'X', parentId: teamId, lead: null },
			idempotencyKey: randomUUID(),
		}),
	).toEqual({ ok: false, refusals: [{ field: 'parentId', reason: 'gone' }] })
	expect(await ours.change('Web', { parentId: teamId })).toMatchObject({ ok: false, reason: 'refused' })
	expect((await getTeam(theirs.scope, teamId))?.children).toEqual([])
})
