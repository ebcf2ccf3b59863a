/** A host name with a dot, as people type it without its scheme. */
const bareHost = /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+(?:[:/?#]|$)/u

/**
 * The link as it is stored and followed, or null where it is no http or https address. An address typed without its scheme
 * is taken as https. Everything else (javascript:, data:, file:) is refused, however it is spelt.
 */
export function evidenceLink(text: string): string | null {
	const trimmed = text.trim()
	const candidate = bareHost.test(trimmed) ? `https://${trimmed}` : trimmed
	if (!URL.canParse(candidate)) return null
	const url = new URL(candidate)
	if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username || url.password) return null
	return url.href
}
