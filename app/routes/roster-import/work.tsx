import { RotateCw } from 'lucide-react'
import { Form } from 'react-router'
import { problemTexts } from '#app/domain/job/job-words.ts'
import { Button } from '#app/ui/button.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { WorkPage } from './read-page.server.ts'

const titles = {
	'roster-check': 'Seeing what the file would do',
	'roster-apply': 'Applying the import',
} as const

/** The work on an import while it goes on, and the way on where it broke off. */
export function Work(props: WorkPage & { root: string; url: string }) {
	const { jobId, kind, problem, isFinished, missing, shown, root, url } = props
	const isCheck = kind === 'roster-check'
	if (isFinished) {
		return (
			<Notice
				tone={problem ? 'error' : 'info'}
				title={problem ? 'This could not be finished' : 'This was stopped'}
				actions={
					<Form method="post">
						<input type="hidden" name="missing" value={missing} />
						<Button size="small" icon={RotateCw} name="intent" value="check">
							See what it would do
						</Button>
					</Form>
				}
			>
				{problem ? problemTexts[problem] : 'Nothing was written.'}
			</Notice>
		)
	}
	return (
		<JobProgress
			title={titles[isCheck ? 'roster-check' : 'roster-apply']}
			description={
				isCheck
					? 'Nothing is written by this. It goes on when this page is closed.'
					: 'Everything is written at once at the end, or nothing is. It goes on when this page is closed.'
			}
			job={shown}
			url={`${root}/jobs/${jobId}`}
			here={missing === 'keep' ? url : `${url}?missing=${missing}`}
		/>
	)
}
