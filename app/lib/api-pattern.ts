/**
 * Whether a route belongs to the API, by its pattern and never by the address, which can be written in more than one way. No
 * cookie is read there, so that no other site can make a browser ask in somebody's name.
 */
export function isApiPattern(pattern: string): boolean {
	return /^\/?api\//.test(pattern)
}
