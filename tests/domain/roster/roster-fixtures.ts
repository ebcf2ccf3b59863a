import type { RosterFile } from '#app/domain/roster/roster-file.ts'
import { findHeader } from '#app/domain/roster/roster-file.ts'
import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import { rosterMappingSchema } from '#app/domain/roster/roster-mapping.ts'
import type {
	CurrentMember,
	CurrentRoster,
	MemberValues,
	Ref,
	RosterPlan,
} from '#app/domain/roster/roster-plan.ts'

export const builtInFamilies = [
	{ key: 'engineering', name: 'Engineering' },
	{ key: 'marketing', name: 'Marketing' },
	{ key: 'customer-service', name: 'Customer Service' },
	{ key: 'sales', name: 'Sales' },
	{ key: 'design', name: 'Design' },
]

export const emptyRoster: CurrentRoster = {
	today: '2026-11-20',
	members: [],
	teams: [],
	families: builtInFamilies,
	jobFamilies: [],
}

/** A roster as it is written, one line a row, cells between bars. */
export function fileOf(text: string): RosterFile {
	const records = text
		.trim()
		.split('\n')
		.map((line, index) => ({ row: index + 1, cells: line.split('|').map((cell) => cell.trim()) }))
	const file = findHeader(records)
	if (!file) throw new Error('no header')
	return file
}

export function mappingOf(mapping: Partial<RosterMapping>): RosterMapping {
	return rosterMappingSchema.parse({ leads: 'keep', ...mapping })
}

/** The account as it would be after the plan, written without the application's own way of doing so. */
export function applyInMemory(current: CurrentRoster, plan: RosterPlan): CurrentRoster {
	const ids = new Map<Ref, string>()
	for (const { ref } of [...plan.newTeams, ...plan.added]) ids.set(ref, `id of ${ref}`)
	const real = (ref: Ref | null) => (ref === null ? null : (ids.get(ref) ?? ref))
	const settled = (values: MemberValues): MemberValues => ({
		...values,
		teamRef: real(values.teamRef),
		managerRef: real(values.managerRef),
	})
	const changes = new Map(plan.changed.map(({ id, set }) => [id, set]))
	const kept = current.members.map((member): CurrentMember => {
		return { ...settled({ ...member, ...changes.get(member.id) }), id: member.id }
	})
	const added = plan.added.map(({ ref, values }): CurrentMember => ({
		...settled(values),
		id: real(ref) ?? '',
	}))
	const leads = new Map(plan.leads.map(({ teamRef, memberRef }) => [real(teamRef), real(memberRef)]))
	const teams = [
		...current.teams,
		...plan.newTeams.map(({ ref, name, parentRef }) => ({
			id: real(ref) ?? '',
			name,
			parentId: real(parentRef),
			leadId: null,
			archived: false,
		})),
	].map((team) => ({ ...team, leadId: leads.get(team.id) ?? team.leadId }))
	const decided = new Set(plan.jobFamilies.map(({ name }) => name))
	const jobFamilies = [...current.jobFamilies.filter(({ name }) => !decided.has(name)), ...plan.jobFamilies]
	return { ...current, members: [...kept, ...added], teams, jobFamilies }
}

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number) {
	let state = seed >>> 0
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0
		let t = state
		t = Math.imul(t ^ (t >>> 15), t | 1)
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296
	}
	const below = (limit: number) => Math.floor(next() * limit)
	const shuffle = <T>(items: readonly T[]): T[] => {
		const result = [...items]
		for (let i = result.length - 1; i > 0; i--) {
			const j = below(i + 1)
			const [a, b] = [result[i], result[j]] as [T, T]
			result[i] = b
			result[j] = a
		}
		return result
	}
	const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T
	return { next, below, shuffle, pick, chance: (share: number) => next() < share }
}
