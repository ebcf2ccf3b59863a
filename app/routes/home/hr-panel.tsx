import { describeToBecomeResults } from '#app/domain/cycle/standing-words.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate, formatNumber, formatShare } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { ProgressBar } from '#app/ui/progress-bar.tsx'
import { CalendarNotes } from './calendar-notes.tsx'
import type { HomePage } from './read-home.server.ts'

/** Coverage of the running cycle and what whoever runs cycles does next. */
export function HrPanel({ page }: { page: HomePage }) {
	const { hr, running, setup, slug, locale, timeZone, heatmap } = page
	if (!hr) return null
	const { progress, next, calendar } = hr
	const number = (value: number) => formatNumber(value, locale)
	const toBecome = progress && describeToBecomeResults(progress.toBecomeResults, number)
	// The list of first steps says the same, and more.
	const showNext = setup === null && next !== null
	const hasNotes = calendar.running !== null || calendar.draft !== null
	if (!progress && !showNext && !hasNotes && !heatmap?.published) return null
	return (
		<Panel
			title={running ? `Coverage, ${running.name}` : 'Cycles'}
			description={
				running
					? // What it does by itself is said below.
						calendar.running === null && `Due ${formatDate(running.endsOn, locale, timeZone)}`
					: 'No cycle is open at present.'
			}
			footer={
				showNext && (
					<ButtonLink to={`/a/${slug}/${next.path}`} variant={next.key === 'agree' ? 'secondary' : 'primary'}>
						{next.key === 'agree' ? 'See the progress' : next.label}
					</ButtonLink>
				)
			}
		>
			{progress && (
				<div className="flex flex-col gap-4 text-sm">
					<ProgressBar
						label="Assessed"
						value={progress.assessed}
						max={progress.eligible}
						text={
							`${number(progress.assessed)} of ${number(progress.eligible)}` +
							(progress.eligible > 0
								? ` · ${formatShare(progress.assessed / progress.eligible, locale)}`
								: '')
						}
					/>
					{toBecome && <p className="text-pretty text-muted">{toBecome}</p>}
					<p className="text-pretty text-muted">
						{progress.unassessed === 0
							? 'Everybody is assessed: the cycle can be published.'
							: `${number(progress.unassessed)} still open, ${number(progress.toAgree)} of them with both sides in and to be agreed. Published now, they would count as not assessed.`}
					</p>
				</div>
			)}
			{hasNotes && (
				<div className="mt-3 flex flex-col gap-3 text-sm text-pretty first:mt-0">
					<CalendarNotes page={page} />
				</div>
			)}
			{showNext && next.key !== 'agree' && <p className="mt-3 text-sm text-pretty text-muted">{next.text}</p>}
		</Panel>
	)
}
