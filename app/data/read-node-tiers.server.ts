import type { Person } from '#app/domain/access/policy.ts'
import type { AllFamilies, ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import { readDisclosure } from './read-disclosure.server.ts'
import { readHeatmapFrame } from './read-heatmap-frame.server.ts'
import { readReading } from './read-reading.server.ts'
import { readSnapshotCells } from './read-snapshot-cells.server.ts'

export type NodeTiers = {
	cycleName: string
	/** By node. Those that the reader cannot reach, or that took no part, are missing. */
	tiers: ReadonlyMap<string, AllFamilies<ResultCell>>
}

/**
 * The tiers of some nodes over all families in the newest snapshot that the reader may look at, as the heatmap shows them to the reader:
 * one read, whatever their number. Null where there is no such snapshot.
 */
export async function readNodeTiers(
	scope: AccountScope,
	person: Person,
	{ nodeIds }: { nodeIds: readonly string[] },
): Promise<NodeTiers | null> {
	const read = await withAccountSql(scope, async (sql) => {
		const frame = await readHeatmapFrame(sql, scope, person, { snapshotId: null })
		if (!frame) return null
		const snapshotId = frame.snapshot.id
		const reading = await readReading(sql, scope, person, { snapshotId })
		if (!reading) return null
		const reached = [...new Set(nodeIds)].filter((id) => reading.nodeIds?.includes(id) ?? true)
		const cells = await readSnapshotCells(sql, scope, {
			...{ snapshotIds: [snapshotId], nodes: { text: '$2::uuid[]', values: [reached] } },
			measures: [tierMeasure, stateMeasure],
			withStoredPattern: reading.through === 'stored',
		})
		return { frame, cells, side: { snapshotId, reading } }
	})
	if (!read) return null
	const { frame, cells, side } = read
	const counts = cells.get(side.snapshotId)?.counts ?? []
	const applied = applyPattern({
		nodeIds: [...new Set(counts.map(({ nodeId }) => nodeId))],
		families: frame.families.map(({ id }) => ({ id, questions: [] })),
		counts,
		disclosure: await readDisclosure(scope, side, cells),
	})
	return {
		cycleName: frame.snapshot.cycleName,
		tiers: new Map(applied.map(({ nodeId, allTier }) => [nodeId, allTier])),
	}
}
