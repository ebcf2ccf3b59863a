import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createToken, hashToken } from '#app/auth/tokens.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findInvitation } from '#app/data/find-invitation.server.ts'
import type { InviteMembers } from '#app/data/invite-members.server.ts'
import { inviteMembers } from '#app/data/invite-members.server.ts'
import type { InviteeFilter } from '#app/data/list-invitees.server.ts'
import { listInvitees } from '#app/data/list-invitees.server.ts'
import { revokeInvitation } from '#app/data/revoke-invitation.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { foundAccount, importCsv } from './people-account.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const company = `Employee ID,Name,Email,Department,Team,Termination Date
1,Ines Okafor,ines@acme.test,Executive,Acme,
2,Jörg Brandt,joerg@acme.test,Engineering,Acme / Platform,
3,Mei Tanaka,mei@acme.test,Engineering,Acme / Platform,
4,Carla Núñez,,Sales,Acme / Sales,
5,Gone Person,gone@acme.test,Sales,Acme / Sales,
`
let accounts = 0
async function found() {
	const account = await foundAccount(database.adminPool, `invitations-${++accounts}`)
	await importCsv(account.scope, company)
	await database.adminPool.query(
		`UPDATE member SET left_on = '2020-01-01' WHERE account_id = $1 AND external_id = '5'`,
		[account.accountId],
	)
	const list = (filter: InviteeFilter = {}) =>
		listInvitees(account.scope, { filter, sort: 'name', order: 'asc', page: 1, pageSize: 50 })
	const idOf = async (name: string) => (await list()).rows.find((row) => row.name === name)?.memberId ?? ''
	return { ...account, list, idOf }
}

/** Invites and keeps the tokens, which only mails carry otherwise. */
function inviter(scope: AccountScope) {
	const tokens = new Map<string, string>()
	const announced: string[][] = []
	const send = (of: Partial<InviteMembers> = {}) =>
		inviteMembers(scope, {
			who: { filter: {} },
			roles: ['member'],
			idempotencyKey: randomUUID(),
			invite: ({ email }) => {
				const { token, hash } = createToken()
				tokens.set(email, token)
				return { tokenHash: hash, mail: { to: email, subject: 'Join', text: token, html: token } }
			},
			announce: ({ invited }) => {
				announced.push(invited.map(({ name }) => name))
				return []
			},
			...of,
		})
	const stateOf = async (token: string | undefined) => (await findInvitation(hashToken(token ?? '')))?.state
	return { tokens, announced, send, stateOf }
}

test('everybody who can be invited is, each with a mail and a token of their own', async () => {
	const { scope, list, accountId } = await found()
	expect((await list()).counts).toEqual({ 'no-email': 1, none: 3, invited: 0, expired: 0, joined: 0 })
	const { send, tokens } = inviter(scope)
	expect(await send({ expected: 4 })).toEqual({ ok: false, reason: 'count', count: 3 })
	expect(tokens.size).toBe(0)
	expect(await send({ expected: 3 })).toEqual({ ok: true, count: 3 })
	expect((await list()).counts).toEqual({ 'no-email': 1, none: 0, invited: 3, expired: 0, joined: 0 })
	const mails = await database.adminPool.query(
		'SELECT recipient, text FROM outbox_message WHERE account_id = $1 ORDER BY recipient',
		[accountId],
	)
	expect(mails.rows.map(({ recipient }) => recipient)).toEqual([
		'ines@acme.test',
		'joerg@acme.test',
		'mei@acme.test',
	])
	expect(new Set(mails.rows.map(({ text }) => text)).size).toBe(3)
	const found_ = await findInvitation(hashToken(tokens.get('mei@acme.test') ?? ''))
	expect(found_).toMatchObject({ email: 'mei@acme.test', roles: ['member'], state: 'open', accountId })
	const { rows } = await database.adminPool.query(
		`SELECT round(extract(epoch FROM expires_at - now()) / 86400) AS days, token_hash FROM invitation WHERE account_id = $1`,
		[accountId],
	)
	expect(rows.map(({ days }) => Number(days))).toEqual([14, 14, 14])
	expect(rows.map(({ token_hash }) => token_hash)).not.toContain(tokens.get('mei@acme.test'))
})

test('the same click twice sends once, and nobody in particular twice', async () => {
	const { scope, accountId } = await found()
	const { send } = inviter(scope)
	const idempotencyKey = randomUUID()
	const results = await Promise.all([send({ idempotencyKey }), send({ idempotencyKey })])
	expect(results).toEqual([
		{ ok: true, count: 3 },
		{ ok: true, count: 3 },
	])
	const { rows } = await database.adminPool.query('SELECT FROM outbox_message WHERE account_id = $1', [
		accountId,
	])
	expect(rows).toHaveLength(3)
})

