import { cleanCell, isEmail, nameKey } from './clean-cell.ts'
import { namesAreLastFirst } from './guess-mapping.ts'
import type { Once } from './once-each.ts'
import { onceEach } from './once-each.ts'
import type { Refusals } from './refusals.ts'
import type { DateOrder } from './roster-date.ts'
import { parseRosterDate, sniffDateOrder } from './roster-date.ts'
import type { RosterFile, RosterRow } from './roster-file.ts'
import { columnValues } from './roster-file.ts'
import type { RosterField, RosterMapping } from './roster-mapping.ts'

/** How a row names the manager. */
export type ManagerName = { by: 'managerEmail' | 'managerExternalId' | 'managerName'; value: string }

/** One row as typed values. Null: the cell is blank. Undefined: the file has no such column. */
export type ReadRow = {
	row: number
	name: string
	email?: string | null
	externalId?: string | null
	jobTitle?: string | null
	department?: string | null
	team?: string | null
	parentTeam?: string | null
	manager?: ManagerName | null
	startedOn?: string | null
	leftOn?: string | null
	/** Null takes the attribute away. */
	attributes: Record<string, string | null>
}

const lengths: Partial<Record<RosterField, number>> = {
	name: 200,
	email: 254,
	externalId: 200,
	jobTitle: 200,
	department: 200,
	parentTeam: 200,
}
const longestAttribute = 500

const nameFields = ['name', 'firstName', 'lastName'] as const
const managerFields = ['managerExternalId', 'managerEmail', 'managerName'] as const

/** The order that the file's dates are read in: as chosen, else as they say themselves; null leaves it open. */
export function dateOrderOf(file: RosterFile, mapping: RosterMapping): DateOrder | null {
	if (mapping.dateOrder) return mapping.dateOrder
	const sniffed = sniffDates(file, mapping)
	return sniffed === 'day-first' || sniffed === 'month-first' ? sniffed : null
}

/** What the dates of the mapped columns say about their order. */
export function sniffDates(file: RosterFile, { columns }: RosterMapping): ReturnType<typeof sniffDateOrder> {
	return sniffDateOrder([...columnValues(file, columns.startedOn), ...columnValues(file, columns.leftOn)])
}

/**
 * Reads every row, also those that are refused: who they name is not missing from the file. A value that cannot be read is
 * left undefined.
 */
export function readRows(
	file: RosterFile,
	mapping: RosterMapping,
	refusals: Refusals,
	onRow: (done: number) => void = () => {},
): ReadRow[] {
	const { columns } = mapping
	const order = dateOrderOf(file, mapping)
	const flipped = namesAreLastFirst(columnValues(file, columns.name))
	const once = onceEach()
	const read = (row: RosterRow): ReadRow => {
		const has = (field: RosterField) => columns[field] !== undefined
		const header = (field: RosterField) => headerOf(file, mapping, field)
		const text = (field: RosterField): string | null | undefined => {
			const column = columns[field]
			if (column === undefined) return undefined
			const value = cleanCell(row.cells[column])
			const longest = lengths[field]
			if (longest !== undefined && value.length > longest) {
				refusals.add(row.row, header(field), `Longer than ${longest} characters.`)
				return undefined
			}
			return value === '' ? null : value
		}
		const date = (field: 'startedOn' | 'leftOn'): string | null | undefined => {
			const value = text(field)
			if (!value) return value
			const parsed = parseRosterDate(value, order)
			if (parsed.ok) return once(parsed.date)
			refusals.add(
				row.row,
				header(field),
				parsed.problem === 'ambiguous'
					? `“${value}” can be read day first or month first: choose the order of dates.`
					: `“${value}” is no date that can be read${order ? ` ${orderWords[order]}` : ''}.`,
			)
			return undefined
		}
		refuseStrayCells(file, row, refusals)
		const name = readName(text, flipped)
		const isNameUnread = nameFields.some((field) => has(field) && text(field) === undefined)
		if (name === '' && !isNameUnread) {
			refusals.add(
				row.row,
				header('name') ?? header('lastName') ?? header('firstName'),
				'The name is missing.',
			)
		} else if (name.length > 200) {
			refusals.add(row.row, header('lastName'), 'Longer than 200 characters.')
		}
		let email = text('email')?.toLowerCase() ?? (has('email') ? null : undefined)
		if (email && !isEmail(email)) {
			refusals.add(row.row, header('email'), `“${email}” is no e-mail address.`)
			email = undefined
		}
		const startedOn = date('startedOn')
		const leftOn = date('leftOn')
		if (startedOn && leftOn && leftOn < startedOn) {
			refusals.add(row.row, header('leftOn'), `Left on ${leftOn}, before the start on ${startedOn}.`)
		}
		return {
			row: row.row,
			name,
			email,
			externalId: text('externalId'),
			jobTitle: once(text('jobTitle')),
			department: once(text('department')),
			team: once(text('team')),
			parentTeam: once(text('parentTeam')),
			manager: readManager(text, has, once),
			startedOn,
			leftOn,
			attributes: readAttributes(file, mapping, row, { refusals, once }),
		}
	}
	const rows: ReadRow[] = []
	for (const row of file.rows) {
		rows.push(read(row))
		onRow(rows.length)
	}
	return rows
}

