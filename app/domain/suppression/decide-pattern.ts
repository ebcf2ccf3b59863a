import type { CountRow, LatticeNode, Pattern, TransitionRow } from './pattern.ts'
import type { Limits } from './group-rules.ts'
import type { Lattice } from './lattice.ts'
import { participantStates } from '#app/domain/statistics/participant-state.ts'
import { chooseCells } from './choose-cells.ts'
import { differencesOfCells, pairCycles } from './cycle-pair.ts'
import { isSafeDifference, isSafeGroup } from './group-rules.ts'
import { buildLattice, positionOf } from './lattice.ts'
import { holdBackDifferences } from './part-cycles.ts'
import { patternReader, stateMeasure, tierMeasure } from './pattern.ts'

/** A snapshot that the same reader was shown before, and how people got from it to this one. */
export type EarlierSnapshot = {
	/** The tree as that snapshot has frozen it; every node that `from` names. */
	readonly nodes: readonly LatticeNode[]
	/** What the reader was shown of it. It never changes. */
	readonly pattern: Pattern
	/**
	 * People whom the reader sees in NEITHER of the two snapshots, by where they stood in each. Rows in which nothing
	 * changes (same node, family and value) belong to it too.
	 */
	readonly transitions: readonly TransitionRow[]
}

export type PatternInput = {
	/** The least number of people that a figure may be about, as it stood at publication. */
	readonly k: number
	/**
	 * The tree as the snapshot has frozen it, or the part of it that the reader can reach, each node under its nearest
	 * reachable ancestor (a member's own team directly under the root).
	 */
	readonly nodes: readonly LatticeNode[]
	/**
	 * Counts of the people whom the reader does NOT see, of whole subtrees. A row with count 0 says that the cell has
	 * people, all of whom the reader sees.
	 */
	readonly counts: readonly CountRow[]
	/** Every snapshot that this reader was shown before, oldest first. */
	readonly earlier: readonly EarlierSnapshot[]
	/**
	 * How many more people, beyond those left out of the counts, a reader of this pattern may see: 1 makes one stored
	 * pattern do for everybody who sees nobody but themselves. Default 0.
	 */
	readonly allowance?: number
	/**
	 * Cells drawn by lot when the snapshot was published, by a secret that no reader has, to be held back whatever their
	 * figures are. Then a cell that is suppressed does not betray why.
	 */
	readonly drawn?: readonly { readonly nodeId: string; readonly familyId: string }[]
}

/** Decides which cells of a snapshot a suppressed reader is shown (DESIGN, rule 9; docs/decisions/0006-suppression.md). */
export function decidePattern(input: PatternInput): Pattern {
	const { k, allowance = 0 } = input
	if (!Number.isInteger(k) || k < 1 || !Number.isInteger(allowance) || allowance < 0) {
		throw new RangeError(`k ${k} and allowance ${allowance} must be whole numbers, k at least 1`)
	}
	const limits: Limits = { k, allowance }
	const lattice = buildLattice(input.nodes)
	const families = familiesOf(input)
	const drawn = new Set(input.drawn?.map(({ nodeId, familyId }) => `${familyId} ${nodeId}`))
	const isDrawn = (family: number, node: number) =>
		drawn.size > 0 && drawn.has(`${families[family] ?? ''} ${lattice.ids[node] ?? ''}`)
	const byMeasure = Map.groupBy(input.counts, ({ measure }) => measure)
	const wasShown = input.earlier.map(({ pattern }) => patternReader(pattern))
	const columns: Pattern['columns'] = []
	const keep = (measure: string, shown: Uint8Array) => {
		families.forEach((familyId, family) => {
			const nodeIds = lattice.ids.filter((_, node) => shown[family * lattice.ids.length + node])
			if (nodeIds.length > 0) columns.push({ measure, familyId, nodeIds })
		})
	}

	const eligible = fill(lattice, families, [0], eligibleRows(byMeasure.get(stateMeasure) ?? []))
	const coverage = chooseAll(
		eligible,
		isDrawn,
		(counts) => (counts[0] ?? 0) === 0 || (counts[0] ?? 0) >= k + allowance,
	)
	showWhatIsSeen(eligible, coverage, () => true)
	keep(stateMeasure, coverage)

	/** The cells of a measure of results, among those that `mayShow` leaves. */
	function chooseResults(measure: string, mayShow: (cell: number) => boolean): Uint8Array {
		const transitions = input.earlier.map((earlier) =>
			earlier.transitions.filter((row) => row.measure === measure),
		)
		const rows = byMeasure.get(measure) ?? []
		const values = valuesOf(rows, transitions.flat())
		const table = fill(lattice, families, values, rows)
		const pairs = input.earlier.map(({ nodes }, index) =>
			pairCycles({
				then: buildLattice(nodes),
				now: lattice,
				familyIds: families,
				values,
				transitions: transitions[index] ?? [],
				wasShown: (nodeId, familyId) => wasShown[index]?.(nodeId, familyId, measure) ?? false,
			}),
		)
		const unsafe = new Set<number>()
		for (const pair of pairs) {
			for (const [cell, difference] of differencesOfCells(pair)) {
				if (!isSafeDifference(difference, limits)) unsafe.add(cell)
			}
		}
		const size = lattice.ids.length
		const cells = chooseAll(
			table,
			(family, node) =>
				isDrawn(family, node) || !mayShow(family * size + node) || unsafe.has(family * size + node),
			(counts) => isSafeGroup(counts, limits),
		)
		holdBackDifferences(pairs, { cells, totals: table.totals }, limits)
		showWhatIsSeen(
			table,
			cells,
			(cell) => mayShow(cell) && (eligible.totals[cell] === 0 || coverage[cell] === 1),
		)
		return cells
	}

	const tier = chooseResults(tierMeasure, () => true)
	keep(tierMeasure, tier)
	for (const measure of [...byMeasure.keys()].filter(isQuestion).sort()) {
		keep(
			measure,
			chooseResults(measure, (cell) => tier[cell] === 1),
		)
	}
	return { k, columns }
}

