import type { Person } from '#app/domain/access/policy.ts'
import { gatherBytes } from '#app/lib/sheet/gather-bytes.ts'
import { openPdf } from '#app/lib/sheet/open-pdf.server.ts'
import type { Sheet, TakeBytes } from '#app/lib/sheet/sheet.ts'
import type { AccountScope } from './account-scope.server.ts'
import { copyTrainingNeeds } from './copy-training-needs.server.ts'
import { streamTrainingNeeds } from './stream-training-needs.server.ts'
import type { TrainingNeed, TrainingNeedSort } from './training-need-rows.server.ts'
import type { TrainingNeedColumn } from './training-needs-columns.server.ts'
import type { TrainingNeedFilter } from './training-needs-sql.server.ts'

/** A CSV says nothing about itself: it needs the columns alone. */
export type TrainingNeedsFile =
	| { format: 'csv'; sheet: { columns: readonly TrainingNeedColumn[] } }
	| { format: 'xlsx' | 'pdf'; sheet: Sheet<TrainingNeed> & { columns: readonly TrainingNeedColumn[] } }

/**
 * Writes the training needs that a filter leaves as a file, in pieces: what the page exports, at once or behind it.
 *
 * @param of.file what `describeTrainingNeeds` says of the same filter
 * @param of.onRows told how many rows were written so far
 * @param take gets a piece and is waited for before more is read
 * @returns how many rows were written; null for who sees nobody, with no whole file written
 */
export async function writeTrainingNeeds(
	scope: AccountScope,
	person: Person,
	of: {
		file: TrainingNeedsFile
		filter: TrainingNeedFilter & { snapshotId: string }
		sort?: TrainingNeedSort | undefined
		order?: 'asc' | 'desc' | undefined
		onRows?: (rows: number) => void
	},
	take: TakeBytes,
): Promise<number | null> {
	const { file, filter, sort, order, onRows } = of
	const { columns } = file.sheet
	const gathered = gatherBytes(take)
	if (file.format === 'csv') {
		return copyTrainingNeeds(scope, person, { columns, filter, sort, order, onRows }, take)
	}
	if (file.format === 'xlsx') {
		const copied = { columns, workbook: file.sheet, filter, sort, order, onRows }
		const count = await copyTrainingNeeds(scope, person, copied, gathered.take)
		await gathered.flush()
		return count
	}
	const writer = await openPdf<TrainingNeed>(file.sheet, gathered.take)
	let done = 0
	const count = await streamTrainingNeeds(scope, person, { ...filter, sort, order }, async (rows) => {
		await writer.write(rows)
		done += rows.length
		onRows?.(done)
	})
	if (count === null) return null
	await writer.end()
	await gathered.flush()
	return count
}
