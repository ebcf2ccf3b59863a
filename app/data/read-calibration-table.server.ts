import type { Person } from '#app/domain/access/policy.ts'
import type { GroupSearch } from '#app/domain/calibration/group-search.ts'
import { findDistances } from '#app/domain/calibration/outliers.ts'
import type { AccountScope } from './account-scope.server.ts'
import { arrangeCalibrationRows } from './arrange-calibration-rows.server.ts'
import { calibrationSightOf } from './calibration-sight-sql.server.ts'
import { getCalibrationGroup } from './get-calibration-group.server.ts'
import { listCalibrationRows } from './list-calibration-rows.server.ts'

/**
 * A calibration group as one table, for the page and its export: for HR all of it; for managers, while the cycle is in
 * calibration, the people of their own subtree. Null where the person compares nobody of it.
 *
 * @param of.minimumGroupSize smaller families have no middle
 * @returns `rows` are all in sight, with their `distances`; `arranged` those of them that the search asks for, in its order
 */
export async function readCalibrationTable(
	scope: AccountScope,
	person: Person,
	of: { cycleId: string; groupId: string; search: GroupSearch; locale: string; minimumGroupSize: number },
) {
	const { search, locale, minimumGroupSize } = of
	const sight = calibrationSightOf(person)
	const group = sight === null ? null : await getCalibrationGroup(scope, of)
	if (!group || sight === null || (sight === 'subtree' && group.phase !== 'calibration')) return null
	const rows = await listCalibrationRows(scope, { ...of, sight })
	if (sight === 'subtree' && rows.length === 0) return null
	const distances = findDistances(rows, minimumGroupSize)
	return { group, rows, distances, arranged: arrangeCalibrationRows(rows, distances, { search, locale }) }
}
