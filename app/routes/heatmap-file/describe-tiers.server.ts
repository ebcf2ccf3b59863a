import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readLevelTargets } from '#app/data/heatmap/read-level-targets.server.ts'
import { readRowCycles } from '#app/data/heatmap/read-row-cycles.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import { heatRowsText } from '#app/domain/heatmap/heat-rows.ts'
import type { HeatColumnKind } from '#app/domain/heatmap/heatmap-words.ts'
import { aboutCount, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { cellOf, onPaper } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'
import { describeView } from './describe-view.server.ts'
import { familiesByName, heatmapOnPaper, sidesOnPaper } from './on-paper.ts'
import type { About } from './rows.server.ts'
import { cycleRows, heatmapColumns, heatmapRows, questionRows, tierRows } from './rows.server.ts'
import { sidesColumns, sidesRows } from './sides-rows.server.ts'

const aboutPairs =
	'Both raters of the same people, of pairs in which both have answered and the answers are open, as they were sent last.'

type TierColumns = Exclude<HeatColumnKind, 'metrics'>

/** The file of a level's tiers, as both agreed or of each rater apart. */
export async function describeTiers(
	session: AccountSession,
	asked: AskedHeatmap,
	{ isOnPaper, by }: { isOnPaper: boolean; by: TierColumns },
) {
	const { view, family, rows: kind, isApart } = asked
	const { asOf, place, file, footer, about } = describeView(session, asked)
	const rubric = await readRubric(session.scope, view.cycle)
	const of = { frameworkKey: rubric.key, frameworkVersion: rubric.version, asOf, rows: kind }
	const columns = isApart
		? onPaper(sidesColumns(kind), sidesOnPaper(by))
		: onPaper(heatmapColumns(kind), heatmapOnPaper(by))
	const rows = isApart
		? await sidesRows(session, asked, of)
		: [...(await rowsOf(session, asked, { ...of, by }))]
	const names = [
		'heatmap',
		...(by === 'families' ? [] : [by]),
		...(kind.kind === 'teams' ? [] : [heatRowsText(kind)]),
		...(isApart ? ['self-and-manager'] : []),
	]
	const nameOfRow = cellOf(columns, kind.kind === 'teams' ? 'team' : 'row')
	return {
		...{ footer, columns, name: `${names.join('-')}-${file}` },
		rows: isOnPaper ? familiesByName(rows, { columns, families: view.families }) : rows,
		title: [
			`Heatmap${isApart ? ', self and manager apart' : ''}`,
			by !== 'families' && (family?.name ?? 'All families'),
			place,
		]
			.filter(Boolean)
			.join(' · '),
		about: async () => [
			...(await about()),
			aboutText(
				'Role families',
				'Side by side, not ranked: their questions ask for different things, and the columns of some are a floor, not a ceiling.',
			),
			aboutText('Every column', 'Paper has room for some of them: all are in the CSV and the Excel file.'),
			...(isApart ? [aboutText('Pairs', aboutPairs)] : []),
			aboutCount('Number of rows', rows.length),
		],
		groupOf: (row: CellRow) => String(nameOfRow(row)),
	}
}

async function rowsOf(
	{ scope, person }: AccountSession,
	{ view, family, questions }: AskedHeatmap,
	{ by, ...about }: About & { by: TierColumns },
): Promise<Iterable<CellValue[]>> {
	const familyId = family?.id ?? allFamiliesId
	switch (by) {
		case 'questions':
			return family ? questionRows(view, { ...about, family, questions }) : []
		case 'cycles':
			return cycleRows(view, {
				...{ ...about, familyId, cycles: await readRowCycles(scope, person, { view, rows: about.rows }) },
			})
		case 'tiers':
			return tierRows(view, { ...about, familyId, targets: await readLevelTargets(scope, { view }) })
		default:
			return heatmapRows(view, { ...about, targets: await readLevelTargets(scope, { view }) })
	}
}
