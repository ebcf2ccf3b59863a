import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { openDependencies } from '#app/domain/roadmap/dependencies.ts'
import type { ItemKind, ItemState } from '#app/domain/roadmap/item.ts'
import { refuseState } from '#app/domain/roadmap/item.ts'
import type { OutcomeRule } from '#app/domain/roadmap/outcome-rule.ts'
import { spanOf } from '#app/domain/roadmap/phase.ts'
import { lockItem } from './lock-item.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import type { PlanItem } from './roadmap-rows.server.ts'
import type { ItemChange } from './write-item-changes.server.ts'
import { writeItemChanges } from './write-item-changes.server.ts'

export type ItemInput = {
	text: string
	kind: ItemKind
	state: ItemState
	weight: number
	ownerId: string | null
	dueOn: Day | null
	link: string | null
	/** Of an outcome alone. */
	outcome: OutcomeRule | null
}

export type ChangedItem =
	| { ok: true; changed: boolean }
	| {
			ok: false
			reason: 'gone' | 'plan-closed' | 'phase-closed' | 'outcome-by-rule' | 'person-gone' | 'metric-gone'
	  }
	/** It would be due before its plan begins. */
	| { ok: false; reason: 'due-before-start'; startsOn: Day }
	/** It waits for these. */
	| { ok: false; reason: 'needs-open'; open: string[] }
	/** Somebody else has changed it in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: PlanItem }

type Change = { roadmapId: string; itemId: string; version: number; input: Partial<ItemInput> }

/** Changes fields of an item: those that are given, as long as nobody else has changed it since `version`. */
export async function changeItem(scope: AccountScope, of: Change): Promise<ChangedItem> {
	return withAccount(scope, (transaction) => changeItemWithin(transaction, scope, of))
}

/** The same within an open transaction; refused before anything is written. */
export async function changeItemWithin(
	transaction: Transaction,
	scope: AccountScope,
	of: Change,
): Promise<ChangedItem> {
	const { roadmapId, itemId } = of
	const locked = await lockItem(transaction, scope, of)
	if (!locked.ok) return locked
	const { item: before, roadmap } = locked
	if (before.version !== of.version) return { ok: false, reason: 'stale', current: before }
	const after = { ...fieldsOf(before), ...of.input }
	if (after.kind !== 'outcome') after.outcome = null
	// What said that it is met said so of something else.
	if (after.kind === 'outcome' && after.state === 'done' && isJudgedAnew(before, after)) after.state = 'doing'
	const changes = await describeChanges(transaction, scope, before, after)
	if (!changes.ok) return changes
	if (changes.list.length === 0) return { ok: true, changed: false }
	const { startsOn } = spanOf(roadmap.phases)
	if (after.dueOn !== null && after.dueOn !== before.dueOn && after.dueOn < startsOn) {
		return { ok: false, reason: 'due-before-start', startsOn }
	}
	if (refuseState({ kind: after.kind, state: before.state }, after.state)) {
		return { ok: false, reason: 'outcome-by-rule' }
	}
	if (after.state === 'done' && before.state !== 'done') {
		const open = await listOpenNeeds(transaction, scope, { roadmapId, item: before })
		if (open.length > 0) return { ok: false, reason: 'needs-open', open }
	}
	await writeItem(transaction, scope, { itemId, after, today: roadmap.today })
	await writeItemChanges(transaction, scope, { roadmapId, itemId, changes: changes.list })
	const fields = changes.list.map(({ field }) => field)
	await noteRoadmapChange(transaction, scope, {
		...{ roadmapId, change: 'item-changed', detail: { item: itemId, fields } },
	})
	return { ok: true, changed: true }
}

const fieldsOf = (item: PlanItem): ItemInput => ({
	...{ text: item.text, kind: item.kind, state: item.state, weight: item.weight, ownerId: item.ownerId },
	...{ dueOn: item.dueOn, link: item.link, outcome: item.outcome },
})

const plainFields = ['text', 'kind', 'state', 'weight', 'dueOn', 'link'] as const

async function describeChanges(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	before: PlanItem,
	after: ItemInput,
): Promise<{ ok: true; list: ItemChange[] } | { ok: false; reason: 'person-gone' | 'metric-gone' }> {
	const text = (value: string | number | null) => (value === null ? null : String(value))
	const list: ItemChange[] = plainFields
		.filter((field) => before[field] !== after[field])
		.map((field) => ({ field, from: text(before[field]), to: text(after[field]) }))
	if (before.ownerId !== after.ownerId) {
		if (after.ownerId !== null && !(await isThere(sql, 'member', [accountId, after.ownerId]))) {
			return { ok: false, reason: 'person-gone' }
		}
		list.push({ field: 'owner', from: before.ownerId, to: after.ownerId })
	}
	if (!isSameRule(before.outcome, after.outcome)) {
		const { outcome } = after
		if (outcome?.by === 'metric' && !(await isThere(sql, 'metric', [accountId, outcome.metricId]))) {
			return { ok: false, reason: 'metric-gone' }
		}
		list.push({ field: 'outcome', from: ruleText(before.outcome), to: ruleText(outcome) })
	}
	return { ok: true, list }
}

