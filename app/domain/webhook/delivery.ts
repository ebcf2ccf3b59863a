export const deliveryStates = ['waiting', 'delivered', 'given_up'] as const
export type DeliveryState = (typeof deliveryStates)[number]

export const deliveryStateNames: Record<DeliveryState, string> = {
	waiting: 'Waiting',
	delivered: 'Arrived',
	given_up: 'Given up',
}

/** Why an attempt did not arrive: the closed list of it. What the other side says is kept nowhere. */
export const deliveryProblems = [
	'address',
	'connection',
	'certificate',
	'timeout',
	'status',
	'secret',
	'broken',
] as const
export type DeliveryProblem = (typeof deliveryProblems)[number]

/** What came of one attempt. */
export type DeliveryOutcome =
	{ ok: true; status: number } | { ok: false; problem: DeliveryProblem; status: number | null }

const minute = 60
const hour = 60 * minute

/** Seconds from each attempt that did not arrive to the next. */
const waits = [minute, 5 * minute, 30 * minute, 2 * hour, 6 * hour, 24 * hour]

/** How often a delivery is tried before it is given up. */
export const mostAttempts = waits.length + 1

/** Seconds until the next attempt, after so many that did not arrive; null where it is given up. */
export function retryAfter(attempts: number): number | null {
	return waits[attempts - 1] ?? null
}

/** Days without an arrival after which a webhook is switched off, at the next delivery that is given up. */
export const mostFailingDays = 7

/** Hours for which the secret before still signs. */
export const previousSecretHours = 24

const problemTexts: Record<DeliveryProblem, string> = {
	address: 'No public address is found under this name, or the address is not one that Contour may send to.',
	connection: 'Nobody takes connections there, or it broke off.',
	certificate:
		'No safe connection came about: the certificate is not valid for this name, or nobody speaks TLS there.',
	timeout: 'There was no answer in time.',
	status: 'It was answered with a refusal.',
	secret: 'Its secret cannot be read, so nothing was sent. Give the webhook another secret.',
	broken: 'Contour broke off before it could write down what came of it.',
}

/** What an attempt came to, in words. */
export function describeAttempt(of: { problem: DeliveryProblem | null; status: number | null }): string {
	const { problem, status } = of
	if (problem === null) return status === null ? 'Not tried yet' : `Taken (${status})`
	if (problem !== 'status' || status === null) return problemTexts[problem]
	if (status >= 300 && status < 400) return `It was answered with ${status}. Contour follows no redirects.`
	return `It was answered with ${status}, where 200 to 299 says that it was taken.`
}
