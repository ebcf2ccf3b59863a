import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readRubricDraft } from '#app/data/read-rubric-draft.server.ts'
import { removeSampleAccount } from '#app/data/remove-sample-account.server.ts'
import { getAssessment } from '#app/data/team-assessments/get-assessment.server.ts'
import { readThreeLenses } from '#app/data/team-assessments/read-three-lenses.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { shownLevel } from '#app/domain/team-assessment/shown-level.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import { loadSample } from '#seed/demo/load-sample.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()

beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

const now = new Date('2026-11-20T10:00:00Z')

/** What the sample shows of a quarter, without ids. */
const figures = async (accountId: string) =>
	(
		await database.adminPool.query(
			`SELECT c.name, c.phase, count(*)::int AS participants, count(p.tier)::int AS assessed, sum(p.tier)::int AS "halfSteps",
				count(*) FILTER (WHERE p.state = 'exempt')::int AS exempt, count(*) FILTER (WHERE p.state = 'left')::int AS left,
				count(o.single_rater)::int AS "singleRater"
			 FROM cycle c JOIN participant p ON p.account_id = c.account_id AND p.cycle_id = c.id
			 LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
			 WHERE c.account_id = $1 GROUP BY c.id, c.account_id, c.name, c.phase, c.starts_on ORDER BY c.starts_on`,
			[accountId],
		)
	).rows

/** The team and family of each cell at the top of a quarter's heatmap that has a figure for a reader. */
async function familyCells(accountId: string, cycle: string, roles: Person['roles']): Promise<string[]> {
	const person: Person = { roles, isMember: false, isManager: false }
	const view = await readHeatmapView(systemScope(accountId), person, { cycle })
	if (view === null || view === 'nothing') throw new Error('There is no heatmap.')
	return [view.node, ...view.children].flatMap(({ id, name }) =>
		view.families.flatMap((family) => {
			const cell = view.cells.get(id)?.families.find(({ familyId }) => familyId === family.id)
			return cell?.tier.kind === 'shown' ? [`${name} ${family.key}`] : []
		}),
	)
}

