import { todayOfAccount } from '#app/data/today-sql.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { RoadmapItem } from '#app/domain/roadmap/item.ts'
import type { MetricOutcome } from '#app/domain/roadmap/outcome-rule.ts'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'

export type RoadmapPhase = PlannedPhase & {
	name: string
	closedOn: Day | null
	/** Why it was closed in spite of what stood in the way. */
	exception: string | null
}

/** Of a phase `p`. The enum is in the order of the phases. */
export const phaseColumns = `p.phase AS key, p.name, p.starts_on::text AS "startsOn", p.ends_on::text AS "endsOn",
	p.closed_on::text AS "closedOn", p.exception`
export const phaseOrder = 'p.phase'

/** An item as the pages of its plan show it. */
export type PlanItem = RoadmapItem & {
	ownerId: string | null
	ownerName: string | null
	/** Whoever has left stays named until somebody names another. */
	ownerHasLeft: boolean
	link: string | null
	sourceKey: string | null
	position: number
	/** What the job found last. What it found it by is told by read-outcome-sentences.server.ts, to whoever may know. */
	outcomeResult: MetricOutcome['kind'] | null
	checkedAt: Date | null
	approvalNote: string | null
	comments: number
	/** Ids of what has to be done before. */
	needs: string[]
	version: number
}

/** Of an item `i`, with its owner `o`; $1 is the account. */
export const itemColumns = `i.id, i.phase, i.kind, i.text, i.state, i.weight, i.due_on::text AS "dueOn", i.done_on::text AS "doneOn",
	i.started_on::text AS "startedOn", i.outcome, i.owner_id AS "ownerId", o.name AS "ownerName",
	coalesce(o.left_on <= ${todayOfAccount}, false) AS "ownerHasLeft", i.link,
	i.source_key AS "sourceKey", i.position, i.outcome_result AS "outcomeResult",
	i.checked_at AS "checkedAt", i.approval_note AS "approvalNote", i.version,
	(SELECT count(*)::int FROM roadmap_item_evidence e
		WHERE e.account_id = $1 AND e.roadmap_id = i.roadmap_id AND e.item_id = i.id) AS evidence,
	(SELECT count(*)::int FROM roadmap_comment c
		WHERE c.account_id = $1 AND c.roadmap_id = i.roadmap_id AND c.item_id = i.id) AS comments,
	ARRAY(SELECT d.needs_id FROM roadmap_item_dependency d
		WHERE d.account_id = $1 AND d.roadmap_id = i.roadmap_id AND d.item_id = i.id) AS needs`
export const itemOwner = `LEFT JOIN member o ON o.account_id = i.account_id AND o.id = i.owner_id`
/** Shares are sums in floating point: two pages say the same to the last digit only if they add in the same order. */
export const itemOrder = 'i.phase, i.position, i.id'
