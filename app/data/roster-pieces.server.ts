import { randomUUID } from 'node:crypto'
import { nameKey } from '#app/domain/roster/clean-cell.ts'
import type {
	ChangedMember,
	CurrentMember,
	FieldChange,
	MemberValues,
	Ref,
	RosterPlan,
	RowError,
} from '#app/domain/roster/roster-plan.ts'

/** What a dry run shows, a page of each at a time. */
export const shownLists = [
	'added',
	'moved',
	'changed',
	'left',
	'returned',
	'newTeams',
	'leads',
	'errors',
] as const
export type ShownList = (typeof shownLists)[number]

/** What is written, as JSON for the statements that do. */
export const writtenLists = [
	'write-renamed',
	'write-teams',
	'write-job-families',
	'write-added',
	'write-changed',
	'write-leads',
] as const
export type WrittenList = (typeof writtenLists)[number]

/** `refused`: the original rows that are refused with their reasons, as CSV, the header first. */
export type RosterPieceList = ShownList | WrittenList | 'refused'

/** How many entries of a list stand on a page. */
export const shownPageSize = 25
const writtenPieceSize = 250

export type ShownChange = Pick<ChangedMember, 'row' | 'name'> & { id?: string; fields: FieldChange[] }
export type ShownEntries = {
	[List in 'added' | 'moved' | 'changed' | 'left' | 'returned']: ShownChange
} & { newTeams: { path: string }; leads: { team: string; member: string }; errors: RowError }

const isWritten = (list: ShownList | WrittenList): list is WrittenList => list.startsWith('write-')

/** A list of a plan as JSON arrays, made one by one: all of it is never in memory. */
export function rosterPieces(
	list: ShownList | WrittenList,
	plan: RosterPlan,
	members: readonly CurrentMember[],
): Generator<string> {
	return isWritten(list)
		? inPieces(written(list, plan, members), writtenPieceSize)
		: inPieces(shown(list, plan), shownPageSize)
}

function* inPieces(entries: Iterable<unknown>, size: number): Generator<string> {
	let piece: string[] = []
	for (const entry of entries) {
		piece.push(JSON.stringify(entry))
		if (piece.length < size) continue
		yield `[${piece.join(',')}]`
		piece = []
	}
	if (piece.length > 0) yield `[${piece.join(',')}]`
}

function* shown(list: ShownList, plan: RosterPlan): Generator<ShownEntries[ShownList]> {
	switch (list) {
		case 'added':
			for (const member of plan.added)
				yield { row: member.row, name: member.values.name, fields: plan.fieldsOf(member) }
			return
		case 'newTeams':
			for (const { path } of plan.newTeams) yield { path }
			return
		case 'leads':
			for (const { team, member } of plan.leads) yield { team, member }
			return
		case 'errors':
			yield* plan.errors
			return
		default:
			for (const member of plan.changed) {
				const { id, row, name, kinds } = member
				if (kinds.includes(list)) yield { id, row, name, fields: plan.fieldsOf(member) }
			}
	}
}

const idsOfPlans = new WeakMap<RosterPlan, Map<Ref, string>>()

/** The ids that what is new gets: the same in every list of one plan. */
function idsOf(plan: RosterPlan): (ref: Ref | null) => string | null {
	let ids = idsOfPlans.get(plan)
	if (!ids) {
		ids = new Map([...plan.newTeams, ...plan.added].map(({ ref }) => [ref, randomUUID()]))
		idsOfPlans.set(plan, ids)
	}
	const known = ids
	return (ref) => (ref === null ? null : (known.get(ref) ?? ref))
}

function* written(list: WrittenList, plan: RosterPlan, members: readonly CurrentMember[]): Generator<object> {
	const idOf = idsOf(plan)
	const rowOf = (id: string | null, values: MemberValues) => ({
		id,
		name: values.name,
		email: values.email,
		external_id: values.externalId,
		job_title: values.jobTitle,
		family_key: values.familyKey,
		job_family_key: values.jobFamily === null ? null : nameKey(values.jobFamily),
		team_id: idOf(values.teamRef),
		manager_id: idOf(values.managerRef),
		started_on: values.startedOn,
		left_on: values.leftOn,
		attributes: values.attributes,
	})
	switch (list) {
		case 'write-teams':
			for (const { ref, parentRef, name } of plan.newTeams)
				yield { id: idOf(ref), parent_id: idOf(parentRef), name }
			return
		case 'write-job-families':
			for (const { key, name, familyKey } of plan.jobFamilies) yield { key, name, family_key: familyKey }
			return
		case 'write-leads':
			for (const { teamRef, memberRef } of plan.leads) yield { id: idOf(teamRef), lead_id: idOf(memberRef) }
			return
		case 'write-added':
			for (const { ref, values } of plan.added) yield rowOf(idOf(ref), values)
			return
		case 'write-renamed':
			for (const { id, set } of plan.changed) {
				if (set.email !== undefined || set.externalId !== undefined) yield { id }
			}
			return
		case 'write-changed': {
			const byId = new Map(members.map((member) => [member.id, member]))
			for (const { id, set } of plan.changed) {
				const member = byId.get(id)
				if (member) yield { ...rowOf(id, { ...member, ...set }), moves: set.managerRef !== undefined }
			}
		}
	}
}
