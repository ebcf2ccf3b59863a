import { hash } from 'node:crypto'
import { checkChain } from '#app/domain/audit/check-chain.ts'
import type { ChainFindings } from '#app/domain/audit/check-chain.ts'
import type { AccountScope } from './account-scope.server.ts'
import { streamAuditRows, toChainRow } from './stream-audit-rows.server.ts'

export type AuditLogFindings = ChainFindings & {
	/** When the first row after the place of the newest head was written, as the row has it; null without one. */
	unsealedSince: string | null
}

/**
 * Computes the hash of every row of the account's log anew, here and not by the database, and follows the chain.
 *
 * @param options.places sequences whose hashes are wanted, such as those of the heads
 * @param options.limit most breaks that are returned
 */
export async function verifyAuditLog(
	scope: AccountScope,
	{ places = [], limit }: { places?: readonly number[]; limit?: number } = {},
): Promise<AuditLogFindings> {
	const newest = Math.max(0, ...places)
	const check = checkChain({
		accountId: scope.accountId,
		hash: (text) => hash('sha256', text),
		places,
		...(limit === undefined ? {} : { limit }),
	})
	let unsealedSince: string | null = null
	await streamAuditRows(scope, (rows) => {
		for (const raw of rows) {
			const row = toChainRow(raw)
			if (unsealedSince === null && row.sequence > newest) unsealedSince = row.at
			check.take(row)
		}
	})
	return { ...check.finish(), unsealedSince }
}
