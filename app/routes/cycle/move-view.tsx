import { Form, Link } from 'react-router'
import { phasesByHand } from '#app/domain/cycle/cycle-plan.ts'
import { countAssessed, countEligible, countUnassessed } from '#app/domain/cycle/participant-standing.ts'
import { endsWith, missingOf } from '#app/domain/cycle/phase-words.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { PageOf } from './read-page.server.ts'

/** What moving on to the review or to calibration ends, and who would miss it; and the button. */
export function MoveView({ page }: { page: PageOf<'move'> }) {
	const { cycle, plan, to, total, locale } = page
	const other = phasesByHand(cycle.phase, plan).find((phase) => phase !== to)
	const missing = missingOf(total)
	const name = to === 'review' ? 'the review' : 'calibration'
	return (
		<Panel
			title={`Begin ${name} of ${cycle.name} now`}
			description="A phase that has begun is not taken back; single people can be reopened."
			footer={
				<>
					<Form method="post">
						<input type="hidden" name="intent" value="move" />
						<input type="hidden" name="to" value={to} />
						<Button>Begin {name}</Button>
					</Form>
					<ButtonLink to="?view=teams" variant="quiet">
						Not yet
					</ButtonLink>
					{other && (
						<Link to={`?view=move&to=${other}`} className="link text-sm">
							{other === 'calibration' ? 'Leave the review out: calibration' : 'The review first'}
						</Link>
					)}
				</>
			}
		>
			<div className="flex max-w-prose flex-col gap-4">
				<ul className="flex list-disc flex-col gap-1.5 ps-5">
					{endsWith[to].map((text) => (
						<li key={text}>{text}</li>
					))}
				</ul>
				<div className="flex flex-col gap-2">
					<p>
						<strong>
							{formatNumber(countAssessed(total), locale)} of {peopleText(countEligible(total), locale)}
						</strong>{' '}
						have a result.{' '}
						{missing.length === 0
							? 'Nobody is missing.'
							: `${peopleText(countUnassessed(total), locale)} ${countUnassessed(total) === 1 ? 'is' : 'are'} missing:`}
					</p>
					{missing.length > 0 && (
						<ul className="flex flex-col text-sm">
							{missing.map(({ standing, count, why }) => (
								<li key={standing} className="border-t border-line py-2 first:border-t-0">
									<Link to={`?view=people&standing=${standing}`} className="link">
										{peopleText(count, locale)}
									</Link>
									<span className="text-muted">: {why.charAt(0).toLowerCase() + why.slice(1)}</span>
								</li>
							))}
						</ul>
					)}
				</div>
			</div>
		</Panel>
	)
}
