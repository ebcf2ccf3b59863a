import { expect, test } from 'vitest'
import { movedBetweenLeads } from '#app/domain/roster/moved-between-leads.ts'
import { planRoster } from '#app/domain/roster/plan-roster.ts'
import type { CurrentRoster, CurrentTeam } from '#app/domain/roster/roster-plan.ts'
import { emptyRoster, fileOf, mappingOf } from './roster-fixtures.ts'

const team = (id: string, parentId: string | null, leadId: string | null): CurrentTeam => ({
	...{ id, name: id, parentId, leadId, archived: false },
})
const member = (id: string, teamRef: string) => ({
	...{
		id,
		name: id,
		email: null,
		externalId: id,
		jobTitle: null,
		familyKey: null,
		jobFamily: null,
		teamRef,
		managerRef: null,
	},
	...{ startedOn: null, leftOn: null, attributes: {} },
})
/** Top is led by Ann; Left and Right are below it, Right led by Bea; Loose stands beside, led by nobody. */
const current: CurrentRoster = {
	...emptyRoster,
	teams: [
		team('Top', null, 'Ann'),
		team('Left', 'Top', null),
		team('Right', 'Top', 'Bea'),
		team('Loose', null, null),
	],
	members: [member('Ann', 'Top'), member('Bea', 'Left'), member('Cem', 'Left'), member('Dov', 'Loose')],
}

function placed(row: string) {
	const mapping = mappingOf({ columns: { externalId: 0, name: 1, team: 2 }, teamSeparator: '/' })
	const plan = planRoster(current, fileOf(`Employee ID | Name | Team\n${row}`), mapping)
	expect(plan.errors).toEqual([])
	expect(plan.changed).toHaveLength(1)
	return movedBetweenLeads(current, plan)
}

test('a move is told where others lead the new team, or one above it', () => {
	expect(placed('Cem | Cem | Top/Right')).toEqual([
		{ name: 'Cem', from: expect.stringContaining('Left'), to: expect.stringContaining('Right') },
	])
	expect(placed('Cem | Cem | Loose')).toHaveLength(1)
	expect(placed('Dov | Dov | Top/Left')).toHaveLength(1)
	expect(placed('Dov | Dov | Top/New')).toHaveLength(1)
})

test('a move is not told where the same people see the member as before', () => {
	expect(placed('Cem | Cem | Top')).toEqual([])
	expect(placed('Dov | Dov | New beside')).toEqual([])
	// Whoever moves into a team of their own comes to be seen by nobody else.
	expect(placed('Bea | Bea | Top/Right')).toEqual([])
})
