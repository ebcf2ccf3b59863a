import { Link } from 'react-router'
import { LineChart } from '#app/charts/line-chart.tsx'
import type { PersonCycle } from '#app/data/get-person-progress.server.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import type { PersonProgressPage } from './read-page.server.ts'

const tierAxis = { from: 0.5, to: 3, ticks: [0.5, 1, 1.5, 2, 2.5, 3] }

/** The tier of each cycle, as a line and as a table. A cycle without a tier is a gap, never a low one. */
export function TierHistory({ page }: { page: PersonProgressPage }) {
	const { cycles, groups, locale, slug } = page
	const tiers = cycles.map(({ outcome }) => outcome && tierOf(outcome.tier))
	return (
		<Panel
			title="Tier by cycle"
			description={
				groups.length > 1
					? 'The questions changed in between, so only the tiers are compared across all of it.'
					: undefined
			}
		>
			<div className="flex flex-col gap-6">
				{tiers.filter((tier) => tier !== null).length > 1 && (
					<LineChart
						title={`Agreed tier, ${cycles[0]?.cycleName} to ${cycles.at(-1)?.cycleName}`}
						places={cycles.map(({ cycleName }) => cycleName)}
						lines={[{ id: 'tier', label: 'Tier', values: tiers }]}
						axis={tierAxis}
						digits={1}
						locale={locale}
					/>
				)}
				<DataTable
					caption="Agreed tier of each cycle"
					columns={columnsOf(locale, `/a/${slug}`)}
					rows={cycles.toReversed()}
					rowId={({ participantId }) => participantId}
					locale={locale}
					noun={{ one: 'cycle', other: 'cycles' }}
					empty={null}
				/>
			</div>
		</Panel>
	)
}

function columnsOf(locale: string, root: string): DataColumn<PersonCycle>[] {
	return [
		{
			id: 'cycle',
			header: 'Cycle',
			// Who stands further up has a page of the pair once something is agreed.
			cell: ({ cycleName, participantId, viewer, outcome, familyName, teamName }) => (
				<span className="flex flex-col items-start">
					{viewer === 'above' && !outcome ? (
						cycleName
					) : (
						<Link to={`${root}/check-ins/${participantId}/agreement`} className="link">
							{cycleName}
						</Link>
					)}
					<span className="text-xs text-muted">{[familyName, teamName].filter(Boolean).join(' · ')}</span>
				</span>
			),
		},
		{ id: 'tier', header: 'Tier', cell: (cycle) => <TierOrState cycle={cycle} locale={locale} /> },
		{
			id: 'rater',
			header: 'Manager’s side',
			cell: ({ raterName }) => raterName && <LongText>{raterName}</LongText>,
		},
	]
}

function TierOrState({ cycle, locale }: { cycle: PersonCycle; locale: string }) {
	const { outcome, state, isReopened } = cycle
	if (outcome) {
		return (
			<span className="flex flex-wrap items-center gap-x-3 gap-y-1">
				<TierBadge
					halfSteps={outcome.tier}
					tier={formatTier(tierOf(outcome.tier), locale)}
					name={tierNames[outcome.tier]}
				/>
				{outcome.singleRater && <StateBadge state="single-rater" />}
				{isReopened && <span className="text-xs text-muted">Being corrected</span>}
			</span>
		)
	}
	if (state === 'open' || state === 'assessed') return <span className="text-muted">Not agreed yet</span>
	return <StateBadge state={state} />
}
