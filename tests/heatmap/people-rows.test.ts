import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allFamiliesId, cellOfFamily, cellOfQuestion } from '#app/charts/describe-heat-cell.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { noneRowId } from '#app/data/heatmap/people-rows-sql.server.ts'
import { readAskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readRowCycles } from '#app/data/heatmap/read-row-cycles.server.ts'
import { readSides } from '#app/data/heatmap/read-sides.server.ts'
import { reopenParticipant } from '#app/data/reopen-participant.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { summarize } from '#app/domain/statistics/summarize.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { publishQuarters } from '#tests/suppression/company-world.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const company = await RandomCompany.found(database.adminPool, 57, { teams: 8, members: 110 })
const hr: Person = { roles: ['hr'], isMember: false, isManager: false }

/** Somebody in a cycle as the tables have it: the last cycle is running. */
type Stood = {
	cycle: string
	phase: string
	memberId: string
	teamId: string | null
	managerId: string | null
	managerName: string | null
	familyId: string
	jobTitle: string | null
	location: string | null
	state: 'active' | 'exempt' | 'left'
	hasLeft: boolean
	tier: number | null
	selfTier: number | null
	managerTier: number | null
	/** Whether whoever has a user account on either side has sent. */
	isClosed: boolean
	agreed: Record<string, number>
	self: Record<string, number>
	manager: Record<string, number>
	selfUsesAi: boolean | null
	managerUsesAi: boolean | null
}
let people: Stood[]
let names: string[]
let parents: Map<string, string | null>

const answersOf = (
	rater: 'self' | 'manager',
) => `(SELECT coalesce(jsonb_object_agg(a.question_key, a.half_steps), '{}')
	FROM check_in i JOIN check_in_answer a ON a.account_id = i.account_id AND a.check_in_id = i.id
	WHERE i.account_id = p.account_id AND i.participant_id = p.id AND i.rater = '${rater}' AND i.submitted_at IS NOT NULL
		AND a.half_steps IS NOT NULL)`
const sentBy = (rater: 'self' | 'manager', column: string) => `(SELECT i.${column} FROM check_in i
	WHERE i.account_id = p.account_id AND i.participant_id = p.id AND i.rater = '${rater}' AND i.submitted_at IS NOT NULL)`

beforeAll(async () => {
	const { random, accountId } = company
	for (const id of company.memberIds) {
		const location = random.chance(0.85) ? random.pick(['Bonn', 'Łódź', '=1+1', '大阪']) : null
		await company.sql(`UPDATE member SET attributes = $3, job_title = $4 WHERE account_id = $1 AND id = $2`, [
			...[accountId, id, { ...(location && { Location: location }), Level: random.pick(['L1', ' L2 ', '']) }],
			random.chance(0.8) ? random.pick(['Engineer', 'Designer', 'Lead']) : null,
		])
	}
	await publishQuarters(company, ['2026-01-15', '2026-04-15', '2026-07-15'])
	// Some said no to the entry question, and answered nothing else.
	await company.sql(
		`WITH no AS (UPDATE check_in SET uses_ai = false, tier = 1, suggested_tier = 1, tier_reason = NULL
			WHERE account_id = $1 AND get_byte(decode(md5(id::text), 'hex'), 0) < 60 AND submitted_at IS NULL
				AND participant_id IN (SELECT p.id FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
					WHERE p.account_id = $1 AND c.phase <> 'published') RETURNING id)
		 DELETE FROM check_in_answer a USING no WHERE a.account_id = $1 AND a.check_in_id = no.id`,
		[accountId],
	)
	await company.sql(
		`UPDATE check_in SET submitted_at = now() WHERE account_id = $1 AND uses_ai = false AND submitted_at IS NULL
			AND NOT EXISTS (SELECT FROM check_in_answer a WHERE a.account_id = $1 AND a.check_in_id = check_in.id)`,
		[accountId],
	)
	people = await company.sql<Stood>(
		`SELECT c.name AS cycle, c.phase, p.member_id AS "memberId", p.team_id AS "teamId", p.manager_id AS "managerId",
			b.name AS "managerName", p.family_id AS "familyId", p.job_title AS "jobTitle", p.attributes ->> 'Location' AS location,
			p.state, m.left_on <= current_date AS "hasLeft", p.tier,
			${sentBy('self', 'tier')} AS "selfTier", ${sentBy('manager', 'tier')} AS "managerTier",
			${sentBy('self', 'uses_ai')} AS "selfUsesAi", ${sentBy('manager', 'uses_ai')} AS "managerUsesAi",
			${answersOf('self')} AS self, ${answersOf('manager')} AS manager,
			(SELECT coalesce(jsonb_object_agg(a.question_key, a.half_steps), '{}') FROM outcome_answer a
				WHERE a.account_id = p.account_id AND a.participant_id = p.id) AS agreed
		 FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 LEFT JOIN member b ON b.account_id = p.account_id AND b.id = p.manager_id
		 WHERE p.account_id = $1`,
		[accountId],
	)
	names = [...new Set(people.map(({ cycle }) => cycle))].toSorted()
	const teams = await company.sql<{ id: string; parentId: string | null }>(
		`SELECT c.name || ' ' || t.team_id AS id, c.name || ' ' || t.parent_id AS "parentId"
		 FROM cycle_team t JOIN cycle c ON c.account_id = t.account_id AND c.id = t.cycle_id WHERE t.account_id = $1`,
		[accountId],
	)
	parents = new Map(teams.map(({ id, parentId }) => [id, parentId]))
})

