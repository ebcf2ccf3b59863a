import type { RubricDraft } from '#app/domain/framework/rubric-draft.ts'
import { rubricSchema } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'

export type StartedRubricDraft =
	| { ok: true; draftId: string }
	/** There is no such published version. */
	| { ok: false; reason: 'gone' }
	/** Somebody has begun one already. */
	| { ok: false; reason: 'exists' }

/** Copies a published version into a draft that can be edited: the next version, of which there is one at a time. */
export async function startRubricDraft(
	scope: AccountScope,
	of: { key: string; frameworkVersionId: string },
): Promise<StartedRubricDraft> {
	return withAccount(scope, async (transaction) => {
		const { rows } = await transaction.sql.query<{ rubric: unknown; version: number }>(
			`SELECT v.rubric, v.version FROM framework_version v
			 WHERE v.account_id = $1 AND v.id = $2 AND v.key = $3 AND v.published_at IS NOT NULL`,
			[scope.accountId, of.frameworkVersionId, of.key],
		)
		const [row] = rows
		if (!row) return { ok: false, reason: 'gone' }
		const draftId = await insertRubricDraft(transaction, scope, {
			draft: rubricSchema.parse(row.rubric),
			from: row.version,
		})
		return draftId === null ? { ok: false, reason: 'exists' } : { ok: true, draftId }
	})
}

/** A new draft within an open transaction; null where there is one. `from` is the version that it was copied from, or null. */
export async function insertRubricDraft(
	transaction: Transaction,
	scope: AccountScope,
	{ draft, from }: { draft: RubricDraft; from: number | null },
): Promise<string | null> {
	const { sql } = transaction
	const { rows } = await sql.query<{ id: string; version: number }>(
		`WITH next AS (SELECT coalesce(max(version), 0) + 1 AS version FROM framework_version WHERE account_id = $1 AND key = $2)
		 INSERT INTO framework_version (account_id, key, version, title, rubric)
		 SELECT $1, $2, version, $3, jsonb_set($4::jsonb, '{version}', to_jsonb(version)) FROM next
		 ON CONFLICT DO NOTHING RETURNING id, version`,
		[scope.accountId, draft.key, draft.title, JSON.stringify(draft)],
	)
	const [row] = rows
	if (!row) return null
	await appendAuditEvent(transaction, scope, {
		action: 'framework.draft-started',
		subject: { kind: 'framework', id: row.id },
		detail: { version: row.version, fromVersion: from },
	})
	return row.id
}
