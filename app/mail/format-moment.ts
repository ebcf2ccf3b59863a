export type Locale = { locale: string; timeZone: string }

/** A moment as mails name it, with the time zone, which the reader's own may differ from. */
export function formatMoment(at: Date, { locale, timeZone }: Locale): string {
	const format = {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		hour: 'numeric',
		minute: '2-digit',
	} as const
	return new Intl.DateTimeFormat(locale, { ...format, timeZone, timeZoneName: 'short' }).format(at)
}

export function formatDay(at: Date, { locale, timeZone }: Locale): string {
	return new Intl.DateTimeFormat(locale, {
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		timeZone,
	}).format(at)
}
