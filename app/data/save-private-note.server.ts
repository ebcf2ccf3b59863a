import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { NoteText } from './get-private-note.server.ts'
import { readOwnNote } from './get-private-note.server.ts'
import { readPairAsRater } from './read-pair-as-rater.server.ts'

export type SavePrivateNoteResult =
	| { ok: true; version: number; savedAt: Date }
	/** Not somebody whom the person rates, or not there. */
	| { ok: false; reason: 'not-found' }
	/** Another tab has saved another text; it stays as it is. */
	| { ok: false; reason: 'conflict'; current: NoteText | null }

/**
 * Saves what a rater notes for themself about a participant, in any phase of the cycle. Leaves no trace in the audit log: the
 * note is nobody's but its author's. What is saved already counts as saved, whatever its version.
 *
 * @param input.version the version that the author saw last, 0 before the first save
 */
export async function savePrivateNote(
	scope: AccountScope,
	{ participantId, version, text }: { participantId: string; version: number; text: string },
): Promise<SavePrivateNoteResult> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const rated = await readPairAsRater(transaction, scope, participantId)
		if (rated === null || scope.membershipId === null) return { ok: false, reason: 'not-found' }
		const { rows } = await sql.query<{ version: number; savedAt: Date }>(
			version === 0
				? `INSERT INTO private_note (account_id, participant_id, membership_id, text) VALUES ($1, $2, $3, $4)
					ON CONFLICT (account_id, participant_id, membership_id) DO NOTHING
					RETURNING version, updated_at AS "savedAt"`
				: `UPDATE private_note SET text = $4, version = version + 1, updated_at = now()
					WHERE account_id = $1 AND participant_id = $2 AND membership_id = $3 AND version = $5
					RETURNING version, updated_at AS "savedAt"`,
			[scope.accountId, participantId, scope.membershipId, text, ...(version === 0 ? [] : [version])],
		)
		const [saved] = rows
		if (saved) return { ok: true, ...saved }
		const current = await readOwnNote(transaction, scope, participantId)
		if (current?.text === text) return { ok: true, version: current.version, savedAt: current.updatedAt }
		return { ok: false, reason: 'conflict', current }
	})
}
