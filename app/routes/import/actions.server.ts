import { data, redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { describeImport } from '#app/data/imports/describe-import.server.ts'
import { discardImport } from '#app/data/imports/discard-import.server.ts'
import { getDryRun } from '#app/data/imports/get-dry-run.server.ts'
import { saveMapping } from '#app/data/imports/save-mapping.server.ts'
import { startApply } from '#app/data/imports/start-apply.server.ts'
import { startCheck } from '#app/data/imports/start-check.server.ts'
import { startUndo } from '#app/data/imports/start-undo.server.ts'
import { applyModes, importCountsSchema } from '#app/domain/import/import-outcome.ts'
import { hasWeight } from '#app/domain/metric/aggregation.ts'
import { waitForJob } from '#app/jobs/wait-for-job.server.ts'
import { idempotencyKey } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { readMappingForm } from './mapping-form.server.ts'

export const urlOf = ({ account }: AccountSession, importId: string): string =>
	`/a/${account.slug}/imports/${importId}`

/** The import where it still waits to be applied; elsewhere its page says what it has come to. */
export async function findWaiting(session: AccountSession, importId: string) {
	const found = await describeImport(session.scope, importId)
	if (!found || found.state === 'discarded') throw notFound()
	if (found.state === 'uploaded' || found.state === 'mapped') return found
	throw redirectWithNotice(urlOf(session, importId), 'This import has been applied already.', {
		tone: 'info',
	})
}

/** Has it looked at what the file would do, and waits a moment for it. */
export async function lookAgain(scope: AccountScope, importId: string): Promise<void> {
	const check = await startCheck(scope, { importId })
	if (check) await waitForJob(scope, check.jobId)
}

/** Saves the columns and goes on to the dry run, unless they raise another question. */
export async function saveColumns(session: AccountSession, importId: string, form: FormData) {
	const { scope } = session
	const found = await findWaiting(session, importId)
	const columns = found.summary.header.length
	const mapping = readMappingForm(form, { before: found.mapping, columns })
	if (!mapping) throw refuse('invalid')
	const url = urlOf(session, importId)
	const saved = await saveMapping(scope, { importId, mapping })
	if (!saved.ok) {
		if (saved.reason !== 'unusable') return redirect(url, 303)
		const { problems, questions } = saved
		if (problems.length > 0) return data({ problems, questions, mapping }, { status: 400 })
		return redirectWithNotice(`${url}?step=columns`, 'One more question, that the file does not answer.', {
			tone: 'info',
		})
	}
	const weighed = new Set(found.metrics.filter((one) => hasWeight(one.aggregation)).map(({ key }) => key))
	const isUnasked = mapping.values.some(
		({ column, metric, weight }) =>
			weight === null &&
			weighed.has(metric) &&
			!found.mapping.values.some((was) => was.column === column && was.metric === metric),
	)
	if (isUnasked) {
		return redirectWithNotice(
			`${url}?step=columns`,
			'One more question: does a column hold what divides or weighs the values? Without it they stand for themselves and add up to nothing.',
			{ tone: 'info' },
		)
	}
	await lookAgain(scope, importId)
	return redirectWithNotice(url, 'The columns are saved. This is what the file would do.')
}

/** Shows what the file would do, and looks at it where that was not done, broke off or holds no more. */
export async function checkImport(session: AccountSession, importId: string) {
	await findWaiting(session, importId)
	const dry = await getDryRun(session.scope, importId)
	if (dry?.state !== 'running') await lookAgain(session.scope, importId)
	return redirect(urlOf(session, importId), 303)
}

const applyForm = z.object({
	mode: z.enum(applyModes),
	expected: z.string().max(500),
	version: z.coerce.number().int(),
})

/** Has applied what was shown, or nothing. */
export async function applyImport(session: AccountSession, importId: string, form: FormData) {
	const { scope } = session
	const posted = applyForm.safeParse(Object.fromEntries(form))
	const expected = importCountsSchema.safeParse(parseJson(posted.data?.expected))
	if (!posted.success || !expected.success) throw refuse('invalid')
	const url = urlOf(session, importId)
	const started = await startApply(scope, {
		importId,
		mode: posted.data.mode,
		expected: expected.data,
		version: posted.data.version,
		idempotencyKey: idempotencyKey.safeParse(form.get('idempotencyKey')).data,
	})
	if (!started.ok) {
		if (started.reason === 'gone') throw notFound()
		const words = 'This import has been applied already.'
		return started.reason === 'settled'
			? redirectWithNotice(url, words, { tone: 'info' })
			: redirect(`${url}?step=columns`, 303)
	}
	await waitForJob(scope, started.jobId)
	const job = await findJob(scope, started.jobId)
	if (job?.state === 'failed' && (job.problem === 'stale' || job.problem === 'refused-rows')) {
		await lookAgain(scope, importId)
		return redirectWithNotice(
			url,
			'Values, people, metrics or the columns have changed since this was shown, so nothing was applied. This is what the file would do now.',
			{ tone: 'warning' },
		)
	}
	return redirect(url, 303)
}

export async function undoImport(session: AccountSession, importId: string, form: FormData) {
	const { scope } = session
	const key = idempotencyKey.safeParse(form.get('idempotencyKey')).data
	const started = await startUndo(scope, { importId, idempotencyKey: key })
	const url = urlOf(session, importId)
	if (!started.ok) {
		if (started.reason === 'gone') throw notFound()
		return redirectWithNotice(url, 'There is nothing of this import to take back.', { tone: 'info' })
	}
	await waitForJob(scope, started.jobId)
	return redirect(url, 303)
}

export async function layAside(session: AccountSession, importId: string) {
	const { scope, account } = session
	if (!(await discardImport(scope, importId))) {
		await findWaiting(session, importId)
		return redirect(urlOf(session, importId), 303)
	}
	return redirectWithNotice(`/a/${account.slug}/imports`, 'The file is laid aside. Nothing was written.')
}

function parseJson(text: string | undefined): unknown {
	try {
		return JSON.parse(text ?? '')
	} catch {
		return null
	}
}
