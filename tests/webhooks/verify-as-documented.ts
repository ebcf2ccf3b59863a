import { readFileSync } from 'node:fs'
import path from 'node:path'

type Verify = (secret: string, headers: Record<string, string>, body: string, now?: number) => boolean

/** The check of a signature that docs/webhooks.md shows, run as it stands there. */
export async function verifyAsDocumented(): Promise<Verify> {
	const page = readFileSync(path.join(import.meta.dirname, '../../docs/webhooks.md'), 'utf8')
	const code = /```js\n([\s\S]*?)```/.exec(page)?.[1]
	if (!code) throw new Error('docs/webhooks.md shows no check.')
	const module = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as {
		isFromContour: Verify
	}
	return module.isFromContour
}
