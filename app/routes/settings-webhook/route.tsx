import { redirect } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { getWebhook } from '#app/data/webhooks/get-webhook.server.ts'
import { listDeliveries } from '#app/data/webhooks/list-deliveries.server.ts'
import { deliveryStates } from '#app/domain/webhook/delivery.ts'
import { openSecretBox } from '#app/jobs/webhooks/secret-box.server.ts'
import { newIdempotencyKey, readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Route } from './+types/route.ts'
import { remove, rotate, save, sendAgain, switchTo, test } from './actions.server.ts'
import { DeliveryLog } from './delivery-log.tsx'
import { WebhookControls } from './webhook-controls.tsx'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookNotices } from './webhook-notices.tsx'

const pageSize = 25
const searchSchema = z.object({
	state: z.enum(deliveryStates).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export async function loader({ url, context, params }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'account.webhooks')
	const webhook = await getWebhook(scope, params)
	if (!webhook) throw notFound()
	const { pathname, searchParams } = url
	const { state, page } = searchSchema.parse(Object.fromEntries(searchParams))
	const { rows, total } = await listDeliveries(scope, {
		...{ webhookId: webhook.id, page, pageSize },
		...(state && { state }),
	})
	if (rows.length === 0 && page > 1) throw redirect(pathname + changeSearch(searchParams, { page: null }))
	const { keyName, ...shown } = webhook
	const box = await openSecretBox()
	return {
		webhook: { ...shown, isReadable: keyName === box?.keyName },
		rows,
		paging: { page, pageSize, total },
		state: state ?? null,
		idempotencyKey: newIdempotencyKey(),
		format: { locale: account.locale, timeZone: account.timeZone },
	}
}

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'account.webhooks')
	const webhook = await getWebhook(session.scope, params)
	if (!webhook) throw notFound()
	const form = await readForm(request)
	const target = { session, webhookId: webhook.id, form }
	switch (form.get('intent')) {
		case 'save':
			return save(target)
		case 'test':
			return test(target)
		case 'on':
			return switchTo(target, true)
		case 'off':
			return switchTo(target, false)
		case 'rotate':
			return rotate(target)
		case 'redeliver':
			return sendAgain(target)
		case 'remove':
			return remove(target)
		default:
			throw refuse('invalid')
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Webhook · Contour' }]

export default function Webhook({ loaderData, actionData, params }: Route.ComponentProps) {
	const { webhook, rows, paging, state, idempotencyKey, format } = loaderData
	const isOn = webhook.offAt === null
	return (
		<>
			<Breadcrumbs
				items={[
					{ label: 'Webhooks', href: `/a/${params.account}/settings/webhooks` },
					{ label: new URL(webhook.url).host },
				]}
			/>
			<WebhookNotices webhook={webhook} answer={actionData} {...format} />
			<WebhookForm
				webhook={webhook}
				result={actionData?.result ?? undefined}
				latest={actionData?.latest ?? null}
			/>
			<WebhookControls
				isOn={isOn}
				previousUntil={webhook.previousUntil}
				idempotencyKey={idempotencyKey}
				{...format}
			/>
			<DeliveryLog isOn={isOn} rows={rows} paging={paging} state={state} {...format} />
		</>
	)
}
