import type { Column, IsSafe } from './choose-cells.ts'
import type { CountedCells } from './count-cells.ts'
import type { CyclePair } from './cycle-pair.ts'
import type { Limits } from './group-rules.ts'
import type { Lattice } from './lattice.ts'
import type { Pattern } from './pattern.ts'
import type { Comparison, Scope } from './placed-people.ts'
import type { FrozenPeople } from './standings.ts'
import { chooseCells } from './choose-cells.ts'
import { countCells, countEligible } from './count-cells.ts'
import { flowsBetween, visitDifferences } from './cycle-pair.ts'
import { isSafeDifference, isSafeGroup, isSpreadOut } from './group-rules.ts'
import { markShown } from './mark-shown.ts'
import { holdBackDifferences } from './part-cycles.ts'
import { stateMeasure, tierMeasure } from './pattern.ts'
import { comparePeople, measurePeople, placePeople } from './placed-people.ts'
import { amountWidth } from './standings.ts'

/** A snapshot that the same reader was shown before. */
export type EarlierSnapshot = FrozenPeople & {
	/** What the reader was shown of it. It never changes. */
	readonly pattern: Pattern
}

export type PatternInput = {
	/** The least number of people that a figure may be about, as it stood at publication. */
	readonly k: number
	readonly snapshot: FrozenPeople
	/** Every snapshot that this reader was shown before, oldest first. */
	readonly earlier: readonly EarlierSnapshot[]
	/**
	 * How many more people, beyond those in `seen`, a reader of this pattern may see: 1 makes one stored pattern do for
	 * everybody who sees nobody but themselves. Default 0.
	 */
	readonly allowance?: number
	/** Shows no more than this, but for cells in which the reader sees everybody who counts. */
	readonly within?: Pattern
}

/** Decides which cells of a snapshot a suppressed reader is shown (DESIGN, rule 9; docs/decisions/0006-suppression.md). */
export function decidePattern(input: PatternInput): Pattern {
	return takeSteps(decideInSteps(input))
}

/** Takes the steps of a decision one after the other, without a pause. */
export function takeSteps<Decision>(steps: Generator<void, Decision>): Decision {
	for (;;) {
		const { done, value } = steps.next()
		if (done) return value
	}
}

