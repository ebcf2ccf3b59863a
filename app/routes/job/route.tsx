import { Download } from 'lucide-react'
import { data } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { requireAccount } from '#app/auth/require-access.server.ts'
import { cancelJob } from '#app/data/cancel-job.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import { readJobNames } from '#app/data/read-job-names.server.ts'
import { exportKeptUntil, exportResultSchema } from '#app/domain/job/export-result.ts'
import type { JobKind } from '#app/domain/job/job-kind.ts'
import { isUnfinished, mayReadJob } from '#app/domain/job/job-kind.ts'
import { kindNames, problemTexts, stateNames } from '#app/domain/job/job-words.ts'
import { describeExportFilter } from '#app/domain/training-need/describe-export-filter.ts'
import { showJob } from '#app/jobs/show-job.server.ts'
import { waitForJob } from '#app/jobs/wait-for-job.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse, safePath } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'

async function requireJob({ scope, person }: AccountSession, jobId: string): Promise<Job> {
	const job = z.uuid().safeParse(jobId).success ? await findJob(scope, jobId) : null
	if (!job || !mayReadJob(person, scope.userId, job)) throw notFound()
	return job
}

export async function loader({ params, context }: Route.LoaderArgs) {
	const session = requireAccount(context)
	const { locale, timeZone } = session.account
	const { result, parameters: _, ...job } = await requireJob(session, params.jobId)
	const until = job.finishedAt && exportKeptUntil(job.finishedAt)
	const fileUntil = exportResultSchema.safeParse(result).success && until && until > new Date() ? until : null
	const shown = showJob({ ...job, result: null, parameters: {} }, locale)
	const { by, about, exportFilter } = await readJobNames(session.scope, job.id)
	const names = { by, about: exportFilter ? describeExportFilter(exportFilter, locale) : about }
	return data({ job, names, shown, fileUntil, locale, timeZone })
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const session = requireAccount(context)
	const job = await requireJob(session, params.jobId)
	const form = await readForm(request)
	if (form.get('intent') !== 'cancel') throw refuse('invalid')
	const here = safePath(form.get('here'), `/a/${session.account.slug}/jobs/${job.id}`)
	const answer = await cancelJob(session.scope, job.id)
	if (answer === 'gone') throw notFound()
	if (answer === 'too-late')
		return redirectWithNotice(here, 'It had ended before it could be stopped.', { tone: 'info' })
	await waitForJob(session.scope, job.id)
	const after = await findJob(session.scope, job.id)
	if (after && isUnfinished(after.state)) {
		return redirectWithNotice(here, 'It stops at its next step. Nothing of it will be written.', {
			tone: 'info',
		})
	}
	return after?.state === 'done'
		? redirectWithNotice(here, 'It had ended before it could be stopped.', { tone: 'info' })
		: redirectWithNotice(here, 'It is stopped. Nothing of it was written.')
}

export const meta: Route.MetaFunction = () => [{ title: 'Background work · Contour' }]

const places: Record<JobKind, { path: (id: string | null) => string; words: string }> = {
	'roster-check': { path: (id) => `roster-imports/${id}`, words: 'Open the import' },
	'roster-apply': { path: (id) => `roster-imports/${id}`, words: 'Open the import' },
	'import-check': { path: (id) => `imports/${id}`, words: 'Open the import' },
	'import-apply': { path: (id) => `imports/${id}`, words: 'Open the import' },
	'import-undo': { path: (id) => `imports/${id}`, words: 'Open the import' },
	'cycle-publish': { path: (id) => `cycles/${id}`, words: 'Open the cycle' },
	'training-needs-export': { path: () => 'reports/training-needs', words: 'Open training needs' },
}

export default function JobPage({ loaderData, params }: Route.ComponentProps) {
	const { job, names, shown, fileUntil, locale, timeZone } = loaderData
	const root = `/a/${params.account}`
	const url = `${root}/jobs/${job.id}`
	const name = kindNames[job.kind]
	const isFailed = job.state === 'failed'
	const dateTime = (value: Date) => formatDate(value, locale, timeZone, 'dateTime')
	const place = places[job.kind]
	// What it was about may be gone by now.
	const about = (job.subjectId === null || names.about !== null) && (
		<ButtonLink to={`${root}/${place.path(job.subjectId)}`} size="small">
			{place.words}
		</ButtonLink>
	)
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Background work', href: `${root}/jobs` }, { label: name }]} />}
				title={name}
				description={
					names.about ? (
						<bdi className="wrap-anywhere">{names.about}</bdi>
					) : (
						job.subjectId !== null && 'What it was about is laid aside, or gone.'
					)
				}
				asOf={
					<>
						Started {dateTime(job.createdAt)}
						{names.by && (
							<>
								{' '}
								by <bdi>{names.by}</bdi>
							</>
						)}
						{job.finishedAt && ` · ended ${dateTime(job.finishedAt)}`}
					</>
				}
				actions={about}
			/>
			<JobProgress
				title="How far it is"
				job={shown}
				url={url}
				here={url}
				description="It goes on when this page is closed."
			>
				<Notice
					tone={isFailed ? 'error' : job.state === 'done' ? 'success' : 'info'}
					title={stateNames[job.state]}
					actions={
						fileUntil && (
							<ButtonLink to={`${url}/file`} size="small" icon={Download} reloadDocument>
								Get the file
							</ButtonLink>
						)
					}
				>
					{isFailed
						? problemTexts[job.problem ?? 'broken']
						: job.state === 'cancelled'
							? 'Nothing of it was written.'
							: fileUntil
								? `The file is here for you alone, until ${dateTime(fileUntil)}.`
								: job.kind === 'training-needs-export' &&
									'The file was kept for a day and is gone. Export it again from the page of training needs.'}
				</Notice>
			</JobProgress>
		</div>
	)
}
