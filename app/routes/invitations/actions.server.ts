import type { RouterContextProvider } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { attemptInviting } from '#app/auth/rate-limits.server.ts'
import { createToken } from '#app/auth/tokens.server.ts'
import type { InviteMembers } from '#app/data/invite-members.server.ts'
import { inviteMembers } from '#app/data/invite-members.server.ts'
import { revokeInvitation } from '#app/data/revoke-invitation.server.ts'
import { may, roles } from '#app/domain/access/policy.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { idempotencyKey, parseFormData } from '#app/lib/form.server.ts'
import { notFound, refuse, refuseTooMany } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { invitationMail } from '#app/mail/invitation-mail.server.ts'
import { rolesOfferedMails } from '#app/mail/roster-mails.server.ts'
import { parseInviteeSearch } from './read-page.server.ts'

type Context = Readonly<RouterContextProvider>

const bulkSchema = z.object({
	expected: z.coerce.number().int().min(0),
	roles: z.array(z.enum(roles)).default([]),
	idempotencyKey,
})
const oneSchema = z.object({ memberId: z.uuid(), idempotencyKey })

/** Invites everybody whom the page shows and who can be invited; the number was said before. */
export async function inviteAll(
	session: AccountSession,
	form: FormData,
	url: URL,
	context: Context,
): Promise<Response> {
	const submission = parseFormData(form, bulkSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	await count(session, context)
	const { expected, roles: asked, idempotencyKey: key } = submission.value
	const extra = may(session.person, 'account.roles') ? asked.filter((role) => role !== 'member') : []
	const { who, bulk } = parseInviteeSearch(url.searchParams)
	const done = await send(session, {
		who: { filter: { ...who, states: bulk } },
		roles: ['member', ...extra],
		expected,
		idempotencyKey: key,
	})
	const back = here(session, url)
	if (!done.ok) {
		if (done.reason === 'roles') throw notFound()
		return redirectWithNotice(
			back,
			`By now ${done.count} people match, not ${expected}, so nobody was invited. Look at the list again.`,
			{ tone: 'warning' },
		)
	}
	return redirectWithNotice(
		back,
		done.count === 1 ? '1 invitation is on its way.' : `${done.count} invitations are on their way.`,
	)
}

/** Invites one member, again if need be. */
export async function inviteOne(
	session: AccountSession,
	form: FormData,
	url: URL,
	context: Context,
): Promise<Response> {
	const submission = parseFormData(form, oneSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const { memberId, idempotencyKey: key } = submission.value
	await count(session, context, memberId)
	const done = await send(session, { who: { memberIds: [memberId] }, roles: ['member'], idempotencyKey: key })
	const sent = done.ok && done.count === 1
	return sent
		? redirectWithNotice(here(session, url), 'The invitation is on its way. An earlier one no longer works.')
		: redirectWithNotice(
				here(session, url),
				'Nobody was invited: they have joined or left, or have no e-mail.',
				{
					tone: 'warning',
				},
			)
}

export async function revoke(session: AccountSession, form: FormData, url: URL): Promise<Response> {
	const memberId = z.uuid().safeParse(form.get('memberId'))
	if (!memberId.success) throw refuse('invalid')
	const revoked = await revokeInvitation(session.scope, memberId.data)
	return revoked
		? redirectWithNotice(here(session, url), 'The invitation no longer works.')
		: redirectWithNotice(here(session, url), 'There was no open invitation to take back.', { tone: 'info' })
}

/** @throws the answer 429 */
async function count({ scope, user }: AccountSession, context: Context, memberId?: string): Promise<void> {
	const attempt = await attemptInviting(context, {
		accountId: scope.accountId,
		userId: user.id,
		...(memberId && { memberId }),
	})
	if (!attempt.ok) throw refuseTooMany(attempt.seconds)
}

const here = ({ account }: AccountSession, url: URL) => `/a/${account.slug}/invitations${url.search}`

function send(
	{ scope, account, user }: AccountSession,
	of: Pick<InviteMembers, 'who' | 'roles' | 'expected' | 'idempotencyKey'>,
) {
	const { CONTOUR_BASE_URL: baseUrl } = getEnv()
	const { name: accountName, locale, timeZone } = account
	return inviteMembers(scope, {
		...of,
		invite: ({ email }, expiresAt) => {
			const { token, hash } = createToken()
			const url = `${baseUrl}/invitations/${token}`
			const mail = invitationMail({
				to: email,
				accountName,
				inviterName: user.name,
				url,
				expiresAt,
				locale,
				timeZone,
			})
			return { tokenHash: hash, mail }
		},
		announce: (offered) => rolesOfferedMails({ ...offered, account, by: user.name, at: new Date(), baseUrl }),
	})
}
