import { z } from 'zod'
import { reachOf } from '#app/domain/access/policy.ts'
import type { Rater } from '#app/domain/check-in/rater.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { RubricFamily } from '#app/domain/framework/rubric.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { isAbove } from './above-participant-sql.server.ts'
import type { AccountScope } from './account-scope.server.ts'
import { outcomeIsOpen, pairIsClosed } from './closed-pair.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import type { AgreementViewer } from './get-agreement.server.ts'
import type { PersonReaders } from './list-person-readers.server.ts'
import { listPersonReaders } from './list-person-readers.server.ts'
import { isManagerRater, managerRater } from './manager-rater-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { readRubricFamily } from './read-rubric-family.server.ts'
import { publishedBeforeCorrection } from './results-of-version-sql.server.ts'

export type PersonCycle = {
	participantId: string
	cycleId: string
	cycleName: string
	/** Calendar day. */
	startsOn: string
	phase: CyclePhase
	/** As whom the reader sees this cycle, by what was frozen in it. */
	viewer: AgreementViewer
	/** `open`: nothing is agreed yet, and it still can be. */
	state: 'assessed' | 'not-assessed' | 'exempt' | 'left' | 'open'
	/** Being corrected: of a published cycle what is published stands until the next version. */
	isReopened: boolean
	teamName: string | null
	familyKey: string
	familyName: string
	/** Who gave the manager's side: the manager as frozen, or who stood in. */
	raterName: string | null
	frameworkVersionId: string
	frameworkVersion: number
	/** What was agreed of a closed pair; null unless assessed. */
	outcome: {
		tier: HalfSteps
		singleRater: Rater | null
		answers: { questionKey: string; halfSteps: HalfSteps }[]
	} | null
	/** What the two gave with their answers; a manager further up has it in calibration alone. */
	evidence: { rater: Rater; questionKey: string; url: string | null; note: string | null }[]
}

export type PersonProgress = {
	member: { id: string; name: string; jobTitle: string | null }
	/** The person themself, HR, or who was one of the two or stood further up in some cycle. */
	isSelf: boolean
	/** Only those that the reader may see, the earliest first. */
	cycles: PersonCycle[]
	/** By `frameworkVersionId` and `familyKey` with a space between: what the cycles asked. */
	families: Map<string, RubricFamily>
	/** Who else sees what; null for who is neither the person nor HR nor gives the manager's side in the newest cycle. */
	readers: PersonReaders | null
}

/**
 * A person's history over the cycles, as far as the reader goes: all of their own; of others the cycles in which the reader
 * gave the manager's side, what was agreed in those in which the reader stood further up, and for HR all without the notes.
 * Null where there is nothing of it for the reader.
 */
export async function getPersonProgress(
	scope: AccountScope,
	{ memberId }: { memberId: string },
): Promise<PersonProgress | null> {
	if (!z.guid().safeParse(memberId).success) return null
	const isSelf = scope.memberId?.toLowerCase() === memberId.toLowerCase()
	const person = { roles: scope.roles, isMember: scope.memberId !== null, isManager: false }
	const isHr = reachOf(person, 'outcomes.read').has('all')
	return withAccount(scope, async (transaction) => {
		const member = await transaction.db.member.findUnique({
			where: { accountId_id: { accountId: scope.accountId, id: memberId }, erasedAt: null },
			select: { id: true, name: true, jobTitle: true },
		})
		if (!member) return null
		const cycles = await listSeenCycles(transaction, scope, { memberId, isHr })
		if (cycles.length === 0 && !isSelf && !isHr) return null
		await addEvidence(transaction, scope, cycles)
		const families = new Map<string, RubricFamily>()
		for (const { frameworkVersionId, familyKey } of cycles) {
			const key = `${frameworkVersionId} ${familyKey}`
			if (families.has(key)) continue
			const family = await readRubricFamily(transaction, scope, { frameworkVersionId, familyKey })
			if (family) families.set(key, family)
		}
		const readers = await listPersonReaders(transaction, scope, {
			memberId,
			...(!isSelf && !isHr && { forRater: scope.memberId }),
		})
		return { member, isSelf, cycles, families, readers }
	})
}

