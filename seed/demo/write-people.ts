import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { planChecksOnce } from '#app/data/plan-checks-once.server.ts'
import { quarterCount, type SampleMember, type SampleOrganization, type SignInName } from './organization.ts'
import type { SampleQuarter } from './quarters.ts'
import { sampleTeams } from './teams.ts'

const rolesOf: Record<SignInName, string> = {
	owner: '{owner}',
	admin: '{admin}',
	hr: '{hr}',
	executive: '{executive}',
	manager: '{member}',
	member: '{member}',
}

/**
 * Writes teams, members, users and memberships as they are at the first quarter, whoever joins later included.
 *
 * @param of.ownerUserId the user that signed the account up
 * @param of.passwordHash of the people who can sign in; everybody else gets `of.unusableHash`
 */
export async function writePeople(
	scope: AccountScope,
	organization: SampleOrganization,
	of: { quarters: readonly SampleQuarter[]; ownerUserId: string; passwordHash: string; unusableHash: string },
): Promise<Map<string, string>> {
	const teamIds = new Map<string, string>(sampleTeams.map((team) => [team.key, crypto.randomUUID()]))
	const signInOf = new Map([...organization.signIns].map(([name, memberId]) => [memberId, name]))
	const { accountId } = scope
	await withAccount(
		scope,
		async ({ sql }) => {
			await planChecksOnce({ sql })
			await sql.query(
				`INSERT INTO team (account_id, id, name, parent_id)
				 SELECT $1, t.id, t.name, t.parent_id FROM json_to_recordset($2) AS t (id uuid, name text, parent_id uuid)`,
				[
					accountId,
					JSON.stringify(
						sampleTeams.map(({ key, name, parentKey }) => ({
							id: teamIds.get(key),
							name,
							parent_id: parentKey === null ? null : teamIds.get(parentKey),
						})),
					),
				],
			)
			await sql.query(
				`INSERT INTO member (account_id, id, name, email, external_id, job_title, family_id, team_id, manager_id,
					started_on, left_on, attributes)
				 SELECT $1, m.id, m.name, m.email, m.external_id, m.job_title, f.id, m.team_id, m.manager_id, m.started_on, m.left_on,
					jsonb_build_object('Location', m.location)
				 FROM json_to_recordset($2) AS m (id uuid, name text, email text, external_id text, job_title text, family_key text,
					team_id uuid, manager_id uuid, started_on date, left_on date, location text)
				 LEFT JOIN role_family f ON f.account_id = $1 AND f.key = m.family_key`,
				[
					accountId,
					JSON.stringify(
						organization.members.map((member) => ({
							id: member.id,
							name: member.name,
							email: member.email,
							external_id: member.externalId,
							job_title: member.jobTitle,
							family_key: member.familyKey,
							team_id: teamIds.get(member.teamKeys[0] ?? '') ?? null,
							manager_id: member.managerId,
							started_on: startedOn(member.joinedIn, of.quarters),
							left_on: leftOn(member, of.quarters),
							location: member.location,
						})),
					),
				],
			)
			// As an import of the company's roster would leave it: what people do is what their HR system calls it.
			await sql.query(
				`INSERT INTO job_family (account_id, key, name, family_id)
				 SELECT DISTINCT ON (lower(m.job_title)) m.account_id, lower(m.job_title), m.job_title, m.family_id FROM member m
				 WHERE m.account_id = $1 AND NOT m.id = ANY ($2::uuid[]) ORDER BY lower(m.job_title), m.family_id`,
				[accountId, [...organization.leads.values()]],
			)
			await sql.query(
				`UPDATE member m SET job_family_id = j.id FROM job_family j
				 WHERE m.account_id = $1 AND j.account_id = m.account_id AND j.key = lower(m.job_title)`,
				[accountId],
			)
			await sql.query(
				`UPDATE team t SET lead_id = l.lead_id FROM json_to_recordset($2) AS l (id uuid, lead_id uuid)
				 WHERE t.account_id = $1 AND t.id = l.id`,
				[
					accountId,
					JSON.stringify(
						[...organization.leads].map(([key, lead_id]) => ({ id: teamIds.get(key), lead_id })),
					),
				],
			)
			const memberships: { user_id: string; member_id: string; roles: string }[] = []
			for (const member of organization.members) {
				if (!member.hasUser) continue
				const signIn = signInOf.get(member.id)
				if (signIn === 'owner') {
					await sql.query(`UPDATE membership SET member_id = $3 WHERE account_id = $1 AND user_id = $2`, [
						accountId,
						of.ownerUserId,
						member.id,
					])
					continue
				}
				const userId = crypto.randomUUID()
				// A user row can only be written by the user that it is.
				await sql.query(`SELECT set_config('app.user_id', $1, true)`, [userId])
				await sql.query(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, $3, $4)`, [
					userId,
					member.email,
					member.name,
					signIn ? of.passwordHash : of.unusableHash,
				])
				const roles = signIn ? rolesOf[signIn] : '{member}'
				memberships.push({ user_id: userId, member_id: member.id, roles })
			}
			await sql.query(
				`INSERT INTO membership (account_id, user_id, member_id, roles)
				 SELECT $1, m.user_id, m.member_id, m.roles
				 FROM json_to_recordset($2) AS m (user_id uuid, member_id uuid, roles role[])`,
				[accountId, JSON.stringify(memberships)],
			)
		},
		{ timeout: 120_000 },
	)
	return teamIds
}

/** Moves people to the teams of a quarter, before its cycle opens. */
export async function movePeople(
	scope: AccountScope,
	organization: SampleOrganization,
	of: { quarter: number; teamIds: ReadonlyMap<string, string> },
): Promise<void> {
	const moves = organization.members.flatMap((member) => {
		const key = member.teamKeys[of.quarter] ?? ''
		if (key === member.teamKeys[of.quarter - 1]) return []
		return [
			{
				id: member.id,
				team_id: of.teamIds.get(key) ?? null,
				manager_id: organization.leads.get(key) ?? null,
			},
		]
	})
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`UPDATE member m SET team_id = v.team_id, manager_id = v.manager_id
			 FROM json_to_recordset($2) AS v (id uuid, team_id uuid, manager_id uuid)
			 WHERE m.account_id = $1 AND m.id = v.id`,
			[scope.accountId, JSON.stringify(moves)],
		),
	)
}

/** Joiners start in the first days of their quarter; the others were there long before. */
function startedOn(joinedIn: number, quarters: readonly SampleQuarter[]): string {
	const quarter = quarters[joinedIn]
	if (quarter) return addDays(quarter.startsOn, 6)
	return addDays(quarters[0]?.startsOn ?? '', -900)
}

/** Leavers go before the first quarter without them opens, or between opening and publication of the one before. */
function leftOn({ leftIn, leftDuring }: SampleMember, quarters: readonly SampleQuarter[]): string | null {
	if (leftIn === null || leftIn >= quarterCount) return null
	const before = quarters[leftIn - 1]
	const quarter = quarters[leftIn]
	if (!before || !quarter) return null
	return leftDuring ? addDays(before.openedAt.toISOString().slice(0, 10), 5) : addDays(quarter.startsOn, -2)
}

function addDays(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
