import type { ExportFilter } from './export-filter.ts'

/** What only the file itself says: it has the names of its people anyway, which a list of jobs, a mail and a log must not have. */
type NamedInFile = { manager?: string | null; attribute?: string | null }

/** In one line: 'Q3 2026 · Payments and below · Engineering · all steps'. */
export function describeExportFilter(filter: ExportFilter, locale: string, named: NamedInFile = {}): string {
	const { cycle, version, team, family, question, step, isAllSteps, isSearched, isOfManager, isOfAttribute } =
		filter
	const number = new Intl.NumberFormat(locale)
	const narrowed = [
		team !== null && `${team} and below`,
		family,
		question,
		step !== null && `from tier ${number.format(Number(step))}`,
		isSearched && 'searched by name',
		isOfManager && (named.manager ?? 'of one manager'),
		isOfAttribute && (named.attribute ?? 'of one place or other attribute'),
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
