import { createHash } from 'node:crypto'
import type { AudienceMember } from './read-audience.server.ts'

/** The same mark is the same people, in whatever order. */
export function markAudience(people: readonly Pick<AudienceMember, 'memberId'>[]): string {
	const ids = people.map(({ memberId }) => memberId).toSorted()
	return createHash('sha256').update(ids.join()).digest('hex').slice(0, 32)
}
