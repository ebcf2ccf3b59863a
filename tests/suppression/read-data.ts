import type { World } from './company-world.ts'
import { aimOf, belowFact } from './read-other-pages.ts'
import { readWords } from './read-words.ts'
import type { Reading } from './readings.ts'
import { addReading, cellKey, emptyReading } from './readings.ts'
import type { Fact, Figures } from './solver.ts'
import type { Address } from './visits.ts'
import { liveRef } from './visits.ts'

type Tree = Record<string, unknown>
const treeOf = (value: unknown): Tree => (typeof value === 'object' && value !== null ? (value as Tree) : {})
const listOf = (value: unknown): Tree[] => (Array.isArray(value) ? value.map(treeOf) : [])

/** Numbers, and words with digits, that the adversary need not read: by their place in the data. */
const publicPlaces: readonly RegExp[] = [
	/\b(slug|locale|idempotencyKey|timeZone|href|csvHref|boardHref|id|parentId|familyId|accountId|ref|value|startsOn|endsOn|dueOn|publishedAt)$/,
	/\b(k|minimumGroupSize|leftOut|familyIds|version|depth|frameworkVersionId|comparisonName|label|name|title|text|teamName|cycleName|more)$/,
	/^(cycles|columns|openNames|path|children|targets|search|rubric|floor|userName|running)\b/,
	// What can be chosen, and how many teams there are.
	/^(choices|paging|sorted|kept|family)\b/,
	// What a group is measured against is said to everybody.
	/^target\b/,
	// Of oneself, and of one's own people.
	/^(own|list|people|manager\.turn)\b/,
	/^manager\.(all|waiting|agreed|closed)$/,
	// How much waits for the reader, and until when.
	/^due\.(cycleId|cycleName|own|rate|agree|isOverdue|ownDueOn|rateDueOn|notices\b.*)$/,
]

