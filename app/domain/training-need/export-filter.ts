import { z } from 'zod'

const name = z.string().nullable()

/** What an export of training needs was narrowed to, by the names that people know; null where it was not. */
export const exportFilterSchema = z.object({
	/** Null when it is gone, or was never found. */
	cycle: name,
	version: z.number().nullable(),
	team: name,
	family: name,
	question: name,
	/** The tier where the step begins. */
	step: name,
	isAllSteps: z.boolean(),
	/** Whether people were searched for. Whom, is left out. */
	isSearched: z.boolean(),
})
export type ExportFilter = z.infer<typeof exportFilterSchema>

/** In one line: 'Q3 2026 · Payments and below · Engineering · all steps'. */
export function describeExportFilter(filter: ExportFilter, locale: string): string {
	const { cycle, version, team, family, question, step, isAllSteps, isSearched } = filter
	const number = new Intl.NumberFormat(locale)
	const narrowed = [
		team !== null && `${team} and below`,
		family,
		question,
		step !== null && `from tier ${number.format(Number(step))}`,
		isSearched && 'searched by name',
	].filter((words) => words !== null && words !== false)
	const later = version !== null && version > 1 ? `, version ${number.format(version)}` : ''
	return [
		cycle !== null && cycle + later,
		...(narrowed.length > 0 ? narrowed : ['everybody']),
		isAllSteps ? 'all steps' : 'next steps',
	]
		.filter((words) => words !== false)
		.join(' · ')
}
