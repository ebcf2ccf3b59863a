import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { listPublishedSnapshots } from '#app/data/list-published-snapshots.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readSnapshotNode } from '#app/data/read-snapshot-node.server.ts'
import { readSnapshotPattern } from '#app/data/read-snapshot-pattern.server.ts'
import { readSnapshotTargets } from '#app/data/read-snapshot-targets.server.ts'
import { readSnapshotTree } from '#app/data/read-snapshot-tree.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { readSnapshotCells } from '#tests/statistics/read-snapshot-cells.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 30 }))
afterAll(closeDatabase)

async function opened(seed: number, { members = 60, answers = true } = {}) {
	const company = await RandomCompany.found(database.adminPool, seed, { members })
	const created = await createCycle(company.hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(company.hr, created)
	if (answers) await company.answer(created.cycleId)
	return { company, cycleId: created.cycleId }
}

const patternOf = (scope: AccountScope, snapshotId: string) =>
	withAccount(scope, (transaction) => readSnapshotPattern(transaction, scope, { snapshotId }))

/** Everything that a reader can get of an account's snapshots. */
async function readEverything(scope: AccountScope) {
	const snapshots = await listPublishedSnapshots(scope)
	return Promise.all(
		snapshots.map(async (snapshot) => ({
			snapshot,
			tree: await readSnapshotTree(scope, { snapshotId: snapshot.id }),
			targets: await readSnapshotTargets(scope, { snapshotId: snapshot.id }),
			pattern: await patternOf(scope, snapshot.id),
			cells: (await readSnapshotCells(scope, { snapshotId: snapshot.id, nodes: 'all' })).map((cell) =>
				JSON.stringify(cell),
			),
		})),
	)
}

test('no later change changes a figure of a published cycle', async () => {
	const { company, cycleId } = await opened(31)
	const { hr, accountId } = company
	await company.sql(
		`INSERT INTO target (account_id, family_id, tier, due_on) SELECT account_id, id, 4, '2027-06-30'
		 FROM role_family WHERE account_id = $1`,
		[accountId],
	)
	await publishCycle(hr, { cycleId })
	const before = await readEverything(hr)
	expect(before).toHaveLength(1)
	expect(before[0]?.cells.length).toBeGreaterThan(100)
	expect(before[0]?.targets).toHaveLength(5)

	for (let i = 0; i < 3; i += 1) await company.goOn()
	await company.sql(
		`UPDATE member SET family_id = $2, team_id = $3, manager_id = NULL WHERE account_id = $1`,
		[accountId, company.families[0]?.id, company.teamIds[0]],
	)
	await company.sql(
		`UPDATE member SET left_on = current_date - 1 WHERE account_id = $1 AND id = ANY ($2::uuid[])`,
		[accountId, company.memberIds.slice(0, 20)],
	)
	await company.sql(
		`UPDATE team SET parent_id = NULL, name = 'Elsewhere', archived_at = now() WHERE account_id = $1`,
		[accountId],
	)
	await company.sql(`UPDATE target SET tier = 6, due_on = '2030-01-01' WHERE account_id = $1`, [accountId])
	await company.sql(`UPDATE account SET minimum_group_size = 3, name = 'Renamed' WHERE id = $1`, [accountId])
	await company.sql(`DELETE FROM membership WHERE account_id = $1 AND member_id IS NOT NULL`, [accountId])
	await company.sql(
		`INSERT INTO framework_version (account_id, key, version, title, rubric, published_at)
		 SELECT account_id, key, 2, title, '{}', now() FROM framework_version WHERE account_id = $1`,
		[accountId],
	)
	expect(await readEverything(hr)).toEqual(before)
	expect(await verifySnapshots(hr)).toMatchObject({ snapshots: 1, differences: [], treeDifferences: [] })

	// Nor can anybody write into it, past the application.
	for (const [table, change] of [
		['participant', 'tier = 6'],
		['cycle_team', `name = 'x'`],
	]) {
		await expect(
			company.sql(`UPDATE ${table} SET ${change} WHERE account_id = $1 AND cycle_id = $2`, [
				accountId,
				cycleId,
			]),
		).rejects.toThrow('cycle_published')
	}
	await expect(company.sql(`UPDATE outcome SET tier = 6 WHERE account_id = $1`, [accountId])).rejects.toThrow(
		'cycle_published',
	)
})

test('published twice, or by two people at the same moment, there is one snapshot', async () => {
	const { company, cycleId } = await opened(32)
	const { hr } = company
	const input = { cycleId, idempotencyKey: 'double-click' }
	const results = await Promise.all([
		publishCycle(hr, input),
		publishCycle(hr, input),
		publishCycle(hr, { cycleId, idempotencyKey: 'another-form' }),
		publishCycle(hr, { cycleId }),
	])
	const first = results.find(({ ok }) => ok)
	for (const result of results) {
		if (result.ok) expect(result).toEqual(first)
		else expect(result).toEqual({ ok: false, reason: 'not-running', phase: 'published' })
	}
	expect(results.filter(({ ok }) => ok).length).toBeGreaterThan(0)
	expect(await listPublishedSnapshots(hr)).toHaveLength(1)
	const events = await company.sql(
		`SELECT FROM audit_event WHERE account_id = $1 AND action = 'cycle.published'`,
		[company.accountId],
	)
	expect(events).toHaveLength(1)
})

test('the phases of later issues lead to publication as well', async () => {
	for (const [seed, phase] of [
		[33, 'review'],
		[34, 'calibration'],
	] as const) {
		const { company, cycleId } = await opened(seed, { members: 20 })
		await company.sql(`UPDATE cycle SET phase = $3::cycle_phase WHERE account_id = $1 AND id = $2`, [
			company.accountId,
			cycleId,
			phase,
		])
		expect(await publishCycle(company.hr, { cycleId })).toMatchObject({ ok: true })
	}
})

describe('check-ins and agreements that are sent while the cycle is being published', () => {
	type Rated = { id: string; memberId: string; managerId: string; familyId: string }

	const scopeOf = async (company: RandomCompany, memberId: string) => {
		const [row] = await company.sql<{ id: string; userId: string }>(
			`SELECT id, user_id AS "userId" FROM membership WHERE account_id = $1 AND member_id = $2`,
			[company.accountId, memberId],
		)
		if (!row) throw new Error('no membership')
		return mintAccountScope({
			accountId: company.accountId,
			userId: row.userId,
			membershipId: row.id,
			memberId,
			roles: ['member'],
		})
	}

	test.each([35, 36, 37])('are in the snapshot or refused, never half (%i)', async (seed) => {
		const { company, cycleId } = await opened(seed, { members: 120, answers: false })
		const { hr, accountId } = company
		const pairs = await company.sql<Rated>(
			`SELECT p.id, p.member_id AS "memberId", p.manager_id AS "managerId", p.family_id AS "familyId"
			 FROM participant p
			 JOIN membership s ON s.account_id = p.account_id AND s.member_id = p.member_id
			 JOIN membership g ON g.account_id = p.account_id AND g.member_id = p.manager_id
			 WHERE p.account_id = $1 AND p.cycle_id = $2 ORDER BY p.member_id`,
			[accountId, cycleId],
		)
		const alone = await company.sql<Rated>(
			`SELECT p.id, p.member_id AS "memberId", p.family_id AS "familyId" FROM participant p
			 JOIN membership s ON s.account_id = p.account_id AND s.member_id = p.member_id
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.manager_id IS NULL`,
			[accountId, cycleId],
		)
		expect(pairs.length).toBeGreaterThan(40)
		expect(alone.length).toBeGreaterThan(3)
		const answersOf = (familyId: string) =>
			(company.families.find(({ id }) => id === familyId)?.questions ?? []).map((questionKey) => ({
				questionKey,
				halfSteps: 4 as const,
				evidenceUrl: null,
				evidenceNote: null,
			}))
		const send = async ({ id, familyId }: Rated, memberId: string) =>
			submitCheckIn(await scopeOf(company, memberId), {
				participantId: id,
				version: 0,
				idempotencyKey: crypto.randomUUID(),
				draft: {
					usesAi: true,
					tier: null,
					tierReason: null,
					whatChanged: null,
					note: null,
					answers: answersOf(familyId),
				},
			})
		// Half of the pairs have sent before; they agree while the cycle is being published, the others send.
		const agreeing = pairs.filter((_, index) => index % 2 === 0)
		for (const pair of agreeing) {
			expect(await send(pair, pair.memberId)).toEqual({ ok: true })
			expect(await send(pair, pair.managerId)).toEqual({ ok: true })
		}

		const agreed: string[] = []
		const sentAlone: string[] = []
		const races = [
			...agreeing.map((pair) => async () => {
				const { ok } = await agreeOutcome(await scopeOf(company, pair.managerId), {
					participantId: pair.id,
					version: 0,
					idempotencyKey: crypto.randomUUID(),
					draft: {
						usesAi: true,
						tier: null,
						tierReason: null,
						answers: answersOf(pair.familyId).map(({ questionKey, halfSteps }) => ({
							questionKey,
							halfSteps,
						})),
					},
				})
				if (ok) agreed.push(pair.id)
			}),
			...alone.map((participant) => async () => {
				if ((await send(participant, participant.memberId)).ok) sentAlone.push(participant.id)
			}),
		]
		const half = races.length / 2
		const [published] = await Promise.all([
			new Promise((resolve) => setTimeout(resolve, seed === 35 ? 0 : 40)).then(() =>
				publishCycle(hr, { cycleId }),
			),
			...races.map(async (race, index) => {
				if (index > half) await new Promise((resolve) => setTimeout(resolve, 30 + index))
				await race()
			}),
		])
		expect(published).toMatchObject({
			ok: true,
			assessed: agreed.length + sentAlone.length,
			singleRater: sentAlone.length,
		})
		const outcomes = await company.sql<{ id: string }>(
			`SELECT o.participant_id AS id FROM outcome o WHERE o.account_id = $1`,
			[accountId],
		)
		expect(new Set(outcomes.map(({ id }) => id))).toEqual(new Set([...agreed, ...sentAlone]))
		expect(await verifySnapshots(hr)).toMatchObject({ differences: [], treeDifferences: [] })
	})
})

describe('a write that overlaps the publication, whoever makes it', () => {
	const blocked = (promise: Promise<unknown>) =>
		Promise.race([
			promise.then(() => false),
			new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 400)),
		])
	const insertOutcome = `INSERT INTO outcome (account_id, participant_id, tier) VALUES ($1, $2, 5)`

	async function waiting(seed: number) {
		const { company, cycleId } = await opened(seed, { members: 30, answers: false })
		const [participant] = await company.sql<{ id: string }>(
			`SELECT id FROM participant WHERE account_id = $1 AND cycle_id = $2 LIMIT 1`,
			[company.accountId, cycleId],
		)
		return { company, cycleId, values: [company.accountId, participant?.id] }
	}

	test('is waited for, and counts', async () => {
		const { company, cycleId, values } = await waiting(43)
		const writer = await database.adminPool.connect()
		try {
			await writer.query('BEGIN')
			await writer.query(insertOutcome, values)
			const publishing = publishCycle(company.hr, { cycleId })
			expect(await blocked(publishing)).toBe(true)
			await writer.query('COMMIT')
			expect(await publishing).toMatchObject({ ok: true, assessed: 1 })
			expect(await verifySnapshots(company.hr)).toMatchObject({ differences: [] })
		} finally {
			writer.release()
		}
	})

	test('waits for a publication that is under way, and is refused', async () => {
		const { company, cycleId, values } = await waiting(44)
		const [holder, writer] = [await database.adminPool.connect(), await database.adminPool.connect()]
		try {
			// The entry in the audit log is the last thing that a publication does before its commit.
			await holder.query('BEGIN')
			await holder.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit:' || $1, 0))`, [
				company.accountId,
			])
			const publishing = publishCycle(company.hr, { cycleId })
			expect(await blocked(publishing)).toBe(true)
			const writing = writer.query(insertOutcome, values).then(
				() => 'written',
				(error: Error) => error.message,
			)
			expect(await blocked(writing)).toBe(true)
			await holder.query('COMMIT')
			expect(await publishing).toMatchObject({ ok: true, assessed: 0 })
			expect(await writing).toBe('cycle_published')
		} finally {
			holder.release()
			writer.release()
		}
	})
})

