import { randomUUID } from 'node:crypto'
import type { SubmissionResult } from '@conform-to/react'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { addWebhook, mostWebhooks } from '#app/data/webhooks/add-webhook.server.ts'
import { webhookFormSchema } from '#app/domain/webhook/webhook-form.ts'
import { checkWebhookUrl } from '#app/jobs/webhooks/check-webhook-url.server.ts'
import { ensureSecretBox } from '#app/jobs/webhooks/secret-box.server.ts'
import { createSigningSecret } from '#app/jobs/webhooks/sign-message.server.ts'
import { idempotencyKey, parseFormData } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'

/** What the page shows above its list: the secret, this once, or why there is none. */
export type NewWebhookAnswer = {
	added: { id: string; secret: string } | null
	result: SubmissionResult | null
	message: string | null
}

const schema = z.object({ idempotencyKey }).and(webhookFormSchema)

const texts = {
	tooMany: `There are ${mostWebhooks} webhooks, as many as an account may have. Remove one that nobody needs first.`,
	again:
		'This form was sent before and its webhook exists: its secret was shown then and can’t be shown again. If nobody has it, open the webhook and give it another.',
}

export async function create({ scope }: AccountSession, form: FormData) {
	const submission = parseFormData(form, schema)
	const refuse = (result: SubmissionResult) =>
		refusal<NewWebhookAnswer>({ added: null, result, message: null })
	if (submission.status !== 'success') return refuse(submission.reply())
	const { url, events, idempotencyKey: key } = submission.value
	const checked = await checkWebhookUrl(url)
	if (!checked.ok) return refuse(submission.reply({ fieldErrors: { url: [checked.message] } }))

	const id = randomUUID()
	const secret = createSigningSecret()
	const box = await ensureSecretBox()
	const added = await addWebhook(scope, {
		...{ id, url: checked.url.href, events, idempotencyKey: key, keyName: box.keyName },
		sealedSecret: box.seal(secret, { accountId: scope.accountId, webhookId: id }),
	})
	const conflict = (message: string) =>
		refusal<NewWebhookAnswer>({ added: null, result: null, message }, 'conflict')
	if (!added.ok) return conflict(texts.tooMany)
	if (!added.isNew) return conflict(texts.again)
	return { added: { id, secret }, result: null, message: null } satisfies NewWebhookAnswer
}