type Table = {
	readonly lattice: Lattice
	readonly width: number
	/** By position `(family * nodes + node) * width + value`. */
	readonly counts: Int32Array
	/** People by cell. */
	readonly totals: Int32Array
	/** Whether the cell was named at all. */
	readonly named: Uint8Array
}

function fill(
	lattice: Lattice,
	families: readonly string[],
	values: readonly number[],
	rows: readonly CountRow[],
): Table {
	const size = lattice.ids.length
	const width = values.length
	const familyIndex = new Map(families.map((id, index) => [id, index]))
	const valueIndex = new Map(values.map((value, index) => [value, index]))
	const counts = new Int32Array(families.length * size * width)
	const totals = new Int32Array(families.length * size)
	const named = new Uint8Array(families.length * size)
	for (const { nodeId, familyId, value, count } of rows) {
		const cell = (familyIndex.get(familyId) ?? 0) * size + positionOf(lattice, nodeId)
		const position = cell * width + (valueIndex.get(value) ?? 0)
		counts[position] = (counts[position] ?? 0) + count
		totals[cell] = (totals[cell] ?? 0) + count
		named[cell] = 1
	}
	return { lattice, width, counts, totals, named }
}

function chooseAll(
	{ lattice, width, counts, totals }: Table,
	isHeldBack: (family: number, node: number) => boolean,
	isSafe: (counts: Int32Array) => boolean,
): Uint8Array {
	const size = lattice.ids.length
	const shown = new Uint8Array(totals.length)
	for (let family = 0; family * size < totals.length; family++) {
		const column = {
			lattice,
			width,
			counts: counts.subarray(family * size * width, (family + 1) * size * width),
		}
		const chosen = chooseCells(column, (node, values) => !isHeldBack(family, node) && isSafe(values), isSafe)
		shown.set(chosen, family * size)
	}
	return shown
}

/** Shows the cells in which nobody unseen counts. They tell nothing about anybody unseen. */
function showWhatIsSeen({ totals, named }: Table, shown: Uint8Array, mayShow: (cell: number) => boolean) {
	for (let cell = 0; cell < totals.length; cell++) {
		if (named[cell] && totals[cell] === 0 && mayShow(cell)) shown[cell] = 1
	}
}

/** Coverage counts who is eligible. Exempt and left name a cell only where there is somebody of them unseen. */
function eligibleRows(rows: readonly CountRow[]): CountRow[] {
	const { assessed, notAssessed } = participantStates
	return rows
		.filter(({ value }) => value === assessed || value === notAssessed)
		.map((row) => ({ ...row, value: 0 }))
}

/** A measure with a dot is a question: `engineering.start-feature`. Others have rules of their own or are not shown. */
function isQuestion(measure: string): boolean {
	return measure.includes('.')
}

function familiesOf({ counts, earlier }: PatternInput): string[] {
	const families = new Set(counts.map(({ familyId }) => familyId))
	for (const { transitions } of earlier) {
		for (const { from, to } of transitions) {
			if (from) families.add(from.familyId)
			if (to) families.add(to.familyId)
		}
	}
	return [...families].sort()
}

function valuesOf(rows: readonly CountRow[], transitions: readonly TransitionRow[]): number[] {
	const values = new Set(rows.map(({ value }) => value))
	for (const { from, to } of transitions) {
		if (from) values.add(from.value)
		if (to) values.add(to.value)
	}
	return [...values].sort((a, b) => a - b)
}
