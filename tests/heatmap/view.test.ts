import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listCellPeople } from '#app/data/list-cell-people.server.ts'
import { ownTeamsId, reportsId } from '#app/data/live-people-sql.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import type { Counted } from '#tests/statistics/recount.ts'
import { countPeople, figuresOf, statisticsOf } from '#tests/statistics/recount.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
const executive: Person = { roles: ['executive'], isMember: false, isManager: false }
const manager: Person = { roles: ['member'], isMember: true, isManager: true }
const member: Person = { roles: ['member'], isMember: true, isManager: false }

const company = await foundCompany(41)
const other = await foundCompany(42, { teams: 3, members: 20 })

async function foundCompany(seed: number, size = { teams: 12, members: 110 }): Promise<RandomCompany> {
	return RandomCompany.found(database.adminPool, seed, size)
}

type Quarter = { cycleId: string; name: string; people: Counted[]; snapshotId: string }
const quarters: Quarter[] = []
/** The cycle that runs, with what its participants say so far. */
let running: { cycleId: string; people: Counted[] }

async function start(of: RandomCompany, day: string): Promise<string> {
	const created = await createCycle(of.hr, { day })
	if (!created.ok) throw new Error(created.reason)
	expect(await openCycle(of.hr, { cycleId: created.cycleId })).toMatchObject({ ok: true })
	await of.answer(created.cycleId)
	return created.cycleId
}

async function publish(of: RandomCompany, cycleId: string): Promise<string> {
	const published = await publishCycle(of.hr, { cycleId })
	if (!published.ok) throw new Error(published.reason)
	return published.snapshotId
}

beforeAll(async () => {
	// A few people lead most teams, so that somebody leads several side by side.
	for (const teamId of company.teamIds) {
		if (!company.random.chance(0.8)) continue
		await company.sql('UPDATE team SET lead_id = $3 WHERE account_id = $1 AND id = $2', [
			company.accountId,
			teamId,
			company.random.pick(company.memberIds.slice(0, 4)),
		])
	}
	for (const [index, day] of ['2026-01-15', '2026-04-15'].entries()) {
		const cycleId = await start(company, day)
		const people = await countPeople(company, cycleId)
		const snapshotId = await publish(company, cycleId)
		quarters.push({ cycleId, name: `Q${index + 1} 2026`, people, snapshotId })
		await company.goOn()
	}
	const cycleId = await start(company, '2026-07-15')
	running = { cycleId, people: await countPeople(company, cycleId, { single: false }) }
	await publish(other, await start(other, '2026-01-15'))
})

async function viewOf(
	scope: AccountScope,
	person: Person,
	options: Parameters<typeof readHeatmapView>[2] = {},
) {
	const view = await readHeatmapView(scope, person, options)
	if (view === null || view === 'nothing') throw new Error('there is no such view')
	return view
}

const memberScope = (memberId: string) => mintAccountScope({ ...company.hr, memberId, roles: ['member'] })

function newest(): Quarter {
	const quarter = quarters.at(-1)
	if (!quarter) throw new Error('nothing is published')
	return quarter
}

function expectResult(cell: ResultCell | undefined, values: number[], at: string): void {
	const expected = statisticsOf(values)
	if (!expected) {
		expect(cell?.kind, at).not.toBe('shown')
		return
	}
	expect(cell, at).toMatchObject({
		kind: 'shown',
		summary: {
			n: expected.n,
			meanHalfSteps: expect.closeTo(expected.mean, 10),
			medianHalfSteps: expected.median,
			shareAtTierTwoOrAbove: expect.closeTo(expected.share, 10),
			distribution: expected.distribution,
		},
	})
}

