import { randomUUID } from 'node:crypto'
import type { CurrentRoster, MemberValues, Ref, RosterPlan } from '#app/domain/roster/roster-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** A member as the statements below take it, from JSON. */
const memberColumns = `m (id uuid, name text, email text, external_id text, job_title text, family_key text, team_id uuid,
	manager_id uuid, started_on date, left_on date, attributes jsonb)`

/**
 * Writes a plan with a handful of statements, whatever its size. The plan has to be of this moment: see
 * `lockRoster`.
 */
export async function writeRosterPlan(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	current: CurrentRoster,
	plan: RosterPlan,
): Promise<void> {
	const ids = new Map<Ref, string>()
	for (const { ref } of [...plan.newTeams, ...plan.added]) ids.set(ref, randomUUID())
	const idOf = (ref: Ref | null) => (ref === null ? null : (ids.get(ref) ?? ref))
	const rowOf = (id: string | null, values: MemberValues) => ({
		id,
		name: values.name,
		email: values.email,
		external_id: values.externalId,
		job_title: values.jobTitle,
		family_key: values.familyKey,
		team_id: idOf(values.teamRef),
		manager_id: idOf(values.managerRef),
		started_on: values.startedOn,
		left_on: values.leftOn,
		attributes: values.attributes,
	})
	const members = new Map(current.members.map((member) => [member.id, member]))
	const changed = plan.changed.flatMap(({ id, set }) => {
		const member = members.get(id)
		return member ? [{ set, row: rowOf(id, { ...member, ...set }) }] : []
	})
	const run = async (statement: string, rows: readonly object[]) => {
		if (rows.length > 0) await sql.query(statement, [accountId, JSON.stringify(rows)])
	}

	// Without statistics, which a young account has not, thousands of rows look like few: a nested loop reads all for each.
	await sql.query('SET LOCAL enable_nestloop = off')
	// Ids and e-mails may change places, which a unique index refuses row by row: first everybody lets go of theirs.
	const renamed = changed.filter(({ set }) => set.email !== undefined || set.externalId !== undefined)
	await run(
		`UPDATE member SET email = NULL, external_id = NULL
		 FROM jsonb_to_recordset($2) AS ${memberColumns}
		 WHERE member.account_id = $1 AND member.id = m.id`,
		renamed.map(({ row }) => row),
	)
	await run(
		`INSERT INTO team (account_id, id, parent_id, name)
		 SELECT $1, t.id, t.parent_id, t.name FROM jsonb_to_recordset($2) AS t (id uuid, parent_id uuid, name text)`,
		plan.newTeams.map(({ ref, parentRef, name }) => ({ id: idOf(ref), parent_id: idOf(parentRef), name })),
	)
	await run(
		`INSERT INTO member (account_id, id, name, email, external_id, job_title, family_id, team_id, manager_id, started_on,
			left_on, attributes)
		 SELECT $1, m.id, m.name, m.email, m.external_id, m.job_title, f.id, m.team_id, m.manager_id, m.started_on, m.left_on,
			m.attributes
		 FROM jsonb_to_recordset($2) AS ${memberColumns}
		 LEFT JOIN role_family f ON f.account_id = $1 AND f.key = m.family_key`,
		plan.added.map(({ ref, values }) => rowOf(idOf(ref), values)),
	)
	// Only a new manager has the reporting line walked for loops.
	const moves = ({ set }: (typeof changed)[number]) => set.managerRef !== undefined
	await run(
		updateMembers('manager_id = m.manager_id,'),
		changed.filter(moves).map(({ row }) => row),
	)
	await run(
		updateMembers(''),
		changed.filter((change) => !moves(change)).map(({ row }) => row),
	)
	await run(
		`UPDATE team SET lead_id = t.lead_id, version = version + 1
		 FROM jsonb_to_recordset($2) AS t (id uuid, lead_id uuid)
		 WHERE team.account_id = $1 AND team.id = t.id`,
		plan.leads.map(({ teamRef, memberRef }) => ({ id: idOf(teamRef), lead_id: idOf(memberRef) })),
	)
}

const updateMembers = (more: string) =>
	`UPDATE member SET name = m.name, email = m.email, external_id = m.external_id, job_title = m.job_title, ${more}
		family_id = (SELECT f.id FROM role_family f WHERE f.account_id = $1 AND f.key = m.family_key), team_id = m.team_id,
		started_on = m.started_on, left_on = m.left_on, attributes = m.attributes, version = version + 1
	 FROM jsonb_to_recordset($2) AS ${memberColumns}
	 WHERE member.account_id = $1 AND member.id = m.id`