const isBelow = ({ cycle, teamId }: Stood, node: string): boolean => {
	if (node === company.accountId) return true
	for (let at = teamId && `${cycle} ${teamId}`; at; at = parents.get(at) ?? null) {
		if (at === `${cycle} ${node}`) return true
	}
	return false
}

const kinds: [string, (person: Stood) => string | null, string][] = [
	[
		'managers',
		({ managerName, managerId }) => managerId && `${managerName} ${managerId}`,
		'Without a manager',
	],
	['job-titles', ({ jobTitle }) => jobTitle, 'Without a job title'],
	['attribute:Location', ({ location }) => location, 'Without Location'],
]

async function asked(search: Record<string, string>, pageSize: number | null = null) {
	const read = await readAskedHeatmap(company.hr, hr, { params: new URLSearchParams(search), pageSize })
	if (read === null || read === 'nothing') throw new Error(`there is no heatmap of ${JSON.stringify(search)}`)
	return read
}
type Asked = Awaited<ReturnType<typeof asked>>

/** The people of each row, by hand. */
function expectedRows(search: { cycle: string; node: string }, keyOf: (person: Stood) => string | null) {
	const there = people.filter((person) => person.cycle === search.cycle && isBelow(person, search.node))
	return Map.groupBy(there, (person) => keyOf(person) ?? '')
}

/** A row as the recount names it. */
function keyOfRow(kind: string, { id, name }: { id: string; name: string }): string {
	if (id === noneRowId) return ''
	return kind === 'managers' ? `${name} ${id}` : name
}

const countOf = (values: readonly (number | null | undefined)[]) =>
	values.flatMap((value) => (typeof value === 'number' ? [{ value, count: 1 }] : []))
const shownOf = (cells: NodeCells | undefined, familyId: string) => {
	const { tier } = cellOfFamily(cells, familyId)
	return tier.kind === 'shown' ? tier.summary : null
}
const stateOf = ({ state, hasLeft, phase }: Stood) =>
	state === 'active' && phase !== 'published' && hasLeft ? 'left' : state

function expectCell(cells: NodeCells | undefined, own: readonly Stood[], at: string) {
	for (const familyId of [...company.families.map(({ id }) => id), allFamiliesId]) {
		const of = own.filter((person) => familyId === allFamiliesId || person.familyId === familyId)
		const active = of.filter((person) => stateOf(person) === 'active')
		expect(shownOf(cells, familyId), `${at} ${familyId}`).toEqual(
			summarize(countOf(active.map(({ tier }) => tier))),
		)
		// The sum of the families in which somebody is eligible.
		const summed = of.filter(({ familyId: id }) => active.some((person) => person.familyId === id))
		const { coverage } = cellOfFamily(cells, familyId)
		const expected = active.length > 0 ? 'shown' : of.length > 0 ? 'exempt' : 'empty'
		expect(coverage.kind, `${at} ${familyId}`).toBe(expected)
		if (coverage.kind !== 'shown') continue
		expect(coverage.coverage).toMatchObject({
			eligible: active.length,
			assessed: active.filter(({ tier }) => tier !== null).length,
		})
		expect(coverage.states).toMatchObject({
			exempt: summed.filter((person) => stateOf(person) === 'exempt').length,
			left: summed.filter((person) => stateOf(person) === 'left').length,
		})
	}
}

