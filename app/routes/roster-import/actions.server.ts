import { redirect, data } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { discardRosterImport } from '#app/data/discard-roster-import.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { getRosterImport } from '#app/data/get-roster-import.server.ts'
import { readRosterColumns } from '#app/data/read-roster-columns.server.ts'
import { saveRosterMapping } from '#app/data/save-roster-mapping.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { startRosterCheck } from '#app/data/start-roster-check.server.ts'
import { problemTexts } from '#app/domain/job/job-words.ts'
import { applyParameters } from '#app/domain/roster/job-parameters.ts'
import { waitForJob } from '#app/jobs/wait-for-job.server.ts'
import { idempotencyKey } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { Missing } from './find-dry-run.server.ts'
import { findDryRun } from './find-dry-run.server.ts'
import { readMappingForm } from './mapping-form.server.ts'

/** Saves the columns and goes on to the dry run, unless they raise another question. */
export async function saveColumns({ scope, account }: AccountSession, importId: string, form: FormData) {
	const found = await getRosterImport(scope, importId)
	if (!found || found.state === 'discarded') throw notFound()
	const mapping = readMappingForm(form, found.mapping)
	if (!mapping) throw refuse('invalid')
	const saved = await saveRosterMapping(scope, { importId, mapping })
	const url = `/a/${account.slug}/roster-imports/${importId}`
	if (!saved.ok) {
		if (saved.reason === 'unusable') return data({ problems: saved.problems, mapping }, { status: 400 })
		if (saved.reason === 'gone') throw notFound()
		return redirectWithNotice(url, 'This import has been applied already.', { tone: 'info' })
	}
	const stay = (message: string) => redirectWithNotice(`${url}?step=columns`, message, { tone: 'info' })
	const columns = mapping.dateOrder ? null : await readRosterColumns(scope, { importId, mapping })
	if (columns?.dates === 'ask') {
		return stay('One more question: the dates of this file can be read in two ways. Say which one is right.')
	}
	const asked = form.get('departmentColumn')
	if (mapping.columns.department !== undefined && String(mapping.columns.department) !== asked) {
		return stay('One more question: say which families the departments of this column belong to.')
	}
	await lookAgain(scope, importId, 'keep')
	return redirectWithNotice(url, 'The columns are saved. Next you see what the file would do.')
}

/** Has the very plan applied that was shown. */
export async function applyImport({ scope, account }: AccountSession, importId: string, form: FormData) {
	const parameters = applyParameters.safeParse(Object.fromEntries(form))
	if (!parameters.success) throw refuse('invalid')
	const found = await getRosterImport(scope, importId)
	if (!found || found.state === 'discarded') throw notFound()
	const url = `/a/${account.slug}/roster-imports/${importId}`
	if (found.state === 'applied') return redirectWithNotice(url, 'This import had been applied already.')
	const { jobId } = await startJob(scope, {
		kind: 'roster-apply',
		subjectId: importId,
		parameters: parameters.data,
		idempotencyKey: idempotencyKey.safeParse(form.get('idempotencyKey')).data,
	})
	await waitForJob(scope, jobId)
	const job = await findJob(scope, jobId)
	if (job?.state === 'failed') {
		if (job.problem === 'gone') throw notFound()
		const { missing } = parameters.data
		const again = `${url}?missing=${missing}`
		if (job.problem !== 'stale') return redirect(again, 303)
		await lookAgain(scope, importId, missing)
		return redirectWithNotice(again, problemTexts.stale, { tone: 'warning' })
	}
	return redirect(url, 303)
}

/** Shows what the file would do, and looks at it where that was not done, broke off, was stopped or holds no more. */
export async function checkImport(session: AccountSession, importId: string, form: FormData) {
	const { scope, account } = session
	const found = await getRosterImport(scope, importId)
	if (!found || found.state === 'discarded') throw notFound()
	const missing = form.get('missing') === 'mark-left' ? 'mark-left' : 'keep'
	const job = await findDryRun(session, found, missing)
	if (!job || job.state === 'failed' || job.state === 'cancelled') await lookAgain(scope, importId, missing)
	const url = `/a/${account.slug}/roster-imports/${importId}`
	return redirect(missing === 'keep' ? url : `${url}?missing=${missing}`, 303)
}

async function lookAgain(scope: AccountScope, importId: string, missing: Missing): Promise<void> {
	const check = await startRosterCheck(scope, { importId, missing })
	if (check) await waitForJob(scope, check.jobId)
}

export async function discardImport({ scope, account }: AccountSession, importId: string) {
	if (!(await discardRosterImport(scope, importId))) throw notFound()
	return redirectWithNotice(`/a/${account.slug}/imports`, 'The file is laid aside. Nothing was written.')
}
