import type { RosterField } from './roster-mapping.ts'
import type { TeamSeparator } from './team-separator.ts'
import type { RosterCounts } from './roster-plan.ts'

/** What each column of a roster is called on the screen. */
export const fieldLabels: Record<RosterField, string> = {
	name: 'Full name',
	firstName: 'First name',
	lastName: 'Last name',
	email: 'E-mail',
	externalId: 'Employee id',
	jobTitle: 'Job title',
	department: 'Job family or department',
	team: 'Team',
	parentTeam: 'Parent team',
	managerEmail: 'Manager’s e-mail',
	managerExternalId: 'Manager’s id',
	managerName: 'Manager’s name',
	startedOn: 'First day',
	leftOn: 'Last day',
}

export const separatorLabels: Record<TeamSeparator, string> = {
	none: 'One team’s name, no levels',
	' / ': 'Levels with “ / ” between them',
	'/': 'Levels with “/” between them',
	'>': 'Levels with “>” between them',
	'|': 'Levels with “|” between them',
	'\\': 'Levels with “\\” between them',
	':': 'Levels with “:” between them',
}

const changeLabels: Record<string, string> = {
	...fieldLabels,
	name: 'Name',
	familyKey: 'Family',
	jobFamily: 'Job family',
	teamRef: 'Team',
	managerRef: 'Manager',
}

/** The name of a changed field (`FieldChange.field`). */
export function changeLabel(field: string): string {
	return field.startsWith('attribute:') ? field.slice('attribute:'.length) : (changeLabels[field] ?? field)
}

/** What is counted, in the order in which it is shown. */
export const countLabels = {
	added: 'Added',
	changed: 'Changed',
	moved: 'Moved',
	left: 'Marked left',
	returned: 'Back again',
	unchanged: 'Unchanged',
	refusedRows: 'Refused',
} as const satisfies Partial<Record<keyof RosterCounts, string>>
