import { textOf } from '#tests/support/page-text.ts'
import type { World } from './company-world.ts'
import {
	attributeNumbers,
	countsOf,
	leftover,
	mainOf,
	takeDistributions,
	unreadAttributes,
} from './page-parts.ts'
import { numberOf, readWords } from './read-words.ts'
import type { Reading } from './readings.ts'
import { cellKey, emptyReading } from './readings.ts'
import type { Fact } from './solver.ts'
import type { Address } from './visits.ts'
import { liveRef } from './visits.ts'

const hiddenWords = 'Hidden: the group is too small, or it would give a small group away'

type Cell = {
	kind: string
	node: string
	family: string
	/** The name of the cycle, or `live`. */
	cycle: string
	/** Of a cell of answers. */
	question: string
	title: string
	html: string
}
type Row = { label: string; cells: Cell[] }

/** Reads a rendered heatmap: every cell, the pictures below the table, and whether anything else has figures. */
export function readHeatmapPage(
	world: World,
	familyIds: readonly string[],
	address: Address,
	html: string,
): Reading {
	const reading = emptyReading()
	const main = mainOf(html)
	const table = /<table[^>]*class="heatmap".*?<\/table>/s.exec(main)?.[0] ?? ''
	const rows = rowsOf(table)
	const isOfTiers = address.statistic !== 'coverage' && address.statistic !== 'assessed'
	for (const row of rows) readRow(world, familyIds, address, row, isOfTiers, reading)

	// Outside of cells a table has names only.
	const names = table.replace(/<td data-kind.*?<\/td>/gs, ' ')
	reading.unread.push(...leftover(world, textOf(names)), ...attributeNumbers(names))

	const { rest, lists, unread } = takeDistributions(main.replace(table, ' '))
	reading.unread.push(...unread)
	for (const list of lists) {
		// The names of teams are no keys: the row of that name has the same figures, or the merge fails.
		const row = rows.find(({ label }) => label === list.label)
		const total = row && totalOf(familyIds, row)
		if (!total) reading.unread.push(`a distribution of ${list.label}`)
		else
			reading.facts.push({
				...factOf(address, total.node, total.familyIds),
				figures: { counts: countsOf(list) },
			})
	}
	const words = textOf(rest).replaceAll(/\b\d+( of \d+)? (assessed|with a result)\b/g, ' ')
	reading.unread.push(...leftover(world, words), ...unreadAttributes(rest, lists))
	return reading
}

function rowsOf(table: string): Row[] {
	return [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1).map(([, row = '']) => ({
		label: textOf(/<th scope="row">.*?<bdi>(.*?)<\/bdi>/s.exec(row)?.[1] ?? ''),
		cells: [...row.matchAll(/<td data-kind="([^"]*)"[^>]*>(.*?)<\/td>/gs)].map(
			([, kind = '', inner = '']) => {
				const href = / href="([^"]*)"/.exec(inner)?.[1]?.replaceAll('&amp;', '&') ?? ''
				const { searchParams: search, hash } = new URL(href, 'http://x')
				return {
					kind,
					node: search.get('node') ?? '',
					family: search.get('family') ?? '',
					cycle: search.get('cycle') ?? '',
					question: hash.slice(1),
					title: textOf(/ title="([^"]*)"/.exec(inner)?.[1] ?? ''),
					html: inner,
				}
			},
		),
	}))
}

const hasFigure = ({ kind }: Cell) => kind === 'value' || kind === 'distribution' || kind === 'plain'

/** The sum over families is of those whose figures stand in its row. */
function totalOf(familyIds: readonly string[], { cells }: Row): { node: string; familyIds: string[] } | null {
	const total = cells.find(({ family }) => family === 'all')
	return total
		? {
				node: total.node,
				familyIds: familyIds.filter((id) => cells.some((cell) => cell.family === id && hasFigure(cell))),
			}
		: null
}

