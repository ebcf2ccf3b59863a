import { randomUUID } from 'node:crypto'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import type { TestDatabase } from '#tests/support/database.ts'
import { textOf } from '#tests/support/page-text.ts'

export type Reader = {
	slug: string
	get: (path: string, slug?: string) => Promise<{ status: number; text: string; html: string }>
}

export type ReaderOptions = { roles: string[]; rubric?: Rubric }

/** Somebody signed in who belongs to an account with the given roles, and a rubric that the account has published. */
export async function addReaderTo(
	database: TestDatabase,
	server: { url: string },
	{ roles, rubric }: ReaderOptions,
): Promise<Reader> {
	const [accountId, userId] = [randomUUID(), randomUUID()]
	const slug = `a-${accountId.slice(0, 8)}`
	const add = (text: string, values: unknown[]) => database.adminPool.query(text, values)
	await add(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, 'Reader', 'none')`, [
		userId,
		`${userId}@example.com`,
	])
	await add(
		`INSERT INTO account (id, slug, name, time_zone, locale) VALUES ($1, $2, 'Account', 'UTC', 'en-GB')`,
		[accountId, slug],
	)
	await add('INSERT INTO membership (account_id, user_id, roles) VALUES ($1, $2, $3)', [
		accountId,
		userId,
		roles,
	])
	const token = await startSessionOf(database.adminPool, userId)
	if (rubric) {
		await add(
			`INSERT INTO framework_version (account_id, key, version, title, rubric, published_at)
			 VALUES ($1, $2, $3, $4, $5, now())`,
			[accountId, rubric.key, rubric.version, rubric.title, JSON.stringify(rubric)],
		)
	}
	return {
		slug,
		get: async (path, of = slug) => {
			const response = await fetch(`${server.url}/a/${of}/${path}`, {
				headers: { Cookie: `${sessionCookie}=${token}` },
				redirect: 'manual',
			})
			const html = await response.text()
			return { status: response.status, html, text: textOf(html).replace(/ ([,.:])/g, '$1') }
		},
	}
}
