import { data, Link } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { requireAccount } from '#app/auth/require-access.server.ts'
import { cancelJob } from '#app/data/cancel-job.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import type { JobKind } from '#app/domain/job/job-kind.ts'
import { isUnfinished, mayReadJob } from '#app/domain/job/job-kind.ts'
import { kindNames, problemTexts, stateNames } from '#app/domain/job/job-words.ts'
import { showJob } from '#app/jobs/show-job.server.ts'
import { waitForJob } from '#app/jobs/wait-for-job.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse, safePath } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
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
	const { result: _, parameters: __, ...job } = await requireJob(session, params.jobId)
	const shown = showJob({ ...job, result: null, parameters: {} }, locale)
	return data({ job, shown, locale, timeZone })
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

const places: Record<JobKind, (id: string | null, jobId: string) => string> = {
	'roster-check': (id) => `roster-imports/${id}`,
	'roster-apply': (id) => `roster-imports/${id}`,
	'cycle-publish': (id) => `cycles/${id}`,
	'training-needs-export': (_, jobId) => `reports/training-needs?export=${jobId}`,
}

export default function JobPage({ loaderData, params }: Route.ComponentProps) {
	const { job, shown, locale, timeZone } = loaderData
	const root = `/a/${params.account}`
	const url = `${root}/jobs/${job.id}`
	const name = kindNames[job.kind]
	const isFailed = job.state === 'failed'
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Background work', href: `${root}/jobs` }, { label: name }]} />}
				title={name}
				asOf={`Started ${formatDate(job.createdAt, locale, timeZone, 'dateTime')}`}
			/>
			{shown.isFinished ? (
				<Notice
					tone={isFailed ? 'error' : job.state === 'done' ? 'success' : 'info'}
					title={stateNames[job.state]}
					actions={
						<Link to={`${root}/${places[job.kind](job.subjectId, job.id)}`} className="link text-sm">
							See what it was about
						</Link>
					}
				>
					{isFailed
						? problemTexts[job.problem ?? 'broken']
						: job.state === 'cancelled' && 'Nothing of it was written.'}
				</Notice>
			) : (
				<JobProgress
					title={name}
					job={shown}
					url={url}
					here={url}
					description="It goes on when this page is closed."
				/>
			)}
		</div>
	)
}