const factOf = (
	{ cycle }: Pick<Address, 'cycle'>,
	nodeId: string,
	familyIds: readonly string[],
	measure = 'tier',
) => ({ cycleId: cycle, nodeId, familyIds, measure }) satisfies Omit<Fact, 'figures'>

function readRow(
	world: World,
	familyIds: readonly string[],
	address: Address,
	row: Row,
	isOfTiers: boolean,
	reading: Reading,
): void {
	const summed = totalOf(familyIds, row)?.familyIds ?? []
	const comparison =
		address.since || world.cycles[world.cycles.findIndex(({ id }) => id === address.cycle) - 1]?.id
	/** Where each cell is one tier. */
	const counts: Record<number, number> = {}
	let counted: Omit<Fact, 'figures'> | null = null
	for (const cell of row.cells) {
		const ids = cell.family === 'all' ? summed : [cell.family]
		// Columns of cycles lead to their own.
		const cycle = address.by === 'cycles' && cell.cycle ? nameOfCycle(world, cell.cycle) : address.cycle
		const of = factOf({ cycle }, cell.node, ids, cell.question || 'tier')
		const where = `${address.path}, ${row.label}, ${cell.family}: `
		// The name of the column is in the cell as well; without it, nothing may be said twice that is not in the title.
		const shown = textOf(
			cell.html.replace(/<span[^>]*class="(?:sr-only|heat-label)"[^>]*>.*?<\/span>/gs, ' '),
		)
		if (!hasFigure(cell)) {
			if (cell.kind === 'suppressed' && isOfTiers && cell.family !== 'all') reading.hidden.add(cellKey(of))
			reading.unread.push(...attributeNumbers(cell.html).map((number) => where + number))
			const isSilent = cell.kind !== 'suppressed' || (cell.title === hiddenWords && shown === '')
			// 'Not assessed' may say of how many.
			const words = cell.kind === 'notAssessed' ? shown.replace(/^0 of \d+( · partial)?$/, '') : shown
			if (!isSilent || /\d/.test(words)) reading.unread.push(`${where}${cell.title} ${shown}`)
			continue
		}
		const ofTier = /^(\d+) at tier ([\d.]+) · \d+% of those assessed · /.exec(cell.title)
		if (ofTier) {
			counts[numberOf(ofTier[2] ?? '') * 2] = numberOf(ofTier[1] ?? '')
			counted = of
		}
		const { figures, before, unread } = readWords(
			ofTier ? cell.title.slice(ofTier[0].length) : cell.title,
			world.cycles.map(({ id }) => id),
		)
		reading.unread.push(...unread.map((words) => where + words))
		if (isOfTiers && Object.keys(figures).some((figure) => figure !== 'n'))
			reading.facts.push({ ...of, figures })
		if (before && comparison) reading.facts.push({ ...of, cycleId: comparison, figures: before })
		const drawn = attributeNumbers(cell.html).join()
		const said = Object.values(figures.counts ?? {}).filter((count) => count > 0)
		if (drawn !== said.join()) reading.unread.push(`${where}a bar of ${drawn}`)
		// A change is a figure of two cycles: it is read where its cell of the cycle before is shown, else it is a leak.
		if (/[▲▼=] /.test(shown) && comparison) {
			reading.facts.push({ ...of, cycleId: comparison, figures: {} })
		}
		const words = shown.replaceAll(/[▲▼=] [+−]?[\d.]+%?/g, ' ').split(' ')
		for (const word of words) {
			if (/\d/.test(word) && !cell.title.includes(word) && address.statistic !== 'distribution') {
				reading.unread.push(where + word)
			}
		}
		if (address.statistic === 'distribution') {
			for (const word of words)
				if (/\d/.test(word) && !cell.title.split(/[^\d]+/).includes(word)) reading.unread.push(where + word)
		}
	}
	if (counted) reading.facts.push({ ...counted, figures: { counts } })
}

const nameOfCycle = (world: World, ref: string) => (ref === liveRef ? world.running.id : ref)
