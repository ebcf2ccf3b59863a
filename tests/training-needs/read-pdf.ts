import { extractTextItems, getDocumentProxy } from 'unpdf'

/** What somebody else's reader finds in a file of rows on paper. */
export type PaperFile = {
	pages: number
	/** Text of each page as it is read. */
	texts: string[]
	/** Of every row the cells by the header above them. */
	rows: Record<string, string>[]
	/** Titles of the contents. */
	contents: string[]
	title: string
}

type Item = { str: string; x: number; y: number; fontSize: number }

/** Of cells: headings are larger, what is at the foot smaller. */
const cellSize = 8

/**
 * Reads a file of rows on paper.
 *
 * @param of.headers of all columns, from the left
 * @param of.single the header of a column whose cells are one line: they tell where a row begins
 */
export async function readPdf(
	bytes: Uint8Array,
	of: { headers: string[]; single: string },
): Promise<PaperFile> {
	const document = await getDocumentProxy(bytes)
	const { items } = await extractTextItems(document)
	const outline = await document.getOutline()
	const { info } = await document.getMetadata()
	const pages = items.map((page): Item[] => page.filter(({ str }) => str.trim() !== ''))
	return {
		pages: document.numPages,
		texts: pages.map((page) => page.map(({ str }) => str).join(' ')),
		rows: pages.slice(1).flatMap((page) =>
			rowsOf(
				page.filter(({ fontSize }) => fontSize === cellSize),
				of,
			),
		),
		contents: (outline ?? []).map(({ title }: { title: string }) => title),
		title: String((info as { Title?: unknown }).Title),
	}
}

function rowsOf(
	page: Item[],
	{ headers, single }: { headers: string[]; single: string },
): Record<string, string>[] {
	// The first word tells where a column is, and the highest ones with all of these words are the header's.
	const first = (header: string) => header.split(' ')[0]
	const words = new Set(headers.map(first))
	const top = Math.max(
		...page
			.filter(({ str, y }) => words.has(first(str.trim())) && countAt(page, y) >= headers.length)
			.map(({ y }) => y),
	)
	const line = page.filter(({ y }) => y === top).toSorted((a, b) => a.x - b.x)
	const lefts = headers.map((_header, i) => line[i]?.x ?? Number.NaN)
	const columnOf = ({ x }: Item) => headers.findLast((_header, i) => x >= (lefts[i] ?? 0) - 1)
	const starts = page
		.filter((item) => item.y < top - 12 && columnOf(item) === single)
		.map(({ y }) => y)
		.toSorted((a, b) => b - a)
	return starts.map((start, i) => {
		const end = starts[i + 1] ?? 0
		const cells = page.filter(({ y }) => y <= start + 1 && y > end + 1)
		return Object.fromEntries(
			headers.map((header) => {
				const own = cells
					.filter((item) => columnOf(item) === header)
					.toSorted((a, b) => b.y - a.y || a.x - b.x)
				return [header, own.map(({ str }) => str).join(' ')]
			}),
		)
	})
}

const countAt = (page: Item[], y: number) => page.filter((item) => item.y === y).length
