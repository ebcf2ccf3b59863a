/** A sum over groups of people: coefficients by group, and the counts by value that they add up to. */
export type SumRow = { readonly terms: ReadonlyMap<number, number>; readonly counts: readonly number[] }

/**
 * Gaussian elimination over the rationals, kept in whole numbers: rows that say the same with every group solved for
 * wherever that is possible. A row with one group is that group's own counts.
 */
export function eliminate(rows: readonly SumRow[]): SumRow[] {
	const solved = new Map<number, SumRow>()
	for (const row of rows) {
		let rest = row
		for (const group of [...rest.terms.keys()]) {
			const pivot = solved.get(group)
			if (pivot) rest = cancel(rest, pivot, group)
		}
		const lead = leadOf(rest)
		if (lead === undefined) continue
		for (const [group, other] of solved) {
			if (other.terms.has(lead)) solved.set(group, cancel(other, rest, lead))
		}
		solved.set(lead, rest)
	}
	return [...solved.values()]
}

/** The group to solve a row for: any would do. */
function leadOf(row: SumRow): number | undefined {
	return row.terms.keys().next().value
}

/** `row` minus as much of `pivot` as takes `group` out of it, divided by what all its figures have in common. */
function cancel(row: SumRow, pivot: SumRow, group: number): SumRow {
	const a = row.terms.get(group) ?? 0
	const b = pivot.terms.get(group) ?? 0
	if (a === 0 || b === 0) return row
	const terms = new Map<number, number>()
	for (const [term, value] of row.terms) terms.set(term, value * b)
	for (const [term, value] of pivot.terms) {
		const left = (terms.get(term) ?? 0) - value * a
		if (left === 0) terms.delete(term)
		else terms.set(term, left)
	}
	let counts = row.counts.map((count, index) => count * b - (pivot.counts[index] ?? 0) * a)
	let shared = 0
	for (const value of [...terms.values(), ...counts]) shared = divisor(shared, value)
	if (shared > 1) {
		for (const [term, value] of terms) terms.set(term, value / shared)
		counts = counts.map((count) => count / shared)
	}
	const first = terms.values().next().value ?? 1
	if (first >= 0) return { terms, counts }
	return { terms: new Map([...terms].map(([term, value]) => [term, -value])), counts: counts.map((c) => -c) }
}

function divisor(a: number, b: number): number {
	let [x, y] = [Math.abs(a), Math.abs(b)]
	while (y > 0) [x, y] = [y, x % y]
	return x
}
