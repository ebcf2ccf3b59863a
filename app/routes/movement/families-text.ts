import { formatNumber } from '#app/ui/format.tsx'

/** '3 of 5 families': of how many a figure over all families is, where some are hidden; null where none is. */
export function familiesText({ shown, leftOut }: { shown: number; leftOut: number }, locale: string) {
	if (leftOut === 0) return null
	return `${formatNumber(shown, locale)} of ${formatNumber(shown + leftOut, locale)} families`
}
