/** The string that was the first of its characters. */
export type Once = <T extends string | null | undefined>(value: T) => T

/** Has each title, team or date in memory once, however many rows name it. */
export function onceEach(): Once {
	const known = new Map<string, string>()
	return <T extends string | null | undefined>(value: T): T => {
		if (!value) return value
		const first = known.get(value)
		if (first === undefined) known.set(value, value)
		return (first ?? value) as T
	}
}
