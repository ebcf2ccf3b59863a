import { nameKey } from './clean-cell.ts'
import type { ReadRow } from './read-rows.ts'
import type { Refusals } from './refusals.ts'
import { nameRows } from './refusals.ts'
import type { CurrentMember } from './roster-plan.ts'

/** Values grouped by a key; a null or undefined key belongs to no group. */
export function groupBy<T>(
	items: readonly T[],
	keyOf: (item: T) => string | null | undefined,
): Map<string, T[]> {
	const groups = new Map<string, T[]>()
	for (const item of items) {
		const key = keyOf(item)
		if (key === null || key === undefined || key === '') continue
		const group = groups.get(key)
		if (group) group.push(item)
		else groups.set(key, [item])
	}
	return groups
}

/** Items by a key, the last of several; a null or empty key is none. */
function indexBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T> {
	const index = new Map<string, T>()
	for (const item of items) {
		const key = keyOf(item)
		if (key) index.set(key, item)
	}
	return index
}

/** The groups of `groupBy` with more than one item, without making those of one. */
function repeatedBy<T>(items: readonly T[], keyOf: (item: T) => string | null | undefined): Map<string, T[]> {
	const seen = new Set<string>()
	const repeated = new Set<string>()
	for (const item of items) {
		const key = keyOf(item)
		if (!key) continue
		if (seen.has(key)) repeated.add(key)
		else seen.add(key)
	}
	if (repeated.size === 0) return new Map()
	return groupBy(items, (item) => {
		const key = keyOf(item)
		return key && repeated.has(key) ? key : null
	})
}

type Headers = { externalId: string | null; email: string | null; name: string | null }

/** Refuses rows that share an id or an e-mail, and rows that only a name could tell apart. */
export function refuseDuplicates(rows: readonly ReadRow[], headers: Headers, refusals: Refusals): void {
	const refuse = (groups: Map<string, ReadRow[]>, column: string | null, what: (value: string) => string) => {
		for (const [value, group] of groups) {
			for (const { row } of group) {
				const others = group.map((other) => other.row).filter((other) => other !== row)
				refusals.add(row, column, `${what(value)} is also in ${nameRows(others)}.`)
			}
		}
	}
	refuse(
		repeatedBy(rows, ({ externalId }) => externalId),
		headers.externalId,
		(id) => `The id “${id}”`,
	)
	refuse(
		repeatedBy(rows, ({ email }) => email),
		headers.email,
		(email) => `The e-mail ${email}`,
	)
	refuse(
		repeatedBy(rows, (row) => (row.externalId || row.email ? null : nameKey(row.name))),
		headers.name,
		() => 'The same name, without an id or e-mail that tells the people apart,',
	)
}

/**
 * Finds the member that each row is about: by external id, else by e-mail, else by a name that only one has. A member whose
 * e-mail the row has and whose own id is nowhere in the file has got a new id.
 */
export function matchMembers(
	rows: readonly ReadRow[],
	members: readonly CurrentMember[],
	headers: Headers,
	refusals: Refusals,
): Map<number, CurrentMember> {
	const byId = indexBy(members, ({ externalId }) => externalId)
	const byEmail = indexBy(members, ({ email }) => email)
	const idsInFile = new Set(rows.map(({ externalId }) => externalId).filter(Boolean))
	const matched = new Map<number, CurrentMember>()

	const matchByEmail = ({ email, externalId }: ReadRow): CurrentMember | undefined => {
		const member = email ? byEmail.get(email) : undefined
		if (!member?.externalId || !externalId) return member
		return idsInFile.has(member.externalId) ? undefined : member
	}
	for (const row of rows) {
		const member = (row.externalId && byId.get(row.externalId)) || matchByEmail(row)
		if (member) matched.set(row.row, member)
	}
	const unmatched = rows.filter(({ row }) => !matched.has(row))
	const taken = new Set(matched.values())
	const free = unmatched.length === 0 ? [] : members.filter((member) => !taken.has(member))
	const byName = groupBy(free, ({ name }) => nameKey(name))
	for (const [key, group] of groupBy(unmatched, ({ name }) => nameKey(name))) {
		const candidates = byName.get(key) ?? []
		matchByName(group, candidates, headers, matched, refusals)
	}
	refuseSharedMatches(rows, matched, refusals)
	return matched
}

const isBare = ({ externalId, email }: { externalId?: string | null; email?: string | null }) =>
	!externalId && !email

/** Rows of one name and the members of that name whom no id or e-mail has matched. */
function matchByName(
	rows: readonly ReadRow[],
	members: readonly CurrentMember[],
	{ name }: Headers,
	matched: Map<number, CurrentMember>,
	refusals: Refusals,
): void {
	const bareMembers = members.filter(isBare)
	const bareRows = rows.filter(isBare)
	const [bareRow] = bareRows
	if (bareRow && bareRows.length === 1) {
		const groups = [bareMembers, members.filter(({ leftOn }) => leftOn === null), members]
		const best = groups.find(({ length }) => length > 0) ?? []
		const [member] = best
		if (member && best.length === 1) matched.set(bareRow.row, member)
		else if (member) {
			refusals.add(
				bareRow.row,
				name,
				`${best.length} people of this name are in Contour: add their e-mail or id.`,
			)
		}
		return
	}
	const [row] = rows
	const [member] = bareMembers
	if (!row || !member) return
	if (rows.length === 1 && bareMembers.length === 1) matched.set(row.row, member)
	else {
		for (const { row: number } of rows) {
			refusals.add(
				number,
				name,
				'Contour knows this name without an id or e-mail and cannot tell who is meant: add them there first.',
			)
		}
	}
}

function refuseSharedMatches(
	rows: readonly ReadRow[],
	matched: ReadonlyMap<number, CurrentMember>,
	refusals: Refusals,
): void {
	for (const [, group] of repeatedBy(rows, ({ row }) => matched.get(row)?.id)) {
		for (const { row } of group) {
			// A repeated id has been said already.
			if (refusals.has(row)) continue
			const others = group.map((other) => other.row).filter((other) => other !== row)
			refusals.add(row, null, `The same person as in ${nameRows(others)}: ${matched.get(row)?.name}.`)
		}
	}
}

/**
 * Refuses rows whose e-mail stays with somebody else: with a member whom the file does not name, or whose own row is refused.
 *
 * @returns whether a row was refused that was not before
 */
export function refuseTakenEmails(
	rows: readonly ReadRow[],
	matched: ReadonlyMap<number, CurrentMember>,
	members: readonly CurrentMember[],
	column: string | null,
	refusals: Refusals,
): boolean {
	const before = refusals.size
	// Nobody takes an e-mail by a row that leaves it as it is.
	const moving = rows.filter(({ row, email }) => email !== undefined && email !== matched.get(row)?.email)
	if (moving.length === 0) return false
	const givenUp = new Set<string>()
	for (const { row } of moving) {
		const member = matched.get(row)
		if (member && !refusals.has(row)) givenUp.add(member.id)
	}
	const holders = indexBy(members, ({ email }) => email)
	for (const { row, email } of moving) {
		const holder = email ? holders.get(email) : undefined
		if (!holder || holder.id === matched.get(row)?.id || givenUp.has(holder.id) || refusals.has(row)) continue
		refusals.add(row, column, `In Contour the e-mail ${email} belongs to ${holder.name}.`)
	}
	return refusals.size > before
}