/** Every figure of a view in which nothing is held back; returns how many cells had people. */
function expectOpen(view: HeatmapView, people: readonly Counted[], nodeIds: readonly string[]): number {
	let filled = 0
	for (const nodeId of nodeIds) {
		const cells = view.cells.get(nodeId)
		const inNode = people.filter((person) => person.nodeIds.includes(nodeId))
		for (const family of company.families) {
			const here = inNode.filter(({ familyId }) => familyId === family.id)
			const found = cells?.families.find(({ familyId }) => familyId === family.id)
			const at = `${nodeId} ${family.key}`
			if (here.length === 0) {
				expect(found?.tier.kind ?? 'empty', at).toBe('empty')
				continue
			}
			filled += 1
			const figures = figuresOf(here)
			if (figures.eligible === 0) expect(found?.coverage, at).toEqual({ kind: 'exempt' })
			else {
				const { eligible, assessed, notAssessed, exempt, left, singleRater } = figures
				expect(found?.coverage, at).toEqual({
					kind: 'shown',
					coverage: { eligible, assessed, share: assessed / eligible },
					states: { assessed, notAssessed, exempt, left, singleRater },
				})
			}
			expectResult(
				found?.tier,
				here.flatMap(({ tier }) => tier ?? []),
				at,
			)
			for (const key of family.questions.filter((question) => found && question in found.questions)) {
				expectResult(
					found?.questions[key],
					here.flatMap(({ answers }) => answers.get(key) ?? []),
					`${at} ${key}`,
				)
			}
		}
		const tiers = inNode.flatMap(({ tier }) => tier ?? [])
		if (cells) expectResult(cells.allTier.cell, tiers, `${nodeId} all`)
		expect(cells?.allTier.leftOut ?? 0).toBe(0)
	}
	return filled
}

describe('what HR sees', () => {
	test('is the recount of every node, family, question and of all families, in every cycle', async () => {
		const questions = company.families.flatMap((family) => family.questions)
		for (const { name, people, snapshotId } of quarters) {
			const pending: (string | undefined)[] = [undefined]
			const seen = new Set<string>()
			let filled = 0
			while (pending.length > 0) {
				const nodeId = pending.pop()
				const view = await viewOf(company.hr, hr, { cycle: name, nodeId, questions })
				const nodeIds = [view.node, ...view.children].map(({ id }) => id)
				filled += expectOpen(view, people, nodeIds)
				seen.add(view.node.id)
				expect(view.isSuppressed).toBe(false)
				expect(view.path.map(({ depth }) => depth)).toEqual(view.path.map((_, i) => i))
				pending.push(...view.children.map(({ id }) => id))
			}
			expect(filled).toBeGreaterThan(40)
			for (const nodeId of people.flatMap((person) => person.nodeIds)) expect(seen).toContain(nodeId)
			for (const cycle of [snapshotId, name]) {
				expect((await viewOf(company.hr, hr, { cycle })).cycle.name).toBe(name)
			}
		}
	})

	test('compares with the cycle before, and the first one with none', async () => {
		const [first, second] = quarters
		const later = await viewOf(company.hr, hr)
		expect(later.cycle.name).toBe(second?.name)
		expect(later.comparisonName).toBe(first?.name)
		const root = later.comparisonCells.get(company.accountId)
		expectResult(
			root?.allTier.cell,
			(first?.people ?? []).flatMap(({ tier }) => tier ?? []),
			'before',
		)
		const earlier = await viewOf(company.hr, hr, { cycle: first?.cycleId })
		expect(earlier.comparisonName).toBeNull()
		expect(earlier.comparisonCells.size).toBe(0)
	})

	test('names everybody in a cell, each once, in the state and at the tier that count', async () => {
		const { people } = newest()
		for (const nodeId of [company.accountId, people.find(({ nodeIds }) => nodeIds.length > 1)?.nodeIds[0]]) {
			const view = await viewOf(company.hr, hr, { nodeId })
			for (const familyId of [null, ...company.families.map(({ id }) => id)]) {
				const expected = people.filter(
					(person) =>
						person.nodeIds.includes(view.node.id) && (familyId === null || person.familyId === familyId),
				)
				const found: string[] = []
				for (let page = 1; found.length < expected.length; page += 1) {
					const listed = await listCellPeople(company.hr, view, { familyId, page, pageSize: 9 })
					expect(listed?.total).toBe(expected.length)
					if (!listed?.people.length) break
					found.push(
						...listed.people.map((one) =>
							[one.participantId, one.state.replace('-', ' '), one.halfSteps, one.isSingleRater].join(),
						),
					)
				}
				expect(found.sort()).toEqual(
					expected.map((one) => [one.participantId, one.state, one.tier, one.singleRater].join()).sort(),
				)
			}
		}
	})
})

