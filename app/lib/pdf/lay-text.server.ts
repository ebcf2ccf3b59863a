import makeBidi from 'bidi-js'
import type { Face, PageFont, Sign } from './font-book.server.ts'
import { replacement } from './font-book.server.ts'

/** A piece of a line that one font writes, its signs in the order of reading. */
export type Run = { font: PageFont; text: string; width: number }
/** Its runs from left to right. */
export type Line = { runs: Run[]; width: number }
export type LaidText = {
	lines: Line[]
	/** Whether signs were replaced that no font has. */
	isReplaced: boolean
}

export type TextStyle = { face: Face; size: number }

const bidi = makeBidi()
const rightToLeft = /[\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}\p{sc=Thaana}\p{sc=Nko}]/u
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A text as it can be laid: composed, in one line, without what is not seen. */
export const cleanText = (text: string): string =>
	text
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.replace(/(?!\u200c|\u200d|\ufe0f)\p{Default_Ignorable_Code_Point}/gu, '')
		.normalize('NFC')
		.trim()

/** What makes one sign of several; a grapheme cannot be told without them. */
const joiners = /\u200c|\u200d|\ufe0f/g

/** Words with what separates them, and each Chinese or Japanese sign: after each of them a line may end. */
const pieces =
	/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}][、。」』）]*|(?:(?![\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])[^\s\-/])+[-/]*\s*|[\s\-/]+/gu

/**
 * Lays a text of `cleanText` in lines of a width, with a face that has loaded it. A word that is wider than a line is
 * broken between two signs.
 */
export function layText(clean: string, width: number, style: TextStyle): LaidText {
	const { text, isReplaced } = replaceMissing(clean, style)
	const direction = directionOf(text)
	if (widthOf(text, style) <= width) {
		return { lines: text === '' ? [] : [layLine(text, style, direction)], isReplaced }
	}
	const lines: string[] = []
	let line = ''
	let used = 0
	for (const [piece] of text.matchAll(pieces)) {
		const wide = widthOf(piece, style)
		// What separates words hangs over at the end of a line.
		const needed = widthOf(piece.trimEnd(), style)
		if (line !== '' && used + needed > width) {
			lines.push(line)
			line = ''
			used = 0
		}
		if (needed <= width) {
			line += piece
			used += wide
			continue
		}
		for (const sign of piece) {
			const more = widthOf(sign, style)
			if (line !== '' && used + more > width) {
				lines.push(line)
				line = ''
				used = 0
			}
			line += sign
			used += more
		}
	}
	if (line !== '') lines.push(line)
	return { lines: lines.map((each) => layLine(each.trimEnd(), style, direction)), isReplaced }
}

function replaceMissing(clean: string, { face }: TextStyle) {
	const isMissing = (sign: string) => !face.find(sign)
	const seen = clean.replace(joiners, '')
	if (![...seen].some(isMissing)) return { text: seen, isReplaced: false }
	// One for what is seen as one: a face with a skin colour, a flag.
	let text = ''
	for (const { segment } of graphemes.segment(clean)) {
		const signs = [...segment.replace(joiners, '')]
		const known = signs.filter((sign) => !isMissing(sign))
		const base = signs[0]
		text += base === undefined || !isMissing(base) ? known.join('') : replacement
	}
	return { text, isReplaced: true }
}

function widthOf(text: string, style: TextStyle): number {
	return runsOf(text, style).reduce((sum, run) => sum + run.width, 0)
}

/** Pieces of one font each, in the order of reading. */
function runsOf(text: string, { face, size }: TextStyle): Run[] {
	const runs: Run[] = []
	let last: Run | undefined
	for (const sign of text) {
		const found = findSign(sign, face, last?.font)
		if (!found) continue
		if (last?.font !== found.font) {
			last = { font: found.font, text: '', width: 0 }
			runs.push(last)
		}
		last.text += sign
		last.width += found.width * size
	}
	for (const run of runs) {
		const { font, isShaped } = run.font
		if (isShaped) run.width = (font.layout(run.text).advanceWidth / font.unitsPerEm) * size
	}
	return runs
}

/** A mark goes with the letter that it stands on, where its font has it. */
function findSign(sign: string, face: Face, before: PageFont | undefined): Sign | null {
	if (before && sign > '\u02ff' && isMark.test(sign)) {
		const codePoint = sign.codePointAt(0) ?? 0
		if (before.font.hasGlyphForCodePoint(codePoint)) return { font: before, width: 0 }
	}
	return face.find(sign)
}

const isMark = /\p{M}/u

type Direction = 'ltr' | 'rtl'

/** Of all lines of a text, by its first letter. */
const directionOf = (text: string): Direction =>
	rightToLeft.test(text) && bidi.getEmbeddingLevels(text, 'auto').paragraphs[0]?.level === 1 ? 'rtl' : 'ltr'

function layLine(text: string, style: TextStyle, direction: Direction): Line {
	const runs = rightToLeft.test(text) ? visualRuns(text, style, direction) : runsOf(text, style)
	return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
}

/** Runs from left to right of a line that is read from right to left, or has such words in it. */
function visualRuns(text: string, style: TextStyle, direction: Direction): Run[] {
	const embedding = bidi.getEmbeddingLevels(text, direction)
	const mirrored = bidi.getMirroredCharactersMap(text, embedding.levels)
	// Words by their level, so that the font, which sets the signs of a word in their direction, gets one word at a time.
	const words: { text: string; level: number }[] = []
	let at = 0
	for (const sign of text) {
		const level = embedding.levels[at] ?? 0
		const mirror = mirrored.get(at)
		const shown = mirror !== undefined && style.face.find(mirror) ? mirror : sign
		at += sign.length
		const last = words.at(-1)
		const isSameWord = last?.level === level && (level % 2 === 0 || (shown !== ' ' && last.text !== ' '))
		if (last && isSameWord) last.text += shown
		else words.push({ text: shown, level })
	}
	const highest = Math.max(...words.map(({ level }) => level))
	for (let level = highest; level >= 1; level -= 1) reverseFrom(words, level)
	return words.flatMap((word) => {
		const runs = runsOf(word.text, style)
		return word.level % 2 === 1 ? runs.reverse().map(turnSigns) : runs
	})
}

/** Signs between words that are read from right to left; letters of such words are turned round by their font. */
const turnSigns = (run: Run): Run =>
	rightToLeft.test(run.text)
		? run
		: {
				...run,
				text: [...graphemes.segment(run.text)]
					.map(({ segment }) => segment)
					.reverse()
					.join(''),
			}

/** Turns round every stretch of words of at least a level: rule L2 of the Unicode Bidirectional Algorithm. */
function reverseFrom(words: { level: number }[], level: number): void {
	let start = 0
	while (start < words.length) {
		if ((words[start]?.level ?? 0) < level) {
			start += 1
			continue
		}
		let end = start
		while (end < words.length && (words[end]?.level ?? 0) >= level) end += 1
		words.splice(start, end - start, ...words.slice(start, end).reverse())
		start = end
	}
}
