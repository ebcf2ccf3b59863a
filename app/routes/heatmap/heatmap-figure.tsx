import { DistributionChart } from '#app/charts/distribution-chart.tsx'
import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import type { HeatScale } from '#app/charts/heat-cell.ts'
import { isNone, someCell } from '#app/charts/heat-cell.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import type { LegendStop } from '#app/charts/legend.tsx'
import { Legend } from '#app/charts/legend.tsx'
import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { HeatmapPageOf } from './read-page.server.ts'
import { useMoreRows } from './use-more-rows.ts'

type Props = { page: HeatmapPageOf<'heatmap'> }

/** The table with what has to be said about it. */
export function HeatmapFigure({ page }: Props) {
	const { rows, more, isLoading } = useMoreRows(page)
	const { paging, locale } = page
	const words = heatStatisticWords[page.statistic]
	const count = (n: number) => formatNumber(n, locale)
	const table = (
		<HeatmapTable
			caption={captionOf(page)}
			rowsLabel="Team"
			columns={page.columns}
			total={page.total}
			pinned={page.pinned}
			rows={rows}
			scale={page.scale}
			sort={page.sorted}
			canPin={paging.total > 1 || page.pinned.length > 0}
			more={more}
			hasLongHeads={page.by === 'questions' || page.by === 'metrics'}
		>
			{more && (
				<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2" data-print="hide">
					<p className="text-sm text-muted" role="status">
						{isLoading
							? 'More teams are on their way.'
							: `Teams ${count(more.before + 1)} to ${count(more.before + rows.length)} of ${count(more.total)}.`}
					</p>
					<Pagination {...paging} locale={locale} label="Pages of teams" />
				</div>
			)}
			<HeatmapLegend page={page} hasNone={someCell([page.total, ...page.pinned, ...rows], isNone)} />
			<Remarks page={page} />
		</HeatmapTable>
	)
	if (page.search.q && paging.total === 0) {
		return (
			<>
				{table}
				<EmptyState title={`No team below ${page.node.name} has ‘${page.search.q}’ in its name`}>
					Teams further down are found from the team above them, or with the search of the whole account.
				</EmptyState>
			</>
		)
	}
	if (page.distributions.length < 2) return table
	return (
		<>
			{table}
			<Panel>
				<DistributionChart
					title={`${words.title}, all families shown, as shares of each team, ${page.cycle.name}`}
					rows={page.distributions}
					measure="share"
					locale={page.locale}
				/>
			</Panel>
		</>
	)
}

function captionOf({ by, statistic, cycle, family }: HeatmapPageOf<'heatmap'>): string {
	const { title } = heatStatisticWords[statistic]
	const people = family?.name ?? 'all families'
	switch (by) {
		case 'families':
			return `${title} by team and role family, ${cycle.name}`
		case 'questions':
			return `${title} of the agreed answers by team and question, ${people}, ${cycle.name}`
		case 'tiers':
			return `People by team and tier, ${people}, ${cycle.name}`
		case 'cycles':
			return `${title} by team and cycle up to ${cycle.name}, ${people}`
		case 'metrics':
			return `Metrics by team, ${people}, ${cycle.name}`
	}
}

/** What a cell lacks that has no figure of the kind that is asked for. */
function noneOf({ by, statistic, lacksTargets }: HeatmapPageOf<'heatmap'>): string {
	if (by === 'metrics') return 'No values'
	if (statistic === 'change') return 'No comparison'
	return lacksTargets ? 'Target not kept yet' : 'No target'
}

function HeatmapLegend({ page, hasNone }: Props & { hasNone: boolean }) {
	const { statistic, locale, changeSince, isSuppressed, by, scale } = page
	const hasGlyphs = by === 'metrics' || statistic === 'mean' || statistic === 'share' || statistic === 'below'
	const states = ['notAssessed', 'exempt', 'empty'] as const
	return (
		<Legend
			title={
				by === 'tiers'
					? 'Share of those assessed'
					: scale === 'tier'
						? 'Skill progression, tiers'
						: heatStatisticWords[statistic].title
			}
			scale={scale}
			stops={by === 'metrics' ? [] : stopsOf(statistic, scale, locale)}
			states={isSuppressed ? ['suppressed', ...states] : states}
			none={hasNone && noneOf(page)}
			change={hasGlyphs && changeSince ? `▲ ▼ since ${changeSince}` : undefined}
		/>
	)
}

