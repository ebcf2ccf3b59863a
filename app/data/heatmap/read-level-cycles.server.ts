import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { PublishedSnapshot } from '#app/data/list-published-snapshots.server.ts'
import { listReadableSnapshotsWithin } from '#app/data/list-readable-snapshots.server.ts'
import { readDisclosure } from '#app/data/read-disclosure.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readReading } from '#app/data/read-reading.server.ts'
import { readSnapshotCells } from '#app/data/read-snapshot-cells.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'

/** The nodes of a heatmap in one of its cycles. */
export type LevelCycle = {
	cycleId: string
	/** The cycle's name where it is named by that; the id of a snapshot for one that is not the newest of its cycle. */
	ref: string
	name: string
	/** Null for the running cycle, as it stands now. */
	version: number | null
	isCorrected: boolean
	publishedAt: Date | null
	frameworkVersionId: string
	k: number
	cells: ReadonlyMap<string, NodeCells>
}

/** So many stand side by side on the heatmap. */
const usualMost = 8

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * The nodes of a view in its cycle and those before it, the oldest first: of each the version that the reader may look at, with
 * what the reader may not see in it taken out. Teams are followed by their id; one that was not there is missing.
 */
export async function readLevelCycles(
	scope: AccountScope,
	person: Person,
	{ view, most = usualMost }: { view: HeatmapView; most?: number },
): Promise<LevelCycle[]> {
	const nodeIds = [view.node, ...view.children].map(({ id }) => id).filter((id) => uuid.test(id))
	const read = await withAccountSql(scope, async (sql) => {
		const snapshots = await listReadableSnapshotsWithin(sql, scope, person)
		const chosen = choose(snapshots, view, most)
		const sides = []
		for (const snapshot of chosen) {
			const reading = await readReading(sql, scope, person, { snapshotId: snapshot.id })
			if (reading) sides.push({ snapshot, snapshotId: snapshot.id, reading })
		}
		const cells = await readSnapshotCells(sql, scope, {
			snapshotIds: sides.map(({ snapshotId }) => snapshotId),
			nodes: { text: '$2::uuid[]', values: [nodeIds] },
			measures: [tierMeasure, stateMeasure],
			withStoredPattern: sides.some(({ reading }) => reading.through === 'stored'),
		})
		return { snapshots, sides, cells }
	})
	const cycles: LevelCycle[] = []
	for (const side of read.sides) {
		const { snapshot, reading } = side
		const counts = read.cells.get(side.snapshotId)?.counts ?? []
		const there = new Set(counts.map(({ nodeId }) => nodeId))
		const applied = applyPattern({
			nodeIds: nodeIds.filter((id) => there.has(id) && (reading.nodeIds?.includes(id) ?? true)),
			families: view.families.map(({ id }) => ({ id, questions: [] })),
			counts,
			disclosure: await readDisclosure(scope, side, read.cells),
		})
		const newest = read.snapshots.find(({ cycleId }) => cycleId === snapshot.cycleId)
		cycles.push({
			cycleId: snapshot.cycleId,
			ref: newest === snapshot ? snapshot.cycleName : snapshot.id,
			name: snapshot.cycleName,
			version: snapshot.version,
			isCorrected: snapshot.newestVersion > 1,
			publishedAt: snapshot.publishedAt,
			frameworkVersionId: snapshot.frameworkVersionId,
			k: snapshot.minimumGroupSize,
			cells: new Map(applied.map((cell) => [cell.nodeId, cell])),
		})
	}
	if (view.snapshotId !== null) return cycles
	const { id: cycleId, ref, name, version, frameworkVersionId } = view.cycle
	// The running cycle has no snapshot to be read from, and is what the view is of.
	const running = { cycleId, ref, name, version, isCorrected: false, publishedAt: null, frameworkVersionId }
	return [...cycles, { ...running, k: view.k, cells: view.cells }]
}

/** Of each cycle up to the view's the newest version, of the view's own the version that it shows. */
function choose(
	snapshots: readonly PublishedSnapshot[],
	{ cycle, snapshotId }: HeatmapView,
	most: number,
): PublishedSnapshot[] {
	const isOwn = ({ id, cycleId }: PublishedSnapshot) => cycleId === cycle.id && id === snapshotId
	const earlier = snapshots.filter(
		({ cycleId, startsOn }) => cycleId !== cycle.id && startsOn < cycle.startsOn,
	)
	const newest = [...Map.groupBy(earlier, ({ cycleId }) => cycleId).values()].flatMap(
		([first]) => first ?? [],
	)
	return [...snapshots.filter(isOwn), ...newest].slice(0, snapshotId === null ? most - 1 : most).toReversed()
}
