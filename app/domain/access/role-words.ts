import type { Role } from './policy.ts'

/** What a role is called and what it lets its person do. */
export const roleWords: Record<Role, { name: string; text: string }> = {
	owner: {
		name: 'Owner',
		text: 'Settings, roles, people and frameworks. Sees published results in groups. One owner always stays.',
	},
	admin: { name: 'Admin', text: 'The same as an owner, for whoever runs Contour in the company.' },
	hr: {
		name: 'HR',
		text: 'People and cycles, individual check-ins once both sides are in, training needs with export.',
	},
	executive: { name: 'Executive', text: 'Published results of the whole company, in groups.' },
	member: {
		name: 'Member',
		text: 'Their own check-in and next step. Managers get the rest from the reporting line.',
	},
}
