/** What is wrong with an uploaded file, what to do now. Nothing has been written in any of these cases. */
export function describeRosterProblem(
	problem: { kind: string; row?: number; limit?: number },
	locale: string,
): string {
	const number = (value: number | undefined) => new Intl.NumberFormat(locale).format(value ?? 0)
	switch (problem.kind) {
		case 'empty':
			return 'The file is empty. Export it again and choose the new file.'
		case 'workbook':
			return 'This is an Excel workbook. Open it, choose Save as, then CSV, and upload that file.'
		case 'pdf':
			return 'This is a PDF. Export your people as CSV instead.'
		case 'binary':
			return 'This file holds no text. Export your people as CSV and choose that file.'
		case 'unclosed-quote':
			return `A quotation mark opens in row ${number(problem.row)} and never closes. Close it or take it out, then upload again.`
		case 'broken':
			return `Row ${number(problem.row)} cannot be read as CSV. Look at its quotation marks, then upload again.`
		case 'too-many-rows':
			return `The file has more than ${number(problem.limit)} rows. Split it: people who are in another file are found there.`
		case 'too-many-columns':
			return 'The file has more than 200 columns. Export only those about people, their team and manager.'
		case 'no-rows':
			return 'The file has a header but no rows below it. Export it again with the people in it.'
		case 'too-large':
			return 'The file is larger than 20 MB. Export only the columns about people, their team and manager.'
		case 'no-file':
			return 'Choose a file first.'
		default:
			return 'This file cannot be read as CSV. Export it again and choose the new file.'
	}
}
