import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { daysBetween } from '#app/domain/cycle/cycle-dates.ts'

type Props = {
	caption: string
	phases: readonly (PlannedPhase & { name: string })[]
	/** As they are now, where they are to move. */
	before?: readonly PlannedPhase[]
	locale: string
}

/** The four phases with their days, and beside each what it was before where it moves. */
export function PhaseDays({ caption, phases, before, locale }: Props) {
	const day = (text: string) => formatDate(text, locale, 'UTC')
	const span = ({ startsOn, endsOn }: PlannedPhase) => `${day(startsOn)} – ${day(endsOn)}`
	return (
		<div className="overflow-x-auto" role="region" aria-label={caption} tabIndex={0}>
			<table className="data-table">
				<caption className="sr-only">{caption}</caption>
				<thead>
					<tr>
						<th scope="col">Phase</th>
						<th scope="col">Days</th>
						{before && <th scope="col">Before</th>}
						<th scope="col" data-align="end" className="max-sm:hidden">
							Length
						</th>
					</tr>
				</thead>
				<tbody>
					{phases.map((phase) => {
						const was = before?.find(({ key }) => key === phase.key)
						const length = daysBetween(phase.startsOn, phase.endsOn) + 1
						return (
							<tr key={phase.key}>
								<th scope="row">
									<bdi>{phase.name}</bdi>
								</th>
								<td>{span(phase)}</td>
								{before && (
									<td className="text-muted">{was && span(was) !== span(phase) ? span(was) : 'the same'}</td>
								)}
								<td data-align="end" className="whitespace-nowrap max-sm:hidden">
									{formatNumber(length, locale)} {length === 1 ? 'day' : 'days'}
								</td>
							</tr>
						)
					})}
				</tbody>
			</table>
		</div>
	)
}
