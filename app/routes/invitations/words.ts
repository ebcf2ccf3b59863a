import type { InviteeState } from '#app/data/list-invitees.server.ts'
import type { Role } from '#app/domain/access/policy.ts'

/** In the order in which people come in. */
export const stateLabels: Record<InviteeState, string> = {
	none: 'Not invited',
	invited: 'Invited',
	expired: 'Expired',
	joined: 'Joined',
	'no-email': 'No e-mail',
}

export const roleLabels: Record<Role, string> = {
	owner: 'Owner',
	admin: 'Admin',
	hr: 'HR',
	executive: 'Executive',
	member: 'Member',
}
