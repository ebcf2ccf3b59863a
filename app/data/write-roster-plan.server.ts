import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { planChecksOnce } from './plan-checks-once.server.ts'
import { writtenLists } from './roster-pieces.server.ts'
import type { RosterTable } from './with-roster-desk.server.ts'

/** A member as the statements below take it, from JSON. */
const memberColumns = `id uuid, name text, email text, external_id text, job_title text, family_key text,
	job_family_key text, team_id uuid, manager_id uuid, started_on date, left_on date, attributes jsonb, moves boolean`

/** Where the rows to be written wait, by list. They pass by here in pieces, so that all of them are never in memory. */
const waiting = {
	'write-renamed': { table: 'roster_renamed', columns: 'id uuid' },
	'write-teams': { table: 'roster_team', columns: 'id uuid, parent_id uuid, name text' },
	'write-job-families': { table: 'roster_job_family', columns: 'key text, name text, family_key text' },
	'write-added': { table: 'roster_added', columns: memberColumns },
	'write-changed': { table: 'roster_changed', columns: memberColumns },
	'write-leads': { table: 'roster_lead', columns: 'id uuid, lead_id uuid' },
} as const

/**
 * Writes a plan with a handful of statements, whatever its size. The plan has to be of this moment: see
 * `lockRoster`.
 *
 * @param onWritten how many of the people who are added or changed are on their way
 * @returns who of those who were changed has an invitation that is open
 */
export async function writeRosterPlan(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	desk: RosterTable,
	onWritten: (done: number) => void,
): Promise<{ invited: string[] }> {
	let done = 0
	for (const list of writtenLists) {
		const { table, columns } = waiting[list]
		await sql.query(`CREATE TEMPORARY TABLE ${table} (${columns}) ON COMMIT DROP`)
		for (;;) {
			const [json] = await desk.next(list, 1)
			if (json === undefined) break
			const { rowCount } = await sql.query(
				`INSERT INTO ${table} SELECT * FROM jsonb_to_recordset($1) AS r (${columns})`,
				[json],
			)
			if (list === 'write-added' || list === 'write-changed') done += rowCount ?? 0
			onWritten(done)
		}
		// Of rows that nobody has counted the planner thinks they are many or few, by chance.
		await sql.query(`ANALYZE ${table}`)
	}

	// One statement for tens of thousands of people, each of which is looked at by triggers.
	await sql.query(`SET LOCAL statement_timeout = '10min'`)
	// Without statistics, which a young account has not, thousands of rows look like few: a nested loop reads all for each.
	await sql.query('SET LOCAL enable_nestloop = off')
	await planChecksOnce({ sql })
	// Ids and e-mails may change places, which a unique index refuses row by row: first everybody lets go of theirs.
	await sql.query(
		`UPDATE member SET email = NULL, external_id = NULL FROM roster_renamed m
		 WHERE member.account_id = $1 AND member.id = m.id`,
		[accountId],
	)
	await sql.query(
		`INSERT INTO team (account_id, id, parent_id, name) SELECT $1, t.id, t.parent_id, t.name FROM roster_team t`,
		[accountId],
	)
	await sql.query(
		`INSERT INTO job_family (account_id, key, name, family_id)
		 SELECT $1, j.key, j.name, f.id FROM roster_job_family j
		 LEFT JOIN role_family f ON f.account_id = $1 AND f.key = j.family_key
		 ON CONFLICT (account_id, key) DO UPDATE SET family_id = EXCLUDED.family_id, version = job_family.version + 1,
			updated_at = now()
		 WHERE job_family.family_id IS DISTINCT FROM EXCLUDED.family_id`,
		[accountId],
	)
	await sql.query(
		`INSERT INTO member (account_id, id, name, email, external_id, job_title, family_id, job_family_id, team_id, manager_id,
			started_on, left_on, attributes)
		 SELECT $1, m.id, m.name, m.email, m.external_id, m.job_title, f.id, j.id, m.team_id, m.manager_id, m.started_on,
			m.left_on, m.attributes
		 FROM roster_added m
		 LEFT JOIN role_family f ON f.account_id = $1 AND f.key = m.family_key
		 LEFT JOIN job_family j ON j.account_id = $1 AND j.key = m.job_family_key`,
		[accountId],
	)
	// Only a new manager has the reporting line walked for loops.
	await sql.query(updateMembers('manager_id = m.manager_id,', 'm.moves'), [accountId])
	await sql.query(updateMembers('', 'NOT m.moves'), [accountId])
	await sql.query(
		`UPDATE team SET lead_id = t.lead_id, version = version + 1 FROM roster_lead t
		 WHERE team.account_id = $1 AND team.id = t.id`,
		[accountId],
	)
	const { rows } = await sql.query<{ id: string }>(
		`SELECT DISTINCT m.id FROM roster_changed m
		 JOIN invitation i ON i.account_id = $1 AND i.member_id = m.id AND i.accepted_at IS NULL AND i.revoked_at IS NULL`,
		[accountId],
	)
	return { invited: rows.map(({ id }) => id) }
}

const updateMembers = (more: string, which: string) =>
	`UPDATE member SET name = m.name, email = m.email, external_id = m.external_id, job_title = m.job_title, ${more}
		family_id = (SELECT f.id FROM role_family f WHERE f.account_id = $1 AND f.key = m.family_key),
		job_family_id = (SELECT j.id FROM job_family j WHERE j.account_id = $1 AND j.key = m.job_family_key), team_id = m.team_id,
		started_on = m.started_on, left_on = m.left_on, attributes = m.attributes, version = version + 1
	 FROM roster_changed m
	 WHERE member.account_id = $1 AND member.id = m.id AND ${which}`
