import { expect, test } from 'vitest'
import type { FrozenTeam } from '#app/domain/calibration/suggest-groups.ts'
import { suggestGroups } from '#app/domain/calibration/suggest-groups.ts'

const team = (
	teamId: string,
	parentId: string | null = null,
	{ isGrouped = false, people = 3 } = {},
): FrozenTeam => ({
	people,
	teamId,
	parentId,
	name: teamId,
	isGrouped,
})

test('each of the highest teams makes a group with everything below', () => {
	const teams = [team('a'), team('a1', 'a'), team('a11', 'a1'), team('b'), team('b1', 'b')]
	expect(suggestGroups(teams)).toEqual([
		{ name: 'a', teamIds: ['a', 'a1', 'a11'] },
		{ name: 'b', teamIds: ['b', 'b1'] },
	])
})

test('below a single highest team its children do, and it stands alone', () => {
	const teams = [team('all'), team('a', 'all'), team('a1', 'a'), team('b', 'all')]
	expect(suggestGroups(teams)).toEqual([
		{ name: 'all', teamIds: ['all'] },
		{ name: 'a', teamIds: ['a', 'a1'] },
		{ name: 'b', teamIds: ['b'] },
	])
})

test('a company of one team is one group', () => {
	expect(suggestGroups([team('all')])).toEqual([{ name: 'all', teamIds: ['all'] }])
	expect(suggestGroups([])).toEqual([])
})

test('what is in a group stays there, and a name that is taken is not given twice', () => {
	const teams = [
		team('a'),
		team('a1', 'a', { isGrouped: true }),
		team('b', null, { isGrouped: true }),
		team('c'),
		team('c'),
	]
	expect(suggestGroups(teams, ['a']).map(({ name }) => name)).toEqual(['a 2', 'c', 'c 2'])
	expect(suggestGroups(teams)[0]).toEqual({ name: 'a', teamIds: ['a'] })
})

test('a division of which nobody takes part makes no group', () => {
	const teams = [
		team('a', null, { people: 0 }),
		team('a1', 'a', { people: 0 }),
		team('b', null, { people: 0 }),
		team('b1', 'b'),
	]
	expect(suggestGroups(teams)).toEqual([{ name: 'b', teamIds: ['b', 'b1'] }])
})
