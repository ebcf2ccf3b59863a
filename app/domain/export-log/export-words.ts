import { typedText } from './kept-filter.ts'

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** 'cycleId' and 'cycle' are both 'cycle'. */
const describeName = (name: string) =>
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
}

/**
 * What an export was asked for, in words, each condition of it: people are not named, and what has no name is 'one team', 'one
 * import' and the like.
 */
export function describeKeptFilter(filter: Readonly<Record<string, string>>): string {
	return Object.entries(filter)
		.map(([key, value]) => {
			const name = describeName(key)
			if (value === typedText) return `${name}: ${discreet[name] ?? 'a search'}`
			return `${name}: ${isId.test(value) ? (discreet[name] ?? `one ${name}`) : value}`
		})
		.join(' · ')
}

export const exportStateNames = {
	begun: 'Not finished',
	whole: 'Whole',
	broken: 'Broken off',
} as const
