import { FileUp, RotateCw } from 'lucide-react'
import { Form } from 'react-router'
import { problemTexts } from '#app/domain/job/job-words.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { DiscardForm } from './discard-form.tsx'
import type { WorkPage } from './read-page.server.ts'

const words = {
	check: {
		title: 'Seeing what the file would do',
		text: 'Nothing is written by this. It goes on when this page is closed.',
	},
	apply: {
		title: 'Applying the import',
		text: 'Everything is written at once at the end, or nothing is. It goes on when this page is closed.',
	},
	undo: {
		title: 'Taking the import back',
		text: 'All of it at once at the end, or nothing. It goes on when this page is closed.',
	},
} as const

/** The work on an import while it goes on, and the way on where it broke off. */
export function Work({ jobId, kind, problem, shown, root, url }: WorkPage & { root: string; url: string }) {
	const { title, text } = words[kind === 'import-undo' ? 'undo' : kind === 'import-apply' ? 'apply' : 'check']
	return (
		<JobProgress title={title} description={text} job={shown} url={`${root}/jobs/${jobId}`} here={url}>
			<Notice
				tone={problem ? 'error' : 'info'}
				title={problem ? 'This could not be finished' : 'This was stopped'}
				actions={kind !== 'import-undo' && <SeeButton />}
			>
				{problem ? problemTexts[problem] : 'Nothing was written.'}
			</Notice>
		</JobProgress>
	)
}

/** Where nobody has looked at it with these columns. */
export function Unseen() {
	return (
		<Notice title="Not looked at yet" actions={<SeeButton />}>
			Next you see what the file would do. Nothing is written by looking.
		</Notice>
	)
}

/** Where something in the middle of the file ends it. */
export function Unreadable({ problem, root }: { problem: string; root: string }) {
	return (
		<Notice
			tone="error"
			title="The file cannot be read to its end"
			actions={
				<>
					<ButtonLink to={`${root}/imports/new`} size="small" icon={FileUp}>
						Upload it again
					</ButtonLink>
					<DiscardForm />
				</>
			}
		>
			{problem} Nothing was written.
		</Notice>
	)
}

function SeeButton() {
	return (
		<Form method="post">
			<Button size="small" icon={RotateCw} name="intent" value="check">
				See what it would do
			</Button>
		</Form>
	)
}
