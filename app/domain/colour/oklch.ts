/** A colour in OKLCH: lightness 0 to 1, chroma from 0, hue in degrees. */
export type Oklch = { l: number; c: number; h: number }

type Triple = [number, number, number]

const toLinear = (channel: number) =>
	channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4

const toGamma = (channel: number) =>
	channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055

/** Red, green and blue of `#rrggbb`, linear, each 0 to 1. */
export function linearRgb(hex: string): Triple {
	const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
	if (!match) throw new RangeError(`not a colour of the form #rrggbb: ${hex}`)
	const channel = (part: string | undefined) => toLinear(parseInt(part ?? '', 16) / 255)
	return [channel(match[1]), channel(match[2]), channel(match[3])]
}

/** Matrices of the OKLab definition by Björn Ottosson, https://bottosson.github.io/posts/oklab/ */
export function oklchOf(hex: string): Oklch {
	const [r, g, b] = linearRgb(hex)
	const long = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
	const medium = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
	const short = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
	const l = 0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short
	const a = 1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short
	const bb = 0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short
	return { l, c: Math.hypot(a, bb), h: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360 }
}

function linearOf({ l, c, h }: Oklch): Triple {
	const a = c * Math.cos((h * Math.PI) / 180)
	const b = c * Math.sin((h * Math.PI) / 180)
	const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
	const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
	const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
	return [
		4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
		-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
		-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short,
	]
}

const inGamut = (rgb: Triple) => rgb.every((channel) => channel >= -0.0005 && channel <= 1.0005)

/** `#rrggbb` of the colour; one that sRGB cannot show loses chroma, not lightness or hue. */
export function hexOf(colour: Oklch): string {
	let rgb = linearOf(colour)
	for (let c = colour.c; !inGamut(rgb) && c > 0; c -= 0.002) rgb = linearOf({ ...colour, c: Math.max(0, c) })
	const byte = (channel: number) =>
		Math.round(toGamma(Math.min(1, Math.max(0, channel))) * 255)
			.toString(16)
			.padStart(2, '0')
	return `#${rgb.map(byte).join('')}`
}

/** The colour at `fraction` (0 to 1) between two, the hue by the shorter way round. */
export function mix(from: Oklch, to: Oklch, fraction: number): Oklch {
	const turn = ((to.h - from.h + 540) % 360) - 180
	return {
		l: from.l + (to.l - from.l) * fraction,
		c: from.c + (to.c - from.c) * fraction,
		h: (from.h + turn * fraction + 360) % 360,
	}
}
