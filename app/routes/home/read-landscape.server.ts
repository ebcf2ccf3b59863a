import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, assessedText, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { heatTableOf } from '#app/charts/heat-table.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
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
	const { cycle, node, cells } = view
	const { locale } = account
	const href = (to: string, nodeId: string, more: Record<string, string> = {}) =>
		`/a/${account.slug}/heatmap${to}?${new URLSearchParams({ cycle: cycle.ref, node: nodeId, ...more })}`
	return {
		cycleName: cycle.name,
		publishedAt: cycle.publishedAt,
		assessed: assessedText(cellOfFamily(cells.get(node.id), allFamiliesId), locale),
		comparisonName: view.comparisonName,
		isSuppressed: view.isSuppressed,
		...heatTableOf(view, {
			statistic: 'mean',
			locale,
			nodeHref: (id) => href('', id),
			totalHref: href('', node.id),
			cellHref: (id, family) => href('/cell', id, { family }),
		}),
	}
}
