import { DistributionChart } from '#app/charts/distribution-chart.tsx'
import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import type { HeatScale } from '#app/charts/heat-cell.ts'
import { isNone, someCell } from '#app/charts/heat-cell.ts'
import { captionOf } from '#app/charts/heatmap-caption.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import type { LegendStop } from '#app/charts/legend.tsx'
import { Legend } from '#app/charts/legend.tsx'
import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { HeatmapPageOf } from './read-page.server.ts'
import { useMoreRows } from './use-more-rows.ts'

type Page = HeatmapPageOf<'heatmap'>
type Props = { page: Page }

/** The table with what has to be said about it. */
export function HeatmapFigure({ page }: Props) {
	const { rows, more, isLoading } = useMoreRows(page)
	const { paging, locale, rowWords } = page
	const words = heatStatisticWords[page.statistic]
	const count = (n: number) => formatNumber(n, locale)
	const table = (
		<HeatmapTable
			caption={captionOf({
				...page,
				cycleName: page.cycle.name,
				familyName: page.family?.name ?? null,
			})}
			rowsLabel={rowWords.one}
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
							? `More ${rowWords.many} are on their way.`
							: `${capitalized(rowWords.many)} ${count(more.before + 1)} to ${count(more.before + rows.length)} of ${count(more.total)}.`}
					</p>
					<Pagination {...paging} locale={locale} label={`Pages of ${rowWords.many}`} />
				</div>
			)}
			<HeatmapLegend page={page} hasNone={someCell([page.total, ...page.pinned, ...rows], isNone)} />
			<Remarks page={page} />
		</HeatmapTable>
	)
	if (page.by === 'metrics' && page.columns.length === 0) return <NoMetrics page={page} />
	if (page.search.q && paging.total === 0) {
		return (
			<>
				{table}
				<NothingFound page={page} />
			</>
		)
	}
	if (page.distributions.length < 2) return table
	return (
		<>
			{table}
			<Panel>
				<DistributionChart
					title={`${words.title}, all families shown, as shares of each ${page.isOfPeople ? 'row' : 'team'}, ${page.cycle.name}`}
					rows={page.distributions}
					measure="share"
					locale={page.locale}
				/>
			</Panel>
		</>
	)
}

/** Metrics are frozen with a cycle when it is published; one that had none has none for good. */
function NoMetrics({ page: { cycle, metricsHref } }: Props) {
	if (cycle.version === null) {
		return (
			<EmptyState
				title={`${cycle.name} is running: it has no metrics yet`}
				action={
					metricsHref && (
						<ButtonLink to={metricsHref} variant="primary">
							Metrics of the last published cycle
						</ButtonLink>
					)
				}
			>
				<p>
					Metrics are frozen with a cycle when it is published. Until then you find them on their own pages.
				</p>
			</EmptyState>
		)
	}
	return (
		<EmptyState title={`${cycle.name} has no metrics for these columns`}>
			<p>
				No values had come for the dates of this cycle when it was published, and a published cycle never
				changes.
			</p>
		</EmptyState>
	)
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function NothingFound({ page: { isOfPeople, rowWords, node, search } }: Props) {
	if (isOfPeople) {
		return (
			<EmptyState title={`None of the ${rowWords.many} in ${node.name} has ‘${search.q}’ in its name`}>
				They are those of people who take part in this cycle.
			</EmptyState>
		)
	}
	return (
		<EmptyState title={`No team below ${node.name} has ‘${search.q}’ in its name`}>
			Teams further down are found from the team above them, or with the search of the whole account.
		</EmptyState>
	)
}

/** What a cell lacks that has no figure of the kind that is asked for. */
function noneOf({ by, statistic, lacksTargets }: HeatmapPageOf<'heatmap'>): string {
	if (by === 'metrics') return 'No values'
	if (statistic === 'change') return 'No comparison'
	return lacksTargets ? 'Target not kept yet' : 'No target'
}

function HeatmapLegend({ page, hasNone }: Props & { hasNone: boolean }) {
	const { statistic, locale, changeSince, isSuppressed, by, scale } = page
	const hasGlyphs =
		!page.isApart &&
		(by === 'metrics' || statistic === 'mean' || statistic === 'share' || statistic === 'below')
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
			states={page.isApart ? ['empty'] : isSuppressed ? ['suppressed', ...states] : states}
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
function aboutColumns({ by, family, isPartial, statistic, isApart }: Page): (string | false)[] {
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
			if (isApart) {
				return ['Answers to the questions of one family, of pairs in which both answered the question.']
			}
			return [
				'Agreed answers to the questions of one family, as its people were asked in this cycle. A tier is more than one answer.',
			]
		case 'tiers':
			return ['Each row is of those assessed there: its shares add up to the whole.', sum]
		case 'cycles':
			return [
				isApart
					? 'Every cycle has the pairs and people of then.'
					: 'Every cycle is as it was published, with the teams and people of then. A row that was not there yet is empty.',
				!isApart &&
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

/** How two sides are counted, and why not everybody is in them. */
function apartRemarks({ k, locale, cycle, by }: Page): (string | false)[] {
	return [
		'Each figure is of pairs in which both have answered and the answers are open: the same people on both sides. Who was rated by one alone is in none.',
		`Below the two stands the manager’s figure less the person’s own; of fewer pairs than ${by === 'cycles' ? 'the least number of each cycle' : formatNumber(k, locale)} none is told.`,
		'Neither side is the right one: what the two agreed is the result, and stands in the heatmap itself.',
		'What was sent is no part of a version of a result: it is shown as it was sent last, and of who was erased no more.',
		cycle.version === null && 'The cycle is running: pairs are added as they close.',
	]
}

function Remarks({ page }: Props) {
	const { statistic, comparisonName, isSuppressed, openNames, k, locale, node, paging } = page
	const hasRows = paging.total + page.pinned.length > 0
	const remarks = [
		page.by !== 'tiers' && page.by !== 'metrics' && !page.isApart && heatStatisticWords[statistic].formula,
		...(page.isApart ? apartRemarks(page) : []),
		page.isOfPeople
			? `The first row counts everybody in ${node.name} once, and each of them is in one of the rows. ${page.rowWords.counts}`
			: hasRows || page.search.q
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
			!page.isApart &&
			page.by !== 'cycles' &&
			`${comparisonName} was asked by another version of the map: only tiers are compared, no answers.`,
		!(page.isApart && page.by === 'cycles') &&
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
