import type { World } from './company-world.ts'
import { allHalfSteps } from './scopes.ts'
import type { Reading } from './readings.ts'
import { cellKey, emptyReading } from './readings.ts'
import type { Figures } from './solver.ts'

/** Where a row is from and whom it counts; and coverage, which is taken to be public. */
const publicColumns = [
	...[
		'cycle',
		'snapshot_version',
		'as_of',
		'framework',
		'framework_version',
		'compared_with',
		'minimum_group_size',
		'compared_across_versions',
	],
	...['team_id', 'team', 'is_total', 'family', 'families_included', 'eligible', 'assessed', 'coverage'],
	...['question', 'question_text'],
]
const rounding = 1e-4

/** Reads the rows of a heatmap's export: of tiers all statistics, and what is said of the cycle before. */
export function readExport(
	world: World,
	families: readonly { id: string; key: string }[],
	rows: readonly Record<string, string>[],
): Reading {
	const reading = emptyReading()
	for (const row of rows) {
		const keys = (row.families_included ?? '').split(' ').filter(Boolean)
		const own = families.filter(({ key }) => (keys.length > 0 ? keys.includes(key) : key === row.family))
		const cycleId = row.cycle ?? ''
		const of = {
			cycleId,
			nodeId: row.team_id ?? '',
			familyIds: own.map(({ id }) => id),
			measure: row.question || 'tier',
		}
		const tierColumns = Object.entries(row).filter(([name]) => !publicColumns.includes(name))
		const numbers = tierColumns.filter(([, value]) => /\d/.test(value))
		if (row.mean_tier === 'suppressed') {
			if (row.family !== 'all') reading.hidden.add(cellKey(of))
			reading.unread.push(...numbers.map(([name, value]) => `${name}: ${value} of a hidden cell`))
			continue
		}
		if (numbers.length === 0) continue
		const number = (name: string) => Number(row[name])
		const figures: Figures = {
			counts: Object.fromEntries(allHalfSteps.map((value) => [value, number(`at_tier_${value / 2}`)])),
			meanHalfSteps: around(number('mean_tier') * 2),
			medianHalfSteps: number('median_tier') * 2,
			shareAtTierTwoOrAbove: around(number('share_tier_2_or_above')),
		}
		reading.facts.push({ ...of, figures })
		const isCompared = tierColumns.some(([name, value]) => /before|change/.test(name) && /\d/.test(value))
		const comparison = world.cycles[world.cycles.findIndex(({ id }) => id === cycleId) - 1]?.id
		if (isCompared && comparison) {
			const before = row.mean_tier_before
			reading.facts.push({
				...of,
				cycleId: comparison,
				figures: before ? { meanHalfSteps: around(Number(before) * 2) } : {},
			})
		}
	}
	return reading
}

const around = (value: number) => ({ from: value - rounding, to: value + rounding })
