/** How long to wait, in words: `45 seconds`, `12 minutes`, `3 hours`. */
export function waitWords(seconds: number): string {
	const [value, unit] =
		seconds < 100 ? [seconds, 'second'] : seconds < 5400 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour']
	return new Intl.NumberFormat('en-GB', { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(value))
}
