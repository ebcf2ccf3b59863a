import { expect, test } from 'vitest'
import { FontBook, replacement } from '#app/lib/pdf/font-book.server.ts'
import type { LaidText } from '#app/lib/pdf/lay-text.server.ts'
import { cleanText, layText } from '#app/lib/pdf/lay-text.server.ts'

const rightToLeft = /[\p{sc=Hebrew}\p{sc=Arabic}]/u

async function lay(text: string, width = 10_000): Promise<LaidText> {
	const face = new FontBook().face('regular', 'chinese')
	const clean = cleanText(text)
	await face.load(clean + replacement)
	return layText(clean, width, { face, size: 10 })
}

/** What is seen from left to right, words of Hebrew and Arabic as one sign, in which their font turns the letters. */
const seen = ({ lines }: LaidText) =>
	lines.map(({ runs }) => runs.map(({ text }) => (rightToLeft.test(text) ? '*' : text)).join(''))

test('the sign of what no font has stands the right way round, also behind words from right to left', async () => {
	const laid = await lay('Žofie עברית 🚀')
	expect(laid.isReplaced).toBe(true)
	expect(seen(laid)).toEqual([`Žofie * ${replacement}`])
	expect(seen(await lay('עברית 🚀'))).toEqual([`${replacement} *`])
	expect(seen(await lay('עברית (beta) 🚀'))).toEqual([`${replacement} (beta) *`])
})

test('every line of a text has the direction in which it begins', async () => {
	const lines = seen(await lay('Žofie Novotná, עברית 🚀', 90))
	expect(lines.length).toBeGreaterThan(1)
	expect(lines.at(-1)).toBe(`* ${replacement}`)
})
