/** Markup as a person reads it, blanks made one. */
export function textOf(html: string): string {
	const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }
	return html
		.replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
		.replace(/<!--.*?-->/gs, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/&(amp|lt|gt|quot|#x27);/g, (_all, name: string) => entities[name] ?? '')
		.replace(/\s+/g, ' ')
		.trim()
}
