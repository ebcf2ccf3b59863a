import type { CalibrationRow } from '#app/data/list-calibration-rows.server.ts'
import type { Distance } from '#app/domain/calibration/outliers.ts'
import { outlierKindsOf } from '#app/domain/calibration/outliers.ts'
import { distributionOf, spreadByRater } from '#app/domain/calibration/rater-spread.ts'
import { fewestPairs, rateAgreement } from '#app/domain/statistics/rater-agreement.ts'

/**
 * The figures of a group, of the rows that the reader has in sight.
 *
 * @param options.withAgreement the agreement of raters, for those who run the cycle (DESIGN, rule 10)
 */
export function summarizeRows(
	rows: readonly CalibrationRow[],
	distances: readonly Distance[],
	{ minimumGroupSize, withAgreement }: { minimumGroupSize: number; withAgreement: boolean },
) {
	const ratings = rows.flatMap(({ raterId, familyId, manager }) =>
		raterId === null || manager === null ? [] : [{ raterId, familyId, tier: manager }],
	)
	const names = new Map(rows.map(({ raterId, raterName }) => [raterId, raterName]))
	return {
		people: rows.length,
		settled: rows.filter((row) => row.agreed !== null || row.standing === 'single-rater').length,
		changed: rows.filter(({ isCalibrated }) => isCalibrated).length,
		outliers: distances.filter((distance) => outlierKindsOf(distance).length > 0).length,
		agreement: withAgreement ? agreementOf(rows) : null,
		/** What all managers’ sides said. */
		rated: { n: ratings.length, distribution: distributionOf(ratings.map(({ tier }) => tier)) },
		raters: spreadByRater(ratings, minimumGroupSize).map((spread) => ({
			...spread,
			name: names.get(spread.raterId) ?? '',
		})),
		families: new Set(rows.map(({ familyId }) => familyId)).size,
	}
}

/** How far the two raters of the group's pairs agree; of fewer than twenty pairs no figure, only how many there are. */
function agreementOf(rows: readonly CalibrationRow[]) {
	const pairs = rows.flatMap(({ self, manager }) =>
		self === null || manager === null ? [] : [[self, manager] as const],
	)
	const { n, kappa, interval } = rateAgreement(pairs)
	return n < fewestPairs ? { n, kappa: null, interval: null } : { n, kappa, interval }
}
