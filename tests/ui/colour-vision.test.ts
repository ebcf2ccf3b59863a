import { describe, expect, test } from 'vitest'
import { oklchOf } from '#app/domain/colour/oklch.ts'
import type { Theme } from '#app/domain/colour/scales.ts'
import { lensStops, tierStops } from '#app/domain/colour/scales.ts'

/**
 * What somebody sees who lacks a kind of cones: Machado, Oliveira and Fernandes, A Physiologically-based Model for Simulation of
 * Color Vision Deficiency (2009), severity 1, on linear sRGB.
 */
const deficiencies = {
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998],
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881],
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039],
	],
} as const

const linear = (channel: number) =>
	channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
const encoded = (channel: number) =>
	channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055

function seenWith(hex: string, matrix: readonly (readonly number[])[]): string {
	const rgb = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255))
	const seen = matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * (rgb[i] ?? 0), 0))
	const bytes = seen.map((channel) =>
		Math.round(255 * Math.min(1, Math.max(0, encoded(Math.min(1, Math.max(0, channel)))))),
	)
	return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}

/** How far apart two colours are to the eye, in OKLab: 0.02 is about what can be told apart side by side. */
function distance(one: string, other: string): number {
	const lab = (hex: string) => {
		const { l, c, h } = oklchOf(hex)
		const angle = (h * Math.PI) / 180
		return [l, c * Math.cos(angle), c * Math.sin(angle)]
	}
	const [a, b] = [lab(one), lab(other)]
	return Math.hypot(...a.map((value, i) => value - (b[i] ?? 0)))
}

const themes: Theme[] = ['light', 'dark']
const ramps = { tiers: tierStops, 'other lenses': lensStops }
const cases = Object.entries(deficiencies).flatMap(([name, matrix]) =>
	themes.flatMap((theme) =>
		Object.entries(ramps).map(([ramp, stops]) => ({ name, matrix, theme, ramp, stops: stops[theme] })),
	),
)

describe('with a colour-vision deficiency', () => {
	test('the simulation leaves greys as they are', () => {
		for (const matrix of Object.values(deficiencies)) {
			for (const grey of ['#000000', '#777777', '#ffffff']) expect(seenWith(grey, matrix)).toBe(grey)
		}
		// Red and green of one lightness come near each other for who lacks the cones between them.
		const [red, green] = ['#c44e52', '#6b8e23']
		expect(
			distance(seenWith(red, deficiencies.deuteranopia), seenWith(green, deficiencies.deuteranopia)),
		).toBeLessThan(distance(red, green) / 1.5)
	})

	test.each(cases)(
		'$name: $ramp in the $theme theme run one way in lightness',
		({ matrix, theme, stops }) => {
			const lightness = stops.map((hex) => oklchOf(seenWith(hex, matrix)).l)
			const sign = theme === 'light' ? -1 : 1
			expect(lightness.toSorted((a, b) => (a - b) * sign)).toEqual(lightness)
			const steps = lightness.slice(1).map((value, i) => Math.abs(value - (lightness[i] ?? 0)))
			expect(Math.min(...steps)).toBeGreaterThan(0.03)
		},
	)

	test.each(cases)('$name: neighbours of $ramp in the $theme theme are told apart', ({ matrix, stops }) => {
		const seen = stops.map((hex) => seenWith(hex, matrix))
		for (const [i, hex] of seen.slice(1).entries()) {
			expect(distance(hex, seen[i] ?? ''), `${stops[i]} and ${stops[i + 1]}`).toBeGreaterThan(0.05)
		}
	})
})
