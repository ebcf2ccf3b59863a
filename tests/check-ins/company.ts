import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import type { CheckInDraft } from '#app/domain/check-in/check-in-draft.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

export const salesKeys =
	skillProgressionMap.rubric.families.find(({ key }) => key === 'sales')?.questions.map(({ key }) => key) ??
	[]

/** An account with one family, its framework and one open cycle, filled by the test. */
export type Company = {
	accountId: string
	familyId: string
	frameworkVersionId: string
	cycleId: string
	addMember: (name: string, options?: { managerId?: string | null; roles?: Role[] | null }) => Promise<Person>
	addParticipant: (
		member: Person,
		options?: { manager?: Person | null; cycleId?: string; teamId?: string },
	) => Promise<string>
	addCycle: (name: string, startsOn: string, phase?: string) => Promise<string>
}
export type Person = { memberId: string; userId: string | null; name: string; scope: AccountScope }

/** Writes behind the application's back, so that a test says only what it is about. */
export async function foundCompany(admin: Pool, slug: string): Promise<Company> {
	const insert = async (text: string, values: unknown[]) => {
		const { rows } = await admin.query<{ id: string }>(text, values)
		const [row] = rows
		if (!row) throw new Error('no row')
		return row.id
	}
	const accountId = await insert(
		`INSERT INTO account (slug, name, time_zone, locale) VALUES ($1, $1, 'Europe/Berlin', 'en-GB') RETURNING id`,
		[slug],
	)
	const familyId = await insert(
		`INSERT INTO role_family (account_id, key, name, position, built_in) VALUES ($1, 'sales', 'Sales', 1, true) RETURNING id`,
		[accountId],
	)
	const frameworkVersionId = await insert(
		`INSERT INTO framework_version (account_id, key, version, title, rubric, published_at)
		 VALUES ($1, 'skill-progression-map', 1, 'Map', $2, now()) RETURNING id`,
		[accountId, JSON.stringify(skillProgressionMap.rubric)],
	)
	const addCycle: Company['addCycle'] = (name, startsOn, phase = 'open') =>
		insert(
			`INSERT INTO cycle (account_id, name, starts_on, ends_on, phase, framework_version_id, opened_at, published_at)
			 VALUES ($1, $2, $3::date, $3::date + 89, $4::cycle_phase, $5, now(), CASE WHEN $4 = 'published' THEN now() END)
			 RETURNING id`,
			[accountId, name, startsOn, phase, frameworkVersionId],
		)
	const cycleId = await addCycle('Q4 2026', '2026-10-01')
	return {
		accountId,
		familyId,
		frameworkVersionId,
		cycleId,
		addCycle,
		async addMember(name, { managerId = null, roles = ['member'] as Role[] | null } = {}) {
			const memberId = await insert(
				`INSERT INTO member (account_id, name, family_id, manager_id) VALUES ($1, $2, $3, $4) RETURNING id`,
				[accountId, name, familyId, managerId],
			)
			if (roles === null) {
				return { memberId, userId: null, name, scope: scopeOf(accountId, null, null, memberId, []) }
			}
			const userId = await insert(
				`INSERT INTO "user" (email, name, password_hash) VALUES ($1, $2, 'x') RETURNING id`,
				[`${randomUUID()}@example.com`, name],
			)
			const membershipId = await insert(
				`INSERT INTO membership (account_id, user_id, member_id, roles) VALUES ($1, $2, $3, $4::role[]) RETURNING id`,
				[accountId, userId, memberId, roles],
			)
			return { memberId, userId, name, scope: scopeOf(accountId, userId, membershipId, memberId, roles) }
		},
		addParticipant: (member, { manager = null, cycleId: other = cycleId, teamId } = {}) =>
			insert(
				`INSERT INTO participant (account_id, cycle_id, member_id, manager_id, family_id, team_id)
				 VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
				[accountId, other, member.memberId, manager?.memberId ?? null, familyId, teamId ?? null],
			),
	}
}

function scopeOf(
	accountId: string,
	userId: string | null,
	membershipId: string | null,
	memberId: string,
	roles: Role[],
): AccountScope {
	return mintAccountScope({ accountId, userId, membershipId, memberId, roles })
}

/** A complete draft unless answers are left out. */
export function draftOf(
	answers: readonly (HalfSteps | null)[],
	more: Partial<Omit<CheckInDraft, 'answers'>> & { evidenceUrl?: string; evidenceNote?: string } = {},
): CheckInDraft {
	const { evidenceUrl = null, evidenceNote = null, ...rest } = more
	return {
		usesAi: true,
		tier: null,
		tierReason: null,
		whatChanged: null,
		note: null,
		...rest,
		answers: salesKeys.map((questionKey, index) => ({
			questionKey,
			halfSteps: (answers[index] ?? null) as CheckInDraft['answers'][number]['halfSteps'],
			evidenceUrl,
			evidenceNote,
		})),
	}
}

export const newKey = () => randomUUID()
