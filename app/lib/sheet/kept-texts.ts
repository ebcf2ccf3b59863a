/** Texts that are kept: the same questions, options and teams come again and again. */
const mostKept = 10_000
/** Shorter ones are looked at faster than they are found. */
const leastLength = 24

/** Remembers what a text was turned into. */
export function keepTexts(turn: (text: string) => string): (text: string) => string {
	const kept = new Map<string, string>()
	return (text) => {
		if (text.length < leastLength) return turn(text)
		const known = kept.get(text)
		if (known !== undefined) return known
		const turned = turn(text)
		if (kept.size >= mostKept) kept.clear()
		kept.set(text, turned)
		return turned
	}
}
