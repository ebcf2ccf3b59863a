import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { findHiddenBelow } from '#app/data/metrics/find-hidden-below.server.ts'
import { readMetricSeries } from '#app/data/metrics/read-metric-series.server.ts'
import type { MetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Aggregation } from '#app/domain/metric/aggregation.ts'
import type { Unit } from '#app/domain/metric/unit.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { shiftPeriod } from '#app/domain/metric/period.ts'
import type { Source } from '#app/domain/metric/roll-up.ts'
import type { Point } from '#app/domain/metric/series.ts'
import { mainSeries } from '#app/domain/metric/series.ts'
import type { ItemState } from '#app/domain/roadmap/item.ts'
import type { MetricOutcome, MetricRule } from '#app/domain/roadmap/outcome-rule.ts'
import { metricOutcome } from '#app/domain/roadmap/outcome-rule.ts'
import { describeOutcome, describeVerdict } from '#app/domain/roadmap/outcome-words.ts'
import type { TouchedNode } from './list-touched-nodes.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import { writeItemChanges } from './write-item-changes.server.ts'

/**
 * Whether an outcome is met stands before everybody who reads the plan. So it is made of what came for the team or the account and
 * for teams below, where these are no small groups, and never of people's own values. Who is told the figures is another matter:
 * read-outcome-sentences.server.ts.
 */
const everybodys: MetricSight = { allPeople: false, allTeams: true, ledTeamIds: [], ownTeamId: null }

/** The length of the periods that a condition is about: the shortest of these in which the metric has values. */
const grains = ['month', 'quarter', 'year'] as const satisfies readonly Grain[]

type Due = {
	id: string
	roadmapId: string
	state: ItemState
	rule: MetricRule
	nodeId: string
	since: Day
	aggregation: Aggregation
	name: string
	unit: Unit
	currency: string | null
}

/** Looks at the outcomes of the account that a metric decides and that are due for a look. */
export async function checkDueOutcomes(scope: AccountScope, { at }: { at: Date }): Promise<number> {
	return withAccount(scope, (transaction) => checkOutcomesWithin(transaction, scope, { at, touched: null }))
}

/**
 * The same in an open transaction: what is met is done from that day on, and what is not met any more, since values came or were
 * taken back, is in progress again. A closed phase stays as it is.
 *
 * @param of.touched where values have changed: the outcomes on these, due or not; null for all that are due
 * @returns how many changed their state
 */
export async function checkOutcomesWithin(
	transaction: Transaction,
	scope: AccountScope,
	{ at, touched }: { at: Date; touched: readonly TouchedNode[] | null },
): Promise<number> {
	if (touched?.length === 0) return 0
	const { sql } = transaction
	const { rows: accounts } = await sql.query<{ timeZone: string; locale: string }>(
		`SELECT time_zone AS "timeZone", locale FROM account WHERE id = $1`,
		[scope.accountId],
	)
	const [account] = accounts
	if (!account) return 0
	const today = todayIn(account.timeZone, at)
	const due = await listDue(transaction, scope, { at, touched })
	const judged = await judge(transaction, scope, { due, today, locale: account.locale })
	await writeFindings(transaction, scope, { judged, at, today })
	const changed = judged.filter(({ item, state }) => state !== item.state)
	for (const { item, state } of changed) {
		await writeItemChanges(
			transaction,
			{ ...scope, membershipId: null },
			{
				...{ roadmapId: item.roadmapId, itemId: item.id },
				changes: [{ field: 'state', from: item.state, to: state }],
			},
		)
		await noteRoadmapChange(transaction, scope, {
			...{ roadmapId: item.roadmapId, change: 'item-changed' },
			detail: { item: item.id, fields: ['state'], byMetric: true },
		})
	}
	return changed.length
}

type Judged = Awaited<ReturnType<typeof judge>>[number]

/** What was found about all of them, in one statement. */
async function writeFindings(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ judged, at, today }: { judged: readonly Judged[]; at: Date; today: Day },
): Promise<void> {
	if (judged.length === 0) return
	const found = judged.map(({ item, result, says, verdict, source, hiddenTeamIds, state }) => ({
		...{ id: item.id, result, says, verdict, source, hidden: hiddenTeamIds, state },
	}))
	await sql.query(
		`UPDATE roadmap_item i SET outcome_result = x.result, outcome_says = x.says, outcome_verdict = x.verdict,
			outcome_source = x.source, outcome_hidden_team_ids = x.hidden, checked_at = $3,
			next_check_at = $3::timestamptz + interval '1 day', state = x.state,
			version = i.version + CASE WHEN i.state = x.state THEN 0 ELSE 1 END,
			started_on = CASE WHEN x.state = 'done' THEN coalesce(i.started_on, $4::date) ELSE i.started_on END,
			done_on = CASE WHEN x.state = 'done' THEN coalesce(i.done_on, $4::date) END
		 FROM jsonb_to_recordset($2::jsonb)
			AS x (id uuid, result roadmap_outcome_result, says text, verdict text, source text, hidden uuid[], state roadmap_item_state)
		 WHERE i.account_id = $1 AND i.id = x.id`,
		[accountId, JSON.stringify(found), at, today],
	)
}

