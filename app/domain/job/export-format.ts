/** What an export can be written as. Pages take this module along to the browser. */
export const exportFormats = ['csv', 'xlsx', 'pdf'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const formatNames: Record<ExportFormat, string> = { csv: 'CSV', xlsx: 'Excel', pdf: 'PDF' }

/** With more rows than this a file is prepared behind the page: nobody waits for it with an open connection. */
export const mostRowsAtOnce: Record<ExportFormat, number> = { csv: Infinity, xlsx: 20_000, pdf: 5_000 }

/** More rows than this a file does not have: a sheet of a workbook cannot, and nobody leafs through as much paper. */
export const mostRows: Record<ExportFormat, number> = { csv: Infinity, xlsx: 1_048_575, pdf: 50_000 }

/** Where a file is in each of its formats, by the address of its CSV. */
export const exportLinks = (csvHref: string) =>
	exportFormats.map((format) => ({
		name: formatNames[format],
		href: csvHref.replace(/\.csv(?=\?|$)/, `.${format}`),
	}))
