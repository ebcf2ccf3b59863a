import { readFileSync } from 'node:fs'
import path from 'node:path'

type Verify = (secret: string, headers: Record<string, string>, body: string, now?: number) => boolean

const page = () => readFileSync(path.join(import.meta.dirname, '../../docs/webhooks.md'), 'utf8')

/** The check of a signature that docs/webhooks.md shows, run as it stands there. */
export async function verifyAsDocumented(): Promise<Verify> {
	const code = /```js\n([\s\S]*?)```/.exec(page())?.[1]
	if (!code) throw new Error('docs/webhooks.md shows no check.')
	const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
		isFromContour: Verify
	}
	return module.isFromContour
}

/** The message that it shows, with its secret. */
export function readDocumentedMessage(): { secret: string; headers: Record<string, string>; body: string } {
	const [, head = '', body = ''] = /```http\nPOST .*\n([\s\S]*?)\n\n(.*)\n```/.exec(page()) ?? []
	const secret = /whsec_[\w+/]{40,}=*/.exec(page())?.[0] ?? ''
	const headers = Object.fromEntries(head.split('\n').map((line) => line.split(': ')))
	return { secret, headers, body }
}