describe('what is not there', () => {
	test.each(['cycle', 'nodeId'] as const)('an unknown %s gives nothing', async (name) => {
		const unknown = [
			'00000000-0000-4000-8000-000000000000',
			'Q9 1999',
			'',
			'\0',
			...(name === 'cycle' ? [] : ['live']),
			`'; --`,
			'x'.repeat(300),
		]
		for (const value of unknown) {
			expect(await readHeatmapView(company.hr, hr, { [name]: value }), value).toBeNull()
		}
	})

	test('another account’s cycle, snapshot and team give nothing', async () => {
		const theirs = await viewOf(other.hr, hr)
		for (const person of [hr, executive]) {
			expect(await readHeatmapView(company.hr, person, { cycle: theirs.cycle.id })).toBeNull()
			for (const nodeId of [other.accountId, ...other.teamIds]) {
				expect(await readHeatmapView(company.hr, person, { nodeId })).toBeNull()
			}
			for (const { snapshotId, cycleId } of quarters) {
				expect(await readHeatmapView(other.hr, person, { cycle: snapshotId })).toBeNull()
				expect(await readHeatmapView(other.hr, person, { cycle: cycleId })).toBeNull()
			}
		}
	})

	test('an account without a published cycle has nothing, and says so only when no cycle is asked for', async () => {
		const empty = await RandomCompany.found(database.adminPool, 43, { teams: 1, members: 3 })
		expect(await readHeatmapView(empty.hr, hr, {})).toBe('nothing')
		expect(await readHeatmapView(empty.hr, hr, { cycle: 'latest' })).toBeNull()
		expect(await readHeatmapView(empty.hr, hr, { nodeId: empty.teamIds[0] })).toBeNull()
	})
})

describe('who sees groups', () => {
	test('an executive reaches every node, gets figures of k people or more, and no names', async () => {
		const { people } = newest()
		const nodes = new Set([company.accountId, ...people.flatMap(({ nodeIds }) => nodeIds)])
		let hidden = 0
		let shown = 0
		for (const nodeId of nodes) {
			const view = await viewOf(company.hr, executive, { nodeId })
			expect(view.isSuppressed).toBe(true)
			expect(await listCellPeople(company.hr, view, { familyId: null })).toBeNull()
			for (const { familyId, tier, coverage } of view.cells.get(nodeId)?.families ?? []) {
				const here = people.filter((one) => one.nodeIds.includes(nodeId) && one.familyId === familyId)
				expect(tier.kind === 'empty').toBe(here.length === 0)
				if (coverage.kind === 'shown') expect(coverage.states).toBeNull()
				if (tier.kind === 'suppressed') {
					hidden += 1
					expect(tier).toEqual({ kind: 'suppressed' })
				}
				if (tier.kind !== 'shown') continue
				shown += 1
				expect(tier.summary.n).toBeGreaterThanOrEqual(view.k)
				expectResult(
					tier,
					here.flatMap((one) => one.tier ?? []),
					nodeId,
				)
			}
		}
		expect(hidden).toBeGreaterThan(10)
		expect(shown).toBeGreaterThan(0)
	})

	test('a member reaches the account and their own team of that cycle, and no other', async () => {
		const { people } = newest()
		const nodes = new Set(people.flatMap(({ nodeIds }) => nodeIds))
		const [someone] = people.filter(({ nodeIds }) => nodeIds.length > 1)
		if (!someone) throw new Error('somebody is in a team')
		const [own] = someone.nodeIds
		const scope = memberScope(someone.memberId)
		const root = await viewOf(scope, member)
		expect(root.node.id).toBe(company.accountId)
		expect(root.children.map(({ id }) => id)).toEqual([own])
		for (const nodeId of nodes) {
			const view = await readHeatmapView(scope, member, { nodeId })
			if (nodeId === own || nodeId === company.accountId) expect(view).toMatchObject({ node: { id: nodeId } })
			else expect(view).toBeNull()
		}
		expect(await readHeatmapView(scope, member, { cycle: 'live' })).toBeNull()
		// Who took part in no cycle has no team there.
		expect((await viewOf(memberScope(other.hr.accountId), member)).children).toEqual([])
	})

	test('whoever has no right at all gets nothing', async () => {
		const nobody: Person = { roles: [], isMember: false, isManager: false }
		expect(await readHeatmapView(company.hr, nobody, {})).toBeNull()
	})
})

