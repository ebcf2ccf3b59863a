import type { FieldChange, MemberValues, Ref } from './roster-plan.ts'

/** Names of what values refer to. */
export type Namer = {
	team: (ref: Ref) => string
	member: (ref: Ref) => string
	family: (key: string) => string
}

/** Fields of a member as `FieldChange.field`; an own attribute is `attribute:` and its name. */
const shown: {
	[K in keyof Omit<MemberValues, 'attributes'>]: (value: MemberValues[K], names: Namer) => string
} = {
	name: (value) => value,
	email: (value) => value ?? '',
	externalId: (value) => value ?? '',
	jobTitle: (value) => value ?? '',
	familyKey: (value, names) => (value === null ? '' : names.family(value)),
	jobFamily: (value) => value ?? '',
	teamRef: (value, names) => (value === null ? '' : names.team(value)),
	managerRef: (value, names) => (value === null ? '' : names.member(value)),
	startedOn: (value) => value ?? '',
	leftOn: (value) => value ?? '',
}

function describeField<K extends keyof typeof shown>(
	field: K,
	from: MemberValues,
	to: Partial<MemberValues>,
	names: Namer,
): FieldChange | null {
	const before = from[field]
	const after = to[field]
	if (after === undefined || before === after) return null
	return { field, from: shown[field](before, names), to: shown[field](after, names) }
}

const shownFields = Object.keys(shown) as (keyof typeof shown)[]

/** What changes, field by field. */
export function describeChanges(from: MemberValues, to: Partial<MemberValues>, names: Namer): FieldChange[] {
	const changes: FieldChange[] = []
	for (const field of shownFields) {
		const change = describeField(field, from, to, names)
		if (change) changes.push(change)
	}
	if (!to.attributes) return changes
	const before = from.attributes
	const after = to.attributes
	const attributeNames = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
	const ofAttributes = attributeNames.flatMap((name) => {
		const [old, now] = [before[name] ?? '', after[name] ?? '']
		return old === now ? [] : [{ field: `attribute:${name}`, from: old, to: now }]
	})
	return [...changes, ...ofAttributes]
}