test('a snapshot that was tampered with is found out, figure by figure', async () => {
	const { company, cycleId } = await opened(38)
	const { hr, accountId } = company
	const published = await publishCycle(hr, { cycleId })
	if (!published.ok) throw new Error(published.reason)
	const { snapshotId } = published
	const good = await verifySnapshots(hr)
	expect(good).toMatchObject({ snapshots: 1, differences: [], treeDifferences: [] })
	expect(good.cells).toBe((await readSnapshotCells(hr, { snapshotId, nodes: 'all' })).length)

	const client = await database.adminPool.connect()
	try {
		// Past every trigger, as only somebody with the server itself can.
		await client.query(`SET session_replication_role = replica`)
		await client.query(
			`UPDATE snapshot_cell SET count = count + 1
			 WHERE account_id = $1 AND node_id = $1 AND measure = 'tier' AND value = 2`,
			[accountId],
		)
		const changed = await verifySnapshots(hr)
		expect(changed.differences.length).toBeGreaterThan(0)
		for (const difference of changed.differences) {
			expect(difference).toMatchObject({ snapshotId, nodeId: accountId, measure: 'tier', value: 2 })
			expect(difference.stored).toBe(difference.counted + 1)
		}
		await client.query(
			`DELETE FROM snapshot_cell WHERE account_id = $1 AND node_id = $1 AND measure = 'tier' AND value = 2`,
			[accountId],
		)
		const lost = await verifySnapshots(hr)
		expect(lost.differences).toHaveLength(changed.differences.length)
		expect(lost.differences.every(({ stored }) => stored === 0)).toBe(true)
		expect((await verifySnapshots(hr, { limit: 1 })).differences).toHaveLength(1)

		await client.query(
			`UPDATE outcome SET tier = 7 - tier WHERE account_id = $1 AND participant_id = (
				SELECT id FROM participant WHERE account_id = $1 AND state = 'active' AND tier IS NOT NULL LIMIT 1)`,
			[accountId],
		)
		expect((await verifySnapshots(hr)).differences.some(({ measure }) => measure === 'flow')).toBe(true)
		await client.query(`UPDATE snapshot_node SET depth = depth + 1 WHERE account_id = $1 AND node_id = $2`, [
			accountId,
			company.teamIds[0],
		])
		expect((await verifySnapshots(hr)).treeDifferences.map(({ nodeId }) => nodeId)).toContain(
			company.teamIds[0],
		)
	} finally {
		await client.query(`RESET session_replication_role`)
		client.release()
	}
})

