import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { insertGroupTeams } from './insert-group-teams.server.ts'
import type { PlacedTeams, TeamsOfGroup } from './place-group-teams.server.ts'
import { placeGroupTeams } from './place-group-teams.server.ts'
import { runOnce } from './run-once.server.ts'
import { takeRunningCycle } from './take-running-cycle.server.ts'

type Input = { cycleId: string; name: string; teams: TeamsOfGroup; idempotencyKey: string }

export type AddCalibrationGroupResult =
	| { ok: true; groupId: string; teams: number; elsewhere: number }
	| { ok: false; reason: 'gone' | 'not-running' | 'name-taken' }
	| Exclude<PlacedTeams, { ok: true }>

/** Makes a group of teams of a running cycle. The same click twice makes one. */
export async function addCalibrationGroup(
	scope: AccountScope,
	input: Input,
): Promise<AddCalibrationGroupResult> {
	return withAccount(scope, async (transaction) => {
		let refusal: AddCalibrationGroupResult | undefined
		const once = { key: input.idempotencyKey, action: `calibration-group.add:${input.cycleId}` }
		const added = await runOnce(transaction, scope, once, async () => {
			const result = await add(transaction, scope, input)
			if (!result.ok) refusal = result
			return result.ok ? result : { ok: false, groupId: '', teams: 0, elsewhere: 0 }
		})
		return refusal ?? { ...added, ok: true }
	})
}

async function add(
	transaction: Transaction,
	scope: AccountScope,
	{ cycleId, name, teams }: Input,
): Promise<AddCalibrationGroupResult> {
	const cycle = await takeRunningCycle(transaction, scope, cycleId)
	if (!cycle.ok) return cycle
	const placed = await placeGroupTeams(transaction, scope, { cycleId, groupId: null, teams })
	if (!placed.ok) return placed
	const { rows } = await transaction.sql.query<{ id: string }>(
		`INSERT INTO calibration_group (account_id, cycle_id, name) VALUES ($1, $2, $3)
		 ON CONFLICT (account_id, cycle_id, name) DO NOTHING RETURNING id`,
		[scope.accountId, cycleId, name],
	)
	const groupId = rows[0]?.id
	if (!groupId) return { ok: false, reason: 'name-taken' }
	const { teamIds, elsewhere } = placed
	await insertGroupTeams(transaction, scope, { cycleId, groupId, teamIds })
	await appendAuditEvent(transaction, scope, {
		action: 'calibration-group.added',
		subject: { kind: 'cycle', id: cycleId },
		detail: { groupId, teams: teamIds.length },
	})
	return { ok: true, groupId, teams: teamIds.length, elsewhere }
}
