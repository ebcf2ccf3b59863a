import {
	countAssessed,
	countEligible,
	countOf,
	countToBecomeResults,
	waitingStandings,
} from '#app/domain/cycle/participant-standing.ts'
import { describeToBecomeResults, waitingNameIn } from '#app/domain/cycle/standing-words.ts'
import { formatNumber, formatShare } from '#app/ui/format.tsx'
import { ProgressBar } from '#app/ui/progress-bar.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { PageOf } from './read-page.server.ts'

/** How far the cycle is, in five figures that each lead to the people behind them. */
export function ProgressSummary({ page }: { page: PageOf<'teams' | 'families' | 'people'> }) {
	const { total, locale, cycle } = page
	const number = (value: number) => formatNumber(value, locale)
	const eligible = countEligible(total)
	const assessed = countAssessed(total)
	const published = cycle.phase === 'published'
	const ofEligible = (count: number) => (eligible > 0 ? formatShare(count / eligible, locale) : undefined)
	const people = (standing: string) => `?view=people&standing=${standing}`
	const waiting = countOf(total, ...waitingStandings)
	const unassessed = eligible - assessed
	const toBecome = describeToBecomeResults(countToBecomeResults(total, cycle.phase), number)
	return (
		<div className="flex flex-col gap-4">
			<ProgressBar
				label="Assessed"
				value={assessed}
				max={eligible}
				text={`${number(assessed)} of ${number(eligible)} eligible`}
			/>
			{toBecome && <p className="text-sm text-pretty text-muted">{toBecome}</p>}
			<Stats label="Progress">
				<Stat
					label="Agreed by both"
					value={number(total.agreed)}
					note={ofEligible(total.agreed)}
					href={people('agreed')}
				/>
				<Stat
					label="One rater"
					value={number(total['single-rater'])}
					note="the other can’t answer"
					href={people('single-rater')}
				/>
				{published ? (
					<Stat
						label="Not assessed"
						value={number(unassessed)}
						note={ofEligible(unassessed)}
						href={people('not-assessed')}
					/>
				) : (
					<>
						<Stat
							label="Both sent, to agree"
							value={number(total['to-agree'])}
							note={ofEligible(total['to-agree'])}
							href={people('to-agree')}
						/>
						<Stat
							label={waitingNameIn(cycle.phase)}
							value={number(waiting)}
							note={
								total['no-rater'] > 0
									? `and ${number(total['no-rater'])} nobody can answer for`
									: ofEligible(waiting)
							}
							href={people('waiting')}
						/>
					</>
				)}
				<Stat
					label="Exempt · left"
					value={`${number(total.exempt)} · ${number(total.left)}`}
					note="not eligible"
					href={people('exempt')}
				/>
			</Stats>
		</div>
	)
}