async function listSeenCycles(
	transaction: Transaction,
	scope: AccountScope,
	{ memberId, isHr }: { memberId: string; isHr: boolean },
): Promise<PersonCycle[]> {
	const { today } = await readAccountCalendar(transaction, scope)
	const { rows } = await transaction.sql.query<PersonCycle>(
		`SELECT * FROM (
			SELECT p.id AS "participantId", c.id AS "cycleId", c.name AS "cycleName", c.starts_on::text AS "startsOn", c.phase,
				CASE
					WHEN p.member_id = $3 THEN 'self'
					WHEN ${isManagerRater('$3')} THEN 'manager'
					WHEN $4 THEN 'hr'
					WHEN ${isAbove({ account: '$1', member: '$3' })} THEN 'above'
				END AS viewer,
				now.state, p.reopened_at IS NOT NULL AS "isReopened", t.name AS "teamName", f.key AS "familyKey",
				f.name AS "familyName", r.name AS "raterName", c.framework_version_id AS "frameworkVersionId",
				v.version AS "frameworkVersion", '[]'::jsonb AS evidence,
				CASE WHEN now.state = 'assessed' THEN jsonb_build_object(
					'tier', result.tier, 'singleRater', result.single_rater,
					'answers', CASE WHEN e.participant_id IS NULL THEN
						(SELECT coalesce(jsonb_agg(jsonb_build_object('questionKey', a.question_key, 'halfSteps', a.half_steps)
							ORDER BY a.question_key), '[]')
							FROM outcome_answer a WHERE a.account_id = $1 AND a.participant_id = p.id)
						ELSE (SELECT coalesce(jsonb_agg(jsonb_build_object('questionKey', a.key, 'halfSteps', a.value::smallint)
							ORDER BY a.key), '[]') FROM jsonb_each_text(e.answers) a) END
				) END AS outcome
			FROM participant p
			JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			JOIN role_family f ON f.account_id = p.account_id AND f.id = p.family_id
			JOIN framework_version v ON v.account_id = c.account_id AND v.id = c.framework_version_id
			LEFT JOIN member r ON r.account_id = p.account_id AND r.id = ${managerRater}
			LEFT JOIN cycle_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
			LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id AND ${outcomeIsOpen}
			LEFT JOIN ${publishedBeforeCorrection()} e ON true
			CROSS JOIN LATERAL (SELECT
				CASE WHEN e.participant_id IS NULL THEN o.tier ELSE e.tier END AS tier,
				CASE WHEN e.participant_id IS NULL THEN o.single_rater ELSE e.single_rater END AS single_rater) result
			CROSS JOIN LATERAL (SELECT CASE
				WHEN p.state <> 'active' THEN p.state::text
				WHEN c.phase <> 'published' AND m.left_on <= $5::date THEN 'left'
				WHEN result.tier IS NOT NULL THEN 'assessed'
				WHEN c.phase = 'published' THEN 'not-assessed'
				ELSE 'open' END AS state) now
			WHERE p.account_id = $1 AND p.member_id = $2 AND c.phase <> 'draft'
		 ) seen
		 WHERE viewer IS NOT NULL ORDER BY "startsOn", "cycleId"`,
		[scope.accountId, memberId, scope.memberId, isHr, today],
	)
	return rows
}

/** What was given with the answers of closed pairs, in cycles of which the reader sees more than what was agreed. */
async function addEvidence(
	{ sql }: Transaction,
	scope: AccountScope,
	cycles: readonly PersonCycle[],
): Promise<void> {
	const seen = cycles.filter(({ viewer, phase }) => viewer !== 'above' || phase === 'calibration')
	const { rows } = await sql.query<PersonCycle['evidence'][number] & { participantId: string }>(
		`SELECT p.id AS "participantId", i.rater, a.question_key AS "questionKey", a.evidence_url AS url, a.evidence_note AS note
		 FROM participant p
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 JOIN check_in i ON i.account_id = p.account_id AND i.participant_id = p.id AND i.submitted_at IS NOT NULL
		 JOIN check_in_answer a ON a.account_id = i.account_id AND a.check_in_id = i.id
		 WHERE p.account_id = $1 AND p.id = ANY ($2::uuid[]) AND ${pairIsClosed}
			AND (a.evidence_url IS NOT NULL OR a.evidence_note IS NOT NULL)
		 ORDER BY a.question_key, i.rater`,
		[scope.accountId, seen.map(({ participantId }) => participantId)],
	)
	for (const { participantId, ...evidence } of rows) {
		seen.find((cycle) => cycle.participantId === participantId)?.evidence.push(evidence)
	}
}
