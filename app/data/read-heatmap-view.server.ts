import type { Person } from '#app/domain/access/policy.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { pickRows, type RowChoice } from '#app/domain/heatmap/pick-rows.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { chooseSnapshot, findSnapshot } from './find-snapshot.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import { listReadableSnapshots } from './list-readable-snapshots.server.ts'
import type { HeatmapFamily } from './read-heatmap-frame.server.ts'
import { readHeatmap } from './read-heatmap.server.ts'
import { findLiveCycle, readLiveHeatmap } from './read-live-heatmap.server.ts'
import type { SnapshotTreeNode } from './read-snapshot-tree.server.ts'

/** The value of `?cycle=` for the running cycle. */
export const liveCycle = 'live'

export type HeatmapCycle = {
	/** What names it in an address: `live`, the cycle's name, or the id of a snapshot that is not its cycle's newest. */
	ref: string
	name: string
	/** Null for the running cycle, as it stands now. */
	version: number | null
	/** Whether the cycle has a newer version, which the reader may or may not look at. */
	isCorrectedSince: boolean
	publishedAt: Date | null
}

/** One level of a heatmap as the reader gets it, of a snapshot or of the running cycle. */
export type HeatmapView = {
	cycle: HeatmapCycle & { id: string; startsOn: Day; endsOn: Day; frameworkVersionId: string }
	/** Null for the running cycle. */
	snapshotId: string | null
	/** The snapshot that changes are counted from. */
	comparisonId: string | null
	/** Everything that the reader may look at, newest first. */
	cycles: HeatmapCycle[]
	/** The cycle that changes are counted from, with the version where it was corrected; null for none. */
	comparisonName: string | null
	/** What names it in an address; null for none. */
	comparisonRef: string | null
	/** Whether that cycle was asked by another version of the framework: then only tiers are compared. */
	comparesVersions: boolean
	/** The least number of people on both sides of a comparison. */
	k: number
	families: HeatmapFamily[]
	path: SnapshotTreeNode[]
	node: SnapshotTreeNode
	/** By name; those of the page, where one was asked for. */
	children: SnapshotTreeNode[]
	/** Those that were to stand before the others. */
	pinned: SnapshotTreeNode[]
	/** Children of all pages together, without the pinned ones. */
	total: number
	/** By node; a node in which nobody takes part may be missing. */
	cells: ReadonlyMap<string, NodeCells>
	comparisonCells: ReadonlyMap<string, NodeCells>
	/** Whether anything may be held back from the reader. */
	isSuppressed: boolean
	/** Nodes in which the reader sees everybody. */
	isOpen: (nodeId: string) => boolean
	/** The topmost of these where the reader does not see everybody anyway, by name. */
	openTops: SnapshotTreeNode[]
}

export type HeatmapViewOptions = {
	/** The snapshot's or cycle's id, the cycle's name, `latest` or `live`; the newest snapshot unless given. */
	cycle?: string | undefined
	nodeId?: string | undefined
	/** Keys of questions to bring along. */
	questions?: readonly string[]
	/** An earlier cycle that changes are counted from, named as `cycle`; the one stored where there is none such. */
	since?: string | undefined
	/** Which of the rows below the node; all of them unless given. */
	rows?: RowChoice | undefined
	/** For a page on which no cycle is chosen: the running one is then not among `cycles`. */
	withoutLive?: boolean | undefined
}

/**
 * What the heatmap, its cells and its export are about. `nothing`: no cycle was asked for and none is there to see. Null:
 * there is no such cycle or node, or none that the reader can reach.
 */
