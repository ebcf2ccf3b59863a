import { itemKindNames, itemStateNames } from '#app/domain/roadmap/roadmap-words.ts'
import { PlanLine } from '#app/charts/plan-line.tsx'
import { formatDate } from '#app/ui/format.tsx'
import type { PlanPage } from './read-page.server.ts'

/** The plan on a sheet of paper: on a screen the views show the same. */
export function OnePager({ page }: { page: PlanPage }) {
	const { plan, today, locale } = page
	const day = (text: string) => formatDate(text, locale, 'UTC')
	return (
		<div data-print="only" aria-hidden>
			<PlanLine phases={plan.phases} items={[]} today={today} locale={locale} />
			<div className="mt-4 columns-2 gap-6 text-xs">
				{plan.phases.map(({ key, name, startsOn, endsOn, closedOn }) => (
					<div key={key} className="mb-3 break-inside-avoid">
						<p className="font-semibold">
							<bdi>{name}</bdi>
							{closedOn !== null && ' (closed)'}
						</p>
						<p>
							{day(startsOn)} – {day(endsOn)}
						</p>
						<ul className="mt-1 list-disc ps-4">
							{plan.items
								.filter(({ phase, state }) => phase === key && state !== 'dropped')
								.map((item) => (
									<li key={item.id}>
										<bdi>{item.text}</bdi> ({itemKindNames[item.kind]}, {itemStateNames[item.state]}
										{item.dueOn && `, due ${day(item.dueOn)}`}
										{item.ownerName && `, ${item.ownerName}`})
									</li>
								))}
						</ul>
					</div>
				))}
			</div>
		</div>
	)
}
