import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import type { HeatColumnKind } from '#app/domain/heatmap/heatmap-words.ts'
import type { CellColumn, CellRow } from '#app/lib/sheet/cell-columns.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'

/** Parts of a page's width by the key of a column. */
type Parts = Readonly<Record<string, number>>

/** A figure takes as much as the word that stands in its place where it is hidden. */
const figures = (...keys: string[]): Parts => Object.fromEntries(keys.map((key) => [key, 46]))
/** A row is a team, or what else the rows stand for. */
const row: Parts = { team: 66, row: 66 }
const where: Parts = { cycle: 34, ...row }
const counted = figures('eligible', 'assessed', 'coverage')
const atTiers = figures(...allHalfSteps.map((halfSteps) => `at_tier_${tierOf(halfSteps)}`))
const middle = figures('mean_tier', 'median_tier')
const shares = figures('share_tier_2_or_above', 'share_below_tier_1.5')
const change = figures('change_of_mean_tier')

const byColumns: Record<Exclude<HeatColumnKind, 'metrics'>, Parts> = {
	families: {
		...{ ...where, family: 62, ...counted, ...middle, ...shares, ...change },
		...figures('change_of_share_tier_2_or_above', 'target_tier', 'mean_from_target'),
	},
	// Each page is headed by its cycle; a question takes the room.
	questions: { ...row, question_text: 102, ...middle, ...shares, ...atTiers, ...change },
	tiers: { ...where, family: 62, ...counted, ...middle, ...atTiers },
	cycles: {
		...{ ...where, family: 62, snapshot_version: 30, compared_with: 46, ...counted, ...middle, ...shares },
		...{ ...change, ...figures('change_of_share_tier_2_or_above') },
	},
}

const sidesFigures = figures(
	...['pairs', 'self_mean_tier', 'manager_mean_tier', 'mean_manager_less_self'],
	...['self_median_tier', 'manager_median_tier', 'median_manager_less_self'],
	...['self_share_tier_2_or_above', 'manager_share_tier_2_or_above', 'share_tier_2_manager_less_self'],
)

/** The same of both raters apart. */
export const sidesOnPaper = (by: HeatColumnKind): Parts =>
	by === 'questions'
		? { ...row, question_text: 102, ...sidesFigures }
		: { ...where, family: 62, ...sidesFigures }

/** What a page has room for: of whom and when each row is, and what the columns of the screen can print. The CSV and the workbook have it all. */
export const heatmapOnPaper = (by: Exclude<HeatColumnKind, 'metrics'>): Parts => byColumns[by]

export const metricsOnPaper: Parts = {
	...{ ...where, metric_name: 90, unit: 36, values_from: 44, values_to: 44, source: 34 },
	...{ family: 62, ...figures('n', 'value', 'value_before', 'change'), change_is: 40, mean_tier: 46 },
}

/** A page has the name of a family where the CSV and the workbook have its key, by which their rows can be put together. */
export function familiesByName(
	rows: readonly CellRow[],
	{
		columns,
		families,
	}: { columns: readonly CellColumn[]; families: readonly { key: string; name: string }[] },
): CellRow[] {
	const names = new Map(families.map(({ key, name }) => [key, name])).set(allFamiliesId, 'All families')
	const place = columns.findIndex(({ key }) => key === 'family')
	return rows.map((row) => row.map((cell, at) => (at === place ? (names.get(String(cell)) ?? cell) : cell)))
}
