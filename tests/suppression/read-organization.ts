import { textOf } from '#tests/support/page-text.ts'
import type { World } from './company-world.ts'
import { leftover, mainOf } from './page-parts.ts'
import { meanBounds, numberOf, readWords } from './read-words.ts'
import type { Reading } from './readings.ts'
import { cellKey, emptyReading } from './readings.ts'
import type { Fact } from './solver.ts'

type Tree = Record<string, unknown>

/** What a page of the whole organization is of; `familiesIn` says of which families a figure of a node is, by what the heatmap shows. */
export type WholePage = {
	readonly cycleId: string
	readonly comparison: string | null
	/** Null for all families together. */
	readonly familyId: string | null
	readonly shownIn: (cycleId: string, nodeId: string) => readonly string[]
}

const keysOfPage =
	'kind locale asOf cycle cycleName comparisonName cycles family familyName families k isSuppressed sort paging rows picture'
const keysOfRow = 'id name parentId depth parent href kind tier text assessed change description'
const keysOfNode = 'id parentId name kind tier text description'

export const unknownKeys = (tree: Tree, known: string): string[] =>
	Object.keys(tree).filter((key) => !known.split(' ').includes(key))

const at = ({ familyId, shownIn }: WholePage, cycleId: string, nodeId: string): Omit<Fact, 'figures'> => ({
	...{ cycleId, nodeId, measure: 'tier' },
	familyIds: familyId === null ? shownIn(cycleId, nodeId) : [familyId],
})

/** Both cells of a change are shown, or it is a figure of a hidden one. */
function addChange(reading: Reading, of: WholePage, nodeId: string): void {
	for (const cycleId of [of.comparison, of.cycleId]) {
		if (cycleId === null) reading.unread.push('a change since nothing')
		else reading.facts.push({ ...at(of, cycleId, nodeId), figures: {} })
	}
}

/** Reads what travels with the page: a row and a tile for each team, the tile with what the row has. */
export function readOrganizationData(of: WholePage, data: Tree): Reading {
	const reading = emptyReading()
	reading.unread.push(...unknownKeys(data, keysOfPage))
	const rows = (data.rows ?? []) as Tree[]
	for (const row of rows) {
		reading.unread.push(...unknownKeys(row, keysOfRow))
		const { id, kind, tier, text, assessed, change, description } = row
		const here = at(of, of.cycleId, String(id))
		if (kind === 'suppressed' && of.familyId !== null) reading.hidden.add(cellKey(here))
		if (kind !== 'value') {
			if (tier !== undefined || change !== null) reading.unread.push(JSON.stringify(row))
			if (kind === 'suppressed' && (text !== 'Hidden' || assessed !== null || description !== 'hidden')) {
				reading.unread.push(JSON.stringify(row))
			}
			continue
		}
		const half = Number(tier) * 2
		const n = numberOf(/^\d+/.exec(String(assessed))?.[0] ?? 'NaN')
		reading.facts.push({ ...here, figures: { n, meanHalfSteps: { from: half, to: half } } })
		if (change !== null) addChange(reading, of, String(id))
	}
	const picture = (data.picture ?? {}) as { nodes?: Tree[] }
	reading.unread.push(...unknownKeys(picture, 'nodes levels isWhole'))
	for (const node of picture.nodes ?? []) {
		const row = rows.find(({ id }) => id === node.id)
		const isSame = row && ['kind', 'tier', 'text', 'parentId'].every((key) => row[key] === node[key])
		if (!isSame || node.description !== `${String(row.name)}: ${String(row.description)}`) {
			reading.unread.push(JSON.stringify(node))
		}
		reading.unread.push(...unknownKeys(node, keysOfNode))
	}
	return reading
}

export const cellsOfRow = (row: string): { html: string; text: string }[] =>
	[...row.matchAll(/<t[dh]\b[^>]*>(.*?)<\/t[dh]>/gs)].map(([, html = '']) => ({
		html,
		text: textOf(html.replace(/<span class="phone-label">.*?<\/span>/s, '')).trim(),
	}))

/** Reads the same as it is printed: the rows, and the tooltips of the tiles in the same order. */
export function readOrganizationHtml(world: World, of: WholePage, html: string): Reading {
	const reading = emptyReading()
	const ids: string[] = []
	let rest = mainOf(html).replace(/<tbody.*?<\/tbody>/s, (body) => {
		for (const [, row = ''] of body.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)) {
			const [team, mean, assessed, change, ...more] = cellsOfRow(row)
			reading.unread.push(...more.map(({ text }) => text))
			const id = /[?;&]node=([0-9a-f-]{36})/.exec(team?.html ?? '')?.[1] ?? ''
			ids.push(id)
			const here = at(of, of.cycleId, id)
			if (!/\d/.test(mean?.text ?? '')) {
				if (mean?.text === 'Hidden' && of.familyId !== null) reading.hidden.add(cellKey(here))
				if (mean?.text === 'Hidden' && /\d/.test(assessed?.text ?? '')) reading.unread.push(row)
				if (change?.text !== '–') reading.unread.push(row)
				continue
			}
			const n = numberOf(/^(\d+)(?: of \d+)?(?: · partial)?$/.exec(assessed?.text ?? '')?.[1] ?? 'NaN')
			reading.facts.push({ ...here, figures: { n, meanHalfSteps: meanBounds(mean?.text ?? '') } })
			if (change?.text === '–') continue
			if (!/^[▲▼=] [+−]?[\d.]+$/.test(change?.text ?? '')) reading.unread.push(change?.text ?? '')
			addChange(reading, of, id)
		}
		return ' '
	})
	const tiles = [...rest.matchAll(/<div role="presentation" class="organization-cell".*?<\/div><\/div>/gs)]
	for (const [i, [tile]] of tiles.entries()) {
		const [, kind = '', style = '', title = ''] =
			/data-kind="([^"]*)" style="([^"]*)" title="([^"]*)"/.exec(tile) ?? []
		const isShown = kind === 'value'
		if (isShown !== style.includes('--cell')) reading.unread.push(tile)
		const said = readWords(textOf(title).replace(/^[^:]*: /, ''), [of.cycleId])
		reading.unread.push(...said.unread)
		if (kind === 'suppressed' && /\d/.test(textOf(tile).replaceAll(/Team \d+/g, '')))
			reading.unread.push(tile)
		if (isShown) reading.facts.push({ ...at(of, of.cycleId, ids[i] ?? ''), figures: said.figures })
		rest = rest.replace(tile, ' ')
	}
	if (tiles.length > 0 && tiles.length !== ids.length) reading.unread.push(`${tiles.length} tiles`)
	reading.unread.push(...leftover(world, textOf(rest).replace(/\b\d+ teams?\b/g, ' ')))
	return reading
}
