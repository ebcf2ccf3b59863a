import type { RubricDraft } from '#app/domain/framework/rubric-draft.ts'
import { rubricSchema } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { rubricKind } from './add-rubric-import.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { selectRubricDraft } from './select-rubric-draft.server.ts'

export type RubricImport = {
	fileName: string
	bytes: Uint8Array
	/** What the file would be put in the place of: the draft, or where there is none the newest version. */
	base: { kind: 'draft' | 'published'; version: number; revision: number; rubric: RubricDraft }
}

/** A file that waits to be put into the draft; null where there is none, or where it was done or thrown away. */
export async function getRubricImport(
	scope: AccountScope,
	{ importId, key }: { importId: string; key: string },
): Promise<RubricImport | null> {
	return withAccount(scope, async (transaction) => {
		const file = await selectRubricImport(transaction, scope, { importId, lock: '' })
		const base = file && (await readBase(transaction, scope, key))
		return file && base ? { ...file, base } : null
	})
}

/** The file alone within an open transaction. */
export async function selectRubricImport(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ importId, lock }: { importId: string; lock: '' | 'FOR UPDATE' },
): Promise<{ fileName: string; bytes: Uint8Array } | null> {
	const { rows } = await sql.query<{ fileName: string; content: Buffer }>(
		`SELECT i.file_name AS "fileName", i.content FROM import i
		 WHERE i.account_id = $1 AND i.id = $2 AND i.kind = $3 AND i.state = 'uploaded' ${lock}`,
		[accountId, importId, rubricKind],
	)
	const [row] = rows
	return row ? { fileName: row.fileName, bytes: row.content } : null
}

async function readBase(
	transaction: Transaction,
	scope: AccountScope,
	key: string,
): Promise<RubricImport['base'] | null> {
	const row = await selectRubricDraft(transaction, scope, { key })
	if (row) return { kind: 'draft', version: row.version, revision: row.revision, rubric: row.draft }
	const newest = await transaction.db.frameworkVersion.findFirst({
		where: { accountId: scope.accountId, key, publishedAt: { not: null } },
		orderBy: { version: 'desc' },
		select: { version: true, rubric: true },
	})
	return (
		newest && {
			kind: 'published',
			version: newest.version,
			revision: 0,
			rubric: rubricSchema.parse(newest.rubric),
		}
	)
}
