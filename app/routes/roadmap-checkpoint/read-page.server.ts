import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import type { Checkpoint } from '#app/data/roadmaps/get-checkpoint.server.ts'
import { getCheckpoint } from '#app/data/roadmaps/get-checkpoint.server.ts'
import { readMovedSteps } from '#app/data/roadmaps/read-moved-steps.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { describeAgenda } from '#app/domain/roadmap/agenda-words.ts'
import { countStates } from '#app/domain/roadmap/checkpoint-standing.ts'
import { describeFit, levelFit } from '#app/domain/roadmap/level-fit.ts'
import { levelText, plannedLevel } from '#app/domain/roadmap/roadmap-lens.ts'
import { describeMovedStep, describeRemainingStep } from '#app/domain/roadmap/step-words.ts'
import { notFound } from '#app/lib/http.server.ts'

/** A checkpoint in words, with what its reader may see of what the people reached. */
export async function readCheckpointPage(session: RoadmapSession, checkpointId: string) {
	const { scope, account, roadmapId, mayEdit } = session
	const { locale, timeZone } = account
	const today = todayIn(timeZone)
	const checkpoint = await getCheckpoint(scope, { roadmapId, checkpointId, today, locale })
	if (!checkpoint) throw notFound()
	const { plan, agenda, standing } = checkpoint
	const nameOf = (key: string) => standing.phases.find((phase) => phase.key === key)?.name ?? key
	const { id, heldOn, heldBy, decisions, minutesSentAt, cycleName, version } = checkpoint
	return {
		plan,
		checkpoint: { ...{ id, heldOn, heldBy, decisions, minutesSentAt, cycleName, version } },
		since: agenda.since,
		sections: describeAgenda(agenda, { lens: plan.lens, nameOf, locale }),
		standing: {
			...{ standing: standing.standing, says: standing.says, on: standing.on },
			...{ planned: standing.planned, actual: standing.actual, forecast: standing.forecast },
			phaseName: standing.phase && nameOf(standing.phase),
			plannedLevel: levelText(plan.lens, standing.plannedLevel, locale),
			counts: countStates(standing),
		},
		steps: checkpoint.snapshotId === null ? null : await readSteps(session, checkpoint),
		mayHold: mayEdit && plan.state === 'active' && heldOn === null,
		maySend: mayEdit && plan.hasReaders && heldOn !== null && minutesSentAt === null,
		...{ locale, timeZone, root: `/a/${account.slug}/roadmaps` },
		...{ slug: account.slug, accountName: account.name },
	}
}

/** Of plans under the lens of tiers: only there are the results of check-ins what the plan climbs on. */
async function readSteps(
	{ scope, person, account }: RoadmapSession,
	{ plan, standing, snapshotId }: Checkpoint,
) {
	if (plan.lens !== 'tier' || snapshotId === null) return null
	const { locale, timeZone } = account
	const { targetLevel } = standing
	const read = await readMovedSteps(scope, person, {
		snapshotId,
		nodeId: plan.team?.id ?? account.id,
		targetHalfSteps: targetLevel,
	})
	if (!read) return 'unseen' as const
	const planned = plannedLevel(standing, standing.phases, todayIn(timeZone, read.publishedAt))
	return {
		...{ k: read.k, comparedWith: read.comparedWith, isCorrectedSince: read.isCorrectedSince },
		target: levelText(plan.lens, targetLevel, locale),
		fit: read.median
			? describeFit(levelFit({ reached: read.median.halfSteps, planned }), {
					...{ lens: plan.lens, reached: read.median.halfSteps, planned, locale },
					who: `the median of the ${read.median.n} people assessed whom you are shown`,
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
					line(step.questionKey, describeRemainingStep(step, { targetHalfSteps: targetLevel, locale })),
				),
			}
		}),
	}
}

export type CheckpointPage = Awaited<ReturnType<typeof readCheckpointPage>>
