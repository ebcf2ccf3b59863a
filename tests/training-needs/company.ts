import { sessionCookie, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { textOf } from '#tests/support/page-text.ts'
import type { SampleDatabase } from '#tests/support/sample-database.ts'

const slug = 'meridian'
const names = ['owner', 'admin', 'hr', 'executive', 'manager', 'member'] as const
export type SignIn = (typeof names)[number]

/** Signs the six people of the sample company in. */
export async function openSample({ accountId, adminPool: admin }: SampleDatabase, url: string) {
	const visitors = new Map<SignIn, ReturnType<typeof visit>>()
	const tokens = new Map<SignIn, string>()
	for (const name of names) {
		const { rows } = await admin.query<{ id: string }>('SELECT id FROM "user" WHERE email = $1', [
			`${name}@meridian.example`,
		])
		const token = await startSessionOf(admin, rows[0]?.id ?? null)
		tokens.set(name, token)
		visitors.set(name, visit(url, token))
	}
	return {
		accountId,
		as(name: SignIn) {
			const visitor = visitors.get(name)
			if (!visitor) throw new Error(`nobody is ${name}`)
			return {
				get: (path: string) => visitor.get(`/a/${slug}/${path}`),
				/** As it is sent: `get` reads text, which has no byte order mark any more. */
				fetch: (path: string) =>
					fetch(`${url}/a/${slug}/${path}`, { headers: { Cookie: `${sessionCookie}=${tokens.get(name)}` } }),
				post: (path: string, fields: Record<string, string>) => visitor.post(`/a/${slug}/${path}`, fields),
			}
		},
		one: async (text: string, values: unknown[] = []) => {
			const { rows } = await admin.query<{ id: string }>(text, [accountId, ...values])
			const [row] = rows
			if (!row) throw new Error('no row')
			return row.id
		},
	}
}

/** The first cell of every row of a page's data table: its row header. */
export function rowHeadersOf(html: string): string[] {
	return [...html.matchAll(/<th scope="row"[^>]*>(.*?)<\/th>/gs)].map(([, inner = '']) => textOf(inner))
}
