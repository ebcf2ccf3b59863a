import { afterAll, beforeAll, expect, test } from 'vitest'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readHeatmap } from '#app/data/read-heatmap.server.ts'
import { readTrainingCounts } from '#app/data/read-training-counts.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const executive: Person = { roles: ['executive'], isMember: false, isManager: false }

test('groups are counted against what holds for the node and family as a whole, whatever is set below', async () => {
	const company = await RandomCompany.found(database.adminPool, 41, { teams: 5, members: 160 })
	const { accountId, hr, families } = company
	const insert = (scope: string, tier: number, ids: Record<string, string> = {}) =>
		company.sql(
			`INSERT INTO target (account_id, scope, family_id, team_id, member_id, tier, due_on)
			 VALUES ($1, $2, $3, $4, $5, $6, '2030-01-01')`,
			[accountId, scope, ids.family ?? null, ids.team ?? null, ids.member ?? null, tier],
		)
	const [first, ...others] = families
	const [top, ...below] = company.teamIds
	if (!first || !top) throw new Error('The company has no teams.')
	await company.sql(
		`UPDATE team SET archived_at = NULL, parent_id = NULLIF($2::uuid, id) WHERE account_id = $1`,
		[...[accountId, top]],
	)
	await insert('account', 4)
	for (const { id } of others) await insert('family', 3, { family: id })
	await insert('team', 5, { team: top })
	for (const id of below.slice(0, 2)) await insert('team', 6, { team: id })
	for (const id of company.memberIds) await insert('member', 2, { member: id })

	const created = await createCycle(hr, { day: '2026-01-15' })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(hr, { cycleId: created.cycleId })
	await company.answer(created.cycleId)
	expect(await publishCycle(hr, { cycleId: created.cycleId })).toMatchObject({ ok: true })

	const scope = mintAccountScope({ ...hr, roles: ['executive'] })
	const wholeTier = (nodeId: string, familyId: string): number => {
		if (nodeId === accountId) return familyId === first.id ? 4 : 3
		return below.slice(0, 2).includes(nodeId) ? 6 : 5
	}
	let shown = 0
	for (const nodeId of [accountId, ...company.teamIds]) {
		const search = trainingNeedSearchSchema.parse(nodeId === accountId ? {} : { team: nodeId })
		const found = await findTrainingNeedsScope(scope, executive, search)
		if (!found || found === 'nothing') throw new Error('The node is not found.')
		const { snapshot, rubric, targets } = found
		const of = { snapshotId: snapshot.id, nodeId }
		const counts = await readTrainingCounts(scope, executive, { ...of, rubric, targets })
		const heatmap = await readHeatmap(scope, executive, { ...of, withoutComparison: true })
		if (!counts || !heatmap) continue
		for (const { familyId, questionKey, count } of counts.counts) {
			if (questionKey !== null || count.kind !== 'shown') continue
			const cell = heatmap.cells.get(nodeId)?.families.find((family) => family.familyId === familyId)?.tier
			if (cell?.kind !== 'shown') throw new Error('A count is shown of a cell that is not.')
			const tier = wholeTier(nodeId, familyId)
			expect(count.below).toBe(cell.summary.distribution.slice(0, tier - 1).reduce((sum, n) => sum + n, 0))
			shown += 1
		}
	}
	expect(shown).toBeGreaterThan(5)
})
