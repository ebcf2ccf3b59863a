import { expect, test } from 'vitest'
import { planRoster } from '#app/domain/roster/plan-roster.ts'
import type { CurrentRoster } from '#app/domain/roster/roster-plan.ts'
import { changesNothing } from '#app/domain/roster/roster-plan.ts'
import { suggestLeads } from '#app/domain/roster/suggest-leads.ts'
import { applyInMemory, emptyRoster, fileOf, mappingOf } from './roster-fixtures.ts'

const team = (id: string, name: string, parentId: string | null, archived = false) => ({
	id,
	name,
	parentId,
	leadId: null,
	archived,
})
const existing: CurrentRoster = {
	...emptyRoster,
	teams: [
		team('t1', 'Acme', null),
		team('t2', 'Sales', 't1'),
		team('t3', 'EMEA', 't2'),
		team('t4', 'Marketing', 't1'),
		team('t5', 'EMEA', 't4'),
		team('t6', 'Old', 't1', true),
	],
}
const path = { columns: { name: 0, team: 1 }, teamSeparator: ' / ' as const }
const flat = { columns: { name: 0, team: 1 } }
const parent = { columns: { name: 0, team: 1, parentTeam: 2 } }

const teamsOf = (current: CurrentRoster, text: string, mapping: Parameters<typeof mappingOf>[0]) => {
	const plan = planRoster(current, fileOf(text), mappingOf(mapping))
	return {
		teams: plan.added.map((of) => plan.fieldsOf(of).find(({ field }) => field === 'teamRef')?.to ?? null),
		refs: plan.added.map(({ values }) => values.teamRef),
		created: plan.newTeams.map((created) => created.path),
		errors: plan.errors.map(({ row, column, message }) => `${row} ${column}: ${message}`),
		plan,
	}
}

test('a path is followed from the top; what is not there yet is added once', () => {
	const result = teamsOf(
		existing,
		`Name | Team
		 Ada | acme / Sales / emea
		 Ben | Acme / Sales / EMEA / DACH
		 Cem | Acme / Sales / EMEA / dach
		 Dee | Acme / Sales / EMEA / DACH
		 Eva |`,
		path,
	)
	expect(result.teams).toEqual([
		'Acme / Sales / EMEA',
		'Acme / Sales / EMEA / DACH',
		'Acme / Sales / EMEA / DACH',
		'Acme / Sales / EMEA / DACH',
		null,
	])
	expect(result.created).toEqual(['Acme / Sales / EMEA / DACH'])
	expect(result.plan.newTeams[0]?.parentRef).toBe('t3')
})

test('a name alone finds the one team of that name wherever it hangs', () => {
	const result = teamsOf(existing, `Name | Team\nAda | sales\nBen | EMEA\nCem | Brand new\nDee | Old`, flat)
	expect(result.refs.slice(0, 1)).toEqual(['t2'])
	expect(result.created).toEqual(['Brand new', 'Old'])
	expect(result.errors).toEqual([
		'3 Team: Contour has several teams called “EMEA”: name the teams above it too.',
	])
})

test('parents may be named in any row, also for a team that has no people of its own', () => {
	const text = `Name | Team | Parent team
		 Ada | DACH | EMEA
		 Ben | EMEA | Revenue
		 Cem | Revenue | Group
		 Dee | EMEA |`
	const result = teamsOf(emptyRoster, text, parent)
	expect(result.teams).toEqual([
		'Group / Revenue / EMEA / DACH',
		'Group / Revenue / EMEA',
		'Group / Revenue',
		'Group / Revenue / EMEA',
	])
	expect(result.created).toEqual([
		'Group',
		'Group / Revenue',
		'Group / Revenue / EMEA',
		'Group / Revenue / EMEA / DACH',
	])
	const after = applyInMemory(emptyRoster, result.plan)
	expect(changesNothing(planRoster(after, fileOf(text), mappingOf(parent)))).toBe(true)
})

test('parents that run in a circle or are several are errors with their rows', () => {
	const circle = teamsOf(
		emptyRoster,
		`Name | Team | Parent team\nAda | A | B\nBen | B | A\nCem | C |`,
		parent,
	)
	expect(circle.errors).toEqual([
		'2 Parent team: The teams above “B” run in a circle.',
		'3 Parent team: The teams above “A” run in a circle.',
	])
	const own = teamsOf(emptyRoster, `Name | Team | Parent team\nAda | A | A\nBen | C |`, parent)
	expect(own.errors).toEqual(['2 Parent team: The teams above “A” run in a circle.'])
	const several = teamsOf(
		emptyRoster,
		`Name | Team | Parent team\nAda | EMEA | Sales\nBen | EMEA | Marketing\nCem | DACH | EMEA`,
		parent,
	)
	expect(several.teams).toEqual(['Sales / EMEA', 'Marketing / EMEA'])
	expect(several.errors).toEqual([
		'4 Parent team: The file puts “EMEA” below several teams: use a column with the whole path.',
	])
})

test('a refused row adds no team', () => {
	const result = teamsOf(emptyRoster, `Name | Team\n | Ghosts\nAda | Real`, flat)
	expect(result.created).toEqual(['Real'])
})

test('a tree deeper than anybody has is a wrong separator', () => {
	const deep = Array.from({ length: 30 }, (_, i) => `L${i}`).join(' / ')
	expect(teamsOf(emptyRoster, `Name | Team\nAda | ${deep}`, path).errors).toEqual([
		'2 Team: More than 20 levels of teams: is the separator of levels right?',
	])
})

test('leads by the reporting line: the one at the top of a team, or the one outside to whom all report', () => {
	const parents: Record<string, string | null> = {
		company: null,
		sales: 'company',
		dach: 'sales',
		web: 'company',
		solo: 'company',
	}
	const leads = suggestLeads(Object.keys(parents), (ref) => parents[ref] ?? null, [
		{ ref: 'ceo', teamRef: 'company', managerRef: null },
		{ ref: 'vp', teamRef: 'sales', managerRef: 'ceo' },
		{ ref: 'rep1', teamRef: 'dach', managerRef: 'vp' },
		{ ref: 'rep2', teamRef: 'dach', managerRef: 'vp' },
		{ ref: 'web1', teamRef: 'web', managerRef: 'ceo' },
		{ ref: 'web2', teamRef: 'web', managerRef: 'vp' },
		{ ref: 'alone', teamRef: 'solo', managerRef: 'ceo' },
	])
	expect(Object.fromEntries(leads)).toEqual({ company: 'ceo', sales: 'vp', dach: 'vp' })
})

test('leads are set for teams without one, and not again', () => {
	const text = `Name | Team | Manager\nAda | Web |\nBen | Web | Ada\nCem | App | Ada`
	const mapping = mappingOf({ columns: { name: 0, team: 1, managerName: 2 }, leads: 'suggest' })
	const plan = planRoster(emptyRoster, fileOf(text), mapping)
	expect(plan.leads).toMatchObject([{ team: 'Web', member: 'Ada' }])
	const after = applyInMemory(emptyRoster, plan)
	expect(changesNothing(planRoster(after, fileOf(text), mapping))).toBe(true)
	const left = planRoster(after, fileOf(`Name | Team | Manager\nBen | Web |\nDee | Web | Ben`), {
		...mapping,
		missing: 'mark-left',
	})
	expect(left.leads).toMatchObject([{ team: 'Web', member: 'Ben' }])
})
