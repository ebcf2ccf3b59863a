import Document from 'pdfkit'
import type { Han, Weight } from './font-book.server.ts'
import { FontBook, hanOf } from './font-book.server.ts'
import type { LaidText, Line } from './lay-text.server.ts'
import { cleanText, layText } from './lay-text.server.ts'

/** A4, landscape, in points. */
export const sheetSize = { width: 841.89, height: 595.28, margin: 36 } as const

export const inks = {
	text: '#1d1b18',
	muted: '#625c53',
	rule: '#cfc8bb',
	band: '#f1ede4',
	bar: '#0b6f82',
} as const
export type Ink = keyof typeof inks

/** How a text is set: its size in points. */
export type Setting = { size: number; weight?: Weight }

/** Laid texts that are kept, because they come again: teams, questions, steps. */
const mostKept = 4000
/** What is written besides the texts that are loaded. */
const always = ` ${String.fromCharCode(...Array.from({ length: 94 }, (_, i) => 33 + i))}…–·`

/** What the types of pdfkit do not name of what it has. */
type Inner = {
	page: { xobjects: Record<string, unknown> }
	addContent: (operators: string) => void
	ref: (data: object) => { write: (data: string) => void; end: () => void }
	_font: { id: string; ref: () => unknown; encode: (text: string) => [string[], unknown[]] }
	read: () => Uint8Array | null
}

/**
 * Pages to write on, the only place that knows the library. What is finished can be taken at any time, so that only the page
 * under way is in memory.
 */
export class Paper {
	private readonly book = new FontBook()
	private readonly kept = new Map<string, LaidText>()
	private readonly document: PDFKit.PDFDocument
	private readonly registered = new Set<string>()
	private readonly locale: string
	private readonly total: ReturnType<Inner['ref']>
	private readonly totalWidth = 40
	pages = 0
	/** Whether a sign was replaced on the page under way. */
	isReplaced = false

	constructor({ title, locale }: { title: string; locale: string }) {
		this.locale = locale
		this.document = new Document({
			size: [sheetSize.width, sheetSize.height],
			margin: 0,
			autoFirstPage: false,
			pdfVersion: '1.7',
			lang: 'en',
			displayTitle: true,
			info: { Title: title, Creator: 'Contour', Producer: 'Contour' },
		})
		this.total = this.inner.ref({
			Type: 'XObject',
			Subtype: 'Form',
			BBox: [0, 0, this.totalWidth, 20],
			Resources: { Font: this.totalFonts },
		})
	}
	private readonly totalFonts: Record<string, unknown> = {}

	private get inner(): Inner {
		return this.document as unknown as Inner
	}

	/** Reads the fonts of texts; before any of them is laid. */
	async load(texts: Iterable<string>, weight: Weight = 'regular'): Promise<void> {
		for (const text of texts) {
			const clean = cleanText(text)
			const face = this.book.face(weight, this.hanOf(clean))
			if (!face.knows(always)) await face.load(always)
			if (!face.knows(clean)) await face.load(clean)
		}
	}

	private hanOf(text: string): Han {
		return hanOf(text, this.locale)
	}

	/** Lays a loaded text in lines of a width. */
	lay(text: string, width: number, { size, weight = 'regular' }: Setting): LaidText {
		const key = `${weight} ${size} ${width} ${text}`
		const kept = this.kept.get(key)
		if (kept) return kept
		const clean = cleanText(text)
		const laid = layText(clean, width, { face: this.book.face(weight, this.hanOf(clean)), size })
		if (this.kept.size >= mostKept) this.kept.clear()
		this.kept.set(key, laid)
		return laid
	}

	/** Begins a page; the one before is finished. */
	addPage(): void {
		this.document.addPage()
		this.pages += 1
		this.isReplaced = false
	}

	/** @param y of the base line */
	write(line: Line, x: number, y: number, size: number, ink: Ink = 'text'): void {
		const { document } = this
		document.fontSize(size).fillColor(inks[ink])
		let left = x
		for (const { font, text, width } of line.runs) {
			if (!this.registered.has(font.key)) {
				// An open font is taken as well, which the types do not say.
				document.registerFont(font.key, font.font as unknown as Buffer)
				this.registered.add(font.key)
			}
			document.font(font.key).text(text, left, y, { lineBreak: false, baseline: 'alphabetic' })
			left += width
		}
	}

	/** One loaded line, cut off where it does not fit. @returns its width */
	writeLine(
		text: string,
		at: { x: number; y: number; width: number; ink?: Ink; alignRight?: boolean } & Setting,
	) {
		const { lines, isReplaced } = this.lay(text, at.width, at)
		const [line] = lines
		if (!line) return 0
		this.isReplaced ||= isReplaced
		this.write(line, at.alignRight ? at.x + at.width - line.width : at.x, at.y, at.size, at.ink)
		return line.width
	}

	fill(x: number, y: number, width: number, height: number, ink: Ink): void {
		this.document.rect(x, y, width, height).fill(inks[ink])
	}

	rule(y: number, from: number, to: number): void {
		this.document.lineWidth(0.5).moveTo(from, y).lineTo(to, y).stroke(inks.rule)
	}

	/** An entry of the contents, leading to the page under way. */
	bookmark(title: string): void {
		this.document.outline.addItem(cleanText(title))
	}

	/** Where the number of pages will stand once it is known: one thing that all pages show. */
	placeTotal(x: number, y: number): void {
		this.inner.page.xobjects.Total = this.total
		this.inner.addContent(`q 1 0 0 -1 ${x} ${y} cm /Total Do Q`)
	}

	/** What is finished so far. */
	*taken(): Generator<Uint8Array> {
		for (let bytes = this.inner.read(); bytes !== null; bytes = this.inner.read()) yield bytes
	}

	/** Ends the last page and the file. @param total the number of pages, loaded */
	end(total: string, size: number): void {
		const { runs } = this.lay(total, this.totalWidth, { size }).lines[0] ?? { runs: [] }
		let content = `BT ${partsOf(inks.muted)} rg 0 5 Td `
		for (const { font, text } of runs) {
			this.document.font(font.key)
			const { _font } = this.inner
			this.totalFonts[_font.id] = _font.ref()
			content += `/${_font.id} ${size} Tf <${_font.encode(text)[0].join('')}> Tj `
		}
		this.total.write(`${content}ET`)
		this.total.end()
		this.document.end()
	}
}

/** `#625c53` as three parts of one. */
const partsOf = (colour: string): string =>
	[1, 3, 5].map((at) => (parseInt(colour.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ')
