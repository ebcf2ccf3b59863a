import type { RoadmapSession } from '#app/auth/require-roadmap.server.ts'
import { levelLabel } from '#app/charts/level-options.ts'
import { getCheckpoint } from '#app/data/roadmaps/get-checkpoint.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { describeAgenda } from '#app/domain/roadmap/agenda-words.ts'
import { countStates } from '#app/domain/roadmap/checkpoint-standing.ts'
import { phaseNamer } from '#app/domain/roadmap/phase.ts'
import { notFound } from '#app/lib/http.server.ts'
import { readFindings } from './read-findings.server.ts'

/** A checkpoint in words, with what its reader may see of what the people reached. */
export async function readCheckpointPage(session: RoadmapSession, checkpointId: string) {
	const { scope, account, roadmapId, mayEdit } = session
	const { locale, timeZone } = account
	const today = todayIn(timeZone)
	const checkpoint = await getCheckpoint(scope, { roadmapId, checkpointId, today, locale })
	if (!checkpoint) throw notFound()
	const { plan, agenda, standing } = checkpoint
	const nameOf = phaseNamer(standing.phases)
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
			plannedLevel: levelLabel(plan.lens, standing.plannedLevel, locale),
			counts: countStates(standing),
		},
		findings: await readFindings(session, checkpoint),
		mayHold: mayEdit && plan.state === 'active' && heldOn === null,
		maySend: mayEdit && plan.hasReaders && heldOn !== null && minutesSentAt === null,
		...{ locale, timeZone, root: `/a/${account.slug}/roadmaps` },
		...{ slug: account.slug, accountName: account.name },
	}
}

export type CheckpointPage = Awaited<ReturnType<typeof readCheckpointPage>>
