import type { ArrangedRow } from '#app/data/arrange-calibration-rows.server.ts'
import type { CalibrationGroup } from '#app/data/get-calibration-group.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'

const tierColumn = { type: 'number', decimals: 1, width: 10, paper: 8 } as const

/** Names and order stay; a new one comes at the end. */
export const calibrationColumns = [
	column('cycle', 'Cycle', { width: 12 }),
	column('phase', 'Phase', { width: 12 }),
	column('as_of', 'As of', { type: 'day', width: 12 }),
	column('group', 'Group', { width: 28 }),
	column('locked', 'Locked', { width: 9 }),
	column('person', 'Person', { width: 26, paper: 18 }),
	column('team', 'Team', { width: 24, paper: 15 }),
	column('role_family', 'Role family', { width: 18, paper: 12 }),
	column('rater', 'Rater', { width: 24, paper: 15 }),
	column('standing', 'Standing', { width: 18, paper: 11 }),
	column('self_tier', 'Own tier', tierColumn),
	column('manager_tier', 'Manager’s tier', { ...tierColumn, paper: 9 }),
	column('agreed_tier', 'Agreed tier', tierColumn),
	column('changed_in_calibration', 'Changed here', { width: 11, paper: 9 }),
	column('last_tier', 'Tier last time', tierColumn),
	column('answers_with_evidence', 'Answers with evidence', { type: 'number', width: 11, paper: 9 }),
	column('stands_out', 'Stands out', { width: 24, paper: 12 }),
]

/** A person of a group as the table has them; tiers as 0.5 to 3, and empty where the pair is open. */
export function calibrationRow(
	row: ArrangedRow,
	{ group, asOf }: { group: CalibrationGroup; asOf: Day },
): CellRow {
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
