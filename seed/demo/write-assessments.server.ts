import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Verdict } from '#app/domain/team-assessment/verdict.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import { runningAssessmentTeam, sampleAssessments } from './assessments.ts'
import type { SeededRandom } from './random.ts'

type Of = {
	cycleId: string
	/** When people gave their views, and agreed some days later. */
	at: Date
	/** 0 or 1: which of the two published quarters; null for the running one. */
	index: number | null
	teamIds: ReadonlyMap<string, string>
	random: SeededRandom
}

/** An assessment of a team as it is written: what was agreed, or null while it is not. */
type Written = {
	teamId: string
	isRegulated: boolean
	step: { claimed: number | null; shown: number | null; rung: number | null; trapRecognized: boolean | null }
	state: 'collecting' | 'revealed' | 'agreed'
}

const day = 86_400_000

/** Says which lenses apply to the sample's teams. */
export async function markSampleTeams(
	scope: AccountScope,
	teamIds: ReadonlyMap<string, string>,
): Promise<void> {
	await withAccount(scope, async ({ sql }) => {
		for (const { teamKey, levels, isRegulated = false } of sampleAssessments) {
			await sql.query(
				`UPDATE team SET builds_product_features = $3, is_engineering = true, is_regulated = $4
				 WHERE account_id = $1 AND id = $2`,
				[scope.accountId, teamIds.get(teamKey), levels !== undefined, isRegulated],
			)
		}
	})
}

/** Writes the assessments of one quarter while its cycle is open, with the same rules as the forms. */
export async function writeAssessments(scope: AccountScope, of: Of): Promise<void> {
	await withAccount(scope, async (transaction) => {
		for (const { teamKey, levels, rungs, isRegulated = false } of sampleAssessments) {
			const teamId = of.teamIds.get(teamKey) ?? ''
			const team = { teamId, isRegulated }
			const none = { claimed: null, shown: null, rung: null, trapRecognized: null }
			if (of.index === null) {
				if (teamKey !== runningAssessmentTeam) continue
				await writeOne(transaction, scope, of, { ...team, step: none, state: 'collecting' }, 'level')
				await writeOne(transaction, scope, of, { ...team, step: none, state: 'revealed' }, 'ladder')
				continue
			}
			const level = levels?.[of.index]
			if (level) {
				const step = { ...none, ...level }
				await writeOne(transaction, scope, of, { ...team, step, state: 'agreed' }, 'level')
			}
			const rung = rungs[of.index]
			if (rung) {
				const step = { ...none, ...rung }
				await writeOne(transaction, scope, of, { ...team, step, state: 'agreed' }, 'ladder')
			}
		}
	})
}

