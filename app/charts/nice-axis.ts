/** An axis that holds some values, from zero unless they lie below it, with three to six round labels. */
export function niceAxis(values: readonly number[]): {
	from: number
	to: number
	ticks: number[]
	digits: number
} {
	const low = Math.min(0, ...values)
	const high = Math.max(0, ...values)
	// Below that a step would be nothing.
	const span = high - low > 1e-12 ? high - low : 1
	const power = 10 ** Math.floor(Math.log10(span / 4))
	const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => span / one <= 5) ?? 10 * power
	const first = Math.floor(low / step)
	const last = Math.ceil(high / step) || 1
	const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
		Number(((first + i) * step).toPrecision(12)),
	)
	const digits = Math.max(...ticks.map((tick) => `${tick}`.split('.')[1]?.length ?? 0))
	return { from: ticks[0] ?? 0, to: ticks.at(-1) ?? 1, ticks, digits }
}
