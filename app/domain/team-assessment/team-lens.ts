/** The frameworks that a team is assessed by. */
export const teamFrameworkKeys = ['five-ai-coding-levels', 'agentic-engineering-ladder'] as const
export type TeamFrameworkKey = (typeof teamFrameworkKeys)[number]

/** What each lens is called wherever one of its numbers stands. */
export const teamLensNames: Record<TeamFrameworkKey, string> = {
	'five-ai-coding-levels': 'AI coding level',
	'agentic-engineering-ladder': 'Agentic ladder',
}

export const levels = [1, 2, 3, 4, 5] as const

/** 'Level 3', and 'None yet' below the first. */
export const levelWords = (level: number): string => (level === 0 ? 'None yet' : `Level ${level}`)
