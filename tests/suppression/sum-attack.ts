import type { SumRow } from './elimination.ts'
import { eliminate } from './elimination.ts'

/** A sum that somebody was shown, by the people whose values are in it, without those whom the reader knows. */
export type SumFact = { readonly people: ReadonlySet<string> }

/** The sums in terms of classes of people who are in the same ones: none of a class can be told from another. */
function rowsOf(facts: readonly SumFact[]): { rows: SumRow[]; classes: string[][] } {
	const setsOf = new Map<string, number[]>()
	facts.forEach(({ people }, index) => {
		for (const id of people) {
			const sets = setsOf.get(id)
			if (sets) sets.push(index)
			else setsOf.set(id, [index])
		}
	})
	const classes = [...Map.groupBy(setsOf.keys(), (id) => setsOf.get(id)?.join() ?? '').values()]
	const terms = facts.map(() => new Map<number, number>())
	classes.forEach((people, index) => {
		for (const set of setsOf.get(people[0] ?? '') ?? []) terms[set]?.set(index, 1)
	})
	return { classes, rows: terms.map((of) => ({ terms: of, counts: [0] })) }
}

/** How many of the sums do not follow from the others: one that follows adds none. */
export function rankOfSums(facts: readonly SumFact[]): number {
	return eliminate(rowsOf(facts).rows).length
}

/**
 * Sets of people about whom a sum follows from sums that were shown, whatever these are: by Gaussian elimination, in several
 * orders. With the sums of two cycles it is taken that everybody kept their value.
 */
function derivedSums(facts: readonly SumFact[]): { people: string[]; isPlainSum: boolean }[] {
	const { rows, classes } = rowsOf(facts)
	const bySize = rows.toSorted((a, b) => a.terms.size - b.terms.size)
	return [rows, bySize, bySize.toReversed()].flatMap((order) =>
		eliminate(order).map((row) => ({
			people: [...row.terms.keys()].flatMap((index) => classes[index] ?? []),
			isPlainSum: [...row.terms.values()].every((weight) => weight === 1),
		})),
	)
}

type Prize = {
	k: number
	/** Whose value it is: a person has two of them in two cycles. */
	personOf?: (id: string) => string
	/** People of one trait have the same value. */
	traitOf?: (personId: string) => unknown
	/** What a person's part of the sum is. */
	amountOf?: (personId: string) => number
}

/** What the adversary wins: sums of fewer than k people, of people who are all alike, or most of which is one person's. */
export function winsOfSums(
	facts: readonly SumFact[],
	{ k, traitOf = (id) => id, amountOf = () => 0, personOf = (id) => id }: Prize,
): string[][] {
	const isMostlyOne = (people: readonly string[]) => {
		const amounts = people.map(amountOf)
		return Math.max(...amounts) > 0.6 * amounts.reduce((sum, amount) => sum + amount, 0)
	}
	return derivedSums(facts)
		.filter(
			({ people, isPlainSum }) =>
				new Set(people.map(personOf)).size < k ||
				(isPlainSum && (new Set(people.map(traitOf)).size === 1 || isMostlyOne(people))),
		)
		.map(({ people }) => people)
}
