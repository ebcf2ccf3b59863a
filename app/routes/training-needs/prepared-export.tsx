import { Download } from 'lucide-react'
import { useLocation } from 'react-router'
import { problemTexts } from '#app/domain/job/job-words.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { NeedsPage } from './read-page.server.ts'

/** The export that was asked for: how far it is, the file, or why there is none. */
export function PreparedExport({ page: { prepared, slug, locale, timeZone } }: { page: NeedsPage }) {
	const { pathname, search } = useLocation()
	if (!prepared) return null
	const { jobId, isFinished, problem, shown, file } = prepared
	const url = `/a/${slug}/jobs/${jobId}`
	if (!isFinished) {
		return (
			<JobProgress
				title="Preparing the export"
				description="It goes on when this page is closed. The file then waits here for a day, for you alone."
				job={shown}
				url={url}
				here={pathname + search}
			/>
		)
	}
	if (problem) {
		return (
			<Notice tone="error" title="The export could not be prepared">
				{problemTexts[problem]}
			</Notice>
		)
	}
	if (!file) return null
	return (
		<Notice
			tone="success"
			title="The export is ready"
			actions={
				<ButtonLink to={`${url}/file`} size="small" icon={Download} reloadDocument>
					Get the file
				</ButtonLink>
			}
		>
			{formatNumber(file.rows, locale)} {file.rows === 1 ? 'step' : 'steps'}, for you alone, until{' '}
			{formatDate(file.until, locale, timeZone, 'dateTime')}.
		</Notice>
	)
}
