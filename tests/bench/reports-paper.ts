import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parse } from 'csv-parse/sync'
import Document from 'pdfkit'
import subsetFont from 'subset-font'
import { getDocumentProxy } from 'unpdf'
import { sessionCookie } from '#tests/check-ins/visitor.ts'
import { told } from './bench-database.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'
import type { ReportsData } from './reports-data.ts'
import type { FileServer } from './reports-files.ts'

/** What a page shows of each row, and how wide it is there, in points. */
const columns = {
	...{ member_name: 80, has_left: 27, team: 65, manager: 65, family: 60, question: 108 },
	...{ from_tier: 27, to_tier: 27, to_text: 130, target_tier: 32, target_due_on: 54, single_rater: 27 },
}

/**
 * Seconds a page of the steps of a part of the company, as the route writes them, database and all, against the bare library that
 * draws the same cells with the same font on pages of the same size, out of memory.
 */
export async function measurePdf(
	{ part, slug, token }: ReportsData,
	server: FileServer,
	{ quick }: { quick: boolean },
): Promise<Result> {
	const get = async (format: string) => {
		const url = `${server.url}/a/${slug}/reports/training-needs.${format}?team=${part.teamId}`
		const response = await fetch(url, {
			headers: { Cookie: `${sessionCookie}=${token}` },
			redirect: 'manual',
		})
		if (response.status !== 200) throw new Error(`${url} answers ${response.status}.`)
		return new Uint8Array(await response.arrayBuffer())
	}
	const rows: Record<string, string>[] = parse(Buffer.from(await get('csv')), { columns: true, bom: true })
	const cells = rows.map((row) => Object.keys(columns).map((key) => row[key] ?? ''))
	const font = await regularFont()
	const pages = {
		ours: (await getDocumentProxy(await get('pdf'))).numPages,
		bare: await drawBare(cells, font),
	}
	const times = await told(`PDF of ${rows.length} steps`, () =>
		interleaved({ ours: () => get('pdf'), bare: () => drawBare(cells, font) }, { rounds: quick ? 3 : 9 }),
	)
	return timeResult(
		`PDF of ${rows.length} steps on ${pages.ours} pages through the route, against the bare library's ${pages.bare}, ms a page`,
		times.ours / pages.ours,
		times.bare / pages.bare,
		quick ? null : 2,
		quick ? 'means something only at full size' : 'at least half the pages a second',
	)
}

async function regularFont(): Promise<Buffer> {
	const file = createRequire(import.meta.url).resolve(
		'@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
	)
	const options = { targetFormat: 'truetype', variationAxes: { wght: 400 }, keepAllGlyphs: true } as const
	return subsetFont(await readFile(file), '', options)
}

/** @returns how many pages it took */
async function drawBare(rows: readonly string[][], font: Buffer): Promise<number> {
	const document = new Document({ size: 'A4', layout: 'landscape', margin: 0, autoFirstPage: false })
	document.on('data', () => {})
	document.registerFont('regular', font)
	const widths = Object.values(columns)
	let pages = 0
	let y = Infinity
	for (const row of rows) {
		document.font('regular').fontSize(8)
		if (y > 500) {
			document.addPage()
			pages += 1
			y = 60
		}
		let x = 36
		let lowest = y
		for (const [i, text] of row.entries()) {
			const width = widths[i] ?? 0
			document.text(text, x, y, { width })
			lowest = Math.max(lowest, document.y)
			x += width + 8
		}
		y = lowest + 6
	}
	document.end()
	await once(document, 'end')
	return pages
}
