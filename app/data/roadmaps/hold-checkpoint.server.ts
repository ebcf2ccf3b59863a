import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { makeAgenda } from '#app/domain/roadmap/agenda.ts'
import { readLastStanding, readStandingNow } from './checkpoint-rows.server.ts'
import { lockCheckpoint } from './lock-checkpoint.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import type { CheckpointRefusal } from './save-decisions.server.ts'
import type { WriteMinutes } from './send-minutes.server.ts'
import { sendMinutesWithin } from './send-minutes.server.ts'

/**
 * Holds a checkpoint today: the agenda, how the plan stands and the decisions are kept as they are, and change no more.
 *
 * @param of.minutes writes the mails to the owner and the sponsors; null sends none
 */
export async function holdCheckpoint(
	scope: AccountScope,
	of: {
		roadmapId: string
		checkpointId: string
		version: number
		decisions: string
		locale: string
		minutes: WriteMinutes | null
	},
): Promise<{ ok: true; mails: number } | CheckpointRefusal> {
	const { roadmapId, checkpointId } = of
	return withAccount(scope, async (transaction) => {
		const locked = await lockCheckpoint(transaction, scope, of)
		if (!locked) return { ok: false, reason: 'gone' }
		const { checkpoint, roadmap } = locked
		if (checkpoint.state === 'held') return { ok: false, reason: 'held' }
		if (roadmap.state === 'closed') return { ok: false, reason: 'plan-closed' }
		if (checkpoint.version !== of.version) {
			const { decisions, version } = checkpoint
			return { ok: false, reason: 'stale', current: { decisions, version } }
		}
		const { today } = roadmap
		const now = await readStandingNow(transaction, scope, { ...of, today })
		if (!now) return { ok: false, reason: 'gone' }
		const agenda = makeAgenda(await readLastStanding(transaction, scope, of), now.standing)
		await transaction.sql.query(
			`UPDATE roadmap_checkpoint SET state = 'held', decisions = $3, held_on = $4, held_at = clock_timestamp(),
				held_by_id = $5, agenda = $6, standing = $7, version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[
				...[scope.accountId, checkpointId, of.decisions, today, scope.membershipId],
				...[JSON.stringify(agenda), JSON.stringify(now.standing)],
			],
		)
		const mails = of.minutes ? await sendMinutesWithin(transaction, scope, { ...of, write: of.minutes }) : 0
		await noteRoadmapChange(transaction, scope, {
			...{ roadmapId, change: 'checkpoint-held', detail: { checkpoint: checkpointId, mails } },
		})
		return { ok: true, mails }
	})
}
