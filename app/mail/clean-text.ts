/**
 * Text from people on its way into a mail: one line, no control characters, and none of the marks that make what follows
 * read in another direction than it was written.
 */
export function oneLine(text: string, longest = 200): string {
	const clean = text
		.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
		.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
		.trim()
	const characters = [...clean]
	return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : clean
}

const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
}

export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
