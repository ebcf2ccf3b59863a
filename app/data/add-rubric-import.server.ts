import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { hashBytes } from './roster-import-row.server.ts'
import { runOnce } from './run-once.server.ts'

/** The value of `import.kind` for files of rubrics. */
export const rubricKind = 'rubric'

/** Keeps a file that was read without a problem, until somebody has seen what it would change. */
export async function addRubricImport(
	scope: AccountScope,
	of: { fileName: string; bytes: Uint8Array; idempotencyKey?: string | undefined },
): Promise<string> {
	return withAccount(scope, async (transaction) => {
		const add = async () => {
			const { rows } = await transaction.sql.query<{ id: string }>(
				`INSERT INTO import (account_id, kind, file_name, sha256, content, mapping, created_by_user_id)
				 VALUES ($1, $2, $3, $4, $5, '{}', $6) RETURNING id`,
				[
					scope.accountId,
					rubricKind,
					of.fileName,
					hashBytes(of.bytes),
					Buffer.from(of.bytes.buffer, of.bytes.byteOffset, of.bytes.byteLength),
					scope.userId,
				],
			)
			return rows[0]?.id ?? ''
		}
		const { idempotencyKey: key } = of
		return key ? runOnce(transaction, scope, { key, action: 'rubric-import.add' }, add) : add()
	})
}