const places = () => [company.accountId, company.teamIds[0] ?? '']
/** How an address names the cycles; the last one runs. */
const refs = () => names.map((name, index) => [name, index === names.length - 1 ? 'live' : name] as const)

describe.each(kinds)('rows of %s', (kind, keyOf, none) => {
	test('are those of a recount of people, in every cycle, and each of the node’s people is in one of them', async () => {
		let shown = 0
		for (const [cycle, ref] of refs()) {
			for (const node of places()) {
				const { view, rows } = await asked({ cycle: ref, node, rows: kind })
				expect(rows.kind).not.toBe('teams')
				const expected = expectedRows({ cycle, node }, keyOf)
				expect(view.children.map((row) => keyOfRow(kind, row)).toSorted()).toEqual(
					[...expected.keys()].toSorted(),
				)
				for (const row of view.children) {
					const own = expected.get(keyOfRow(kind, row)) ?? []
					expectCell(view.cells.get(row.id), own, `${kind} ${cycle} ${row.name}`)
					shown += own.length
				}
				expectCell(view.cells.get(node), [...expected.values()].flat(), `${kind} ${cycle} whole`)
				// Who has none stands last.
				if (expected.has('')) expect(view.children.at(-1)?.name).toBe(none)
			}
		}
		expect(shown).toBeGreaterThan(300)
	})

	test('have questions and other cycles as a recount has them', async () => {
		const [family] = company.families
		if (!family) throw new Error('no family')
		for (const [cycle, ref] of refs()) {
			const { view, questions } = await asked({ cycle: ref, rows: kind, by: 'questions', family: family.id })
			const expected = expectedRows({ cycle, node: company.accountId }, keyOf)
			expect(questions).toHaveLength(family.questions.length)
			for (const row of view.children) {
				const own = (expected.get(keyOfRow(kind, row)) ?? []).filter(
					(person) => person.familyId === family.id && stateOf(person) === 'active' && person.tier !== null,
				)
				for (const { key } of questions) {
					const { tier } = cellOfQuestion(view.cells.get(row.id), { familyId: family.id, question: key })
					const summary = summarize(countOf(own.map(({ agreed }) => agreed[key])))
					expect(tier.kind === 'shown' ? tier.summary : null).toEqual(summary)
				}
			}
		}
		const { view, rows } = await asked({ cycle: 'live', rows: kind, by: 'cycles' })
		const cycles = await readRowCycles(company.hr, hr, { view, rows })
		expect(cycles.map(({ name }) => name)).toEqual(names)
		for (const { name, cells } of cycles) {
			const expected = expectedRows({ cycle: name, node: company.accountId }, keyOf)
			for (const row of view.children) {
				expectCell(cells.get(row.id), expected.get(keyOfRow(kind, row)) ?? [], `${kind} ${name} ${row.name}`)
			}
		}
		// Changes are since those whom the row had then.
		const compared = expectedRows({ cycle: names.at(-2) ?? '', node: company.accountId }, keyOf)
		for (const row of view.children) {
			expectCell(
				view.comparisonCells.get(row.id),
				compared.get(keyOfRow(kind, row)) ?? [],
				`before ${row.name}`,
			)
		}
	})

	test('arrive page by page, are found by a part of their name, and pinned ones stand first', async () => {
		const whole = (await asked({ rows: kind })).view.children
		const [first, last] = [whole[0], whole.at(-1)]
		if (!first || !last) throw new Error('no rows')
		const ids: string[] = []
		for (let page = 1; ids.length < whole.length; page += 1) {
			const { view } = await asked({ rows: kind, page: String(page) }, 3)
			expect(view.total).toBe(whole.length)
			expect(view.children.length).toBeGreaterThan(0)
			ids.push(...view.children.map(({ id }) => id))
		}
		expect(ids).toEqual(whole.map(({ id }) => id))
		const behind = await asked({ rows: kind, page: '99' }, 3)
		expect(behind.search.page).toBe(Math.ceil(whole.length / 3))
		expect(behind.view.children.at(-1)?.id).toBe(last.id)
		const found = await asked({ rows: kind, q: first.name.toUpperCase() })
		expect(found.view.children.map(({ id }) => id)).toContain(first.id)
		const pinned = await asked({ rows: kind, pin: last.id }, 3)
		expect(pinned.view.children[0]?.id).toBe(last.id)
		expect(pinned.view.total).toBe(whole.length - 1)
	})
})