/**
 * Plans are held one after the other in the order of their ids, so that two who look at the same time wait and never block. An item
 * that has come to be due meanwhile in a plan that is not held is for the next look.
 */
async function listDue(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ at, touched }: { at: Date; touched: readonly TouchedNode[] | null },
): Promise<Due[]> {
	const values = [
		...[accountId, at, touched?.map(({ metricId }) => metricId), touched?.map(({ nodeId }) => nodeId)],
	]
	const isDue = `i.next_check_at IS NOT NULL AND CASE WHEN $3::uuid[] IS NULL THEN i.next_check_at <= $2 ELSE EXISTS (
		SELECT FROM unnest($3::uuid[], $4::uuid[]) AS x (metric_id, node_id) WHERE x.metric_id = (i.outcome ->> 'metricId')::uuid
			AND (x.node_id IS NULL OR x.node_id = coalesce(r.team_id, r.account_id))) END`
	const { rows: held } = await sql.query<{ id: string }>(
		`SELECT r.id FROM roadmap r WHERE r.account_id = $1 AND EXISTS (SELECT FROM roadmap_item i
			WHERE i.account_id = $1 AND i.roadmap_id = r.id AND ${isDue})
		 ORDER BY r.id FOR NO KEY UPDATE`,
		values,
	)
	if (held.length === 0) return []
	const { rows } = await sql.query<Due>(
		`SELECT i.id, i.roadmap_id AS "roadmapId", i.state, i.outcome AS rule, coalesce(r.team_id, r.account_id) AS "nodeId",
			r.starts_on::text AS since, x.aggregation, x.name, x.unit, x.currency
		 FROM roadmap_item i
		 JOIN roadmap r ON r.account_id = $1 AND r.id = i.roadmap_id
		 JOIN metric x ON x.account_id = $1 AND x.id = (i.outcome ->> 'metricId')::uuid
		 WHERE i.account_id = $1 AND i.roadmap_id = ANY ($5::uuid[]) AND ${isDue}
		 ORDER BY i.roadmap_id, i.id`,
		[...values, held.map(({ id }) => id)],
	)
	return rows
}

type Measured = { item: Due; grain: Grain; points: readonly Point[]; source: Source | null }

/** Every outcome with what its metric says: one read for each metric and length of periods, whatever the number of plans. */
async function judge(
	{ sql }: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	{ due, today, locale }: { due: readonly Due[]; today: Day; locale: string },
) {
	const measured: Measured[] = []
	for (const items of Map.groupBy(due, ({ rule }) => rule.metricId).values()) {
		let left = items
		for (const grain of grains) {
			const [first] = left
			if (!first) break
			const read = await readMetricSeries(sql, scope, everybodys, {
				metrics: [{ id: first.rule.metricId, aggregation: first.aggregation }],
				nodeIds: [...new Set(left.map(({ nodeId }) => nodeId))],
				grain,
				from: left.map(({ since }) => since).reduce((a, b) => (a < b ? a : b)),
				until: shiftPeriod(today, 'day', 1),
			})
			left = left.filter((item) => {
				const series = mainSeries(read.find(({ nodeId }) => nodeId === item.nodeId)?.series ?? [])
				const points = (series?.points ?? []).filter(({ start }) => start >= item.since)
				if (points.length === 0) return true
				measured.push({ item, grain, points, source: series?.source ?? null })
				return false
			})
		}
		measured.push(...left.map((item) => ({ item, grain: 'month' as const, points: [], source: null })))
	}
	// What came for the subject itself is shown, so nothing of it is hidden.
	const open = measured.filter(({ source }) => source !== 'own').map(({ item }) => item)
	const hidden = await findHiddenBelow(sql, scope, everybodys, {
		metricIds: [...new Set(open.map(({ rule }) => rule.metricId))],
		nodeIds: [...new Set(open.map(({ nodeId }) => nodeId))],
	})
	return measured.map((one) => {
		const hiddenTeamIds = hidden
			.filter(({ nodeId, metricId }) => nodeId === one.item.nodeId && metricId === one.item.rule.metricId)
			.map(({ teamId }) => teamId)
		const said = say(one, { hiddenTeamIds, today, locale })
		return { ...one, hiddenTeamIds, ...said, state: stateAfter(one.item.state, said.result) }
	})
}

function stateAfter(state: ItemState, result: MetricOutcome['kind']): ItemState {
	if (result === 'met') return 'done'
	return state === 'done' ? 'doing' : state
}

function say(
	{ item, grain, points }: Measured,
	{ hiddenTeamIds, today, locale }: { hiddenTeamIds: readonly string[]; today: Day; locale: string },
) {
	const outcome = metricOutcome(item.rule, { grain, today, since: item.since, points })
	const hidden = hiddenTeamIds.includes(item.nodeId)
		? ('team' as const)
		: hiddenTeamIds.length > 0
			? ('teams-below' as const)
			: null
	const words = { name: item.name, measured: item, grain, locale, hidden }
	return {
		result: outcome.kind,
		says: describeOutcome(outcome, item.rule, words).slice(0, 2000),
		verdict: describeVerdict(outcome, item.rule, words).slice(0, 2000),
	}
}
