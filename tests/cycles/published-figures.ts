import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { listOwnOutcomes } from '#app/data/list-own-outcomes.server.ts'
import { listPublishedSnapshots } from '#app/data/list-published-snapshots.server.ts'
import { listReportChanges } from '#app/data/list-report-changes.server.ts'
import { readLevelTargets } from '#app/data/heatmap/read-level-targets.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readSnapshotPattern } from '#app/data/read-snapshot-pattern.server.ts'
import { readSnapshotTargets } from '#app/data/read-snapshot-targets.server.ts'
import { writeTrainingNeedsCsv } from '#app/data/write-training-needs-csv.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { readBoardPage } from '#app/routes/board/read-page.server.ts'
import { heatmapRows } from '#app/routes/heatmap-file/rows.server.ts'
import { readCellPage } from '#app/routes/heatmap-cell/read-page.server.ts'
import { readHeatmapPage } from '#app/routes/heatmap/read-page.server.ts'
import { readTrendPage } from '#app/routes/trend/read-page.server.ts'
import { readBenchmarks } from '#app/routes/benchmarks/read-page.server.ts'
import { readOrganizationPage } from '#app/routes/organization/read-page.server.ts'
import { readLandscape } from '#app/routes/home/read-landscape.server.ts'
import { readNeeds } from '#app/routes/home/read-needs.server.ts'
import { readTrainingNeedsPage } from '#app/routes/training-needs/read-page.server.ts'
import { readCyclePage } from '#app/routes/cycle/read-page.server.ts'
import { readCycles } from '#app/routes/cycles/read-page.server.ts'
import type { RandomCompany } from '#tests/statistics/random-company.ts'
import { withAccount } from '#app/data/database.server.ts'

const url = (search: Record<string, string>) => new URL(`http://x/?${new URLSearchParams(search)}`)

export type Reader = { name: string; session: AccountSession }

/** HR, an executive, a manager of several people and a member who took part. */
export async function readersOf(company: RandomCompany): Promise<Reader[]> {
	const { accountId, hr } = company
	const account = {
		...{ id: accountId, slug: 'company', name: 'Company', locale: 'en', timeZone: 'Europe/Berlin' },
		...{ minimumGroupSize: 5, fiscalYearStart: 1, isSample: false },
	}
	const session = (scope: AccountScope, roles: Role[], isManager = false): AccountSession => ({
		...{ scope, account, hasOtherAccounts: false, user: { id: 'u', name: 'Reader', email: 'r@example.com' } },
		person: { roles, isMember: scope.memberId !== null, isManager },
	})
	const members = await company.sql<{ id: string; userId: string; memberId: string; reports: number }>(
		`SELECT s.id, s.user_id AS "userId", s.member_id AS "memberId", (SELECT count(*)::int FROM participant r
			WHERE r.account_id = p.account_id AND r.manager_id = p.member_id AND r.tier IS NOT NULL) AS reports
		 FROM participant p JOIN membership s ON s.account_id = p.account_id AND s.member_id = p.member_id
		 WHERE p.account_id = $1 AND p.tier IS NOT NULL AND p.state = 'active' ORDER BY reports DESC, s.id`,
		[accountId],
	)
	const of = (member: (typeof members)[number] | undefined) => {
		if (!member) throw new Error('The company has no such person: choose another seed.')
		const { id: membershipId, userId, memberId } = member
		return mintAccountScope({ accountId, userId, membershipId, memberId, roles: ['member'] })
	}
	const executive = mintAccountScope({ ...hr, roles: ['executive'] })
	return [
		{ name: 'HR', session: session(hr, ['hr']) },
		{ name: 'executive', session: session(executive, ['executive']) },
		{ name: 'manager', session: session(of(members[0]), ['member'], true) },
		{ name: 'member', session: session(of(members.at(-1)), ['member']) },
	]
}

/**
 * What is no figure: how people are called and reached now, who has left or was erased since, who has to send again in a
 * correction, and which target holds for the reader now.
 */
