import type { Client } from 'pg'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import { told } from './bench-database.ts'
import type { Company, Shape } from './company.ts'
import { foundCompanies, writeCycle } from './company.ts'
import { addressOf } from './cycle-data.ts'

export type ReportsData = {
	company: Company
	members: number
	snapshotId: string
	/** How many steps people lack, next ones only. */
	gaps: number
	/** A team with about 2,000 of them, itself and below. */
	part: { teamId: string; gaps: number }
	slug: string
	/** Of HR's session. */
	token: string
}

/** Tier 2 for everybody: about two of three questions stand below it. */
const target = 4

/** A company of 100,000 with one published cycle and a target for each family. */
export async function writeReportsData(admin: Client, { quick }: { quick: boolean }): Promise<ReportsData> {
	const members = quick ? 4_000 : 100_000
	const shape: Shape = {
		...{ key: 'reports', companies: 1, members, divisions: 6, people: 'grown' as const, cycles: 1 },
		...(quick ? { groups: 18, teams: 100 } : { groups: 96, teams: 2_000 }),
	}
	const [company] = await told(`a company of ${members} in ${shape.teams} teams`, () =>
		foundCompanies(admin, shape),
	)
	if (company) await told('its cycle', () => writeCycle(admin, shape, [company], { cycle: 1 }))
	const of = company?.cycleIds.get(1)
	if (!company || !of) throw new Error('The company is missing.')
	const { accountId, hr } = company
	await admin.query(
		`INSERT INTO target (account_id, family_id, tier, due_on)
		 SELECT account_id, id, $2, current_date + 300 FROM role_family WHERE account_id = $1`,
		[accountId, target],
	)
	await admin.query('ANALYZE')
	const published = await told('its publication', () =>
		publishCycle(hr, { cycleId: of.cycleId, at: of.endsOn }),
	)
	if (!published.ok) throw new Error(`Not published: ${published.reason}`)
	await told('vacuum', () => admin.query('VACUUM ANALYZE'))
	const { snapshotId } = published
	const gapsBelow = await countGaps(admin, accountId, snapshotId)
	const gaps = gapsBelow.find(({ nodeId }) => nodeId === accountId)?.gaps ?? 0
	const wanted = quick ? 300 : 2_000
	const [nearest] = gapsBelow.toSorted((a, b) => Math.abs(a.gaps - wanted) - Math.abs(b.gaps - wanted))
	if (!nearest) throw new Error('Nobody lacks a step.')
	const { slug, userId } = await addressOf(admin, company)
	return {
		...{ company, members, snapshotId, gaps, slug },
		part: { teamId: nearest.nodeId, gaps: nearest.gaps },
		token: await startSessionOf(admin, userId),
	}
}

/** By node of the snapshot, everything below it included, without what the application counts by. */
async function countGaps(admin: Client, accountId: string, snapshotId: string) {
	const { rows } = await admin.query<{ nodeId: string; gaps: number }>(
		`WITH RECURSIVE up (node_id, top) AS (
			SELECT node_id, node_id FROM snapshot_node WHERE account_id = $1 AND snapshot_id = $2
			UNION ALL
			SELECT up.node_id, n.parent_id FROM up
			JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = up.top WHERE n.parent_id IS NOT NULL
		 ), own AS (
			-- Beside the questions the entry for who is at tier 0.5, and the transition to tier 2 for who is at 1 or 1.5.
			SELECT p.team_id, count(a.half_steps) + count(DISTINCT p.id) FILTER (WHERE p.tier BETWEEN 1 AND 3) AS gaps FROM snapshot s
			JOIN participant p ON p.account_id = s.account_id AND p.cycle_id = s.cycle_id AND p.state = 'active'
			LEFT JOIN outcome_answer a ON a.account_id = p.account_id AND a.participant_id = p.id AND a.half_steps < $3 AND a.half_steps > 1
			WHERE s.account_id = $1 AND s.id = $2 AND p.tier IS NOT NULL GROUP BY 1
		 )
		 SELECT up.top AS "nodeId", sum(own.gaps)::int AS gaps FROM up JOIN own ON own.team_id = up.node_id GROUP BY 1`,
		[accountId, snapshotId, target],
	)
	return rows
}