async function isThere(
	sql: Transaction['sql'],
	table: 'member' | 'metric',
	key: [accountId: string, id: string],
): Promise<boolean> {
	const { rowCount } = await sql.query(`SELECT FROM ${table} x WHERE x.account_id = $1 AND x.id = $2`, key)
	return (rowCount ?? 0) > 0
}

const ruleText = (rule: OutcomeRule | null) => rule && JSON.stringify(rule)

/** Whether an item becomes an outcome, or an outcome is to be met by something else. */
function isJudgedAnew(before: PlanItem, after: ItemInput): boolean {
	return before.state === 'done' && (before.kind !== 'outcome' || !isSameRule(before.outcome, after.outcome))
}

function isSameRule(a: OutcomeRule | null, b: OutcomeRule | null): boolean {
	if (a?.by !== 'metric' || b?.by !== 'metric') return (a?.by ?? null) === (b?.by ?? null)
	return (['metricId', 'comparison', 'value', 'periods'] as const).every((field) => a[field] === b[field])
}

/** The texts of what an item waits for. */
export async function listOpenNeeds(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ roadmapId, item }: { roadmapId: string; item: Pick<PlanItem, 'id' | 'needs'> },
): Promise<string[]> {
	const { rows } = await sql.query<{ id: string; state: ItemState; text: string }>(
		`SELECT i.id, i.state, i.text FROM roadmap_item i
		 WHERE i.account_id = $1 AND i.roadmap_id = $2 AND i.id = ANY ($3::uuid[]) ORDER BY i.phase, i.position`,
		[accountId, roadmapId, item.needs],
	)
	const edges = item.needs.map((dependsOnId) => ({ itemId: item.id, dependsOnId }))
	return openDependencies(item, edges, rows).map(({ text }) => text)
}

/** What is set done is done today; an approval and what a metric said hold for what they were given for. */
async function writeItem(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ itemId, after, today }: { itemId: string; after: ItemInput; today: Day },
): Promise<void> {
	await sql.query(
		`UPDATE roadmap_item i SET text = $3, kind = $4, state = $5::roadmap_item_state, weight = $6, owner_id = $7, due_on = $8, link = $9,
			outcome = $10::jsonb, version = version + 1,
			started_on = CASE WHEN $5::roadmap_item_state IN ('doing', 'done') THEN coalesce(started_on, $11::date) ELSE started_on END,
			done_on = CASE WHEN $5::roadmap_item_state = 'done' THEN coalesce(done_on, $11::date) END,
			outcome_result = CASE WHEN i.outcome IS NOT DISTINCT FROM $10::jsonb THEN outcome_result END,
			outcome_says = CASE WHEN i.outcome IS NOT DISTINCT FROM $10::jsonb THEN outcome_says END,
			outcome_verdict = CASE WHEN i.outcome IS NOT DISTINCT FROM $10::jsonb THEN outcome_verdict END,
			outcome_source = CASE WHEN i.outcome IS NOT DISTINCT FROM $10::jsonb THEN outcome_source END,
			outcome_hidden_team_ids = CASE WHEN i.outcome IS NOT DISTINCT FROM $10::jsonb THEN outcome_hidden_team_ids END,
			checked_at = CASE WHEN i.outcome IS NOT DISTINCT FROM $10::jsonb THEN checked_at END,
			next_check_at = CASE WHEN $10::jsonb ->> 'by' = 'metric' AND $5::roadmap_item_state <> 'dropped' THEN now() END,
			approval_note = CASE WHEN $5::roadmap_item_state = 'done' THEN approval_note END,
			approved_by_id = CASE WHEN $5::roadmap_item_state = 'done' THEN approved_by_id END,
			approved_at = CASE WHEN $5::roadmap_item_state = 'done' THEN approved_at END
		 WHERE i.account_id = $1 AND i.id = $2`,
		[
			...[accountId, itemId, after.text, after.kind, after.state, after.weight, after.ownerId, after.dueOn],
			...[after.link, after.outcome && JSON.stringify(after.outcome), today],
		],
	)
}