test('Meridian holds what a demonstration needs, the same every time, and goes without a trace', async () => {
	const first = await loadSample({ password: 'a password of the test', now })
	const loaded = await figures(first.accountId)
	expect(loaded.map(({ name, phase }) => `${name} ${phase}`)).toEqual([
		'Q4 2025 published',
		'Q1 2026 published',
		'Q2 2026 published',
		'Q3 2026 published',
		'Q4 2026 open',
	])
	for (const quarter of loaded) {
		expect(quarter.participants).toBeGreaterThan(225)
		expect(quarter.exempt).toBeGreaterThan(0)
	}
	for (const quarter of loaded.slice(0, 4)) {
		expect(quarter.assessed).toBeGreaterThan(190)
		expect(quarter.assessed).toBeLessThan(quarter.participants)
		expect(quarter.singleRater).toBeGreaterThan(0)
	}
	expect(loaded.some(({ left }) => left > 0)).toBe(true)
	expect(loaded[3].halfSteps / loaded[3].assessed).toBeGreaterThan(loaded[0].halfSteps / loaded[0].assessed)
	expect(loaded[4].assessed).toBeGreaterThan(50)
	expect(loaded[4].assessed).toBeLessThan(150)
	const { differences } = await verifySnapshots(systemScope(first.accountId))
	expect(differences).toEqual([])

	for (const { name } of loaded.slice(0, 4)) {
		const shown = await familyCells(first.accountId, name, ['executive'])
		const all = await familyCells(first.accountId, name, ['hr'])
		// Two small groups of one family, which hide each other and nothing else.
		expect(all.filter((cell) => !shown.includes(cell))).toEqual([
			'Marketing engineering',
			'Sales engineering',
		])
		expect(shown).toHaveLength(12)
	}

	// A correction with its reason, somebody who stands in, and a version that is being drafted.
	const examples = async (text: string) => (await database.adminPool.query(text)).rows
	expect(
		await examples(
			`SELECT c.name, s.version, r.reason, e.tier AS before, o.tier AS after FROM snapshot s
			 JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
			 JOIN earlier_outcome e ON e.account_id = s.account_id AND e.cycle_id = s.cycle_id AND e.version = s.version - 1
			 JOIN outcome o ON o.account_id = e.account_id AND o.participant_id = e.participant_id
			 JOIN reopening r ON r.account_id = s.account_id AND r.cycle_id = s.cycle_id AND r.version = s.version
			 WHERE s.version > 1`,
		),
	).toEqual([{ name: 'Q4 2025', version: 2, reason: expect.stringContaining('review'), before: 3, after: 4 }])
	expect(
		await examples(
			`SELECT count(*)::int AS count, min(p.delegate_reason) AS reason FROM participant p
			 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			 JOIN member d ON d.account_id = p.account_id AND d.id = p.delegate_id
			 WHERE c.phase = 'open' AND d.email = 'manager@meridian.example' AND p.manager_id <> d.id`,
		),
	).toEqual([{ count: 2, reason: expect.stringContaining('leave') }])
	// What teams said of themselves, each shown level as its checks come to; one that runs, and one that says what its people don't.
	const assessed = await examples(
		`SELECT c.name, a.state, a.framework_key AS key, count(*)::int AS count FROM team_assessment a
		 JOIN cycle c ON c.account_id = a.account_id AND c.id = a.cycle_id GROUP BY 1, 2, 3 ORDER BY 1, 3, 2`,
	)
	expect(assessed.map(({ name, state, key, count }) => `${name} ${key} ${state} ${count}`)).toEqual([
		'Q2 2026 agentic-engineering-ladder agreed 7',
		'Q2 2026 five-ai-coding-levels agreed 4',
		'Q3 2026 agentic-engineering-ladder agreed 7',
		'Q3 2026 five-ai-coding-levels agreed 4',
		'Q4 2026 agentic-engineering-ladder revealed 1',
		'Q4 2026 five-ai-coding-levels collecting 1',
	])
	const reader: Person = { roles: ['hr'], isMember: false, isManager: false }
	const levels = await examples(
		`SELECT id, team_id AS "teamId", shown FROM team_assessment WHERE shown IS NOT NULL`,
	)
	for (const { id, teamId, shown } of levels) {
		const found = await getAssessment(systemScope(first.accountId), reader, { assessmentId: id, teamId })
		const { head, checks } = found ?? { head: null, checks: [] }
		expect(shownLevel(levelChecks.checks, checks, head?.shownOn ?? '').level).toBe(shown)
	}
	const [integrations] = await examples(`SELECT id FROM team WHERE name = 'Integrations'`)
	const lenses = await readThreeLenses(systemScope(first.accountId), reader, {
		...{ teamId: integrations.id, checks: levelChecks.checks },
	})
	expect(lenses?.finding).toMatch(/rung 4 .* tier 1/)

	const draft = await readRubricDraft(systemScope(first.accountId), { key: 'skill-progression-map' })
	const family = draft?.draft.families.find(({ key }) => key === 'customer-service')
	expect(family?.questions.map(({ origin }) => origin)).toEqual(['account', 'source', 'source', 'account'])

	const { rows: teams } = await database.adminPool.query('SELECT count(*)::int AS count FROM team')
	expect(teams[0].count).toBeGreaterThanOrEqual(25)

	expect(await removeSampleAccount(systemScope(first.accountId))).toBe(true)
	for (const table of [
		'account',
		'user',
		'member',
		'participant',
		'snapshot_cell',
		'audit_event',
		'membership',
		'team_assessment',
		'evidence',
	]) {
		const { rows } = await database.adminPool.query(`SELECT count(*)::int AS count FROM "${table}"`)
		expect({ table, count: rows[0].count }).toEqual({ table, count: 0 })
	}

	const second = await loadSample({ password: 'a password of the test', now })
	expect(await figures(second.accountId)).toEqual(loaded)
	await expect(loadSample({ password: 'a password of the test', now })).rejects.toThrow('slug-taken')
}, 120_000)
