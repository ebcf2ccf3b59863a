import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { draftCheckpoints } from '#app/data/roadmaps/draft-checkpoints.server.ts'
import { holdCheckpoint } from '#app/data/roadmaps/hold-checkpoint.server.ts'
import { startCheckpoint } from '#app/data/roadmaps/start-checkpoint.server.ts'

/** One checkpoint that HR held of the first plan, and of each plan the draft that the last publication would have made. */
export async function writeCheckpoints(scope: AccountScope, { locale }: { locale: string }): Promise<void> {
	const { accountId } = scope
	const found = await withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<
			Record<'roadmapId' | 'userId' | 'membershipId' | 'cycleId' | 'snapshotId', string>
		>(
			`SELECT r.id AS "roadmapId", s.user_id AS "userId", s.id AS "membershipId", n.cycle_id AS "cycleId", n.id AS "snapshotId"
			 FROM roadmap r
			 JOIN membership s ON s.account_id = r.account_id
			 JOIN "user" u ON u.id = s.user_id AND u.email = 'hr@meridian.example'
			 JOIN snapshot n ON n.account_id = r.account_id AND n.version = 1
			 WHERE r.account_id = $1 AND r.name LIKE 'Payments%' ORDER BY n.published_at DESC LIMIT 1`,
			[accountId],
		)
		return rows[0]
	})
	if (!found) throw new Error('The sample has no plan to hold a checkpoint of.')
	const { roadmapId, userId, membershipId } = found
	const hr = mintAccountScope({ ...{ accountId, userId, membershipId, memberId: null }, roles: ['hr'] })
	const started = await startCheckpoint(hr, { roadmapId, idempotencyKey: crypto.randomUUID() })
	if (!started.ok) throw new Error(`The sample’s checkpoint cannot be started: ${started.reason}.`)
	const held = await holdCheckpoint(hr, {
		...{ roadmapId, checkpointId: started.checkpointId, version: 1, locale, minutes: null },
		decisions:
			'The pilot goes on with two more squads.\nThe baseline of cycle time is agreed before the next checkpoint.',
	})
	if (!held.ok) throw new Error(`The sample’s checkpoint cannot be held: ${held.reason}.`)
	await withAccount(scope, (transaction) => draftCheckpoints(transaction, scope, found))
}
