import { TimeText } from './format.tsx'
import { useHydrated } from './keyboard/use-hydrated.ts'

/** The time zone of the browser; UTC on the server and without JavaScript. */
export function useBrowserTimeZone(): string {
	const hydrated = useHydrated()
	return hydrated ? new Intl.DateTimeFormat().resolvedOptions().timeZone : 'UTC'
}

/** A moment where the reader is: for pages that belong to no account. Say which zone it is beside it. */
export function BrowserTime({ value, locale }: { value: Date; locale: string }) {
	return <TimeText value={value} locale={locale} timeZone={useBrowserTimeZone()} style="dateTime" />
}
