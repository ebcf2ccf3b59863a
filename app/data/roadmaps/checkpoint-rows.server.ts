import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { checkpointStandingSchema } from '#app/domain/roadmap/checkpoint-schema.ts'
import type { CheckpointStanding } from '#app/domain/roadmap/checkpoint-standing.ts'
import { takeStanding } from '#app/domain/roadmap/checkpoint-standing.ts'
import type { Roadmap } from './get-roadmap.server.ts'
import { getRoadmapWithin } from './get-roadmap.server.ts'

/** How the plan stood at the checkpoint that was held last; null before the first. */
export async function readLastStanding(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ roadmapId }: { roadmapId: string },
): Promise<CheckpointStanding | null> {
	const { rows } = await sql.query<{ standing: unknown }>(
		`SELECT c.standing FROM roadmap_checkpoint c
		 WHERE c.account_id = $1 AND c.roadmap_id = $2 AND c.state = 'held' ORDER BY c.held_at DESC, c.id DESC LIMIT 1`,
		[accountId, roadmapId],
	)
	return rows[0] ? checkpointStandingSchema.parse(rows[0].standing) : null
}

/** A plan, and how it stands on a day. */
export async function readStandingNow(
	transaction: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	{ roadmapId, today, locale }: { roadmapId: string; today: Day; locale: string },
): Promise<{ roadmap: Roadmap; standing: CheckpointStanding } | null> {
	const roadmap = await getRoadmapWithin(transaction, scope, { roadmapId })
	return roadmap && { roadmap, standing: takeStanding(roadmap, { today, locale }) }
}

export const areIds = (...ids: readonly string[]): boolean => z.array(z.guid()).safeParse(ids).success
