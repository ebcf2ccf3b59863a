/** What the server answered, without what differs in every answer (nonces). */
export type Answer = { status: number; body: string; location: string | null; headers: Headers }

/** Somebody with a browser that runs no script and keeps cookies. */
export function newVisitor(base: string) {
	const cookies = new Map<string, string>()

	async function send(path: string, init: RequestInit): Promise<Answer> {
		const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
		const headers = new Headers(init.headers)
		if (cookie) headers.set('Cookie', cookie)
		const response = await fetch(new URL(path, base), { ...init, headers, redirect: 'manual' })
		for (const set of response.headers.getSetCookie()) {
			const [pair = '', ...attributes] = set.split('; ')
			const [name = '', value = ''] = pair.split('=')
			if (attributes.includes('Max-Age=0')) cookies.delete(name)
			else cookies.set(name, value)
		}
		const body = (await response.text()).replace(/nonce="[^"]*"/g, 'nonce=""')
		return {
			status: response.status,
			body,
			location: response.headers.get('Location'),
			headers: response.headers,
		}
	}

	return {
		cookies,
		get: (path: string, headers: Record<string, string> = {}) => send(path, { headers }),
		post: (
			path: string,
			fields: Record<string, string> | [string, string][],
			headers: Record<string, string> = {},
		) =>
			send(path, {
				method: 'POST',
				headers: { 'Sec-Fetch-Site': 'same-origin', Origin: new URL(base).origin, ...headers },
				body: new URLSearchParams(fields),
			}),
		send,
	}
}

export type Visitor = ReturnType<typeof newVisitor>

/** What a reader sees of a page, in one line. */
export const textOf = (html: string) =>
	html
		.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replaceAll('&#x27;', "'")
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&')
		.replace(/\s+/g, ' ')
