import type { Figures } from './solver.ts'
import { allHalfSteps } from './scopes.ts'

/**
 * The distribution behind rendered figures, at index halfSteps - 1: as given, or the only one that has this n, mean, share
 * and median; null where several do. `assessed` stands in for an n that is not given.
 */
export function reconstruct(figures: Figures, assessed: number): number[] | null {
	const { counts } = figures
	if (counts) return allHalfSteps.map((value) => counts[value] ?? 0)
	const n = figures.n ?? assessed
	const mean = figures.meanHalfSteps
	if (!mean) return null
	const sumFrom = Math.ceil(mean.from * n - 1e-9)
	const sumTo = Math.floor(mean.to * n + 1e-9)
	const share = figures.shareAtTierTwoOrAbove ?? { from: 0, to: 1 }
	const highFrom = Math.ceil(share.from * n - 1e-9)
	const highTo = Math.floor(share.to * n + 1e-9)
	const found: number[][] = []
	const current = allHalfSteps.map(() => 0)

	function place(index: number, left: number, sum: number, high: number): void {
		if (found.length > 1) return
		const value = index + 1
		if (sum + left * value > sumTo || sum + left * 6 < sumFrom || high > highTo) return
		if (value === 6 || left === 0) {
			current.fill(0, index)
			current[index] = left
			const total = sum + left * value
			const above = high + (value >= 4 ? left : 0)
			const isRight = total >= sumFrom && total <= sumTo && above >= highFrom && above <= highTo
			if (isRight && (figures.medianHalfSteps ?? lowerMedian(current)) === lowerMedian(current)) {
				found.push([...current])
			}
			return
		}
		for (let count = left; count >= 0; count--) {
			current[index] = count
			place(index + 1, left - count, sum + count * value, high + (value >= 4 ? count : 0))
		}
	}

	place(0, n, 0, 0)
	return found.length === 1 ? (found[0] ?? null) : null
}

function lowerMedian(counts: readonly number[]): number {
	const values = counts.flatMap((count, index) => Array.from({ length: count }, () => index + 1))
	return values[Math.ceil(values.length / 2) - 1] ?? 0
}
