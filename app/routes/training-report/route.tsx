import { Download } from 'lucide-react'
import { useLocation } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { exportFormats, formatNames, mostRowsAtOnce } from '#app/domain/job/export-format.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { sayParts, sayPublished } from '#app/ui/format.tsx'
import { NeedsFilterLine } from '#app/ui/needs-filter-line.tsx'
import { NeedsTabs } from '#app/ui/needs-tabs.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { QuestionLeftOut } from '#app/ui/question-left-out.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Route } from './+types/route.ts'
import { GroupingTabs } from './grouping-tabs.tsx'
import type { TrainingReportPage } from './read-page.server.ts'
import { readTrainingReportPage } from './read-page.server.ts'
import { ReportFilter } from './report-filter.tsx'
import { ReportSummary } from './report-summary.tsx'
import { ReportTable } from './report-table.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readTrainingReportPage(requireAccess(context, 'training-needs.read'), new URL(request.url))
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = () => [{ title: 'Report of training needs · Contour' }]

export default function TrainingReport({ loaderData: page }: Route.ComponentProps) {
	const { search } = useLocation()
	if (page.kind === 'nothing') {
		return (
			<div className="stack">
				<ReportHeader page={page} />
				<EmptyState title="Nothing is published yet">
					Training needs are counted from the answers that people and their managers agreed, once a cycle is
					published.
				</EmptyState>
			</div>
		)
	}
	const { path } = page
	return (
		<div className="stack">
			<ReportHeader page={page} />
			<ReportFilter page={page} />
			<NeedsFilterLine filters={page.filters} />
			{page.isQuestionLeftOut && <QuestionLeftOut cycleName={page.cycle.name} are="counted" />}
			{path.length > 1 && (
				<Breadcrumbs
					label="Teams above"
					items={path.map(({ id, name }, i) =>
						i === path.length - 1
							? { label: name }
							: { label: name, href: changeSearch(search, { team: i === 0 ? null : id, page: null }) },
					)}
				/>
			)}
			<ReportSummary page={page} />
			<GroupingTabs page={page} />
			<ReportTable page={page} />
			<FamiliesCaveat slug={page.slug} />
		</div>
	)
}

function ReportHeader({ page }: { page: TrainingReportPage }) {
	const { search } = useLocation()
	const { slug, locale, timeZone, isOfEverybody, mayExport } = page
	const cycle = page.kind === 'report' ? page.cycle : null
	const asOf =
		cycle &&
		sayParts(
			cycle.name,
			sayPublished(cycle.publishedAt, locale, timeZone),
			cycle.isCorrected && `version ${cycle.version}`,
		)
	return (
		<PageHeader
			title="Training needs"
			description={
				isOfEverybody
					? 'How many lack which step to their target, and what it would take.'
					: 'How many of your reports lack which step to their target, and what it would take.'
			}
			asOf={asOf}
			actions={
				page.kind === 'report' && (
					<>
						<SaveReportLink slug={slug} kind="training-report" />
						{mayExport &&
							exportFormats
								.filter((format) => page.paging.total <= mostRowsAtOnce[format])
								.map((format) => (
									<ButtonLink
										key={format}
										to={`/a/${slug}/reports/training-needs/report.${format}${changeSearch(search, { cycle: page.cycle.ref, page: null })}`}
										icon={Download}
										reloadDocument
									>
										Export as {formatNames[format]}
									</ButtonLink>
								))}
					</>
				)
			}
			below={<NeedsTabs slug={slug} current="report" search={search} />}
		/>
	)
}
