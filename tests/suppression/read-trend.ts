import { textOf } from '#tests/support/page-text.ts'
import type { World } from './company-world.ts'
import { attributeNumbers, leftover, mainOf } from './page-parts.ts'
import { meanBounds, numberOf, readWords, shareBounds } from './read-words.ts'
import type { Reading } from './readings.ts'
import { cellKey, emptyReading } from './readings.ts'
import type { Fact, Figures } from './solver.ts'

/** A trend’s page: of which node, in detail of which family. A figure over all families is over those that `shownIn` names. */
export type TrendAsked = {
	readonly nodeId: string
	/** `all` or an id. */
	readonly family: string
	readonly shownIn: (cycleId: string, nodeId: string) => readonly string[]
}
type Tree = Record<string, unknown>
const treesOf = (value: unknown): Tree[] => (Array.isArray(value) ? (value as Tree[]) : [])

const keysOfPage =
	'kind locale statistic page pageSize node isRoot path asOf cycles until family familyName families k isSuppressed places rubricChanges series columns heat rows below belowColumns belowCount csvHref heatmapHref movementHref hasEarlier'.split(
		' ',
	)
const nothingThere = ['not-assessed', 'exempt', 'empty', 'absent']
const likely = / · likely [\d.]+%? to [\d.]+%?/
const figureKinds = ['value', 'none']

/** Where a cell leads says what it is about. */
function aboutOf(href: string): { cycleId: string; nodeId: string; family: string } {
	const search = new URL(href.replaceAll('&amp;', '&'), 'http://x').searchParams
	const of = (name: string) => search.get(name) ?? ''
	return { cycleId: of('cycle'), nodeId: of('node'), family: of('family') }
}

function factOf(
	{ shownIn }: TrendAsked,
	{ cycleId, nodeId, family }: ReturnType<typeof aboutOf>,
): Omit<Fact, 'figures'> {
	const familyIds = family === 'all' ? shownIn(cycleId, nodeId) : [family]
	return { cycleId, nodeId, familyIds, measure: 'tier' }
}

const cycleBefore = (world: World, cycleId: string) =>
	world.cycles[world.cycles.findIndex(({ id }) => id === cycleId) - 1]?.id ?? ''

/** One cell of a table, of the data or as it is printed. */
function readCell(
	world: World,
	asked: TrendAsked,
	cell: { kind: string; href: string; title: string; printed: string },
	reading: Reading,
): void {
	const { kind, href, title, printed } = cell
	const about = aboutOf(href)
	const of = factOf(asked, about)
	if (!figureKinds.includes(kind)) {
		if (kind === 'suppressed' && about.family !== 'all') reading.hidden.add(cellKey(of))
		// 'Not assessed' may say of how many.
		const words = kind === 'notAssessed' ? printed.replace(/^0 of \d+( · partial)?$/, '') : printed + title
		if (/\d/.test(words) || (kind === 'suppressed' && printed !== ''))
			reading.unread.push(`${kind}: ${words}`)
		return
	}
	const cycleNames = world.cycles.map(({ id }) => id)
	// Of a team that was not the reader’s then; such a cell leads nowhere.
	if (kind === 'none') {
		const said = cycleNames.reduce((words, name) => words.replaceAll(name, ''), title + printed)
		if (/\d/.test(said) || href !== '') reading.unread.push(`${title} ${printed}`)
		return
	}
	const { figures, unread } = readWords(title.replace(likely, ''), cycleNames)
	reading.unread.push(...unread)
	reading.facts.push({ ...of, figures })
	if (of.familyIds.length === 0) reading.unread.push(`a figure of hidden families: ${title}`)
	// A change is a figure of two cycles: both have to be shown.
	if (/[▲▼=] /.test(printed))
		reading.facts.push({ ...of, cycleId: cycleBefore(world, about.cycleId), figures: {} })
	for (const word of printed.replaceAll(/[▲▼=] [+−]?[\d.]+%?/g, ' ').split(/ · |\u2060|–| /)) {
		if (/\d/.test(word) && !title.includes(word)) reading.unread.push(`${title}: ${word}`)
	}
}

