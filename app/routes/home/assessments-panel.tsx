import { Link } from 'react-router'
import { teamLensNames } from '#app/domain/team-assessment/team-lens.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { HomePage } from './read-home.server.ts'

/** The assessments of teams that wait for this person. */
export function AssessmentsPanel({ page }: { page: HomePage }) {
	const { assessments, slug, locale } = page
	if (assessments.length === 0) return null
	return (
		<Panel title="Team assessments" description="Your view of your team, and what your teams still agree on.">
			<ul className="flex flex-col gap-3 text-sm">
				{assessments.map(({ teamId, teamName, frameworkKey, assessmentId, state, toGive, inputs }) => (
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
		</Panel>
	)
}