export async function readHeatmapView(
	scope: AccountScope,
	person: Person,
	options: HeatmapViewOptions,
): Promise<HeatmapView | 'nothing' | null> {
	const { cycle, nodeId, questions = [], since, rows, withoutLive } = options
	const of = { nodeId, questions, since, rows }
	if (nodeId?.includes('\0')) return null
	if (cycle === liveCycle) return readLiveView(scope, person, of)
	const asked = cycle === undefined ? undefined : await findSnapshot(scope, person, { cycle })
	if (asked === null) return null
	const isUuid = nodeId === undefined || uuid.test(nodeId)
	const [heatmap, running] = await Promise.all([
		isUuid ? readHeatmap(scope, person, { ...of, snapshotId: asked?.id }) : null,
		withoutLive ? null : findLiveCycle(scope, person),
	])
	if (!heatmap) {
		if (cycle !== undefined || (await listReadableSnapshots(scope, person)).length > 0) return null
		const live = await readLiveView(scope, person, of)
		return live ?? (nodeId === undefined ? 'nothing' : null)
	}
	const { snapshot, snapshots, comparison, ...rest } = heatmap
	return {
		...rest,
		cycle: {
			...cycleOf(snapshot, snapshots),
			id: snapshot.cycleId,
			startsOn: snapshot.startsOn,
			endsOn: snapshot.endsOn,
			frameworkVersionId: snapshot.frameworkVersionId,
		},
		snapshotId: snapshot.id,
		comparisonId: comparison?.id ?? null,
		cycles: [...(running ? [liveOf(running)] : []), ...snapshots.map((item) => cycleOf(item, snapshots))],
		comparisonName: nameOf(comparison),
		comparisonRef: comparison ? cycleOf(comparison, snapshots).ref : null,
		comparesVersions: areOtherVersions(comparison, snapshot),
		k: snapshot.minimumGroupSize,
	}
}

type Asked = { frameworkVersionId: string }

const areOtherVersions = (before: Asked | null | undefined, now: Asked): boolean =>
	Boolean(before) && before?.frameworkVersionId !== now.frameworkVersionId

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const liveOf = ({ name }: { name: string }): HeatmapCycle => ({
	ref: liveCycle,
	name,
	version: null,
	isCorrectedSince: false,
	publishedAt: null,
})

function cycleOf(snapshot: PublishedSnapshot, all: readonly PublishedSnapshot[]): HeatmapCycle {
	const newest = all.find(({ cycleId }) => cycleId === snapshot.cycleId)
	return {
		ref: newest === snapshot ? snapshot.cycleName : snapshot.id,
		name: snapshot.cycleName,
		version: snapshot.version,
		isCorrectedSince: snapshot.version < snapshot.newestVersion,
		publishedAt: snapshot.publishedAt,
	}
}

function nameOf(snapshot: PublishedSnapshot | null | undefined): string | null {
	if (!snapshot) return null
	const { cycleName, version, newestVersion } = snapshot
	return newestVersion > 1 ? `${cycleName}, version ${version}` : cycleName
}

async function readLiveView(
	scope: AccountScope,
	person: Person,
	of: Omit<HeatmapViewOptions, 'cycle'> & { questions: readonly string[] },
): Promise<HeatmapView | null> {
	const { nodeId, questions, since, rows } = of
	const live = await readLiveHeatmap(scope, person, { nodeId, questions })
	if (!live) return null
	const { cycle, ...rest } = live
	const snapshots = await listReadableSnapshots(scope, person)
	const earlier = snapshots.filter(({ startsOn }) => startsOn < cycle.startsOn)
	const comparison =
		(since ? chooseSnapshot(earlier, since) : undefined) ??
		earlier.find(({ isForEverybody }) => isForEverybody)
	const picked = rows && pickRows(live.children, rows)
	const comparisonCells = new Map<string, NodeCells>()
	for (const node of comparison ? [live.node, ...live.children] : []) {
		if (!uuid.test(node.id) || comparisonCells.has(node.id)) continue
		const before = await readHeatmap(scope, person, {
			snapshotId: comparison?.id,
			nodeId: node.id,
			questions,
			withoutComparison: true,
		})
		for (const [id, cells] of before?.cells ?? []) comparisonCells.set(id, cells)
	}
	return {
		...rest,
		children: picked?.rows ?? live.children,
		pinned: picked?.pinned ?? [],
		total: picked?.total ?? live.children.length,
		cycle: { ...liveOf(cycle), ...cycle },
		snapshotId: null,
		comparisonId: null,
		cycles: [liveOf(cycle), ...snapshots.map((item) => cycleOf(item, snapshots))],
		comparisonName: nameOf(comparison),
		comparisonRef: comparison ? cycleOf(comparison, snapshots).ref : null,
		comparesVersions: areOtherVersions(comparison, cycle),
		k: Math.max(cycle.minimumGroupSize, comparison?.minimumGroupSize ?? 0),
		comparisonCells,
		isSuppressed: false,
		isOpen: () => true,
		openTops: [],
	}
}
