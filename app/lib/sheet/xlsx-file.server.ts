import { Zip } from 'fflate'
import { SharedStrings } from './shared-strings.server.ts'
import type { Sheet, TakeBytes } from './sheet.ts'
import { makeXlsxFrame } from './xlsx-frame.server.ts'
import { PackedPart } from './xlsx-part.server.ts'

export type XlsxFile = {
	/** Of each column, the number of its style. */
	styles: readonly number[]
	strings: SharedStrings
	/** Takes the next rows as XML, and hands on what is packed of those before. */
	push: (rows: Uint8Array) => Promise<void>
	/** Writes what comes after so many rows. Without it the file is none. */
	end: (rows: number) => Promise<void>
}

/**
 * Begins a workbook, of which only the rows are missing: a frozen header with a filter, and a second sheet that says where the
 * rows come from.
 */
export async function openXlsxFile<Row>(sheet: Sheet<Row>, take: TakeBytes): Promise<XlsxFile> {
	const frame = await makeXlsxFrame(sheet)
	const strings = new SharedStrings(frame.strings.count)
	const ready: Uint8Array[] = []
	let broken: Error | null = null
	const zip = new Zip((error, bytes) => {
		if (error) broken = error
		else if (bytes.length > 0) ready.push(bytes)
	})
	const drain = async () => {
		if (broken) throw broken
		for (const bytes of ready.splice(0)) await take(bytes)
	}
	const data = new PackedPart(frame.path)
	zip.add(data)
	const push = async (bytes: Uint8Array, part = data) => {
		await part.push(bytes)
		await drain()
	}
	const pushEnd = async (text: string, part: PackedPart) => {
		await push(Buffer.from(text, 'utf8'), part)
		await part.end()
		await drain()
	}
	await push(Buffer.from(frame.before, 'utf8'))
	return {
		styles: frame.styles,
		strings,
		push: (rows) => push(rows),
		async end(count) {
			const withRange = (text: string) =>
				text.replace(frame.placeholder, (range) => {
					const whole = frame.rangeOf(count)
					return range.includes('$') ? whole : whole.replaceAll('$', '')
				})
			await pushEnd(withRange(frame.after), data)
			const rest = frame.rest.map(({ path, text }) => ({ path, text: withRange(text) }))
			for (const { path, text } of [
				...rest,
				{ path: frame.strings.path, text: strings.addTo(frame.strings.text) },
			]) {
				const part = new PackedPart(path)
				zip.add(part)
				await pushEnd(text, part)
			}
			zip.end()
			await drain()
		},
	}
}
