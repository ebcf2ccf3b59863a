import type { Organization } from './organization.ts'
import { randomFrom, rootId } from './organization.ts'

type Member = { number: number; team: number; halfSteps: number; cohort: number }

const teamId = (team: number) => `team-00${team}`

/**
 * A company of one family in a few teams, four quarters long, in which people come, pass to another team and go together, but for one or
 * two of them, and everybody keeps their tier: whom one figure leaves out is then in few others.
 */
export function companyOfCohorts(seed: number): Organization {
	const random = randomFrom(seed)
	const below = (limit: number) => Math.floor(random() * limit)
	const teams = 2 + below(4)
	const anyTeam = () => 1 + below(teams)
	let last = 0
	const newcomers = (count: number, team: number | null, cohort: number): Member[] =>
		Array.from({ length: count }, () => ({
			...{ number: ++last, team: team ?? anyTeam(), halfSteps: 2 + below(4), cohort },
		}))
	let people = Array.from({ length: teams }, (_, index) => newcomers(12 + below(10), index + 1, 0)).flat()
	const quarters = [people]
	for (let quarter = 2; quarter <= 4; quarter++) {
		for (const cohort of new Set(people.map((one) => one.cohort))) {
			if (cohort === 0) continue
			const [what, stay, target] = [below(4), below(3), anyTeam()]
			let found = 0
			const isMoved = (one: Member) => one.cohort === cohort && found++ >= stay
			if (what === 0) people = people.filter((one) => !isMoved(one))
			else if (what === 1) people = people.map((one) => (isMoved(one) ? { ...one, team: target } : one))
		}
		if (below(2) === 0) {
			const [team, count] = [anyTeam(), 5 + below(6)]
			let found = 0
			people = people.filter((one) => one.cohort !== 0 || one.team !== team || found++ >= count)
		}
		if (below(3) === 0) {
			const [team, count, target] = [anyTeam(), 5 + below(6), anyTeam()]
			let found = 0
			people = people.map((one) =>
				one.cohort === 0 && one.team === team && found++ < count ? { ...one, team: target } : one,
			)
		}
		if (below(4) > 0)
			people = [...people, ...newcomers(6 + below(8), below(2) === 0 ? null : anyTeam(), quarter)]
		quarters.push(people)
	}
	const nodes = [
		{ id: rootId, parentId: null },
		...Array.from({ length: teams }, (_, index) => ({ id: teamId(index + 1), parentId: rootId })),
	]
	const familyId = 'family-1'
	return {
		...{ seed, familyIds: [familyId] },
		cycles: quarters.map((members, index) => ({
			...{ id: `quarter-${index + 1}`, nodes },
			people: members.map(({ number, team, halfSteps }) => ({
				...{ id: `person-${String(number).padStart(4, '0')}`, nodeId: teamId(team), familyId },
				...{ assessed: true, exempt: false, values: new Map([['tier', halfSteps]]) },
			})),
		})),
	}
}
