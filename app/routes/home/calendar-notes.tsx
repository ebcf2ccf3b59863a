import { Link } from 'react-router'
import { phaseBegins } from '#app/domain/cycle/phase-words.ts'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { HomePage } from './read-home.server.ts'

/** What the running cycle does next by itself, with what is missing when that is near, and when the draft opens. */
export function CalendarNotes({ page }: { page: HomePage }) {
	const { hr, slug, locale, timeZone } = page
	if (!hr?.calendar) return null
	const { running, draft } = hr.calendar
	const day = (value: string) => formatDate(value, locale, timeZone)
	const unassessed = hr.progress?.unassessed ?? 0
	return (
		<>
			{running &&
				(running.isNear ? (
					<Notice
						tone={unassessed > 0 ? 'warning' : 'info'}
						title={`${phaseBegins[running.phase]} ${inDays(running.days, locale)}, on ${day(running.on)}`}
					>
						{unassessed > 0 ? (
							<Link
								to={`/a/${slug}/cycles/${running.cycleId}?view=people&standing=unassessed`}
								className="link"
							>
								{formatNumber(unassessed, locale)} {unassessed === 1 ? 'person has' : 'people have'} no result
								yet
							</Link>
						) : (
							'Nobody is missing.'
						)}
					</Notice>
				) : (
					<p className="text-muted">
						{phaseBegins[running.phase]} automatically on {day(running.on)}.
					</p>
				))}
			{draft &&
				(draft.days > 0 ? (
					<p className="text-muted">
						<Link to={`/a/${slug}/cycles/${draft.cycleId}`} className="link">
							{draft.name}
						</Link>{' '}
						is drafted and opens automatically on {day(draft.on)}.
					</p>
				) : (
					<Notice tone="warning" title={`${draft.name} was to open on ${day(draft.on)}`}>
						<Link to={`/a/${slug}/cycles/${draft.cycleId}`} className="link">
							See what stands in the way
						</Link>
					</Notice>
				))}
		</>
	)
}

function inDays(days: number, locale: string): string {
	if (days <= 0) return 'today'
	return days === 1 ? 'tomorrow' : `in ${formatNumber(days, locale)} days`
}