describe('what a manager sees', () => {
	/** Members who lead a team in a cycle, with every team below theirs. */
	async function leadsOf(cycleId: string): Promise<Map<string, Set<string>>> {
		const teams = await company.sql<{ id: string; parentId: string | null; leadId: string | null }>(
			`SELECT team_id AS id, parent_id AS "parentId", lead_id AS "leadId" FROM cycle_team
			 WHERE account_id = $1 AND cycle_id = $2`,
			[company.accountId, cycleId],
		)
		const leads = new Map<string, Set<string>>()
		for (const { leadId } of teams) {
			if (!leadId || leads.has(leadId)) continue
			const below = new Set(teams.filter((team) => team.leadId === leadId).map(({ id }) => id))
			for (let grown = -1; grown !== below.size;) {
				grown = below.size
				for (const team of teams) if (team.parentId && below.has(team.parentId)) below.add(team.id)
			}
			leads.set(leadId, below)
		}
		return leads
	}

	test('their own teams in full with names, all others through the pattern', async () => {
		const { cycleId, people } = newest()
		const leads = [...(await leadsOf(cycleId))].slice(0, 4)
		expect(leads.length).toBeGreaterThan(1)
		const nodes = new Set([company.accountId, ...people.flatMap(({ nodeIds }) => nodeIds)])
		let opened = 0
		for (const [leadId, open] of leads) {
			const scope = memberScope(leadId)
			for (const nodeId of nodes) {
				const view = await viewOf(scope, manager, { nodeId })
				expect(view.isOpen(nodeId)).toBe(open.has(nodeId))
				const listed = await listCellPeople(scope, view, { familyId: null, pageSize: 500 })
				if (!open.has(nodeId)) {
					expect(listed).toBeNull()
					continue
				}
				opened += expectOpen(view, people, [nodeId])
				expect(listed?.people.map(({ participantId }) => participantId).sort()).toEqual(
					people
						.filter((person) => person.nodeIds.includes(nodeId))
						.map(({ participantId }) => participantId)
						.sort(),
				)
			}
		}
		expect(opened).toBeGreaterThan(0)
	})

	/** Everybody in the running cycle whose line of managers leads to a member. */
	function lineOf(memberId: string): Counted[] {
		const line = new Set([memberId])
		for (let size = 0; size !== line.size;) {
			size = line.size
			for (const person of running.people)
				if (person.managerId && line.has(person.managerId)) line.add(person.memberId)
		}
		return running.people.filter((person) => person.memberId !== memberId && line.has(person.memberId))
	}
	const idsOf = (people: readonly { participantId: string }[] | undefined) =>
		people?.map(({ participantId }) => participantId).sort()
	const peopleOf = async (scope: AccountScope, view: HeatmapView) =>
		idsOf((await listCellPeople(scope, view, { familyId: null, pageSize: 500 }))?.people)
	/** The figures of a node that is no team: of exactly these people. */
	function expectGroup(view: HeatmapView, nodeId: string, people: readonly Counted[]): void {
		const within = people.map((person) => ({ ...person, nodeIds: [nodeId] }))
		expect(expectOpen(view, within, [nodeId])).toBeGreaterThan(0)
	}

	test('the running cycle of their own teams and reports as it stands, and nothing beside them', async () => {
		const leads = await leadsOf(running.cycleId)
		expect(leads.size).toBeGreaterThan(1)
		const questions = company.families.flatMap((family) => family.questions)
		let filled = 0
		let withReports = 0
		for (const [leadId, open] of leads) {
			const scope = memberScope(leadId)
			const view = await viewOf(scope, manager, { cycle: 'live', questions })
			expect(view.cycle).toMatchObject({ id: running.cycleId, version: null })
			expect(view.comparisonName).toBe(newest().name)
			const isInTeams = ({ nodeIds }: Counted) => nodeIds.some((id) => open.has(id))
			const line = lineOf(leadId)
			const inside = running.people.filter((person) => isInTeams(person) || line.includes(person))
			const hasReports = line.some((person) => !isInTeams(person))
			expect(await peopleOf(scope, view)).toEqual(idsOf(inside))
			if (view.node.id === ownTeamsId) {
				expect(view.children.some(({ id }) => id === reportsId)).toBe(hasReports)
				expectGroup(view, ownTeamsId, inside)
			} else expect(open).toContain(view.node.id)
			if (hasReports) {
				withReports += 1
				const reports = await viewOf(scope, manager, { cycle: 'live', nodeId: reportsId, questions })
				expect(reports.path.map(({ id }) => id)).toEqual([ownTeamsId, reportsId])
				expectGroup(reports, reportsId, line)
				expectGroup(view, reportsId, line)
				expect(await peopleOf(scope, reports)).toEqual(idsOf(line))
			} else expect(await readHeatmapView(scope, manager, { cycle: 'live', nodeId: reportsId })).toBeNull()
			for (const nodeId of company.teamIds) {
				const below = await readHeatmapView(scope, manager, { cycle: 'live', nodeId })
				if (!open.has(nodeId)) expect(below).toBeNull()
				else if (below === null || below === 'nothing') expect.unreachable('an own team is there')
				else filled += expectOpen(below, running.people, [nodeId, ...below.children.map(({ id }) => id)])
			}
			expect(await readHeatmapView(scope, manager, { cycle: 'live', nodeId: company.accountId })).toBeNull()
		}
		expect(filled).toBeGreaterThan(5)
		expect(withReports).toBeGreaterThan(0)
	})

	test('who leads no team has their line of reports, direct and indirect, in the running cycle', async () => {
		const leads = await leadsOf(running.cycleId)
		const managers = company.memberIds.filter((id) => !leads.has(id) && lineOf(id).length > 0)
		const isSkipLevel = (id: string) => lineOf(id).some(({ managerId }) => managerId !== id)
		expect(managers.some(isSkipLevel)).toBe(true)
		for (const memberId of managers) {
			const scope = memberScope(memberId)
			const view = await viewOf(scope, manager, { cycle: 'live' })
			expect(view).toMatchObject({ node: { id: reportsId }, children: [], isSuppressed: false })
			expectGroup(view, reportsId, lineOf(memberId))
			expect(await peopleOf(scope, view)).toEqual(idsOf(lineOf(memberId)))
			for (const nodeId of [...company.teamIds, company.accountId, memberId]) {
				expect(await readHeatmapView(scope, manager, { cycle: 'live', nodeId })).toBeNull()
			}
			// It is offered among the cycles, and only to who may see a subtree.
			expect((await viewOf(scope, manager)).cycles[0]?.ref).toBe('live')
			expect(await readHeatmapView(scope, member, { cycle: 'live' })).toBeNull()
		}
	})

	test('who leads no team in it and has no reports has no running cycle', async () => {
		const leads = await leadsOf(running.cycleId)
		const nobody = company.memberIds.find((id) => !leads.has(id) && lineOf(id).length === 0)
		expect(await readHeatmapView(memberScope(String(nobody)), manager, { cycle: 'live' })).toBeNull()
		expect(await readHeatmapView(company.hr, executive, { cycle: 'live' })).toBeNull()
	})

	test('HR has the running cycle of the whole account, with everybody in it', async () => {
		const questions = company.families.flatMap((family) => family.questions)
		const view = await viewOf(company.hr, hr, { cycle: 'live', questions })
		expect(view.path.map(({ id }) => id)).toEqual([company.accountId])
		expect(view.cycles[0]).toMatchObject({ ref: 'live', version: null })
		expect(view).toMatchObject({ isSuppressed: false, comparisonName: newest().name })
		expect(await peopleOf(company.hr, view)).toEqual(idsOf(running.people))
		let filled = 0
		for (const nodeId of [company.accountId, ...company.teamIds]) {
			const below = await readHeatmapView(company.hr, hr, { cycle: 'live', nodeId, questions })
			if (below === null || below === 'nothing') continue
			filled += expectOpen(below, running.people, [nodeId, ...below.children.map(({ id }) => id)])
			// Without the answers the tiers are the same.
			const plain = await viewOf(company.hr, hr, { cycle: 'live', nodeId })
			expect(plain.cells.get(nodeId)?.allTier).toEqual(below.cells.get(nodeId)?.allTier)
		}
		expect(filled).toBeGreaterThan(20)
	})
})
