import { textOf } from '#tests/support/page-text.ts'
import { readFlowData, takeFlow, waysOfRows } from './read-flow.ts'
import type { World } from './company-world.ts'
import { countsOf, leftover, mainOf, takeDistributions, unreadAttributes } from './page-parts.ts'
import { meanBounds, numberOf } from './read-words.ts'
import type { Reading } from './readings.ts'
import { cellKey, emptyReading } from './readings.ts'
import type { Fact, Figures } from './solver.ts'

/**
 * The two sides of the movement as a reader who sees groups gets them. A figure over all families is over those that the heatmap
 * of that cycle shows there: `shownIn` says which.
 */
type Sides = {
	readonly cycleId: string
	readonly comparison: string
	readonly shownIn: (cycleId: string, nodeId: string) => readonly string[]
}
type Tree = Record<string, unknown>

const keysOfPage =
	'kind locale k asOf path comparisonName cycle cycleName cycles family familyName families csvHref isOtherAsked isAccount ownTeams flow moved spread rows'.split(
		' ',
	)
const keysOfMoved = 'nodeId nodeName familyId familyName before now change n'.split(' ')
const keysOfRow = 'id name isTotal href then now change'.split(' ')
const nothingThere = ['not-assessed', 'exempt', 'empty']

/** Reads what travels with the page: means with of how many, and nothing else. */
export function readMovementData({ cycleId, comparison, shownIn }: Sides, data: Tree): Reading {
	const reading = emptyReading()
	const unknown = (tree: Tree, known: readonly string[]) =>
		Object.keys(tree).filter((key) => !known.includes(key))
	reading.unread.push(...unknown(data, keysOfPage))
	// Who went where is for who sees everybody.
	if (data.kind !== 'sides') reading.unread.push(`movement of the kind ${String(data.kind)}`)
	for (const row of (data.rows ?? []) as Tree[]) {
		reading.unread.push(...unknown(row, keysOfRow))
		const at = (cycle: string) => allOf(shownIn, cycle, String(row.id))
		for (const [cycle, side] of [
			[comparison, row.then],
			[cycleId, row.now],
		] as const) {
			if (typeof side === 'string') {
				if (side !== 'suppressed' && !nothingThere.includes(side)) reading.unread.push(side)
				continue
			}
			const { mean, n, ofFamilies, ...more } = (side ?? {}) as Tree
			const shown = shownIn(cycle, String(row.id)).length
			if (Object.keys(more).length > 0 || !isOf(ofFamilies, shown)) reading.unread.push(JSON.stringify(side))
			const half = Number(mean) * 2
			reading.facts.push({
				...at(cycle),
				figures: { n: Number(n), meanHalfSteps: { from: half, to: half } },
			})
		}
		// A difference: of two cells that are both shown, or it is a figure of a hidden one.
		if (row.change !== null)
			reading.facts.push({ ...at(comparison), figures: {} }, { ...at(cycleId), figures: {} })
	}
	const total = ((data.rows ?? []) as Tree[]).find(({ isTotal }) => isTotal)
	const flow = readFlowData(data)
	if (flow) {
		reading.unread.push(...flow.unread)
		const options = (data.families ?? []) as { value: string; label: string }[]
		const familyIds = options.filter(({ label }) => flow.families.includes(label)).map(({ value }) => value)
		reading.flows.push({ cycleIds: [comparison, cycleId], familyIds, ...flow.told })
		// Of the account alone.
		if (data.isAccount !== true) reading.unread.push('a flow of a team')
	}
	for (const [i, counts] of ((data.spread ?? []) as (number[] | null)[]).entries()) {
		if (counts === null) continue
		const of = allOf(shownIn, [comparison, cycleId][i] ?? '', String(total?.id))
		reading.facts.push({
			...of,
			figures: { counts: Object.fromEntries(counts.map((count, at) => [at + 1, count])) },
		})
	}
	for (const moved of (data.moved ?? []) as Tree[]) {
		reading.unread.push(...unknown(moved, keysOfMoved))
		const { nodeId, familyId, before, now, n } = moved
		const mean = (value: unknown) => ({ from: Number(value) - 1e-9, to: Number(value) + 1e-9 })
		const of = { nodeId: String(nodeId), familyIds: [String(familyId)], measure: 'tier' }
		reading.facts.push(
			{ ...of, cycleId: comparison, figures: { meanHalfSteps: mean(before) } },
			{ ...of, cycleId, figures: { n: Number(n), meanHalfSteps: mean(now) } },
		)
	}
	return reading
}

