import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { Agreement } from '#app/data/get-agreement.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { findNextTurn } from '#app/data/find-next-turn.server.ts'
import { getPrivateNote } from '#app/data/get-private-note.server.ts'
import type { Neighbour } from '#app/data/list-pair-neighbours.server.ts'
import { listPairNeighbours } from '#app/data/list-pair-neighbours.server.ts'
import { readMeasuredShares } from '#app/data/metrics/read-measured-shares.server.ts'
import { noteLook } from '#app/data/note-look.server.ts'
import { may } from '#app/domain/access/policy.ts'
import type { RatedSide } from '#app/domain/check-in/compare-raters.ts'
import { answerOf, compareRaters } from '#app/domain/check-in/compare-raters.ts'
import type { Chosen } from '#app/domain/check-in/says-versus-shows.ts'
import { showShares } from '#app/domain/check-in/says-versus-shows.ts'
import type { RubricQuestion } from '#app/domain/framework/rubric.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { comparedShares } from '#seed/frameworks/compared-shares.ts'

/**
 * Where a pair stands for whoever reads it: `waiting` for a side, `alone` with the only side there can be, `to-agree`,
 * `agreed`, or over without an agreement.
 */
type AgreementStage = 'waiting' | 'alone' | 'to-agree' | 'agreed' | 'not-agreed'

function stageOf({ pair, self, manager, outcome, isEarlier }: Agreement): AgreementStage {
	if (outcome && !isEarlier) return 'agreed'
	if (pair.phase === 'published' && pair.reopenedAt === null) return 'not-agreed'
	if (self && manager) return 'to-agree'
	if (!pair.closed) return 'waiting'
	if (self && !pair.managerCan) return 'alone'
	return manager && !pair.selfCan ? 'alone' : 'not-agreed'
}

/** A pair as this person may see it; anybody else gets the 404. */
export async function readAgreementPage(session: AccountSession, participantId: string) {
	const { scope, account, person } = session
	const agreement = await getAgreement(scope, participantId)
	if (agreement === null) throw notFound()
	const { pair, viewer, family, self, manager, outcome, isEarlier, changes, mayAgree } = agreement
	const wording = ({ text, managerText }: { text: string; managerText: string }) =>
		viewer === 'self' ? text : managerText
	const questions = family?.questions.map((question) => ({ ...question, text: wording(question) })) ?? []
	const isManager = viewer === 'manager'
	if (isManager) await noteLook(scope, participantId)
	const neighbours = isManager ? await listPairNeighbours(scope, pair) : { previous: null, next: null }
	const next = isManager ? await findNextTurn(scope, participantId) : null
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		viewer,
		stage: stageOf(agreement),
		mayAgree,
		participantId: pair.participantId,
		memberId: pair.memberId,
		memberName: pair.memberName,
		/** Who gives the manager's side at present, and for whom where they stand in. */
		managerName: pair.delegateName ?? pair.managerName,
		standsInFor: pair.delegateId && pair.managerName,
		/** Who sent the manager's side, where it changed hands after that. */
		givenBy:
			manager?.raterId && manager.raterId !== (pair.delegateId ?? pair.managerId) ? manager.raterName : null,
		jobTitle: pair.jobTitle,
		teamName: pair.teamName,
		familyName: pair.familyName,
		cycleName: pair.cycleName,
		endsOn: pair.endsOn,
		published: pair.phase === 'published',
		/** Why it may be changed again; for the two of the pair and for HR. */
		reopened:
			pair.reopenedAt === null || viewer === 'above'
				? null
				: { at: pair.reopenedAt, reason: pair.reopenReason ?? '', isEarlier },
		/** Where HR reopens it. */
		/** Where HR comes from. */
		cycleHref: viewer === 'hr' ? `/a/${account.slug}/cycles/${pair.cycleId}?view=people` : null,
		reopenHref:
			viewer === 'hr' && pair.phase !== 'draft' && pair.state === 'active'
				? `/a/${account.slug}/cycles/${pair.cycleId}/corrections?participant=${pair.participantId}`
				: null,
		sent: { self: pair.selfSent, manager: pair.managerSent },
		can: { self: pair.selfCan, manager: pair.managerCan },
		entry: family && { ...family.entry, text: wording(family.entry) },
		questions,
		sides: { self, manager },
		comparison: compareRaters(
			self,
			manager,
			questions.map(({ key }) => key),
		),
		outcome,
		changes,
		next: next && { name: next.memberName, href: `/a/${account.slug}/check-ins/${next.path}` },
		before: placeOf(account.slug, neighbours.previous),
		after: placeOf(account.slug, neighbours.next),
		shares: await readShares(session, agreement, questions),
		mayImport: may(person, 'metrics.import'),
		note: await getPrivateNote(scope, participantId),
		idempotencyKey: newIdempotencyKey(),
	}
}

/** What is measured beside what both chose and agreed: nothing before both are in. */
async function readShares(
	{ scope, account, person }: AccountSession,
	{ pair, family, self, manager, outcome, isEarlier }: Agreement,
	questions: readonly RubricQuestion[],
) {
	const compared = comparedShares(self || manager ? family : null)
	const agreed = isEarlier ? null : outcome
	const chosen = (of: (side: RatedSide | null) => Chosen['halfSteps']): Chosen[] => [
		{ by: 'self', halfSteps: of(self) },
		{ by: 'manager', halfSteps: of(manager) },
		{ by: 'agreed', halfSteps: of(agreed && { ...agreed, usesAi: null }) },
	]
	return showShares({
		compared,
		questions,
		measured: await readMeasuredShares(scope, person, { participantId: pair.participantId, compared }),
		answersTo: (questionKey) => chosen((side) => answerOf(side, questionKey)),
		tiers: chosen((side) => side?.tier ?? null),
		locale: account.locale,
	})
}

/** Where the keyboard flow goes on with a report. */
function placeOf(slug: string, neighbour: Neighbour | null) {
	if (neighbour === null) return null
	const { participantId, memberName, sent } = neighbour
	return { name: memberName, href: `/a/${slug}/check-ins/${participantId}${sent ? '/agreement' : ''}` }
}

export type AgreementPage = Awaited<ReturnType<typeof readAgreementPage>>
export type AgreementQuestion = AgreementPage['questions'][number]
