import { describeApi } from './document.server.ts'

let written: string | undefined

/** Nothing of an account is in it: whoever writes a program reads it without a token. */
export function loader() {
	written ??= JSON.stringify(describeApi())
	return new Response(written, { headers: { 'Content-Type': 'application/json; charset=utf-8' } })
}
