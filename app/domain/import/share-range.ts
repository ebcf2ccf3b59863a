/** Built-in shares that can be more than the whole or less than nothing: growth, a margin, a quota that is exceeded. */
const beyond: ReadonlySet<string> = new Set([
	'ai-gross-margin',
	'quota-attainment',
	'retention-lift',
	'monetization-lift',
	'conversion-lift',
])

/** The least and the greatest value of a share; above 10 it is a percentage that was taken for a share. */
export function shareRange(key: string): { least: number; most: number } {
	return beyond.has(key) ? { least: -1, most: 10 } : { least: 0, most: 1 }
}
