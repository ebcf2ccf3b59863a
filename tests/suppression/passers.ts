import type { Organization } from './organization.ts'
import { randomFrom, rootId } from './organization.ts'

type Member = { number: number; team: number; family: 1 | 2; halfSteps: number }

/**
 * A company of two families and two quarters in which most are at one tier and keep it. Some people pass from the first family, which is
 * large enough for a flow in round numbers, into the second, which is not, and some back.
 */
export function companyOfPassers(seed: number): Organization {
	const random = randomFrom(seed * 91)
	const below = (limit: number) => Math.floor(random() * limit)
	const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
		values[below(values.length)] ?? values[0]
	const teams = pick([3, 4, 5])
	const tiers = pick<readonly [number, ...number[]]>([
		[2, 3],
		[2, 3, 4],
	])
	const alike = pick([0.5, 0.75, 0.9])
	const [first, second] = [pick([56, 62, 68]), pick([20, 30])]
	let people = Array.from({ length: first + second }, (_, index): Member => ({
		number: index + 1,
		team: index < first ? below(teams) : teams,
		family: index < first ? 1 : 2,
		halfSteps: random() < alike ? tiers[0] : pick(tiers),
	}))
	const quarters = [people]
	const [rising, highest] = [pick([0.03, 0.06, 0.1]), tiers.at(-1) ?? 6]
	people = people.map((one) =>
		random() < rising ? { ...one, halfSteps: Math.min(highest, one.halfSteps + 1) } : one,
	)
	const [passing, from] = [pick([1, 2, 5, 6, 8]), pick([-1, 0])]
	let passed = 0
	people = people.map((one) =>
		one.family === 1 && (from < 0 || one.team === 0) && passed++ < passing
			? { ...one, family: 2, team: teams }
			: one,
	)
	const returning = pick([0, 3, 6])
	let returned = 0
	people = people.map((one) =>
		one.number > first && returned++ < returning ? { ...one, family: 1, team: pick([0, 1]) } : one,
	)
	quarters.push(people)
	const nodes = [
		{ id: rootId, parentId: null },
		...Array.from({ length: teams + 1 }, (_, team) => ({ id: `team-${team}`, parentId: rootId })),
	]
	return {
		...{ seed, familyIds: ['family-1', 'family-2'] },
		cycles: quarters.map((members, quarter) => ({
			...{ id: `quarter-${quarter + 1}`, nodes },
			people: members.map(({ number, team, family, halfSteps }) => ({
				...{
					id: `person-${String(number).padStart(4, '0')}`,
					nodeId: `team-${team}`,
					familyId: `family-${family}`,
				},
				...{ assessed: true, exempt: false, values: new Map([['tier', halfSteps]]) },
			})),
		})),
	}
}
