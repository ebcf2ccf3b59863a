import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'

const require = createRequire(import.meta.url)

/**
 * The fonts of a page in the order in which they are asked for a sign. All come in slices, a file for some hundred signs, of
 * which a document takes in those that it needs.
 */
const families = {
	inter: require.resolve('@fontsource-variable/inter/unicode.json'),
	hebrew: require.resolve('@fontsource-variable/noto-sans-hebrew/unicode.json'),
	// One whose letters are whole signs: of letters put together from parts, a reader would copy the parts.
	arabic: require.resolve('@fontsource-variable/vazirmatn/unicode.json'),
	chinese: require.resolve('@fontsource-variable/noto-sans-sc/unicode.json'),
	japanese: require.resolve('@fontsource-variable/noto-sans-jp/unicode.json'),
} as const
export type FontFamily = keyof typeof families
export type FontSlice = { family: FontFamily; path: string }

/** Slices by the signs that they are for. */
type Index = Map<number, FontSlice[]>
const indexes = new Map<FontFamily, Index>()

/** The slices of a family that are for a sign; which of them really has it, only the font itself knows. */
export function findFontSlices(family: FontFamily, codePoint: number): readonly FontSlice[] {
	const index = indexes.get(family) ?? readIndex(family)
	indexes.set(family, index)
	return index.get(codePoint) ?? []
}

const rangesSchema = z.record(z.string(), z.string())

function readIndex(family: FontFamily): Index {
	const file = families[family]
	const ranges = rangesSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
	const folder = path.join(path.dirname(file), 'files')
	const name = path.basename(path.dirname(file))
	const index: Index = new Map()
	for (const [key, list] of Object.entries(ranges)) {
		const part = key.replace(/^\[(\d+)\]$/, '$1')
		const slice = { family, path: path.join(folder, `${name}-${part}-wght-normal.woff2`) }
		for (const range of list.split(',')) {
			const [from = '', to = from] = range.replace('U+', '').split('-')
			for (let sign = parseInt(from, 16); sign <= parseInt(to, 16); sign += 1) {
				const slices = index.get(sign)
				if (slices) slices.push(slice)
				else index.set(sign, [slice])
			}
		}
	}
	return index
}
