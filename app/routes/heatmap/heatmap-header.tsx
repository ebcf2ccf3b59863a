import { PanelsTopLeft } from 'lucide-react'
import { resultsText } from '#app/charts/describe-heat-cell.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { sayParts, sayPublished } from '#app/ui/format.tsx'
import { HeatmapViews } from '#app/ui/heatmap-views.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import { LensTabs } from './lens-tabs.tsx'
import type { HeatmapPageOf } from './read-page.server.ts'

/** Of whom and when the heatmap is, the way up, and its export. */
export function HeatmapHeader({ page, slug }: { page: HeatmapPageOf<'heatmap'>; slug: string }) {
	const { cycle, path, node, isRoot, assessed, locale, timeZone } = page
	const asOf = sayParts(
		cycle.name,
		cycle.version === null ? resultsText(assessed) : assessed,
		page.isAssessedPartial && 'without hidden families',
		sayPublished(cycle.publishedAt, locale, timeZone) ?? 'running: agreed results so far',
		page.scopeText,
		cycle.isCorrected && `version ${cycle.version}`,
	)
	return (
		<PageHeader
			above={
				<>
					<HeatmapViews slug={slug} current="table" node={node.id} />
					{path.length > 1 && <Breadcrumbs items={path.map(({ name, href }) => ({ label: name, href }))} />}
				</>
			}
			title={isRoot ? 'Heatmap' : <bdi>{node.name}</bdi>}
			description={
				page.isOfPeople
					? `Where people stand by ${page.rowWords.one === 'Manager' ? 'their manager' : page.rowWords.one.toLowerCase()}, each of them once. Open a row or a figure to see what it is made of.`
					: page.isNarrow
						? 'Where your company and your team stand, by role family. Open a figure to see what it is made of.'
						: isRoot && page.by === 'families'
							? 'Where every team stands, by role family. Open a team to see what is below it, a figure to see what it is made of.'
							: 'Open a team to see what is below it, a figure to see what it is made of.'
			}
			asOf={asOf}
			below={<LensTabs slug={slug} current="tiers" at={{ cycleId: cycle.id, nodeId: node.id }} />}
			actions={
				<>
					{cycle.version !== null && (
						<ButtonLink
							to={`/a/${slug}/board?${new URLSearchParams({ cycle: cycle.ref, node: node.id })}`}
							icon={PanelsTopLeft}
						>
							Board view
						</ButtonLink>
					)}
					<SaveReportLink slug={slug} kind="heatmap" label="Save this view" />
					<ExportLinks links={exportLinks(page.csvHref)} />
				</>
			}
		/>
	)
}
