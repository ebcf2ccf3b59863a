import { randomUUID } from 'node:crypto'
import { createToken } from '#app/auth/tokens.server.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import type { TestDatabase } from '#tests/support/database.ts'

/** The text of a page as a person reads it, blanks made one. */
function textOf(html: string): string {
	const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'" }
	return html
		.replace(/<(script|style)\b.*?<\/\1>/gs, ' ')
		.replace(/<!--.*?-->/gs, '')
		.replace(/<[^>]*>/g, ' ')
		.replace(/&(amp|lt|gt|quot|#x27);/g, (_all, name: string) => entities[name] ?? '')
		.replace(/\s+/g, ' ')
		.replace(/ ([,.:])/g, '$1')
}

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
	const { token, hash } = createToken()
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
	await add(
		`INSERT INTO session (id, user_id, expires_at, absolute_end_at)
		 VALUES ($1, $2, now() + interval '1 day', now() + interval '2 days')`,
		[hash, userId],
	)
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
				headers: { Cookie: `__Host-contour-session=${token}` },
				redirect: 'manual',
			})
			const html = await response.text()
			return { status: response.status, html, text: textOf(html) }
		},
	}
}
