import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { listPairNeighbours } from '#app/data/list-pair-neighbours.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'

/** A check-in as its rater fills it in; anybody else gets the 404. */
export async function readCheckInPage({ scope, account }: AccountSession, participantId: string) {
	const form = await getCheckInForm(scope, participantId)
	if (form === null) throw notFound()
	const { pair, rater, family, mine, previous, lock } = form
	const wording = ({ text, managerText }: { text: string; managerText: string }) =>
		rater === 'self' ? text : managerText
	const { previous: before, next: after } =
		rater === 'manager' ? await listPairNeighbours(scope, pair) : { previous: null, next: null }
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		participantId: pair.participantId,
		rater,
		memberName: pair.memberName,
		managerName: pair.managerName,
		jobTitle: pair.jobTitle,
		teamName: pair.teamName,
		familyName: pair.familyName,
		cycleName: pair.cycleName,
		endsOn: pair.endsOn,
		late: todayIn(account.timeZone) > pair.endsOn,
		/** Whether there is somebody who can give the other side. */
		otherCan: rater === 'self' ? pair.managerCan : pair.selfCan,
		lock,
		reopenReason: pair.reopenReason,
		entry: family && { ...family.entry, text: wording(family.entry) },
		questions: family?.questions.map((question) => ({ ...question, text: wording(question) })) ?? [],
		mine,
		previous,
		before,
		after,
		idempotencyKey: newIdempotencyKey(),
		/** Where this device keeps what could not be saved: of this person and this check-in alone. */
		localKey: `contour:check-in:${scope.membershipId}:${pair.participantId}`,
	}
}

export type CheckInPage = Awaited<ReturnType<typeof readCheckInPage>>
