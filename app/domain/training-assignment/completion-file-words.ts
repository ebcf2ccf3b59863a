import { completionColumnNames, completionFileLimits } from './completion-columns.ts'

/** What is wrong with an uploaded file of completions, and what to do now. Nothing has been written in any of these cases. */
export function describeCompletionFileProblem(
	problem: { kind: string; row?: number; column?: string },
	locale: string,
): string {
	const number = (value: number | undefined) => new Intl.NumberFormat(locale).format(value ?? 0)
	const names = `The first row names the columns: ${completionColumnNames.join(', ')}.`
	switch (problem.kind) {
		case 'empty':
			return 'The file is empty. Export it again and choose the new file.'
		case 'workbook':
			return 'This is an Excel workbook. Open it, choose Save as, then CSV, and upload that file.'
		case 'pdf':
		case 'binary':
			return 'This file holds no table of text. Save the completions as CSV and choose that file.'
		case 'unclosed-quote':
			return `A quotation mark opens in row ${number(problem.row)} and never closes. Close it or take it out, then upload again.`
		case 'too-many-rows':
			return `The file has more than ${number(completionFileLimits.rows)} rows. Split it and upload the parts one after the other.`
		case 'too-large':
			return `The file is larger than ${completionFileLimits.bytes / 1024 / 1024} MB. Split it and upload the parts one after the other.`
		case 'no-rows':
			return 'The file has a header but no rows below it.'
		case 'no-member':
			return `No column is called employee id or email. ${names}`
		case 'no-topic':
			return `No column is called topic. ${names}`
		case 'no-day':
			return `No column is called done on. ${names}`
		case 'twice':
			return `Two columns are called ${problem.column}. Take one of them out, then upload again.`
		case 'no-file':
			return 'Choose a file first.'
		default:
			return `Row ${number(problem.row)} cannot be read as CSV. Look at its quotation marks, then upload again.`
	}
}
