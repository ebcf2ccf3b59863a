/** Two ratings of one person, whole numbers from 1 to `categories`. */
export type RatedPair = readonly [first: number, second: number]

export type RaterAgreement = {
	/** Pairs. */
	readonly n: number
	/** Quadratic-weighted kappa, from -1 to 1; null where all ratings are the same, so that chance alone explains them. */
	readonly kappa: number | null
	/** 95 %, within -1 and 1; null where kappa is, and where the sample shows no spread to estimate one from. */
	readonly interval: { readonly from: number; readonly to: number } | null
}

/** Below this many pairs nothing is concluded (DESIGN, rule 10). */
export const fewestPairs = 20

const categories = 6
const normal95 = 1.959964

/**
 * How far two raters agree beyond chance (Cohen 1968): 1 is full agreement, 0 what chance gives. A difference counts with its
 * square, so half a tier weighs a quarter of a whole one. The interval is the large-sample one of Fleiss, Cohen and Everitt
 * (1969), which needs some tens of pairs.
 *
 * @param pairs half-steps
 */
export function rateAgreement(pairs: readonly RatedPair[]): RaterAgreement {
	const n = pairs.length
	if (n === 0) return { n, kappa: null, interval: null }
	const { joint, rows, columns } = sharesOf(pairs)
	const all = Array.from({ length: categories }, (_, index) => index)
	const weight = (i: number, j: number) => 1 - ((i - j) / (categories - 1)) ** 2
	const share = (i: number, j: number) => joint[i * categories + j] ?? 0
	const sum = (of: (i: number, j: number) => number) =>
		all.reduce((outer, i) => outer + all.reduce((inner, j) => inner + of(i, j), 0), 0)

	const observed = sum((i, j) => weight(i, j) * share(i, j))
	const expected = sum((i, j) => weight(i, j) * (rows[i] ?? 0) * (columns[j] ?? 0))
	// The weights of ratings that are all the same add up to 1 but for rounding.
	if (1 - expected < 1e-12) return { n, kappa: null, interval: null }
	const kappa = (observed - expected) / (1 - expected)

	const rowWeights = all.map((i) => all.reduce((total, j) => total + weight(i, j) * (columns[j] ?? 0), 0))
	const columnWeights = all.map((j) => all.reduce((total, i) => total + weight(i, j) * (rows[i] ?? 0), 0))
	const spread =
		sum(
			(i, j) =>
				share(i, j) *
				(weight(i, j) * (1 - expected) - ((rowWeights[i] ?? 0) + (columnWeights[j] ?? 0)) * (1 - observed)) **
					2,
		) -
		(observed * expected - 2 * expected + observed) ** 2
	const error = Math.sqrt(Math.max(0, spread) / n) / (1 - expected) ** 2
	if (error < 1e-9) return { n, kappa, interval: null }
	return {
		n,
		kappa,
		interval: {
			from: Math.max(-1, kappa - normal95 * error),
			to: Math.min(1, kappa + normal95 * error),
		},
	}
}

function sharesOf(pairs: readonly RatedPair[]) {
	const joint = Array.from({ length: categories ** 2 }, () => 0)
	const rows = Array.from({ length: categories }, () => 0)
	const columns = Array.from({ length: categories }, () => 0)
	const add = (list: number[], index: number) => {
		list[index] = (list[index] ?? 0) + 1 / pairs.length
	}
	for (const [first, second] of pairs) {
		for (const rating of [first, second]) {
			if (!Number.isInteger(rating) || rating < 1 || rating > categories) {
				throw new RangeError(`a rating is a whole number from 1 to ${categories}, not ${rating}`)
			}
		}
		add(joint, (first - 1) * categories + second - 1)
		add(rows, first - 1)
		add(columns, second - 1)
	}
	return { joint, rows, columns }
}
