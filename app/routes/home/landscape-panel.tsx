import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { formatDate } from '#app/ui/format.tsx'
import type { HomePage } from './read-home.server.ts'

/** The company on one picture, for who reads all of it. */
export function LandscapePanel({ page }: { page: HomePage }) {
	const { landscape, hr, slug, locale, timeZone } = page
	if (!landscape) return null
	const { cycleName, publishedAt, assessed, comparisonName, isSuppressed, columns, total, rows } = landscape
	const asOf = [
		cycleName,
		assessed,
		publishedAt && `published ${formatDate(publishedAt, locale, timeZone)}`,
		comparisonName && `▲ ▼ since ${comparisonName}`,
		isSuppressed && 'small groups are hidden',
	]
	return (
		<section aria-labelledby="landscape" className="flex min-w-0 flex-col gap-4">
			<div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
				<div className="min-w-0">
					<h2 id="landscape">Where the company stands</h2>
					<p className="mt-0.5 text-sm text-muted">{asOf.filter(Boolean).join(' · ')}</p>
				</div>
				<ButtonLink to={`/a/${slug}/heatmap`} variant={hr ? 'secondary' : 'primary'}>
					Open the heatmap
				</ButtonLink>
			</div>
			<HeatmapTable
				caption={`Mean tier by team and role family, ${cycleName}`}
				captionHidden
				rowsLabel="Team"
				columns={columns}
				total={total}
				rows={rows}
				scale="tier"
			/>
			<FamiliesCaveat slug={slug} />
		</section>
	)
}
