import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { parseCsv } from '#app/lib/csv.server.ts'
import type { Visitor } from '#tests/auth/visitor.ts'
import { newVisitor, textOf } from '#tests/auth/visitor.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { change, formWith } from './forms.ts'
import type { TestAccount } from './people-account.ts'
import { foundAccount } from './people-account.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const text = readFileSync('tests/fixtures/hr-export.csv', 'utf8')
const one = (rows: { id: string }[]) => rows[0]?.id ?? ''

async function visitAs(account: Pick<TestAccount, 'scope'>): Promise<Visitor> {
	const visitor = newVisitor(server.url)
	visitor.cookies.set(sessionCookie, await startSessionOf(database.adminPool, account.scope.userId))
	return visitor
}

async function upload(
	visitor: Visitor,
	slug: string,
	bytes: Uint8Array<ArrayBuffer>,
	name = 'hr-export.csv',
) {
	const form = new FormData()
	form.set('file', new Blob([bytes]), name)
	form.set('idempotencyKey', crypto.randomUUID())
	const headers = { 'Sec-Fetch-Site': 'same-origin', Origin: server.url }
	return visitor.send(`/a/${slug}/roster-imports/new`, { method: 'POST', headers, body: form })
}
const bytesOf = (content: string) => new Uint8Array(Buffer.from(content))

/** Windows-1252 differs from Latin-1 in nothing that the file holds. */
const versions = {
	'UTF-8': bytesOf(text),
	'UTF-8 without a mark': bytesOf(text.slice(1)),
	'Windows-1252': new Uint8Array(Buffer.from(text.slice(1), 'latin1')),
	'UTF-16': new Uint8Array(Buffer.from(text, 'utf16le')),
}

