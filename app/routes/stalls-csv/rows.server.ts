import type { LevelStall } from '#app/data/heatmap/list-level-stalls.server.ts'
import type { ListedTierStall } from '#app/data/heatmap/list-tier-stalls.server.ts'
import type { PublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'

export const tierStallColumns = [
	...['cycle', 'snapshot_version', 'compared_with', 'minimum_group_size', 'team_id', 'team', 'teams_above'],
	...['family', 'found_by', 'n'],
	...[
		'mean_tier_before',
		'mean_tier',
		'change_of_mean_tier',
		'target_tier',
		'target_due_on',
		'target_is_frozen',
	],
]

const rounded = (halfSteps: number): number => Number(tierOf(halfSteps).toFixed(4))

export function* tierStallRows(
	{ cycle, comparisonName, k }: PublishedView,
	stalls: readonly ListedTierStall[],
): Generator<CsvCell[]> {
	for (const { node, above, family, basis, n, before, now, target } of stalls) {
		yield [
			...[cycle.name, cycle.version, comparisonName, k, node.id, node.name],
			...[above.map(({ name }) => name).join(' > '), family.key],
			...[basis, n, rounded(before), rounded(now), rounded(now - before)],
			...[tierOf(target.halfSteps), target.dueOn, target.isFrozen ? 'yes' : 'no'],
		]
	}
}

export const levelStallColumns = [
	...['framework', 'team_id', 'team', 'cycle_before', 'cycle', 'level'],
	...['target_level', 'target_due_on', 'plan_id', 'plan'],
]

export function* levelStallRows(frameworkKey: string, stalls: readonly LevelStall[]): Generator<CsvCell[]> {
	for (const { team, before, now, level, target } of stalls) {
		yield [
			...[frameworkKey, team.id, team.name, before.cycleName, now.cycleName, level],
			...[target?.targetLevel ?? null, target?.endsOn ?? null, target?.id ?? null, target?.name ?? null],
		]
	}
}
