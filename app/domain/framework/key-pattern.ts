/** Pages take this module along to the browser, so it has no schema. */
export const slugText = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*'

const dottedKey = new RegExp(`^${slugText}(?:\\.${slugText})+$`)

/** How long a dotted key may be. */
export const longestKey = 120

/** Slugs joined by dots, such as `engineering.start-feature`. */
export const isDottedKey = (text: string): boolean => text.length <= longestKey && dottedKey.test(text)
