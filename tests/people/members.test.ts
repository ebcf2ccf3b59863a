import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addMember } from '#app/data/add-member.server.ts'
import type { RosterMoves } from '#app/data/roster-moves.server.ts'
import { changeMember } from '#app/data/change-member.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getMember } from '#app/data/get-member.server.ts'
import { listMembers } from '#app/data/list-members.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import type { MemberFilter } from '#app/data/member-filter-sql.server.ts'
import type { MemberInput } from '#app/data/member-input.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { foundAccount, importCsv } from './people-account.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const company = `Employee ID,Name,Email,Title,Department,Team,Manager ID,Hire Date,Termination Date,Location
1,Ines Okafor,ines@acme.test,CEO,Executive,Acme,,2015-03-01,,Porto
2,Jörg Brandt,joerg@acme.test,VP,Engineering,Acme / Platform,1,2018-01-15,,Berlin
3,Mei Tanaka,mei@acme.test,Engineer,Engineering,Acme / Platform / Web,2,2020-06-01,,Berlin
4,Carla Núñez,carla@acme.test,Director,Sales,Acme / Sales,1,2019-09-09,,Madrid
5,Old Hand,,Director,Sales,,,2010-09-09,2029-09-09,
`
let accounts = 0
async function found() {
	const account = await foundAccount(database.adminPool, `members-${++accounts}`)
	await importCsv(account.scope, company)
	await database.adminPool.query(
		`UPDATE member SET left_on = '2020-01-01' WHERE account_id = $1 AND external_id = '5'`,
		[account.accountId],
	)
	const { rows } = await listMembers(account.scope, { filter: {}, sort: 'name', order: 'asc' })
	const idOf = (name: string) => rows.find((member) => member.name === name)?.id ?? ''
	return { ...account, idOf }
}

const input = (changes: Partial<MemberInput>): MemberInput => ({
	name: 'New Person',
	email: null,
	externalId: null,
	jobTitle: null,
	familyKey: null,
	teamId: null,
	manager: null,
	startedOn: null,
	leftOn: null,
	attributes: {},
	...changes,
})
const key = () => randomUUID()
const silent = () => []

test('people are filtered, sorted and paged by the database', async () => {
	const { scope, idOf } = await found()
	const names = async (filter: MemberFilter) => {
		const { rows } = await listMembers(scope, { filter, sort: 'name', order: 'asc' })
		return rows.map(({ name }) => name)
	}
	const { teams, families, managers } = await listPeopleOptions(scope, 'en-GB')
	expect(teams.map(({ path }) => path)).toEqual([
		'Acme',
		'Acme / Platform',
		'Acme / Platform / Web',
		'Acme / Sales',
	])
	expect(families).toHaveLength(5)
	expect(managers.map(({ name }) => name)).toEqual(['Ines Okafor', 'Jörg Brandt'])
	const platform = teams[1]?.id
	expect(await names({ status: 'active' })).toHaveLength(4)
	expect(await names({ status: 'left' })).toEqual(['Old Hand'])
	expect(await names({ search: 'JÖRG' })).toEqual(['Jörg Brandt'])
	expect(await names({ search: 'mei@' })).toEqual(['Mei Tanaka'])
	expect(await names({ search: '%' })).toEqual([])
	expect(await names({ search: 'director', status: 'active' })).toEqual(['Carla Núñez'])
	expect(await names({ team: platform })).toEqual(['Jörg Brandt', 'Mei Tanaka'])
	expect(await names({ team: 'none' })).toEqual(['Old Hand'])
	expect(await names({ family: 'engineering' })).toEqual(['Jörg Brandt', 'Mei Tanaka'])
	expect(await names({ family: 'none' })).toEqual(['Ines Okafor'])
	expect(await names({ manager: idOf('Ines Okafor') })).toEqual(['Carla Núñez', 'Jörg Brandt'])
	expect(await names({ manager: 'none', status: 'active' })).toEqual(['Ines Okafor'])
	expect(await names({ team: platform, family: 'sales' })).toEqual([])

	const page = await listMembers(scope, {
		filter: {},
		sort: 'team',
		order: 'desc',
		page: { number: 2, size: 2 },
	})
	expect(page.total).toBe(5)
	expect(page.rows.map(({ name }) => name)).toEqual(['Jörg Brandt', 'Ines Okafor'])
	expect(page.rows[0]).toMatchObject({
		teamPath: ['Acme', 'Platform'],
		manager: { name: 'Ines Okafor' },
		hasLeft: false,
	})
	const last = await listMembers(scope, { filter: {}, sort: 'email', order: 'desc' })
	expect(last.rows.at(-1)?.name).toBe('Old Hand')
})

