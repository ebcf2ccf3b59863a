/** Keys of the frameworks that name metrics for their levels. */
export const lenses = [
	'skill-progression-map',
	'five-ai-coding-levels',
	'agentic-engineering-ladder',
] as const
export type Lens = (typeof lenses)[number]

const words: Record<Lens, { name: string; level: string; levels: string }> = {
	'skill-progression-map': { name: 'Skill progression map', level: 'level', levels: 'levels' },
	'five-ai-coding-levels': {
		name: 'Five AI coding levels',
		level: 'AI coding level',
		levels: 'AI coding levels',
	},
	'agentic-engineering-ladder': { name: 'Agentic engineering ladder', level: 'rung', levels: 'rungs' },
}

export const lensName = (lens: Lens): string => words[lens].name

/** 'Skill progression map, level 3': the three lenses count different things, so a level is never named without its lens. */
export function lensLevelText(lens: string | null, level: string | null): string | null {
	const known = lenses.find((one) => one === lens)
	if (!known) return null
	const { name, level: one, levels } = words[known]
	if (level === null) return name
	return `${name}, ${level.includes('-') ? `${levels} ${level.replace('-', ' and ')}` : `${one} ${level}`}`
}
