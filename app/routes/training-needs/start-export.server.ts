import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { waitForJob } from '#app/jobs/wait-for-job.server.ts'
import { idempotencyKey, parseFormData } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { exportParameters } from './export-parameters.server.ts'

const schema = z.object({ idempotencyKey })

/** Starts an export of what the address filters, and comes back to the same place. */
export async function startExport(
	{ scope, person, account }: AccountSession,
	form: FormData,
	url: URL,
): Promise<Response> {
	const submission = parseFormData(form, schema)
	if (submission.status !== 'success') throw refuse('invalid')
	const search = trainingNeedSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const found = await findTrainingNeedsScope(scope, person, search.data)
	if (found === null || found === 'nothing') throw notFound()
	const { jobId } = await startJob(scope, {
		kind: 'training-needs-export',
		parameters: exportParameters(search.data, found.snapshot.id),
		idempotencyKey: submission.value.idempotencyKey,
	})
	await waitForJob(scope, jobId)
	return redirect(`/a/${account.slug}/reports/training-needs${url.search}`, 303)
}
