import { captionOf } from '#app/charts/heatmap-caption.ts'
import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { formatNumber, sayParts, sayPublished } from '#app/ui/format.tsx'
import type { HomePage } from './read-home.server.ts'

/** The company on one picture, for who reads all of it. */
export function LandscapePanel({ page }: { page: HomePage }) {
	const { landscape, beginWith, hr, slug, locale, timeZone } = page
	if (!landscape) return null
	const { cycleName, publishedAt, assessed, changeSince, isSuppressed, ownView, partName } = landscape
	const { columns, total, rows, scale, shown, captioned } = landscape
	const asOf = sayParts(
		cycleName,
		assessed,
		sayPublished(publishedAt, locale, timeZone),
		shown,
		changeSince && `▲ ▼ since ${changeSince}`,
		isSuppressed && 'small groups are hidden',
	)
	return (
		<section aria-labelledby="landscape" className="flex min-w-0 flex-col gap-4">
			<div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
				<div className="min-w-0">
					<h2 id="landscape">
						{ownView === 'here' && beginWith ? (
							<bdi>{beginWith.name}</bdi>
						) : partName === null ? (
							'Where the company stands'
						) : (
							<bdi>{partName}</bdi>
						)}
					</h2>
					<p className="mt-0.5 text-sm text-muted">{asOf}</p>
				</div>
				<div className="flex flex-wrap gap-2">
					{beginWith && (
						<ButtonLink to={beginWith.savedHref} variant="quiet">
							Change what you begin with
						</ButtonLink>
					)}
					<ButtonLink to={landscape.boardHref}>Board view</ButtonLink>
					<ButtonLink
						to={beginWith && ownView !== 'gone' ? beginWith.href : `/a/${slug}/heatmap`}
						variant={hr ? 'secondary' : 'primary'}
					>
						{beginWith && ownView !== 'gone' ? <bdi>{`Open ${beginWith.name}`}</bdi> : 'Open the heatmap'}
					</ButtonLink>
				</div>
			</div>
			{beginWith && ownView === 'gone' && (
				<p className="max-w-prose text-sm text-pretty text-muted">
					The view that you begin with, <bdi>{beginWith.name}</bdi>, is of a cycle or a team that is not there
					for you. This is the whole company.
				</p>
			)}
			{beginWith && ownView === 'elsewhere' && (
				<p className="max-w-prose text-sm text-pretty text-muted">
					What you begin with, <bdi>{beginWith.name}</bdi>, is more than fits here: open it. These are the
					mean tiers of the same cycle and team.
				</p>
			)}
			<HeatmapTable
				caption={captionOf({ ...captioned, cycleName })}
				captionHidden={captioned.by === 'families'}
				rowsLabel={captioned.rowWords.one}
				hasLongHeads={landscape.hasLongHeads}
				columns={columns}
				total={total}
				rows={rows}
				scale={scale}
			/>
			{landscape.more > 0 && (
				<p className="text-sm text-muted">
					The first {formatNumber(rows.length, locale)} {captioned.rowWords.many}; the heatmap has{' '}
					{formatNumber(landscape.more, locale)} more.
				</p>
			)}
			<FamiliesCaveat slug={slug} />
		</section>
	)
}
