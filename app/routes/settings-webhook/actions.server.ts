import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { addTestDelivery } from '#app/data/webhooks/add-test-delivery.server.ts'
import { changeWebhook } from '#app/data/webhooks/change-webhook.server.ts'
import { redeliver } from '#app/data/webhooks/redeliver.server.ts'
import { removeWebhook } from '#app/data/webhooks/remove-webhook.server.ts'
import { rotateWebhookSecret } from '#app/data/webhooks/rotate-webhook-secret.server.ts'
import { switchWebhook } from '#app/data/webhooks/switch-webhook.server.ts'
import { webhookFormSchema } from '#app/domain/webhook/webhook-form.ts'
import { checkWebhookUrl } from '#app/jobs/webhooks/check-webhook-url.server.ts'
import { ensureSecretBox } from '#app/jobs/webhooks/secret-box.server.ts'
import { createSigningSecret } from '#app/jobs/webhooks/sign-message.server.ts'
import { idempotencyKey, parseFormData, rowVersion } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'

type Values = { url: string; events: string[] }

/** What the page shows above its parts. */
export type WebhookAnswer = {
	/** The new secret, this once, and how long the one before holds. */
	rotated: { secret: string; previousUntil: string | null } | null
	result: SubmissionResult | null
	/** What somebody else saved in between. */
	latest: { values: Values; version: number } | null
	/** Why nothing happened. */
	message: string | null
}

/** Whose webhook, and which. */
export type Target = { session: AccountSession; webhookId: string; form: FormData }

const nothing: WebhookAnswer = { rotated: null, result: null, latest: null, message: null }
const saveSchema = z.object({ version: rowVersion }).and(webhookFormSchema)
const redeliverSchema = z.object({ deliveryId: z.uuid() })
const rotateSchema = z.object({ idempotencyKey })

const texts = {
	stale: 'Somebody else changed this webhook meanwhile. Nothing of yours is lost: compare, then save again.',
	off: 'The webhook is off. Switch it on first.',
	on: 'It is on. Switch it off first.',
	waiting: 'A test is on its way already. The log below says what came of it.',
	rotated:
		'This form was sent before and gave the secret that holds now: it was shown then and can’t be shown again. If nobody has it, load the page and give another.',
}

const back = ({ session, webhookId }: Target, message: string) =>
	redirectWithNotice(`/a/${session.account.slug}/settings/webhooks/${webhookId}`, message)

const conflict = (message: string) => refusal<WebhookAnswer>({ ...nothing, message }, 'conflict')

export async function save(target: Target) {
	const { session, webhookId, form } = target
	const submission = parseFormData(form, saveSchema)
	if (submission.status !== 'success')
		return refusal<WebhookAnswer>({ ...nothing, result: submission.reply() })
	const { url, events, version } = submission.value
	const checked = await checkWebhookUrl(url)
	if (!checked.ok) {
		const result = submission.reply({ fieldErrors: { url: [checked.message] } })
		return refusal<WebhookAnswer>({ ...nothing, result })
	}
	const input = { webhookId, version, url: checked.url.href, events }
	const changed = await changeWebhook(session.scope, input)
	if (changed.ok) {
		return back(
			target,
			changed.changed ? 'The webhook is saved.' : 'Nothing was different, so nothing was saved.',
		)
	}
	if (changed.reason === 'gone') throw notFound()
	const result = submission.reply({ formErrors: [texts.stale] })
	const { current } = changed
	const latest = { values: { url: current.url, events: current.events }, version: current.version }
	return refusal<WebhookAnswer>({ ...nothing, result, latest }, 'conflict')
}

export async function test(target: Target) {
	const added = await addTestDelivery(target.session.scope, target)
	if (added.ok) return back(target, 'A test is on its way. The log below says what came of it.')
	if (added.reason === 'gone') throw notFound()
	return conflict(texts[added.reason])
}

export async function switchTo(target: Target, on: boolean) {
	if (!(await switchWebhook(target.session.scope, { ...target, on }))) throw notFound()
	return back(
		target,
		on
			? 'The webhook is on: it is told of what happens from now on, and what waited goes out.'
			: 'The webhook is off.',
	)
}

export async function rotate({ session, webhookId, form }: Target) {
	const submission = parseFormData(form, rotateSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const { scope } = session
	const secret = createSigningSecret()
	const box = await ensureSecretBox()
	const rotated = await rotateWebhookSecret(scope, {
		...submission.value,
		...{ webhookId, keyName: box.keyName },
		sealedSecret: box.seal(secret, { accountId: scope.accountId, webhookId }),
	})
	if (!rotated.ok) throw notFound()
	if (!rotated.isNew) return conflict(texts.rotated)
	const { previousUntil } = rotated
	return { ...nothing, rotated: { secret, previousUntil } } satisfies WebhookAnswer
}

export async function sendAgain(target: Target) {
	const submission = parseFormData(target.form, redeliverSchema)
	if (submission.status !== 'success') throw refuse('invalid')
	const sent = await redeliver(target.session.scope, { ...target, ...submission.value })
	if (sent.ok) return back(target, 'It is on its way once more.')
	if (sent.reason === 'gone') throw notFound()
	return conflict(texts.off)
}

export async function remove(target: Target) {
	const removed = await removeWebhook(target.session.scope, target)
	if (!removed.ok) {
		if (removed.reason === 'gone') throw notFound()
		return conflict(texts.on)
	}
	return redirectWithNotice(`/a/${target.session.account.slug}/settings/webhooks`, 'The webhook is removed.')
}
