import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { CheckInForm } from '#app/data/get-check-in-form.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { getPrivateNote } from '#app/data/get-private-note.server.ts'
import type { Neighbour } from '#app/data/list-pair-neighbours.server.ts'
import { listPairNeighbours } from '#app/data/list-pair-neighbours.server.ts'
import { readMeasuredShares } from '#app/data/metrics/read-measured-shares.server.ts'
import { noteLook } from '#app/data/note-look.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { answerOf } from '#app/domain/check-in/compare-raters.ts'
import { showShares } from '#app/domain/check-in/says-versus-shows.ts'
import { dueOn } from '#app/domain/cycle/cycle-dates.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { comparedShares } from '#seed/frameworks/compared-shares.ts'

/** A check-in as its rater fills it in; anybody else gets the 404. */
export async function readCheckInPage(session: AccountSession, participantId: string) {
	const { scope, account, person } = session
	const form = await getCheckInForm(scope, participantId)
	if (form === null) throw notFound()
	const { pair, rater, family, mine, previous, lock } = form
	const wording = ({ text, managerText }: { text: string; managerText: string }) =>
		rater === 'self' ? text : managerText
	if (rater === 'manager') await noteLook(scope, pair.participantId)
	const note = await getPrivateNote(scope, pair.participantId)
	const neighbours =
		rater === 'manager' ? await listPairNeighbours(scope, pair) : { previous: null, next: null }
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		participantId: pair.participantId,
		rater,
		memberName: pair.memberName,
		/** Who gives the manager's side, and for whom where they stand in. */
		managerName: pair.delegateName ?? pair.managerName,
		standsInFor: pair.delegateId && pair.managerName,
		/** Somebody else wrote the manager's side before it changed hands. */
		byAnother: mine?.byAnother ? { name: mine.raterName, sent: mine.submittedAt !== null } : null,
		jobTitle: pair.jobTitle,
		teamName: pair.teamName,
		familyName: pair.familyName,
		cycleName: pair.cycleName,
		dueOn: dueOn(rater, pair),
		late: todayIn(account.timeZone) > dueOn(rater, pair),
		/** Whether there is somebody who can give the other side. */
		otherCan: rater === 'self' ? pair.managerCan : pair.selfCan,
		lock,
		reopenReason: pair.reopenReason,
		entry: family && { ...family.entry, text: wording(family.entry) },
		questions: family?.questions.map((question) => ({ ...question, text: wording(question) })) ?? [],
		mine,
		shares: await readShares(session, form),
		mayImport: may(person, 'metrics.import'),
		previous,
		note,
		before: placeOf(account.slug, neighbours.previous),
		after: placeOf(account.slug, neighbours.next),
		idempotencyKey: newIdempotencyKey(),
		/** Where this device keeps what could not be saved: of this person and this check-in alone. */
		localKey: `contour:check-in:${scope.membershipId}:${pair.participantId}`,
	}
}

/** What is measured of somebody beside what they have sent themself: never beside anybody else's answers. */
async function readShares(
	{ scope, account, person }: AccountSession,
	{ pair, rater, family, mine }: CheckInForm,
) {
	const isSent = rater === 'self' && mine !== null && mine.submittedAt !== null
	const compared = comparedShares(isSent ? family : null)
	return showShares({
		compared,
		questions: family?.questions ?? [],
		measured: await readMeasuredShares(scope, person, { participantId: pair.participantId, compared }),
		answersTo: (questionKey) => [{ by: 'self', halfSteps: answerOf(mine, questionKey) }],
		tiers: [{ by: 'self', halfSteps: mine?.tier ?? null }],
		locale: account.locale,
	})
}

/** Where the keyboard flow goes on with a report. */
function placeOf(slug: string, neighbour: Neighbour | null) {
	if (neighbour === null) return null
	const { participantId, memberName, sent } = neighbour
	return { name: memberName, href: `/a/${slug}/check-ins/${participantId}${sent ? '/agreement' : ''}` }
}

export type CheckInPage = Awaited<ReturnType<typeof readCheckInPage>>
