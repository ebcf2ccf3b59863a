import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { webhookEventOptions } from '#app/domain/webhook/webhook-event.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { WebhookFields } from '#app/ui/webhook-fields.tsx'

type Values = { url: string; events: string[] }
type Props = {
	webhook: Values & { version: number }
	result: SubmissionResult | undefined
	/** What somebody else saved in between. */
	latest: { values: Values; version: number } | null
}

export function WebhookForm({ webhook, result, latest }: Props) {
	const [form, fields] = useForm<Values>({
		id: `webhook-${webhook.version}`,
		lastResult: result,
		defaultValue: { url: webhook.url, events: webhook.events },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel title="Where, and what" className="max-w-form">
			<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				{latest && <Latest values={latest.values} />}
				<input type="hidden" name="intent" value="save" />
				<input type="hidden" name="version" value={latest?.version ?? webhook.version} />
				<WebhookFields fields={fields} events={webhookEventOptions} />
				<Button>Save</Button>
			</Form>
		</Panel>
	)
}

function Latest({ values }: { values: Values }) {
	const names = webhookEventOptions.filter(({ value }) => values.events.includes(value))
	return (
		<Notice tone="warning" title="Saved by somebody else in the meantime">
			<DefinitionList
				items={[
					{ term: 'Address', value: <span className="wrap-anywhere">{values.url}</span> },
					{ term: 'What it is told of', value: names.map(({ label }) => label).join(', ') },
				]}
			/>
		</Notice>
	)
}
