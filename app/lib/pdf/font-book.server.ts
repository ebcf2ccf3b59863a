import { readFile } from 'node:fs/promises'
import type { Font } from 'fontkit'
import { create } from 'fontkit'
import subsetFont from 'subset-font'
import type { FontFamily, FontSlice } from './font-files.server.ts'
import { findFontSlices } from './font-files.server.ts'

export type Weight = 'regular' | 'bold'
const weights: Record<Weight, number> = { regular: 400, bold: 650 }

/** A slice at a weight, as one document uses it. */
export type PageFont = {
	/** Different for each. */
	key: string
	font: Font
	/** Whether its signs change their form with those beside them, so that only a whole word has a width. */
	isShaped: boolean
}

/** Signs of Chinese characters differ between the two; whose they are, the text or the account says. */
export type Han = 'chinese' | 'japanese'

const kana = /[\p{sc=Hiragana}\p{sc=Katakana}]/u
export const hanOf = (text: string, locale: string): Han =>
	kana.test(text) || locale.startsWith('ja') ? 'japanese' : 'chinese'

/** What stands for a sign that no font has: signs that all have. */
export const replacement = '[?]'

/** A sign in the font that has it, and how wide it is in units of the size. */
export type Sign = { font: PageFont; width: number }

/** What writes a text: fonts of one weight, asked for a sign one after another. */
export class Face {
	private readonly signs = new Map<string, Sign | null>()
	private readonly search: (sign: string) => Promise<Sign | null>
	constructor(search: (sign: string) => Promise<Sign | null>) {
		this.search = search
	}

	/** Whether every sign of a text was loaded before. */
	knows(text: string): boolean {
		for (const sign of text) if (!this.signs.has(sign)) return false
		return true
	}

	/** Reads the fonts that a text needs; without that `find` knows nothing of its signs. */
	async load(text: string): Promise<void> {
		for (const sign of text) if (!this.signs.has(sign)) this.signs.set(sign, await this.search(sign))
	}

	/** Null where no font has it. */
	find(sign: string): Sign | null {
		return this.signs.get(sign) ?? null
	}
}

/** The fonts of one document: they are read when a text first needs them, and go with the document. */
export class FontBook {
	private readonly fonts = new Map<string, Promise<PageFont>>()
	private readonly faces = new Map<string, Face>()

	face(weight: Weight, han: Han): Face {
		const key = `${weight} ${han}`
		const face = this.faces.get(key) ?? new Face((sign) => this.search(sign, weight, han))
		this.faces.set(key, face)
		return face
	}

	private async search(sign: string, weight: Weight, han: Han): Promise<Sign | null> {
		const codePoint = sign.codePointAt(0) ?? 0
		const order: FontFamily[] = ['inter', 'hebrew', 'arabic', han, han === 'chinese' ? 'japanese' : 'chinese']
		for (const family of order) {
			for (const slice of findFontSlices(family, codePoint)) {
				const found = await this.open(slice, weight)
				const { font } = found
				if (!font.hasGlyphForCodePoint(codePoint)) continue
				return { font: found, width: font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm }
			}
		}
		return null
	}

	private open(slice: FontSlice, weight: Weight): Promise<PageFont> {
		const key = `${weight} ${slice.path}`
		const open = this.fonts.get(key) ?? instantiate(slice, weight).then((font) => ({ key, ...font }))
		this.fonts.set(key, open)
		return open
	}
}

/**
 * What joins the signs of a word, without ligatures that are not needed: who copies one gets its signs the wrong way round. With
 * none of these a sign has one form and one width, wherever it stands.
 */
const joining = ['ccmp', 'init', 'medi', 'fina', 'isol', 'rlig', 'mark', 'mkmk']

/** The files hold all weights in one, which a PDF cannot: one of them is taken out. */
async function instantiate({ family, path }: FontSlice, weight: Weight) {
	const isShaped = family === 'arabic' || family === 'hebrew'
	const options = {
		targetFormat: 'truetype',
		variationAxes: { wght: weights[weight] },
		keepAllGlyphs: true,
		noHinting: true,
		keepFeatures: isShaped ? joining : [],
	} as const
	const font = create(await subsetFont(await readFile(path), '', options))
	if (!('layout' in font)) throw new Error(`${path} holds more than one font.`)
	return { font, isShaped }
}
