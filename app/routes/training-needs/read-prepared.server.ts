import { isDeepStrictEqual } from 'node:util'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findLatestJob } from '#app/data/find-latest-job.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import { readJobNames } from '#app/data/read-job-names.server.ts'
import { may } from '#app/domain/access/policy.ts'
import type { ExportFormat } from '#app/domain/job/export-format.ts'
import { exportFormats, formatNames } from '#app/domain/job/export-format.ts'
import { exportKeptUntil, exportResultSchema } from '#app/domain/job/export-result.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import { describeExportFilter } from '#app/domain/training-need/describe-export-filter.ts'
import { showJob } from '#app/jobs/show-job.server.ts'

/**
 * The export that the person has asked for last, and the newest file of theirs that is kept: of that one, or of one before.
 *
 * @param parametersAs of an export of what the page shows, in a format
 */
export async function readPrepared(session: AccountSession, parametersAs: (format: ExportFormat) => object) {
	const { scope, person, account } = session
	if (!may(person, 'training-needs.export')) return { job: null, file: null, formats: [] }
	const of = { kinds: ['training-needs-export'], own: true } as const
	const job = await findLatestJob(scope, of)
	const done = job?.state === 'done' ? job : job && (await findLatestJob(scope, { ...of, state: 'done' }))
	const file = done && (await readFile(session, done))
	const isUnderWay = job !== null && isUnfinished(job.state) && job.cancelRequestedAt === null
	const isSame = (other: Job | null, format: ExportFormat) =>
		isDeepStrictEqual(other?.parameters, parametersAs(format))
	return {
		job: job && isNews(job) ? await readState() : null,
		file,
		/** In which what the page shows is prepared, or about to be. */
		formats: exportFormats.filter(
			(format) => (isUnderWay && isSame(job, format)) || (file !== null && isSame(done, format)),
		),
	}

	async function readState() {
		const { id: jobId, problem } = job as Job
		const shown = showJob(job as Job, account.locale)
		return { jobId, problem, shown, what: await describe(session, jobId) }
	}
}

/** What became of an export is told as long as its file would be kept. */
const isNews = ({ finishedAt }: Job) => finishedAt === null || exportKeptUntil(finishedAt) > new Date()

async function readFile(session: AccountSession, { id: jobId, finishedAt, result }: Job) {
	const until = finishedAt && exportKeptUntil(finishedAt)
	const made = exportResultSchema.safeParse(result)
	if (!made.success || !until || until <= new Date()) return null
	const format = formatNames[made.data.format]
	return { jobId, rows: made.data.rows, format, until, what: await describe(session, jobId) }
}

async function describe({ scope, account }: AccountSession, jobId: string): Promise<string> {
	const { exportFilter } = await readJobNames(scope, jobId)
	return exportFilter ? describeExportFilter(exportFilter, account.locale) : ''
}
