import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { decideBesides } from '#app/data/decide-besides.server.ts'
import { listSnapshotsBeside } from '#app/data/list-snapshots-beside.server.ts'
import { makeDecider } from '#app/data/make-decider.server.ts'
import { readSeenSnapshot } from '#app/data/read-reader-pattern.server.ts'
import { readOnce, readShownFlows, type ReadShown } from '#app/data/read-shown-flows.server.ts'
import { readSnapshotPattern } from '#app/data/read-snapshot-pattern.server.ts'
import { readSnapshotPeople } from '#app/data/read-snapshot-people.server.ts'
import { standInsOf } from '#app/data/stand-ins-sql.server.ts'
import type { ShownWays } from '#app/domain/suppression/count-shown-flow.ts'
import { countShownFlow } from '#app/domain/suppression/count-shown-flow.ts'
import { decideShownFlowInSteps } from '#app/domain/suppression/decide-shown-flow.ts'
import type { ShownPeople } from '#app/domain/suppression/flow-sides.ts'
import { isOfFlow, toldFamilies } from '#app/domain/suppression/flow-sides.ts'

/** The flow of the whole account, as far as a reader who sees groups is shown it. */
export type GroupFlow = {
	/** The families in it. */
	familyIds: string[]
	/**
	 * Null where that of all families together, or of the one that was asked for, is held back. A member is told of all together what others are, or
	 * nothing: what is decided later reckons with the flows that are stored, and a sum of fewer families would be another.
	 */
	toldOf: (familyId: string | undefined) => ShownWays | null
}

/** It never changes, but for whom a member stands in for: decided once in a process for each of the last readers. */
const decideOnce = makeDecider<GroupFlow | null>(500)

/**
 * The flow from one snapshot into another for a reader who sees groups; null where none of it is shown. What was stored at publication is for who
 * takes no part; for a member it is decided anew, of those whom they do not see.
 */
export async function readGroupFlow(
	scope: AccountScope,
	{ snapshotId, comparisonId }: { snapshotId: string; comparisonId: string },
): Promise<GroupFlow | null> {
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ standIns: string }>(`SELECT ${standInsOf('$2')} AS "standIns"`, [
			scope.accountId,
			scope.memberId,
		]),
	)
	const key = [scope.accountId, snapshotId, comparisonId, scope.memberId, rows[0]?.standIns].join(' ')
	return decideOnce(key, () => read(scope, { snapshotId, comparisonId }))
}

async function read(
	scope: AccountScope,
	{ snapshotId, comparisonId }: { snapshotId: string; comparisonId: string },
): Promise<GroupFlow | null> {
	const beside = await listSnapshotsBeside(scope, { snapshotId })
	if (beside?.published.comparisonId !== comparisonId) return null
	const { compared } = beside
	const readShown = readOnce(readerOf(scope))
	const stored = await readShown(snapshotId)
	if (!stored.pattern.columns.some(isOfFlow)) return null
	const comparison = await readShown(comparisonId)
	const snapshot = scope.memberId === null ? stored : await decideAgain()
	const familyIds = toldFamilies(snapshot.pattern.columns)
	if (familyIds.length === 0) return null
	const isSameSum = familyIds.length === toldFamilies(stored.pattern.columns).length
	const toldOf = (familyId: string | undefined) =>
		familyId === undefined && !isSameSum
			? null
			: countShownFlow({ then: comparison, now: snapshot }, familyId)
	const told = new Map([undefined, ...familyIds].map((id) => [id, toldOf(id)]))
	return { familyIds, toldOf: (familyId) => told.get(familyId) ?? null }

	async function decideAgain(): Promise<ShownPeople> {
		const earlier: ShownPeople[] = []
		for (const { id } of compared) earlier.push(await readShown(id))
		const flows = await readShownFlows(compared, readShown)
		const { k, columns } = stored.pattern
		const shown = await decideBesides(
			decideShownFlowInSteps({ k, snapshot: stored, comparison, earlier, flows, within: columns }),
		)
		return { ...stored, pattern: { k, columns: [...columns.filter((one) => !isOfFlow(one)), ...shown] } }
	}
}

/** Reads snapshots as the reader sees them: a member among those whom they see individually. */
function readerOf(scope: AccountScope): ReadShown {
	const { memberId } = scope
	if (memberId !== null) return (snapshotId) => readSeenSnapshot(scope, { snapshotId, memberId })
	return (snapshotId) =>
		withAccountSql(scope, async (sql) => {
			const pattern = await readSnapshotPattern({ sql }, scope, { snapshotId })
			if (!pattern) throw new Error('There is no such snapshot in this account.')
			return { ...(await readSnapshotPeople({ sql }, scope, { snapshotId })), pattern }
		})
}
