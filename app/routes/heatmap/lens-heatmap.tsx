import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import { Legend } from '#app/charts/legend.tsx'
import { exportLinks } from '#app/domain/job/export-format.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatShare } from '#app/ui/format.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { HeatmapViews } from '#app/ui/heatmap-views.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import { LensTabs } from './lens-tabs.tsx'
import type { LensPage } from './read-lens.server.ts'

const words = {
	levels: {
		title: 'AI coding levels of teams',
		description:
			'How many teams show each level, by their checks with evidence. What they claim is on their pages.',
		caption: 'Teams by the AI coding level that they show',
	},
	rungs: {
		title: 'Agentic ladder of teams',
		description:
			'How many engineering teams practise each rung. Many do best at rung 3 or 4, says the source.',
		caption: 'Teams by the rung that they practise',
	},
} as const

/** Which teams are counted, and as of when. */
const describeSight = ({ cycle, seesAll }: NonNullable<LensPage['table']>): string =>
	[
		cycle.name,
		cycle.isRunning && 'running: what teams have agreed so far',
		!seesAll && 'of the teams that you see',
	]
		.filter(Boolean)
		.join(' · ')

/** Counts of teams, of one scale alone. */
export function LensHeatmap({ page, slug }: { page: LensPage; slug: string }) {
	const { lens, by, table } = page
	const isOfChecks = by === 'checks'
	const { title, description, caption } = words[lens]
	const isRoot = table === null || table.path.length < 2
	return (
		<div className="stack">
			<PageHeader
				above={
					<>
						<HeatmapViews slug={slug} current="table" />
						{!isRoot && <Breadcrumbs items={table.path.map(({ name, href }) => ({ label: name, href }))} />}
					</>
				}
				title={isRoot ? title : <bdi>{table.node.name}</bdi>}
				description={isRoot ? description : `${title}. ${description}`}
				asOf={table && describeSight(table)}
				actions={
					table && (
						<>
							{table.ownHref && <ButtonLink to={table.ownHref}>Assessments of the team itself</ButtonLink>}
							<SaveReportLink slug={slug} kind="team-levels" />
							<ExportLinks links={exportLinks(table.csvHref)} />
						</>
					)
				}
				below={
					<LensTabs
						slug={slug}
						current={lens}
						at={table ? { cycleId: table.cycle.id, nodeId: table.node.id } : undefined}
					/>
				}
			/>
			{page.refuses && (
				<Notice title="Not everything that was asked for is shown">
					Levels and rungs are of teams: their rows are teams, and they have no self and manager apart.
				</Notice>
			)}
			{table === null ? (
				<EmptyState title="No team is assessed yet">
					A team’s people begin its assessment in a running cycle, on the team’s page.
				</EmptyState>
			) : (
				<>
					<FilterForm
						names={['cycle', ...(lens === 'levels' ? ['by'] : [])]}
						renames={{ node: 'near' }}
						label="Choose a cycle"
						submitLabel="Show"
						clearLabel="Newest"
					>
						<SelectField
							name="cycle"
							label="Cycle"
							controlSize="small"
							defaultValue={table.cycle.id}
							options={table.cycles}
						/>
						{lens === 'levels' && (
							<SelectField
								name="by"
								label="Columns"
								controlSize="small"
								defaultValue={by}
								options={[
									{ value: 'steps', label: 'Levels' },
									{ value: 'checks', label: 'Checks that levels stand on' },
								]}
							/>
						)}
					</FilterForm>
					<HeatmapTable
						caption={
							isOfChecks
								? `Teams that met each check of the AI coding levels, ${table.cycle.name}`
								: `${caption}, ${table.cycle.name}`
						}
						rowsLabel="Team"
						columns={table.columns}
						total={table.total}
						rows={table.rows}
						scale="lens"
						hasLongHeads={isOfChecks}
					>
						<Legend
							title={isOfChecks ? 'Share of teams that met the check' : 'Share of teams that agreed'}
							scale="lens"
							stops={[0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => ({
								value: share,
								text: formatShare(share, page.locale),
							}))}
							states={isOfChecks ? ['notAssessed'] : []}
						/>
						<p className="max-w-prose text-sm text-muted">
							{isOfChecks &&
								'The checks are Contour’s: the source has no questionnaire for teams. Counted is what a team agreed to have met, with evidence or without; its level stands on evidence. '}
							Each team that began an assessment counts once, in its own row and in the rows above it. The
							colour is the share of the teams that agreed. A figure of this scale is none of another: tiers
							have a heatmap of their own.
						</p>
					</HeatmapTable>
				</>
			)}
		</div>
	)
}
