import type { RoadmapItem } from '#app/domain/roadmap/item.ts'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { phaseOn, placeOnLine, spanOf } from '#app/domain/roadmap/phase.ts'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import { formatDate, formatShare } from '#app/ui/format.tsx'
import { lensStyle } from '#app/ui/lens-mark.tsx'

type Props = {
	phases: readonly (PlannedPhase & { name: string; closedOn: string | null })[]
	items: readonly Pick<RoadmapItem, 'id' | 'dueOn' | 'state'>[]
	today: string
	locale: string
}

const percent = (share: number) => `${share * 100}%`

/**
 * The line from the first day of a plan to its last: its phases, what is due as dots, and today. A picture: what it shows stands
 * in words below it.
 */
export function PlanLine({ phases, items, today, locale }: Props) {
	const { startsOn, endsOn } = spanOf(phases)
	const day = (text: string) => formatDate(text, locale, 'UTC')
	const at = placeOnLine(phases, today)
	const where =
		today < startsOn
			? `Today, ${day(today)}, is before the first day.`
			: today > endsOn
				? `Today, ${day(today)}, is after the last day.`
				: `Today, ${day(today)}: ${formatShare(at, locale)} of the way, in the days of ${phaseOn(phases, today)?.name}.`
	return (
		<figure className="flex flex-col gap-2">
			<div aria-hidden className="relative pt-6 pb-5">
				<div className="flex h-8 overflow-hidden rounded-control">
					{phases.map((phase, index) => (
						<span
							key={phase.key}
							style={{
								...lensStyle(index + 2),
								width: percent(
									placeOnLine(phases, shiftDay(phase.endsOn, 1)) - placeOnLine(phases, phase.startsOn),
								),
							}}
							className="truncate border-e border-panel px-1.5 text-xs leading-8 last:border-e-0"
						>
							{phase.name}
						</span>
					))}
				</div>
				{items.map(({ id, dueOn, state }) => (
					<span
						key={id}
						style={{ insetInlineStart: percent(placeOnLine(phases, dueOn ?? startsOn)) }}
						data-done={state === 'done' || undefined}
						className="absolute bottom-1 -ms-1 size-2 rounded-full border border-control bg-panel data-done:bg-accent"
					/>
				))}
				<span
					style={{ insetInlineStart: percent(at) }}
					className="absolute inset-y-0 w-0 border-s-2 border-dashed border-accent"
				/>
			</div>
			<figcaption className="flex flex-wrap justify-between gap-x-4 gap-y-1 text-sm text-muted">
				<span>{day(startsOn)}</span>
				<span className="font-medium text-ink">{where}</span>
				<span>{day(endsOn)}</span>
			</figcaption>
		</figure>
	)
}
