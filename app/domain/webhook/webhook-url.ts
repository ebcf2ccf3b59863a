/** As long as an address may be. */
export const longestWebhookUrl = 2000

export type ReadWebhookUrl = { ok: true; url: URL } | { ok: false; message: string }

/**
 * Reads the address of a webhook, as far as its text tells. Whether a public address stands behind the name is asked of the
 * network, each time that something is sent.
 *
 * @param of.allowsHttp an address of this machine may be tried without TLS
 */
export function readWebhookUrl(text: string, { allowsHttp }: { allowsHttp: boolean }): ReadWebhookUrl {
	const refuse = (message: string) => ({ ok: false, message }) as const
	const trimmed = text.trim()
	if (trimmed === '') return refuse('Enter the address that takes the messages.')
	if (trimmed.length > longestWebhookUrl) {
		return refuse(`An address has at most ${longestWebhookUrl} characters.`)
	}
	const url = URL.parse(trimmed)
	if (!url || url.hostname === '') {
		return refuse('Enter a whole address, such as https://hooks.example.com/contour.')
	}
	if (url.protocol !== 'https:' && !(allowsHttp && url.protocol === 'http:')) {
		return refuse('Use an address that begins with https://.')
	}
	if (url.username !== '' || url.password !== '') {
		return refuse(
			'Leave out the user name and password: each message carries a signature that proves where it comes from.',
		)
	}
	url.hash = ''
	return { ok: true, url }
}
