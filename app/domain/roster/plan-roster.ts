import type { IsErased } from '#app/domain/import/erased.ts'
import { decideFamilies } from './decide-families.ts'
import type { Namer } from './describe-change.ts'
import { describeChanges } from './describe-change.ts'
import { changeOf, emptyMember, markLeft, readValues } from './member-change.ts'
import { matchMembers, refuseDuplicates, refuseTakenEmails } from './match-members.ts'
import { passOverErased } from './pass-over-erased.ts'
import type { ReadRow } from './read-rows.ts'
import { headerOf, readRows } from './read-rows.ts'
import { planLeads } from './plan-leads.ts'
import { Refusals } from './refusals.ts'
import type { KnownPerson } from './resolve-managers.ts'
import { listKnownPeople, newMemberRef } from './resolve-managers.ts'
import type { ResolvedTeams } from './resolve-teams.ts'
import { resolveTeams } from './resolve-teams.ts'
import type { RosterFile } from './roster-file.ts'
import type { RosterField, RosterMapping } from './roster-mapping.ts'
import type {
	AddedMember,
	ChangedMember,
	CurrentMember,
	CurrentRoster,
	MemberValues,
	Ref,
	RosterPlan,
} from './roster-plan.ts'
import { settleReportingLine } from './settle-reporting-line.ts'

/**
 * What a file would do to the account, without doing it. The order of rows does not matter; a file that has been applied
 * changes nothing the second time. Refused rows leave their members as they are and count as named, so nobody is taken for
 * missing because of a typing error.
 *
 * @param onRow how many rows are read, and then checked
 * @param isErased tells who was erased, where anybody was
 */
export function planRoster(
	current: CurrentRoster,
	file: RosterFile,
	mapping: RosterMapping,
	onRow: (stage: 'reading' | 'checking', done: number) => void = () => {},
	isErased: IsErased | null = null,
): RosterPlan {
	const refusals = new Refusals()
	const header = (field: RosterField) => headerOf(file, mapping, field)
	const headers = {
		externalId: header('externalId'),
		email: header('email'),
		name: header('name') ?? header('lastName') ?? header('firstName'),
		team: header('team'),
		parentTeam: header('parentTeam'),
	}
	const hasLeft = ({ leftOn }: { leftOn?: string | null }) => Boolean(leftOn && leftOn <= current.today)
	const read = readRows(file, mapping, refusals, (done) => onRow('reading', done))
	const { rows, erased } = isErased
		? passOverErased(read, current.members, isErased)
		: { rows: read, erased: [] }
	for (const { row } of erased) refusals.forget(row)
	refuseDuplicates(rows, headers, refusals)
	const matched = matchMembers(rows, current.members, headers, refusals)
	refuseDatesOutOfOrder(rows, matched, header('leftOn') ?? header('startedOn'), refusals)
	const teams = resolveTeams(
		rows.filter((row) => !hasLeft(row)),
		current.teams,
		mapping,
		headers,
		refusals,
	)
	const people = listKnownPeople(rows, matched, current.members, current.today)
	const managers = settleReportingLine({
		rows,
		people,
		matched,
		members: current.members,
		hasLeft,
		header,
		refusals,
		refuseFurther: () => refuseTakenEmails(rows, matched, current.members, headers.email, refusals),
	})
	const names = namer(current, people, teams)
	const { familyOf, jobFamilyOf, list: listJobFamilies } = decideFamilies(current, mapping)
	const accepted = rows.filter(({ row }) => !refusals.has(row))
	const valuesOf = (row: ReadRow) => readValues(row, { hasLeft, familyOf, jobFamilyOf, teams, managers })

	const changed: ChangedMember[] = []
	const fresh: { row: ReadRow; values: Partial<MemberValues> }[] = []
	let unchanged = 0
	for (const [index, row] of accepted.entries()) {
		onRow('checking', index + 1)
		const member = matched.get(row.row)
		if (!member) {
			fresh.push({ row, values: valuesOf(row) })
			continue
		}
		const change = changeOf(member, valuesOf(row), row, current.today, names)
		if (change) changed.push(change)
		else unchanged += 1
	}
	const needed = new Set(
		[...changed.map(({ set }) => set), ...fresh.map(({ values }) => values)].map((v) => v.managerRef),
	)
	const entering = fresh.filter(({ row }) => !hasLeft(row) || needed.has(newMemberRef(row)))
	const added = entering.map(({ row, values }): AddedMember => {
		return { ref: newMemberRef(row), row: row.row, values: { ...emptyMember, ...values, name: row.name } }
	})
	const named = new Set([...matched.values()].map(({ id }) => id))
	const missing = current.members.filter(({ id, leftOn }) => !named.has(id) && leftOn === null)
	if (mapping.missing === 'mark-left') {
		changed.push(...missing.map((member) => markLeft(member, current.today)))
	}
	const leads = mapping.leads === 'suggest' ? planLeads(current, added, changed, teams, names) : []
	const teamRefs = [...added.map(({ values }) => values.teamRef), ...changed.map(({ set }) => set.teamRef)]
	return {
		rows: file.rows.length,
		newTeams: teams.newTeams(teamRefs.flatMap((ref) => ref ?? [])),
		added: added.toSorted((a, b) => a.row - b.row),
		changed: changed.toSorted((a, b) => (a.row ?? Infinity) - (b.row ?? Infinity) || (a.id < b.id ? -1 : 1)),
		leads,
		fieldsOf: describer(current, names),
		jobFamilies: listJobFamilies(),
		unchanged,
		leftOut: fresh.length - entering.length,
		erased: erased.length,
		missing: missing.length,
		errors: refusals.list(),
	}
}

function describer({ members }: CurrentRoster, names: Namer): RosterPlan['fieldsOf'] {
	const before = new Map(members.map((member) => [member.id, member]))
	return (member) =>
		'values' in member
			? describeChanges(emptyMember, member.values, names)
			: describeChanges(before.get(member.id) ?? emptyMember, member.set, names)
}

function refuseDatesOutOfOrder(
	rows: readonly ReadRow[],
	matched: ReadonlyMap<number, CurrentMember>,
	column: string | null,
	refusals: Refusals,
): void {
	for (const { row, startedOn, leftOn } of rows) {
		const member = matched.get(row)
		const start = startedOn === undefined ? member?.startedOn : startedOn
		const end = leftOn === undefined ? null : leftOn
		if (start && end && end < start && !refusals.has(row)) {
			refusals.add(row, column, `Left on ${end}, before the start on ${start}.`)
		}
	}
}

function namer(current: CurrentRoster, people: readonly KnownPerson[], teams: ResolvedTeams): Namer {
	let memberNames: Map<Ref, string> | undefined
	const nameMembers = () => {
		const found = new Map<Ref, string>(current.members.map(({ id, name }) => [id, name]))
		for (const { ref, name } of people) if (!found.has(ref)) found.set(ref, name)
		return found
	}
	const familyNames = new Map(current.families.map(({ key, name }) => [key, name]))
	const archived = new Map(current.teams.flatMap(({ id, name, archived: is }) => (is ? [[id, name]] : [])))
	return {
		team: (ref) => archived.get(ref) ?? teams.path(ref),
		member: (ref) => (memberNames ??= nameMembers()).get(ref) ?? '',
		family: (key) => familyNames.get(key) ?? key,
	}
}
