import { standingCounts, standingRows } from './participant-standing-sql.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

const followed = (seenBy: string | null) =>
	seenBy === null
		? 'AND $4::uuid IS NULL'
		: `AND p.member_id <> $4::uuid
			AND p.id IN (${seenParticipants({ account: '$1', cycle: '$2', member: '$4' })})`

/**
 * `standingRows` of those whom a reader follows: everybody, or the people that a member sees individually in the cycle,
 * without the member. $1 is the account, $2 the cycle, $3 today, $4 the member or null.
 */
export const followedStandings = (seenBy: string | null) => `${standingRows} ${followed(seenBy)}`

/** `standingCounts` of the same by a key of theirs. */
export const followedCounts = (seenBy: string | null, key: string) => standingCounts(key, followed(seenBy))
