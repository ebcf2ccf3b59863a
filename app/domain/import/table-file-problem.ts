type TableFileProblem = { kind: string; row?: number; column?: string }

/**
 * What is wrong with an uploaded file that should be a table, and what to do now. Nothing has been written in any of these cases.
 *
 * @param of.what the rows, as in 'Save your topics as CSV'
 * @param of.own words for kinds of problem that only this file has
 */
export function describeTableFileProblem(
	problem: TableFileProblem,
	of: {
		what: string
		limits: { rows: number; bytes: number }
		locale: string
		own: Readonly<Record<string, string>>
	},
): string {
	const number = (value: number | undefined) => new Intl.NumberFormat(of.locale).format(value ?? 0)
	switch (problem.kind) {
		case 'empty':
			return 'The file is empty. Export it again and choose the new file.'
		case 'workbook':
			return 'This is an Excel workbook. Open it, choose Save as, then CSV, and upload that file.'
		case 'pdf':
		case 'binary':
			return `This file holds no table of text. Save ${of.what} as CSV and choose that file.`
		case 'unclosed-quote':
			return `A quotation mark opens in row ${number(problem.row)} and never closes. Close it or take it out, then upload again.`
		case 'too-many-rows':
			return `The file has more than ${number(of.limits.rows)} rows. Split it and upload the parts one after the other.`
		case 'too-large':
			return `The file is larger than ${of.limits.bytes / 1024 / 1024} MB. Split it and upload the parts one after the other.`
		case 'no-rows':
			return 'The file has a header but no rows below it.'
		case 'twice':
			return `Two columns are called ${problem.column}. Take one of them out, then upload again.`
		case 'no-file':
			return 'Choose a file first.'
		default:
			return (
				of.own[problem.kind] ??
				`Row ${number(problem.row)} cannot be read as CSV. Look at its quotation marks, then upload again.`
			)
	}
}
