import type { CurrentMember, CurrentRoster, CurrentTeam } from '#app/domain/roster/roster-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/** Everybody and every team of the account, for a plan, within an open transaction. */
export async function readCurrentRoster(
	transaction: Transaction,
	scope: AccountScope,
): Promise<CurrentRoster> {
	const { sql } = transaction
	const { accountId } = scope
	const { today } = await readAccountCalendar(transaction, scope)
	const teams = await sql.query<CurrentTeam>(
		`SELECT t.id, t.name, t.parent_id AS "parentId", t.lead_id AS "leadId", t.archived_at IS NOT NULL AS archived
		 FROM team t WHERE t.account_id = $1 ORDER BY t.id`,
		[accountId],
	)
	const members = await sql.query<CurrentMember>(
		`SELECT m.id, m.name, m.email, m.external_id AS "externalId", m.job_title AS "jobTitle", f.key AS "familyKey",
			m.team_id AS "teamRef", m.manager_id AS "managerRef", m.started_on::text AS "startedOn",
			m.left_on::text AS "leftOn", m.attributes
		 FROM member m LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
		 WHERE m.account_id = $1 ORDER BY m.id`,
		[accountId],
	)
	const families = await sql.query<{ key: string; name: string }>(
		`SELECT key, name FROM role_family WHERE account_id = $1 ORDER BY position, key`,
		[accountId],
	)
	return { today, members: members.rows, teams: teams.rows, families: families.rows }
}
