import { Download } from 'lucide-react'
import { useLocation } from 'react-router'
import { problemTexts } from '#app/domain/job/job-words.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { NeedsPage } from './read-page.server.ts'

/** The export that was asked for last, and the newest file: of that one, or of one before. */
export function PreparedExport({ page }: { page: NeedsPage }) {
	const { pathname, search } = useLocation()
	const { job, file } = page.prepared
	const isEarlier = file?.jobId !== job?.jobId
	return (
		<>
			{job && (
				<JobProgress
					title="Preparing the export"
					description={`${job.what}. It goes on when this page is closed. The file then waits here for a day, for you alone.`}
					job={job.shown}
					url={`/a/${page.slug}/jobs/${job.jobId}`}
					here={pathname + search}
				>
					{job.problem ? (
						<Notice tone="error" title="The export could not be prepared">
							<bdi>{job.what}</bdi>. {problemTexts[job.problem]}
						</Notice>
					) : isEarlier ? (
						<Notice title="The export was stopped">
							<bdi>{job.what}</bdi>. Nothing of it is kept.
						</Notice>
					) : (
						file && <FileNotice page={page} file={file} title="The export is ready" />
					)}
				</JobProgress>
			)}
			{isEarlier && file && <FileNotice page={page} file={file} title="An earlier export is ready" />}
		</>
	)
}

type File = NonNullable<NeedsPage['prepared']['file']>

function FileNotice({ page, file, title }: { page: NeedsPage; file: File; title: string }) {
	const { slug, locale, timeZone } = page
	return (
		<Notice
			tone="success"
			title={title}
			actions={
				<ButtonLink to={`/a/${slug}/jobs/${file.jobId}/file`} size="small" icon={Download} reloadDocument>
					Get the {file.format} file
				</ButtonLink>
			}
		>
			<bdi>{file.what}</bdi>: {formatNumber(file.rows, locale)} {file.rows === 1 ? 'step' : 'steps'}, for you
			alone, until {formatDate(file.until, locale, timeZone, 'dateTime')}.
		</Notice>
	)
}
