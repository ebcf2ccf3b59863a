import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { readPairAsRater } from './read-pair-as-rater.server.ts'

export type NoteText = { text: string; version: number; updatedAt: Date }

export type PrivateNote = {
	memberName: string
	/** Null before the first save. */
	note: NoteText | null
	/** What the same author noted about the same person in earlier cycles, the latest first. */
	earlier: { cycleName: string; text: string }[]
}

/**
 * What the person of the scope noted about a participant, for nobody but themself: it is found by their membership, and no
 * role or right adds to that. Null for who does not rate the participant.
 */
export async function getPrivateNote(
	scope: AccountScope,
	participantId: string,
): Promise<PrivateNote | null> {
	return withAccount(scope, async (transaction) => {
		const rated = await readPairAsRater(transaction, scope, participantId)
		if (rated === null || scope.membershipId === null) return null
		const { pair } = rated
		const earlier = await transaction.sql.query<{ cycleName: string; text: string }>(
			`SELECT c.name AS "cycleName", n.text FROM private_note n
			 JOIN participant p ON p.account_id = n.account_id AND p.id = n.participant_id
			 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			 WHERE n.account_id = $1 AND n.membership_id = $2 AND p.member_id = $3 AND c.starts_on < $4::date AND n.text <> ''
			 ORDER BY c.starts_on DESC, c.id LIMIT 12`,
			[scope.accountId, scope.membershipId, pair.memberId, pair.startsOn],
		)
		return {
			memberName: pair.memberName,
			note: await readOwnNote(transaction, scope, participantId),
			earlier: earlier.rows,
		}
	})
}

/** The note of the scope's own membership. */
export async function readOwnNote(
	{ sql }: Transaction,
	scope: AccountScope,
	participantId: string,
): Promise<NoteText | null> {
	const { rows } = await sql.query<NoteText>(
		`SELECT text, version, updated_at AS "updatedAt" FROM private_note
		 WHERE account_id = $1 AND participant_id = $2 AND membership_id = $3`,
		[scope.accountId, participantId, scope.membershipId],
	)
	return rows[0] ?? null
}
