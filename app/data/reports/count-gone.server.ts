import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { makeKeeper } from '#app/data/make-keeper.server.ts'
import { tiersOfVersion } from '#app/data/results-of-version-sql.server.ts'
import type { CountedFlow } from './count-flows.server.ts'

type Of = { snapshotId: string; sinceId: string; familyId: string | undefined }

/** Some 20 MB at most. What is not kept, of a company of some 8,000 teams, is counted each time. */
const keep = makeKeeper<CountedFlow[]>({ values: 200, size: 200_000 }, (flows) => flows.length)

/**
 * People with a result in an earlier snapshot who take no part in the cycle of a later one, by nodes of the later one's tree: where they
 * stood, or at the nearest team above it that is still there. The flow that the later snapshot keeps is of those who take part in it. These
 * are results of individuals: only for who sees everybody of both cycles.
 *
 * Neither who takes part in a published cycle nor what stood in a version of it changes, so it is counted once in a process.
 */
export async function countGone(
	scope: AccountScope,
	{ nodeIds, ...of }: Of & { nodeIds: readonly string[] },
): Promise<CountedFlow[]> {
	const key = [scope.accountId, of.snapshotId, of.sinceId, of.familyId].join(' ')
	const flows = (await keep(key, () => countEverywhere(scope, of))) ?? []
	const wanted = new Set(nodeIds)
	return flows.filter(({ nodeId }) => wanted.has(nodeId))
}

async function countEverywhere(scope: AccountScope, of: Of): Promise<CountedFlow[]> {
	const since = tiersOfVersion({
		account: '$1',
		cycle: '(SELECT s.cycle_id FROM snapshot s WHERE s.account_id = $1 AND s.id = $3)',
		version: '(SELECT s.version FROM snapshot s WHERE s.account_id = $1 AND s.id = $3)',
	})
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<CountedFlow>(
			`WITH RECURSIVE compared AS MATERIALIZED (
				SELECT s.cycle_id FROM snapshot s WHERE s.account_id = $1 AND s.id = $3
			 ),
			 gone (id, tier, at) AS (
				SELECT p.id, t.tier, coalesce(p.team_id, p.account_id)
				FROM (${since}) t JOIN participant p ON p.account_id = $1 AND p.id = t.participant_id
				WHERE t.tier IS NOT NULL AND ($4::uuid IS NULL OR p.family_id = $4) AND NOT EXISTS (
					SELECT FROM participant n JOIN snapshot s ON s.account_id = $1 AND s.id = $2 AND s.cycle_id = n.cycle_id
					WHERE n.account_id = $1 AND n.member_id = p.member_id)
			 ),
			 home (id, tier, at) AS (
				SELECT id, tier, at FROM gone
				UNION ALL
				SELECT h.id, h.tier, coalesce(t.parent_id, t.account_id) FROM home h
				JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = (SELECT cycle_id FROM compared) AND t.team_id = h.at
				WHERE NOT EXISTS (SELECT FROM snapshot_node n WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = h.at)
			 ),
			 above (tier, at) AS (
				SELECT h.tier, n.node_id FROM home h
				JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = h.at
				UNION ALL
				SELECT a.tier, n.parent_id FROM above a
				JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = a.at
				WHERE n.parent_id IS NOT NULL
			 )
			 SELECT a.at AS "nodeId", 10 * a.tier AS value, count(*)::int AS people FROM above a GROUP BY 1, 2`,
			[scope.accountId, of.snapshotId, of.sinceId, of.familyId ?? null],
		),
	)
	return rows
}
