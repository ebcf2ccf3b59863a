import { aboutHeatmapView } from '#app/data/about-heatmap-view.server.ts'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { heatRowsWords } from '#app/domain/heatmap/heat-rows.ts'
import { heatColumnNames } from '#app/domain/heatmap/heatmap-words.ts'
import { aboutFilters, aboutText } from '#app/lib/sheet/about-lines.ts'

/** What every file of a heatmap of tiers or metrics says of itself. */
export function describeView({ scope }: AccountSession, asked: AskedHeatmap) {
	const { view, search, family } = asked
	const rowWords = heatRowsWords(asked.rows)
	return {
		asOf: (view.cycle.publishedAt ?? new Date()).toISOString(),
		place: `${view.node.name} · ${view.cycle.name}`,
		file: `${view.cycle.name}-${view.node.name}`,
		footer: 'figures as the person who made this file may see them',
		about: async () => [
			...(await aboutHeatmapView(scope, { view })),
			...(asked.rows.kind === 'teams'
				? []
				: [aboutText('What the rows are', rowWords.choice), aboutText('Counted', rowWords.counts)]),
			aboutText('Columns', heatColumnNames[search.by]),
			...asked.refusals.map((text) => aboutText('Not shown', text)),
			aboutFilters(
				{ 'role family': search.by === 'families' ? undefined : family?.name, search: search.q || undefined },
				'all role families and teams',
			),
		],
	}
}
