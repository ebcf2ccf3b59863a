import { typedText } from './kept-filter.ts'

const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** 'cycleId' and 'cycle' are both 'cycle'. */
const describeName = (name: string) =>
	name
		.replace(/Id$/, '')
		.replaceAll(/([a-z])([A-Z])/g, '$1 $2')
		.replaceAll('-', ' ')
		.toLowerCase()

/** What an export was asked for, in words: an id of which nothing is known any more is left to the CSV. */
export function describeKeptFilter(filter: Readonly<Record<string, string>>): string {
	return Object.entries(filter)
		.flatMap(([name, value]) => {
			if (value === typedText) return [`${describeName(name)}: a search`]
			return isId.test(value) ? [] : [`${describeName(name)}: ${value}`]
		})
		.join(' · ')
}

export const exportStateNames = {
	begun: 'Not finished',
	whole: 'Whole',
	broken: 'Broken off',
} as const
