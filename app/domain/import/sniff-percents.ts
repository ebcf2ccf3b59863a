import type { PercentWay } from './metric-mapping.ts'
import type { DecimalSign } from './read-number.ts'
import { readNumber } from './read-number.ts'

/**
 * How the shares of a column are written. Null where each says it by a percent sign. A share above 1 tells that 12 % are
 * written 12; where none is, nothing tells 0.5 % from 50 %, and `open` are examples of what has to be asked.
 */
export function sniffPercents(
	values: Iterable<string>,
	decimal: DecimalSign,
): { guess: PercentWay; open: string[] } | null {
	const open = new Set<string>()
	let largest = 0
	for (const value of values) {
		const number = readNumber(value, decimal)
		if (!number.ok || number.isPercent) continue
		largest = Math.max(largest, Number(number.text))
		open.add(value.trim())
	}
	return open.size === 0 ? null : { guess: largest > 1 ? 'of-100' : 'of-1', open: [...open] }
}
