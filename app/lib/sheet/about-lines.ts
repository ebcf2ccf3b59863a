import type { AboutLine, CellType } from './sheet.ts'

const line =
	(type: CellType) =>
	(label: string, value: AboutLine['value']): AboutLine => ({ label, type, value })

export const aboutText = line('text')
export const aboutCount = line('number')
export const aboutShare = line('percent')
export const aboutDay = line('day')
export const aboutMoment = line('moment')

/** What narrows the rows, each condition by its name; empty ones narrow nothing. Words of a search are not repeated. */
export function aboutFilters(
	filters: Readonly<Record<string, string | boolean | null | undefined>>,
	none = 'nothing is left out',
): AboutLine {
	const said = Object.entries(filters).flatMap(([label, value]) => {
		if (!value) return []
		return value === true ? [label] : [`${label}: ${value}`]
	})
	return aboutText('Filters', said.join(' · ') || none)
}

/** How the rows are ordered. */
export const aboutOrder = (by: string, order: 'asc' | 'desc'): AboutLine =>
	aboutText('Order', `By ${by}, ${order === 'desc' ? 'descending' : 'ascending'}`)
