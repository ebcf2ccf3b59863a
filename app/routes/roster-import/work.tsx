import { RotateCw } from 'lucide-react'
import { problemTexts } from '#app/domain/job/job-words.ts'
import { Button } from '#app/ui/button.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { CheckForm } from './check-form.tsx'
import type { Missing } from './find-dry-run.server.ts'
import type { WorkPage } from './read-page.server.ts'

const titles = {
	'roster-check': 'Seeing what the file would do',
	'roster-apply': 'Applying the import',
} as const

/** The work on an import while it goes on, and the way on where it broke off. */
export function Work(props: WorkPage & { root: string; url: string }) {
	const { jobId, kind, problem, missing, shown, root, url } = props
	const isCheck = kind === 'roster-check'
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
		>
			<Notice
				tone={problem ? 'error' : 'info'}
				title={problem ? 'This could not be finished' : 'This was stopped'}
				actions={<SeeButton missing={missing} />}
			>
				{problem ? problemTexts[problem] : 'Nothing was written.'}
			</Notice>
		</JobProgress>
	)
}

/** Where nobody has looked at it with these columns, or too long ago. */
export function Unseen({ missing }: { missing: Missing }) {
	return (
		<Notice title="Not looked at yet" actions={<SeeButton missing={missing} />}>
			Next you see what the file would do. Nothing is written by looking.
		</Notice>
	)
}

function SeeButton({ missing }: { missing: Missing }) {
	return (
		<CheckForm missing={missing}>
			<Button size="small" icon={RotateCw}>
				See what it would do
			</Button>
		</CheckForm>
	)
}
