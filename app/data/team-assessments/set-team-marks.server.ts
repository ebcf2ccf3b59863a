import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockRoster } from '#app/data/lock-roster.server.ts'
import type { Marks } from '#app/domain/team-assessment/team-marks.ts'
import { areSame } from '#app/domain/team-assessment/team-marks.ts'

/** The marks that a team is to have, and those that it had for who chose them. */
export type NewMarks = { teamId: string; shown: Marks; marks: Marks }

export type SetMarksResult =
	| { ok: true; changed: number }
	/** Somebody else has changed these teams since. */
	| { ok: false; reason: 'stale'; teams: { id: string; name: string }[] }

/**
 * Says which lenses apply to teams, from their next assessment on: those that have begun keep what held then. Where one of them
 * was changed by somebody else meanwhile, nothing is written. Teams that are not there, or archived, are passed over.
 */
export async function setTeamMarks(
	scope: AccountScope,
	changes: readonly NewMarks[],
): Promise<SetMarksResult> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		await lockRoster(transaction, scope)
		const stored = await sql.query<{ id: string; name: string } & Marks>(
			`SELECT id, name, builds_product_features AS "buildsProductFeatures", is_engineering AS "isEngineering",
				is_regulated AS "isRegulated"
			 FROM team WHERE account_id = $1 AND id = ANY ($2::uuid[]) AND archived_at IS NULL
			 ORDER BY lower(name), id`,
			[scope.accountId, changes.map(({ teamId }) => teamId)],
		)
		const byId = new Map(changes.map((change) => [change.teamId, change]))
		const due = stored.rows.flatMap((team) => {
			const change = byId.get(team.id)
			return change && !areSame(team, change.marks) ? [{ team, ...change }] : []
		})
		const stale = due.filter(({ team, shown }) => !areSame(team, shown))
		if (stale.length > 0) {
			return { ok: false, reason: 'stale', teams: stale.map(({ team: { id, name } }) => ({ id, name })) }
		}
		await sql.query(
			`UPDATE team t SET builds_product_features = n.builds, is_engineering = n.engineering, is_regulated = n.regulated,
				version = t.version + 1
			 FROM unnest($2::uuid[], $3::boolean[], $4::boolean[], $5::boolean[]) n (id, builds, engineering, regulated)
			 WHERE t.account_id = $1 AND t.id = n.id`,
			[
				scope.accountId,
				due.map(({ teamId }) => teamId),
				due.map(({ marks }) => marks.buildsProductFeatures),
				due.map(({ marks }) => marks.isEngineering),
				due.map(({ marks }) => marks.isRegulated),
			],
		)
		for (const { teamId, marks } of due) {
			await appendAuditEvent(transaction, scope, {
				action: 'team.marked',
				subject: { kind: 'team', id: teamId },
				detail: { teamId, ...marks },
			})
		}
		return { ok: true, changed: due.length }
	})
}