/** Reads what travels in a data answer, and says what is in it besides: a number of no known meaning is a leak. */
export function readData(world: World, familyIds: readonly string[], address: Address, data: Tree): Reading {
	const reading = emptyReading()
	const comparison =
		address.since || (world.cycles[world.cycles.findIndex(({ id }) => id === address.cycle) - 1]?.id ?? '')
	const read = new Set<unknown>()
	const at = (ids: readonly string[], measure = 'tier', cycleId = address.cycle, nodeId = address.node) =>
		({ cycleId, nodeId, familyIds: ids, measure }) satisfies Omit<Fact, 'figures'>
	const add = (of: Omit<Fact, 'figures'>, figures: Figures) => reading.facts.push({ ...of, figures })

	/** A result as the domain has it: hidden means that nothing but the word is in it. */
	function result(of: Omit<Fact, 'figures'>, value: unknown): void {
		const { kind, summary, ...more } = treeOf(value)
		if (kind === 'shown' && summary) {
			add(of, figuresOf(treeOf(summary)))
			read.add(summary)
		} else if (kind === 'suppressed') reading.hidden.add(cellKey(of))
		if (kind !== 'shown' && (summary !== undefined || Object.keys(more).length > 0))
			reading.unread.push(JSON.stringify(value))
	}
	/** What a reader gets of a node and family: its tiers and its coverage. */
	function cell(of: Omit<Fact, 'figures'>, value: unknown): void {
		const { tier, coverage } = treeOf(value)
		result(of, tier)
		const { kind, ...more } = treeOf(coverage)
		if (kind === 'shown') read.add(coverage)
		else if (Object.keys(more).length > 0) reading.unread.push(JSON.stringify(value))
	}

	if (address.kind === 'heatmap' && data.kind === 'heatmap') {
		for (const row of [treeOf(data.total), ...listOf(data.rows)]) {
			const cells = listOf(row.cells)
			if (address.by !== 'families') {
				otherColumns(row, cells)
				continue
			}
			const shown = familyIds.filter((_, index) => isFigure(cells[index]))
			cells.forEach((one, index) => {
				const family = familyIds[index]
				heatCell(at(family ? [family] : shown, 'tier', address.cycle, String(row.id)), one)
			})
		}
		for (const { id, parts, note } of listOf(data.distributions)) {
			const row = [treeOf(data.total), ...listOf(data.rows)].find((one) => one.id === id)
			const cells = listOf(row?.cells)
			add(
				at(
					familyIds.filter((_, index) => isFigure(cells[index])),
					'tier',
					address.cycle,
					String(id),
				),
				partsOf(parts),
			)
			reading.unread.push(...readWords(String(note), []).unread)
		}
		read.add(data.distributions)
		// What moved, which the home page says beside its table.
		for (const one of Object.values(treeOf(data.moved)).flatMap(listOf)) {
			const row = [treeOf(data.total), ...listOf(data.rows)].find(({ id }) => id === one.nodeId)
			const cells = listOf(row?.cells)
			const ids =
				one.familyId === 'all'
					? familyIds.filter((_, index) => isFigure(cells[index]))
					: [String(one.familyId)]
			const { description } = one
			heatCell(at(ids, 'tier', address.cycle, String(one.nodeId)), { kind: 'plain', description })
			const words = `${String(one.text)} ${String(one.figures)}`.split(' ')
			reading.unread.push(...words.filter((word) => /\d/.test(word) && !String(description).includes(word)))
			read.add(one)
		}
		reading.unread.push(...readWords(String(data.assessed ?? ''), []).unread)
	}
	if (address.kind === 'heatmap/cell') {
		const families = listOf(data.families)
		const shown = families.filter((family) => treeOf(treeOf(family.cell).tier).kind === 'shown')
		const here = address.family === 'all' ? shown.map(({ id }) => String(id)) : [address.family]
		cell(at(here), data.now)
		for (const family of families) cell(at([String(family.id)]), family.cell)
		for (const { key, result: answers } of listOf(data.questions)) result(at(here, String(key)), answers)
		if (data.before) result(at(here, 'tier', comparison), { kind: 'shown', summary: data.before })
		// A difference to the cycle before: of two cells that are both shown, or it is a figure of a hidden one.
		if (data.change) add(at(here, 'tier', comparison), {})
		read.add(data.change)
		for (const person of listOf(treeOf(data.people).people)) {
			if (person.halfSteps === null) continue
			reading.individuals.push({
				cycleId: address.cycle,
				participantId: String(person.participantId),
				halfSteps: Number(person.halfSteps),
			})
		}
	}
	if (address.kind === 'reports/training-needs') {
		for (const { familyId, questionKey, count } of listOf(treeOf(data.counts).counts)) {
			// How many have a transition before them is a figure of the tier.
			const isOfTier = questionKey === null || String(questionKey).startsWith('transition.')
			const of = at([String(familyId)], isOfTier ? 'tier' : String(questionKey))
			const { kind, below, n, ...more } = treeOf(count)
			const target = listOf(data.targets).find((one) => one.familyId === familyId)
			const aim = aimOf(String(target?.familyKey), questionKey === null ? null : String(questionKey))
			if (kind === 'shown') add(of, belowFact(of, { below: Number(below), n: Number(n), aim }).figures)
			else if (kind === 'suppressed') reading.hidden.add(cellKey(of))
			if (Object.keys(more).length > 0 || (kind !== 'shown' && (below ?? n) !== undefined)) {
				reading.unread.push(JSON.stringify(count))
			}
			read.add(count)
		}
		const list = treeOf(data.list)
		if (data.list) reading.ownGroups.push({ cycleId: address.cycle, people: Number(list.measured) })
		for (const { participantId } of listOf(list.rows)) {
			reading.individuals.push({ cycleId: address.cycle, participantId: String(participantId) })
		}
	}
	if (address.kind === '' && data.landscape) {
		// The home page's heatmap is one of the newest cycle.
		const landscape = treeOf(data.landscape)
		const there: Address = {
			...address,
			kind: 'heatmap',
			cycle: String(landscape.cycleName),
			statistic: 'mean',
		}
		addReading(reading, readData(world, familyIds, there, { ...landscape, kind: 'heatmap' }))
		read.add(data.landscape)
		// Only who reads everybody's needs has their sum, and these are named one by one on a page of their own.
		if (reading.hidden.size === 0) read.add(data.needs).add(data.hr)
	}
	if (address.kind === '') {
		for (const change of listOf(treeOf(data.manager).changes)) {
			reading.individuals.push({
				cycleId: String(change.cycleName),
				participantId: String(change.participantId),
				halfSteps: Number(change.tier),
				...(change.previousTier === null ? {} : { before: Number(change.previousTier) }),
			})
			read.add(change)
		}
	}
	collectUnread(data, '')
	return reading

	/** Columns that are no families are all of one. */
	function otherColumns(row: Tree, cells: Tree[]): void {
		const counts: Record<number, number> = {}
		listOf(data.columns).forEach(({ id }, index) => {
			const cell = cells[index] ?? {}
			const cycleId =
				address.by === 'cycles' ? (id === liveRef ? world.running.id : String(id)) : address.cycle
			const measure = address.by === 'questions' ? String(id) : 'tier'
			const of = at([address.family], measure, cycleId, String(row.id))
			const said = /^(\d+) at tier ([\d.]+) · \d+% of those assessed · (.*)$/.exec(
				String(cell.description ?? ''),
			)
			if (!said) return heatCell(of, cell)
			counts[Number(said[2]) * 2] = Number(said[1])
			read.add(cell)
			reading.unread.push(
				...readWords(
					said[3] ?? '',
					world.cycles.map((cycle) => cycle.id),
				).unread,
			)
		})
		if (Object.keys(counts).length > 0)
			add(at([address.family], 'tier', address.cycle, String(row.id)), { counts })
	}

	function heatCell(of: Omit<Fact, 'figures'>, one: Tree): void {
		const isOfTiers = address.statistic !== 'coverage' && address.statistic !== 'assessed'
		const { kind, href: _, change, parts, description, note, text, value, ...more } = one
		read.add(one)
		if (kind === 'suppressed' && isOfTiers && of.familyIds.length === 1) reading.hidden.add(cellKey(of))
		if (!isFigure(one)) {
			const numbers =
				[change, parts, text, value].some((figure) => figure !== undefined) || Object.keys(more).length > 0
			// 'Not assessed' may say of how many.
			const words =
				kind === 'notAssessed'
					? `${String(note ?? '')}`.replace(/^0 of \d+( · partial)?$/, '')
					: `${String(note ?? '')}${String(description ?? '')}`
			if (numbers || /\d/.test(words)) reading.unread.push(JSON.stringify(one))
			return
		}
		if (Object.keys(more).length > 0) reading.unread.push(JSON.stringify(more))
		const said = readWords(
			String(description ?? ''),
			world.cycles.map(({ id }) => id),
		)
		reading.unread.push(...said.unread)
		const exact: Figures = {
			...(address.statistic === 'mean' && value !== undefined
				? { meanHalfSteps: { from: Number(value) * 2, to: Number(value) * 2 } }
				: {}),
			...(address.statistic === 'share'
				? { shareAtTierTwoOrAbove: { from: Number(value), to: Number(value) } }
				: {}),
			...(parts ? partsOf(parts) : {}),
		}
		const figures = { ...said.figures, ...exact }
		if (isOfTiers && Object.keys(figures).some((figure) => figure !== 'n')) add(of, figures)
		if (said.before) add({ ...of, cycleId: comparison }, said.before)
		if (change) add({ ...of, cycleId: comparison }, {})
	}

	function collectUnread(value: unknown, place: string): void {
		if (read.has(value) || publicPlaces.some((pattern) => pattern.test(place))) return
		if (
			typeof value === 'number' ||
			(typeof value === 'string' && /\d/.test(value) && !isSaid(place, value))
		) {
			reading.unread.push(`${place}: ${value}`)
		} else if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
			for (const [key, inner] of Object.entries(value)) {
				collectUnread(inner, Array.isArray(value) ? place : place ? `${place}.${key}` : key)
			}
		}
	}
	function isSaid(place: string, value: string): boolean {
		return (
			(place === 'assessed' && readWords(value, []).unread.length === 0) ||
			world.cycles.some(({ id }) => id === value)
		)
	}
}

const isFigure = (cell: Tree | undefined) =>
	cell?.kind === 'value' || cell?.kind === 'distribution' || cell?.kind === 'plain'

function partsOf(parts: unknown): Figures {
	const counts = listOf(parts).map(({ halfSteps, as, count }) => [Number(halfSteps ?? as), Number(count)])
	return { counts: Object.fromEntries(counts) as Record<number, number> }
}

function figuresOf(summary: Tree): Figures {
	const distribution = summary.distribution as number[]
	const [mean, share] = [Number(summary.meanHalfSteps), Number(summary.shareAtTierTwoOrAbove)]
	return {
		counts: Object.fromEntries(distribution.map((count, index) => [index + 1, count])),
		n: Number(summary.n),
		meanHalfSteps: { from: mean, to: mean },
		medianHalfSteps: Number(summary.medianHalfSteps),
		shareAtTierTwoOrAbove: { from: share, to: share },
	}
}
