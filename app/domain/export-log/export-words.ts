import { heatRowsWords, readHeatRows } from '#app/domain/heatmap/heat-rows.ts'
import {
	heatColumnKinds,
	heatColumnText,
	heatStatisticText,
	raterChoiceText,
} from '#app/domain/heatmap/heatmap-words.ts'
import { typedText } from './kept-filter.ts'

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What a name in an address does not say by itself. */
const names: Record<string, string> = { by: 'grouped by', attr: 'attribute', q: 'search', raters: 'answers' }

/** Values that the screen has other words for. */
const values: Record<string, (value: string) => string> = {
	raters: raterChoiceText,
	rows: (value) => heatRowsWords(readHeatRows(value)).choice,
	statistic: heatStatisticText,
}

/** 'cycleId' and 'cycle' are both 'cycle'. */
const describeName = (name: string) =>
	names[name] ??
	name
		.replace(/Id$/, '')
		.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
		.replaceAll('-', ' ')
		.toLowerCase()

/** Of conditions that are of a person, or that somebody may have typed. */
const discreet: Record<string, string> = {
	manager: 'one manager',
	member: 'one person',
	person: 'one person',
	attribute: 'one place or other attribute',
	value: 'one value',
	search: 'a search',
}

/**
 * What an export was asked for, in words, each condition of it: 'cycle: Q3 2026 · grouped by: team'. People are not named, and what
 * has no name is 'one manager', 'one import' and the like.
 */
export function describeKeptFilter(filter: Readonly<Record<string, string>>): string {
	return Object.entries(filter)
		.map(([key, value]) => {
			const name = describeName(key)
			if (value === typedText) return discreet[name] ?? `a search by ${name}`
			// A heatmap's columns have the same name in an address as what a report is grouped by.
			if (key === 'by' && heatColumnKinds.some((kind) => kind === value))
				return `columns: ${heatColumnText(value)}`
			return isId.test(value)
				? (discreet[name] ?? `one ${name}`)
				: `${name}: ${values[key]?.(value) ?? value}`
		})
		.join(' · ')
}

export const exportStateNames = {
	begun: 'Not finished',
	whole: 'Whole',
	broken: 'Broken off',
} as const
