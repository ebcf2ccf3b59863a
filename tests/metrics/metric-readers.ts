import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import type { RandomCompany } from '#tests/statistics/random-company.ts'

type Reader = { session: AccountSession; open: string[]; reaches: string[] }

/** HR, an executive, somebody who leads a team with teams below it, and somebody who leads and manages nobody. */
export async function sessionsOf(company: RandomCompany) {
	const { accountId, hr } = company
	const account = {
		...{ id: accountId, slug: 'company', name: 'Company', locale: 'en', timeZone: 'Europe/Berlin' },
		...{ minimumGroupSize: 5, fiscalYearStart: 1, isSample: false },
	}
	const sessionOf = (scope: AccountScope, roles: Role[], isManager = false): AccountSession => ({
		...{ scope, account, hasOtherAccounts: false, user: { id: 'u', name: 'Reader', email: 'r@example.com' } },
		person: { roles, isMember: scope.memberId !== null, isManager },
	})
	const cycle = `(SELECT id FROM cycle WHERE account_id = $1 ORDER BY starts_on DESC LIMIT 1)`
	const people = await company.sql<{ memberId: string; teamId: string; led: string[]; reports: boolean }>(
		`SELECT p.member_id AS "memberId", p.team_id AS "teamId", ARRAY(
			WITH RECURSIVE led (id) AS (
				SELECT t.team_id FROM cycle_team t WHERE t.account_id = $1 AND t.cycle_id = ${cycle} AND t.lead_id = p.member_id
				UNION
				SELECT t.team_id FROM led JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = ${cycle} AND t.parent_id = led.id
			) SELECT id::text FROM led) AS led,
			EXISTS (SELECT FROM participant r WHERE r.account_id = $1 AND r.manager_id = p.member_id) AS reports
		 FROM participant p WHERE p.account_id = $1 AND p.cycle_id = ${cycle} AND p.team_id IS NOT NULL AND p.state = 'active'
		 ORDER BY p.member_id`,
		[accountId],
	)
	const readerOf = (isOne: (person: (typeof people)[number]) => boolean): Reader => {
		const person = people.find(isOne)
		if (!person) throw new Error('The company has no such person: choose another seed.')
		const { memberId, teamId, led } = person
		const scope = mintAccountScope({
			...{ accountId, userId: null, membershipId: null, memberId, roles: ['member'] as const },
		})
		const session = sessionOf(scope, ['member'], led.length > 0)
		return { session, open: led, reaches: [accountId, teamId, ...led] }
	}
	return {
		hrSession: sessionOf(hr, ['hr']),
		executive: sessionOf(mintAccountScope({ ...hr, roles: ['executive'] }), ['executive']),
		manager: readerOf(({ led }) => led.length > 1 && led.length < 8),
		member: readerOf(({ led, reports }) => led.length === 0 && !reports),
	}
}

/** Every figure that a reader is shown, by metric, node, source and group, from every level of the heatmap. */
export async function cellsFor(
	{ scope, person }: AccountSession,
	snapshotId: string,
	metrics: readonly { key: string }[],
): Promise<{ shown: { at: string; subjects: number }[]; suppressed: number }> {
	const shown = new Map<string, number>()
	let suppressed = 0
	const visit = async (nodeId: string | undefined): Promise<void> => {
		const view = await readHeatmapView(scope, person, { cycle: snapshotId, nodeId })
		if (view === null || view === 'nothing') return
		for (const { key } of metrics) {
			const read = await readMetricHeatmap(scope, person, { view, metricKey: key })
			for (const { nodeId: at, families, own, teams } of read?.level?.cells.values() ?? []) {
				const cells = [
					...families.map(({ familyId, cell }) => ({ source: 'people', group: familyId, cell })),
					...[
						{ source: 'own', group: at, cell: own },
						{ source: 'teams', group: at, cell: teams },
					],
				]
				for (const { source, group, cell } of cells) {
					if (cell.kind === 'suppressed') suppressed += 1
					if (cell.kind === 'shown') shown.set(`${key} ${at} ${source} ${group}`, cell.parts.subjects)
				}
			}
		}
		for (const child of view.children) if (child.id !== nodeId) await visit(child.id)
	}
	await visit(undefined)
	return { shown: [...shown].map(([at, subjects]) => ({ at, subjects })), suppressed }
}

export type MeasuredMember = { id: string; value: string; amount: number }

/** Who is in a figure of people, with what their values came to, by the same words. */
export async function membersByCell(
	company: RandomCompany,
	{ cycleId, metric }: { cycleId: string; metric: string },
): Promise<Map<string, MeasuredMember[]>> {
	const rows = await company.sql<MeasuredMember & { at: string }>(
		`WITH RECURSIVE place (member_id, family_id, node_id) AS (
			SELECT p.member_id, p.family_id, coalesce(p.team_id, p.account_id) FROM participant p
			WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active'
			UNION ALL
			SELECT l.member_id, l.family_id, coalesce(t.parent_id, t.account_id)
			FROM place l JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = l.node_id
		 )
		 SELECT x.key || ' ' || l.node_id || ' people ' || l.family_id AS at, l.member_id AS id,
			(m.sum || '/' || m.weight_sum) AS value,
			CASE x.aggregation WHEN 'sum' THEN m.sum WHEN 'last' THEN m.last_value WHEN 'distinct_count' THEN 1
				ELSE m.weight_sum END::float8 AS amount
		 FROM place l JOIN metric x ON x.account_id = $1 AND x.key = $3
		 JOIN cycle_measurement m ON m.account_id = $1 AND m.cycle_id = $2 AND m.metric_id = x.id AND m.subject_id = l.member_id`,
		[company.accountId, cycleId, metric],
	)
	const cells = new Map<string, MeasuredMember[]>()
	for (const { at, ...member } of rows) cells.set(at, [...(cells.get(at) ?? []), member])
	return cells
}
