import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import type { Answer } from '#tests/check-ins/visitor.ts'
import { fieldsOf, sessionCookie, startSessionOf, visit } from '#tests/check-ins/visitor.ts'

export type ImportingAccount = {
	/** From the upload to the last row written, by the pages. */
	importFile: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>
	countMembers: () => Promise<number>
	/** Asks for the list of imports so many times. */
	lookAround: (times: number) => Promise<void>
}

/** An account without people, and somebody of HR in it who imports rosters. */
export async function foundImportingAccount(admin: Client, url: string): Promise<ImportingAccount> {
	const accountId = randomUUID()
	const userId = randomUUID()
	const slug = `importing-${accountId}`
	await admin.query(
		`INSERT INTO account (id, slug, name, time_zone, locale) VALUES ($1, $2, 'Importing', 'Europe/Berlin', 'en-GB')`,
		[accountId, slug],
	)
	await admin.query(`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, 'Hana HR', 'x')`, [
		userId,
		`${userId}@example.com`,
	])
	await admin.query(`INSERT INTO membership (account_id, user_id, roles) VALUES ($1, $2, '{hr}')`, [
		accountId,
		userId,
	])
	const token = await startSessionOf(admin, userId)
	const isApplied = async (importId: string) => {
		const { rows } = await admin.query(
			`SELECT FROM import WHERE account_id = $1 AND id = $2 AND state = 'applied'`,
			[accountId, importId],
		)
		return rows.length > 0
	}
	return {
		importFile: (bytes) => importFile(`${url}/a/${slug}`, token, bytes, isApplied),
		countMembers: async () => {
			const { rows } = await admin.query<{ count: number }>(
				'SELECT count(*)::int AS count FROM member WHERE account_id = $1',
				[accountId],
			)
			return rows[0]?.count ?? 0
		},
		lookAround: async (times) => {
			const visitor = visit(url, token)
			for (let time = 0; time < times; time += 1) {
				const { status } = await visitor.get(`/a/${slug}/imports`)
				if (status !== 200) throw new Error(`The list of imports answers ${status}.`)
			}
		},
	}
}

async function importFile(
	root: string,
	token: string,
	bytes: Uint8Array<ArrayBuffer>,
	isApplied: (importId: string) => Promise<boolean>,
): Promise<void> {
	const body = new FormData()
	body.set('idempotencyKey', randomUUID())
	body.set('file', new File([bytes], 'people.csv'))
	const upload = await fetch(`${root}/roster-imports/new`, {
		method: 'POST',
		headers: { Cookie: `${sessionCookie}=${token}`, 'Sec-Fetch-Site': 'same-origin' },
		body,
		redirect: 'manual',
	})
	const here = new URL(upload.headers.get('Location') ?? '', root).pathname
	if (upload.status !== 303) throw new Error(`The upload answers ${upload.status}: ${await upload.text()}`)
	const visitor = visit(new URL(root).origin, token)
	/** While a large file is compared, the page shows how far that is, and has no form to apply it. */
	const readForm = async (page: string, intent: string): Promise<Answer> => {
		const form = await visitor.get(page)
		if (intent !== 'apply' || form.status !== 200 || fieldsOf(form.text)['fingerprint']) return form
		await sleep(500)
		return readForm(page, intent)
	}
	const post = async (page: string, intent: string) => {
		const form = await readForm(page, intent)
		const answer = await visitor.post(here, { ...fieldsOf(form.text), intent })
		if (answer.status !== 303) throw new Error(`${intent} answers ${answer.status}.`)
	}
	await post(`${here}?step=columns`, 'columns')
	await post(`${here}?missing=keep`, 'apply')
	const importId = here.split('/').at(-1) ?? ''
	while (!(await isApplied(importId))) await sleep(50)
}
