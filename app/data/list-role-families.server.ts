import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

export type ListedFamily = {
	id: string
	name: string
	builtIn: boolean
	/** Whether the newest version of a framework asks its people questions: else nobody of it takes part in a new cycle. */
	hasQuestions: boolean
	/** Members of it, whoever has left included. */
	members: number
	/** Whether members, job families, cycles, targets, training topics or the framework refer to it: then it stays. */
	isUsed: boolean
}

/** Whether `v` is the newest published version of its framework: what new cycles ask. */
const newestVersion = `v.published_at IS NOT NULL AND NOT EXISTS (SELECT FROM framework_version n
	WHERE n.account_id = v.account_id AND n.key = v.key AND n.published_at IS NOT NULL AND n.version > v.version)`

const familyKeys = `SELECT r.value ->> 'key' FROM framework_version v
	CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(v.rubric -> 'families')
		WHEN 'array' THEN v.rubric -> 'families' ELSE '[]' END) r
	WHERE v.account_id = $1`

/** The keys of the families that the newest published version of a framework has questions for. $1 is the account. */
export const askedFamilyKeys = `${familyKeys} AND ${newestVersion}`

/** Of those that a cycle's own version has questions for; of the newest where the cycle, an expression, is null. */
export const familyKeysAskedIn = (
	cycle: string,
) => `${familyKeys} AND CASE WHEN ${cycle}::uuid IS NULL THEN ${newestVersion}
	ELSE v.id = (SELECT k.framework_version_id FROM cycle k WHERE k.account_id = $1 AND k.id = ${cycle}::uuid) END`

/** Whether a role family `f` is referred to. */
export const usedFamily = `(
	EXISTS (SELECT FROM member m WHERE m.account_id = f.account_id AND m.family_id = f.id)
	OR EXISTS (SELECT FROM participant p WHERE p.account_id = f.account_id AND p.family_id = f.id)
	OR EXISTS (SELECT FROM target t WHERE t.account_id = f.account_id AND t.family_id = f.id)
	OR EXISTS (SELECT FROM snapshot_target t WHERE t.account_id = f.account_id AND t.family_id = f.id)
	OR EXISTS (SELECT FROM cycle_scope_family s WHERE s.account_id = f.account_id AND s.family_id = f.id)
	OR EXISTS (SELECT FROM job_family j WHERE j.account_id = f.account_id AND j.family_id = f.id)
	OR EXISTS (SELECT FROM training_topic_family g WHERE g.account_id = f.account_id AND g.family_id = f.id)
	OR EXISTS (SELECT FROM framework_version v WHERE v.account_id = f.account_id
		AND (v.published_at IS NULL OR ${newestVersion})
		AND v.rubric @> jsonb_build_object('families', jsonb_build_array(jsonb_build_object('key', f.key)))))`

/** The account's role families, in the order that every page keeps. */
export async function listRoleFamilies(scope: AccountScope): Promise<ListedFamily[]> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<ListedFamily>(
			`SELECT f.id, f.name, f.built_in AS "builtIn", f.key IN (${askedFamilyKeys}) AS "hasQuestions",
				(SELECT count(*)::int FROM member m WHERE m.account_id = $1 AND m.family_id = f.id) AS members,
				${usedFamily} AS "isUsed"
			 FROM role_family f WHERE f.account_id = $1 ORDER BY f.position, f.key`,
			[scope.accountId],
		)
		return rows
	})
}
