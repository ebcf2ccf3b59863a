import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { todayOfAccount } from '#app/data/today-sql.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'
import type { TemplateOrigin } from '#app/domain/roadmap/template.ts'
import type { PlanItem, RoadmapPhase } from './roadmap-rows.server.ts'
import { itemColumns, itemOrder, itemOwner, phaseColumns, phaseOrder } from './roadmap-rows.server.ts'

type Named = { id: string; name: string }
/** Whoever has left stays named until somebody names another. */
type PlanPerson = Named & { hasLeft: boolean }

export type Roadmap = {
	id: string
	name: string
	/** Null: the account's. */
	team: (Named & { isArchived: boolean }) | null
	withBelow: boolean
	lens: RoadmapLens
	startLevel: number
	targetLevel: number
	startsOn: Day
	owner: PlanPerson | null
	sponsors: PlanPerson[]
	state: 'active' | 'closed'
	templateOrigin: TemplateOrigin | null
	version: number
	/** Checkpoints that wait to be held. */
	drafts: number
	phases: RoadmapPhase[]
	items: PlanItem[]
}

const person = (member: string) =>
	`json_build_object('id', ${member}.id, 'name', ${member}.name,
		'hasLeft', coalesce(${member}.left_on <= ${todayOfAccount}, false))`

/** A plan with everything in it. For whoever may read it: the caller has made sure of that. */
export async function getRoadmap(
	scope: AccountScope,
	{ roadmapId }: { roadmapId: string },
): Promise<Roadmap | null> {
	if (!z.guid().safeParse(roadmapId).success) return null
	return withAccount(scope, (transaction) => getRoadmapWithin(transaction, scope, { roadmapId }))
}

/** The same within an open transaction. */
export async function getRoadmapWithin(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ roadmapId }: { roadmapId: string },
): Promise<Roadmap | null> {
	const key = [accountId, roadmapId]
	const { rows } = await sql.query<Omit<Roadmap, 'phases' | 'items'>>(
		`SELECT r.id, r.name, r.with_below AS "withBelow", r.lens, r.start_level AS "startLevel",
			r.target_level AS "targetLevel", r.starts_on::text AS "startsOn", r.state,
			r.template_origin AS "templateOrigin", r.version,
			CASE WHEN t.id IS NOT NULL THEN json_build_object('id', t.id, 'name', t.name, 'isArchived', t.archived_at IS NOT NULL)
				END AS team,
			CASE WHEN o.id IS NOT NULL THEN ${person('o')} END AS owner,
			(SELECT coalesce(json_agg(${person('m')} ORDER BY lower(m.name), m.id), '[]')
				FROM roadmap_sponsor s JOIN member m ON m.account_id = $1 AND m.id = s.member_id
				WHERE s.account_id = $1 AND s.roadmap_id = r.id) AS sponsors,
			(SELECT count(*)::int FROM roadmap_checkpoint c
				WHERE c.account_id = $1 AND c.roadmap_id = r.id AND c.held_on IS NULL) AS drafts
		 FROM roadmap r
		 LEFT JOIN team t ON t.account_id = $1 AND t.id = r.team_id
		 LEFT JOIN member o ON o.account_id = $1 AND o.id = r.owner_id
		 WHERE r.account_id = $1 AND r.id = $2`,
		key,
	)
	const [row] = rows
	if (!row) return null
	const phases = await sql.query<RoadmapPhase>(
		`SELECT ${phaseColumns} FROM roadmap_phase p WHERE p.account_id = $1 AND p.roadmap_id = $2 ORDER BY ${phaseOrder}`,
		key,
	)
	const items = await sql.query<PlanItem>(
		`SELECT ${itemColumns} FROM roadmap_item i ${itemOwner}
		 WHERE i.account_id = $1 AND i.roadmap_id = $2 ORDER BY ${itemOrder}`,
		key,
	)
	return { ...row, phases: phases.rows, items: items.rows }
}
