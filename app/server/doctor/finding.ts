export type FindingState = 'ok' | 'warning' | 'problem'

/** What one check found; `todo` says what to do about it. */
export type Finding = { check: string; state: FindingState; found: string; todo?: string }

export const ok = (check: string, found: string): Finding => ({ check, state: 'ok', found })
export const warning = (check: string, found: string, todo: string): Finding => ({
	check,
	state: 'warning',
	found,
	todo,
})
export const problem = (check: string, found: string, todo: string): Finding => ({
	check,
	state: 'problem',
	found,
	todo,
})
