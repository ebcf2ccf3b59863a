import { DistributionChart } from '#app/charts/distribution-chart.tsx'
import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import type { LegendStop } from '#app/charts/legend.tsx'
import { Legend } from '#app/charts/legend.tsx'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { HeatmapPageOf } from './read-page.server.ts'

type Props = { page: HeatmapPageOf<'heatmap'> }

/** The table with what has to be said about it. */
export function HeatmapFigure({ page }: Props) {
	const words = heatStatisticWords[page.statistic]
	const table = (
		<HeatmapTable
			caption={`${words.title} by team and role family, ${page.cycle.name}`}
			rowsLabel="Team"
			columns={page.columns}
			total={page.total}
			rows={page.rows}
			scale={words.scale}
		>
			<HeatmapLegend page={page} />
			<Remarks page={page} />
		</HeatmapTable>
	)
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

function HeatmapLegend({ page: { statistic, locale, comparisonName, isSuppressed } }: Props) {
	const { scale } = heatStatisticWords[statistic]
	const hasGlyphs = statistic === 'mean' || statistic === 'share'
	return (
		<Legend
			title={scale === 'tier' ? 'Skill progression, tiers' : heatStatisticWords[statistic].title}
			scale={scale}
			stops={stopsOf(statistic, locale)}
			states={
				isSuppressed ? ['suppressed', 'notAssessed', 'exempt', 'empty'] : ['notAssessed', 'exempt', 'empty']
			}
			change={hasGlyphs && comparisonName ? `▲ ▼ since ${comparisonName}` : undefined}
		/>
	)
}

function stopsOf(statistic: HeatmapPageOf<'heatmap'>['statistic'], locale: string): LegendStop[] {
	if (statistic === 'change') return []
	if (heatStatisticWords[statistic].scale === 'tier') {
		return allHalfSteps.map((halfSteps) => ({
			value: tierOf(halfSteps),
			text: formatTier(tierOf(halfSteps), locale),
			name: tierNames[halfSteps],
		}))
	}
	return [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => ({ value: share, text: formatShare(share, locale) }))
}

function Remarks({ page }: Props) {
	const { statistic, comparisonName, isSuppressed, isPartial, openNames, k, locale, node, rows } = page
	const remarks = [
		heatStatisticWords[statistic].formula,
		rows.length > 0
			? `The first row counts everybody below ${node.name} once, also people in none of the teams listed.`
			: page.isReports
				? 'Your reports are everybody whose line of managers leads to you in this cycle.'
				: `There is no team below ${node.name}.`,
		'‘All families’ is the sum of the families that are shown in its row; families are never ranked against each other.',
		isPartial && 'Where it says ‘partial’, a family of the row is hidden and not in the sum.',
		'The name of a family leads to what each tier means there.',
		page.floor,
		statistic === 'change' &&
			(comparisonName
				? `Changes are since ${comparisonName}.`
				: 'This is the first published cycle, so there is nothing to compare with yet.'),
		page.comparesVersions &&
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
