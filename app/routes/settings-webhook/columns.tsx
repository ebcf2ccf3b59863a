import { Form } from 'react-router'
import type { ListedDelivery } from '#app/data/webhooks/list-deliveries.server.ts'
import type { DeliveryState } from '#app/domain/webhook/delivery.ts'
import { deliveryStateNames, describeAttempt } from '#app/domain/webhook/delivery.ts'
import { webhookEventWords } from '#app/domain/webhook/webhook-event.ts'
import type { BadgeTone } from '#app/ui/badge.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatNumber, TimeText } from '#app/ui/format.tsx'

const tones: Record<DeliveryState, BadgeTone> = { waiting: 'neutral', delivered: 'accent', given_up: 'late' }

export function deliveryColumns(of: {
	/** Nothing is sent while the webhook is off. */
	isOn: boolean
	locale: string
	timeZone: string
}): DataColumn<ListedDelivery>[] {
	const { isOn, ...format } = of
	const time = (value: Date | null) =>
		value ? <TimeText value={value} {...format} style="dateTime" /> : null
	return [
		{
			id: 'event',
			header: 'Told of',
			cell: ({ id, event }) => (
				<>
					{webhookEventWords[event].name}
					<span className="block font-mono text-xs font-normal break-all text-muted">{id}</span>
				</>
			),
		},
		{ id: 'created', header: 'Happened', nowrap: true, cell: ({ createdAt }) => time(createdAt) },
		{
			id: 'state',
			header: 'State',
			cell: ({ state }) => <Badge tone={tones[state]}>{deliveryStateNames[state]}</Badge>,
		},
		{
			id: 'attempts',
			header: 'Tries',
			align: 'end',
			cell: ({ attempts }) => formatNumber(attempts, format.locale),
		},
		{
			id: 'answer',
			header: 'Last answer',
			cell: ({ lastProblem: problem, lastStatus: status, lastAttemptAt }) => (
				<>
					{describeAttempt({ problem, status })}
					{lastAttemptAt && <span className="block text-xs text-muted">{time(lastAttemptAt)}</span>}
				</>
			),
		},
		{
			id: 'next',
			header: 'Next',
			nowrap: true,
			cell: ({ nextAttemptAt }) => (nextAttemptAt && !isOn ? 'Once it is on' : time(nextAttemptAt)),
		},
		{
			id: 'again',
			header: 'Send again',
			headerHidden: true,
			align: 'end',
			cell: ({ id, event }) => (isOn ? <SendAgain id={id} event={webhookEventWords[event].name} /> : null),
		},
	]
}

/** The other side knows the message again by its id, so nothing is asked. */
function SendAgain({ id, event }: { id: string; event: string }) {
	return (
		<Form method="post">
			<input type="hidden" name="deliveryId" value={id} />
			<Button variant="secondary" size="small" name="intent" value="redeliver">
				Send again<span className="sr-only">: {event}</span>
			</Button>
		</Form>
	)
}
