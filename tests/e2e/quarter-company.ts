import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { hashPassword } from '#app/auth/passwords.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { addMember } from '#app/data/add-member.server.ts'
import { addTeam } from '#app/data/add-team.server.ts'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { createAccount } from '#app/data/create-account.server.ts'
import { createUser } from '#app/data/create-user.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'

export const password = 'a rather long password'
/** Half-steps of the three questions that every family has. */
export type Answers = readonly [HalfSteps, HalfSteps, HalfSteps]
type HalfSteps = 2 | 3 | 4 | 5 | 6

type Spec = { team: 'Platform' | 'Field' | 'Office'; family: string; manager: string | null; role?: Role }
const teams = { Platform: 'Mara', Field: 'Nils', Office: 'Eve' } as const

/** Twelve people in three teams. Gus is not there yet when the quarter begins. */
export const people = {
	Eve: { team: 'Office', family: 'marketing', manager: null, role: 'owner' },
	Hanna: { team: 'Office', family: 'marketing', manager: 'Eve', role: 'hr' },
	Ida: { team: 'Office', family: 'marketing', manager: 'Eve', role: 'executive' },
	Mara: { team: 'Platform', family: 'engineering', manager: 'Eve' },
	Ada: { team: 'Platform', family: 'engineering', manager: 'Mara' },
	Ben: { team: 'Platform', family: 'engineering', manager: 'Mara' },
	Cem: { team: 'Platform', family: 'engineering', manager: 'Mara' },
	Gus: { team: 'Platform', family: 'engineering', manager: 'Mara' },
	Nils: { team: 'Field', family: 'sales', manager: 'Eve' },
	Dora: { team: 'Field', family: 'sales', manager: 'Nils' },
	Emil: { team: 'Field', family: 'sales', manager: 'Nils' },
	Fay: { team: 'Field', family: 'sales', manager: 'Nils' },
} as const satisfies Record<string, Spec>
export type Name = keyof typeof people

export const emailOf = (name: Name) => `${name.toLowerCase()}@quarter.example`
export function nameOf(email: string): Name {
	const found = (Object.keys(people) as Name[]).find((name) => emailOf(name) === email)
	if (!found) throw new Error(`nobody of the company has ${email}`)
	return found
}

