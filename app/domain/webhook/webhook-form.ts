import { z } from 'zod'
import { webhookEvents } from './webhook-event.ts'
import { longestWebhookUrl } from './webhook-url.ts'

/** What a form says of a webhook. The address is read apart: what is wrong with it depends on where Contour runs. */
export const webhookFormSchema = z.object({
	url: z
		.string({ error: 'Enter the address that takes the messages.' })
		.max(longestWebhookUrl, `An address has at most ${longestWebhookUrl} characters.`),
	events: z
		.array(z.enum(webhookEvents, { error: 'Choose from the list.' }), { error: 'Choose at least one.' })
		.min(1, 'Choose at least one.')
		.max(webhookEvents.length, 'Choose each once.')
		.transform((events) => [...new Set(events)]),
})
