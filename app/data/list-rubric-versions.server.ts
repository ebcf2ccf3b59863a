import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

export type ListedRubricVersion = {
	id: string
	version: number
	title: string
	publishedAt: Date
	families: number
	questions: number
	/** How many of these are the account's own words. */
	ownQuestions: number
	/** Names of the cycles that ask or asked it, newest first. */
	cycles: string[]
}

/** Every published version of a framework, newest first. */
export async function listRubricVersions(
	scope: AccountScope,
	{ key }: { key: string },
): Promise<ListedRubricVersion[]> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<ListedRubricVersion>(
			`SELECT v.id, v.version, v.title, v.published_at AS "publishedAt",
				jsonb_array_length(v.rubric -> 'families') AS families, q.questions, q.own AS "ownQuestions",
				ARRAY(SELECT c.name FROM cycle c WHERE c.account_id = v.account_id AND c.framework_version_id = v.id
					ORDER BY c.starts_on DESC) AS cycles
			 FROM framework_version v
			 CROSS JOIN LATERAL (
				SELECT count(*)::int AS questions, count(*) FILTER (WHERE q.value ->> 'origin' = 'account')::int AS own
				FROM jsonb_array_elements(v.rubric -> 'families') f
				CROSS JOIN LATERAL jsonb_array_elements(f.value -> 'questions') q
			 ) q
			 WHERE v.account_id = $1 AND v.key = $2 AND v.published_at IS NOT NULL ORDER BY v.version DESC`,
			[scope.accountId, key],
		)
		return rows
	})
}