function stopsOf(statistic: HeatStatistic, scale: HeatScale, locale: string): LegendStop[] {
	if (statistic === 'change' || statistic === 'target') return []
	if (scale === 'tier') {
		return allHalfSteps.map((halfSteps) => ({
			value: tierOf(halfSteps),
			text: formatTier(tierOf(halfSteps), locale),
			name: tierNames[halfSteps],
		}))
	}
	return [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => ({ value: share, text: formatShare(share, locale) }))
}

/** What the columns are, where they are no families. */
function aboutColumns({ by, family, isPartial, statistic }: HeatmapPageOf<'heatmap'>): (string | false)[] {
	const sum =
		family === null &&
		'‘All families’ is the sum of the families that are shown; families are never ranked against each other.'
	switch (by) {
		case 'families':
			return [
				'‘All families’ is the sum of the families that are shown in its row; families are never ranked against each other.',
				isPartial && 'Where it says ‘partial’, a family of the row is hidden and not in the sum.',
				'The name of a family leads to what each tier means there.',
			]
		case 'questions':
			return [
				'Agreed answers to the questions of one family, as its people were asked in this cycle. A tier is more than one answer.',
			]
		case 'tiers':
			return ['Each row is of those assessed there: its shares add up to the whole.', sum]
		case 'cycles':
			return [
				'Every cycle is as it was published, with the teams and people of then. A team that was not there yet is empty.',
				(statistic === 'mean' || statistic === 'share' || statistic === 'below') &&
					family === null &&
					'A change is shown only where the same families are shown in both cycles.',
				sum,
			]
		case 'metrics':
			return [
				'Each metric has a scale of its own, from its least to its most among the rows: colours compare within a column, never between two.',
				'Metrics suggest, they never decide. Choose one beside the tiers to see what it is made of.',
			]
	}
}

function Remarks({ page }: Props) {
	const { statistic, comparisonName, isSuppressed, openNames, k, locale, node, paging } = page
	const hasRows = paging.total + page.pinned.length > 0
	const remarks = [
		page.by !== 'tiers' && page.by !== 'metrics' && heatStatisticWords[statistic].formula,
		hasRows || page.search.q
			? `The first row counts everybody below ${node.name} once, also people in none of the teams listed.`
			: page.isReports
				? 'Your reports are everybody whose line of managers leads to you in this cycle.'
				: `There is no team below ${node.name}.`,
		...aboutColumns(page),
		page.floor,
		statistic === 'target' &&
			!page.lacksTargets &&
			`Targets are those that were kept with ${page.cycle.name} when it was published: what was set since changes nothing here.`,
		page.cycle.version === null &&
			'Counted are results: what both raters agreed, and from the beginning of calibration also what one rater gave where the other can’t answer. The progress of the cycle counts the latter as assessed as soon as it is sent.',
		page.lacksTargets &&
			'A target may hold already: which one counts is kept with the cycle when it is published, and until then there is no distance.',
		statistic === 'change' &&
			(comparisonName
				? `Changes are since ${comparisonName}.`
				: 'This is the first published cycle, so there is nothing to compare with yet.'),
		page.comparesVersions &&
			page.by !== 'cycles' &&
			`${comparisonName} was asked by another version of the map: only tiers are compared, no answers.`,
		`Nothing is concluded from a comparison of fewer than ${formatNumber(k, locale)} people.`,
		isSuppressed &&
			`You see groups, not people: a figure about fewer than ${formatNumber(k, locale)} people is hidden, and so is what would give it away.`,
		openNames.length > 0 && `You see everybody in ${openNames.join(', ')}, because you lead there.`,
	]
	return (
		<ul className="flex max-w-prose list-disc flex-col gap-1 ps-4 text-sm text-muted marker:text-line-strong">
			{remarks.map((remark) => remark && <li key={remark}>{remark}</li>)}
		</ul>
	)
}
