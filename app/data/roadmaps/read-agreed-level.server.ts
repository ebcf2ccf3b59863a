import type { AccountScope } from '#app/data/account-scope.server.ts'
import { listTeamAssessments } from '#app/data/team-assessments/list-team-assessments.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import type { TeamFrameworkKey } from '#app/domain/team-assessment/team-lens.ts'

export type AgreedLevel = {
	assessmentId: string
	/** The level that the team shows, or the rung that it practises. */
	reached: number
	/** The level that it says of itself; null for rungs. */
	claimed: number | null
	/** Of the assessment that it agreed before; null where there is none. */
	before: { reached: number; cycleName: string } | null
	publishedAt: Date | null
}

const frameworks: Record<Exclude<RoadmapLens, 'tier'>, TeamFrameworkKey> = {
	'ai-coding-level': 'five-ai-coding-levels',
	rung: 'agentic-engineering-ladder',
}

/** What a team agreed in a cycle under the lens of its plan, as it stands frozen with it; null for nothing that is the person's to read. */
export async function readAgreedLevel(
	scope: AccountScope,
	person: Person,
	{ teamId, cycleId, lens }: { teamId: string; cycleId: string; lens: Exclude<RoadmapLens, 'tier'> },
): Promise<AgreedLevel | null> {
	const listed = await listTeamAssessments(scope, person, { teamId })
	const agreed = (listed?.assessments ?? []).flatMap((one) => {
		const reached = lens === 'rung' ? one.rung : one.shown
		const isAgreed = one.frameworkKey === frameworks[lens] && one.state === 'agreed' && reached !== null
		return isAgreed ? [{ ...one, reached }] : []
	})
	const at = agreed.findIndex((one) => one.cycleId === cycleId)
	const found = agreed[at]
	if (!found) return null
	const earlier = agreed[at + 1]
	return {
		assessmentId: found.id,
		...{ reached: found.reached, claimed: found.claimed, publishedAt: found.publishedAt },
		before: earlier ? { reached: earlier.reached, cycleName: earlier.cycleName } : null,
	}
}