/** The company as it stands before the quarter: teams, eleven people with user accounts, and nothing asked yet. */
export async function foundQuarterCompany(admin: Pool, { timeZone }: { timeZone: string }) {
	const passwordHash = await hashPassword(password)
	const created = await createAccount({
		...{ name: 'Quarter', slug: 'quarter', locale: 'en-GB', timeZone, content: builtInContent },
		// Who sees groups only sees those of one person more: five.
		minimumGroupSize: 4,
		owner: { email: emailOf('Eve'), name: 'Eve', passwordHash },
		roles: ['owner'],
	})
	if (!created.ok) throw new Error(created.reason)
	const { accountId, userId, membershipId } = created
	const owner = mintAccountScope({ accountId, userId, membershipId, memberId: null, roles: ['owner'] })
	const teamIds = new Map<string, string>()
	for (const name of Object.keys(teams)) {
		const added = await addTeam(owner, {
			input: { name, parentId: null, lead: null },
			idempotencyKey: randomUUID(),
		})
		if (!added.ok) throw new Error(`no team ${name}`)
		teamIds.set(name, added.teamId)
	}
	const company = {
		accountId,
		/** Adds somebody to the roster and gives them a user account. */
		async add(name: Name): Promise<void> {
			const { team, family, manager, role }: Spec = people[name]
			const none = { externalId: null, jobTitle: null, startedOn: null, leftOn: null, attributes: {} }
			const email = emailOf(name)
			const input = { ...none, name, email, familyKey: family, teamId: teamIds.get(team) ?? null, manager }
			const added = await addMember(owner, { input, idempotencyKey: randomUUID() })
			if (!added.ok) throw new Error(JSON.stringify(added.refusals))
			if (role === 'owner') {
				await admin.query('UPDATE membership SET member_id = $2 WHERE account_id = $1', [
					accountId,
					added.memberId,
				])
			} else {
				await createUser({ accountId, email, name, passwordHash, roles: [role ?? 'member'] })
			}
		},
		async idsOf(name: Name) {
			const { rows } = await admin.query<{
				userId: string
				membershipId: string
				memberId: string
				roles: Role[]
			}>(
				`SELECT s.user_id AS "userId", s.id AS "membershipId", s.member_id AS "memberId", s.roles::text[] AS roles
				 FROM membership s JOIN member m ON m.account_id = s.account_id AND m.id = s.member_id
				 WHERE s.account_id = $1 AND m.name = $2`,
				[accountId, name],
			)
			const [row] = rows
			if (!row) throw new Error(`${name} has no user account`)
			return row
		},
		async scopeOf(name: Name): Promise<AccountScope> {
			return mintAccountScope({ accountId, ...(await company.idsOf(name)) })
		},
		async participantOf(name: Name): Promise<string> {
			const { rows } = await admin.query<{ id: string }>(
				`SELECT p.id FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
				 WHERE p.account_id = $1 AND m.name = $2`,
				[accountId, name],
			)
			if (!rows[0]) throw new Error(`${name} takes no part`)
			return rows[0].id
		},
		/** One side of a check-in, as its page sends it. */
		async send(rater: Name, of: Name, answers: Answers, note: string | null = null): Promise<void> {
			const draft = { ...draftOf(of, answers), whatChanged: null, note }
			const sent = await submitCheckIn(await company.scopeOf(rater), {
				...{
					participantId: await company.participantOf(of),
					version: 0,
					draft,
					idempotencyKey: randomUUID(),
				},
			})
			if (!sent.ok) throw new Error(`${rater} of ${of}: ${sent.reason}`)
		},
		/** What a pair agrees on, as its page sends it. */
		async agree(manager: Name, of: Name, answers: Answers): Promise<void> {
			const { usesAi, tier, tierReason, ...rest } = draftOf(of, answers)
			const agreed = rest.answers.map(({ questionKey, halfSteps }) => ({ questionKey, halfSteps }))
			const done = await agreeOutcome(await company.scopeOf(manager), {
				...{ participantId: await company.participantOf(of), version: 0, idempotencyKey: randomUUID() },
				draft: { usesAi, tier, tierReason, answers: agreed },
			})
			if (!done.ok) throw new Error(`${manager} with ${of}: ${done.reason}`)
		},
		/** Everybody else of the quarter answers, but Emil, Gus and Nils; Eve agrees with her own people. */
		async answerTheRest(): Promise<void> {
			const both = { Mara: [5, 5, 6], Hanna: [4, 4, 3], Ida: [5, 5, 4] } as const
			await company.send('Dora', 'Dora', [3, 3, 4])
			await company.send('Eve', 'Eve', [4, 4, 5])
			for (const [name, answers] of Object.entries(both) as [keyof typeof both, Answers][]) {
				await company.send(name, name, answers)
				await company.send('Eve', name, answers)
				await company.agree('Eve', name, answers)
			}
		},
	}
	for (const name of Object.keys(people) as Name[]) if (name !== 'Gus') await company.add(name)
	for (const [team, lead] of Object.entries(teams)) {
		await admin.query('UPDATE team SET lead_id = $3 WHERE account_id = $1 AND id = $2', [
			...[accountId, teamIds.get(team), (await company.idsOf(lead)).memberId],
		])
	}
	return company
}

export type QuarterCompany = Awaited<ReturnType<typeof foundQuarterCompany>>

function draftOf(of: Name, answers: Answers) {
	const [version] = builtInContent.frameworkVersions
	const questions = version?.rubric.families.find(({ key }) => key === people[of].family)?.questions ?? []
	return {
		...{ usesAi: true, tier: null, tierReason: null },
		answers: questions.map(({ key }, index) => ({
			...{ questionKey: key, halfSteps: answers[index] ?? null, evidenceUrl: null, evidenceNote: null },
		})),
	}
}
