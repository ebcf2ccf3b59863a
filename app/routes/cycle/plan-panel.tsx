import { Check } from 'lucide-react'
import { daysBetween, nextPhaseOf, phaseOfDate } from '#app/domain/cycle/cycle-dates.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { cyclePhases, isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { phasesByHand, takesNewcomers } from '#app/domain/cycle/cycle-plan.ts'
import { phaseBegins, phaseNames } from '#app/domain/cycle/phase-words.ts'
import { describeScope } from '#app/domain/cycle/scope-words.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { cx } from '#app/ui/cx.ts'
import { formatDate } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { CyclePage } from './read-page.server.ts'
import { inDays } from './words.ts'

function whatComesNext({ cycle: { phase }, plan, today, locale, timeZone }: CyclePage): string | undefined {
	if (phase === 'published') return undefined
	const next = nextPhaseOf(phase, plan)
	if (!next || next.phase === 'draft') return 'No day is set for what comes next: it is begun by hand.'
	const begins = phaseBegins[next.phase]
	const day = formatDate(next.on, locale, timeZone, 'long')
	return next.on > today
		? `${begins} automatically on ${day}, ${inDays(daysBetween(today, next.on), locale)}.`
		: `${begins} as soon as nothing stands in the way. The day for it was ${day}.`
}

/** The phases of a cycle with their days: where it is, what comes next and when, and whom it asks. */
export function PlanPanel({ page, account }: { page: CyclePage; account: string }) {
	const { cycle, plan, locale, timeZone } = page
	const { phase } = cycle
	const next = nextPhaseOf(phase, plan)
	const [byHand] = phasesByHand(phase, plan)
	const isPublishing = page.publication !== null && !page.publication.shown.isFinished
	return (
		<Panel
			title={phase === 'published' ? 'How it ran' : 'Where it is'}
			description={whatComesNext(page)}
			actions={
				<ButtonLink
					to={`${account}/cycles/${cycle.id}/plan${phase === 'draft' && !next ? '?suggest=1' : ''}`}
					size="small"
				>
					{phase === 'draft' && !next ? 'Set dates' : 'Change the plan'}
				</ButtonLink>
			}
			footer={
				byHand &&
				isRunning(phase) &&
				!isPublishing &&
				page.kind !== 'move' && (
					<ButtonLink to={`?view=move&to=${byHand}`} size="small">
						{byHand === 'review' ? 'Begin the review now' : 'Begin calibration now'}
					</ButtonLink>
				)
			}
		>
			<div className="flex flex-col gap-4">
				<PhaseLine page={page} />
				<p className="max-w-prose text-sm text-pretty text-muted">
					<span className="text-ink">{describeScope(plan.scope)}</span>
					{plan.lateJoinersUntil !== null &&
						(phase === 'draft' || takesNewcomers(phase)) &&
						` · Newcomers join until ${formatDate(plan.lateJoinersUntil, locale, timeZone)}`}
					{plan.repeats && ' · Repeats every quarter'}
				</p>
			</div>
		</Panel>
	)
}

const dateOfPhase = new Map(Object.entries(phaseOfDate).map(([date, phase]) => [phase, date]))

function PhaseLine({ page: { cycle, plan, today, locale, timeZone } }: { page: CyclePage }) {
	const at = cyclePhases.indexOf(cycle.phase)
	const day = (value: string | Date) => formatDate(value, locale, timeZone)
	/** When a phase began or begins, as far as it is known. */
	const when = (phase: CyclePhase, index: number): string => {
		if (phase === 'draft') return ''
		if (phase === 'open' && cycle.openedAt) return day(cycle.openedAt)
		if (phase === 'published' && cycle.publishedAt) return day(cycle.publishedAt)
		const planned = plan[dateOfPhase.get(phase) as keyof typeof plan] as string | null
		if (index <= at) return planned !== null && planned <= today ? day(planned) : index === at ? 'now' : ''
		if (planned !== null) return day(planned)
		return phase === 'review' || phase === 'calibration' ? 'left out' : 'by hand'
	}
	return (
		<ol aria-label="Phases" className="grid grid-cols-1 gap-x-2 gap-y-3 sm:grid-cols-5">
			{cyclePhases.map((phase, index) => {
				const state = index < at || cycle.phase === 'published' ? 'done' : index === at ? 'current' : 'todo'
				return (
					<li
						key={phase}
						aria-current={state === 'current' ? 'step' : undefined}
						className={cx(
							'flex items-center gap-3 border-line sm:flex-col sm:items-start sm:gap-2 sm:border-t-2 sm:pt-3',
							state !== 'todo' && 'sm:border-accent',
						)}
					>
						<span
							aria-hidden
							className={cx(
								'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-medium tabular-nums sm:hidden',
								state === 'todo' && 'border-control text-muted',
								state === 'current' && 'border-accent bg-accent text-on-accent',
								state === 'done' && 'border-accent text-accent',
							)}
						>
							{state === 'done' ? <Check className="size-3.5" /> : index + 1}
						</span>
						<span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-3 text-sm sm:flex-col">
							<span className={state === 'current' ? 'font-medium' : 'text-muted'}>
								{phaseNames[phase]}
								{state === 'done' && <span className="sr-only">, done</span>}
							</span>
							<span className="text-muted tabular-nums" suppressHydrationWarning>
								{when(phase, index)}
							</span>
						</span>
					</li>
				)
			})}
		</ol>
	)
}
