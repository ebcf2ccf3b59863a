/**
 * A text of a draft as it is kept: on one line, composed, without blanks at its ends and without what no table can store. Marks of direction and the joiners of
 * scripts and emoji stay.
 */
export function cleanDraftText(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\s\u00a0\ufeff]+/g, ' ')
		.replace(/[\p{Cc}\p{Cs}]/gu, '')
		.trim()
}
