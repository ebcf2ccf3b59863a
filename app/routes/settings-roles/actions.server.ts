import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { startSession } from '#app/auth/lucia.server.ts'
import type { RolesChange } from '#app/data/change-roles.server.ts'
import { changeRoles } from '#app/data/change-roles.server.ts'
import { removeMembership } from '#app/data/remove-membership.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { roles } from '#app/domain/access/policy.ts'
import { getEnv } from '#app/lib/env.server.ts'
import { parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { rolesMails } from '#app/mail/announcement-mails.server.ts'
import { handOverMails } from '#app/mail/cycle-mails.server.ts'
import type { RolesRefused } from './roles-form.tsx'

const texts = {
	lastOwner: 'An account needs an owner. Make somebody else one first.',
	stale: 'Somebody else changed these roles meanwhile.',
	none: 'Choose at least one role. To take all rights away, remove the person from the account.',
}

const target = { membershipId: z.uuid(), version: rowVersion }
const saveSchema = z.object({ ...target, roles: z.array(z.enum(roles)).default([]) })
const removeSchema = z.object(target)

const announceAs =
	({ account, user }: AccountSession, removed: boolean) =>
	({ of: person, given, taken, overseers }: RolesChange) =>
		rolesMails({
			account,
			by: user.name,
			at: new Date(),
			baseUrl: getEnv().CONTOUR_BASE_URL,
			person,
			given,
			taken,
			overseers,
			removed,
		})

function again(membershipId: string, message: string, more: Partial<RolesRefused> = {}) {
	const refused: RolesRefused = { membershipId, message, asked: null, current: null, ...more }
	return refusal(refused, 'conflict')
}

export async function saveRoles(of: { form: FormData; request: Request; session: AccountSession }) {
	const { form, request, session } = of
	const submission = parseFormData(form, saveSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const { membershipId, version, roles: asked } = submission.value
	if (asked.length === 0) return again(membershipId, texts.none, { asked: [] })
	const changed = await changeRoles(session.scope, {
		membershipId,
		version,
		roles: asked,
		announce: announceAs(session, false),
	})
	if (!changed.ok) {
		if (changed.reason === 'stale')
			return again(membershipId, texts.stale, { asked, current: changed.current })
		if (changed.reason === 'gone') throw notFound()
		return again(membershipId, texts.lastOwner, { asked })
	}
	const isSelf = changed.userId === session.user.id
	const stays = !isSelf || asked.some((role: Role) => role === 'owner' || role === 'admin')
	const { slug } = session.account
	const message = changed.changed
		? `The roles of ${changed.name} are saved. Owners, HR and they themselves get a mail.`
		: 'Nothing was different, so nothing was saved.'
	return redirectWithNotice(stays ? `/a/${slug}/settings/roles` : `/a/${slug}`, message, {
		// Whoever's own rights change goes on with a fresh session.
		headers: isSelf ? { 'Set-Cookie': await startSession(request, session.user.id) } : undefined,
	})
}

export async function removePerson(of: { form: FormData; request: Request; session: AccountSession }) {
	const { form, request, session } = of
	const submission = parseFormData(form, removeSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const { membershipId, version } = submission.value
	const removed = await removeMembership(session.scope, {
		membershipId,
		version,
		announce: announceAs(session, true),
		announceHandOver: (handed) =>
			handOverMails({ ...handed, account: session.account, baseUrl: getEnv().CONTOUR_BASE_URL }),
	})
	if (!removed.ok) {
		if (removed.reason === 'gone') throw notFound()
		return again(membershipId, removed.reason === 'last-owner' ? texts.lastOwner : texts.stale)
	}
	const isSelf = membershipId === session.scope.membershipId
	const to = isSelf ? '/accounts' : `/a/${session.account.slug}/settings/roles`
	return redirectWithNotice(to, `${removed.name} can no longer open ${session.account.name}.`, {
		headers: isSelf ? { 'Set-Cookie': await startSession(request, session.user.id) } : undefined,
	})
}
