import { addJobParts } from '#app/data/add-job-parts.server.ts'
import { besidesTransaction } from '#app/data/database.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { writeTrainingNeedsCsv } from '#app/data/write-training-needs-csv.server.ts'
import { exportedFile } from '#app/domain/job/export-result.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import type { RunWork } from './job-work.server.ts'

export const runExportTrainingNeeds: RunWork = async (work) => {
	const { transaction, scope, person, job, progress, signal } = work
	progress('preparing')
	const search = trainingNeedSearchSchema.safeParse(job.parameters)
	if (!search.success) return { ok: false, problem: 'gone' }
	const found = await besidesTransaction(() => findTrainingNeedsScope(scope, person, search.data))
	if (found === null || found === 'nothing') return { ok: false, problem: 'gone' }
	const { sort, order } = search.data
	let parts = 0
	let rows = 0
	const write = async (content: string, more: number) => {
		signal.throwIfAborted()
		await addJobParts(transaction, scope, {
			jobId: job.id,
			list: exportedFile,
			number: parts,
			contents: [content],
		})
		parts += 1
		rows += more
		progress('writing', rows)
	}
	const count = await besidesTransaction(() =>
		writeTrainingNeedsCsv(scope, person, { ...found.filter, sort, order }, write, { byteOrderMark: true }),
	)
	if (count === null) return { ok: false, problem: 'not-allowed' }
	const fileName = `training-needs-${found.snapshot.cycleName}.csv`.replace(/[^\w.-]+/g, '-')
	return { ok: true, result: { rows, parts, fileName } }
}
