import { escapeXml } from './xlsx-cells.server.ts'

/** More than this together is not kept until the end of the file: other texts stand in their cells. */
const mostSigns = 4_000_000

/** The texts of a workbook that stand in it once, however many cells have them. */
export class SharedStrings {
	readonly #first: number
	readonly #numbers = new Map<string, number>()
	#signs = 0

	/** @param first the number of the first one: how many the workbook has already */
	constructor(first: number) {
		this.#first = first
	}

	/** The number by which cells name a text; null where there is no more room. */
	numberOf(text: string): number | null {
		const known = this.#numbers.get(text)
		if (known !== undefined) return known
		if (this.#signs + text.length > mostSigns) return null
		this.#signs += text.length
		const number = this.#first + this.#numbers.size
		this.#numbers.set(text, number)
		return number
	}

	/** Adds them to the part of the workbook that has those before. */
	addTo(part: string): string {
		const own = [...this.#numbers.keys()].map(
			(text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`,
		)
		// How many there are is said in the head, and need not be.
		return part
			.replace(/(<sst [^>]*?) count="\d+" uniqueCount="\d+"/, '$1')
			.replace('</sst>', () => `${own.join('')}</sst>`)
	}
}