test('a snapshot is read by node: the way to it, its children, the cells of both', async () => {
	const { company, cycleId } = await opened(39)
	const { hr, accountId } = company
	const published = await publishCycle(hr, { cycleId })
	if (!published.ok) throw new Error(published.reason)
	const { snapshotId } = published
	const tree = await readSnapshotTree(hr, { snapshotId })
	expect(tree[0]).toEqual({ id: accountId, parentId: null, name: 'Company', depth: 0 })
	const all = await readSnapshotCells(hr, { snapshotId, nodes: 'all' })
	const asText = (cells: readonly object[]) => cells.map((cell) => JSON.stringify(cell)).sort()
	for (const node of tree) {
		const place = await readSnapshotNode(hr, { snapshotId, nodeId: node.id })
		expect(place?.node).toEqual(node)
		expect(place?.path).toHaveLength(node.depth + 1)
		expect(place?.path[0]?.id).toBe(accountId)
		place?.path.forEach((step, i) => expect(step.parentId).toBe(place.path[i - 1]?.id ?? null))
		const children = tree.filter(({ parentId }) => parentId === node.id)
		expect(place?.children).toEqual(children)
		const ids = [node.id, ...children.map(({ id }) => id)]
		const measures = ['tier', 'state']
		const expected = all.filter(({ nodeId, measure }) => ids.includes(nodeId) && measures.includes(measure))
		const byParent = await readSnapshotCells(hr, { snapshotId, nodes: { parentId: node.id }, measures })
		expect(asText(byParent)).toEqual(asText(expected))
		expect(asText(await readSnapshotCells(hr, { snapshotId, nodes: { ids }, measures }))).toEqual(
			asText(expected),
		)
	}
	expect(await readSnapshotNode(hr, { snapshotId, nodeId: snapshotId })).toBeNull()

	// Another account gets nothing of it.
	const stranger = (await opened(40, { members: 5, answers: false })).company.hr
	expect(await readSnapshotTree(stranger, { snapshotId })).toEqual([])
	expect(await readSnapshotCells(stranger, { snapshotId, nodes: 'all' })).toEqual([])
	expect(await patternOf(stranger, snapshotId)).toBeNull()
	expect(await publishCycle(stranger, { cycleId })).toEqual({ ok: false, reason: 'gone' })
})
