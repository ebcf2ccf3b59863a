import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { planChecksOnce } from '#app/data/plan-checks-once.server.ts'
import { settleTier, type Settled } from '#app/domain/check-in/settle-tier.ts'
import { isHalfSteps, type HalfSteps } from '#app/domain/tier/tier.ts'
import type { SampleParticipation, SampleSide } from './answers.ts'

type Row = Record<string, unknown>

const half = (value: number): HalfSteps => {
	if (!isHalfSteps(value)) throw new RangeError(`${value} is no half-step`)
	return value
}

function settled(side: SampleSide, questionKeys: readonly string[]): Settled {
	const result = settleTier(
		{
			usesAi: side.usesAi,
			answers: questionKeys.map((questionKey, index) => ({
				questionKey,
				halfSteps: half(side.answers[index] ?? 2),
			})),
			tier: null,
			tierReason: null,
		},
		questionKeys,
	)
	if (!result.ok) throw new Error('The sample gives an incomplete check-in.')
	return result.settled
}

/** The middle of the two, rounded down; who of them sees no AI at work is outvoted by the other's lowest option. */
function agreedSide(self: SampleSide, manager: SampleSide): SampleSide {
	if (!self.usesAi && !manager.usesAi) return self
	const answers = self.answers.map((answer, index) =>
		Math.floor((answer + (manager.answers[index] ?? answer)) / 2),
	)
	return { usesAi: true, answers: [answers[0] ?? 2, answers[1] ?? 2, answers[2] ?? 2] }
}

/**
 * Writes what everybody answered in one open cycle, sent in the days after `openedAt`: exemptions, check-ins with their
 * answers, drafts, agreed outcomes. In bulk, with the same rules for tiers as the forms.
 */
export async function writeCheckIns(
	scope: AccountScope,
	of: {
		cycleId: string
		openedAt: Date
		/** The last moment that anything can have happened. */
		until: Date
		participations: readonly SampleParticipation[]
		/** The questions of each family, by its key. */
		questionKeys: ReadonlyMap<string, readonly string[]>
	},
): Promise<void> {
	await withAccount(
		scope,
		async ({ sql }) => {
			const { accountId } = scope
			await planChecksOnce({ sql })
			// Without statistics, which a young account has not, thousands of rows look like few: a guard would read all for each.
			await sql.query('SET LOCAL enable_nestloop = off')
			const participants = await sql.query<{
				id: string
				member_id: string
				family: string
				manager: string | null
			}>(
				`SELECT p.id, p.member_id, f.key AS family, g.id AS manager FROM participant p
				 JOIN role_family f ON f.account_id = p.account_id AND f.id = p.family_id
				 LEFT JOIN membership g ON g.account_id = p.account_id AND g.member_id = p.manager_id
				 WHERE p.account_id = $1 AND p.cycle_id = $2`,
				[accountId, of.cycleId],
			)
			const byMember = new Map(participants.rows.map((row) => [row.member_id, row]))
			const checkIns: Row[] = []
			const answers: Row[] = []
			const outcomes: Row[] = []
			const outcomeAnswers: Row[] = []
			const exempt: Row[] = []
			for (const [index, participation] of of.participations.entries()) {
				const participant = byMember.get(participation.memberId)
				if (!participant) continue
				if (participation.exemptReason !== null) {
					exempt.push({ id: participant.id, reason: participation.exemptReason })
					continue
				}
				const keys = of.questionKeys.get(participant.family) ?? []
				const at = (days: number): string =>
					new Date(
						Math.min(of.until.getTime(), of.openedAt.getTime() + (days * 24 + (index % 9)) * 3_600_000),
					).toISOString()
				for (const rater of ['self', 'manager'] as const) {
					const side = participation[rater]
					if (side === null) continue
					const id = crypto.randomUUID()
					const isDraft = participation.draft && rater === 'self'
					const { answers: given, tier, suggestedTier, usesAi } = settled(side, keys)
					checkIns.push({
						id,
						participant_id: participant.id,
						rater,
						uses_ai: usesAi,
						tier: isDraft ? null : tier,
						suggested_tier: isDraft ? null : suggestedTier,
						submitted_at: isDraft ? null : at(rater === 'self' ? 1 + (index % 7) : 3 + (index % 9)),
					})
					for (const [position, answer] of given.entries()) {
						if (isDraft && position > 0) continue
						answers.push({
							check_in_id: id,
							question_key: answer.questionKey,
							half_steps: answer.halfSteps,
							evidence_note: index % 6 === 0 && position === 0 ? 'Shown in the last team review.' : null,
						})
					}
				}
				if (participation.agreed && participation.self && participation.manager) {
					const outcome = settled(agreedSide(participation.self, participation.manager), keys)
					outcomes.push({
						participant_id: participant.id,
						tier: outcome.tier,
						suggested_tier: outcome.suggestedTier,
						agreed_by_id: participant.manager,
						agreed_at: at(13 + (index % 5)),
					})
					for (const answer of outcome.answers) {
						outcomeAnswers.push({
							participant_id: participant.id,
							question_key: answer.questionKey,
							half_steps: answer.halfSteps,
						})
					}
				}
			}
			await sql.query(
				`UPDATE participant p SET state = 'exempt', exempt_reason = e.reason
				 FROM json_to_recordset($2) AS e (id uuid, reason text) WHERE p.account_id = $1 AND p.id = e.id`,
				[accountId, JSON.stringify(exempt)],
			)
			await sql.query(
				`INSERT INTO check_in (account_id, id, participant_id, rater, uses_ai, tier, suggested_tier, updated_at)
				 SELECT $1, c.id, c.participant_id, c.rater, c.uses_ai, c.tier, c.suggested_tier, coalesce(c.submitted_at, $3)
				 FROM json_to_recordset($2) AS c (id uuid, participant_id uuid, rater rater, uses_ai boolean, tier int,
					suggested_tier int, submitted_at timestamptz)`,
				[accountId, JSON.stringify(checkIns), of.openedAt],
			)
			await sql.query(
				`INSERT INTO check_in_answer (account_id, check_in_id, question_key, half_steps, evidence_note)
				 SELECT $1, a.check_in_id, a.question_key, a.half_steps, a.evidence_note
				 FROM json_to_recordset($2) AS a (check_in_id uuid, question_key text, half_steps int, evidence_note text)`,
				[accountId, JSON.stringify(answers)],
			)
			await sql.query(
				`UPDATE check_in c SET submitted_at = s.submitted_at
				 FROM json_to_recordset($2) AS s (id uuid, submitted_at timestamptz)
				 WHERE c.account_id = $1 AND c.id = s.id AND s.submitted_at IS NOT NULL`,
				[accountId, JSON.stringify(checkIns)],
			)
			await sql.query(
				`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier, agreed_by_id, agreed_at)
				 SELECT $1, o.participant_id, o.tier, o.suggested_tier, o.agreed_by_id, o.agreed_at
				 FROM json_to_recordset($2) AS o (participant_id uuid, tier int, suggested_tier int, agreed_by_id uuid,
					agreed_at timestamptz)`,
				[accountId, JSON.stringify(outcomes)],
			)
			await sql.query(
				`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps)
				 SELECT $1, o.participant_id, o.question_key, o.half_steps
				 FROM json_to_recordset($2) AS o (participant_id uuid, question_key text, half_steps int)`,
				[accountId, JSON.stringify(outcomeAnswers)],
			)
		},
		{ timeout: 120_000 },
	)
}
