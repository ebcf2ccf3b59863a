import type { RubricProblem } from '#app/domain/framework/check-rubric-draft.ts'
import { checkRubricDraft } from '#app/domain/framework/check-rubric-draft.ts'
import { compareRubrics } from '#app/domain/framework/compare-rubrics.ts'
import { settleOrigins } from '#app/domain/framework/rubric-draft.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import { rubricSchema } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockFramework } from './lock-framework.server.ts'
import { selectRubricDraft } from './select-rubric-draft.server.ts'

export type PublishedRubricDraft =
	| {
			ok: true
			version: number
			/** Names of cycles that are not open yet, which ask this version from now on. */ cycles: string[]
	  }
	| { ok: false; reason: 'gone' }
	/** Somebody has saved something since it was looked at. */
	| { ok: false; reason: 'stale' }
	| { ok: false; reason: 'incomplete'; problems: RubricProblem[] }
	/** It says what the newest version says. */
	| { ok: false; reason: 'unchanged' }

/**
 * Publishes the draft as it was seen: from now on no word of it changes, new cycles ask it, and so do those that are drafted.
 * Cycles that run keep the version that they were opened with.
 */
export async function publishRubricDraft(
	scope: AccountScope,
	{ key, builtIn, revision }: { key: string; builtIn: Rubric; revision: number },
): Promise<PublishedRubricDraft> {
	return withAccount(scope, async (transaction) => {
		await lockFramework(transaction, scope)
		const { sql, db } = transaction
		const { accountId } = scope
		const row = await selectRubricDraft(transaction, scope, { key, lock: 'FOR UPDATE' })
		if (!row) return { ok: false, reason: 'gone' }
		if (row.revision !== revision) return { ok: false, reason: 'stale' }

		const own = await sql.query<{ key: string; name: string }>(
			`SELECT f.key, f.name FROM role_family f WHERE f.account_id = $1 AND NOT f.built_in`,
			[accountId],
		)
		const names = new Map(own.rows.map((family) => [family.key, family.name]))
		const families = row.draft.families.map((family) => ({
			...family,
			name: names.get(family.key) ?? family.name,
		}))
		const draft = settleOrigins({ ...row.draft, version: row.version, families }, builtIn)
		const problems = checkRubricDraft(draft)
		if (problems.length > 0) return { ok: false, reason: 'incomplete', problems }
		const newest = await db.frameworkVersion.findFirst({
			where: { accountId, key, publishedAt: { not: null } },
			orderBy: { version: 'desc' },
			select: { rubric: true },
		})
		if (newest && compareRubrics(rubricSchema.parse(newest.rubric), draft).length === 0) {
			return { ok: false, reason: 'unchanged' }
		}
		const rubric = rubricSchema.parse(draft)
		await sql.query(
			`UPDATE framework_version SET rubric = $3, title = $4, published_at = now(), updated_at = now()
			 WHERE account_id = $1 AND id = $2`,
			[accountId, row.id, JSON.stringify(rubric), rubric.title],
		)
		const cycles = await sql.query<{ name: string }>(
			`UPDATE cycle c SET framework_version_id = $2, version = c.version + 1
			 FROM framework_version v
			 WHERE c.account_id = $1 AND c.phase = 'draft' AND v.account_id = c.account_id AND v.id = c.framework_version_id
				AND v.key = $3 RETURNING c.name`,
			[accountId, row.id, key],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'framework.published',
			subject: { kind: 'framework', id: row.id },
			detail: {
				version: row.version,
				families: rubric.families.length,
				questions: rubric.families.reduce((sum, { questions }) => sum + questions.length, 0),
				draftCycles: cycles.rows.length,
			},
		})
		return { ok: true, version: row.version, cycles: cycles.rows.map(({ name }) => name) }
	})
}
