import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { createApiToken } from '#app/auth/api-token.server.ts'
import { nameField } from '#app/auth/fields.ts'
import { addApiToken, mostApiTokens } from '#app/data/api/add-api-token.server.ts'
import { revokeApiToken } from '#app/data/api/revoke-api-token.server.ts'
import { roles } from '#app/domain/access/policy.ts'
import { tokenDays } from '#app/domain/api/token-life.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { idempotencyKey, parseFormData } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { tokenMails } from '#app/mail/token-mails.server.ts'

/** What the page shows above its list: the token, this once, or why there is none. */
export type TokenAnswer = {
	token: { name: string; secret: string } | null
	result: SubmissionResult | null
	message: string | null
}

const lifeText = `Give whole days, 1 to ${tokenDays.most}.`
const newSchema = z.object({
	name: nameField('Say what the token is for.'),
	role: z.enum(roles, { error: 'Choose a role.' }),
	days: z.coerce.number({ error: lifeText }).int(lifeText).min(1, lifeText).max(tokenDays.most, lifeText),
	idempotencyKey,
})
const revokeSchema = z.object({ tokenId: z.uuid() })

const about = ({ account, user }: AccountSession) => ({
	account,
	by: user.name,
	at: new Date(),
	baseUrl: getEnv().CONTOUR_BASE_URL,
})

export async function create(session: AccountSession, form: FormData) {
	const submission = parseFormData(form, newSchema)
	if (submission.status !== 'success') {
		return refusal<TokenAnswer>({ token: null, result: submission.reply(), message: null })
	}
	const { idempotencyKey: key, days, ...token } = submission.value
	const { token: secret, hash: tokenHash } = createApiToken()
	const added = await addApiToken(session.scope, {
		...token,
		...{ days, tokenHash, idempotencyKey: key },
		announce: (announced) => tokenMails({ ...about(session), token, ...announced }),
	})
	if (!added.ok) {
		const message = `There are ${mostApiTokens} tokens that work, as many as an account may have. Revoke one that nobody needs first.`
		return refusal<TokenAnswer>({ token: null, result: null, message }, 'conflict')
	}
	if (!added.isNew) {
		const message =
			'This form was sent before and its token exists: it was shown then and can’t be shown again. If nobody has it, revoke it and make another.'
		return refusal<TokenAnswer>({ token: null, result: null, message }, 'conflict')
	}
	return { token: { name: token.name, secret }, result: null, message: null } satisfies TokenAnswer
}

export async function revoke(session: AccountSession, form: FormData) {
	const submission = parseFormData(form, revokeSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const revoked = await revokeApiToken(session.scope, {
		...submission.value,
		announce: ({ overseers, ...token }) => tokenMails({ ...about(session), token, overseers, revoked: true }),
	})
	if (!revoked.ok) throw notFound()
	const message = revoked.changed
		? `${revoked.name} is revoked: programs that use it are refused from now on.`
		: 'It was revoked before.'
	return redirectWithNotice(`/a/${session.account.slug}/settings/api`, message)
}
