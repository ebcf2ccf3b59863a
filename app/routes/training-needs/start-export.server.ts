import { redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { exportFormatSchema } from '#app/domain/job/export-result.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { waitForJob } from '#app/jobs/wait-for-job.server.ts'
import { idempotencyKey, parseFormData } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { exportParameters } from './export-parameters.server.ts'

const schema = exportFormatSchema.extend({ idempotencyKey })

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
		parameters: exportParameters(search.data, found.snapshot.id, submission.value.format),
		// The forms of all formats are shown with one key.
		idempotencyKey: `${submission.value.format} ${submission.value.idempotencyKey}`,
	})
	await waitForJob(scope, jobId)
	return redirect(`/a/${account.slug}/reports/training-needs${url.search}`, 303)
}
