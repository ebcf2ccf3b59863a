import { readCookie, writeCookie } from './cookies.server.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const name = 'theme'
const oneYear = 365 * 24 * 60 * 60

export function readTheme(request: Request): Theme {
	const value = readCookie(request, name)
	return themes.find((theme) => theme === value) ?? 'system'
}

/** The Set-Cookie value that keeps the choice for a year. */
export function themeCookie(theme: Theme): string {
	return writeCookie(name, theme, { maxAge: oneYear })
}
