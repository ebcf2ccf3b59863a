import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, inkOn } from '#app/domain/colour/contrast.ts'
import { lensStops, tierStops } from '#app/domain/colour/scales.ts'

const css = readFileSync(new URL('../../app/ui/styles/tokens.css', import.meta.url), 'utf8')

/** A colour token in one theme, as the stylesheet has it. */
function token(name: string, theme: 'light' | 'dark'): string {
	const match = new RegExp(`--color-${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\);`).exec(css)
	const value = match?.[theme === 'light' ? 1 : 2]
	if (!value) throw new Error(`no colour token ${name}`)
	return value
}

const grounds = ['ground', 'panel', 'sunken', 'raised', 'hover']

/** Every pair of a text colour and what it may stand on. */
const texts: [string, string][] = [
	...['ink', 'muted', 'accent', 'accent-strong', 'danger', 'late'].flatMap((ink) =>
		grounds.map((ground): [string, string] => [ink, ground]),
	),
	...['ink', 'muted', 'accent', 'accent-strong'].map((ink): [string, string] => [ink, 'accent-soft']),
	...['ink', 'muted', 'danger'].map((ink): [string, string] => [ink, 'danger-soft']),
	...['ink', 'muted', 'late', 'accent'].map((ink): [string, string] => [ink, 'late-soft']),
	['on-accent', 'accent'],
	['on-accent', 'accent-strong'],
	['on-danger', 'danger'],
	['on-danger', 'danger-strong'],
]

describe.each(['light', 'dark'] as const)('the colours of the %s theme', (theme) => {
	test.each(texts)('%s on %s reach 4.5:1', (ink, ground) => {
		expect(contrast(token(ink, theme), token(ground, theme))).toBeGreaterThanOrEqual(4.5)
	})

	test.each(grounds)('the edge of a control on %s reaches 3:1', (ground) => {
		expect(contrast(token('control', theme), token(ground, theme))).toBeGreaterThanOrEqual(3)
	})

	test.each(grounds)('the focus ring on %s reaches 3:1', (ground) => {
		expect(contrast(token('accent', theme), token(ground, theme))).toBeGreaterThanOrEqual(3)
	})
})

test.each([
	['tier', tierStops],
	['lens', lensStops],
])('the marks of a %s have the stops of the scale, and the ink that contrasts more', (name, stops) => {
	stops.light.forEach((light, index) => {
		const dark = stops.dark[index] ?? ''
		expect(css).toContain(`--${name}-${index + 1}: light-dark(${light}, ${dark});`)
		expect(css).toContain(`--${name}-ink-${index + 1}: light-dark(${inkOn(light)}, ${inkOn(dark)});`)
	})
})