test('somebody is added by hand once, with what was typed', async () => {
	const { scope, idOf, accountId } = await found()
	const teamId = (await getMember(scope, idOf('Mei Tanaka')))?.teamId ?? null
	const idempotencyKey = key()
	const of = {
		input: input({
			email: 'new@acme.test',
			familyKey: 'design',
			teamId,
			manager: ' JOERG@acme.test ',
			attributes: { Desk: '7' },
		}),
		idempotencyKey,
	}
	const [first, second] = await Promise.all([addMember(scope, of), addMember(scope, of)])
	expect(first).toEqual(second)
	if (!first.ok) throw new Error('refused')
	expect(await getMember(scope, first.memberId)).toMatchObject({
		name: 'New Person',
		familyKey: 'design',
		teamName: 'Web',
		manager: { name: 'Jörg Brandt' },
		attributes: { Desk: '7' },
		version: 1,
	})
	const { rows } = await database.adminPool.query(
		`SELECT count(*)::int AS n FROM audit_event WHERE account_id = $1 AND action = 'member.added'`,
		[accountId],
	)
	expect(rows[0].n).toBe(1)
})

test('what would break the records is refused at its field', async () => {
	const { scope } = await found()
	const other = await found()
	const theirTeam = (await listPeopleOptions(other.scope, 'en')).teams[0]?.id ?? null
	const refused = async (changes: Partial<MemberInput>) => {
		const result = await addMember(scope, { input: input(changes), idempotencyKey: key() })
		return result.ok ? null : result.refusals
	}
	expect(await refused({ email: 'mei@acme.test', externalId: '1' })).toEqual([
		{ field: 'email', reason: 'taken', holder: 'Mei Tanaka' },
		{ field: 'externalId', reason: 'taken', holder: 'Ines Okafor' },
	])
	expect(await refused({ teamId: theirTeam })).toEqual([{ field: 'teamId', reason: 'gone' }])
	expect(await refused({ familyKey: 'no-such' })).toEqual([{ field: 'familyKey', reason: 'gone' }])
	expect(await refused({ manager: 'Nobody Known' })).toEqual([{ field: 'manager', reason: 'nobody' }])
	expect(await refused({ manager: 'Old Hand' })).toEqual([{ field: 'manager', reason: 'nobody' }])
	expect(await refused({ name: 'Mei Tanaka' })).toBeNull()
	expect(await refused({ manager: 'mei tanaka' })).toEqual([{ field: 'manager', reason: 'several' }])
	expect(await refused({ manager: '3' })).toBeNull()
})

test('a change is written once with its version; a stale one gets what is there now', async () => {
	const { scope, idOf, accountId } = await found()
	const memberId = idOf('Carla Núñez')
	const before = await getMember(scope, memberId)
	if (!before) throw new Error('gone')
	const change = (version: number, changes: Partial<MemberInput>) =>
		changeMember(scope, {
			memberId,
			version,
			announce: silent,
			input: input({
				...before,
				manager: 'ines@acme.test',
				jobTitle: 'Director',
				...changes,
			}),
		})
	expect(await change(before.version, {})).toEqual({ ok: true, changed: false })
	expect(await change(before.version, { jobTitle: 'VP Sales' })).toEqual({ ok: true, changed: true })
	const stale = await change(before.version, { jobTitle: 'CRO' })
	expect(stale).toMatchObject({ ok: false, reason: 'stale', current: { jobTitle: 'VP Sales', version: 2 } })
	const { rows } = await database.adminPool.query(
		`SELECT action, detail FROM audit_event WHERE account_id = $1 AND subject = 'member'`,
		[accountId],
	)
	expect(rows).toEqual([{ action: 'member.changed', detail: { fields: ['jobTitle'] } }])
})

test('a new manager is announced to owners and HR; a loop is refused; a last day is logged as leaving', async () => {
	const { scope, idOf, addUser, accountId } = await found()
	await addUser(`boss@${accountId}.test`, ['owner'])
	const announced: RosterMoves[] = []
	const change = async (name: string, changes: Partial<MemberInput>) => {
		const member = await getMember(scope, idOf(name))
		if (!member) throw new Error('gone')
		return changeMember(scope, {
			memberId: member.id,
			version: member.version,
			input: input({ ...member, manager: member.manager?.email ?? null, ...changes }),
			announce: (moves) => {
				announced.push(moves)
				return moves.overseers.map(({ email }) => ({ to: email, subject: 's', text: 't', html: 'h' }))
			},
		})
	}
	expect(await change('Ines Okafor', { manager: 'mei@acme.test' })).toEqual({
		ok: false,
		reason: 'refused',
		refusals: [{ field: 'manager', reason: 'loop' }],
	})
	expect(await change('Ines Okafor', { manager: 'ines@acme.test' })).toMatchObject({ ok: false })
	expect(announced).toEqual([])
	expect(await change('Mei Tanaka', { manager: 'carla@acme.test' })).toMatchObject({ ok: true })
	expect(announced).toHaveLength(1)
	expect(announced[0]?.managers).toEqual([{ name: 'Mei Tanaka', from: 'Jörg Brandt', to: 'Carla Núñez' }])
	const mails = await database.adminPool.query(
		'SELECT recipient FROM outbox_message WHERE account_id = $1 ORDER BY 1',
		[accountId],
	)
	expect(mails.rows).toHaveLength(2)
	expect(await change('Mei Tanaka', { leftOn: '2026-01-31' })).toMatchObject({ ok: true })
	const { rows } = await database.adminPool.query(
		`SELECT action FROM audit_event WHERE account_id = $1 AND subject = 'member' ORDER BY sequence`,
		[accountId],
	)
	expect(rows.map(({ action }) => action)).toEqual(['member.changed', 'member.left'])
})

