import { expect, test } from 'vitest'
import type { TeamWithValues } from '#app/domain/metric/small-teams.ts'
import { findSmallTeams } from '#app/domain/metric/small-teams.ts'
import { seeded } from '#tests/domain/roster/roster-fixtures.ts'

const k = 5

test('a team of fewer than k people is hidden, and the next smallest beside it', () => {
	const teams = [
		{ id: 'a', aboveId: null, people: 3 },
		{ id: 'b', aboveId: null, people: 9 },
		{ id: 'c', aboveId: null, people: 20 },
	]
	expect([...findSmallTeams(teams, k)].toSorted()).toEqual(['a', 'b'])
	expect(findSmallTeams(teams.slice(1), k)).toEqual(new Set())
})

test('those of a team in whose figure alone they are hide the smallest beside them, where they are fewer than k', () => {
	const teams = [
		{ id: 'a', aboveId: null, people: 22 },
		{ id: 'b', aboveId: 'a', people: 9 },
		{ id: 'c', aboveId: 'a', people: 11 },
	]
	expect(findSmallTeams(teams, k)).toEqual(new Set(['b']))
	expect(findSmallTeams([{ id: 'a', aboveId: null, people: 25 }, ...teams.slice(1)], k)).toEqual(new Set())
	expect(findSmallTeams([{ id: 'a', aboveId: null, people: 20 }, ...teams.slice(1)], k)).toEqual(new Set())
})

test('on random trees nothing hidden is what is left of the figure above it', () => {
	const random = seeded(3)
	for (let round = 0; round < 500; round += 1) {
		const teams: TeamWithValues[] = []
		for (let i = 0; i < 1 + random.below(12); i += 1) {
			const above = random.chance(0.4) ? null : (teams[random.below(i)]?.id ?? null)
			teams.push({ id: `t${i}`, aboveId: above, people: random.below(12) })
		}
		const hidden = findSmallTeams(teams, k)
		for (const { id, people, aboveId } of teams) {
			if (people < k || (aboveId !== null && hidden.has(aboveId))) expect(hidden.has(id)).toBe(true)
		}
		for (const aboveId of [null, ...teams.map(({ id }) => id)]) {
			const group = teams.filter((team) => team.aboveId === aboveId)
			const away = group.filter(({ id }) => hidden.has(id))
			const above = teams.find(({ id }) => id === aboveId)
			const sumOf = (some: TeamWithValues[]) => some.reduce((sum, { people }) => sum + people, 0)
			const rest = (above?.people ?? 0) - sumOf(group)
			if (away.length === 0 || away.length === group.length) {
				// Shown as a whole only where nobody is left over, or enough are.
				if (away.length === 0 && group.length > 0) expect(rest > 0 && rest < k).toBe(false)
				continue
			}
			const isSmallRest = rest > 0 && rest < k
			expect(away.length + (isSmallRest ? 1 : 0)).toBeGreaterThan(1)
			expect(sumOf(away) + (isSmallRest ? rest : 0)).toBeGreaterThanOrEqual(k)
		}
	}
})
