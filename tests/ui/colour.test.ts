import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { contrast, inkOn } from '#app/domain/colour/contrast.ts'
import { hexOf, mix, oklchOf } from '#app/domain/colour/oklch.ts'
import type { Theme } from '#app/domain/colour/scales.ts'
import { lensColour, lensStops, tierColour, tierPaint, tierStops } from '#app/domain/colour/scales.ts'

const themes: Theme[] = ['light', 'dark']
const tiers = [0.5, 1, 1.5, 2, 2.5, 3]
const steps = Array.from({ length: 251 }, (_, i) => 0.5 + i / 100)
const shares = Array.from({ length: 101 }, (_, i) => i / 100)
const fullHex = (ink: string) => (ink === '#000' ? '#000000' : '#ffffff')

describe('contrast', () => {
	test('agrees with figures known from WCAG', () => {
		expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
		expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
		expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2)
	})

	test('refuses what is no colour of six digits', () => {
		expect(() => contrast('#fff', '#000000')).toThrow(/#rrggbb/)
	})
})

describe('OKLCH', () => {
	test('every stop survives the way there and back', () => {
		const stops = [tierStops, lensStops].flatMap((ramp) => [...ramp.light, ...ramp.dark])
		for (const hex of stops) expect(hexOf(oklchOf(hex))).toBe(hex)
	})

	test('known colours have their published coordinates', () => {
		const red = oklchOf('#ff0000')
		expect(red.l).toBeCloseTo(0.628, 3)
		expect(red.c).toBeCloseTo(0.2577, 3)
		expect(red.h).toBeCloseTo(29.23, 1)
	})

	test('hues mix by the shorter way round', () => {
		const between = mix({ l: 0.5, c: 0.1, h: 350 }, { l: 0.5, c: 0.1, h: 20 }, 0.5)
		expect(between.h).toBeCloseTo(5, 5)
	})

	test('a colour beyond sRGB keeps its lightness and loses chroma', () => {
		const shown = oklchOf(hexOf({ l: 0.6, c: 0.4, h: 150 }))
		expect(shown.l).toBeCloseTo(0.6, 1)
		expect(shown.c).toBeLessThan(0.3)
	})
})

describe.each(themes)('the scales in the %s theme', (theme) => {
	test('tiers have exactly their own colours', () => {
		expect(tiers.map((tier) => tierColour(tier, theme))).toEqual(tierStops[theme])
	})

	test.each([
		['tiers', steps.map((tier) => tierColour(tier, theme))],
		['other lenses', shares.map((share) => lensColour(share, theme))],
	])('every step of %s carries its ink at 4.5:1 or more', (_, colours) => {
		for (const hex of colours) expect(contrast(hex, fullHex(inkOn(hex))), hex).toBeGreaterThanOrEqual(4.5)
	})

	test.each([
		['tiers', steps.map((tier) => tierColour(tier, theme))],
		['other lenses', shares.map((share) => lensColour(share, theme))],
	])('lightness runs one way along %s', (_, colours) => {
		const sign = theme === 'light' ? -1 : 1
		const lightness = colours.map((hex) => oklchOf(hex).l)
		const rises = lightness.slice(1).map((value, i) => (value - (lightness[i] ?? value)) * sign)
		// Rounding to 8 bits a channel may cost a thousandth of lightness.
		expect(Math.min(...rises)).toBeGreaterThan(-0.001)
		const stops = lightness.filter((_l, i) => i % 25 === 0)
		expect([...stops].sort((a, b) => (a - b) * sign)).toEqual(stops)
	})

	test('what lies outside takes the nearer end', () => {
		expect(tierColour(0.2, theme)).toBe(tierStops[theme][0])
		expect(tierColour(4, theme)).toBe(tierStops[theme][5])
	})
})

test('a mean between two tiers lies between their colours', () => {
	const middle = oklchOf(tierColour(1.75, 'light'))
	const [below, above] = [oklchOf(tierColour(1.5, 'light')), oklchOf(tierColour(2, 'light'))]
	expect(middle.l).toBeCloseTo((below.l + above.l) / 2, 2)
})

test('the inks of the six tiers are those of the design', () => {
	expect(tiers.map((tier) => tierPaint(tier).lightInk)).toEqual([
		'#000',
		'#000',
		'#000',
		'#000',
		'#fff',
		'#fff',
	])
	expect(tiers.map((tier) => tierPaint(tier).darkInk)).toEqual([
		'#fff',
		'#fff',
		'#fff',
		'#000',
		'#000',
		'#000',
	])
})

test('the stylesheet holds the same stops and inks as the scale', () => {
	const css = readFileSync(new URL('../../app/ui/styles/tokens.css', import.meta.url), 'utf8')
	const value = (name: string) => new RegExp(`--${name}: light-dark\\((\\S+), (\\S+)\\);`).exec(css)?.slice(1)
	for (const [i, tier] of tiers.entries()) {
		expect(value(`tier-${i + 1}`)).toEqual([tierStops.light[i], tierStops.dark[i]])
		const { lightInk, darkInk } = tierPaint(tier)
		expect(value(`tier-ink-${i + 1}`)).toEqual([lightInk, darkInk])
	}
})
