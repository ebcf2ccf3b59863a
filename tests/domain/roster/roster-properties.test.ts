import { expect, test } from 'vitest'
import { guessMapping } from '#app/domain/roster/guess-mapping.ts'
import { planRoster } from '#app/domain/roster/plan-roster.ts'
import type { RosterFile } from '#app/domain/roster/roster-file.ts'
import type { CurrentRoster, RosterPlan } from '#app/domain/roster/roster-plan.ts'
import { changesNothing, countPlan } from '#app/domain/roster/roster-plan.ts'
import { findLoops } from '#app/domain/roster/settle-reporting-line.ts'
import { applyInMemory, emptyRoster, seeded } from './roster-fixtures.ts'

const header = [
	'Employee ID',
	'Full Name',
	'Email',
	'Title',
	'Department',
	'Team',
	'Manager',
	'Hire Date',
	'Termination Date',
	'Location',
]
const departments = ['Engineering', 'Vertrieb', 'Marketing', 'Customer Success', 'Design', 'Finance', '']
const firstNames = ['Ada', 'Ben', 'Cem', 'Dée', 'Eva', 'Finn']
const lastNames = ['Müller', 'Okafor', 'Silva', 'Tanaka', 'Novák']

type Random = ReturnType<typeof seeded>

/** People with ids, e-mails or names only, sloppy spelling, some errors, reporting upwards mostly. */
function randomRows(random: Random, count: number): string[][] {
	const people = Array.from({ length: count }, (_, i) => {
		const name = `${random.pick(firstNames)} ${random.pick(lastNames)} ${random.chance(0.9) ? i : ''}`.trim()
		const id = random.chance(0.8) ? `E${i}` : ''
		const email = random.chance(0.9) ? `p${i}@x.test` : ''
		return { name, id, email }
	})
	return people.map(({ name, id, email }, i) => {
		const boss = random.chance(0.95) ? people[random.below(Math.max(1, i))] : people[random.below(count)]
		const manager = i === 0 || !boss ? '' : random.pick([boss.name, boss.email, boss.name])
		const depth = 1 + random.below(3)
		const team = Array.from(
			{ length: depth },
			(_, level) => `${random.pick(['Team', 'TEAM'])} ${level}${random.below(2)}`,
		)
		return [
			random.chance(0.02) ? 'E1' : id,
			random.chance(0.02) ? '' : random.chance(0.2) ? ` ${name}\u00a0` : name,
			random.chance(0.02) ? 'no e-mail' : random.chance(0.3) ? email.toUpperCase() : email,
			random.pick(['Engineer', 'Lead', '']),
			random.pick(departments),
			random.chance(0.05) ? '' : team.join(' / '),
			random.chance(0.02) ? 'Nobody Known' : manager,
			random.chance(0.03)
				? 'soon'
				: `2${String(random.below(1000)).padStart(3, '0')}-01-01`.replace(/^2[3-9]/, '20'),
			random.chance(0.05) ? '2026-05-31' : '',
			random.pick(['Porto', 'Berlin', '']),
		]
	})
}

const fileOfRows = (rows: readonly string[][]): RosterFile => ({
	header,
	rows: rows.map((cells, i) => ({ row: i + 2, cells })),
})