describe('a company with nothing but a CSV of its people', () => {
	let account: TestAccount
	let hr: Visitor
	const root = '/a/nordwind'
	beforeAll(async () => {
		account = await foundAccount(database.adminPool, 'nordwind')
		hr = await visitAs(account)
	})

	test('starts empty, with the one next thing to do', async () => {
		const page = await hr.get(`${root}/people`)
		expect(page.status).toBe(200)
		expect(textOf(page.body)).toContain('Nobody here yet')
		expect(page.body).toContain(`${root}/roster-imports/new`)
		expect(textOf((await hr.get(`${root}/teams`)).body)).toContain('No teams yet')
		expect(textOf((await hr.get(`${root}/invitations`)).body)).toContain('Nobody to invite yet')
		expect(textOf((await hr.get(`${root}/imports`)).body)).toContain('No imports yet')
		expect((await hr.get(`${root}/roster-imports`)).location).toBe(`${root}/imports?kind=roster`)
	})

	test.each(Object.entries(versions))(
		'gets the columns of its file guessed right, as %s',
		async (name, bytes) => {
			const sent = await upload(hr, 'nordwind', bytes)
			expect(sent.status).toBe(303)
			const page = await hr.get(sent.location ?? '')
			const words = textOf(page.body)
			expect(words).toContain(`40 rows, read as ${name.split(' ')[0]}`)
			expect(words).toContain('Such as Geschäftsführerin, VP Engineering, Head of Design')
			const fields = Object.fromEntries(formWith(page.body, 'value="columns"'))
			expect(fields).toMatchObject({
				'column.name': '',
				'column.firstName': '1',
				'column.lastName': '2',
				'column.email': '3',
				'column.externalId': '0',
				'column.jobTitle': '4',
				'column.department': '5',
				'column.team': '6',
				'column.managerExternalId': '7',
				'column.startedOn': '8',
				'column.leftOn': '9',
				teamSeparator: '>',
				attribute: '10',
				leads: 'suggest',
			})
			expect(page.body).not.toContain('name="dateOrder"')
		},
	)

	test('maps, sees what would happen, applies it and finds its people', async () => {
		const sent = await upload(hr, 'nordwind', versions['Windows-1252'])
		const url = sent.location ?? ''
		const columns = await hr.get(url)
		const mapped = await hr.post(`${url}?step=columns`, formWith(columns.body, 'value="columns"'))
		expect([mapped.status, mapped.location]).toEqual([303, url])
		const dryRun = await hr.get(url)
		const words = textOf(dryRun.body)
		expect(words).toContain('Added (39)')
		expect(words).toContain('New teams (11)')
		expect(words).toContain('Nordwind / Markt: Mustafa Yildiz')
		expect(words).toContain('1 row is about people who had left before Contour knew them')
		const none = await database.adminPool.query('SELECT FROM member WHERE account_id = $1', [
			account.accountId,
		])
		expect(none.rowCount).toBe(0)

		const form = formWith(dryRun.body, 'value="apply"')
		const [first, second] = await Promise.all([hr.post(url, form), hr.post(url, form)])
		expect([first.status, second.status]).toEqual([303, 303])
		expect(textOf((await hr.get(url)).body)).toContain('An import sends nobody a mail')
		const members = await database.adminPool.query(
			`SELECT m.name, m.email, m.job_title, m.started_on::text, g.name AS manager, t.name AS team
			 FROM member m LEFT JOIN member g ON g.id = m.manager_id LEFT JOIN team t ON t.id = m.team_id
			 WHERE m.account_id = $1 AND m.external_id IN ('00108', '00111', '00114', '00117') ORDER BY m.external_id`,
			[account.accountId],
		)
		expect(members.rowCount).toBe(4)
		expect(members.rows[0]).toEqual({
			name: 'Björn Bäcker',
			email: 'bjoern.baecker08@nordwind.test',
			job_title: 'Designer',
			started_on: '2021-02-01',
			manager: "Zoë O'Neil",
			team: 'Design',
		})
		expect(members.rows[1].job_title).toBe('Marketing Manager (80 %; Elternzeit)')
		expect(members.rows[2].job_title).toBe('Senior "Full Stack" Software Engineer')

		const people = await hr.get(`${root}/people?q=B%C3%84CKER&sort=startedOn&order=desc`)
		expect(textOf(people.body)).toContain('Björn Bäcker')
		expect(textOf((await hr.get(`${root}/teams`)).body)).toContain('11 teams')
	})

	test('knows the same file again and finds nothing to do', async () => {
		const sent = await upload(hr, 'nordwind', versions['Windows-1252'])
		const url = sent.location ?? ''
		const columns = await hr.get(url)
		expect(textOf(columns.body)).toContain('You have seen this file before')
		await hr.post(`${url}?step=columns`, formWith(columns.body, 'value="columns"'))
		const dryRun = await hr.get(url)
		expect(textOf(dryRun.body)).toContain('This file changes nothing')
		const discarded = await hr.post(url, [['intent', 'discard']])
		expect(discarded.location).toBe(`${root}/imports`)
		expect((await hr.get(url)).status).toBe(404)
	})

	test('says what is to become of who is missing, and gets refused rows back to mend', async () => {
		const broken = text
			.split('\r\n')
			.filter((line) => !line.startsWith('00139'))
			.join('\r\n')
			.replace('Hanna.Groess@Nordwind.TEST', 'hanna at nordwind')
			.replace('00109;Søren', '00108;Søren')
		const sent = await upload(hr, 'nordwind', bytesOf(broken))
		const url = sent.location ?? ''
		await hr.post(url, formWith((await hr.get(url)).body, 'value="columns"'))
		const dryRun = await hr.get(url)
		const words = textOf(dryRun.body)
		expect(words).toContain('3 rows are refused')
		expect(words).toContain('“hanna at nordwind” is no e-mail address.')
		expect(words).toContain('2 people are in Contour, but not in this file')
		expect(dryRun.body).not.toContain('value="apply"')
		// Looking at a page begins no work: that takes a form.
		const checks = async () =>
			(
				await database.adminPool.query(
					`SELECT FROM job WHERE kind = 'roster-check' AND subject_id::text = $1`,
					[url.split('/').at(-1)],
				)
			).rowCount
		expect(await checks()).toBe(1)
		const unseen = await hr.get(`${url}?missing=mark-left`)
		expect(textOf(unseen.body)).toContain('Not looked at yet')
		expect(await checks()).toBe(1)
		const asked = await hr.post(url, formWith(dryRun.body, 'Mark them as left today'))
		expect([asked.status, asked.location]).toEqual([303, `${url}?missing=mark-left`])
		await hr.post(url, formWith(unseen.body, 'See what it would do'))
		expect(await checks()).toBe(2)
		const marking = await hr.get(`${url}?missing=mark-left`)
		expect(textOf(marking.body)).toContain('Marked as left (2)')
		expect(marking.body).toContain('href="#apply"')
		expect(marking.body).toContain('id="apply"')
		expect(formWith(marking.body, 'value="apply"')).toContainEqual(['missing', 'mark-left'])

		const csv = await hr.get(`${url}/errors.csv`)
		expect(csv.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
		const parsed = parseCsv(bytesOf(csv.body), { maxRows: 100 })
		const rows = parsed.ok ? [...parsed.records].map(({ cells }) => cells) : []
		expect(rows[0]?.slice(-2)).toEqual(['Contour: row', 'Contour: reason'])
		expect(rows.slice(1).map((cells) => [cells[0], cells.at(-2)])).toEqual([
			['00100', '4'],
			['00108', '12'],
			['00108', '13'],
		])
		expect(rows[1]?.at(-1)).toBe('Email - Primary Work: “hanna at nordwind” is no e-mail address.')
		// Mended, it comes back with the same columns: the remarks are not read.
		const again = await upload(hr, 'nordwind', bytesOf(csv.body))
		expect(textOf((await hr.get(again.location ?? '')).body)).toContain('3 rows, read as UTF-8')

		const before = await hr.get(`${url}?missing=keep`)
		await database.adminPool.query(
			`UPDATE member SET job_title = 'Other' WHERE account_id = $1 AND external_id = '00104'`,
			[account.accountId],
		)
		const stale = await hr.post(url, formWith(before.body, 'value="apply"'))
		expect(stale.location).toBe(`${url}?missing=keep`)
		expect(textOf((await hr.get(stale.location ?? '')).body)).toContain('so nothing was applied')
	})

	test('an export of the list is a file that changes nothing when it is imported', async () => {
		const csv = await hr.get(`${root}/people.csv?sort=startedOn`)
		expect(csv.headers.get('Content-Disposition')).toMatch(
			/^attachment; filename="people-nordwind-[\d-]+\.csv"$/,
		)
		const sent = await upload(hr, 'nordwind', bytesOf(csv.body))
		const url = sent.location ?? ''
		const columns = await hr.get(url)
		expect(textOf(columns.body)).toContain('39 rows')
		await hr.post(`${url}?step=columns`, formWith(columns.body, 'value="columns"'))
		expect(textOf((await hr.get(url)).body)).toContain('This file changes nothing')
	})

	test('an export holds exactly what is filtered', async () => {
		const page = await hr.get(`${root}/people?family=design`)
		const csv = await hr.get(`${root}/people.csv?family=design`)
		const parsed = parseCsv(bytesOf(csv.body), { maxRows: 100 })
		const names = parsed.ok ? [...parsed.records].slice(1).map(({ cells }) => cells[1]) : []
		expect(names.length).toBeGreaterThan(3)
		expect(textOf(page.body)).toContain(`${names.length} people`)
		for (const name of names) expect(textOf(page.body)).toContain(name)
	})

	test('people and teams are added, changed and archived by form', async () => {
		const team = await hr.get(`${root}/teams/new`)
		const added = await hr.post(
			`${root}/teams/new`,
			change(formWith(team.body, 'name="parentId"'), { name: ' Labor ', lead: '00102' }),
		)
		expect(added.status).toBe(303)
		const teamUrl = added.location ?? ''
		expect(textOf((await hr.get(teamUrl)).body)).toContain('Labor')
		const teamId = teamUrl.split('/').at(-1) ?? ''

		const blank = formWith((await hr.get(`${root}/people/new`)).body, 'name="attributes"')
		const wrong = await hr.post(
			`${root}/people/new`,
			change(blank, {
				name: ' ',
				email: 'x',
				startedOn: '2026-02-30',
				attributes: 'no colon',
				manager: 'Nobody',
			}),
		)
		expect(wrong.status).toBe(400)
		for (const words of [
			'Enter the name.',
			'Enter an e-mail address',
			'Enter the first day as a date',
			'Write “no colon” as a name, a colon and a value.',
		]) {
			expect(textOf(wrong.body)).toContain(words)
		}
		const taken = await hr.post(
			`${root}/people/new`,
			change(blank, { name: 'Neu', email: 'juergen.WEISS@nordwind.test', manager: 'Nobody Known' }),
		)
		expect(taken.status).toBe(400)
		expect(textOf(taken.body)).toContain('Jürgen Weiß has this one.')
		expect(textOf(taken.body)).toContain('Nobody here has this e-mail, id or name')
		const typed = change(blank, {
			name: 'Neu Hier',
			teamId,
			manager: '00102',
			attributes: 'Desk: 7\nSite: Köln',
		})
		const made = await hr.post(`${root}/people/new`, typed)
		expect(made.status).toBe(303)
		const personUrl = made.location ?? ''
		const record = await hr.get(personUrl)
		const fields = formWith(record.body, 'value="save"')
		expect(Object.fromEntries(fields)).toMatchObject({
			name: 'Neu Hier',
			manager: 'zoe.oneil@nordwind.test',
			attributes: 'Desk: 7\nSite: Köln',
		})

		const saved = await hr.post(personUrl, change(fields, { jobTitle: 'Lab lead' }))
		expect(saved.status).toBe(303)
		const stale = await hr.post(personUrl, change(fields, { jobTitle: 'Something else' }))
		expect(stale.status).toBe(409)
		expect(textOf(stale.body)).toContain('Now Lab lead; yours Something else')

		const full = await hr.post(teamUrl, [['intent', 'archive']])
		expect(textOf((await hr.get(full.location ?? '')).body)).toContain(
			'There are people or teams in this team by now',
		)
		const leave = formWith((await hr.get(personUrl)).body, 'value="leave"')
		const left = await hr.post(personUrl, change(leave, { leftOn: '2026-01-31' }))
		expect(textOf((await hr.get(left.location ?? '')).body)).toContain(
			'is marked as left from 31 Jan 2026 on',
		)
		await hr.post(teamUrl, [['intent', 'archive']])
		expect(textOf((await hr.get(teamUrl)).body)).toContain('Put it back')
		expect(textOf((await hr.get(`${root}/teams?state=archived`)).body)).toContain('Labor')
	})

	test('invitations go out to all who match, with their number said before', async () => {
		const page = await hr.get(`${root}/invitations?family=design`)
		const [, count = ''] = /Invite (\d+) people/.exec(textOf(page.body)) ?? []
		expect(Number(count)).toBeGreaterThan(3)
		const form = formWith(page.body, 'value="invite-all"')
		const wrong = await hr.post(`${root}/invitations?family=design`, change(form, { expected: '1' }))
		expect(textOf((await hr.get(wrong.location ?? '')).body)).toContain('so nobody was invited')
		const sent = await hr.post(`${root}/invitations?family=design`, form)
		expect(textOf((await hr.get(sent.location ?? '')).body)).toContain(
			`${count} invitations are on their way.`,
		)
		const mails = await database.adminPool.query<{ text: string; recipient: string }>(
			`SELECT recipient, text FROM outbox_message WHERE account_id = $1 AND subject LIKE 'Join nordwind%'`,
			[account.accountId],
		)
		expect(mails.rowCount).toBe(Number(count))
		const [mail] = mails.rows
		const [link = ''] = /http:\S+\/invitations\/\S+/.exec(mail?.text ?? '') ?? []
		const open = await newVisitor(server.url).get(new URL(link).pathname)
		expect(open.status).toBe(200)

		const zoe = await database.adminPool.query(
			`SELECT id FROM member WHERE account_id = $1 AND external_id = '00102'`,
			[account.accountId],
		)
		const listed = await hr.get(`${root}/invitations?state=invited`)
		const row = formWith(listed.body, one(zoe.rows))
		await hr.post(`${root}/invitations?state=invited`, [...row, ['intent', 'revoke']])
		const after = await hr.get(`${root}/invitations?state=none&q=zo%C3%AB`)
		expect(textOf(after.body)).toContain("Zoë O'Neil")
		const again = formWith(after.body, one(zoe.rows))
		await hr.post(`${root}/invitations?state=none`, [...again, ['intent', 'invite']])
		expect(textOf((await hr.get(`${root}/invitations?state=invited&q=zo%C3%AB`)).body)).toContain(
			"Zoë O'Neil",
		)
	})

	test('roles are offered by owners and admins only, whatever a form says', async () => {
		const page = await hr.get(`${root}/invitations?family=sales`)
		expect(page.body).not.toContain('name="roles"')
		const form = formWith(page.body, 'value="invite-all"')
		await hr.post(`${root}/invitations?family=sales`, [...form, ['roles', 'owner']])
		const { rows } = await database.adminPool.query(
			`SELECT DISTINCT roles::text FROM invitation WHERE account_id = $1`,
			[account.accountId],
		)
		expect(rows).toEqual([{ roles: '{member}' }])
		const admin = await visitAs({ scope: await account.addUser('admin@nordwind.test', ['admin']) })
		const asAdmin = await admin.get(`${root}/invitations?family=marketing`)
		await admin.post(`${root}/invitations?family=marketing`, [
			...formWith(asAdmin.body, 'value="invite-all"'),
			['roles', 'executive'],
		])
		const offered = await database.adminPool.query(
			`SELECT DISTINCT roles::text FROM invitation WHERE account_id = $1 AND roles <> '{member}'`,
			[account.accountId],
		)
		expect(offered.rows).toEqual([{ roles: '{member,executive}' }])
		const told = await database.adminPool.query(
			`SELECT recipient FROM outbox_message WHERE account_id = $1 AND subject LIKE 'Check who was offered a role%'`,
			[account.accountId],
		)
		expect(told.rows).toEqual([{ recipient: 'hr@nordwind.test' }])
	})

	test('what is no roster is refused in words', async () => {
		const refused = async (bytes: Uint8Array<ArrayBuffer>, words: string, status = 400) => {
			const answer = await upload(hr, 'nordwind', bytes)
			expect([answer.status, textOf(answer.body).includes(words)], words).toEqual([status, true])
		}
		await refused(bytesOf(''), 'The file is empty.')
		await refused(new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'This is an Excel workbook.')
		await refused(bytesOf('Name\n'), 'The file has a header but no rows below it.')
		await refused(bytesOf('Name,x\n"Ada,1\n'), 'A quotation mark opens in row 2')
		await refused(bytesOf(`Name\n${'x\n'.repeat(100_001)}`), 'more than 100,000 rows')
		await refused(bytesOf('x'.repeat(20 * 1024 * 1024 + 1)), 'larger than 20 MB', 413)
		const form = new FormData()
		form.set('idempotencyKey', crypto.randomUUID())
		const headers = { 'Sec-Fetch-Site': 'same-origin', Origin: server.url }
		const nothing = await hr.send(`${root}/roster-imports/new`, { method: 'POST', headers, body: form })
		expect(textOf(nothing.body)).toContain('Choose a file first.')
	})

	test('dates that can be read in two ways are asked about', async () => {
		const sent = await upload(hr, 'nordwind', bytesOf('Full Name,Hire Date\nNora Neu,03/04/2026\n'))
		const url = sent.location ?? ''
		const page = await hr.get(url)
		const form = formWith(page.body, 'value="columns"')
		expect(page.body).toContain('name="dateOrder"')
		const unanswered = await hr.post(url, form)
		expect(unanswered.location).toBe(`${url}?step=columns`)
		await hr.post(url, change(form, { dateOrder: 'day-first' }))
		expect(textOf((await hr.get(`${url}?missing=keep`)).body)).toContain('First day : 3 Apr 2026')
		const nameless = await hr.post(
			`${url}?step=columns`,
			change(form, { 'column.name': '', dateOrder: 'day-first' }),
		)
		expect(nameless.status).toBe(400)
		expect(textOf(nameless.body)).toContain('Choose the column with the name')
	})
})

describe('whoever may not', () => {
	test('finds nothing, like what does not exist', async () => {
		const account = await foundAccount(database.adminPool, 'closed-house')
		const executive = await visitAs({ scope: await account.addUser('x@closed.test', ['executive']) })
		const stranger = await visitAs(await foundAccount(database.adminPool, 'other-house'))
		const hr = await visitAs(account)
		const sent = await upload(hr, 'closed-house', bytesOf('Name\nAda\n'))
		const importUrl = sent.location ?? ''
		const missing = await hr.get('/a/closed-house/people/not-a-uuid')
		expect(missing.status).toBe(404)
		for (const path of [
			'/people',
			'/people.csv',
			'/people/new',
			'/people/00000000-0000-4000-8000-000000000000',
			'/teams',
			'/teams/new',
			'/teams/00000000-0000-4000-8000-000000000000',
			'/imports',
			'/roster-imports',
			'/roster-imports/new',
			importUrl.replace('/a/closed-house', ''),
			`${importUrl.replace('/a/closed-house', '')}/errors.csv`,
			'/invitations',
		]) {
			for (const visitor of [executive, stranger]) {
				const got = await visitor.get(`/a/closed-house${path}`)
				expect(got.status, path).toBe(404)
			}
		}
		const posted = await executive.post(importUrl, [['intent', 'discard']])
		expect(posted.status).toBe(404)
		expect((await hr.get(importUrl)).status).toBe(200)
		// Another account's import under one's own address.
		const theirs = await stranger.get(importUrl.replace('closed-house', 'other-house'))
		expect(theirs.status).toBe(404)
	})
})
