import type { Client } from 'pg'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { schedulePhases } from '#app/domain/roadmap/phase.ts'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { told } from './bench-database.ts'
import type { Company, Shape } from './company.ts'
import { foundCompanies, writeCycle } from './company.ts'

export type RoadmapData = {
	company: Company
	plans: number
	items: number
	board: { roadmapId: string; items: number }
}

/** Days since the plans began: these, in turn, so that they are in different phases and standings. */
const ages = [5, 40, 100, 190, 300]

const shape: Shape = {
	...{
		key: 'planning',
		companies: 1,
		people: 'grown',
		members: 2_000,
		divisions: 6,
		groups: 24,
		teams: 400,
		cycles: 1,
	},
}

/**
 * 500 plans of 40 items over the teams of a company, under every lens, a half of what is due by now done, and one plan more with a board
 * of 300. What each has reached is there to be read: a published cycle in which teams have agreed their levels and rungs.
 */
export async function writeRoadmapData(admin: Client, { quick }: { quick: boolean }): Promise<RoadmapData> {
	const plans = quick ? 50 : 500
	const items = 40
	const board = 300
	const [company] = await told('a company of 2,000 in 400 teams', () => foundCompanies(admin, shape))
	if (!company) throw new Error('The company is missing.')
	await told('its cycle, and what its teams agreed', () => writeResults(admin, company))
	const today = todayIn('Europe/Berlin')
	const roadmapId = await told(`${plans} plans of ${items} items, and one of ${board}`, async () => {
		for (const [index, age] of ages.entries()) {
			await addPlans(admin, company, {
				count: plans / ages.length,
				items,
				startsOn: shiftDay(today, -age),
				index,
			})
		}
		const [one] = await addPlans(admin, company, {
			...{ count: 1, items: board, startsOn: shiftDay(today, -5), index: ages.length },
		})
		return one ?? ''
	})
	await admin.query('VACUUM ANALYZE')
	return { company, plans: plans + 1, items, board: { roadmapId, items: board } }
}

async function writeResults(admin: Client, company: Company): Promise<void> {
	await writeCycle(admin, shape, [company], { cycle: 1 })
	const cycle = company.cycleIds.get(1)
	if (!cycle) throw new Error('The cycle is missing.')
	await admin.query(
		`INSERT INTO team_assessment (account_id, cycle_id, team_id, framework_key, framework_version, checks_version, state, claimed,
			shown, shown_on, rung, trap_recognized, revealed_at, revealed_inputs, revealed_of, agreed_at)
		 SELECT t.account_id, t.cycle_id, t.team_id, f.key, 1, CASE WHEN is_level THEN 1 END, 'agreed', CASE WHEN is_level THEN 3 END,
			CASE WHEN is_level THEN 2 END, CASE WHEN is_level THEN current_date END, CASE WHEN NOT is_level THEN 3 END,
			CASE WHEN NOT is_level THEN true END, now(), 1, 1, now()
		 FROM cycle_team t,
			(VALUES ('five-ai-coding-levels', true), ('agentic-engineering-ladder', false)) f (key, is_level)
		 WHERE t.account_id = $1 AND t.cycle_id = $2`,
		[company.accountId, cycle.cycleId],
	)
	await admin.query('ANALYZE')
	const published = await publishCycle(company.hr, { cycleId: cycle.cycleId, at: cycle.endsOn })
	if (!published.ok) throw new Error(published.reason)
}

async function addPlans(
	admin: Client,
	{ accountId }: Company,
	of: { count: number; items: number; startsOn: string; index: number },
): Promise<string[]> {
	const { rows } = await admin.query<{ id: string }>(
		`INSERT INTO roadmap (account_id, id, name, team_id, lens, start_level, target_level, starts_on)
		 SELECT $1, md5('plan ' || $4 || ' ' || n)::uuid, 'Plan ' || $4 || ' of ' || n, t.id,
			(ARRAY['tier', 'ai-coding-level', 'rung']::roadmap_lens[])[1 + (n - 1) % 3], 2, 5, $3
		 FROM generate_series(1, $2) AS n
		 JOIN (SELECT id, row_number() OVER (ORDER BY id) AS place, count(*) OVER () AS teams FROM team
			WHERE account_id = $1 AND archived_at IS NULL) t ON t.place = 1 + (n * 7 + $4::int) % t.teams
		 RETURNING id`,
		[accountId, of.count, of.startsOn, of.index],
	)
	const ids = rows.map(({ id }) => id)
	if (ids.length !== of.count) throw new Error(`${ids.length} of ${of.count} plans are there.`)
	const phases = schedulePhases(of.startsOn)
	const columns = [
		phases.map(({ key }) => key),
		phases.map(({ startsOn }) => startsOn),
		phases.map(({ endsOn }) => endsOn),
	]
	await admin.query(
		`INSERT INTO roadmap_phase (account_id, roadmap_id, phase, name, starts_on, ends_on)
		 SELECT $1, r, p.phase, initcap(p.phase::text), p.starts_on, p.ends_on
		 FROM unnest($2::uuid[]) AS r, unnest($3::roadmap_phase_key[], $4::date[], $5::date[]) AS p (phase, starts_on, ends_on)`,
		[accountId, ids, ...columns],
	)
	await admin.query(
		`INSERT INTO roadmap_item (account_id, roadmap_id, phase, kind, text, position, weight, due_on, state, done_on)
		 SELECT $1, r, p.phase, CASE WHEN n % 4 = 0 THEN 'outcome' ELSE 'deliverable' END::roadmap_item_kind,
			'What is to be done, number ' || n || ' of phase ' || p.phase, n, 1 + n % 3, p.starts_on + n % (p.ends_on - p.starts_on + 1),
			CASE WHEN is_done THEN 'done' ELSE 'todo' END::roadmap_item_state,
			CASE WHEN is_done THEN p.starts_on + n % (p.ends_on - p.starts_on + 1) END
		 FROM unnest($2::uuid[]) AS r, unnest($3::roadmap_phase_key[], $4::date[], $5::date[]) AS p (phase, starts_on, ends_on),
			generate_series(1, $6::int / 4) AS n,
			LATERAL (SELECT n % 2 = 0 AND p.starts_on + n % (p.ends_on - p.starts_on + 1) < current_date AS is_done) d`,
		[accountId, ids, ...columns, of.items],
	)
	return ids
}