/** Reads the same as it is printed. */
export function readMovementHtml(
	world: World,
	{ cycleId, comparison, shownIn }: Sides,
	{ html, nodeId, flowFamilyIds }: { html: string; nodeId: string; flowFamilyIds: readonly string[] },
): Reading {
	const reading = emptyReading()
	const flow = takeFlow(mainOf(html), flowFamilyIds.length)
	reading.unread.push(...flow.unread)
	if (flow.told)
		reading.flows.push({ cycleIds: [comparison, cycleId], familyIds: flowFamilyIds, ...flow.told })
	const rest = flow.rest.replace(/<tbody.*?<\/tbody>/s, (body) => {
		for (const [, row = ''] of body.matchAll(/<tr\b[^>]*>(.*?)<\/tr>/gs)) {
			const node = /[?;&]node=([0-9a-f-]{36})/.exec(row)?.[1] ?? nodeId
			const [, then = '', now = '', change = '', ...more] = [
				...row.matchAll(/<t[dh]\b[^>]*>(.*?)<\/t[dh]>/gs),
			].map(([, cell = '']) => textOf(cell.replace(/<span class="phone-label">.*?<\/span>/s, '')).trim())
			reading.unread.push(...more)
			for (const [cycle, said] of [
				[comparison, then],
				[cycleId, now],
			] as const) {
				const [all, mean = '', n = '', of = null] =
					/^([\d.]+) of ([\d,]+)(?: · (\d+ of \d+ families))?$/.exec(said) ?? []
				if (all === undefined || !isOf(of, shownIn(cycle, node).length)) {
					if (/\d/.test(said)) reading.unread.push(said)
					continue
				}
				const figures = { n: numberOf(n), meanHalfSteps: meanBounds(mean) }
				reading.facts.push({ ...allOf(shownIn, cycle, node), figures })
			}
			if (change === '–') continue
			if (!/^[▲▼=] [+−]?[\d.]+$/.test(change)) reading.unread.push(change)
			for (const cycle of [comparison, cycleId]) {
				reading.facts.push({ ...allOf(shownIn, cycle, node), figures: {} })
			}
		}
		return ' '
	})
	const others = rest.replace(
		/<li\b[^>]*>(?:(?!<li).)*?href="[^"]*\/heatmap\/cell\?([^"]*)".*?<\/li>/gs,
		(item, search: string) => {
			const about = new URLSearchParams(search.replaceAll('&amp;', '&'))
			const of = {
				nodeId: about.get('node') ?? '',
				familyIds: [about.get('family') ?? ''],
				measure: 'tier',
			}
			const [all, then = '', now = '', n = ''] =
				/[▲▼=] [+−][\d.]+ ([\d.]+) → ([\d.]+), (\d+) assessed$/.exec(textOf(item).trim()) ?? []
			if (all === undefined) return item
			reading.facts.push(
				{ ...of, cycleId: comparison, figures: { meanHalfSteps: meanBounds(then) } },
				{ ...of, cycleId, figures: { n: numberOf(n), meanHalfSteps: meanBounds(now) } },
			)
			return ' '
		},
	)
	const spread = takeDistributions(others)
	reading.unread.push(...spread.unread, ...unreadAttributes(spread.rest, spread.lists))
	for (const list of spread.lists) {
		const cycle = [comparison, cycleId].find((id) => id === list.label)
		if (!cycle) reading.unread.push(`a distribution of ${list.label}`)
		else reading.facts.push({ ...allOf(shownIn, cycle, nodeId), figures: { counts: countsOf(list) } })
	}
	const sizes = [comparison, cycleId].map((cycle) => shownIn(cycle, nodeId).length)
	const words = textOf(spread.rest)
		.replace(/\b\d+ (teams?|assessed)\b/g, ' ')
		.replace(/\b\d+ of \d+ families\b/g, (of) => (sizes.some((shown) => isOf(of, shown)) ? ' ' : of))
	reading.unread.push(...leftover(world, words))
	return reading
}

/** Reads the rows of its export: how many stood at each tier, then and now, and who went where in the whole account. */
export function readMovementExport(
	shownIn: Sides['shownIn'],
	families: readonly { id: string; key: string }[],
	all: readonly Record<string, string>[],
	flow: { accountId: string; familyIds: readonly string[] },
): Reading {
	const reading = emptyReading()
	const readIncluded = (sum: readonly Record<string, string>[], familyIds: readonly string[]) => {
		const keys = families.filter(({ id }) => familyIds.includes(id)).map(({ key }) => key)
		const wrong = sum.filter(
			(row) => (row.families_included ?? '').split(' ').sort().join() !== keys.sort().join(),
		)
		reading.unread.push(...wrong.map((row) => JSON.stringify(row)))
	}
	const isWay = (row: Record<string, string>) =>
		row.people !== 'suppressed' && row.from_tier !== 'any' && row.to_tier !== 'any'
	const rows = all.filter((row) => !isWay(row))
	const { told, unread } = waysOfRows(all.filter(isWay), flow.accountId)
	reading.unread.push(...unread)
	const { cycle: later = '', compared_with: before = '', family: of = '' } = all.find(isWay) ?? {}
	if (told.ways.length > 0) {
		const one = families.filter(({ key }) => key === of).map(({ id }) => id)
		const familyIds = of === 'all' ? flow.familyIds : one
		reading.flows.push({ cycleIds: [before, later], familyIds, ...told })
		readIncluded(all.filter(isWay), familyIds)
	}
	const sides = Map.groupBy(rows, (row) => [row.team_id, row.from_tier === 'any', row.family].join(' '))
	for (const side of sides.values()) {
		const [first] = side
		if (!first) continue
		const { from_tier: from = '', to_tier: to = '', team_id: nodeId = '', family, people } = first
		const isNow = from === 'any'
		const cycleId = (isNow ? first.cycle : first.compared_with) ?? ''
		const own = families.filter(({ key }) => key === family).map(({ id }) => id)
		const of =
			family === 'all'
				? allOf(shownIn, cycleId, nodeId)
				: { cycleId, nodeId, familyIds: own, measure: 'tier' }
		readIncluded(side, people === 'suppressed' ? [] : of.familyIds)
		if (people === 'suppressed') {
			if (family !== 'all') reading.hidden.add(cellKey(of))
			if (side.length > 1 || /\d/.test(from + to)) reading.unread.push(JSON.stringify(side))
			continue
		}
		// Anything else than how many stand at a tier, such as who went from one to another.
		const isOfSide = (row: Record<string, string>) =>
			(isNow ? row.from_tier : row.to_tier) === 'any' &&
			/^[\d.]+$/.test((isNow ? row.to_tier : row.from_tier) ?? '') &&
			/^\d+$/.test(row.people ?? '')
		reading.unread.push(...side.filter((row) => !isOfSide(row)).map((row) => JSON.stringify(row)))
		const counts = side.map((row) => [Number(isNow ? row.to_tier : row.from_tier) * 2, Number(row.people)])
		const figures: Figures = { counts: Object.fromEntries(counts) as Record<number, number> }
		reading.facts.push({ ...of, figures })
	}
	return reading
}

const allOf = (shownIn: Sides['shownIn'], cycleId: string, nodeId: string): Omit<Fact, 'figures'> => ({
	...{ cycleId, nodeId, measure: 'tier' },
	familyIds: shownIn(cycleId, nodeId),
})

/** Whether that is what is said of a sum of so many families: nothing where none is left out. */
const isOf = (said: unknown, shown: number) =>
	said === null || (typeof said === 'string' && new RegExp(`^${shown} of \\d+ families$`).test(said))
