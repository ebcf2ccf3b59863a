import { z } from 'zod'

const place = { row: z.number() }

/** Why a file as a whole cannot be read. */
export const importProblemSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('empty') }),
	z.object({ kind: z.literal('workbook') }),
	z.object({ kind: z.literal('pdf') }),
	z.object({ kind: z.literal('binary'), ...place }),
	z.object({ kind: z.literal('unknown') }),
	z.object({ kind: z.literal('other-kind') }),
	z.object({ kind: z.literal('too-large'), megabytes: z.number() }),
	z.object({ kind: z.literal('too-many-rows'), limit: z.number() }),
	z.object({ kind: z.literal('too-many-columns'), columns: z.number(), limit: z.number() }),
	z.object({ kind: z.literal('no-rows') }),
	z.object({ kind: z.literal('unclosed-quote'), ...place }),
	z.object({ kind: z.literal('long-row'), ...place, limit: z.number() }),
	z.object({ kind: z.literal('broken-json'), ...place, column: z.number() }),
	z.object({ kind: z.literal('deep-json'), ...place, column: z.number(), limit: z.number() }),
])
export type ImportProblem = z.infer<typeof importProblemSchema>

/** What is wrong with a file, where, and what to do. Nothing of it has been applied. */
export function describeImportProblem(problem: ImportProblem): string {
	switch (problem.kind) {
		case 'empty':
			return 'The file is empty. Export it again.'
		case 'workbook':
			return 'This is an Excel or OpenDocument workbook. Save the sheet as CSV (UTF-8) and upload that.'
		case 'pdf':
			return 'This is a PDF. Export the figures as CSV or JSON.'
		case 'binary':
			return `Row ${problem.row} holds a NUL character, so this is no text. Export the figures as CSV (UTF-8) or JSON.`
		case 'unknown':
			return 'This is none of the files that can be read. Choose what it is, or export it as CSV with a row of headers.'
		case 'other-kind':
			return 'The file is not what was chosen. Leave the choice to Contour, or choose another kind.'
		case 'too-large':
			return `The file is larger than ${problem.megabytes} MB. Split it, and import the parts one after the other.`
		case 'too-many-rows':
			return `The file has more than ${problem.limit} rows. Split it, and import the parts one after the other.`
		case 'too-many-columns':
			return `The file has ${problem.columns} columns, and ${problem.limit} can be read. Leave out those that are not needed.`
		case 'no-rows':
			return 'There are no rows below the headers. Export it again with its figures.'
		case 'unclosed-quote':
			return `Row ${problem.row} opens a quotation mark that is never closed. Close it, or write it twice where it is part of the text.`
		case 'long-row':
			return `Row ${problem.row} has more than ${problem.limit} characters. A quotation mark that is not closed may be the reason.`
		case 'broken-json':
			return `Line ${problem.row}, character ${problem.column}: this is no JSON from here on. Export the file again.`
		case 'deep-json':
			return `Line ${problem.row}, character ${problem.column}: the JSON is more than ${problem.limit} levels deep there, as no such report is.`
	}
}
