/** The string that was the first of its characters. */
export type Once = <T extends string | null | undefined>(value: T) => T

/** Enough for what many rows share; what is different in every row would only be kept twice. */
const mostKnown = 20_000

/** Has each title, team or date in memory once, however many rows name it. */
export function onceEach(): Once {
	const known = new Map<string, string>()
	return <T extends string | null | undefined>(value: T): T => {
		if (!value) return value
		const first = known.get(value)
		if (first === undefined && known.size < mostKnown) known.set(value, value)
		return (first ?? value) as T
	}
}
