import { areCompared } from '#app/domain/suppression/compared-cycles.ts'
import { decideInSteps, type EarlierSnapshot } from '#app/domain/suppression/decide-pattern.ts'
import type { FrozenPeople } from '#app/domain/suppression/standings.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { decideBesides } from './decide-besides.server.ts'
import { listPublishedSnapshotsWithin } from './list-published-snapshots.server.ts'
import { readSnapshotPattern } from './read-snapshot-pattern.server.ts'
import { readSnapshotPeople } from './read-snapshot-people.server.ts'

/**
 * Decides and stores which cells of a new snapshot readers who see nobody are shown, within the publishing transaction. One
 * stored pattern serves them all: it holds also for a reader who knows one person's result, their own. A corrected version
 * that these readers are not shown has none, and no later decision reckons with it.
 *
 * @param options.meanwhile what the database does while the decision is made; it begins once everything for that is read
 */
export async function writeSnapshotPattern(
	transaction: Transaction,
	scope: AccountScope,
	{
		snapshotId,
		people,
		meanwhile,
	}: { snapshotId: string; people: FrozenPeople; meanwhile: () => Promise<unknown> },
): Promise<void> {
	const snapshots = await listPublishedSnapshotsWithin(transaction, scope)
	const published = snapshots.find(({ id }) => id === snapshotId)
	if (!published) throw new Error('The snapshot whose pattern is to be decided does not exist.')

	if (!published.isForEverybody) {
		await meanwhile()
		return
	}
	const compared = snapshots
		.filter(
			({ id, startsOn, isForEverybody }) =>
				id !== snapshotId && isForEverybody && areCompared(startsOn, published.startsOn),
		)
		.toReversed()
	const earlier: EarlierSnapshot[] = []
	for (const { id } of compared) {
		const pattern = await readSnapshotPattern(transaction, scope, { snapshotId: id })
		const itsPeople = await readSnapshotPeople(transaction, scope, { snapshotId: id })
		if (pattern) earlier.push({ ...itsPeople, pattern })
	}
	const [, pattern] = await Promise.all([
		meanwhile(),
		decideBesides(decideInSteps({ k: published.minimumGroupSize, snapshot: people, earlier, allowance: 1 })),
	])
	const cells = pattern.columns.flatMap(({ measure, familyId, nodeIds }) =>
		nodeIds.map((nodeId) => ({ nodeId, familyId, measure })),
	)
	await transaction.sql.query(
		`INSERT INTO snapshot_shown_cell (account_id, snapshot_id, node_id, family_id, measure)
		 SELECT $1, $2, * FROM unnest($3::uuid[], $4::uuid[], $5::text[])`,
		[
			scope.accountId,
			snapshotId,
			cells.map(({ nodeId }) => nodeId),
			cells.map(({ familyId }) => familyId),
			cells.map(({ measure }) => measure),
		],
	)
}
