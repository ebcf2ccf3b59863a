import { problemTexts } from '#app/domain/job/job-words.ts'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { CyclePage } from './read-page.server.ts'

/** The publication of the cycle while it goes on, and why it came to nothing. */
export function Publication({ page, account }: { page: CyclePage; account: string }) {
	const { publication, cycle } = page
	if (!publication) return null
	const { jobId, problem, shown } = publication
	return (
		<JobProgress
			title={`Publishing ${cycle.name}`}
			description="Until it is done nothing of the cycle has changed. It goes on when this page is closed."
			job={shown}
			url={`${account}/jobs/${jobId}`}
			here={`${account}/cycles/${cycle.id}`}
		>
			{problem ? (
				<Notice tone="error" title={`${cycle.name} could not be published`}>
					{problemTexts[problem]}
				</Notice>
			) : (
				<Notice title="The publication was stopped">Nothing of the cycle has changed.</Notice>
			)}
		</JobProgress>
	)
}
