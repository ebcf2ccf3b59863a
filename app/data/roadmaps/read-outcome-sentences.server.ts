import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { HiddenBelow } from '#app/data/metrics/find-hidden-below.server.ts'
import { findHiddenBelow } from '#app/data/metrics/find-hidden-below.server.ts'
import type { MetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { readMetricSight, seesTeam } from '#app/data/metrics/read-metric-sight.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'
import type { MetricOutcome } from '#app/domain/roadmap/outcome-rule.ts'
import { verdictTexts } from '#app/domain/roadmap/outcome-words.ts'

export type OutcomeSentence = {
	/** Whether the outcome is met, with what was measured where the reader may know that. */
	says: string
	/** There are figures, and they are not for this reader. */
	isWithheld: boolean
}

type Row = {
	id: string
	result: MetricOutcome['kind']
	says: string | null
	verdict: string | null
	source: 'own' | 'teams' | null
	hiddenTeamIds: string[] | null
	metricId: string
	nodeId: string
}

/**
 * What metrics say of the outcomes of a plan, by the id of the item. For whoever may read the plan: the verdict is for all of
 * them, the figures for those who see the same on the page of the metric.
 *
 * @param of.itemId one item alone
 */
export async function readOutcomeSentences(
	scope: AccountScope,
	person: Person,
	{ roadmapId, itemId = null }: { roadmapId: string; itemId?: string | null },
): Promise<Map<string, OutcomeSentence>> {
	const sight = await readMetricSight(scope, person)
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<Row>(
			`SELECT i.id, i.outcome_result AS result, i.outcome_says AS says, i.outcome_verdict AS verdict,
				i.outcome_source AS source, i.outcome_hidden_team_ids AS "hiddenTeamIds", i.outcome ->> 'metricId' AS "metricId",
				coalesce(r.team_id, r.account_id) AS "nodeId"
			 FROM roadmap_item i JOIN roadmap r ON r.account_id = $1 AND r.id = i.roadmap_id
			 WHERE i.account_id = $1 AND i.roadmap_id = $2 AND ($3::uuid IS NULL OR i.id = $3)
				AND i.outcome_result IS NOT NULL AND i.outcome ->> 'by' = 'metric'`,
			[scope.accountId, roadmapId, itemId],
		)
		if (rows.length === 0) return new Map()
		const hidden = await findHiddenBelow(sql, scope, sight, {
			metricIds: [...new Set(rows.map(({ metricId }) => metricId))],
			nodeIds: [...new Set(rows.map(({ nodeId }) => nodeId))],
		})
		const sees = (row: Row) => may(person, 'metrics.read') && seesFigures(row, { scope, sight, hidden })
		return new Map(
			rows.map((row) => {
				const verdict = row.verdict ?? verdictTexts[row.result]
				const says = row.says !== null && sees(row) ? row.says : verdict
				return [row.id, { says, isWithheld: hasFigures(row) && says !== row.says }]
			}),
		)
	})
}

/** Of a sentence that came without a verdict beside it nobody knows what its figures are made of. */
const hasFigures = ({ says, verdict, source }: Row) => says !== null && (source !== null || verdict === null)

/**
 * Whether the page of the metric would show the reader the same figures. Of a sum of teams it would show another one where a team
 * that is in it is hidden from them, and what is between the two would be that team's.
 */
function seesFigures(
	row: Row,
	of: { scope: AccountScope; sight: MetricSight; hidden: readonly HiddenBelow[] },
): boolean {
	const { scope, sight } = of
	const { nodeId, metricId, source } = row
	if (sight.allPeople) return true
	const isAccount = nodeId === scope.accountId
	if (!isAccount && !seesTeam(sight, nodeId)) return false
	const hidden = of.hidden.filter((one) => one.nodeId === nodeId && one.metricId === metricId)
	if (source === 'own') return hidden.every(({ teamId }) => teamId !== nodeId)
	if (source === 'teams') {
		const left = new Set(row.hiddenTeamIds)
		return (sight.allTeams || !isAccount) && hidden.every(({ teamId }) => left.has(teamId))
	}
	return !hasFigures(row)
}
