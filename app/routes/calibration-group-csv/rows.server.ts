import type { ArrangedRow } from '#app/data/arrange-calibration-rows.server.ts'
import type { CalibrationGroup } from '#app/data/get-calibration-group.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'

export const calibrationCsvColumns = [
	...['cycle', 'phase', 'as_of', 'group', 'locked', 'person', 'team', 'role_family', 'rater', 'standing'],
	...[
		'self_tier',
		'manager_tier',
		'agreed_tier',
		'changed_in_calibration',
		'last_tier',
		'answers_with_evidence',
	],
	'stands_out',
]

/** A person of a group as the table has them; tiers as 0.5 to 3, and empty where the pair is open. */
export function calibrationCsvRow(
	row: ArrangedRow,
	{ group, asOf }: { group: CalibrationGroup; asOf: Day },
): CsvCell[] {
	return [
		...[group.cycleName, group.phase, asOf, group.name, yes(group.lockedAt !== null)],
		...[row.name, row.teamName, row.familyName, row.raterName, row.standing],
		...[
			tier(row.self),
			tier(row.manager),
			tier(row.agreed),
			yes(row.isCalibrated),
			tier(row.last),
			row.evidence,
		],
		row.kinds.join(' '),
	]
}

const tier = (value: HalfSteps | null) => (value === null ? null : tierOf(value))
const yes = (is: boolean) => (is ? 'yes' : 'no')
