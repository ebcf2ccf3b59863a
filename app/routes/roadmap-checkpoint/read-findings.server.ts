import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import type { Checkpoint } from '#app/data/roadmaps/get-checkpoint.server.ts'
import { readAgreedLevel } from '#app/data/roadmaps/read-agreed-level.server.ts'
import { readMovedSteps } from '#app/data/roadmaps/read-moved-steps.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { describeFit, levelFit } from '#app/domain/roadmap/level-fit.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import { levelText, plannedLevel } from '#app/domain/roadmap/roadmap-lens.ts'
import { describeMovedStep, describeRemainingStep } from '#app/domain/roadmap/step-words.ts'

/**
 * What the cycle that made the draft shows, on the lens of the plan and no other, as the reader may see it: steps of the people
 * under the lens of tiers, what the team agreed under those of teams. Null where no cycle made it, `unseen` where there is
 * nothing that is the reader's.
 */
export async function readFindings(session: RoadmapSession, checkpoint: Checkpoint) {
	const { cycleId, snapshotId, plan } = checkpoint
	if (cycleId === null || snapshotId === null) return null
	const found =
		plan.lens === 'tier'
			? await readSteps(session, checkpoint, snapshotId)
			: await readLevel(session, checkpoint, { cycleId, lens: plan.lens })
	return found ?? ('unseen' as const)
}

async function readLevel(
	{ scope, person, account }: RoadmapSession,
	{ plan, standing }: Checkpoint,
	{ cycleId, lens }: { cycleId: string; lens: Exclude<RoadmapLens, 'tier'> },
) {
	if (!plan.team) return null
	const { locale, timeZone } = account
	const agreed = await readAgreedLevel(scope, person, { teamId: plan.team.id, cycleId, lens })
	if (!agreed) return null
	const { reached, claimed, before } = agreed
	const planned = plannedLevel(standing, standing.phases, todayIn(timeZone, agreed.publishedAt ?? new Date()))
	const who = lens === 'rung' ? 'as the team agreed' : 'shown with evidence, as the team agreed'
	return {
		kind: 'level' as const,
		fit: describeFit(levelFit({ reached, planned }), { lens, reached, planned, who, locale }),
		claimed: claimed !== null && claimed !== reached ? levelText(lens, claimed, locale) : null,
		before: before && { text: levelText(lens, before.reached, locale), cycleName: before.cycleName },
		href: `/a/${account.slug}/teams/${plan.team.id}/assessments/${agreed.assessmentId}`,
	}
}

async function readSteps(
	{ scope, person, account }: RoadmapSession,
	{ plan, standing }: Checkpoint,
	snapshotId: string,
) {
	const { locale, timeZone } = account
	const targetHalfSteps = standing.targetLevel
	const read = await readMovedSteps(scope, person, {
		...{ snapshotId, targetHalfSteps },
		nodeId: plan.team?.id ?? account.id,
	})
	if (!read) return null
	const planned = plannedLevel(standing, standing.phases, todayIn(timeZone, read.publishedAt))
	return {
		kind: 'steps' as const,
		...{ k: read.k, comparedWith: read.comparedWith, isCorrectedSince: read.isCorrectedSince },
		target: levelText(plan.lens, targetHalfSteps, locale),
		fit: read.median
			? describeFit(levelFit({ reached: read.median.halfSteps, planned }), {
					...{ lens: plan.lens, reached: read.median.halfSteps, planned, locale },
					who: `the median of ${read.median.n} people assessed`,
				})
			: null,
		families: read.families.map(({ id, name, texts, moved, remaining, isPartial }) => {
			const line = (questionKey: string, text: string) => {
				return { key: questionKey, question: texts[questionKey] ?? questionKey, text }
			}
			return {
				...{ id, name, isPartial },
				moved: moved.map((step) => ({
					...line(step.questionKey, describeMovedStep(step, locale)),
					direction: step.direction,
				})),
				remaining: remaining.map((step) =>
					line(step.questionKey, describeRemainingStep(step, { targetHalfSteps, locale })),
				),
			}
		}),
	}
}