/** The plan without the places of rows, which an order of rows does change. */
function withoutRows({ fieldsOf, ...plan }: RosterPlan) {
	return {
		...plan,
		fields: new Map([
			...plan.added.map((member) => [member.ref, fieldsOf(member)] as const),
			...plan.changed.map((member) => [member.id, fieldsOf(member)] as const),
		]),
		added: plan.added.map((member) => ({ ...member, row: 0 })).toSorted((a, b) => (a.ref < b.ref ? -1 : 1)),
		changed: plan.changed.map((member) => ({ ...member, row: 0 })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
		errors: [],
	}
}

/** An account after an import of other rows of the same people, so that every kind of change happens. */
function randomAccount(random: Random, size: number): CurrentRoster {
	const file = fileOfRows(randomRows(random, size))
	return applyInMemory(emptyRoster, planRoster(emptyRoster, file, guessMapping(file)))
}

const seeds = Array.from({ length: 40 }, (_, i) => i + 1)

test('the order of rows does not matter', () => {
	let refused = 0
	for (const seed of seeds) {
		const random = seeded(seed)
		const current = randomAccount(random, 40)
		const rows = randomRows(random, 50)
		const mapping = { ...guessMapping(fileOfRows(rows)), missing: 'mark-left' as const }
		const order = random.shuffle(rows.map((_, i) => i))
		const plan = planRoster(current, fileOfRows(rows), mapping)
		const shuffled = planRoster(current, fileOfRows(order.map((i) => rows[i] ?? [])), mapping)
		expect(withoutRows(shuffled), `seed ${seed}`).toEqual(withoutRows(plan))
		const refusedOf = (errors: RosterPlan['errors'], place: (row: number) => number | undefined) =>
			[...new Set(errors.map(({ row }) => place(row - 2)))].toSorted()
		expect(
			refusedOf(shuffled.errors, (i) => order[i]),
			`seed ${seed}`,
		).toEqual(refusedOf(plan.errors, (i) => i))
		refused += plan.errors.length
	}
	expect(refused).toBeGreaterThan(100)
})

test('a plan that has been applied leaves nothing to do, and no loop', () => {
	const kinds = { added: 0, changed: 0, moved: 0, left: 0, returned: 0, leads: 0, newTeams: 0, leftOut: 0 }
	for (const seed of seeds) {
		const random = seeded(seed)
		const current = randomAccount(random, 40)
		const file = fileOfRows(randomRows(random, 50))
		const mapping = { ...guessMapping(file), missing: random.pick(['keep', 'mark-left'] as const) }
		const plan = planRoster(current, file, mapping)
		const after = applyInMemory(current, plan)
		expect(
			findLoops(new Map(after.members.map(({ id, managerRef }) => [id, managerRef]))),
			`seed ${seed}`,
		).toEqual([])
		const emails = after.members.flatMap(({ email }) => email ?? [])
		expect(new Set(emails).size, `seed ${seed}`).toBe(emails.length)
		const ids = after.members.flatMap(({ externalId }) => externalId ?? [])
		expect(new Set(ids).size, `seed ${seed}`).toBe(ids.length)
		const again = planRoster(after, file, mapping)
		expect(changesNothing(again), `seed ${seed}: ${JSON.stringify(again)}`).toBe(true)
		const counts = countPlan(plan)
		for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) kinds[kind] += counts[kind]
	}
	for (const [kind, count] of Object.entries(kinds)) expect(count, kind).toBeGreaterThan(0)
})

test('every row is counted once: added, changed, unchanged, left out or refused', () => {
	for (const seed of seeds) {
		const random = seeded(seed)
		const current = randomAccount(random, 30)
		const file = fileOfRows(randomRows(random, 40))
		const plan = planRoster(current, file, guessMapping(file))
		const changedRows = plan.changed.filter(({ row }) => row !== null).length
		const { refusedRows } = countPlan(plan)
		expect(
			plan.added.length + changedRows + plan.unchanged + plan.leftOut + refusedRows,
			`seed ${seed}`,
		).toBe(40)
	}
})

test('5,000 people with a reporting line 400 deep are planned as one', () => {
	const rows = Array.from({ length: 5000 }, (_, i) => [
		`E${i}`,
		`Person ${i}`,
		`p${i}@x.test`,
		'Engineer',
		'Engineering',
		`Acme / D${i % 20} / T${i % 200}`,
		i === 0 ? '' : i < 400 ? `p${i - 1}@x.test` : `p${i % 400}@x.test`,
		'2020-01-31',
		'',
		'Porto',
	])
	const file = fileOfRows(seeded(7).shuffle(rows))
	const plan = planRoster(emptyRoster, file, guessMapping(file))
	expect(plan.errors).toEqual([])
	expect(countPlan(plan)).toMatchObject({ added: 5000, newTeams: 221 })
	const after = applyInMemory(emptyRoster, plan)
	expect(changesNothing(planRoster(after, file, guessMapping(file)))).toBe(true)
})