/** The same in steps, so that something else may be done between them: 100,000 people with years behind them take seconds. */
export function* decideInSteps(input: PatternInput): Generator<void, Pattern> {
	const { k, snapshot, earlier, allowance = 0, within } = input
	if (!Number.isInteger(k) || k < 1 || !Number.isInteger(allowance) || allowance < 0) {
		throw new RangeError(`k ${k} and allowance ${allowance} must be whole numbers, k at least 1`)
	}
	const limits: Limits = { k, allowance, ofSums: snapshot.amounts !== undefined }
	const familyIds = [
		...new Set([snapshot, ...earlier].flatMap(({ families }) => families.map(({ id }) => id))),
	].sort()
	const now = placePeople(snapshot, familyIds)
	const { lattice } = now
	const size = lattice.ids.length
	const comparisons: (Comparison & { columns: ReadonlyMap<string, Pattern['columns']> })[] = []
	for (const before of earlier) {
		yield
		comparisons.push({
			...comparePeople(placePeople(before, familyIds), now, familyIds.length),
			columns: Map.groupBy(before.pattern.columns, ({ measure }) => measure),
		})
	}
	const columns: Pattern['columns'] = []
	const familiesOf = ({ family }: Scope) => (family ? [family.id] : familyIds)
	const keep = (scope: Scope, shown: Uint8Array) => {
		familiesOf(scope).forEach((familyId, family) => {
			const nodeIds = lattice.ids.filter((_, node) => shown[family * size + node])
			if (nodeIds.length > 0) columns.push({ measure: scope.measure, familyId, nodeIds })
		})
	}

	const widest = within && Map.groupBy(within.columns, ({ measure }) => measure)
	const isWithin = (scope: Scope): ((cell: number) => boolean) => {
		if (!widest) return () => true
		const shown = markShown(lattice, familiesOf(scope), widest.get(scope.measure) ?? [])
		return (cell) => shown[cell] === 1
	}

	const everybody: Scope = { measure: stateMeasure, family: null }
	const eligible = countEligible(now, familyIds.length)
	const coverage = chooseAll(eligible, lattice, isWithin(everybody), isLargeEnough(limits))
	showWhatIsSeen(eligible, coverage, () => true)
	keep(everybody, coverage)

	/** The cells of a measure of results, among those that `mayShow` leaves; `mayShow` knows a cell among all families. */
	function* chooseResults(scope: Scope, mayShow: (cell: number) => boolean): Generator<void, Uint8Array> {
		const { measure, family } = scope
		const amongAll = (cell: number) => (family ? family.index * size + cell : cell)
		const measured = measurePeople(now, scope, familyIds)
		const counted = countCells(measured)
		const pairs: CyclePair[] = []
		for (const { then, all, ofFamily, columns: shown } of comparisons) {
			// Of the sides of a flow the tier alone is known.
			if (family && then.frozen.families.every(({ questions }) => questions.length === 0)) continue
			yield
			pairs.push({
				then: then.lattice,
				now: lattice,
				families: familiesOf(scope).length,
				flows: flowsBetween(
					measurePeople(then, scope, familyIds),
					measured,
					family ? (ofFamily[family.index] ?? all) : all,
				),
				shownThen: markShown(then.lattice, familiesOf(scope), shown.get(measure) ?? []),
			})
		}
		const unsafe = new Uint8Array(measured.cells)
		for (const pair of pairs) {
			visitDifferences(pair, (cell, difference) => {
				if (!isSafeDifference(difference, limits)) unsafe[cell] = 1
			})
		}
		const isOneOf = isWithin(scope)
		const cells = chooseAll(
			counted,
			lattice,
			(cell) => mayShow(amongAll(cell)) && isOneOf(cell) && unsafe[cell] === 0,
			(counts, amounts) => isSafeGroup(counts, limits) && (amounts === null || isSpreadOut(amounts)),
		)
		yield* holdBackDifferences(pairs, { cells, totals: counted.totals }, limits)
		showWhatIsSeen(counted, cells, (cell) => {
			const wide = amongAll(cell)
			return mayShow(wide) && (eligible.totals[wide] === 0 || coverage[wide] === 1)
		})
		keep(scope, cells)
		return cells
	}

	const tier = yield* chooseResults({ measure: tierMeasure, family: null }, () => true)
	for (const { id, questions } of snapshot.families.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
		for (const measure of questions) {
			yield* chooseResults(
				{ measure, family: { id, index: familyIds.indexOf(id) } },
				(cell) => tier[cell] === 1,
			)
		}
	}
	return { k, columns }
}

const isLargeEnough =
	({ k, allowance }: Limits) =>
	(counts: Int32Array) =>
		counts[0] === 0 || (counts[0] ?? 0) >= k + allowance

function chooseAll(
	{ counts, totals, width, amounts }: CountedCells,
	lattice: Lattice,
	mayShow: (cell: number) => boolean,
	isSafe: IsSafe,
): Uint8Array {
	const size = lattice.ids.length
	const shown = new Uint8Array(totals.length)
	for (let family = 0; family * size < totals.length; family++) {
		const column: Column = {
			lattice,
			width,
			counts: counts.subarray(family * size * width, (family + 1) * size * width),
			amounts: amounts?.subarray(family * size * amountWidth, (family + 1) * size * amountWidth) ?? null,
		}
		const chosen = chooseCells(
			column,
			(node, ...values) => mayShow(family * size + node) && isSafe(...values),
			isSafe,
		)
		shown.set(chosen, family * size)
	}
	return shown
}

/** Shows the cells in which nobody unseen counts. They tell nothing about anybody unseen. */
function showWhatIsSeen(
	{ totals, named }: CountedCells,
	shown: Uint8Array,
	mayShow: (cell: number) => boolean,
): void {
	for (let cell = 0; cell < totals.length; cell++) {
		if (named[cell] && totals[cell] === 0 && mayShow(cell)) shown[cell] = 1
	}
}
