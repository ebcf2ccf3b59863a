import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '#app/auth/tokens.server.ts'
import { acceptInvitation } from '#app/data/accept-invitation.server.ts'
import { systemScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { findInvitation } from '#app/data/find-invitation.server.ts'
import { findUserByEmail } from '#app/data/find-user-by-email.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { mailsTo } from './mails-to.ts'
import { join, newCompany } from './new-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 12 }))
afterAll(closeDatabase)

let people = 0

async function addMember(accountId: string, email: string): Promise<string> {
	return withAccount(systemScope(accountId), async ({ sql }) => {
		const { rows } = await sql.query<{ id: string }>(
			`INSERT INTO member (account_id, name, email) VALUES ($1, 'Mia Member', $2) RETURNING id`,
			[accountId, email],
		)
		return rows[0]?.id ?? ''
	})
}

type Invite = { accountId: string; email: string; memberId: string | null; roles?: Role[]; expires?: string }

async function invite({ accountId, email, memberId, roles = ['member'], expires = '14 days' }: Invite) {
	const { token, hash } = createToken()
	await withAccount(systemScope(accountId), ({ sql }) =>
		sql.query(
			`INSERT INTO invitation (account_id, member_id, email, roles, token_hash, expires_at)
			 VALUES ($1, $2, $3, $4::role[], $5, now() + $6::interval)`,
			[accountId, memberId, email, roles, hash, expires],
		),
	)
	return { token, hash }
}

async function invited(of: Partial<Invite> = {}) {
	const company = await newCompany()
	const email = `person-${++people}@example.com`
	const memberId = await addMember(company.accountId, email)
	const { token, hash } = await invite({ accountId: company.accountId, email, memberId, ...of })
	const accept = (user: Parameters<typeof acceptInvitation>[0]['user'], tokenHash = hash) =>
		acceptInvitation({
			accountId: company.accountId,
			tokenHash,
			user,
			announce: ({ overseers, roles }) =>
				overseers.map(({ email: to }) => ({
					to,
					subject: `Joined: ${roles.join(' ')}`,
					text: 't',
					html: 'h',
				})),
		})
	return { company, email, memberId, token, hash, accept }
}

const newUser = { name: 'Mia Member', passwordHash: 'hash' }

describe('an invitation', () => {
	it('makes a user with the invited address, linked to the employee record', async () => {
		const { company, email, memberId, hash, accept } = await invited()
		expect(await findInvitation(hash)).toMatchObject({ state: 'open', email, slug: company.slug })
		const accepted = await accept(newUser)
		expect(accepted.ok).toBe(true)
		const user = await findUserByEmail(email)
		expect(user).toMatchObject({ name: 'Mia Member', passwordHash: 'hash' })
		const memberships = await listUserMemberships(user?.id ?? '')
		expect(memberships).toMatchObject([{ accountId: company.accountId, memberId, roles: ['member'] }])
		expect(await findInvitation(hash)).toMatchObject({ state: 'accepted' })
		expect(await mailsTo(database.adminPool, company.owner.email), 'a member is no news').toEqual([])
		const { rows } = await database.adminPool.query(
			`SELECT action, subject FROM audit_event WHERE account_id = $1 AND action LIKE 'invitation.%'`,
			[company.accountId],
		)
		expect(rows).toEqual([{ action: 'invitation.accepted', subject: 'user' }])
	})

	it('is accepted once', async () => {
		const { accept } = await invited()
		expect((await accept(newUser)).ok).toBe(true)
		expect(await accept(newUser)).toEqual({ ok: false, reason: 'gone' })
	})

	it('of which ten arrive at once is won by one, and leaves one membership', async () => {
		for (let round = 0; round < 5; round++) {
			const { company, accept } = await invited()
			const others = await Promise.all(Array.from({ length: 5 }, () => newCompany()))
			const users = [
				...others.map(({ owner }) => ({ userId: owner.userId })),
				...Array.from({ length: 5 }, () => newUser),
			]
			const results = await Promise.all(users.map((user) => accept(user)))
			expect(results.filter(({ ok }) => ok)).toHaveLength(1)
			const { rowCount } = await database.adminPool.query(
				'SELECT FROM membership WHERE account_id = $1 AND member_id IS NOT NULL',
				[company.accountId],
			)
			expect(rowCount).toBe(1)
		}
	})

	it('ends by time, by being withdrawn, and when the person joined through another', async () => {
		const late = await invited({ expires: '-1 second' })
		expect(await findInvitation(late.hash)).toMatchObject({ state: 'expired' })
		expect(await late.accept(newUser)).toEqual({ ok: false, reason: 'gone' })

		const withdrawn = await invited()
		await database.adminPool.query('UPDATE invitation SET revoked_at = now() WHERE token_hash = $1', [
			withdrawn.hash,
		])
		expect(await findInvitation(withdrawn.hash)).toMatchObject({ state: 'revoked' })
		expect(await withdrawn.accept(newUser)).toEqual({ ok: false, reason: 'gone' })

		const twice = await invited()
		const { accountId } = twice.company
		const second = await invite({ accountId, email: twice.email, memberId: twice.memberId })
		expect((await twice.accept(newUser)).ok).toBe(true)
		expect(await findInvitation(second.hash)).toMatchObject({ state: 'revoked' })
		expect(await findUserByEmail(late.email), 'nothing is left of a refusal').toBeNull()
	})

	it('of another account opens nothing here', async () => {
		const here = await invited()
		const there = await invited()
		expect(await here.accept(newUser, there.hash)).toEqual({ ok: false, reason: 'gone' })
		expect(await findInvitation(there.hash)).toMatchObject({ state: 'open' })
	})

	it('asks somebody with a user to sign in instead of making a second one', async () => {
		const { accept, email, hash } = await invited()
		await newCompany({ email })
		expect(await accept(newUser)).toEqual({ ok: false, reason: 'email-taken' })
		expect(await findInvitation(hash), 'it can still be used').toMatchObject({ state: 'open' })
		const user = await findUserByEmail(email)
		expect((await accept({ userId: user?.id ?? '' })).ok).toBe(true)
	})

	it('adds to what the user has in the account already, and takes nothing', async () => {
		const { company, memberId, accept } = await invited()
		expect(await accept({ userId: company.owner.userId })).toMatchObject({ ok: true })
		const memberships = await listUserMemberships(company.owner.userId)
		expect(memberships).toMatchObject([{ memberId, roles: ['owner', 'member'] }])
	})

	it('makes nobody two people of one account, and no person two users', async () => {
		const first = await invited()
		const { accountId } = first.company
		const accepted = await first.accept(newUser)
		const otherMember = await addMember(accountId, `other-${++people}@example.com`)
		const toOther = await invite({ accountId, email: `other-${people}@example.com`, memberId: otherMember })
		const userId = accepted.ok ? accepted.userId : ''
		expect(await first.accept({ userId }, toOther.hash)).toEqual({ ok: false, reason: 'other-member' })

		const toSame = await invite({ accountId, email: first.email, memberId: first.memberId })
		const { owner } = await newCompany()
		expect(await first.accept({ userId: owner.userId }, toSame.hash)).toEqual({
			ok: false,
			reason: 'member-taken',
		})
	})

	it('that brings a role is announced to all owners and HR', async () => {
		const { company, accept } = await invited({ roles: ['member', 'executive'] })
		const hr = await join(company, { roles: ['hr'] })
		const executive = await join(company, { roles: ['executive'] })
		expect((await accept(newUser)).ok).toBe(true)
		for (const { email } of [company.owner, hr]) {
			expect(await mailsTo(database.adminPool, email)).toMatchObject([{ subject: 'Joined: executive' }])
		}
		expect(await mailsTo(database.adminPool, executive.email)).toEqual([])
	})
})
