export const delimiters = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof delimiters)[number]

const sampledRecords = 50

/** How often each delimiter stands outside quotes, for each of the first records. */
function countPerRecord(text: string): Map<Delimiter, number[]> {
	const counts = new Map<Delimiter, number[]>(delimiters.map((delimiter) => [delimiter, [0]]))
	let quoted = false
	let blank = true
	let records = 1
	for (const character of text) {
		if (character === '"') quoted = !quoted
		else if (quoted) continue
		else if (character === '\n' || character === '\r') {
			if (blank) continue
			if (++records > sampledRecords) break
			for (const list of counts.values()) list.push(0)
			blank = true
			continue
		} else {
			const list = counts.get(character as Delimiter)
			if (list) list[list.length - 1] = (list.at(-1) ?? 0) + 1
		}
		if (character.trim() !== '') blank = false
	}
	if (blank && records > 1) for (const list of counts.values()) list.pop()
	return counts
}

/**
 * The delimiter of a CSV: the one that cuts the most of the first records into equally many cells; of several, the one that
 * makes more cells. A comma for a file of one column.
 */
export function sniffDelimiter(text: string): Delimiter {
	let best: Delimiter = ','
	let bestScore = 0
	for (const [delimiter, counts] of countPerRecord(text)) {
		const sizes = new Map<number, number>()
		for (const count of counts) if (count > 0) sizes.set(count, (sizes.get(count) ?? 0) + 1)
		for (const [size, records] of sizes) {
			const score = records / counts.length + Math.min(size, 99) / 1000
			if (score > bestScore) [best, bestScore] = [delimiter, score]
		}
	}
	return best
}
