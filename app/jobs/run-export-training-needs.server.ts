import { addJobParts } from '#app/data/add-job-parts.server.ts'
import { addOutboxMessage } from '#app/data/add-outbox-message.server.ts'
import { besidesTransaction } from '#app/data/database.server.ts'
import { describeTrainingNeeds } from '#app/data/describe-training-needs.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { readJobNames } from '#app/data/read-job-names.server.ts'
import { readUserEmail } from '#app/data/read-user-email.server.ts'
import { writeTrainingNeeds } from '#app/data/write-training-needs.server.ts'
import type { ExportFormat } from '#app/domain/job/export-format.ts'
import { mostRows } from '#app/domain/job/export-format.ts'
import { exportedFile, exportFormatSchema, exportKeptUntil } from '#app/domain/job/export-result.ts'
import { describeExportFilter } from '#app/domain/training-need/describe-export-filter.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { gatherBytes } from '#app/lib/sheet/gather-bytes.ts'
import { exportReadyMail } from '#app/mail/export-mails.server.ts'
import type { JobWork, RunWork } from './job-work.server.ts'

/** How large the pieces are in which the file is kept: each is written and read by a statement of its own. */
const partLength = 512 * 1024

export const runExportTrainingNeeds: RunWork = async (work) => {
	const { transaction, scope, person, account, job, progress, signal } = work
	progress('preparing')
	const search = trainingNeedSearchSchema.safeParse(job.parameters)
	const told = exportFormatSchema.safeParse(job.parameters)
	if (!search.success || !told.success) return { ok: false, problem: 'gone' }
	const { format } = told.data
	const found = await besidesTransaction(() => findTrainingNeedsScope(scope, person, search.data))
	if (found === null || found === 'nothing') return { ok: false, problem: 'gone' }
	const described = await besidesTransaction(() =>
		describeTrainingNeeds(scope, person, { found, search: search.data, account }),
	)
	if (described === null) return { ok: false, problem: 'not-allowed' }
	const { sheet, rows: total } = described
	if (total > mostRows[format]) return { ok: false, problem: 'too-many-rows' }
	let parts = 0
	const addPart = async (content: Uint8Array) => {
		signal.throwIfAborted()
		await addJobParts(transaction, scope, {
			jobId: job.id,
			list: exportedFile,
			number: parts,
			contents: [content],
		})
		parts += 1
	}
	const gathered = gatherBytes(addPart, partLength)
	const onRows = (rows: number) => {
		signal.throwIfAborted()
		progress('writing', rows, total)
	}
	const { sort, order } = search.data
	const rows = await besidesTransaction(() =>
		writeTrainingNeeds(
			scope,
			person,
			{ file: { format, sheet }, filter: found.filter, sort, order, onRows },
			gathered.take,
		),
	)
	await gathered.flush()
	if (rows === null) return { ok: false, problem: 'not-allowed' }
	await tellStarter(work, { format, rows })
	const fileName = `training-needs-${found.snapshot.cycleName}.${format}`.replace(/[^\w.-]+/g, '-')
	return { ok: true, result: { rows, parts, format, fileName } }
}

/** By mail, together with the end of the job: there is a file to get, or no mail. */
async function tellStarter(
	{ transaction, scope, account, job }: JobWork,
	{ format, rows }: { format: ExportFormat; rows: number },
): Promise<void> {
	const [to, { exportFilter }] = await besidesTransaction(async () => [
		await readUserEmail(scope),
		await readJobNames(scope, job.id),
	])
	if (to === null) return
	const mail = exportReadyMail({
		...{ to, account, jobId: job.id, format, rows },
		what: exportFilter ? describeExportFilter(exportFilter, account.locale) : 'training needs',
		until: exportKeptUntil(new Date()),
		baseUrl: getEnv().CONTOUR_BASE_URL,
	})
	await addOutboxMessage(transaction, scope.accountId, mail)
}
