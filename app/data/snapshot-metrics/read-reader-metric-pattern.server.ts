import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { decideBesides } from '#app/data/decide-besides.server.ts'
import type { PublishedSnapshot } from '#app/data/list-published-snapshots.server.ts'
import { listPublishedSnapshots } from '#app/data/list-published-snapshots.server.ts'
import { listSeenMembers } from '#app/data/list-seen-members.server.ts'
import { makeDecider } from '#app/data/make-decider.server.ts'
import { keysOfMembers } from '#app/data/read-snapshot-people.server.ts'
import { areCompared } from '#app/domain/suppression/compared-cycles.ts'
import { decideReaderInSteps, type StoredSnapshot } from '#app/domain/suppression/decide-reader-pattern.ts'
import type { Pattern } from '#app/domain/suppression/pattern.ts'
import { withValuesOf } from '#app/domain/suppression/standings.ts'
import type { CycleMetric } from './measure-cycle.server.ts'
import { readMeasuredPeople } from './read-measured-people.server.ts'
import { readMetricPattern } from './read-metric-pattern.server.ts'

/** As in readReaderPattern: decided once in a process for each of the last readers. */
const decideOnce = makeDecider<Pattern>(200)

type Of = { snapshotId: string; metric: CycleMetric; memberId: string; standIns: string }

/** Where a member who sees some people individually is shown what is made of people's values of a metric. */
export async function readReaderMetricPattern(scope: AccountScope, of: Of): Promise<Pattern> {
	const key = [scope.accountId, of.snapshotId, of.metric.id, of.memberId, of.standIns].join(' ')
	return decideOnce(key, () => decide(scope, of))
}

/** Every version of a snapshot has the metrics of the first. */
async function decide(scope: AccountScope, of: Of): Promise<Pattern> {
	const all = await listPublishedSnapshots(scope)
	const asked = all.find(({ id }) => id === of.snapshotId)
	const published = all.find(({ cycleId, version }) => cycleId === asked?.cycleId && version === 1)
	if (!published) throw new Error('There is no such snapshot in this account.')
	const isBefore = ({ version, publishedAt, startsOn, id }: PublishedSnapshot) =>
		version === 1 &&
		id !== published.id &&
		publishedAt <= published.publishedAt &&
		areCompared(startsOn, published.startsOn)
	const snapshot = await read(scope, { ...of, snapshotId: published.id })
	const earlier: StoredSnapshot[] = []
	const besides = new Map<StoredSnapshot, StoredSnapshot>()
	for (const { id } of all.filter(isBefore).toReversed()) {
		const before = await read(scope, { ...of, snapshotId: id })
		const beside = await read(scope, { ...of, snapshotId: id, besideId: published.id })
		const standings = withValuesOf(beside.standings, snapshot.standings)
		earlier.push(before)
		besides.set(before, { ...before, standings })
	}
	return decideBesides(decideReaderInSteps(snapshot, earlier, (before) => besides.get(before) ?? before))
}

async function read(
	scope: AccountScope,
	{ snapshotId, metric, memberId, besideId }: Of & { besideId?: string },
): Promise<StoredSnapshot> {
	return withAccount(scope, async (transaction) => ({
		...(await readMeasuredPeople(transaction.sql, scope, {
			snapshotId,
			metric,
			...(besideId && { besideId }),
		})),
		seen: keysOfMembers(await listSeenMembers(transaction, scope, { snapshotId, memberId })),
		stored: await readMetricPattern(transaction.sql, scope, { snapshotId, metricId: metric.id }),
	}))
}
