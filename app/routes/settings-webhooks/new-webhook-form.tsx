import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { webhookEventOptions } from '#app/domain/webhook/webhook-event.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { WebhookFields } from '#app/ui/webhook-fields.tsx'

type Props = { idempotencyKey: string; result: SubmissionResult | undefined }

export function NewWebhookForm({ idempotencyKey, result }: Props) {
	const [form, fields] = useForm<{ url: string; events: string[] }>({
		id: 'new-webhook',
		lastResult: result,
		defaultValue: { url: '', events: webhookEventOptions.map(({ value }) => value) },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel
			title="Add a webhook"
			description="Messages hold ids and no more: a program that wants to know what is behind them asks the API."
			className="max-w-form"
		>
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				<input type="hidden" name="intent" value="create" />
				<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
				<WebhookFields fields={fields} events={webhookEventOptions} />
				<Button>Add the webhook</Button>
			</Form>
		</Panel>
	)
}
