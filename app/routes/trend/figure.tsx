import { isNone, someCell } from '#app/charts/heat-cell.ts'
import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { Legend } from '#app/charts/legend.tsx'
import { TrendMultiples } from '#app/charts/trend-multiples.tsx'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { TrendPageOf } from './read-page.server.ts'

type Props = { page: TrendPageOf<'trend'> }

/** 'Q1 2025 to Q3 2026'. */
export function spanOf({ places }: Props['page']): string {
	const [first, last] = [places[0]?.name, places.at(-1)?.name]
	return first === last ? `${first}` : `${first} to ${last}`
}

/** Each family over the cycles: the small pictures, and the table of the same figures. */
export function TrendFigure({ page }: Props) {
	const { statistic, locale, node, places, series, columns, heat, isSuppressed } = page
	const words = heatStatisticWords[statistic]
	const isShare = statistic === 'share'
	const tiers = allHalfSteps.map((halfSteps) => ({
		value: tierOf(halfSteps),
		text: formatTier(tierOf(halfSteps), locale),
		name: tierNames[halfSteps],
	}))
	const shares = (steps: readonly number[]) =>
		steps.map((value) => ({ value, text: formatShare(value, locale) }))
	return (
		<>
			{series.length > 0 && (
				<Panel>
					<TrendMultiples
						title={`${words.title} in ${node.name} by role family, ${spanOf(page)}`}
						places={places}
						series={series}
						axis={
							isShare ? { from: 0, to: 1, ticks: shares([0, 0.5, 1]) } : { from: 0.5, to: 3, ticks: tiers }
						}
					/>
				</Panel>
			)}
			<div className="trend-table min-w-0">
				<HeatmapTable
					caption={`${words.title} in ${node.name} by cycle and role family`}
					rowsLabel="Cycle"
					columns={columns}
					rows={heat}
					scale={words.scale}
				>
					<Legend
						title={isShare ? words.title : 'Skill progression, tiers'}
						scale={words.scale}
						stops={isShare ? shares([0, 0.2, 0.4, 0.6, 0.8, 1]) : tiers}
						states={
							isSuppressed
								? ['suppressed', 'notAssessed', 'exempt', 'empty']
								: ['notAssessed', 'exempt', 'empty']
						}
						none={someCell([...heat, ...page.below], isNone) && 'Not open to you in that cycle'}
						change={places.length > 1 && statistic !== 'median' ? '▲ ▼ since the cycle before' : undefined}
					/>
					<Remarks page={page} />
				</HeatmapTable>
			</div>
		</>
	)
}

const intervals = {
	mean: 'The range after a mean is where it would lie in 19 of 20 cases, were those assessed drawn at random from people who work alike (a t interval, cut at the ends of the scale). Of few people it is wide: what moved within it may be chance. Where all stand at one tier there is none.',
	share:
		'The range after a share is where it would lie in 19 of 20 cases, were those assessed drawn at random from people who work alike (Wilson’s interval). Of few people it is wide: what moved within it may be chance.',
	median: 'A median has no range here: the mean has one.',
}

function Remarks({ page }: Props) {
	const { statistic, k, isSuppressed, locale, rubricChanges, node, places, hasEarlier } = page
	const people = formatNumber(k, locale)
	const remarks = [
		heatStatisticWords[statistic].formula,
		intervals[statistic],
		`Each cycle counts who was in ${node.name} then, below it as well: from one cycle to the next these are not all the same people.`,
		'‘All families’ is the sum of the families that are shown in its row. Its line is broken where these are not the same.',
		hasEarlier && `There are cycles before ${places[0]?.name}: choose an earlier one to end with.`,
		rubricChanges.length > 0 &&
			`${rubricChanges.join(' and ')} asked by another version of the map than the cycle before: only tiers are compared, no answers.`,
		`Nothing is concluded from a comparison of fewer than ${people} people.`,
		isSuppressed &&
			`You see groups, not people: a figure about fewer than ${people} people is hidden, and so is what would give it away. Its place in a line is a gap.`,
	]
	return (
		<ul className="flex max-w-prose list-disc flex-col gap-1 ps-4 text-sm text-muted marker:text-line-strong">
			{remarks.map((remark) => remark && <li key={remark}>{remark}</li>)}
		</ul>
	)
}
