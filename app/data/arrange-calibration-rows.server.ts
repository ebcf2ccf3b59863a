import type { GroupSearch, RowSort } from '#app/domain/calibration/group-search.ts'
import type { Distance, OutlierKind } from '#app/domain/calibration/outliers.ts'
import { compareOutliers, outlierKindsOf } from '#app/domain/calibration/outliers.ts'
import type { CalibrationRow } from './list-calibration-rows.server.ts'

export type ArrangedRow = CalibrationRow & { kinds: OutlierKind[] }

type Judged = { row: CalibrationRow; distance: Distance }

/** The rows that a search asks for, in its order, each with the reasons for which it stands out among all of the group. */
export function arrangeCalibrationRows(
	rows: readonly CalibrationRow[],
	distances: readonly Distance[],
	{ search, locale }: { search: GroupSearch; locale: string },
): ArrangedRow[] {
	const text = search.q.toLocaleLowerCase(locale)
	const kept = rows.flatMap((row, i): Judged[] => {
		const distance = distances[i]
		if (!distance) return []
		const fits =
			(search.rater === undefined || row.raterId === search.rater) &&
			(search.team === undefined || row.teamId === search.team) &&
			(search.family === undefined || row.familyId === search.family) &&
			(text === '' || row.name.toLocaleLowerCase(locale).includes(text)) &&
			isShown(row, distance, search.show)
		return fits ? [{ row, distance }] : []
	})
	const { compare } = new Intl.Collator(locale, { numeric: true })
	const by = orderBy(search.sort, compare)
	const sign = search.order === 'desc' ? -1 : 1
	// What has no value stands last, whichever way the others are sorted; the rows come by name.
	return kept
		.toSorted((a, b) => by.missing(a) - by.missing(b) || sign * by.compare(a, b))
		.map(({ row, distance }) => ({ ...row, kinds: outlierKindsOf(distance) }))
}

function isShown(row: CalibrationRow, distance: Distance, show: GroupSearch['show']): boolean {
	if (show === 'outliers') return outlierKindsOf(distance).length > 0
	if (show === 'no-result') return row.agreed === null && row.standing !== 'single-rater'
	return show !== 'changed' || row.isCalibrated
}

function orderBy(sort: RowSort, compareText: (a: string, b: string) => number) {
	const none = () => 0
	const number = (of: (row: CalibrationRow) => number | null) => ({
		missing: ({ row }: Judged) => (of(row) === null ? 1 : 0),
		compare: (a: Judged, b: Judged) => (of(a.row) ?? 0) - (of(b.row) ?? 0),
	})
	const text = (of: (row: CalibrationRow) => string | null) => ({
		missing: ({ row }: Judged) => (of(row) === null ? 1 : 0),
		compare: (a: Judged, b: Judged) => compareText(of(a.row) ?? '', of(b.row) ?? ''),
	})
	switch (sort) {
		case 'outlier':
			return { missing: none, compare: (a: Judged, b: Judged) => compareOutliers(b.distance, a.distance) }
		case 'name':
			return text(({ name }) => name)
		case 'team':
			return text(({ teamName }) => teamName)
		case 'rater':
			return text(({ raterName }) => raterName)
		case 'self':
		case 'manager':
		case 'agreed':
		case 'last':
		case 'evidence':
			return number((row) => row[sort])
	}
}
