import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '#tests/check-ins/visitor.ts'
import { fieldsOf, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import type { BenchDatabase } from './bench-database.ts'

type Stand = {
	database: BenchDatabase
	url: string
	quick: boolean
}

/**
 * Imports a roster of new people into an empty account, from the upload to the last row written, and runs `meanwhile`
 * beside it.
 */
export async function importWhile<T>(
	{ database: { admin }, url, quick }: Stand,
	meanwhile: (isOver: () => boolean) => Promise<T>,
): Promise<T & { rows: number }> {
	const rows = quick ? 2_000 : 50_000
	const slug = 'importing'
	const accountId = randomUUID()
	const userId = randomUUID()
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
	let over = false
	const importing = importRoster(`${url}/a/${slug}`, token, rows, async () => {
		const { rows: applied } = await admin.query(
			`SELECT FROM import WHERE account_id = $1 AND state = 'applied'`,
			[accountId],
		)
		return applied.length > 0
	}).finally(() => (over = true))
	const [result] = await Promise.all([meanwhile(() => over), importing])
	const { rows: counted } = await admin.query<{ count: number }>(
		'SELECT count(*)::int AS count FROM member WHERE account_id = $1',
		[accountId],
	)
	if (counted[0]?.count !== rows) throw new Error(`${counted[0]?.count} of ${rows} people were imported.`)
	return { ...result, rows }
}

async function importRoster(
	root: string,
	token: string,
	rows: number,
	isApplied: () => Promise<boolean>,
): Promise<void> {
	const lines = Array.from({ length: rows }, (_, index) => {
		const manager = index === 0 ? '' : `person${Math.floor((index - 1) / 8)}@example.com`
		return `Person ${index},person${index}@example.com,P${index},Specialist,Team ${index % 900},${manager}`
	})
	const body = new FormData()
	body.set('idempotencyKey', randomUUID())
	body.set(
		'file',
		new File([['Name,Email,Employee ID,Title,Team,Manager', ...lines].join('\n')], 'people.csv'),
	)
	const upload = await fetch(`${root}/roster-imports/new`, {
		method: 'POST',
		headers: { Cookie: `__Host-contour-session=${token}`, 'Sec-Fetch-Site': 'same-origin' },
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
		await sleep(100)
		return readForm(page, intent)
	}
	const post = async (page: string, intent: string) => {
		const form = await readForm(page, intent)
		const answer = await visitor.post(here, { ...fieldsOf(form.text), intent })
		if (answer.status !== 303) throw new Error(`${intent} answers ${answer.status}.`)
	}
	await post(`${here}?step=columns`, 'columns')
	await post(`${here}?missing=keep`, 'apply')
	while (!(await isApplied())) await sleep(50)
}
