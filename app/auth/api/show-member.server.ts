import type { z } from 'zod'
import type { ListedMember } from '#app/data/list-members.server.ts'
import type { memberSchema } from '#app/domain/api/people-operations.ts'

/** A member as the API tells of one. */
export function showMember({ familyKey, ...member }: ListedMember): z.input<typeof memberSchema> {
	return { ...member, family: familyKey }
}
