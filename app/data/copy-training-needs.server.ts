import { z } from 'zod'
import type { Person } from '#app/domain/access/policy.ts'
import { targetScopes } from '#app/domain/target/target-rule.ts'
import { CopiedCsv } from '#app/lib/sheet/copied-csv.server.ts'
import { copiedFormat } from '#app/lib/sheet/copied-rows.server.ts'
import { CopiedXlsx } from '#app/lib/sheet/copied-xlsx.server.ts'
import { formatCsvText } from '#app/lib/sheet/format-csv-text.server.ts'
import { csvHead } from '#app/lib/sheet/open-csv.server.ts'
import type { CellValue, Sheet, TakeBytes } from '#app/lib/sheet/sheet.ts'
import { openXlsxFile } from '#app/lib/sheet/xlsx-file.server.ts'
import type { AccountScope } from './account-scope.server.ts'
import { copyRows } from './copy-rows.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import type { TrainingNeed, TrainingNeedSort } from './training-need-rows.server.ts'
import { trainingNeedRows } from './training-need-rows.server.ts'
import type { CommonNeed, TrainingNeedColumn } from './training-needs-columns.server.ts'
import type { TrainingNeedFilter } from './training-needs-sql.server.ts'
import { trainingNeedsQuery } from './training-needs-sql.server.ts'

/** A reader who takes longer than this over the whole gets no more: the database gives up a little before the transaction. */
const longest = { statement: 14.5 * 60_000, transaction: 15 * 60_000 }

/** Takes the rows of a company of 100,000. */
const memory = '64MB'

const isTrue = z.enum(['t', 'f']).transform((sign) => sign === 't')
const count = z.coerce.number().int()

/** What is common to many rows, as it is copied out, in this order. */
const commonSchema = z.object({
	hasLeft: isTrue,
	familyKey: z.string(),
	questionKey: z.string(),
	fromHalfSteps: count,
	toHalfSteps: count,
	targetHalfSteps: count,
	dueOn: z.string(),
	isTargetFrozen: isTrue,
	targetScope: z.enum(targetScopes),
	targetName: z.string().transform((name) => name || null),
	isNext: isTrue,
	isSingleRater: isTrue,
}) satisfies z.ZodType<CommonNeed>
const commonFields = Object.keys(commonSchema.shape) as (keyof CommonNeed)[]

/**
 * Writes the training needs that a filter leaves as CSV, or as a workbook of a sheet, in pieces: as `openCsv` writes the rows of
 * `streamTrainingNeeds`, byte for byte, and as `openXlsx` does, cell for cell, but several times as fast.
 *
 * @param of.onRows told how many rows were written so far
 * @param take gets a piece and is waited for before more is read
 * @returns how many rows were written; null for who sees nobody
 */
export async function copyTrainingNeeds(
	scope: AccountScope,
	person: Person,
	of: {
		columns: readonly TrainingNeedColumn[]
		filter: TrainingNeedFilter & { snapshotId: string }
		sort?: TrainingNeedSort | undefined
		order?: 'asc' | 'desc' | undefined
		/** Of a CSV. */
		byteOrderMark?: boolean
		/** What the workbook is of; its columns are those of `columns`. */
		workbook?: Sheet<TrainingNeed>
		onRows?: ((rows: number) => void) | undefined
	},
	take: TakeBytes,
): Promise<number | null> {
	const { columns, filter, sort, order } = of
	const query = trainingNeedsQuery(scope, person, filter)
	if (!query) return null
	const { rows: copied, push, end } = await openFile(of, take)
	const fields = [...columns.flatMap(({ own }) => own ?? []), ...commonFields]
	const hand = async (pieces: Uint8Array[]) => {
		for (const piece of pieces) await push(piece)
		of.onRows?.(copied.rows)
	}
	await withAccount(
		scope,
		async (transaction) => {
			const { today } = await readAccountCalendar(transaction, scope)
			const text = trainingNeedRows({ sets: query.sets, today: `$${query.next}`, fields, sort, order })
			await copyRows(
				transaction,
				{
					text,
					values: [...query.values, today],
					words: query.words,
					format: copiedFormat,
					memory,
					longest: longest.statement,
				},
				async (block) => {
					copied.add(block)
					await hand(copied.taken())
				},
			)
		},
		{ timeout: longest.transaction },
	)
	await hand(copied.taken({ isEnd: true }))
	await end(copied.rows)
	return copied.rows
}

type Of = {
	columns: readonly TrainingNeedColumn[]
	byteOrderMark?: boolean
	workbook?: Sheet<TrainingNeed>
}

/** What makes the file of the rows that are copied, what takes the pieces, and what ends it. */
async function openFile({ columns, byteOrderMark = true, workbook }: Of, take: TakeBytes) {
	if (workbook) {
		const file = await openXlsxFile(workbook, take)
		const rows = new CopiedXlsx(file, {
			columns: columns.map(({ type, own }) => ({ type, isText: own !== null })),
			makeCells: (values) => makeCells(columns, values),
		})
		return { rows, push: file.push, end: file.end }
	}
	const rows = new CopiedCsv({
		head: csvHead(columns, { byteOrderMark }),
		cells: columns.map(({ own }) => (own ? 'text' : 'made')),
		makeCells: (values) =>
			makeCells(columns, values).map((cell) =>
				typeof cell === 'string' ? formatCsvText(cell) : String(cell ?? ''),
			),
	})
	return { rows, push: take, end: async () => {} }
}

function makeCells(columns: readonly TrainingNeedColumn[], values: string[]): CellValue[] {
	const need = commonSchema.parse(Object.fromEntries(commonFields.map((field, i) => [field, values[i]])))
	return columns.flatMap((column) => (column.own ? [] : [column.value(need)]))
}
