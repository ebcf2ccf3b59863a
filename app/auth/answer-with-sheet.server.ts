import type { LoaderFunctionArgs } from 'react-router'
import { readUserName } from '#app/data/read-user-name.server.ts'
import { exportFormats, formatNames, mostRowsAtOnce } from '#app/domain/job/export-format.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import type { CellColumn, CellRow } from '#app/lib/sheet/cell-columns.ts'
import { columnsOfCells } from '#app/lib/sheet/cell-columns.ts'
import type { AboutLine, BarChart, Sheet, SheetFormat, TakeBytes } from '#app/lib/sheet/sheet.ts'
import { sheetResponse } from '#app/lib/sheet/sheet-response.server.ts'
import { streamSheet, writeSheet } from '#app/lib/sheet/write-sheet.server.ts'
import { noteExport } from './export-log.server.ts'
import { requireAccount } from './require-access.server.ts'

/** Rows that are read while they are written, in batches. */
type StreamedRows = {
	count: number
	each: (write: (rows: readonly CellRow[]) => Promise<void>) => Promise<unknown>
}
type Asked = Pick<LoaderFunctionArgs, 'request' | 'context'>

/** What an export says of itself, beside its rows. */
type DescribedSheet = {
	title: string
	columns: readonly CellColumn[]
	/** Where the rows come from; who made the file and when is added. Not asked for a CSV, which says nothing about itself. */
	about: () => AboutLine[] | Promise<AboutLine[]>
	/** For whom the file is, at the foot of each page. */
	footer: string
	chart?: BarChart
	/** The heading on paper under which a row stands; rows of one heading follow each other. */
	groupOf?: (row: CellRow) => string
}

/** The format in which an address asks for a file: its ending. */
function readFormat(request: Request): SheetFormat {
	const ending = new URL(request.url).pathname.split('.').at(-1)?.toLowerCase().replace(/\/$/, '')
	const format = exportFormats.find((one) => one === ending)
	if (!format) throw notFound()
	return format
}

/** The whole description of a file in a format. */
async function describeSheet(
	{ context, format }: Pick<Asked, 'context'> & { format: SheetFormat },
	{ columns, about, footer, groupOf, ...rest }: DescribedSheet,
): Promise<Sheet<CellRow>> {
	const { scope, account } = requireAccount(context)
	const lines = format === 'csv' ? [] : await about()
	return {
		...rest,
		columns: columnsOfCells(columns),
		about: [
			{ label: 'Account', type: 'text', value: account.name },
			...lines,
			{ label: 'Made by', type: 'text', value: (await readUserName(scope)) ?? 'Contour' },
			{ label: 'Made', type: 'moment', value: new Date().toISOString() },
		],
		footer: `${account.name} · ${footer}`,
		groupOf: groupOf ?? (() => rest.title),
		...{ locale: account.locale, timeZone: account.timeZone },
	}
}

/**
 * Answers with a list as a file: CSV, a workbook or paper, as the address ends. What is too long to be waited for leads back to
 * its page, with the way out.
 *
 * @param of.rows all of them, with their cells in the order of the columns
 * @param of.name of the file, without its ending
 * @param of.page the list's own, with its search; the address of the file without its ending unless given
 */
export async function answerWithSheet(
	{ request, context }: Asked,
	{
		rows,
		name,
		page,
		...described
	}: DescribedSheet & { rows: readonly CellRow[] | StreamedRows; name: string; page?: string },
): Promise<Response> {
	const format = readFormat(request)
	const count = 'each' in rows ? rows.count : rows.length
	if (count > mostRowsAtOnce[format]) {
		const { pathname, search } = new URL(request.url)
		return redirectWithNotice(
			page ?? pathname.replace(/\.\w+\/?$/, '') + search,
			`That is too long for ${formatNames[format]}. Narrow the list, or take it as CSV.`,
			{ tone: 'info' },
		)
	}
	if (format !== 'csv') noteExport(context, { rows: count })
	const sheet = await describeSheet({ context, format }, described)
	const { signal } = request
	const write = (take: TakeBytes) =>
		'each' in rows
			? streamSheet({ format, sheet, each: rows.each }, take)
			: writeSheet({ format, sheet, rows }, take)
	return sheetResponse(write, { format, name, signal })
}
