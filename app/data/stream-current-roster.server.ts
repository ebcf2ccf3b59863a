import type { CurrentTeam } from '#app/domain/roster/roster-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { readErasedIndex } from './erasures/read-erased-index.server.ts'
import { listJobFamiliesWithin } from './list-job-families.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import type { RosterToPlan } from './roster-desk.server.ts'

const membersAtOnce = 1000

type Batch = { json: string | null; last: string | null }

/** $1 is the account, $2 the id of the last member before, or null. */
const batchOfMembers = `
	SELECT json_agg(r ORDER BY r.id)::text AS json, (array_agg(r.id ORDER BY r.id DESC))[1] AS last
	FROM (
		SELECT m.id, m.name, m.email, m.external_id AS "externalId", m.job_title AS "jobTitle", 
			(SELECT f.key FROM role_family f WHERE f.account_id = m.account_id AND f.id = m.family_id) AS "familyKey",
			(SELECT j.name FROM job_family j WHERE j.account_id = m.account_id AND j.id = m.job_family_id) AS "jobFamily",
			m.team_id AS "teamRef", m.manager_id AS "managerRef", m.started_on::text AS "startedOn", m.left_on::text AS "leftOn",
			m.attributes
		FROM member m WHERE m.account_id = $1 AND m.erased_at IS NULL AND ($2::uuid IS NULL OR m.id > $2) ORDER BY m.id LIMIT ${membersAtOnce}
	) r`

/**
 * Everybody and every team of the account, for a plan, within an open transaction. The members pass by as text, some at a
 * time.
 *
 * @param onMembers gets a JSON array of `CurrentMember` and is waited for
 */
export async function streamCurrentRoster(
	transaction: Transaction,
	scope: AccountScope,
	onMembers: (json: string) => Promise<void>,
): Promise<RosterToPlan> {
	const { sql } = transaction
	const { accountId } = scope
	const { today } = await readAccountCalendar(transaction, scope)
	const teams = await sql.query<CurrentTeam>(
		`SELECT t.id, t.name, t.parent_id AS "parentId", t.lead_id AS "leadId", t.archived_at IS NOT NULL AS archived
		 FROM team t WHERE t.account_id = $1 ORDER BY t.id`,
		[accountId],
	)
	const batchAfter = async (last: string | null): Promise<Batch | undefined> =>
		(await sql.query<Batch>(batchOfMembers, [accountId, last])).rows[0]
	let batch = await batchAfter(null)
	while (batch?.json) {
		// The next are read while these are taken in.
		const [next] = await Promise.all([batchAfter(batch.last), onMembers(batch.json)])
		batch = next
	}
	const families = await sql.query<{ key: string; name: string }>(
		`SELECT key, name FROM role_family WHERE account_id = $1 ORDER BY position, key`,
		[accountId],
	)
	const jobFamilies = await listJobFamiliesWithin(transaction, scope)
	const erased = await readErasedIndex(transaction, scope)
	return { today, teams: teams.rows, families: families.rows, jobFamilies, erased }
}
