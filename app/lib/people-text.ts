/** '1 person', '1,234 people'. */
export function peopleText(count: number, locale: string): string {
	return `${new Intl.NumberFormat(locale).format(count)} ${count === 1 ? 'person' : 'people'}`
}

/** 'nobody', 'the only person', 'all 12 people', '7 of 12 people'. */
export function shareOfPeopleText({ count, of }: { count: number; of: number }, locale: string): string {
	if (of === 0) return 'nobody'
	if (count < of) return `${new Intl.NumberFormat(locale).format(count)} of ${peopleText(of, locale)}`
	return of === 1 ? 'the only person' : `all ${peopleText(of, locale)}`
}
