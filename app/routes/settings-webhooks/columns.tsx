import { Link } from 'react-router'
import type { ListedWebhook } from '#app/data/webhooks/list-webhooks.server.ts'
import { webhookEventWords } from '#app/domain/webhook/webhook-event.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { TimeText } from '#app/ui/format.tsx'

export type WebhookRow = Omit<ListedWebhook, 'keyName'> & { isReadable: boolean }

export function webhookColumns(of: {
	root: string
	locale: string
	timeZone: string
}): DataColumn<WebhookRow>[] {
	const { root, ...format } = of
	return [
		{
			id: 'address',
			header: 'Address',
			cell: ({ id, url }) => (
				<Link to={`${root}/${id}`} className="link wrap-anywhere">
					{shortUrl(url)}
				</Link>
			),
		},
		{
			id: 'events',
			header: 'Is told of',
			cell: ({ events }) => events.map((event) => webhookEventWords[event].name).join(', '),
		},
		{ id: 'state', header: 'State', cell: (row) => <WebhookState {...row} /> },
		{
			id: 'delivered',
			header: 'Last arrival',
			nowrap: true,
			cell: ({ deliveredAt }) =>
				deliveredAt ? <TimeText value={deliveredAt} {...format} style="dateTime" /> : null,
		},
	]
}

function WebhookState({
	offAt,
	offBecause,
	failingSince,
	isReadable,
}: Pick<WebhookRow, 'offAt' | 'offBecause' | 'failingSince' | 'isReadable'>) {
	if (offAt) return <Badge tone="outline">{offBecause === 'failing' ? 'Off, nothing arrived' : 'Off'}</Badge>
	if (!isReadable) return <Badge tone="danger">Needs a new secret</Badge>
	return failingSince ? <Badge tone="late">Failing</Badge> : <Badge tone="accent">On</Badge>
}

/** What tells addresses apart: the rest may be long. */
function shortUrl(url: string): string {
	const { host, pathname } = new URL(url)
	const text = host + (pathname === '/' ? '' : pathname)
	return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
