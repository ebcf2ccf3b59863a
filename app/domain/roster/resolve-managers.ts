import { nameKey } from './clean-cell.ts'
import { groupBy } from './match-members.ts'
import type { ManagerName, ReadRow } from './read-rows.ts'
import { flipName } from './read-rows.ts'
import { nameRows } from './refusals.ts'
import type { CurrentMember, Ref } from './roster-plan.ts'

/** Somebody whom the file or Contour knows, as they will be. */
export type KnownPerson = {
	ref: Ref
	/** Null: the file does not name them. */
	row: number | null
	name: string
	email: string | null
	externalId: string | null
	hasLeft: boolean
}

/** Everybody: the rows, and the members whom no row is about. */
export function listKnownPeople(
	rows: readonly ReadRow[],
	matched: ReadonlyMap<number, CurrentMember>,
	members: readonly CurrentMember[],
	today: string,
): KnownPerson[] {
	const named = new Set([...matched.values()].map(({ id }) => id))
	const hasLeft = (leftOn: string | null | undefined) => Boolean(leftOn && leftOn <= today)
	const fromFile = rows.map((row): KnownPerson => {
		const member = matched.get(row.row)
		return {
			ref: member?.id ?? newMemberRef(row),
			row: row.row,
			name: row.name || member?.name || '',
			email: row.email === undefined ? (member?.email ?? null) : row.email,
			externalId: row.externalId || member?.externalId || null,
			hasLeft: hasLeft(row.leftOn),
		}
	})
	const others = members
		.filter(({ id }) => !named.has(id))
		.map(({ id, name, email, externalId, leftOn }): KnownPerson => {
			return { ref: id, row: null, name, email, externalId, hasLeft: hasLeft(leftOn) }
		})
	return [...fromFile, ...others]
}

/** The same for the same person wherever the row stands. */
export function newMemberRef({ externalId, email, name }: ReadRow): Ref {
	if (externalId) return `new:member:id:${externalId}`
	return email ? `new:member:e-mail:${email}` : `new:member:name:${nameKey(name)}`
}

export type ResolvedManager = { ok: true; person: KnownPerson } | { ok: false; message: string }

const words = { managerEmail: 'the e-mail', managerExternalId: 'the id', managerName: 'the name' }

/** Answers who is meant by an e-mail, id or name. Of several people of one name, those who have left or are not in the file count last. */
export function managerFinder(people: readonly KnownPerson[]): (manager: ManagerName) => ResolvedManager {
	// A file names its managers in one way, and each index is of everybody.
	const byEmail = once(() => groupBy(people, ({ email }) => email))
	const byId = once(() => groupBy(people, ({ externalId }) => externalId))
	const byName = once(() => groupBy(people, ({ name }) => nameKey(name)))

	const byNames = (value: string): readonly KnownPerson[] => {
		const found = byName().get(nameKey(value)) ?? byName().get(nameKey(flipName(value)))
		if (found) return found
		// 'Ada Lovelace (1042)' as Workday writes a worker
		const remark = /^(.+?)\s*\(([^()]*)\)$/.exec(value)
		if (!remark) return byEmail().get(value.toLowerCase()) ?? []
		return byId().get(remark[2] ?? '') ?? byNames(remark[1] ?? '')
	}
	return ({ by, value }) => {
		const found =
			by === 'managerEmail'
				? byEmail().get(value.toLowerCase())
				: by === 'managerExternalId'
					? byId().get(value)
					: byNames(value)
		const [person, ...more] = likeliest(found ?? [])
		if (!person) {
			return { ok: false, message: `Nobody with ${words[by]} “${value}” is in the file or in Contour.` }
		}
		if (more.length > 0) return { ok: false, message: describeAmbiguity(by, value, [person, ...more]) }
		return { ok: true, person }
	}
}

function once<T>(make: () => T): () => T {
	let made: { value: T } | undefined
	return () => (made ??= { value: make() }).value
}

function likeliest(people: readonly KnownPerson[]): readonly KnownPerson[] {
	const present = people.filter(({ hasLeft }) => !hasLeft)
	const inFile = present.filter(({ row }) => row !== null)
	return inFile.length > 0 ? inFile : present.length > 0 ? present : people
}

function describeAmbiguity(by: ManagerName['by'], value: string, people: readonly KnownPerson[]): string {
	const rows = people.flatMap(({ row }) => (row === null ? [] : [row]))
	const where = rows.length > 0 ? nameRows(rows) : 'several people of Contour'
	if (by !== 'managerName') return `${words[by]} “${value}” is that of ${where}.`.replace(/^t/, 'T')
	return `${people.length} people are called “${value}” (${where}): name the manager by e-mail or id.`
}
