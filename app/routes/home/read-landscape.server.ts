import type { AccountSession } from '#app/auth/account-context.server.ts'
import {
	allFamiliesId,
	assessedText,
	cellOfFamily,
	describeHeatCell,
} from '#app/charts/describe-heat-cell.ts'
import type { HeatColumn, HeatRow } from '#app/charts/heat-cell.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { SnapshotTreeNode } from '#app/data/read-snapshot-tree.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'

/**
 * The top of the newest published heatmap, for who reads the whole company: the same figures by the same read as on its own
 * page. Null for anybody else, and before the first publication.
 */
export async function readLandscape({ scope, person, account }: AccountSession) {
	const reach = reachOf(person, 'heatmap.read')
	if (!reach.has('all') && !reach.has('suppressed')) return null
	const view = await readHeatmapView(scope, person, {})
	if (view === null || view === 'nothing' || view.cycle.version === null) return null
	const { cycle, node, children, families, cells, comparisonCells } = view
	const { locale } = account
	const root = `/a/${account.slug}/heatmap`
	const columns: HeatColumn[] = [
		...families.map(({ id, name }) => ({ id, label: name })),
		{ id: allFamiliesId, label: 'All families' },
	]
	const address = (nodeId: string, more: Record<string, string> = {}) =>
		`?${new URLSearchParams({ cycle: cycle.ref, node: nodeId, ...more })}`
	const rowOf = ({ id, name }: SnapshotTreeNode): HeatRow => ({
		id,
		label: name,
		href: `${root}${address(id)}`,
		cells: columns.map(({ id: family }) =>
			describeHeatCell({
				now: cellOfFamily(cells.get(id), family),
				before: cellOfFamily(comparisonCells.get(id), family),
				statistic: 'mean',
				k: view.k,
				when: cycle.name,
				locale,
				href: `${root}/cell${address(id, { family })}`,
			}),
		),
	})
	return {
		cycleName: cycle.name,
		publishedAt: cycle.publishedAt,
		assessed: assessedText(cellOfFamily(cells.get(node.id), allFamiliesId), locale),
		comparisonName: view.comparisonName,
		isSuppressed: view.isSuppressed,
		columns,
		total: rowOf(node),
		rows: children.map(rowOf),
	}
}