test('a move to a team that others lead is announced, and one under the same leads is not', async () => {
	const { scope, idOf, addUser, accountId } = await found()
	await addUser(`boss@${accountId}.test`, ['owner'])
	const lead = (team: string, name: string) =>
		database.adminPool.query('UPDATE team SET lead_id = $3 WHERE account_id = $1 AND name = $2', [
			accountId,
			team,
			idOf(name),
		])
	await database.adminPool.query('UPDATE team SET lead_id = NULL WHERE account_id = $1', [accountId])
	await lead('Platform', 'Jörg Brandt')
	await lead('Sales', 'Carla Núñez')
	const { teams } = await listPeopleOptions(scope, 'en')
	const move = async (name: string, path: string | null) => {
		const announced: RosterMoves[] = []
		const member = await getMember(scope, idOf(name))
		if (!member) throw new Error('gone')
		const changed = await changeMember(scope, {
			memberId: member.id,
			version: member.version,
			input: input({
				...member,
				manager: member.manager?.email ?? null,
				teamId: teams.find((team) => team.path === path)?.id ?? null,
			}),
			announce: (moves) => {
				announced.push(moves)
				return moves.overseers.map(({ email }) => ({ to: email, subject: 's', text: 't', html: 'h' }))
			},
		})
		expect(changed).toEqual({ ok: true, changed: true })
		return announced
	}
	expect(await move('Mei Tanaka', 'Acme / Platform')).toEqual([])
	expect(await move('Mei Tanaka', 'Acme / Sales')).toMatchObject([
		{ managers: [], placed: [{ name: 'Mei Tanaka', from: 'Acme / Platform', to: 'Acme / Sales' }] },
	])
	const { rows } = await database.adminPool.query(
		'SELECT count(*)::int AS n FROM outbox_message WHERE account_id = $1',
		[accountId],
	)
	expect(rows[0].n).toBe(2)
	expect(await move('Mei Tanaka', null)).toMatchObject([{ placed: [{ from: 'Acme / Sales', to: '' }] }])
	expect(await move('Mei Tanaka', 'Acme')).toEqual([])
	// Nobody else comes to see whoever moves out of the team that they lead themselves.
	expect(await move('Carla Núñez', 'Acme')).toEqual([])
})

test('two moves at the same moment, each right by itself, close no loop', async () => {
	const { scope, idOf } = await found()
	const [joerg, carla] = [idOf('Jörg Brandt'), idOf('Carla Núñez')]
	const move = async (memberId: string, manager: string) => {
		const member = await getMember(scope, memberId)
		if (!member) throw new Error('gone')
		return changeMember(scope, {
			memberId,
			version: member.version,
			input: input({ ...member, manager }),
			announce: silent,
		})
	}
	const results = await Promise.all([move(joerg, 'carla@acme.test'), move(carla, 'joerg@acme.test')])
	expect(results.filter(({ ok }) => ok)).toHaveLength(1)
})

test('another account’s people cannot be read, changed or named as manager', async () => {
	const [ours, theirs] = [await found(), await found()]
	const memberId = theirs.idOf('Mei Tanaka')
	expect(await getMember(ours.scope, memberId)).toBeNull()
	const result = await changeMember(ours.scope, { memberId, version: 1, input: input({}), announce: silent })
	expect(result).toEqual({ ok: false, reason: 'gone' })
	expect((await getMember(theirs.scope, memberId))?.name).toBe('Mei Tanaka')
	await addMember(theirs.scope, { input: input({ email: 'only-theirs@acme.test' }), idempotencyKey: key() })
	expect(
		await addMember(ours.scope, {
			input: input({ manager: 'only-theirs@acme.test' }),
			idempotencyKey: key(),
		}),
	).toEqual({ ok: false, refusals: [{ field: 'manager', reason: 'nobody' }] })
	const { rows } = await listMembers(ours.scope, {
		filter: { manager: theirs.idOf('Ines Okafor') },
		sort: 'name',
		order: 'asc',
	})
	expect(rows).toEqual([])
})
