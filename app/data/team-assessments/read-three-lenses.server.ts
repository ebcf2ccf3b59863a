import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { LevelCheck } from '#app/domain/framework/level-checks.ts'
import { lensFinding } from '#app/domain/team-assessment/lens-finding.ts'
import { shownLevel } from '#app/domain/team-assessment/shown-level.ts'
import type { ThreeLenses } from '#app/domain/team-assessment/three-lenses.ts'
import { readAssessmentChecks } from './read-assessment-checks.server.ts'
import { readTeamLenses } from './read-team-lenses.server.ts'
import { readTierTrend } from './read-tier-lens.server.ts'

/**
 * The tiers, the level and the rung of a team side by side. Null for a team that is not there, or not the person's.
 *
 * @param of.checks those by which levels are shown
 */
export async function readThreeLenses(
	scope: AccountScope,
	person: Person,
	{ teamId, checks }: { teamId: string; checks: readonly LevelCheck[] },
): Promise<ThreeLenses | null> {
	const agreed = await readTeamLenses(scope, person, { teamId })
	if (!agreed) return null
	const { level } = agreed
	const read = await withAccount(scope, async (transaction) => {
		const { rows } = await transaction.sql.query<ThreeLenses['applies']>(
			`SELECT builds_product_features AS level, is_engineering AS rung
			 FROM team WHERE account_id = $1 AND id = $2`,
			[scope.accountId, teamId],
		)
		const findings = level ? await readAssessmentChecks(transaction, scope, level.assessmentId) : []
		return { applies: rows[0], findings }
	})
	if (!read.applies) return null
	const beforeNext = level ? shownLevel(checks, read.findings, level.shownOn).before : []
	const { tier, before, k, hasTeamsBelow } = await readTierTrend(scope, person, { nodeId: teamId })
	// Of a part of the families the median is not the team's.
	const tiers =
		tier.kind === 'shown' && !tier.isPart
			? { medianHalfSteps: tier.medianHalfSteps, n: tier.n, k, hasTeamsBelow }
			: null
	const finding = lensFinding({ rung: agreed.rung?.rung ?? null, tiers })
	return { ...agreed, applies: read.applies, beforeNext, tier, hasTeamsBelow, tiersBefore: before, finding }
}
