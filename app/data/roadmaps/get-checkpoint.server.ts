import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Agenda } from '#app/domain/roadmap/agenda.ts'
import { makeAgenda } from '#app/domain/roadmap/agenda.ts'
import { agendaSchema, checkpointStandingSchema } from '#app/domain/roadmap/checkpoint-schema.ts'
import type { CheckpointStanding } from '#app/domain/roadmap/checkpoint-standing.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import { byName } from './by-name-sql.server.ts'
import { areIds, readLastStanding, readStandingNow } from './checkpoint-rows.server.ts'

type Row = {
	id: string
	heldOn: Day | null
	heldAt: Date | null
	heldBy: string | null
	decisions: string
	minutesSentAt: Date | null
	cycleName: string | null
	cycleId: string | null
	/** Whose figures stand beside the plan; null where no publication made it. */
	snapshotId: string | null
	version: number
	agenda: unknown
	standing: unknown
}

export type Checkpoint = Omit<Row, 'agenda' | 'standing'> & {
	plan: {
		id: string
		name: string
		lens: RoadmapLens
		team: { id: string; name: string } | null
		state: 'active' | 'closed'
		hasReaders: boolean
	}
	/** Of a draft as of now. */
	agenda: Agenda
	standing: CheckpointStanding
}

/** A checkpoint of a plan: what is kept of a held one, and of a draft how the plan stands today. For whoever may read the plan. */
export async function getCheckpoint(
	scope: AccountScope,
	of: { roadmapId: string; checkpointId: string; today: Day; locale: string },
): Promise<Checkpoint | null> {
	if (!areIds(of.roadmapId, of.checkpointId)) return null
	return withAccount(scope, async (transaction) => {
		const { rows } = await transaction.sql.query<Row>(
			`SELECT c.id, c.held_on::text AS "heldOn", c.held_at AS "heldAt", ${byName('c.held_by_id')} AS "heldBy", c.decisions,
				c.minutes_sent_at AS "minutesSentAt", y.name AS "cycleName", c.cycle_id AS "cycleId", c.snapshot_id AS "snapshotId", c.version,
				c.agenda, c.standing
			 FROM roadmap_checkpoint c
			 LEFT JOIN cycle y ON y.account_id = $1 AND y.id = c.cycle_id
			 WHERE c.account_id = $1 AND c.roadmap_id = $2 AND c.id = $3`,
			[scope.accountId, of.roadmapId, of.checkpointId],
		)
		const [row] = rows
		const now = row && (await readStandingNow(transaction, scope, of))
		if (!row || !now) return null
		const { id, name, lens, team, state, owner, sponsors } = now.roadmap
		const plan = { id, name, lens, team, state, hasReaders: owner !== null || sponsors.length > 0 }
		if (row.heldOn !== null) {
			return {
				...{ ...row, plan },
				agenda: agendaSchema.parse(row.agenda),
				standing: checkpointStandingSchema.parse(row.standing),
			}
		}
		const before = await readLastStanding(transaction, scope, of)
		return { ...row, plan, agenda: makeAgenda(before, now.standing), standing: now.standing }
	})
}
