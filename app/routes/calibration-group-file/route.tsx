import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readCalibrationTable } from '#app/data/read-calibration-table.server.ts'
import { readGroupSearch } from '#app/domain/calibration/group-search.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { describeKeptFilter } from '#app/domain/export-log/export-words.ts'
import { keptFilter } from '#app/domain/export-log/kept-filter.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutDay, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { Route } from './+types/route.ts'
import { calibrationColumns, calibrationRow } from './rows.server.ts'

/** Exactly what the page has filtered, in its order, without pages, as the address ends: CSV, workbook or paper. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'cycles.calibrate')
	const { cycleId, groupId } = params
	const { locale, minimumGroupSize, timeZone } = account
	const search = readGroupSearch(new URL(request.url).searchParams)
	const of = { cycleId, groupId, search, locale, minimumGroupSize }
	const table = await readCalibrationTable(scope, person, of)
	if (table === null) throw notFound()
	const { group, arranged, rows: all } = table
	const asOf = todayIn(timeZone)
	const url = new URL(request.url)
	const rows = arranged.map((row) => calibrationRow(row, { group, asOf }))
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns: calibrationColumns },
			name: `calibration-${group.cycleName}-${group.name}`,
			page: `/a/${account.slug}/cycles/${cycleId}/calibration/${groupId}${url.search}`,
			title: `Calibration · ${group.name} · ${group.cycleName}`,
			about: () => [
				aboutText('Cycle', group.cycleName),
				aboutText('Phase', group.phase),
				aboutDay('As of', asOf),
				aboutText('Group', group.name),
				aboutText('Filters', describeKeptFilter(keptFilter(url.searchParams)) || 'nothing is left out'),
				aboutCount('People', rows.length),
				aboutCount('Of all whom the maker of this file compares', all.length),
				aboutText('Suppression', 'None: who calibrates sees these people. An open pair shows neither side.'),
			],
			footer: 'personal results, only for people who may see them',
		},
	)
}
