import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/**
 * A field of an item that changed, as its history keeps it: people by the ids of their records, a condition as JSON. Their names
 * are looked up by read-item-history.server.ts: nothing reaches a row of the history to take a name out of it.
 */
export type ItemChange = { field: string; from: string | null; to: string | null }

/** Adds to the history of an item, in the transaction that changes it. */
export async function writeItemChanges(
	transaction: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	{ itemId, ...of }: { roadmapId: string; itemId: string; changes: readonly ItemChange[] },
): Promise<void> {
	const changes = of.changes.map((change) => ({ ...change, itemId }))
	await writeChangesOfItems(transaction, scope, { ...of, changes })
}

/** The same for several items of one plan. */
export async function writeChangesOfItems(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId, membershipId }: AccountScope,
	{ roadmapId, changes }: { roadmapId: string; changes: readonly (ItemChange & { itemId: string })[] },
): Promise<void> {
	if (changes.length === 0) return
	await sql.query(
		`INSERT INTO roadmap_item_change (account_id, roadmap_id, item_id, field, from_value, to_value, by_id)
		 SELECT $1, $2, x.item_id, x.field, x.from_value, x.to_value, $3
		 FROM unnest($4::uuid[], $5::text[], $6::text[], $7::text[]) AS x (item_id, field, from_value, to_value)`,
		[
			...[accountId, roadmapId, membershipId, changes.map(({ itemId }) => itemId)],
			...[changes.map(({ field }) => field), changes.map(({ from }) => from), changes.map(({ to }) => to)],
		],
	)
}