const orderWords: Record<DateOrder, string> = {
	'day-first': 'with the day first',
	'month-first': 'with the month first',
}

export function headerOf(file: RosterFile, { columns }: RosterMapping, field: RosterField): string | null {
	const column = columns[field]
	return column === undefined ? null : (file.header[column] ?? null)
}

/** Text beyond the last header: a delimiter inside a text that is not in quotes has moved the cells of this row. */
function refuseStrayCells(file: RosterFile, { row, cells }: RosterRow, refusals: Refusals): void {
	const stray = cells.findIndex((cell, index) => index >= file.header.length && cell.trim() !== '')
	if (stray < 0) return
	refusals.add(
		row,
		null,
		`The row has ${cells.length} cells, the header ${file.header.length}: is there a delimiter in a text without quotes?`,
	)
}

function readName(text: (field: RosterField) => string | null | undefined, flipped: boolean): string {
	const name = text('name')
	if (name) return flipped ? flipName(name) : name
	return [text('firstName'), text('lastName')].filter(Boolean).join(' ')
}

/** 'Ada Lovelace' of 'Lovelace, Ada'; what is not written so stays. */
export function flipName(name: string): string {
	const match = /^([^,]+),\s*([^,]+)$/.exec(name)
	return match ? `${match[2]} ${match[1]}` : name
}

function readManager(
	text: (field: RosterField) => string | null | undefined,
	has: (field: RosterField) => boolean,
	once: Once,
): ManagerName | null | undefined {
	for (const by of managerFields) {
		const value = once(text(by))
		if (value) return { by, value }
	}
	return managerFields.some(has) ? null : undefined
}

function readAttributes(
	file: RosterFile,
	mapping: RosterMapping,
	{ row, cells }: RosterRow,
	{ refusals, once }: { refusals: Refusals; once: Once },
): Record<string, string | null> {
	const entries = mapping.attributes.map((column): [string, string | null] => {
		const name = file.header[column] ?? ''
		const value = cleanCell(cells[column])
		if (value.length > longestAttribute)
			refusals.add(row, name, `Longer than ${longestAttribute} characters.`)
		return [name, value === '' ? null : once(value)]
	})
	return Object.fromEntries(entries)
}

/** Departments of a file with the number of their rows, most first; the key is that of `familyOfDepartment`. */
export function listDepartments(
	file: RosterFile,
	mapping: RosterMapping,
): { key: string; name: string; rows: number }[] {
	const found = new Map<string, { key: string; name: string; rows: number }>()
	for (const name of columnValues(file, mapping.columns.department)) {
		const key = nameKey(name)
		const known = found.get(key)
		if (known) known.rows += 1
		else found.set(key, { key, name, rows: 1 })
	}
	return [...found.values()].toSorted((a, b) => b.rows - a.rows || (a.key < b.key ? -1 : 1))
}