/** Half-steps that a side gave to a question: 1 in each where the entry question was answered with no. */
const answerOf = (
	{ self, manager, selfUsesAi, managerUsesAi }: Stood,
	side: 'self' | 'manager',
	key: string,
) => {
	const [answers, usesAi] = side === 'self' ? [self, selfUsesAi] : [manager, managerUsesAi]
	return usesAi === false ? 1 : answers[key]
}

test('two sides are those of pairs that are closed with both, and of nobody else, in every kind of rows', async () => {
	const [family] = company.families
	if (!family) throw new Error('no family')
	let pairs = 0
	for (const [kind, keyOf] of [['teams', () => null] as const, ...kinds]) {
		for (const [cycle, ref] of refs()) {
			for (const node of kind === 'teams' ? places() : [company.accountId]) {
				const search = { cycle: ref, node, rows: kind, raters: 'apart', by: 'questions', family: family.id }
				const { view, rows, isApart, questions } = await asked(search)
				expect(isApart).toBe(true)
				const keys = questions.map(({ key }) => key)
				const sides = await readSides(company.hr, hr, { view, rows, questions: keys })
				if (!sides) throw new Error('no sides')
				for (const row of [view.node, ...view.children]) {
					const isWhole = row.id === view.node.id
					const own = people.filter(
						(person) =>
							person.cycle === cycle &&
							isBelow(person, kind === 'teams' ? row.id : node) &&
							(kind === 'teams' || isWhole || (keyOf(person) ?? '') === keyOfRow(kind, row)) &&
							stateOf(person) === 'active' &&
							person.selfTier !== null &&
							person.managerTier !== null,
					)
					for (const side of ['self', 'manager'] as const) {
						const cells = sides[side].get(row.id)
						for (const familyId of [...company.families.map(({ id }) => id), allFamiliesId]) {
							const of = own.filter((one) => familyId === allFamiliesId || one.familyId === familyId)
							const values = of.map((one) => (side === 'self' ? one.selfTier : one.managerTier))
							expect(shownOf(cells, familyId), `${kind} ${cycle} ${row.name} ${side}`).toEqual(
								summarize(countOf(values)),
							)
							pairs += of.length
						}
						for (const key of keys) {
							const { tier } = cellOfQuestion(cells, { familyId: family.id, question: key })
							const both = own.filter(
								(one) =>
									one.familyId === family.id &&
									answerOf(one, 'self', key) !== undefined &&
									answerOf(one, 'manager', key) !== undefined,
							)
							expect(tier.kind === 'shown' ? tier.summary : null, `${kind} ${row.name} ${key}`).toEqual(
								summarize(countOf(both.map((one) => answerOf(one, side, key)))),
							)
						}
					}
				}
			}
		}
	}
	expect(pairs).toBeGreaterThan(500)
})

test('a pair that is given back is in neither side until both have sent again', async () => {
	const [pair] = await company.sql<{ id: string; cycleId: string; version: number }>(
		`SELECT p.id, p.cycle_id AS "cycleId", p.version FROM participant p
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 WHERE p.account_id = $1 AND c.phase <> 'published' AND p.state = 'active' AND m.left_on IS NULL
			AND p.self_sent_at IS NOT NULL AND p.manager_sent_at IS NOT NULL LIMIT 1`,
		[company.accountId],
	)
	if (!pair) throw new Error('no pair')
	const pairsNow = async () => {
		const { view, rows } = await asked({ cycle: 'live', raters: 'apart' })
		const sides = await readSides(company.hr, hr, { view, rows })
		const [self, manager] = [sides?.self, sides?.manager].map(
			(cells) => shownOf(cells?.get(view.node.id), allFamiliesId)?.n ?? 0,
		)
		expect(self).toBe(manager)
		return self ?? 0
	}
	const before = await pairsNow()
	const reopened = await reopenParticipant(company.hr, {
		...{ cycleId: pair.cycleId, participantId: pair.id, version: pair.version, giveBack: 'self' },
		...{ reason: 'Once more', idempotencyKey: 'once' },
	})
	expect(reopened.ok).toBe(true)
	expect(await pairsNow()).toBe(before - 1)
})

