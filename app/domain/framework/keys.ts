import { z } from 'zod'
import { longestKey, slugText } from './key-pattern.ts'

/** A lower-case word or several joined by hyphens: `customer-service`. Stored with answers, so it never changes. */
export const slugSchema = z
	.string()
	.max(60)
	.regex(new RegExp(`^${slugText}$`), 'use lower-case letters, digits and single hyphens, a letter first')

/** Slugs joined by dots, from the whole to the part: `engineering.start-feature`. */
export const dottedKeySchema = z
	.string()
	.max(longestKey)
	.regex(
		new RegExp(`^${slugText}(?:\\.${slugText})+$`),
		'use slugs joined by dots, such as engineering.start-feature',
	)

/** Text that people read: trimmed, not empty, at most `max` characters. */
export function textSchema(max: number) {
	return z
		.string()
		.min(1, 'must not be empty')
		.max(max)
		.refine((text) => text === text.trim(), 'must not begin or end with a blank')
}

/** Adds an issue for each entry whose key an earlier entry has, at the path of the later one. */
export function refuseRepeatedKeys(
	context: z.RefinementCtx,
	entries: readonly { key: string; path: (string | number)[] }[],
): void {
	const seen = new Set<string>()
	for (const { key, path } of entries) {
		if (seen.has(key)) {
			context.addIssue({ code: 'custom', path, message: `the key "${key}" is used twice` })
		}
		seen.add(key)
	}
}
