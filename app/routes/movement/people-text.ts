import { formatNumber, formatShare } from '#app/ui/format.tsx'

/**
 * '12'; told to the nearest multiple of `step`, 'about 120', or 'under 5' for less than half a step.
 *
 * @param step null where it is told as it is
 */
export function peopleText(people: number, step: number | null, locale: string): string {
	if (step === null) return formatNumber(people, locale)
	return people === 0 ? `under ${formatNumber(step / 2, locale)}` : `about ${formatNumber(people, locale)}`
}

/** '12%' of some people, and 'about 12%' where they are told in round numbers. */
export const peopleShareText = (
	{ people, all }: { people: number; all: number },
	step: number | null,
	locale: string,
): string => (step === null ? '' : 'about ') + formatShare(people / all, locale)