async function writeOne(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ cycleId, at, random }: Of,
	{ teamId, isRegulated, step, state }: Written,
	lens: 'level' | 'ladder',
): Promise<void> {
	const isLevel = lens === 'level'
	// Those who can sign in have still to say something in the running quarter.
	const people = await sql.query<{ id: string; leads: boolean }>(
		`SELECT p.member_id AS id, false AS leads FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.team_id = $3 AND p.state = 'active'
			AND m.email <> 'member@meridian.example'
		 UNION SELECT lead_id, true FROM cycle_team
		 WHERE account_id = $1 AND cycle_id = $2 AND team_id = $3 AND lead_id IS NOT NULL
		 ORDER BY leads, id`,
		[accountId, cycleId, teamId],
	)
	const lead = people.rows.find(({ leads }) => leads)?.id ?? people.rows[0]?.id ?? null
	const givers = people.rows.filter(({ id }) => id !== lead).slice(0, 3)
	const asked = new Set(people.rows.map(({ id }) => id)).size
	const revealed = state !== 'collecting'
	const agreedAt = new Date(at.getTime() + 3 * day)
	const added = await sql.query<{ id: string }>(
		`INSERT INTO team_assessment (account_id, cycle_id, team_id, framework_key, framework_version, checks_version, is_regulated,
			started_at) VALUES ($1, $2, $3, $4, 1, $5, $6, $7) RETURNING id`,
		[
			...[accountId, cycleId, teamId],
			isLevel ? 'five-ai-coding-levels' : 'agentic-engineering-ladder',
			...[isLevel ? levelChecks.version : null, isRegulated, at],
		],
	)
	const id = added.rows[0]?.id
	for (const { id: memberId } of givers) {
		const around = (value: number, highest: number) =>
			Math.min(highest, Math.max(1, value + random.integer(-1, 1)))
		await sql.query(
			`INSERT INTO team_assessment_input (account_id, assessment_id, member_id, claimed, rung, trap_recognized, updated_at)
			 VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			[
				...[accountId, id, memberId, isLevel ? around(step.claimed ?? 2, 5) : null],
				...[isLevel ? null : around(step.rung ?? 3, 6), isLevel ? null : random.chance(0.5), at],
			],
		)
		if (isLevel) {
			const given = levelChecks.checks.filter(({ level }) => level <= 3)
			await sql.query(
				`INSERT INTO team_assessment_input_check (account_id, assessment_id, member_id, check_key, verdict)
				 SELECT $1, $2, $3, * FROM unnest($4::text[], $5::verdict[])`,
				[
					...[accountId, id, memberId, given.map(({ key }) => key)],
					given.map(({ level }) => verdictOf(level, step.shown ?? 1, random)),
				],
			)
		}
		await sql.query(
			`UPDATE team_assessment_input SET submitted_at = $4 WHERE account_id = $1 AND assessment_id = $2 AND member_id = $3`,
			[accountId, id, memberId, at],
		)
	}
	if (!revealed || lead === null) return
	if (isLevel && state === 'agreed') await writeChecks({ sql }, accountId, { id, lead, step, at })
	await sql.query(
		`UPDATE team_assessment SET state = $3::text::assessment_state, revealed_at = $4, revealed_by_id = $5, revealed_inputs = $6,
			revealed_of = $7, claimed = $8, shown = $9::smallint, shown_on = CASE WHEN $9::smallint IS NOT NULL THEN $10::date END, rung = $11,
			trap_recognized = $12, agreed_at = CASE WHEN $3::text = 'agreed' THEN $13::timestamptz END,
			agreed_by_id = CASE WHEN $3::text = 'agreed' THEN $5::uuid END, version = version + 1
		 WHERE account_id = $1 AND id = $2`,
		[
			...[accountId, id, state, new Date(at.getTime() + 2 * day), lead, givers.length, asked],
			...[step.claimed, step.shown, agreedAt.toISOString().slice(0, 10), step.rung, step.trapRecognized],
			agreedAt,
		],
	)
}

function verdictOf(level: number, shown: number, random: SeededRandom): Verdict {
	if (level <= shown) return random.chance(0.85) ? 'met' : 'partly'
	return random.pick(level === shown + 1 ? (['met', 'partly', 'not'] as const) : (['partly', 'not'] as const))
}

/** What stands up to the level that is shown, one piece of evidence for each level, and what is missing above. */
async function writeChecks(
	{ sql }: Pick<Transaction, 'sql'>,
	accountId: string,
	{ id, lead, step, at }: { id: string | undefined; lead: string; step: Written['step']; at: Date },
): Promise<void> {
	const shown = step.shown ?? 0
	const agreed = levelChecks.checks.map(({ key, level }, index): { key: string; verdict: Verdict } => ({
		key,
		verdict: level <= shown ? 'met' : level === shown + 1 && index % 2 === 0 ? 'partly' : 'not',
	}))
	await sql.query(
		`INSERT INTO team_assessment_check (account_id, assessment_id, check_key, verdict, proposed_by_id)
		 SELECT $1, $2, k.key, k.verdict, $5 FROM unnest($3::text[], $4::verdict[]) k (key, verdict)`,
		[accountId, id, agreed.map(({ key }) => key), agreed.map(({ verdict }) => verdict), lead],
	)
	for (let level = 1; level <= shown; level++) {
		const [kind, text, url] = pieces[level - 1] ?? ['note', 'Seen in the team’s review', null]
		const piece = await sql.query<{ id: string }>(
			`INSERT INTO evidence (account_id, kind, text, url, dated_on, expires_on, member_id, created_at)
			 VALUES ($1, $2, $3, $4, $5::date, $5::date + 365, $6, $7) RETURNING id`,
			[accountId, kind, text, url, at.toISOString().slice(0, 10), lead, at],
		)
		await sql.query(
			`INSERT INTO team_assessment_evidence (account_id, assessment_id, check_key, evidence_id)
			 SELECT $1, $2, k.key, $4 FROM unnest($3::text[]) k (key)`,
			[
				...[accountId, id],
				levelChecks.checks.filter((check) => check.level === level).map(({ key }) => key),
				piece.rows[0]?.id,
			],
		)
	}
}

const pieces = [
	['note', 'Every pull request has a reviewer; keys are in the vault. Seen in the team’s review.', null],
	[
		'link',
		'Release checklist of the assistant in the product',
		'https://wiki.meridian.example/release-checklist',
	],
	['link', 'Model registry, dashboards and the retraining calendar', 'https://wiki.meridian.example/models'],
] as const
