import { password } from '#tests/auth/firms.ts'
import type { Answer } from '#tests/auth/visitor.ts'
import { newVisitor } from '#tests/auth/visitor.ts'

let networks = 0
/** An address that nobody has come from yet, as the one proxy in front says it. */
export const newNetwork = () => `10.1.${Math.floor(++networks / 250)}.${1 + (networks % 250)}`
export const from = (address: string) => ({ 'X-Forwarded-For': address })

/** Sign-ins with the wrong and the right password from a network, in a new browser unless one is given. */
export function signInsOn(url: string) {
	const signIn =
		(given: string) =>
		(email: string, address: string, visitor = newVisitor(url)) =>
			visitor.post('/sign-in', { email, password: given }, from(address))
	return { wrong: signIn('not the password'), right: signIn(password) }
}

/** The statuses of several requests at once, counted. */
export async function countOf(
	n: number,
	run: (n: number) => Promise<Answer>,
): Promise<Record<string, number>> {
	return count(await Promise.all(Array.from({ length: n }, (_, index) => run(index))))
}

export function count(answers: Pick<Answer, 'status'>[]): Record<string, number> {
	const counts: Record<string, number> = {}
	for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
	return counts
}

export const retryAfter = ({ headers }: Answer) => Number(headers.get('Retry-After'))

export const linkIn = (text: string | undefined) =>
	new URL(/https?:\/\/\S+/.exec(text ?? '')?.[0] ?? 'http://none').pathname
