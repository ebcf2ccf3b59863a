import { Link } from 'react-router'
import { PhaseDays } from '#app/charts/phase-days.tsx'
import { PlanLine } from '#app/charts/plan-line.tsx'
import { PlanProgress } from '#app/charts/plan-progress.tsx'
import { isOverdue } from '#app/domain/roadmap/plan-items.ts'
import { progressLine } from '#app/domain/roadmap/progress.ts'
import { itemStateNames } from '#app/domain/roadmap/roadmap-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { BoardItem, PlanPage } from './read-page.server.ts'

/** The plan on the line of its year with today on it, how far it is against the plan, and what is due month by month. */
export function Timeline({ page }: { page: PlanPage }) {
	const { plan, today, locale } = page
	const dated = plan.items
		.filter(({ state, dueOn }) => state !== 'dropped' && dueOn !== null)
		.toSorted((a, b) => ((a.dueOn ?? '') < (b.dueOn ?? '') ? -1 : 1))
	const progress = progressLine(plan.items, plan.phases, today)
	const months = Map.groupBy(dated, ({ dueOn }) => (dueOn ?? '').slice(0, 7))
	const undated = plan.items.filter(
		({ state, dueOn }) => dueOn === null && (state === 'todo' || state === 'doing'),
	)
	return (
		<>
			<Panel title="The line of the plan">
				<PlanLine phases={plan.phases} items={dated} today={today} locale={locale} />
			</Panel>
			{progress.length > 0 && (
				<Panel
					title="Planned against done"
					description="Week by week, of what counts in the plan today: dropped items count nowhere."
				>
					<PlanProgress points={progress} locale={locale} />
				</Panel>
			)}
			<Panel title="Phases" padding="flush">
				<PhaseDays caption="Phases and their days" phases={plan.phases} locale={locale} />
			</Panel>
			<Panel
				title="Due, month by month"
				description={
					undated.length > 0
						? `${undated.length} open ${undated.length === 1 ? 'item has' : 'items have'} no day of their own: they are due with their phase.`
						: undefined
				}
			>
				{dated.length === 0 ? (
					<p className="text-sm text-muted">No item has a day of its own yet. Open one to give it a day.</p>
				) : (
					<ol className="flex flex-col gap-5">
						{[...months].map(([month, items]) => (
							<li key={month}>
								<h3 className="text-sm">{formatDate(`${month}-01`, locale, 'UTC', 'month')}</h3>
								<ul className="mt-2 flex flex-col gap-2 text-sm">
									{items.map((item) => (
										<DueItem key={item.id} item={item} page={page} />
									))}
								</ul>
							</li>
						))}
					</ol>
				)}
			</Panel>
		</>
	)
}

function DueItem({ item, page }: { item: BoardItem; page: PlanPage }) {
	const { root, plan, locale, today } = page
	return (
		<li className="flex flex-wrap items-center gap-x-3 gap-y-1">
			<span className="w-24 shrink-0 text-muted tabular-nums">
				{formatDate(item.dueOn ?? '', locale, 'UTC')}
			</span>
			<Link to={`${root}/${plan.id}/items/${item.id}`} className="link min-w-0 flex-1 basis-60 wrap-anywhere">
				<bdi>{item.text}</bdi>
			</Link>
			<span className="text-muted">{itemStateNames[item.state]}</span>
			{isOverdue(item, today) && <Badge tone="late">Overdue</Badge>}
		</li>
	)
}
