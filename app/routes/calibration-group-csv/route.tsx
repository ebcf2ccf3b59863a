import { requireAccess } from '#app/auth/require-access.server.ts'
import { readCalibrationTable } from '#app/data/read-calibration-table.server.ts'
import { readGroupSearch } from '#app/domain/calibration/group-search.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'
import { calibrationCsvColumns, calibrationCsvRow } from './rows.server.ts'

/** Exactly what the page has filtered, in its order, without pages. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'cycles.calibrate')
	const { cycleId, groupId } = params
	const { locale, minimumGroupSize, timeZone } = account
	const search = readGroupSearch(new URL(request.url).searchParams)
	const of = { cycleId, groupId, search, locale, minimumGroupSize }
	const table = await readCalibrationTable(scope, person, of)
	if (table === null) throw notFound()
	const { group, arranged } = table
	const asOf = todayIn(timeZone)
	const csv = formatCsv(
		calibrationCsvColumns,
		arranged.map((row) => calibrationCsvRow(row, { group, asOf })),
	)
	return csvResponse(csv, `calibration-${group.cycleName}-${group.name}.csv`)
}
