/** What a webhook can ask for: the closed list of it. What each tells stands in webhook-event-data.ts. */
export const webhookEvents = [
	'cycle.opened',
	'cycle.published',
	'import.finished',
	'roadmap.changed',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

/** What is sent besides when somebody asks for it, to see whether it arrives. */
export const testEvent = 'webhook.test'
export type SentEvent = WebhookEvent | typeof testEvent

/** Each event in words. */
export const webhookEventWords: Record<SentEvent, { name: string; text: string }> = {
	'cycle.opened': { name: 'Cycle opened', text: 'People can answer. By hand or because its day has come.' },
	'cycle.published': {
		name: 'Cycle published',
		text: 'Its results are there. Each correction that is published later is one more, with the next version.',
	},
	'import.finished': {
		name: 'Import finished',
		text: 'Everything that a file of people or metrics brings is in. One that is refused or stopped does not finish.',
	},
	'roadmap.changed': {
		name: 'Roadmap changed',
		text: 'A plan is begun, changed, moved or closed, or something in it is: which plan, and what kind of change.',
	},
	'webhook.test': { name: 'Test', text: 'Somebody asked for it in the settings.' },
}

/** What a form offers to choose from. */
export const webhookEventOptions = webhookEvents.map((event) => {
	const { name, text } = webhookEventWords[event]
	return { value: event, label: name, hint: text }
})
