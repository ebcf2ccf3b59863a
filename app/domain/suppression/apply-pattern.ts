import type { CountRow } from './pattern.ts'
import type { Coverage, StateCounts } from '#app/domain/statistics/coverage.ts'
import type { Summary, ValueCount } from '#app/domain/statistics/summarize.ts'
import { coverageOf, stateCounts } from '#app/domain/statistics/coverage.ts'
import { summarize, summarizeTogether } from '#app/domain/statistics/summarize.ts'
import { stateMeasure, tierMeasure } from './pattern.ts'

/**
 * What a reader gets of a cell. Only `shown` carries figures.
 * - `suppressed`: there are people, and that is all that is said
 * - `not-assessed`: the coverage is shown, and nobody is assessed
 * - `exempt`: nobody is eligible; said only to readers who see everybody there
 * - `empty`: nobody of the family took part there. Who works where is no result, so this is never held back
 */
export type Unshown = { readonly kind: 'suppressed' | 'not-assessed' | 'exempt' | 'empty' }
export type ResultCell = { readonly kind: 'shown'; readonly summary: Summary } | Unshown
export type CoverageCell =
	| {
			readonly kind: 'shown'
			readonly coverage: Coverage
			/** Only for readers who see everybody in the cell: exempt and left are nobody else's business. */
			readonly states: StateCounts | null
	  }
	| Unshown

export type FamilyCells = {
	readonly familyId: string
	readonly coverage: CoverageCell
	readonly tier: ResultCell
	/** By key, for the questions that were asked for of this family. */
	readonly questions: Readonly<Record<string, ResultCell>>
}

/** A figure over all families: the sum of those that are shown, so it says nothing that they do not say. */
export type AllFamilies<Cell> = {
	readonly cell: Cell
	/** The families in the figure. Two of these figures compare only where this is the same. */
	readonly familyIds: readonly string[]
	/** How many families have people here and are suppressed. */
	readonly leftOut: number
}

export type NodeCells = {
	readonly nodeId: string
	readonly families: readonly FamilyCells[]
	readonly allCoverage: AllFamilies<CoverageCell>
	readonly allTier: AllFamilies<ResultCell>
}

/** What a reader may be told of a snapshot. */
export type Disclosure =
	| { readonly kind: 'everything' }
	| {
			readonly kind: 'pattern'
			/** `patternReader(pattern)`, or the like. */
			readonly isShown: (nodeId: string, familyId: string, measure: string) => boolean
			/** Nodes in which the reader sees every single person (a manager's own subtree). */
			readonly openNodeIds: ReadonlySet<string>
	  }

export type ApplyInput = {
	readonly nodeIds: readonly string[]
	readonly families: readonly { readonly id: string; readonly questions: readonly string[] }[]
	/** Everybody's counts, of whole subtrees: `state`, `tier` and the questions that are asked for. */
	readonly counts: readonly CountRow[]
	readonly disclosure: Disclosure
}

/** Turns full counts into what the reader gets. Nothing of a suppressed cell but its kind leaves this function. */
export function applyPattern({ nodeIds, families, counts, disclosure }: ApplyInput): NodeCells[] {
	const cells = new Map<string, Map<string, Map<string, ValueCount[]>>>()
	for (const { nodeId, familyId, measure, value, count } of counts) {
		if (count === 0) continue
		const ofNode = getOrAdd(cells, nodeId, () => new Map<string, Map<string, ValueCount[]>>())
		const ofFamily = getOrAdd(ofNode, familyId, () => new Map<string, ValueCount[]>())
		getOrAdd(ofFamily, measure, (): ValueCount[] => []).push({ value, count })
	}
	return nodeIds.map((nodeId) => {
		const ofNode = cells.get(nodeId)
		const isOpen = disclosure.kind === 'everything' || disclosure.openNodeIds.has(nodeId)
		const familyCells = families.map(({ id, questions }) =>
			cellsOf(
				id,
				questions,
				ofNode?.get(id) ?? new Map<string, ValueCount[]>(),
				isOpen,
				(measure) => isOpen || (disclosure.kind === 'pattern' && disclosure.isShown(nodeId, id, measure)),
			),
		)
		return {
			nodeId,
			families: familyCells,
			allCoverage: overFamilies(familyCells, ({ coverage }) => coverage, addCoverage),
			allTier: overFamilies(familyCells, ({ tier }) => tier, addResults),
		}
	})
}