test('a filter, a state and single members narrow whom an invitation goes to', async () => {
	const { scope, list, idOf } = await found()
	const { send } = inviter(scope)
	expect(await send({ who: { filter: { family: 'engineering', search: 'mei' } } })).toEqual({
		ok: true,
		count: 1,
	})
	expect(await send({ who: { filter: { states: ['none'] } } })).toEqual({ ok: true, count: 2 })
	expect(await send({ who: { filter: { states: ['none'] } } })).toEqual({ ok: true, count: 0 })
	expect(await send({ who: { memberIds: [await idOf('Carla Núñez')] } })).toEqual({ ok: true, count: 0 })
	expect(await send({ who: { filter: { states: ['joined', 'no-email'] } } })).toEqual({ ok: true, count: 0 })
	expect((await list({ states: ['invited'] })).rows.map(({ name }) => name)).toEqual([
		'Ines Okafor',
		'Jörg Brandt',
		'Mei Tanaka',
	])
})

test('a new invitation makes the old one useless, and a revoked one too', async () => {
	const { scope, list, idOf } = await found()
	const { send, tokens, stateOf } = inviter(scope)
	await send()
	const first = tokens.get('mei@acme.test')
	const memberId = await idOf('Mei Tanaka')
	expect(await send({ who: { memberIds: [memberId] } })).toEqual({ ok: true, count: 1 })
	const second = tokens.get('mei@acme.test')
	expect(await stateOf(first)).toBe('revoked')
	expect(await stateOf(second)).toBe('open')
	expect(await revokeInvitation(scope, memberId)).toBe(true)
	expect(await revokeInvitation(scope, memberId)).toBe(false)
	expect(await stateOf(second)).toBe('revoked')
	expect((await list({ states: ['none'] })).rows.map(({ name }) => name)).toEqual(['Mei Tanaka'])
})

test('who has joined or whose invitation ran out is told apart', async () => {
	const { scope, list, idOf, addUser, accountId } = await found()
	const { send } = inviter(scope)
	await send()
	await addUser(`ines-user@${accountId}.test`, ['member', 'executive'], await idOf('Ines Okafor'))
	await database.adminPool.query(
		`UPDATE invitation SET expires_at = now() - interval '1 hour' WHERE account_id = $1 AND email = 'mei@acme.test'`,
		[accountId],
	)
	const { rows, counts } = await list()
	expect(counts).toEqual({ 'no-email': 1, none: 0, invited: 1, expired: 1, joined: 1 })
	expect(rows.map(({ name, state, roles }) => [name, state, roles])).toEqual([
		['Carla Núñez', 'no-email', []],
		['Ines Okafor', 'joined', ['member', 'executive']],
		['Jörg Brandt', 'invited', ['member']],
		['Mei Tanaka', 'expired', ['member']],
	])
	expect(await send()).toEqual({ ok: true, count: 2 })
})

test('only who may give roles invites with one, and that is announced', async () => {
	const { scope, addUser, accountId, idOf } = await found()
	const who = { memberIds: [await idOf('Mei Tanaka')] }
	const hr = inviter(scope)
	expect(await hr.send({ who, roles: ['member', 'executive'] })).toEqual({ ok: false, reason: 'roles' })
	expect(hr.tokens.size).toBe(0)
	const admin = inviter(await addUser(`admin@${accountId}.test`, ['admin']))
	expect(await admin.send({ who, roles: ['member', 'executive'] })).toEqual({ ok: true, count: 1 })
	expect(admin.announced).toEqual([['Mei Tanaka']])
	expect((await findInvitation(hashToken(admin.tokens.get('mei@acme.test') ?? '')))?.roles).toEqual([
		'member',
		'executive',
	])
	expect(hr.announced).toEqual([])
})

test('another account’s members are not invited, nor their invitations revoked', async () => {
	const [ours, theirs] = [await found(), await found()]
	const memberId = await theirs.idOf('Mei Tanaka')
	expect(await inviter(ours.scope).send({ who: { memberIds: [memberId] } })).toEqual({ ok: true, count: 0 })
	const { send, tokens, stateOf } = inviter(theirs.scope)
	await send()
	expect(await revokeInvitation(ours.scope, memberId)).toBe(false)
	expect(await stateOf(tokens.get('mei@acme.test'))).toBe('open')
})
