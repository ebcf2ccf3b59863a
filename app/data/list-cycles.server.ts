import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { scopeNames } from './cycle-scope-sql.server.ts'
import { withAccount } from './database.server.ts'
import type { CycleScope } from './get-cycle-plan.server.ts'

export type CycleListItem = {
	id: string
	name: string
	startsOn: Day
	endsOn: Day
	phase: CyclePhase
	publishedAt: Date | null
	/** Whom it asks; everybody where both are empty. */
	scope: CycleScope
	participants: number
	/** Of the published result; null before. */
	eligible: number | null
	assessed: number | null
}

export const cycleSorts = ['starts', 'name', 'participants', 'coverage'] as const
export type CycleSort = (typeof cycleSorts)[number]

const orders: Record<CycleSort, string> = {
	starts: 'starts_on',
	name: 'name',
	participants: 'participants',
	coverage: 'coalesce(assessed::float / nullif(eligible, 0), so_far)',
}

export type ListCyclesOptions = {
	/** One cycle alone. */
	cycleId?: string
	phases?: readonly CyclePhase[]
	sort?: CycleSort
	descending?: boolean
	/** From 1. */
	page?: number
	pageSize?: number
	/** The share that is assessed so far of cycles that run: by it they are sorted among those that are published. */
	soFar?: ReadonlyMap<string, number>
}

/** The account's cycles, newest first unless sorted otherwise. */
export async function listCycles(
	scope: AccountScope,
	options: ListCyclesOptions = {},
): Promise<{ cycles: CycleListItem[]; total: number }> {
	const { cycleId, phases, sort = 'starts', descending = true, page = 1, pageSize = 25 } = options
	const soFar = [...(options.soFar ?? [])]
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<CycleListItem>(
			`SELECT id, name, starts_on::text AS "startsOn", ends_on::text AS "endsOn", phase, published_at AS "publishedAt",
				participants, eligible, assessed, jsonb_build_object('teams', teams, 'families', families) AS scope
			 FROM (
				SELECT c.*, (SELECT count(*)::int FROM participant p
						WHERE p.account_id = c.account_id AND p.cycle_id = c.id) AS participants,
					result.eligible, result.assessed, live.so_far, ${scopeNames}
				FROM cycle c
				LEFT JOIN unnest($6::uuid[], $7::float[]) live (id, so_far) ON live.id = c.id
				LEFT JOIN LATERAL (
					SELECT s.id FROM snapshot s WHERE s.account_id = c.account_id AND s.cycle_id = c.id
					ORDER BY s.version DESC LIMIT 1
				) s ON true
				LEFT JOIN LATERAL (
					SELECT coalesce(sum(x.count) FILTER (WHERE x.value IN (0, 1)), 0)::int AS eligible,
						coalesce(sum(x.count) FILTER (WHERE x.value = 1), 0)::int AS assessed
					FROM snapshot_cell x
					WHERE x.account_id = c.account_id AND x.snapshot_id = s.id AND x.node_id = c.account_id AND x.measure = 'state'
				) result ON s.id IS NOT NULL
				WHERE c.account_id = $1 AND ($2::cycle_phase[] IS NULL OR c.phase = ANY ($2))
					AND ($5::uuid IS NULL OR c.id = $5)
			 ) c
			 ORDER BY ${orders[sort]} ${descending ? 'DESC' : 'ASC'} NULLS LAST, starts_on DESC, id
			 LIMIT $3 OFFSET $4`,
			[
				...[scope.accountId, phases ?? null, pageSize, (page - 1) * pageSize, cycleId ?? null],
				...[soFar.map(([id]) => id), soFar.map(([, share]) => share)],
			],
		)
		const totals = await sql.query<{ total: number }>(
			`SELECT count(*)::int AS total FROM cycle c
			 WHERE c.account_id = $1 AND ($2::cycle_phase[] IS NULL OR c.phase = ANY ($2))
				AND ($3::uuid IS NULL OR c.id = $3)`,
			[scope.accountId, phases ?? null, cycleId ?? null],
		)
		return { cycles: rows, total: totals.rows[0]?.total ?? 0 }
	})
}
