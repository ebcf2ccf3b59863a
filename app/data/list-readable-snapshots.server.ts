import type pg from 'pg'
import { reachOf, type Person } from '#app/domain/access/policy.ts'
import { isSafeCorrection } from '#app/domain/suppression/safe-correction.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import { selectPublishedSnapshots } from './list-published-snapshots.server.ts'
import { listSeenMembers } from './list-seen-members.server.ts'
import { readCorrectedGroups } from './read-corrected-groups.server.ts'
import { standInsOf } from './stand-ins-sql.server.ts'

/**
 * The snapshots that a person may look at, newest cycle first, of one cycle the newest version first. HR gets every version;
 * everybody else the first of each cycle, and of later ones those that differ for enough people (DESIGN, rule 9). Pages,
 * data answers and exports choose from this list and from nothing else.
 */
export async function listReadableSnapshots(
	scope: AccountScope,
	person: Person,
): Promise<PublishedSnapshot[]> {
	return withAccountSql(scope, (sql) => listReadableSnapshotsWithin(sql, scope, person))
}

/** The same within an open transaction. */
export async function listReadableSnapshotsWithin(
	sql: pg.ClientBase,
	scope: AccountScope,
	person: Person,
): Promise<PublishedSnapshot[]> {
	const { rows } = await sql.query<PublishedSnapshot>(selectPublishedSnapshots, [scope.accountId])
	if (reachOf(person, 'heatmap.read').has('all')) return rows
	const shown = rows.filter(({ isForEverybody }) => isForEverybody)
	const { memberId } = scope
	const corrected = Map.groupBy(shown, ({ cycleId }) => cycleId)
	const hidden = new Set<string>()
	for (const versions of corrected.values()) {
		if (memberId === null || versions.length === 1) continue
		for (const id of await findHidden(sql, scope, { versions: versions.toReversed(), memberId }))
			hidden.add(id)
	}
	return shown.filter(({ id }) => !hidden.has(id))
}

/** Versions never change, and whom a member sees in a published cycle only with whom they stand in for: decided once in a process. */
const decided = new Map<string, readonly string[]>()
const most = 500

/** The versions, of one cycle and oldest first, that would tell too much about somebody to a member who sees others. */
async function findHidden(
	sql: pg.ClientBase,
	scope: AccountScope,
	{ versions, memberId }: { versions: readonly PublishedSnapshot[]; memberId: string },
): Promise<readonly string[]> {
	const { rows } = await sql.query<{ standIns: string }>(`SELECT ${standInsOf('$2')} AS "standIns"`, [
		...[scope.accountId, memberId],
	])
	const key = [scope.accountId, memberId, ...versions.map(({ id }) => id), rows[0]?.standIns].join(' ')
	const known = decided.get(key)
	if (known) return known
	const [first, ...later] = versions
	const hidden: string[] = []
	if (first) {
		const seen = await listSeenMembers({ sql }, scope, { snapshotId: first.id, memberId })
		let last = first
		for (const next of later) {
			const groups = await readCorrectedGroups(sql, scope, {
				cycleId: first.cycleId,
				from: last.version,
				to: next.version,
				unseenBy: seen,
			})
			if (isSafeCorrection(groups, { k: next.minimumGroupSize, allowance: 1 })) last = next
			else hidden.push(next.id)
		}
	}
	decided.set(key, hidden)
	if (decided.size > most) decided.delete(decided.keys().next().value ?? '')
	return hidden
}