test('rows of people and two sides are for nobody but who sees everybody: the address is the ordinary one', async () => {
	const [lead] = await company.sql<{ id: string }>(
		'SELECT manager_id AS id FROM participant WHERE account_id = $1 AND manager_id IS NOT NULL LIMIT 1',
		[company.accountId],
	)
	const readers: [Person, string | null][] = [
		[{ roles: ['executive'], isMember: false, isManager: false }, null],
		[{ roles: ['owner'], isMember: false, isManager: false }, null],
		[{ roles: ['admin'], isMember: false, isManager: false }, null],
		[{ roles: ['member'], isMember: true, isManager: true }, lead?.id ?? ''],
		[{ roles: ['member'], isMember: true, isManager: false }, company.memberIds[3] ?? ''],
	]
	const cycle = names[0] ?? ''
	for (const [person, memberId] of readers) {
		const scope = mintAccountScope({ ...company.hr, memberId, roles: person.roles })
		const read = async (search: Record<string, string>) => {
			const params = new URLSearchParams({ cycle, ...search })
			const found = await readAskedHeatmap(scope, person, { params, pageSize: 50 })
			if (found === null || found === 'nothing') throw new Error('no heatmap')
			const { isOpen: _, ...view } = found.view
			return { ...found, view }
		}
		const ordinary = await read({})
		expect(ordinary.rowChoices).toEqual([{ kind: 'teams' }])
		expect(ordinary.mayBeApart).toBe(false)
		const searches: Record<string, string>[] = [
			...kinds.map(([rows]) => ({ rows })),
			{ rows: 'attribute:Nothing' },
			{ raters: 'apart' },
			{ rows: 'managers', raters: 'apart' },
		]
		for (const search of searches) {
			expect(await read(search), JSON.stringify([person, search])).toEqual(ordinary)
		}
		const { view, rows } = (await asked({ cycle, raters: 'apart' })) satisfies Asked
		expect(await readSides(scope, person, { view, rows })).toBeNull()
	}
	// What no participant has is no choice of rows.
	expect((await asked({ cycle, rows: 'attribute:Nothing' })).rows.kind).toBe('teams')
})

test('what rows of people or two sides can’t show is said, and is not left empty', async () => {
	for (const [search, says] of [
		[{ rows: 'managers', by: 'metrics' }, /Metrics are added up by team, .* rows are managers/],
		[{ rows: 'managers', metric: 'edited' }, /Metrics are added up by team/],
		[{ rows: 'attribute:Location', statistic: 'target' }, /Targets are of teams and families/],
		[{ raters: 'apart', by: 'tiers' }, /‘Tiers’ are not shown where self and manager stand apart/],
		[{ raters: 'apart', statistic: 'coverage' }, /‘Coverage’ is not shown/],
	] as const) {
		const { refusals, search: got, statistic } = await asked(search)
		expect(refusals.join(' '), JSON.stringify(search)).toMatch(says)
		expect(got.by).toBe('families')
		expect(statistic).toBe('mean')
	}
	const many = 'by=metrics&metrics=a,b,c,d,e,f'
	const leftOut = async (more: string) =>
		(await asked(Object.fromEntries(new URLSearchParams(`${many}${more}`)))).refusals
	expect(await leftOut('')).toEqual([])
	expect(await leftOut(',a')).toEqual([])
	expect(await leftOut(',g')).toEqual([
		expect.stringMatching(/7 were chosen, and the last of them is left out/),
	])
	expect(await leftOut(',g,h')).toEqual([expect.stringMatching(/8 were chosen, and the last 2 of them are/)])
	const long = Array.from({ length: 100 }, (_, i) => `metric-${i}-with-a-long-key`)
	expect(await leftOut(`,${long.join()}`)).toEqual([expect.stringMatching(/106 were chosen/)])
	for (const search of ['', 'rows=managers&by=tiers', 'statistic=target', 'by=metrics']) {
		expect((await asked(Object.fromEntries(new URLSearchParams(search)))).refusals).toEqual([])
	}
})
