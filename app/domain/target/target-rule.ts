/** For what a target can be set, in the order of the rule: the last of these that there is holds. */
export const targetScopes = ['account', 'family', 'team', 'member'] as const
export type TargetScope = (typeof targetScopes)[number]

/** For what one target is set. */
export type TargetPlace =
	| { scope: 'account' }
	| { scope: 'family'; familyId: string }
	| { scope: 'team'; teamId: string }
	| { scope: 'member'; memberId: string }

/** Whom a target is looked for: somebody, or a team and family as a whole. */
export type TargetSeeker = {
	/** Null for people as a whole: what is set for one of them is not theirs. */
	memberId: string | null
	/** Their team and every team above it, the nearest first. */
	teamIds: readonly string[]
	/** Null in no family. */
	familyId: string | null
}

/**
 * The target that holds: the own; else that of the nearest team upward that has one; else the family's; else the account's. Null
 * where there is none of them.
 */
export function findTarget<Target extends TargetPlace>(
	targets: readonly Target[],
	{ memberId, teamIds, familyId }: TargetSeeker,
): Target | null {
	const ofTeam = (teamId: string) => targets.find((one) => one.scope === 'team' && one.teamId === teamId)
	return (
		targets.find((one) => one.scope === 'member' && one.memberId === memberId) ??
		teamIds.map(ofTeam).find((one) => one !== undefined) ??
		targets.find((one) => one.scope === 'family' && one.familyId === familyId) ??
		targets.find((one) => one.scope === 'account') ??
		null
	)
}