function cellsOf(
	familyId: string,
	questions: readonly string[],
	counts: ReadonlyMap<string, readonly ValueCount[]>,
	isOpen: boolean,
	isShown: (measure: string) => boolean,
): FamilyCells {
	const states = stateCounts(counts.get(stateMeasure) ?? [])
	const coverage = coverageOf(states)
	const isEmpty = coverage.eligible + states.exempt + states.left === 0
	const isCoverageShown = isShown(stateMeasure)

	function result(measure: string): ResultCell {
		if (isEmpty) return { kind: 'empty' }
		if (isOpen && coverage.eligible === 0) return { kind: 'exempt' }
		// Said by the coverage already, so the measure's own decision adds nothing.
		if (isCoverageShown && coverage.assessed === 0) return { kind: 'not-assessed' }
		const summary = isShown(measure) ? summarize(counts.get(measure) ?? []) : null
		if (summary) return { kind: 'shown', summary }
		return { kind: isOpen ? 'not-assessed' : 'suppressed' }
	}

	return {
		familyId,
		coverage: isEmpty
			? { kind: 'empty' }
			: isOpen && coverage.eligible === 0
				? { kind: 'exempt' }
				: isCoverageShown
					? { kind: 'shown', coverage, states: isOpen ? states : null }
					: { kind: 'suppressed' },
		tier: result(tierMeasure),
		questions: Object.fromEntries(questions.map((key) => [key, result(key)])),
	}
}

function overFamilies<Shown extends { readonly kind: 'shown' }>(
	families: readonly FamilyCells[],
	pick: (cells: FamilyCells) => Shown | Unshown,
	add: (shown: Shown[]) => Shown | null,
): AllFamilies<Shown | Unshown> {
	const picked = families.map((cells) => ({ familyId: cells.familyId, cell: pick(cells) }))
	const shown: Shown[] = []
	const familyIds: string[] = []
	for (const { familyId, cell } of picked) {
		if (cell.kind !== 'shown') continue
		shown.push(cell)
		familyIds.push(familyId)
	}
	const kinds = new Set(picked.map(({ cell }) => cell.kind))
	const unshown = (['suppressed', 'not-assessed', 'exempt'] as const).find((kind) => kinds.has(kind))
	return {
		cell: add(shown) ?? { kind: unshown ?? 'empty' },
		familyIds,
		leftOut: picked.filter(({ cell }) => cell.kind === 'suppressed').length,
	}
}

type Shown<Cell> = Extract<Cell, { readonly kind: 'shown' }>

function addResults(shown: Shown<ResultCell>[]): Shown<ResultCell> | null {
	const summary = summarizeTogether(shown.map((cell) => cell.summary))
	return summary ? { kind: 'shown', summary } : null
}

function addCoverage(shown: Shown<CoverageCell>[]): Shown<CoverageCell> | null {
	if (shown.length === 0) return null
	const total = { assessed: 0, notAssessed: 0, exempt: 0, left: 0, singleRater: 0 }
	let areStatesKnown = true
	for (const { coverage, states } of shown) {
		total.assessed += coverage.assessed
		total.notAssessed += coverage.eligible - coverage.assessed
		if (!states) areStatesKnown = false
		else {
			total.exempt += states.exempt
			total.left += states.left
			total.singleRater += states.singleRater
		}
	}
	return { kind: 'shown', coverage: coverageOf(total), states: areStatesKnown ? total : null }
}

function getOrAdd<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
	const found = map.get(key)
	if (found !== undefined) return found
	const made = make()
	map.set(key, made)
	return made
}
