import { z } from 'zod'
import { requireAccount } from '#app/auth/require-access.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { mayReadJob } from '#app/domain/job/job-kind.ts'
import { streamJob } from '#app/jobs/stream-job.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'

/** The progress of a job, live. */
export async function loader({ request, params, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccount(context)
	const job = z.uuid().safeParse(params.jobId).success ? await findJob(scope, params.jobId) : null
	if (!job || !mayReadJob(person, scope.userId, job)) throw notFound()
	return streamJob(scope, { job, locale: account.locale, signal: request.signal })
}
