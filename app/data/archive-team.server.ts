import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { selectTeam } from './get-team.server.ts'
import { lockRoster } from './lock-roster.server.ts'

export type ArchivedTeamResult =
	| { ok: true }
	| { ok: false; reason: 'gone' }
	/** People or teams are still in it. */
	| { ok: false; reason: 'occupied'; members: number; children: number }
	/** Its parent is archived, or has a team of this name by now. */
	| { ok: false; reason: 'parent-archived' | 'name-taken' }

/**
 * Takes an empty team out of the tree or puts it back. Cycles that have it keep it. Asking for what already is does nothing.
 */
export async function archiveTeam(
	scope: AccountScope,
	{ teamId, archive }: { teamId: string; archive: boolean },
): Promise<ArchivedTeamResult> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const { sql } = transaction
		const team = await selectTeam(transaction, scope, teamId)
		if (!team) return { ok: false, reason: 'gone' }
		if (archive === (team.archivedAt !== null)) return { ok: true }
		if (archive && team.members + team.children.length > 0) {
			return { ok: false, reason: 'occupied', members: team.members, children: team.children.length }
		}
		if (!archive) {
			const { rows } = await sql.query<{ parentArchived: boolean; nameTaken: boolean }>(
				`SELECT
					EXISTS (SELECT FROM team p WHERE p.account_id = $1 AND p.id = $2::uuid AND p.archived_at IS NOT NULL) AS "parentArchived",
					EXISTS (SELECT FROM team s WHERE s.account_id = $1 AND s.parent_id IS NOT DISTINCT FROM $2::uuid
						AND lower(s.name) = lower($3) AND s.archived_at IS NULL) AS "nameTaken"`,
				[scope.accountId, team.parentId, team.name],
			)
			if (rows[0]?.parentArchived) return { ok: false, reason: 'parent-archived' }
			if (rows[0]?.nameTaken) return { ok: false, reason: 'name-taken' }
		}
		await sql.query(
			`UPDATE team SET archived_at = CASE WHEN $3 THEN now() END, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, teamId, archive],
		)
		await appendAuditEvent(transaction, scope, {
			action: archive ? 'team.archived' : 'team.restored',
			subject: { kind: 'team', id: teamId },
		})
		return { ok: true }
	})
}
