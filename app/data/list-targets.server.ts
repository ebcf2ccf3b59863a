import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { runningPhases } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

export type FamilyTarget = {
	familyId: string
	familyName: string
	/** Members of the family who have not left. */
	members: number
	/** What counts from now on; null where there is none. */
	target: { halfSteps: number; dueOn: Day; version: number } | null
	/** What was frozen with the newest published cycle; null for none. */
	published: { halfSteps: number; dueOn: Day } | null
}

export type Targets = {
	families: FamilyTarget[]
	/** The newest published cycle and the one that runs, by name. */
	publishedName: string | null
	runningName: string | null
}

/** The target of every family, beside what the newest published cycle keeps. */
export async function listTargets(scope: AccountScope, { today }: { today: Day }): Promise<Targets> {
	return withAccountSql(scope, async (sql) => {
		const { rows: families } = await sql.query<FamilyTarget>(
			`WITH newest AS (
				SELECT s.id FROM snapshot s JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
				WHERE s.account_id = $1 ORDER BY c.starts_on DESC, s.version DESC LIMIT 1
			 )
			 SELECT f.id AS "familyId", f.name AS "familyName",
				(SELECT count(*)::int FROM member m WHERE m.account_id = $1 AND m.family_id = f.id
					AND (m.left_on IS NULL OR m.left_on > $2::date)) AS members,
				CASE WHEN t.id IS NOT NULL THEN json_build_object(
					'halfSteps', t.tier, 'dueOn', t.due_on::text, 'version', t.version) END AS target,
				CASE WHEN p.family_id IS NOT NULL THEN json_build_object(
					'halfSteps', p.tier, 'dueOn', p.due_on::text) END AS published
			 FROM role_family f
			 LEFT JOIN target t ON t.account_id = f.account_id AND t.family_id = f.id
			 LEFT JOIN snapshot_target p ON p.account_id = f.account_id AND p.family_id = f.id
				AND p.snapshot_id = (SELECT id FROM newest)
			 WHERE f.account_id = $1
			 ORDER BY f.position, f.key`,
			[scope.accountId, today],
		)
		const { rows: cycles } = await sql.query<{ publishedName: string | null; runningName: string | null }>(
			`SELECT
				(SELECT c.name FROM cycle c WHERE c.account_id = $1 AND c.phase = 'published'
					ORDER BY c.starts_on DESC LIMIT 1) AS "publishedName",
				(SELECT c.name FROM cycle c WHERE c.account_id = $1 AND c.phase::text = ANY ($2)
					ORDER BY c.starts_on DESC LIMIT 1) AS "runningName"`,
			[scope.accountId, runningPhases],
		)
		return { families, ...(cycles[0] ?? { publishedName: null, runningName: null }) }
	})
}
