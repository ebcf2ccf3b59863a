import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { addComment } from '#app/data/roadmaps/add-comment.server.ts'
import { addRoadmap } from '#app/data/roadmaps/add-roadmap.server.ts'
import { closePhase } from '#app/data/roadmaps/close-phase.server.ts'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import { schedulePhases } from '#app/domain/roadmap/phase.ts'
import { builtInTemplates } from '#seed/roadmap-templates/built-in.ts'

type SamplePlan = {
	team: string
	template: string
	name: string
	levels: [start: number, target: number]
	/** Days since it began. */
	age: number
	closed: PhaseKey[]
	/** How many items of the phase that it is in are done, and days until its next open one is due. */
	doneThere: number
	dueIn: number
	withBelow?: boolean
}

/** One that is on track, one at risk, one late: each by what is done of it. */
const plans: readonly SamplePlan[] = [
	{
		...{ team: 'Payments', template: 'five-ai-coding-levels', name: 'Payments to AI coding level 5' },
		...{ levels: [2, 5], age: 55, closed: ['discovery'], doneThere: 3, dueIn: 12 },
	},
	{
		...{ team: 'Content', template: 'marketing-tier', name: 'Content to tier 2' },
		...{ levels: [2, 4], age: 40, closed: ['discovery'], doneThere: 1, dueIn: -5, withBelow: true },
	},
	{
		...{ team: 'Platform', template: 'engineering-rung', name: 'Platform to rung 4' },
		...{ levels: [2, 4], age: 30, closed: [], doneThere: 2, dueIn: 3 },
	},
]

/** Plans of three teams as their leads would keep them. */
export async function writeRoadmaps(scope: AccountScope, { today }: { today: Day }): Promise<void> {
	for (const plan of plans) await writePlan(scope, plan, today)
}

async function writePlan(scope: AccountScope, plan: SamplePlan, today: Day): Promise<void> {
	const { accountId } = scope
	const template = builtInTemplates.find(({ key }) => key === plan.template)
	const people = await withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<
			Record<'teamId' | 'leadId' | 'sponsorId' | 'userId' | 'membershipId', string>
		>(
			`SELECT t.id AS "teamId", t.lead_id AS "leadId", s.member_id AS "sponsorId", s.user_id AS "userId",
				s.id AS "membershipId"
			 FROM team t
			 JOIN membership s ON s.account_id = t.account_id
			 JOIN "user" u ON u.id = s.user_id AND u.email = 'executive@meridian.example'
			 WHERE t.account_id = $1 AND t.name = $2`,
			[accountId, plan.team],
		)
		return rows[0]
	})
	if (!template || !people) throw new Error(`The sample’s plan of ${plan.team} cannot be begun.`)
	const startsOn = shiftDay(today, -plan.age)
	const added = await addRoadmap(scope, {
		input: {
			...{ name: plan.name, teamId: people.teamId, withBelow: plan.withBelow ?? false },
			...{ startLevel: plan.levels[0], targetLevel: plan.levels[1] },
			...{ ownerId: people.leadId, sponsorIds: people.sponsorId ? [people.sponsorId] : [] },
		},
		...{ template, phases: schedulePhases(startsOn), startsOn, idempotencyKey: crypto.randomUUID() },
	})
	if (!added.ok) throw new Error(`The sample’s plan of ${plan.team} cannot be begun: ${added.reason}.`)
	const { roadmapId } = added
	await withAccount(scope, async ({ sql }) => {
		const done = `state = 'done', started_on = $3::date, outcome = CASE WHEN kind = 'outcome' THEN '{"by": "note"}'::jsonb END,
			approval_note = CASE WHEN kind = 'outcome' THEN 'Shown at the review of the phase.' END,
			approved_at = CASE WHEN kind = 'outcome' THEN now() END,
			approved_by_id = CASE WHEN kind = 'outcome' THEN $6::uuid END`
		await sql.query(
			`UPDATE roadmap_item SET ${done}, done_on = $3::date + 2 * position, owner_id = $5
			 WHERE account_id = $1 AND roadmap_id = $2 AND phase = ANY ($4::roadmap_phase_key[])`,
			[accountId, roadmapId, startsOn, plan.closed, people.leadId, people.membershipId],
		)
		await sql.query(
			`UPDATE roadmap_item i SET ${done}, done_on = $3::date + (($4::date - $3::date) * x.n / $5::int)::int
			 FROM (SELECT id, row_number() OVER (ORDER BY phase, position) AS n FROM roadmap_item
				WHERE account_id = $1 AND roadmap_id = $2 AND state <> 'done') x
			 WHERE i.account_id = $1 AND i.id = x.id AND x.n <= $5`,
			[accountId, roadmapId, startsOn, today, plan.doneThere, people.membershipId],
		)
		await sql.query(
			`INSERT INTO roadmap_item_evidence (account_id, roadmap_id, item_id, note, url)
			 SELECT account_id, roadmap_id, id, 'See the notes of the team.', 'https://wiki.meridian.example/plans'
			 FROM roadmap_item WHERE account_id = $1 AND roadmap_id = $2 AND state = 'done' AND kind <> 'outcome'`,
			[accountId, roadmapId],
		)
		await sql.query(
			`UPDATE roadmap_item i SET state = CASE WHEN x.n = 1 THEN 'doing' ELSE i.state END, due_on = $3::date + 21 * (x.n::int - 1),
				owner_id = $4, started_on = CASE WHEN x.n = 1 THEN $5::date END
			 FROM (SELECT id, row_number() OVER (ORDER BY phase, position) AS n FROM roadmap_item
				WHERE account_id = $1 AND roadmap_id = $2 AND state = 'todo' AND kind = 'deliverable') x
			 WHERE i.account_id = $1 AND i.id = x.id AND x.n <= 3`,
			[accountId, roadmapId, shiftDay(today, plan.dueIn), people.leadId, shiftDay(today, -7)],
		)
	})
	const sponsor = mintAccountScope({
		...{ accountId, userId: people.userId, membershipId: people.membershipId, memberId: people.sponsorId },
		roles: ['executive'],
	})
	for (const phase of plan.closed) {
		const closed = await closePhase(sponsor, { roadmapId, phase, isSponsor: true, exception: null })
		if (!closed.ok) throw new Error(`The sample’s phase ${phase} cannot be closed: ${closed.reason}.`)
		await withAccount(scope, ({ sql }) =>
			sql.query(
				`UPDATE roadmap_phase SET closed_on = ends_on WHERE account_id = $1 AND roadmap_id = $2 AND phase = $3`,
				[accountId, roadmapId, phase],
			),
		)
	}
	const text = 'What do you need from us to keep the pace?'
	await addComment(sponsor, { roadmapId, itemId: null, text, idempotencyKey: crypto.randomUUID() })
}
