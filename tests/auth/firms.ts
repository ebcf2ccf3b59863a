import { createHash, randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { TestDatabase } from '#tests/support/database.ts'
import { newVisitor } from './visitor.ts'

export const password = 'correct horse battery'

export type Firm = { slug: string; accountId: string; email: string; base: string }

/** Companies that came about by the forms of the pages, and their people. */
export function firmsOn(url: string, { adminPool }: Pick<TestDatabase, 'adminPool'>) {
	const query = adminPool.query.bind(adminPool)
	let companies = 0

	async function signIn(email: string) {
		const visitor = newVisitor(url)
		expect((await visitor.post('/sign-in', { email, password })).status).toBe(303)
		return visitor
	}

	async function foundCompany(): Promise<Firm> {
		const n = ++companies
		const email = `owner-${n}@example.com`
		await newVisitor(url).post('/sign-up', {
			accountName: `Firm ${n}`,
			name: 'Olga Owner',
			email,
			password,
		})
		const { rows } = await query<{ id: string }>(`SELECT id FROM account WHERE slug = $1`, [`firm-${n}`])
		return { slug: `firm-${n}`, accountId: rows[0]?.id ?? '', email, base: `/a/firm-${n}` }
	}

	/** An invitation as the people page sends it; answers with its path. */
	async function invite({ accountId }: Firm, of: { email: string; roles?: string[]; memberName?: string }) {
		const token = randomBytes(32).toString('base64url')
		const member = of.memberName
			? await query<{ id: string }>(
					`INSERT INTO member (account_id, name, email) VALUES ($1, $2, $3) RETURNING id`,
					[accountId, of.memberName, of.email],
				)
			: null
		await query(
			`INSERT INTO invitation (account_id, member_id, email, roles, token_hash, expires_at)
			 VALUES ($1, $2, $3, $4::role[], $5, now() + interval '1 day')`,
			[
				accountId,
				member?.rows[0]?.id ?? null,
				of.email,
				of.roles ?? ['member'],
				createHash('sha256').update(token).digest('hex'),
			],
		)
		return `/invitations/${token}`
	}

	/** Somebody who joined through an invitation. */
	async function joined(firm: Firm, roles: string[]) {
		const email = `${randomBytes(6).toString('hex')}@example.com`
		const visitor = newVisitor(url)
		const path = await invite(firm, { email, roles })
		const answer = await visitor.post(path, { as: 'new', name: 'Joined Person', password })
		expect(answer).toMatchObject({ status: 303, location: firm.base })
		const { rows } = await query<{ id: string }>(
			`SELECT m.id FROM membership m JOIN "user" u ON u.id = m.user_id WHERE m.account_id = $1 AND u.email = $2`,
			[firm.accountId, email],
		)
		return { visitor, email, membershipId: rows[0]?.id ?? '' }
	}

	return { signIn, foundCompany, invite, joined }
}
