import { Link } from 'react-router'
import { teamLensNames } from '#app/domain/team-assessment/team-lens.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { HomePage } from './read-home.server.ts'

/** How many stand there at once; the others are opened. */
const few = 6

/** The assessments of teams that wait for this person. */
export function AssessmentsPanel({ page }: { page: HomePage }) {
	const { assessments, locale } = page
	if (assessments.length === 0) return null
	const more = assessments.slice(few)
	return (
		<Panel title="Team assessments" description="Your view of your team, and what your teams still agree on.">
			<div className="flex flex-col gap-3 text-sm">
				<Waiting page={page} items={assessments.slice(0, few)} />
				{more.length > 0 && (
					<details className="disclosure">
						<summary className="font-medium text-accent">
							And {formatNumber(more.length, locale)} more
						</summary>
						<div className="pt-3">
							<Waiting page={page} items={more} />
						</div>
					</details>
				)}
			</div>
		</Panel>
	)
}

function Waiting({ page: { slug, locale }, items }: { page: HomePage; items: HomePage['assessments'] }) {
	return (
		<ul className="flex flex-col gap-3">
			{items.map(({ teamId, teamName, frameworkKey, assessmentId, state, toGive, inputs }) => (
				<li key={`${teamId} ${frameworkKey}`} className="flex flex-col">
					<Link
						to={`/a/${slug}/teams/${teamId}/assessments${assessmentId ? `/${assessmentId}` : ''}`}
						className="link w-fit"
					>
						{teamLensNames[frameworkKey]}: <bdi>{teamName}</bdi>
					</Link>
					<span className="text-muted">
						{toGive
							? 'Your view is asked for'
							: state === 'revealed'
								? 'To agree on'
								: `${formatNumber(inputs, locale)} ${inputs === 1 ? 'view is' : 'views are'} in, to be revealed`}
					</span>
				</li>
			))}
		</ul>
	)
}
