import type { Ink } from './contrast.ts'
import { inkOn } from './contrast.ts'
import { hexOf, mix, oklchOf } from './oklch.ts'

export type Theme = 'light' | 'dark'

/** The ground of a cell and the ink on it, in both themes. */
export type Paint = { light: string; lightInk: Ink; dark: string; darkInk: Ink }

type Ramp = Record<Theme, readonly string[]>

/** Tiers as elevation, 0.5 to 3 in half tiers: darker is higher in light, lighter is higher in dark. */
export const tierStops: Ramp = {
	light: ['#f7f0d6', '#e0dda3', '#96cb8b', '#3aa78e', '#0b6f82', '#223668'],
	dark: ['#212d47', '#205272', '#0f7f89', '#47ac8d', '#a0cd88', '#f2e8aa'],
}

/**
 * The ramp of every other lens (shares, coverage, levels, rungs, metrics). Heather, so that a picture of one
 * is never taken for a picture of tiers.
 */
export const lensStops: Ramp = {
	light: ['#faf1f4', '#ecd0dc', '#d4a0ba', '#b06c96', '#834471', '#4f2450'],
	dark: ['#33223d', '#55305b', '#814a7a', '#b27097', '#d9a4b8', '#f7dce0'],
}

function along(stops: readonly string[], position: number): string {
	const last = stops.length - 1
	const at = Math.min(last, Math.max(0, position))
	const below = Math.min(last - 1, Math.floor(at))
	const from = stops[below]
	const to = stops[below + 1]
	if (from === undefined || to === undefined) throw new RangeError('a scale has two stops at least')
	if (at === below) return from
	if (at === below + 1) return to
	return hexOf(mix(oklchOf(from), oklchOf(to), at - below))
}

/**
 * The colour of a tier or of a mean of tiers, interpolated in OKLCH between the stops.
 * @param tier a tier, not half-steps: 0.5 to 3. What lies outside takes the nearer end.
 */
export function tierColour(tier: number, theme: Theme): string {
	return along(tierStops[theme], tier * 2 - 1)
}

/** The colour of a share of a whole, 0 to 1, on the ramp of the other lenses. */
export function lensColour(share: number, theme: Theme): string {
	return along(lensStops[theme], share * (lensStops[theme].length - 1))
}

function paint(colour: (theme: Theme) => string): Paint {
	const light = colour('light')
	const dark = colour('dark')
	return { light, lightInk: inkOn(light), dark, darkInk: inkOn(dark) }
}

/** @param tier a tier, not half-steps: 0.5 to 3 */
export const tierPaint = (tier: number): Paint => paint((theme) => tierColour(tier, theme))

/** @param share 0 to 1 */
export const lensPaint = (share: number): Paint => paint((theme) => lensColour(share, theme))
