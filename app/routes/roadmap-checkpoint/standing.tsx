import { StandingBadge } from '#app/charts/standing-badge.tsx'
import { itemStateNames } from '#app/domain/roadmap/roadmap-words.ts'
import { itemStates } from '#app/domain/roadmap/item.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatDate, formatNumber, formatShare } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { ProgressBar } from '#app/ui/progress-bar.tsx'
import type { CheckpointPage } from './read-page.server.ts'

/** How the plan stood on the day of the checkpoint; of a draft, how it stands today. */
export function Standing({ page: { standing, locale } }: { page: CheckpointPage }) {
	const day = formatDate(standing.on, locale, 'UTC')
	const shares = [
		{ label: `Planned for ${day}`, share: standing.planned },
		{ label: 'Done', share: standing.actual },
	]
	return (
		<Panel title={`On ${day}`}>
			<div className="flex flex-col gap-5">
				<div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
					<StandingBadge standing={standing.standing} />
					<p>{standing.says}</p>
				</div>
				<div className="flex flex-col gap-4">
					{shares.map(({ label, share }) => (
						<ProgressBar
							key={label}
							label={label}
							value={share ?? 0}
							max={1}
							text={share === null ? 'nothing counts yet' : formatShare(share, locale)}
						/>
					))}
				</div>
				<DefinitionList
					narrow
					items={[
						...(standing.phaseName === null
							? []
							: [{ term: 'Phase', value: <bdi>{standing.phaseName}</bdi> }]),
						...(standing.forecast === null
							? []
							: [{ term: 'Forecast of its end', value: standing.forecast }]),
						{ term: 'Planned level', value: standing.plannedLevel },
						{
							term: 'Items',
							value: itemStates
								.map((state) => `${itemStateNames[state]}: ${formatNumber(standing.counts[state], locale)}`)
								.join(' · '),
						},
					]}
				/>
			</div>
		</Panel>
	)
}
