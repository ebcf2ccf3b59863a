import { linearRgb } from './oklch.ts'

export type Ink = '#000' | '#fff'

function luminance(hex: string): number {
	const [r, g, b] = linearRgb(hex)
	return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG 2.2 contrast ratio of two colours `#rrggbb`, 1 to 21. */
export function contrast(one: string, other: string): number {
	const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
	return (lighter + 0.05) / (darker + 0.05)
}

/**
 * Black or white, whichever contrasts more with the ground. One of the two always reaches 4.58:1, the
 * square root of the 21:1 between them; softer inks fail on colours between the stops of a scale.
 */
export function inkOn(hex: string): Ink {
	return contrast(hex, '#000000') >= contrast(hex, '#ffffff') ? '#000' : '#fff'
}
