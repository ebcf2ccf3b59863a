import { nameKey } from './clean-cell.ts'
import type { RosterMapping } from './roster-mapping.ts'
import type { CurrentRoster, DecidedJobFamily } from './roster-plan.ts'
import type { FamilyChoice } from './suggest-family.ts'
import { suggestFamily } from './suggest-family.ts'

/** A column with more different values holds no job families. */
export const mostJobFamilies = 1000

type Known = {
	families: readonly FamilyChoice[]
	jobFamilies: readonly { name: string; familyKey: string | null }[]
}

/**
 * The role family of a department: as chosen for this file, else as its job family was decided before, else as its name
 * suggests. Null is 'not assessed'.
 */
export function decideFamily(
	department: string,
	{ families, jobFamilies }: Known,
	chosen: RosterMapping['familyOfDepartment'],
): string | null {
	const key = nameKey(department)
	const known = jobFamilies.find(({ name }) => nameKey(name) === key)
	const family = Object.hasOwn(chosen, key)
		? (chosen[key] ?? null)
		: known
			? known.familyKey
			: suggestFamily(department, families)
	return family !== null && families.some((one) => one.key === family) ? family : null
}

export type Decisions = {
	familyOf: (department: string) => string | null
	/**
	 * The job family's name; undefined where the cell names a role family and so says nothing of the job, and beyond the
	 * most that are kept.
	 */
	jobFamilyOf: (department: string) => string | undefined
	/** Every job family that was asked for, with its role family. */
	list: () => DecidedJobFamily[]
}

/** The same for a whole file, each department decided once. A job family keeps the spelling that it was first known by. */
export function decideFamilies(
	{ families, jobFamilies }: Pick<CurrentRoster, 'families' | 'jobFamilies'>,
	mapping: RosterMapping,
): Decisions {
	const known = new Map(jobFamilies.map((one) => [nameKey(one.name), one]))
	const decided = new Map<string, DecidedJobFamily & { isRoleFamily: boolean }>()
	const asked = new Set<string>()
	const decide = (department: string) => {
		const key = nameKey(department)
		const found = decided.get(key)
		if (found) return found
		const kept = known.get(key)
		const familyKey = decideFamily(
			department,
			{ families, jobFamilies: kept ? [kept] : [] },
			mapping.familyOfDepartment,
		)
		const isRoleFamily = families.some((one) => one.key === familyKey && nameKey(one.name) === key)
		const one = { key, name: kept?.name ?? department, familyKey, isRoleFamily }
		decided.set(key, one)
		return one
	}
	return {
		familyOf: (department) => decide(department).familyKey,
		jobFamilyOf: (department) => {
			const { key, name, isRoleFamily } = decide(department)
			if (isRoleFamily || (!asked.has(key) && asked.size >= mostJobFamilies)) return undefined
			asked.add(key)
			return name
		},
		list: () =>
			[...asked].sort().flatMap((key) => {
				const one = decided.get(key)
				return one ? [{ key, name: one.name, familyKey: one.familyKey }] : []
			}),
	}
}