const rosterKeys = new Set([
	...['idempotencyKey', 'hasLeft', 'isErased', 'prepared', 'correction'],
	...['selfSubmitted', 'managerSubmitted', 'held'],
])
const withoutRoster = (data: unknown): unknown =>
	JSON.parse(
		JSON.stringify(data, (key, value: unknown) =>
			rosterKeys.has(key) ? undefined : value instanceof Map ? [...value] : value,
		),
	)

/** Every page, export and data answer about the published cycle that a reader can get, as text. */
export async function everythingFor({ session }: Reader, cycleId: string): Promise<Record<string, unknown>> {
	const { scope, person } = session
	const found: Record<string, unknown> = {}
	const keep = (name: string, data: unknown) => (found[name] = withoutRoster(data))
	const notThere = () => 'not there'

	const [snapshot] = await listPublishedSnapshots(scope)
	const id = snapshot?.id ?? ''
	const nodes = await withAccount(scope, ({ sql }) =>
		sql.query<{ id: string }>(
			`SELECT node_id AS id FROM snapshot_node WHERE account_id = $1 ORDER BY node_id`,
			[scope.accountId],
		),
	)
	const families = await withAccount(scope, ({ sql }) =>
		sql.query<{ id: string }>(`SELECT id FROM role_family WHERE account_id = $1 ORDER BY id`, [
			scope.accountId,
		]),
	)
	for (const { id: node } of nodes.rows) {
		for (const [name, value] of [
			['statistic', 'mean'],
			['statistic', 'distribution'],
			...(node === scope.accountId
				? ([
						['metric', 'edited'],
						['statistic', 'target'],
						['by', 'cycles'],
					] as const)
				: []),
		] as const) {
			const page = await readHeatmapPage(session, url({ cycle: id, node, [name]: value })).catch(notThere)
			keep(`heatmap ${node} ${value}`, page)
		}
		for (const family of ['all', ...families.rows.map((row) => row.id)]) {
			keep(
				`cell ${node} ${family}`,
				await readCellPage(session, url({ cycle: id, node, family })).catch(notThere),
			)
		}
		keep(
			`trend ${node}`,
			await readTrendPage(session, url({ node, until: snapshot?.cycleName ?? '' })).catch(notThere),
		)
		const view = await readHeatmapView(scope, person, { cycle: id, nodeId: node })
		if (view === null || view === 'nothing') continue
		keep(`heatmap.csv ${node}`, [
			...heatmapRows(view, {
				...{ frameworkKey: 'map', frameworkVersion: 1, asOf: '', rows: { kind: 'teams' } },
				targets: await readLevelTargets(scope, { view }),
			}),
		])
	}
	keep('organization', await readOrganizationPage(session, url({ cycle: id })).catch(notThere))
	keep('benchmarks', await readBenchmarks(session, url({ cycle: id })).catch(notThere))
	// The company's: of every other node it is made of what its heatmap and its export hold.
	keep('board', await readBoardPage(session, url({ cycle: id })).catch(notThere))
	for (const steps of ['next', 'all']) {
		keep(`needs ${steps}`, await readTrainingNeedsPage(session, url({ steps })).catch(notThere))
	}
	let csv = ''
	await writeTrainingNeedsCsv(
		scope,
		person,
		{ snapshotId: id, steps: 'all' },
		async (text) => void (csv += text),
	)
	keep(
		'needs.csv',
		csv.split('\n').map((line) => line.split(',').filter((_, column) => column !== 8)),
	)
	keep('landscape', await readLandscape(session, { beginWith: null }))
	keep('needs at home', await readNeeds(session))
	keep('own', await listOwnOutcomes(scope))
	keep('reports', await listReportChanges(scope, { limit: 50 }))
	keep('targets', await readSnapshotTargets(scope, { snapshotId: id }))
	keep(
		'pattern',
		await withAccount(scope, (transaction) => readSnapshotPattern(transaction, scope, { snapshotId: id })),
	)
	if (person.roles.includes('hr')) {
		keep('cycles', await readCycles(session, url({})))
		for (const view of ['teams', 'families', 'people']) {
			const { cycle: _, plan: _plan, ...page } = await readCyclePage(session, cycleId, url({ view }))
			const rows = 'participants' in page ? page.participants.map(({ version: _version, ...row }) => row) : []
			keep(`cycle ${view}`, { ...page, participants: rows })
		}
	}
	return found
}
