/** Text that the database takes, also within JSON: no NUL, no half of a character. */
export const storableText = (text: string): string => text.replaceAll('\0', '').toWellFormed()
