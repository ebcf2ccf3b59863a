import { cleanCell, isEmail } from './clean-cell.ts'
import type { GuessedField } from './header-words.ts'
import { guessField } from './guess-field.ts'
import type { RosterFile } from './roster-file.ts'
import { columnValues } from './roster-file.ts'
import type { RosterField, RosterMapping } from './roster-mapping.ts'
import type { TeamSeparator } from './team-separator.ts'

/** The share of values that decides what a column holds. */
const most = 0.8

function shareOf(values: readonly string[], test: (value: string) => boolean): number {
	return values.length === 0 ? 0 : values.filter(test).length / values.length
}

/** Columns that fit a field by their header, best first. */
function columnsByField(header: readonly string[]): Map<GuessedField, number[]> {
	const found = new Map<GuessedField, { index: number; rank: number }[]>()
	for (const [index, text] of header.entries()) {
		// "Location (2)" is the second "Location".
		const guess = guessField(text.replace(/ \(\d+\)$/, ''))
		if (guess) found.set(guess.field, [...(found.get(guess.field) ?? []), { index, rank: guess.rank }])
	}
	const sorted = [...found].map(([field, columns]): [GuessedField, number[]] => [
		field,
		columns.toSorted((a, b) => a.rank - b.rank || a.index - b.index).map(({ index }) => index),
	])
	return new Map(sorted)
}

/** Tells by its cells whether a column names managers by e-mail, id or name. */
function managerFieldOf(
	file: RosterFile,
	column: number,
	idColumn: number | undefined,
): 'managerEmail' | 'managerExternalId' | 'managerName' {
	const values = columnValues(file, column)
	if (shareOf(values, isEmail) >= most) return 'managerEmail'
	const ids = new Set(columnValues(file, idColumn))
	return shareOf(values, (value) => ids.has(value)) >= most ? 'managerExternalId' : 'managerName'
}

/**
 * How the teams of a column are cut into levels. A slash without blanks counts only where nearly every team has one:
 * 'UX/UI' is one team.
 */
export function guessTeamSeparator(values: readonly string[]): TeamSeparator {
	const distinct = [...new Set(values)]
	const usual = 0.3
	if (shareOf(distinct, (value) => / \/ /.test(value)) >= usual) return ' / '
	if (shareOf(distinct, (value) => value.includes('>')) >= usual) return '>'
	if (shareOf(distinct, (value) => value.includes('|')) >= usual) return '|'
	if (shareOf(distinct, (value) => value.includes('\\')) >= usual) return '\\'
	if (shareOf(distinct, (value) => /\S:\S|\S : \S|\S: \S/.test(value)) >= usual) return ':'
	if (shareOf(distinct, (value) => /\S\/\S/.test(value)) >= most) return '/'
	return 'none'
}

/** A first mapping for a file nobody has mapped yet, from its headers and what stands below them. */
export function guessMapping(file: RosterFile): RosterMapping {
	const found = columnsByField(file.header)
	const columns: Partial<Record<RosterField, number>> = {}
	for (const [field, [column]] of found) {
		if (field !== 'manager' && field !== 'attribute' && column !== undefined) columns[field] = column
	}
	// A column named "Nom" or "Name" is the last name where a first name stands beside it.
	if (columns.firstName !== undefined && columns.lastName === undefined && columns.name !== undefined) {
		columns.lastName = columns.name
		delete columns.name
	} else if (columns.firstName === undefined && columns.lastName !== undefined) {
		columns.name ??= columns.lastName
		delete columns.lastName
	}
	if (columns.name !== undefined) {
		delete columns.firstName
		delete columns.lastName
	}
	for (const column of found.get('manager') ?? []) {
		columns[managerFieldOf(file, column, columns.externalId)] ??= column
	}
	guessTeams(file, columns)
	const used = new Set(Object.values(columns))
	return {
		columns,
		attributes: (found.get('attribute') ?? [])
			.filter((column) => !used.has(column))
			.toSorted((a, b) => a - b),
		dateOrder: null,
		teamSeparator:
			columns.parentTeam === undefined ? guessTeamSeparator(columnValues(file, columns.team)) : 'none',
		familyOfDepartment: {},
		missing: 'keep',
		leads: 'suggest',
	}
}

/** Where only one of department and team is there, it serves as both. */
function guessTeams(file: RosterFile, columns: Partial<Record<RosterField, number>>): void {
	if (columns.team === undefined) {
		const column = columns.department
		// Cost centres by number make no teams.
		const values = columnValues(file, column)
		if (column !== undefined && shareOf(values, (value) => /\p{L}{2}/u.test(value)) >= most)
			columns.team = column
	}
	columns.department ??= columns.team
	if (columns.team === undefined) delete columns.parentTeam
}

/** Whether a column writes names as 'Last, First'. */
export function namesAreLastFirst(values: readonly string[]): boolean {
	return shareOf(values, (value) => /^[^,]+,\s*[^,]+$/.test(cleanCell(value))) >= most
}
