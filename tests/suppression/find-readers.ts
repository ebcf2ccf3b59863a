import type { RandomCompany } from '#tests/statistics/random-company.ts'
import type { World } from './company-world.ts'
import { seenBy } from './company-world.ts'

export type ReaderKind =
	| 'executive'
	| 'owner'
	| 'admin'
	| 'manager'
	| 'skip-level manager'
	| 'executive who manages'
	| 'member'
	| 'member without a team'

/** `memberId` is null for who is no member. */
export type CompanyReader = { readonly userId: string; readonly memberId: string | null }

/** One person of a kind, the same for the same company; fails where the company has none. */
export async function findReader(
	company: RandomCompany,
	world: World,
	kind: ReaderKind,
): Promise<CompanyReader> {
	if (kind === 'executive' || kind === 'owner' || kind === 'admin') {
		return { userId: await addUser(company, kind), memberId: null }
	}
	const users = await company.sql<{ userId: string; memberId: string }>(
		`SELECT s.user_id AS "userId", s.member_id AS "memberId" FROM membership s
		 JOIN member m ON m.account_id = s.account_id AND m.id = s.member_id
		 WHERE s.account_id = $1 AND m.left_on IS NULL ORDER BY s.id`,
		[company.accountId],
	)
	const last = world.published.at(-1)?.id ?? ''
	const found = users.find(({ memberId }) => {
		const self = world.people.find((person) => person.cycle === last && person.memberId === memberId)
		const others = seenBy(world, memberId, last).filter((person) => person.memberId !== memberId)
		const isLead = world.teams.some((team) => team.cycle === last && team.leadId === memberId)
		const isManagersManager = others.some(
			({ managerId }) => managerId !== memberId && others.some((other) => other.memberId === managerId),
		)
		if (!self?.tier) return false
		switch (kind) {
			case 'member':
				return others.length === 0 && self.teamId !== null
			case 'member without a team':
				return others.length === 0 && self.teamId === null
			case 'skip-level manager':
				return isManagersManager && !isLead && others.length <= 40
			case 'manager':
				return isLead && others.length >= 3 && others.length <= 60
			default:
				return others.length >= 3 && others.length <= 40
		}
	})
	if (!found) throw new Error(`The company has no ${kind}: choose another seed.`)
	if (kind === 'executive who manages') {
		await company.sql(
			`UPDATE membership SET roles = '{executive,member}' WHERE account_id = $1 AND member_id = $2`,
			[company.accountId, found.memberId],
		)
	}
	return found
}

async function addUser(company: RandomCompany, role: string): Promise<string> {
	const id = crypto.randomUUID()
	await company.sql(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, 'Reader', 'x')`, [
		id,
		`${id}@example.com`,
	])
	await company.sql(`INSERT INTO membership (account_id, user_id, roles) VALUES ($1, $2, $3::role[])`, [
		company.accountId,
		id,
		`{${role}}`,
	])
	return id
}
