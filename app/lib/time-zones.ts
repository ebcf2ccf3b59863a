/** Every time zone to choose from. UTC is not in Intl's own list; `present` is added where it goes by an older name. */
export function listTimeZones(present?: string): string[] {
	const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])
	if (present) zones.add(present)
	return [...zones].sort()
}

/** Whether Intl and PostgreSQL both know the name. Offsets such as +01:00 mean opposite things to the two. */
export function isTimeZone(zone: string): boolean {
	if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false
	try {
		return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
	} catch {
		return false
	}
}
