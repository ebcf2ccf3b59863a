import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import type { SwitchedOffWebhook } from '#app/data/webhooks/settle-delivery.server.ts'
import { composeMail } from './compose-mail.server.ts'
import { formatMoment } from './format-moment.ts'

/** Tells owners and admins that a webhook is off because nothing arrives there. */
export function webhookOffMails(of: SwitchedOffWebhook & { at: Date; baseUrl: string }): OutboxMail[] {
	const { webhookId, account, host, failingSince, readers, at, baseUrl } = of
	const moment = formatMoment(at, account)
	return readers.map(({ email: to }) =>
		composeMail({
			to,
			subject: `Mend the webhook at ${host}, switched off ${moment}`,
			paragraphs: [
				`Nothing that ${account.name} sent to the webhook at ${host} has arrived since ${formatMoment(failingSince, account)}, however often it was tried. So Contour has switched it off: it is told of nothing until somebody switches it on again.`,
				'What was given up is in its log for 30 days, with the reason, and can be sent once more.',
			],
			action: {
				label: 'See the webhook',
				url: `${baseUrl}/a/${account.slug}/settings/webhooks/${webhookId}`,
			},
			why: `Contour tells the owners and admins of ${account.name}, who may switch it on again. It cannot be turned off.`,
		}),
	)
}
