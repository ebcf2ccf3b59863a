import { textOf } from '#tests/support/page-text.ts'
import type { World } from './company-world.ts'
import { leftover, mainOf } from './page-parts.ts'
import { readData } from './read-data.ts'
import { readHeatmapPage } from './read-heatmap-page.ts'
import { meanBounds, numberOf, readWords, shareBounds } from './read-words.ts'
import type { Reading } from './readings.ts'
import { addReading, cellKey } from './readings.ts'
import type { Fact } from './solver.ts'
import type { Address } from './visits.ts'

type Families = readonly { id: string; key: string }[]
type Tree = Record<string, unknown>
type Of = { world: World; families: Families; address: Address; comparison: string | undefined }

/** A cell of the table by family, as the page or its data have it. */
type FamilyCell = { family: string; column: string; kind: string; title: string; shown: string }

const keysOfPage = [
	...'kind isPresented locale timeZone accountName node cycle cycles assessed coverage isPartial hasPartialRows hasUncompared'.split(
		' ',
	),
	...'comparisonName comparesVersions k isSuppressed path isRoot rubric sentences teams byFamily hrefs'.split(
		' ',
	),
]
const figureKinds = ['value', 'plain', 'distribution']

/** Reads the board page as it is printed: both tables, its sentences, and whether anything else has figures. */
export function readBoardHtml(of: Of, html: string): Reading {
	const { world, families, address } = of
	const main = mainOf(html)
	const tables = [...main.matchAll(/<table[^>]*class="heatmap".*?<\/table>/gs)].map(([table]) => table)
	const byFamily = tables.at(-1) ?? ''
	const teams = tables.length > 1 ? (tables[0] ?? '') : ''
	const reading = readHeatmapPage(
		world,
		families.map(({ id }) => id),
		{ ...address, kind: 'heatmap', statistic: 'mean' },
		`<main>${teams}</main>`,
	)
	const columns = [...byFamily.matchAll(/<th scope="col">(.*?)<\/th>/gs)].map(([, head = '']) => textOf(head))
	const cells = [...byFamily.matchAll(/<tr>(.*?)<\/tr>/gs)].slice(1).flatMap(([, row = '']) =>
		[...row.matchAll(/<td data-kind="([^"]*)"[^>]*>(.*?)<\/td>/gs)].map(
			([, kind = '', inner = ''], index) => ({
				...{ kind, column: columns[index + 1] ?? '' },
				family: /[?;&]family=([\w-]+)/.exec(inner)?.[1] ?? '',
				title: textOf(/ title="([^"]*)"/.exec(inner)?.[1] ?? ''),
				shown: textOf(inner.replace(/<span[^>]*class="(?:sr-only|heat-label)"[^>]*>.*?<\/span>/gs, ' ')),
			}),
		),
	)
	if (cells.length === 0) throw new Error('a board page without a table by family')
	const shown = readFamilyCells(of, cells, reading)
	const said = /<ul class="board-sentences">(.*?)<\/ul>/s.exec(main)?.[1] ?? ''
	if (said === '') throw new Error('a board page without sentences')
	const sentences = [...said.matchAll(/<li>(.*?)<\/li>/gs)].map(([, sentence = '']) => textOf(sentence))
	readSentences(of, sentences, shown, reading)
	let rest = main.replace(said, ' ')
	for (const table of tables) rest = rest.replace(table, ' ')
	const words = textOf(rest)
		.replaceAll(/\b\d+( of \d+)? assessed\b|\bcoverage \d+%|\b[Vv]ersion 1\b/g, ' ')
		.replaceAll(/\b[A-Z][a-z]+ \d{1,2}, \d{4}\b/g, ' ')
	reading.unread.push(...leftover(world, words))
	return reading
}

/** Reads what travels with the page. */
export function readBoardData(of: Of, data: Tree): Reading {
	const { world, families, address } = of
	const familyIds = families.map(({ id }) => id)
	const table = { ...(data['teams'] as Tree), kind: 'heatmap' }
	const there: Address = { ...address, kind: 'heatmap', statistic: 'mean' }
	const reading = readData(world, familyIds, there, table)
	reading.unread.push(...Object.keys(data).filter((key) => !keysOfPage.includes(key)))
	const byFamily = data['byFamily'] as { columns: Tree[]; total: Tree; rows: Tree[] }
	const cells = [byFamily.total, ...byFamily.rows].flatMap((row) =>
		(row['cells'] as Tree[]).map((cell, index): FamilyCell => {
			const { kind, description = '', text = '', note = '', value, parts, href: _href, ...more } = cell
			if (Object.keys(more).length > 0) reading.unread.push(JSON.stringify(more))
			if (!figureKinds.includes(String(kind)) && (value !== undefined || parts !== undefined)) {
				reading.unread.push(JSON.stringify(cell))
			}
			return {
				...{
					family: String(row['id']),
					column: String(byFamily.columns[index]?.['label']),
					kind: String(kind),
				},
				...{ title: String(description), shown: `${String(text)} ${String(note)}` },
			}
		}),
	)
	const shown = readFamilyCells(of, cells, reading)
	readSentences(of, data['sentences'] as string[], shown, reading)
	return reading
}

