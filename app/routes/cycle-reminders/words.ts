import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { formatDate } from '#app/ui/format.tsx'

/** What waits for somebody: 'Own check-in · 3 people to answer for'. */
export function waitsText(of: { own: boolean; rate: number; agree: number }, locale: string): string {
	return [
		of.own && 'Own check-in',
		of.rate > 0 && `${peopleText(of.rate, locale)} to answer for`,
		of.agree > 0 && `${peopleText(of.agree, locale)} to agree with`,
	]
		.filter(Boolean)
		.join(' · ')
}

/** What somebody wants to be told. */
export function choiceText(
	of: { onlyEssential: boolean; snoozedUntil: Day | null },
	{ locale, timeZone }: { locale: string; timeZone: string },
): string {
	if (of.onlyEssential) return 'Only the essential'
	return of.snoozedUntil === null
		? 'All'
		: `Only the essential before ${formatDate(of.snoozedUntil, locale, timeZone)}`
}
