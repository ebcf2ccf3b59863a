import type { RowError } from './roster-plan.ts'

/** Collects why rows are refused; each reason once. */
export class Refusals {
	readonly #byRow = new Map<number, RowError[]>()

	add(row: number, column: string | null, message: string): void {
		const errors = this.#byRow.get(row) ?? []
		if (errors.some((error) => error.column === column && error.message === message)) return
		this.#byRow.set(row, [...errors, { row, column, message }])
	}

	has(row: number): boolean {
		return this.#byRow.has(row)
	}

	/** Of a row that is none any more. */
	forget(row: number): void {
		this.#byRow.delete(row)
	}

	get size(): number {
		return this.#byRow.size
	}

	/** In the order of the file. */
	list(): RowError[] {
		return [...this.#byRow.values()].flat().toSorted((a, b) => a.row - b.row)
	}
}

/** 'row 4', 'rows 4 and 9', 'rows 4, 9 and 3 more'. */
export function nameRows(rows: readonly number[]): string {
	const sorted = rows.toSorted((a, b) => a - b)
	const shown = sorted.length > 4 ? sorted.slice(0, 3) : sorted.slice(0, -1)
	const last = sorted.length > 4 ? `${sorted.length - 3} more` : String(sorted.at(-1))
	return sorted.length === 1 ? `row ${last}` : `rows ${shown.join(', ')} and ${last}`
}