/** Adds what the cells say; returns the families that stand in the figure of all, by id. */
function readFamilyCells(of: Of, cells: readonly FamilyCell[], reading: Reading): string[] {
	const { world, families, address, comparison } = of
	const isFigure = ({ kind }: FamilyCell) => figureKinds.includes(kind)
	const shown = families
		.map(({ id }) => id)
		.filter((id) => cells.some((cell) => cell.family === id && cell.column === 'Mean tier' && isFigure(cell)))
	for (const cell of cells) {
		const fact = factOf(of, cell.family === 'all' ? shown : [cell.family])
		const isOfTiers = cell.column !== 'Assessed'
		if (!isFigure(cell)) {
			if (cell.kind === 'suppressed' && isOfTiers && cell.family !== 'all' && cell.family !== '') {
				reading.hidden.add(cellKey(fact))
			}
			const words = cell.kind === 'notAssessed' ? cell.shown.replace(/0 of \d+( · partial)?/, '') : cell.shown
			if (/\d/.test(words)) reading.unread.push(`${address.path}, ${cell.family}: ${cell.shown}`)
			continue
		}
		const { figures, before, unread } = readWords(
			cell.title,
			world.cycles.map(({ id }) => id),
		)
		reading.unread.push(...unread)
		if (isOfTiers && Object.keys(figures).some((figure) => figure !== 'n'))
			reading.facts.push({ ...fact, figures })
		if (before && comparison) reading.facts.push({ ...fact, cycleId: comparison, figures: before })
		const words = cell.shown.replaceAll('· partial', ' ').split(/[\s→]+/)
		for (const word of words) {
			if (/\d/.test(word) && !cell.title.includes(word)) reading.unread.push(`${cell.title}: ${word}`)
		}
	}
	return shown
}

const factOf = ({ address }: Of, familyIds: readonly string[]): Omit<Fact, 'figures'> => ({
	...{ cycleId: address.cycle, nodeId: address.node, familyIds, measure: 'tier' },
})

/** The figures in the sentences are figures of cells like any others. */
function readSentences(
	of: Of,
	sentences: readonly string[],
	shown: readonly string[],
	reading: Reading,
): void {
	const { world, families, comparison } = of
	const now = factOf(of, shown)
	for (const sentence of sentences) {
		const standing =
			/at tier ([\d.]+) on average.*middle works at tier ([\d.]+), and (\d+%) work at tier 2 or above/.exec(
				sentence,
			)
		if (standing) {
			const [, mean = '', median = '', share = ''] = standing
			const figures = {
				...{ meanHalfSteps: meanBounds(mean), medianHalfSteps: numberOf(median) * 2 },
				shareAtTierTwoOrAbove: shareBounds(share),
			}
			reading.facts.push({ ...now, figures })
		}
		const moved = /the mean went from ([\d.]+) to ([\d.]+) \([▲▼=] [+−]?[\d.]+\)/.exec(sentence)
		if (moved && comparison) {
			const [, then = '', to = ''] = moved
			reading.facts.push(
				{ ...now, cycleId: comparison, figures: { meanHalfSteps: meanBounds(then) } },
				{ ...now, figures: { meanHalfSteps: meanBounds(to) } },
			)
		}
		// Whoever is named with a change is shown in both cycles; the figure is the one of its cell.
		for (const [, name = ''] of sentence.matchAll(/([^,(]+?) \([▲▼] [+−][\d.]+\)/g)) {
			const team = world.teams
				.filter((one) => one.cycle === now.cycleId && (one.parentId ?? world.accountId) === now.nodeId)
				.find((one) => name.endsWith(one.name))
			if (team && comparison) {
				const { teamId: nodeId } = team
				const familyIds = familiesOf(reading, now.cycleId, nodeId)
				reading.facts.push({ ...now, cycleId: comparison, nodeId, familyIds, figures: {} })
			}
		}
		for (const [, name = '', mean = ''] of sentence.matchAll(/([\w-]+) \(([\d.]+), target [\d.]+\)/g)) {
			const family = families.find(({ key }) => key === name)
			const figures = { meanHalfSteps: meanBounds(mean) }
			if (family) reading.facts.push({ ...factOf(of, [family.id]), figures })
			else reading.unread.push(`${name}: ${mean}`)
		}
		const rest = sentence
			.replace(/at tier [\d.]+ on average|\d+( of \d+)? assessed|at tier [\d.]+, and \d+% work/g, ' ')
			.replace(/from [\d.]+ to [\d.]+|\([▲▼=] [+−]?[\d.]+\)|\([\d.]+, target [\d.]+\)/g, ' ')
		reading.unread.push(...leftover(world, rest))
	}
}

/** The families of which a figure of a node stands in what was read. */
const familiesOf = ({ facts }: Reading, cycleId: string, nodeId: string): string[] => [
	...new Set(
		facts
			.filter((fact) => fact.cycleId === cycleId && fact.nodeId === nodeId && fact.familyIds.length === 1)
			.flatMap(({ familyIds }) => familyIds),
	),
]

/** Adds both to what was read. */
export function addBoard(
	of: Of,
	{ html, data }: { html: string; data: Tree },
	to: { pages: Reading; data: Reading },
): void {
	addReading(to.pages, readBoardHtml(of, html))
	addReading(to.data, readBoardData(of, data))
}
