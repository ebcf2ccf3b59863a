import { areCompared } from '#app/domain/suppression/compared-cycles.ts'
import { decideBesideFlowsInSteps } from '#app/domain/suppression/decide-beside-flows.ts'
import { decideInSteps } from '#app/domain/suppression/decide-pattern.ts'
import { decideShownFlowInSteps } from '#app/domain/suppression/decide-shown-flow.ts'
import type { ShownPeople } from '#app/domain/suppression/flow-sides.ts'
import { sidesOfFlows } from '#app/domain/suppression/flow-sides.ts'
import type { Pattern } from '#app/domain/suppression/pattern.ts'
import type { FrozenPeople } from '#app/domain/suppression/standings.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { decideBesides } from './decide-besides.server.ts'
import { listPublishedSnapshotsWithin } from './list-published-snapshots.server.ts'
import { readOnce, readShownFlows } from './read-shown-flows.server.ts'
import { readSnapshotPattern } from './read-snapshot-pattern.server.ts'
import { readSnapshotPeople } from './read-snapshot-people.server.ts'

/**
 * Decides and stores which cells of a new snapshot readers who see nobody are shown, within the publishing transaction. One
 * stored pattern serves them all: it holds also for a reader who knows one person's result, their own. A corrected version
 * that these readers are not shown has none, and no later decision reckons with it. The flow is decided for who knows nobody's: for
 * whoever takes part it is decided again, when it is read.
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
	const read = readOnce(async (id) => {
		const pattern = await readSnapshotPattern(transaction, scope, { snapshotId: id })
		if (!pattern) throw new Error('There is no such snapshot in this account.')
		return { ...(await readSnapshotPeople(transaction, scope, { snapshotId: id })), pattern }
	})
	const earlier: ShownPeople[] = []
	for (const { id } of compared) earlier.push(await read(id))
	const flows = await readShownFlows(compared, read)
	const sides = sidesOfFlows(flows)
	const k = published.minimumGroupSize
	async function decide(): Promise<Pattern> {
		const pattern = await decideBesides(
			decideBesideFlowsInSteps(
				(within) =>
					decideInSteps({
						...{ k, snapshot: people, earlier: [...earlier, ...sides], allowance: 1 },
						...(within && { within }),
					}),
				{ snapshot: people, earlier, flows },
			),
		)
		const comparison = earlier[compared.findIndex(({ id }) => id === published?.comparisonId)]
		// A correction has the flow of nobody: beside that of the first version it would be of those who were corrected.
		if (!comparison || published?.version !== 1) return pattern
		const snapshot = { ...people, pattern }
		const flow = await decideBesides(decideShownFlowInSteps({ k, snapshot, comparison, earlier, flows }))
		return { k, columns: [...pattern.columns, ...flow] }
	}
	const [, pattern] = await Promise.all([meanwhile(), decide()])
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
