import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { DescribedImport } from '#app/data/imports/describe-import.server.ts'
import { describeImport } from '#app/data/imports/describe-import.server.ts'
import type { DryRun } from '#app/data/imports/get-dry-run.server.ts'
import { getDryRun } from '#app/data/imports/get-dry-run.server.ts'
import type { ImportOutcome } from '#app/data/imports/get-import-result.server.ts'
import { getImportResult } from '#app/data/imports/get-import-result.server.ts'
import { suggestLoginMembers } from '#app/data/imports/suggest-login-members.server.ts'
import { undoPreview } from '#app/data/imports/undo-preview.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import type { CheckedImport, ShownValue } from '#app/domain/import/import-outcome.ts'
import { describeImportProblem } from '#app/domain/import/import-problem.ts'
import { importKindNames } from '#app/domain/import/import-kind.ts'
import { lateQuestions } from '#app/domain/import/open-questions.ts'
import { formatPeriod } from '#app/domain/metric/format-value.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import { showJob } from '#app/jobs/show-job.server.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { readColumns } from './read-columns.server.ts'
import { valueText } from './value-text.ts'

/** What the page shows: the columns, the dry run or the result, whichever the import has come to, or the work on it. */
export async function readImport(session: AccountSession, importId: string, url: URL) {
	const { scope, account } = session
	const found = await describeImport(scope, importId)
	const outcome = await getImportResult(scope, importId)
	if (!found || !outcome || found.state === 'discarded') throw notFound()
	const { locale, timeZone } = account
	const head = {
		importId,
		kind: importKindNames[found.kind],
		fileName: found.fileName,
		createdAt: found.createdAt,
		by: found.by,
		encoding: found.summary.encoding,
		sameAs: found.sameAs,
		locale,
		timeZone,
	}
	if (found.state === 'applied' || found.state === 'undone') {
		return { step: 'result' as const, head, outcome: await readResult(session, outcome) }
	}
	if (outcome.job && isUnfinished(outcome.job.state)) {
		return { step: 'work' as const, head, work: readWork(outcome.job, locale) }
	}
	if (found.state === 'uploaded') return { step: 'columns' as const, head, columns: readColumns(found) }
	const dry = await getDryRun(scope, importId)
	if (url.searchParams.get('step') === 'columns') {
		const questions = [...found.questions, ...questionsOf(dry, found)]
		return { step: 'columns' as const, head, columns: readColumns({ ...found, questions }) }
	}
	if (!dry || dry.state === 'none') return { step: 'unseen' as const, head }
	const hasFailedSince = outcome.job !== null && outcome.job.createdAt > dry.job.createdAt
	if (dry.state !== 'done' || hasFailedSince) {
		const job = hasFailedSince && outcome.job ? outcome.job : dry.job
		return { step: 'work' as const, head, work: readWork(job, locale) }
	}
	if (!dry.checked.ok)
		return { step: 'unreadable' as const, head, problem: describeImportProblem(dry.checked.problem) }
	const dryRun = await readDryRun(session, found, dry.checked)
	return { step: 'dry-run' as const, head, dryRun: { ...dryRun, questions: questionsOf(dry, found).length } }
}

/** What the look at the whole file has raised. */
function questionsOf(dry: DryRun | null, { metrics }: DescribedImport) {
	const open = dry?.state === 'done' && dry.checked.ok ? dry.checked.open : undefined
	return open ? lateQuestions(open, new Map(metrics.map((metric) => [metric.key, metric]))) : []
}

export type WorkPage = ReturnType<typeof readWork>

function readWork(job: Job, locale: string) {
	const { id, kind, problem } = job
	return { jobId: id, kind, problem, shown: showJob(job, locale) }
}

export type DryRunPage = Awaited<ReturnType<typeof readDryRun>> & {
	/** How many have to be answered for the rest of the file to be read. */
	questions: number
}

async function readDryRun(
	{ scope, account }: AccountSession,
	{ metrics, mapping }: DescribedImport,
	{ version, counts, first, unknown }: CheckedImport & { ok: true },
) {
	const byKey = new Map(metrics.map((metric) => [metric.key, metric]))
	const show = ({ row, subject, metric, before, ...value }: ShownValue) => {
		const of = { unit: metric.unit, aggregation: byKey.get(metric.key)?.aggregation }
		return {
			row,
			subject: subject.name,
			isAccount: subject.kind === 'account',
			metric: metric.name,
			period: formatPeriod(value.startsOn, value.grain, account.locale),
			value: valueText(value, of, account.locale),
			before: before && valueText(before, of, account.locale),
		}
	}
	const asksLogins = mapping.subject.is === 'login'
	const logins = asksLogins ? unknown.subjects : []
	const suggested = await suggestLoginMembers(scope, { logins: logins.map(({ text }) => text) })
	return {
		version,
		counts,
		first: {
			added: first.added.map(show),
			changed: first.changed.map(show),
			unchanged: first.unchanged.map(show),
			refused: first.refused,
		},
		logins: logins.map(({ text, rows }) => ({ login: text, rows, suggested: suggested.get(text) ?? '' })),
		/** Texts of the file that are no metric here. */
		metricTexts: mapping.metric.column === null ? [] : unknown.metrics,
		metrics: metrics.map(({ key, name }) => ({ key, name })),
		idempotencyKey: newIdempotencyKey(),
	}
}

export type ShownRow = DryRunPage['first']['added'][number]

export type ResultPage = Awaited<ReturnType<typeof readResult>>

async function readResult({ scope, account }: AccountSession, outcome: ImportOutcome) {
	const { id, appliedAt, undoneAt, result, undone, job } = outcome
	if (!result) throw new Error('An applied import has no result.')
	return {
		appliedAt,
		undoneAt,
		undone,
		counts: result.counts,
		refused: result.refused,
		work: job?.kind === 'import-undo' ? readWork(job, account.locale) : null,
		preview: await undoPreview(scope, id),
		idempotencyKey: newIdempotencyKey(),
	}
}
