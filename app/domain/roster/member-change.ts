import type { Namer } from './describe-change.ts'
import { describeChanges } from './describe-change.ts'
import type { ReadRow } from './read-rows.ts'
import type { ResolvedTeams } from './resolve-teams.ts'
import type { ChangedMember, CurrentMember, MemberValues, Ref } from './roster-plan.ts'

export const emptyMember: MemberValues = {
	name: '',
	email: null,
	externalId: null,
	jobTitle: null,
	familyKey: null,
	jobFamily: null,
	teamRef: null,
	managerRef: null,
	startedOn: null,
	leftOn: null,
	attributes: {},
}

type Reading = {
	hasLeft: (row: ReadRow) => boolean
	familyOf: (department: string) => string | null
	jobFamilyOf: (department: string) => string | undefined
	teams: ResolvedTeams
	managers: ReadonlyMap<number, Ref | null | undefined>
}

/** The values that a row gives. Of who has left, team, manager and family stay as they were. */
export function readValues(
	row: ReadRow,
	{ hasLeft, familyOf, jobFamilyOf, teams, managers }: Reading,
): Partial<MemberValues> {
	const { department } = row
	const work = hasLeft(row)
		? {}
		: {
				familyKey: department === undefined ? undefined : department === null ? null : familyOf(department),
				// A blank cell says nothing about somebody's work.
				jobFamily: department ? jobFamilyOf(department) : undefined,
				teamRef: teams.teamOf(row.row),
				managerRef: managers.get(row.row),
			}
	const values: Partial<MemberValues> = {
		name: row.name,
		email: row.email,
		// A blank id says nothing about who somebody is.
		externalId: row.externalId ?? undefined,
		jobTitle: row.jobTitle,
		startedOn: row.startedOn,
		leftOn: row.leftOn,
		...work,
		attributes: ownAttributes(row.attributes),
	}
	return dropUndefined(values)
}

function ownAttributes(attributes: Readonly<Record<string, string | null>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(attributes).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
	)
}

function dropUndefined<T extends object>(values: T): T {
	const kept: Record<string, unknown> = {}
	for (const [name, value] of Object.entries(values)) if (value !== undefined) kept[name] = value
	return kept as T
}

/** Null: the row changes nothing. */
export function changeOf(
	member: CurrentMember,
	values: Partial<MemberValues>,
	row: ReadRow,
	today: string,
	names: Namer,
): ChangedMember | null {
	const had = Boolean(member.leftOn && member.leftOn <= today)
	const kept = Object.fromEntries(
		Object.entries(member.attributes).filter(([name]) => !Object.hasOwn(row.attributes, name)),
	)
	const full: Partial<MemberValues> = { ...values, attributes: { ...kept, ...values.attributes } }
	// Whom the file names without a last day is there.
	if (had && full.leftOn === undefined) full.leftOn = null
	const fields = describeChanges(member, full, names)
	const changedKeys = new Set(
		fields.map(({ field }) => (field.startsWith('attribute:') ? 'attributes' : field)),
	)
	if (changedKeys.size === 0) return null
	const set = Object.fromEntries(
		Object.entries(full).filter(([key]) => changedKeys.has(key)),
	) as Partial<MemberValues>
	return { id: member.id, row: row.row, name: row.name, set, kinds: kindsOf(set, had, today) }
}

function kindsOf(set: Partial<MemberValues>, had: boolean, today: string): ChangedMember['kinds'] {
	const kinds = new Set<ChangedMember['kinds'][number]>()
	for (const key of Object.keys(set) as (keyof MemberValues)[]) {
		if (key === 'teamRef' || key === 'managerRef') kinds.add('moved')
		else if (key !== 'leftOn') kinds.add('changed')
		else {
			const has = Boolean(set.leftOn && set.leftOn <= today)
			kinds.add(has === had ? 'changed' : has ? 'left' : 'returned')
		}
	}
	return [...kinds]
}

/** A last day is never before the first. */
export function markLeft(member: CurrentMember, today: string): ChangedMember {
	const leftOn = member.startedOn && member.startedOn > today ? member.startedOn : today
	return { id: member.id, row: null, name: member.name, set: { leftOn }, kinds: ['left'] }
}