/** Reads what travels with the page. */
export function readTrendData(world: World, asked: TrendAsked, data: Tree): Reading {
	const reading = emptyReading()
	reading.unread.push(...Object.keys(data).filter((key) => !keysOfPage.includes(key)))
	const shareOrTier = data.statistic === 'share'
	const values = new Map<string, number>()
	for (const row of [...treesOf(data.heat), ...treesOf(data.below)]) {
		for (const { kind, href = '', description = '', text = '', note = '', change, value, ...more } of treesOf(
			row.cells,
		)) {
			const changeText = change ? String((change as Tree).text) : ''
			const printed = [text, changeText, note].filter(Boolean).join(' ')
			readCell(
				world,
				asked,
				{ kind: String(kind), href: String(href), title: String(description), printed },
				reading,
			)
			if (Object.keys(more).length > 0) reading.unread.push(JSON.stringify(more))
			if (value === undefined) continue
			const about = aboutOf(String(href))
			if (kind !== 'value') reading.unread.push(`${String(kind)}: ${String(value)}`)
			if (about.nodeId === asked.nodeId) values.set(`${about.cycleId} ${about.family}`, Number(value))
		}
	}
	const places = treesOf(data.places).map(({ name }) => String(name))
	for (const { id, places: points, label: _label, ...more } of treesOf(data.series)) {
		reading.unread.push(...Object.keys(more))
		treesOf(points).forEach(({ kind, ...point }, i) => {
			const known = values.get(`${places[i]} ${String(id)}`)
			const isExplained = kind === 'shown' ? point.value === known : Object.keys(point).length === 0
			if (!isExplained || (kind !== 'shown' && known !== undefined))
				reading.unread.push(`a point of ${places[i]}: ${JSON.stringify(point)}`)
		})
	}
	for (const { name, kind, ...row } of treesOf(data.rows)) {
		const of = factOf(asked, { cycleId: String(name), nodeId: asked.nodeId, family: asked.family })
		if (kind !== 'shown') {
			if (kind === 'suppressed' && asked.family !== 'all') reading.hidden.add(cellKey(of))
			const { id: _id, note: _note, eligible: _eligible, ...more } = row
			if (Object.keys(more).length > 0 || !['suppressed', ...nothingThere].includes(String(kind)))
				reading.unread.push(JSON.stringify(row))
			continue
		}
		const counts = row.distribution as number[]
		reading.facts.push({
			...of,
			figures: {
				counts: Object.fromEntries(counts.map((count, i) => [i + 1, count])),
				n: Number(row.n),
				meanHalfSteps: around(Number(row.mean) * 2),
				medianHalfSteps: Number(row.median) * 2,
				shareAtTierTwoOrAbove: around(Number(row.share)),
			},
		})
	}
	reading.unread.push(...leftover(world, wordsOfHead(String(data.asOf))))
	if (shareOrTier && [...values.values()].some((value) => value > 1)) reading.unread.push('a tier as a share')
	return reading
}

const around = (value: number) => ({ from: value - 1e-9, to: value + 1e-9 })
const wordsOfHead = (text: string) => text.replaceAll(/\b\d+( of \d+)? assessed\b/g, ' ')

/** Reads the same as it is printed: both tables of cells, the table of one family, and the pictures. */
export function readTrendHtml(world: World, asked: TrendAsked, html: string): Reading {
	const reading = emptyReading()
	let rest = mainOf(html).replace(
		/<td data-kind="([^"]*)"[^>]*>(.*?)<\/td>/gs,
		(_all, kind: string, inner: string) => {
			const title = textOf(/ title="([^"]*)"/.exec(inner)?.[1] ?? '')
			const said = inner.replace(/<span[^>]*class="(?:sr-only|heat-label)"[^>]*>.*?<\/span>/gs, ' ')
			const href = / href="([^"]*)"/.exec(inner)?.[1] ?? ''
			const isHiddenWord = kind === 'suppressed' && title.startsWith('Hidden: ')
			readCell(
				world,
				asked,
				{ kind, href, title: isHiddenWord ? '' : title, printed: textOf(said).trim() },
				reading,
			)
			reading.unread.push(...attributeNumbers(inner))
			return ' '
		},
	)
	const drawn = new Map<string, string>()
	rest = rest.replace(/<ul[^>]*class="tier-columns".*?<\/ul>/s, (list) => {
		for (const [, column = '', label = ''] of list.matchAll(
			/<li>(.*?)<span class="tier-column-label">(.*?)<\/span><\/li>/gs,
		))
			drawn.set(textOf(label), attributeNumbers(column).join())
		return ' '
	})
	rest = rest.replace(/<table class="data-table".*?<\/table>/s, (table) => {
		for (const [, row = ''] of table.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)) {
			const cells = [...row.matchAll(/<t([dh])\b[^>]*>(.*?)<\/t[dh]>/gs)].map(([, , cell = '']) =>
				textOf(cell.replace(/<span class="phone-label">.*?<\/span>/s, '')).trim(),
			)
			const [cycle = '', assessed = '', means = '', median = '', share = '', ...tiers] = cells
			const cycleId = world.published.find(({ id }) => cycle.startsWith(id))?.id
			if (cycle === 'Cycle' || cycleId === undefined) continue
			const of = factOf(asked, { cycleId, nodeId: asked.nodeId, family: asked.family })
			const n = /^(\d+)(?: of \d+)?(?: · partial)?$/.exec(assessed)?.[1]
			const bars = drawn.get(cycleId) ?? ''
			if (n === undefined) {
				if (/\d/.test([assessed, means, median, share, ...tiers, bars].join()))
					reading.unread.push(cells.join(' '))
				if (assessed === 'Hidden' && asked.family !== 'all') reading.hidden.add(cellKey(of))
				continue
			}
			const [all, mean = ''] = /^([\d.]+)(?: \([\d.]+–[\d.]+\))?$/.exec(means) ?? []
			if (all === undefined) reading.unread.push(means)
			const counts = tiers.map(numberOf)
			if (counts.filter((count) => count > 0).join() !== bars) reading.unread.push(`columns of ${bars}`)
			const figures: Figures = {
				counts: Object.fromEntries(counts.map((count, i) => [i + 1, count])),
				n: numberOf(n),
				meanHalfSteps: meanBounds(mean),
				medianHalfSteps: numberOf(median) * 2,
				shareAtTierTwoOrAbove: shareBounds(share),
			}
			reading.facts.push({ ...of, figures })
		}
		return ' '
	})
	rest = rest
		.replace(/<span class="trend-tick".*?<\/span>/gs, ' ')
		.replace(/<th scope="row">.*?<\/th>/gs, (head) => ` ${textOf(head)} `)
	reading.unread.push(...attributeNumbers(rest))
	const words = wordsOfHead(textOf(rest))
		.replaceAll(/\bin 19 of 20 cases\b/g, ' ')
		.replaceAll(/\b\d+ cycles?\b/g, ' ')
	reading.unread.push(...leftover(world, words))
	return reading
}
