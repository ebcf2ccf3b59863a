import { requireAccess } from '#app/auth/require-access.server.ts'
import { assessedText, resultsText } from '#app/charts/describe-heat-cell.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { sayParts, sayPublished } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { CellFigures } from './figures.tsx'
import { Origin } from './origin.tsx'
import { PeopleList } from './people.tsx'
import { MetricPanel } from './metric.tsx'
import { Questions } from './questions.tsx'
import type { CellPage } from './read-page.server.ts'
import { readCellPage } from './read-page.server.ts'
import { FamilyList } from './families.tsx'
import { SidesPanel } from './sides.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readCellPage(requireAccess(context, 'heatmap.read'), new URL(request.url))
}

const titleOf = ({ family, node, row }: CellPage) =>
	`${family?.name ?? 'All families'}${row ? `, ${row.text},` : ''} in ${node.name}`

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{
		title: loaderData
			? `${titleOf(loaderData)}, ${loaderData.cycle.name} · Heatmap · Contour`
			: 'Heatmap · Contour',
	},
]

export default function HeatmapCell({ loaderData: page }: Route.ComponentProps) {
	const { slug, cycle, path, family, now, locale, timeZone, metric, kept, row, sides } = page
	const heatmap = (node: string) =>
		`/a/${slug}/heatmap?${new URLSearchParams({ cycle: cycle.ref, node, ...kept.heatmap })}`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							...path.map(({ id, name }, i) => ({
								label: i === 0 ? `Heatmap, ${name}` : name,
								href: heatmap(id),
							})),
							...(row ? [{ label: row.name }] : []),
							{ label: family?.name ?? 'All families' },
						]}
					/>
				}
				title={<bdi>{titleOf(page)}</bdi>}
				description="What this cell of the heatmap is made of."
				asOf={sayParts(
					cycle.name,
					cycle.version === null ? resultsText(assessedText(now, locale)) : assessedText(now, locale),
					sayPublished(cycle.publishedAt, locale, timeZone) ?? 'running: agreed results so far',
					((cycle.version ?? 1) > 1 || cycle.isCorrectedSince) && `version ${cycle.version}`,
				)}
			/>
			{sides && <SidesPanel page={page} sides={sides} />}
			<CellFigures page={page} />
			{metric && <MetricPanel page={page} of={metric} />}
			{family === null && <FamilyList page={page} />}
			<Questions page={page} />
			<PeopleList page={page} />
			<Origin page={page} />
		</div>
	)
}
