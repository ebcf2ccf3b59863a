import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/**
 * A field of an item that changed, as its history keeps it: people by the ids of their records, a condition as JSON. Their names
 * are looked up by read-item-history.server.ts: nothing reaches a row of the history to take a name out of it.
 */
export type ItemChange = { field: string; from: string | null; to: string | null }

/** Adds to the history of an item, in the transaction that changes it. */
export async function writeItemChanges(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId, membershipId }: AccountScope,
	of: { roadmapId: string; itemId: string; changes: readonly ItemChange[] },
): Promise<void> {
	if (of.changes.length === 0) return
	await sql.query(
		`INSERT INTO roadmap_item_change (account_id, roadmap_id, item_id, field, from_value, to_value, by_id)
		 SELECT $1, $2, $3, x.field, x.from_value, x.to_value, $4
		 FROM unnest($5::text[], $6::text[], $7::text[]) AS x (field, from_value, to_value)`,
		[
			...[accountId, of.roadmapId, of.itemId, membershipId, of.changes.map(({ field }) => field)],
			...[of.changes.map(({ from }) => from), of.changes.map(({ to }) => to)],
		],
	)
}
