import { Fragment } from 'react'

/** Longer words than these would push a column of a table out of sight. */
const longest = 18
const piece = 12

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A name that somebody typed, in which a long word may break, and only such a word. */
export function LongText({ children }: { children: string }) {
	return (
		<bdi>
			{piecesOf(children).map((text, index) => (
				<Fragment key={index}>
					{index > 0 && <wbr />}
					{text}
				</Fragment>
			))}
		</bdi>
	)
}

function piecesOf(text: string): string[] {
	if (!text.split(/\s/).some((word) => word.length > longest)) return [text]
	const pieces = ['']
	for (const word of text.split(/(\s+)/)) {
		const letters = [...graphemes.segment(word)].map(({ segment }) => segment)
		letters.forEach((letter, index) => {
			if (letters.length > longest && index > 0 && index % piece === 0) pieces.push('')
			pieces.push(`${pieces.pop() ?? ''}${letter}`)
		})
	}
	return pieces
}
