import { undoImportWithin } from '#app/data/imports/undo-import-within.server.ts'
import type { RunWork } from './job-work.server.ts'

export const runUndoImport: RunWork = async ({ transaction, scope, job, progress }) => {
	if (job.subjectId === null) return { ok: false, problem: 'gone' }
	progress('writing')
	const undone = await undoImportWithin(transaction, scope, { importId: job.subjectId })
	return undone.ok ? { ok: true, result: { counts: undone.counts } } : { ok: false, problem: undone.reason }
}
