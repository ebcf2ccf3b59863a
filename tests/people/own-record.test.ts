import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { acceptInvitation } from '#app/data/accept-invitation.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findOwnRecord } from '#app/data/find-own-record.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { foundAccount, importCsv } from './people-account.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const roster = `Employee ID,Name,Email,Termination Date
1,Ada Owner,Ada@acme.test,
2,Old Hand,old@acme.test,2020-01-01
3,Bea Boss,bea@acme.test,
`
let accounts = 0
/** An account whose owner signed up before the roster came. */
async function found(ownerEmail: string) {
	const account = await foundAccount(database.adminPool, `own-record-${++accounts}`)
	const owner = await account.addUser(`${accounts}-${ownerEmail}`, ['owner'])
	await importCsv(
		account.scope,
		roster.replaceAll(/\w+@acme\.test/g, (email) => `${accounts}-${email}`),
	)
	return { ...account, owner }
}

const memberIdOf = async (accountId: string, externalId: string) => {
	const { rows } = await database.adminPool.query<{ id: string }>(
		'SELECT id FROM member WHERE account_id = $1 AND external_id = $2',
		[accountId, externalId],
	)
	return rows[0]?.id ?? ''
}

async function accept(accountId: string, { userId }: AccountScope, memberId: string) {
	const tokenHash = createHash('sha256').update(randomUUID()).digest('hex')
	await database.adminPool.query(
		`INSERT INTO invitation (account_id, member_id, email, roles, token_hash, expires_at)
		 SELECT $1, id, email, '{member}', $3, now() + interval '1 day' FROM member WHERE account_id = $1 AND id = $2`,
		[accountId, memberId, tokenHash],
	)
	const told: string[] = []
	const accepted = await acceptInvitation({
		accountId,
		tokenHash,
		user: { userId: userId ?? '' },
		announce: ({ roles, overseers }) => {
			told.push(...overseers.map(({ email }) => `${email}: ${roles.join()}`))
			return []
		},
	})
	return { accepted, told }
}

test('an import that brings the owner’s address is offered to them, and ties nothing by itself', async () => {
	const { owner, accountId, scope } = await found('ada@acme.test')
	const memberId = await memberIdOf(accountId, '1')
	expect(await findOwnRecord(owner)).toEqual({ memberId, email: `${accounts}-ada@acme.test` })
	expect(await findOwnRecord(scope)).toBeNull()
	const tied = await database.adminPool.query(
		'SELECT FROM membership WHERE account_id = $1 AND member_id IS NOT NULL',
		[accountId],
	)
	expect(tied.rowCount).toBe(0)
})

test('the invitation from the mailbox ties them; owners and HR are told, and it is logged', async () => {
	const { owner, accountId, scope } = await found('ada@acme.test')
	const memberId = await memberIdOf(accountId, '1')
	const { accepted, told } = await accept(accountId, owner, memberId)
	expect(accepted).toMatchObject({ ok: true })
	expect(told).toEqual([
		`${accounts}-ada@acme.test: member`,
		expect.stringMatching(/^hr@own-record-\d+\.test: member$/),
	])
	const { rows } = await database.adminPool.query(
		`SELECT detail FROM audit_event WHERE account_id = $1 AND action = 'invitation.accepted'`,
		[accountId],
	)
	expect(rows).toEqual([{ detail: { roles: ['member'], tiedToRecord: true } }])
	expect(await findOwnRecord(owner)).toBeNull()
	expect(await findOwnRecord({ ...owner, memberId } as AccountScope)).toBeNull()
	expect(await findOwnRecord(scope)).toBeNull()
})

test('who has left, has another address or is taken by somebody else is offered to nobody', async () => {
	const left = await found('old@acme.test')
	expect(await findOwnRecord(left.owner)).toBeNull()
	const stranger = await found('nobody@acme.test')
	expect(await findOwnRecord(stranger.owner)).toBeNull()
	const taken = await found('bea@acme.test')
	const memberId = await memberIdOf(taken.accountId, '3')
	await taken.addUser(`other-${taken.accountId}@acme.test`, ['member'], memberId)
	expect(await findOwnRecord(taken.owner)).toBeNull()
})
