import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { PriorityWeights } from '#app/domain/training-report/priority.ts'
import { proposedWeights } from '#app/domain/training-report/priority.ts'

export type StoredWeights = {
	weights: PriorityWeights
	/** 0 while Contour's proposal holds. */
	version: number
}

/** By what the account weighs priority. */
export async function readPriorityWeights(scope: AccountScope): Promise<StoredWeights> {
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<PriorityWeights & { version: number }>(
			`SELECT gap::int, people::int, due::int, roadmap::int, version FROM training_priority WHERE account_id = $1`,
			[scope.accountId],
		),
	)
	const [row] = rows
	if (!row) return { weights: proposedWeights, version: 0 }
	const { version, ...weights } = row
	return { weights, version }
}
