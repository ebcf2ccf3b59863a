import { Link, useParams } from 'react-router'
import { teamLensNames } from '#app/domain/team-assessment/team-lens.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { PageOf } from './read-page.server.ts'

/** How many of them are named. */
const named = 12

/** Warns of team assessments that were begun and not agreed on: publishing takes no more of them. */
export function OpenAssessments({ page: { openAssessments, locale } }: { page: PageOf<'publish'> }) {
	const { account } = useParams()
	const count = openAssessments.length
	if (count === 0) return null
	return (
		<Notice
			tone="warning"
			title={
				count === 1
					? 'One team assessment is not agreed on'
					: `${formatNumber(count, locale)} team assessments are not agreed on`
			}
		>
			{count === 1 ? 'Once the cycle is published it says' : 'Once the cycle is published they say'} nothing
			of the team, and nobody can go on with {count === 1 ? 'it' : 'them'}:{' '}
			{openAssessments.slice(0, named).map(({ id, teamId, teamName, frameworkKey }, index) => (
				<span key={id}>
					{index > 0 && ', '}
					<Link to={`/a/${account}/teams/${teamId}/assessments/${id}`} className="link">
						<bdi>{teamName}</bdi>: {teamLensNames[frameworkKey]}
					</Link>
				</span>
			))}
			{count > named && ` and ${formatNumber(count - named, locale)} more`}.
		</Notice>
	)
}
