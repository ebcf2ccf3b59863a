import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { RosterMoves } from '#app/data/roster-moves.server.ts'
import { changeMember, managerText } from '#app/data/change-member.server.ts'
import type { MemberDetails } from '#app/data/get-member.server.ts'
import { getMember } from '#app/data/get-member.server.ts'
import { memberFormSchema, refusalsByField } from '#app/domain/roster/member-form.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { managersMovedMails } from '#app/mail/roster-mails.server.ts'
import { formatDate } from '#app/ui/format.tsx'

const staleMessage =
	'Somebody else changed this person meanwhile. Nothing of yours is lost: compare, then save again.'

const announcer =
	({ account, user }: AccountSession) =>
	(moves: RosterMoves) =>
		managersMovedMails({
			...moves,
			account,
			by: user.name,
			at: new Date(),
			baseUrl: getEnv().CONTOUR_BASE_URL,
		})

/** Why nothing was changed, with what somebody else saved in between. */
export type PersonRefusal = { status: 400 | 409; result: SubmissionResult; current: MemberDetails | null }

/** Saves the record as it was typed. */
export async function savePerson(
	session: AccountSession,
	memberId: string,
	form: FormData,
): Promise<Response | PersonRefusal> {
	const submission = parseFormData(form, memberFormSchema.safeExtend({ version: rowVersion }))
	if (submission.status !== 'success') return refused(submission.reply())
	const { version, ...input } = submission.value
	const { account, scope } = session
	const changed = await changeMember(scope, { memberId, version, input, announce: announcer(session) })
	if (!changed.ok) {
		if (changed.reason === 'gone') throw notFound()
		if (changed.reason === 'refused') {
			return refused(submission.reply({ fieldErrors: refusalsByField(changed.refusals) }))
		}
		return { status: 409, result: submission.reply({ formErrors: [staleMessage] }), current: changed.current }
	}
	const message = changed.changed ? `${input.name} is saved.` : 'Nothing was different, so nothing was saved.'
	return redirectWithNotice(`/a/${account.slug}/people/${memberId}`, message)
}

const leaveSchema = z.object({ leftOn: z.iso.date('Enter the last day as a date.'), version: rowVersion })

/** Marks somebody as left from a day on, everything else as it is. */
export async function markLeft(
	session: AccountSession,
	memberId: string,
	form: FormData,
): Promise<Response | PersonRefusal> {
	const submission = parseFormData(form, leaveSchema)
	if (submission.status !== 'success') return refused(submission.reply())
	const member = await getMember(session.scope, memberId)
	if (!member) throw notFound()
	const { leftOn, version } = submission.value
	if (member.startedOn && leftOn < member.startedOn) {
		return refused(submission.reply({ fieldErrors: { leftOn: ['The last day is before the first.'] } }))
	}
	const input = { ...member, manager: managerText(member.manager), leftOn }
	const changed = await changeMember(session.scope, {
		memberId,
		version,
		input,
		announce: announcer(session),
	})
	if (!changed.ok) {
		if (changed.reason !== 'stale') throw notFound()
		return { status: 409, result: submission.reply({ formErrors: [staleMessage] }), current: changed.current }
	}
	const { slug, locale, timeZone } = session.account
	return redirectWithNotice(
		`/a/${slug}/people/${memberId}`,
		`${member.name} is marked as left from ${formatDate(leftOn, locale, timeZone)} on.`,
	)
}

const refused = (result: SubmissionResult): PersonRefusal => ({ status: 400, result, current: null })
