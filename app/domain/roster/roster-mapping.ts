import { z } from 'zod'
import { teamSeparators } from './team-separator.ts'

/** What a column of a roster can be. */
export const rosterFields = [
	'name',
	'firstName',
	'lastName',
	'email',
	'externalId',
	'jobTitle',
	'department',
	'team',
	'parentTeam',
	'managerEmail',
	'managerExternalId',
	'managerName',
	'startedOn',
	'leftOn',
] as const
export type RosterField = (typeof rosterFields)[number]

const column = z.int().min(0).max(499)

/** How a file is read. What it leaves out is decided by the file itself. */
export const rosterMappingSchema = z.object({
	/** Column of each field, counted from 0. A field without a column is left as it is in Contour. */
	columns: z.partialRecord(z.enum(rosterFields), column).default({}),
	/** Columns kept as the account's own attributes, under their header. */
	attributes: z.array(column).max(50).default([]),
	/** Null: the dates of the file say it themselves. */
	dateOrder: z.enum(['day-first', 'month-first']).nullable().default(null),
	teamSeparator: z.enum(teamSeparators).default('none'),
	/**
	 * Key of the role family for each department (by `nameKey`), null for 'not assessed'. A department that is not in here
	 * gets the suggestion.
	 */
	familyOfDepartment: z.record(z.string().max(400), z.string().max(100).nullable()).default({}),
	/** Whether members whom the file does not name have left. */
	missing: z.enum(['keep', 'mark-left']).default('keep'),
	/** Whether teams without a lead get the one whom the reporting line points to. */
	leads: z.enum(['keep', 'suggest']).default('suggest'),
})
export type RosterMapping = z.infer<typeof rosterMappingSchema>

/** What keeps a mapping from being used; empty when nothing does. */
export function mappingProblems(mapping: RosterMapping, columnCount: number): string[] {
	const { columns } = mapping
	const problems: string[] = []
	if (columns.name === undefined && columns.lastName === undefined && columns.firstName === undefined) {
		problems.push('Choose the column with the name, or those with first and last name.')
	}
	if (columns.parentTeam !== undefined && columns.team === undefined) {
		problems.push('Choose the column with the team: a parent team needs one below it.')
	}
	if (columns.parentTeam !== undefined && mapping.teamSeparator !== 'none') {
		problems.push('Choose either a column with the parent team or a team column that holds the whole path.')
	}
	if ([...Object.values(columns), ...mapping.attributes].some((index) => index >= columnCount)) {
		problems.push('A chosen column is not in this file.')
	}
	return problems
}
