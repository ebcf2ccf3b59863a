import type { Person } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import { copyTrainingNeeds } from './copy-training-needs.server.ts'
import { listPublishedSnapshots } from './list-published-snapshots.server.ts'
import { readRubric } from './read-rubric.server.ts'
import type { TrainingNeedSort } from './training-need-rows.server.ts'
import { readTrainingNeedsColumns } from './training-needs-columns.server.ts'
import type { TrainingNeedFilter } from './training-needs-sql.server.ts'

/**
 * Writes the training needs that a filter leaves as CSV, in pieces, header first: for a shell.
 *
 * @returns how many rows were written; null for who sees nobody
 */
export async function writeTrainingNeedsCsv(
	scope: AccountScope,
	person: Person,
	of: TrainingNeedFilter & {
		snapshotId: string
		sort?: TrainingNeedSort | undefined
		order?: 'asc' | 'desc' | undefined
	},
	write: (text: string) => Promise<void>,
	{ byteOrderMark = false }: { byteOrderMark?: boolean } = {},
): Promise<number | null> {
	const snapshot = (await listPublishedSnapshots(scope)).find(({ id }) => id === of.snapshotId)
	if (!snapshot) throw new Error('There is no such snapshot in this account.')
	const rubric = await readRubric(scope, snapshot)
	const columns = await readTrainingNeedsColumns(scope, { snapshot, rubric })
	const { sort, order, ...filter } = of
	const take = (bytes: Uint8Array) => write(Buffer.from(bytes).toString('utf8'))
	return copyTrainingNeeds(scope, person, { columns, filter, sort, order, byteOrderMark }, take)
}
