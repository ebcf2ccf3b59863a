import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const root = path.join(import.meta.dirname, '..', '..')
let folder = ''

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'contour-cli-'))
})
afterAll(() => rm(folder, { recursive: true }))

type Result = { code: number | null; out: string; err: string }

const run = (args: readonly string[]) =>
	spawn(process.execPath, [path.join(root, 'app/cli/main.ts'), ...args], {
		// Away from the checkout, so that no .env of a developer's is read.
		cwd: folder,
		env: { ...process.env, NODE_ENV: 'test', DATABASE_URL: database.appUrl },
	})

async function contour(args: readonly string[], input = ''): Promise<Result> {
	const child = run(args)
	child.stdin.end(input)
	const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
	const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit])
	return { code, out, err }
}

const roster = (...lines: string[]): string =>
	['Employee ID,Name,Email,Department,Team,Manager Email,Hire Date', ...lines].join('\n')

async function file(name: string, content: string): Promise<string> {
	const at = path.join(folder, name)
	await writeFile(at, content)
	return at
}

test('help explains, and what is no command is refused with it', async () => {
	const help = await contour(['--help'])
	expect(help.code).toBe(0)
	for (const name of [
		'account create',
		'user create',
		'import roster',
		'export training-needs',
		'snapshots verify',
	]) {
		expect(help.out).toContain(name)
	}
	expect((await contour(['import', 'roster', '--help'])).out).toContain('--dry-run')
	const unknown = await contour(['account', 'destroy'])
	expect({ code: unknown.code, out: unknown.out }).toEqual({ code: 64, out: '' })
	expect(unknown.err).toContain('There is no command "account destroy"')
	expect((await contour(['account', 'create', '--nmae', 'x'])).code).toBe(64)
	expect((await contour(['account', 'create', '--name', 'x'])).err).toContain('--owner is missing')
})

test('what a form would refuse is refused in words, and what means nothing is not passed over', async () => {
	const create = (...more: string[]) => contour(['account', 'create', '--owner', 'a@example.com', ...more])
	for (const [args, message] of [
		[['--name', 'Two\nlines'], '--name: Use one line of plain text.'],
		[['--name', 'x'.repeat(201)], '--name: Use at most 200 characters.'],
		[['--name', 'Fine', '--owner-name', 'Two\nlines'], '--owner-name: Use one line'],
	] as const) {
		const { code, err } = await create(...args)
		expect(code).toBe(64)
		expect(err).toContain(message)
		expect(err).not.toContain('    at ')
	}
	const stray = await contour(['snapshots', 'verify', 'example'])
	expect({ code: stray.code, out: stray.out }).toEqual({ code: 64, out: '' })
	expect(stray.err).toContain('"example" means nothing here')
})

test('db url says where the application connects', async () => {
	const { code, out } = await contour(['db', 'url', '--json'])
	expect({ code, url: JSON.parse(out).url }).toEqual({ code: 0, url: database.appUrl })
})

test('an account with its owner, a user, a roster: dry run, applied, again without effect', async () => {
	const password = 'long enough to be one'
	const account = ['--account', 'example']
	const created = await contour(
		['account', 'create', '--name', 'Example', '--owner', 'Owner@Example.com', '--password-stdin', '--json'],
		`${password}\n`,
	)
	expect({ code: created.code, ...JSON.parse(created.out) }).toEqual({
		code: 0,
		slug: 'example',
		owner: 'owner@example.com',
	})
	const again = await contour(['account', 'create', '--name', 'Other', '--owner', 'owner@example.com'])
	expect(again.code).toBe(65)
	const short = await contour(
		['account', 'create', '--name', 'Other', '--owner', 'o@example.com', '--password-stdin'],
		'x',
	)
	expect(short.code).toBe(65)

	const good = await file(
		'good.csv',
		roster(
			'1,Ada Lead,ada@example.com,Engineering,Platform,,2020-01-02',
			'2,Ben Dev,ben@example.com,Engineering,Platform,ada@example.com,2021-02-03',
			'3,Cleo Seller,cleo@example.com,Sales,Field,ada@example.com,2022-03-04',
		),
	)
	const count = async (): Promise<number> =>
		(await database.adminPool.query('SELECT count(*)::int AS n FROM member')).rows[0].n
	const dry = await contour(['import', 'roster', good, ...account, '--dry-run', '--json'])
	expect(dry.code).toBe(0)
	expect(JSON.parse(dry.out)).toMatchObject({ applied: false, counts: { added: 3, newTeams: 2 }, errors: [] })
	expect(await count()).toBe(0)
	expect((await contour(['import', 'roster', good, ...account])).code).toBe(0)
	expect(await count()).toBe(3)
	const same = await contour(['import', 'roster', good, ...account, '--json'])
	expect(JSON.parse(same.out).counts).toMatchObject({ added: 0, changed: 0, moved: 0, unchanged: 3 })

	const bad = await file(
		'bad.csv',
		roster(
			'4,Dan New,dan@example.com,Sales,Field,nobody@example.com,2022-03-04',
			'5,Eve New,eve@example.com,Sales,Field,,2022-03-04',
		),
	)
	const refused = await contour(['import', 'roster', bad, ...account, '--json'])
	expect(refused.code).toBe(1)
	expect(JSON.parse(refused.out)).toMatchObject({ applied: false, errors: [{ row: 2 }] })
	expect(await count()).toBe(3)
	expect((await contour(['import', 'roster', bad, ...account, '--partly'])).code).toBe(1)
	expect(await count()).toBe(4)

	const mapped = await file('mapped.csv', 'Wer;Woran\nFay;Design\n')
	const withMap = [
		'import',
		'roster',
		mapped,
		...account,
		'--map',
		'name=Wer',
		'--map',
		'department=Woran',
		'--json',
	]
	expect((await contour(withMap)).code).toBe(0)
	const { rows } = await database.adminPool.query(
		`SELECT f.key FROM member m JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id WHERE m.name = 'Fay'`,
	)
	expect(rows).toEqual([{ key: 'design' }])
	expect((await contour(['import', 'roster', mapped, ...account, '--map', 'name=Nope'])).err).toContain(
		'no column is called "Nope"',
	)
	expect((await contour(['import', 'roster', path.join(folder, 'none.csv'), ...account])).code).toBe(66)
	expect((await contour(['import', 'roster', await file('empty.csv', ''), ...account])).code).toBe(65)
	expect((await contour(['import', 'roster', good, '--account', 'nobody'])).code).toBe(66)

	const user = await contour([
		'user',
		'create',
		...account,
		'--email',
		'ben@example.com',
		'--name',
		'Ben',
		'--roles',
		'hr,member',
		'--json',
	])
	expect(user.code).toBe(0)
	expect(JSON.parse(user.out)).toMatchObject({
		email: 'ben@example.com',
		memberId: expect.any(String),
		password: expect.any(String),
	})
	expect(
		(
			await contour([
				'user',
				'create',
				...account,
				'--email',
				'x@example.com',
				'--name',
				'X',
				'--roles',
				'king',
			])
		).code,
	).toBe(64)
}, 120_000)

test('the sample is loaded once, verified, exported, and removed; a figure that was tampered with is found', async () => {
	const loaded = await contour(['sample', 'load', '--json'])
	expect(loaded.code).toBe(0)
	expect((await contour(['sample', 'load'])).code).toBe(65)

	const verified = await contour(['snapshots', 'verify', '--json'])
	expect(verified.code).toBe(0)
	expect(
		JSON.parse(verified.out).find((of: { account: string }) => of.account === 'meridian').snapshots,
	).toBe(5)

	const csv = await contour(['export', 'training-needs', '--account', 'meridian', '--cycle', 'latest'])
	const json = await contour(['export', 'training-needs', '--account', 'meridian', '--json'])
	expect([csv.code, json.code]).toEqual([0, 0])
	const needs = JSON.parse(json.out)
	expect(needs.length).toBeGreaterThan(300)
	expect(csv.out.trim().split('\r\n').length).toBe(needs.length + 1)
	const logged = await database.adminPool.query(
		`SELECT report, format, state, rows, actor_id FROM export_access ORDER BY at`,
	)
	expect(logged.rows).toEqual(
		['csv', 'json'].map((format) => ({
			...{ report: 'reports/training-needs', format, state: 'whole', rows: needs.length, actor_id: null },
		})),
	)
	expect(
		(await contour(['export', 'training-needs', '--account', 'meridian', '--cycle', 'Q9 1999'])).code,
	).toBe(66)

	const reader = run(['export', 'training-needs', '--account', 'meridian', '--steps', 'all'])
	reader.stdin.end()
	reader.stdout.once('data', () => reader.stdout.destroy())
	const left = new Promise<number | null>((resolve) => reader.once('close', resolve))
	const [error, code] = await Promise.all([text(reader.stderr), left])
	expect({ code, error }, 'who reads on no more').toEqual({ code: 0, error: '' })

	await database.adminPool.query(
		`UPDATE snapshot_cell SET count = count + 1 WHERE ctid = (SELECT min(ctid) FROM snapshot_cell)`,
	)
	const tampered = await contour(['snapshots', 'verify', '--account', 'meridian', '--json'])
	expect(tampered.code).toBe(1)
	expect(JSON.parse(tampered.out)[0].differences).toHaveLength(1)

	expect((await contour(['sample', 'remove'])).code).toBe(0)
	expect((await contour(['sample', 'remove'])).code).toBe(66)
}, 180_000)

test('a token of the API is printed once, for a role and a time', async () => {
	await contour(['account', 'create', '--name', 'Tokens', '--owner', 'tokens@example.com', '--json'])
	const create = (...more: string[]) => contour(['token', 'create', '--account', 'tokens', ...more])
	const made = await create('--role', 'executive', '--expires', '7', '--json')
	expect(made.code).toBe(0)
	const { token, id } = JSON.parse(made.out) as { token: string; id: string }
	expect(token).toMatch(/^contour_[\w-]{43}$/)
	const { rows } = await database.adminPool.query(
		`SELECT role, name, round(extract(epoch FROM expires_at - created_at) / 86400)::int AS days,
			(SELECT count(*)::int FROM outbox_message WHERE subject LIKE 'Check the API token Command line of Tokens%') AS mails
		 FROM api_token WHERE id = $1`,
		[id],
	)
	expect(rows).toEqual([{ role: 'executive', name: 'Command line', days: 7, mails: 1 }])
	for (const [args, code, message] of [
		[[], 64, '--role is missing'],
		[['--role', 'king'], 64, '"king" is none of owner, admin'],
		[['--role', 'hr', '--expires', '0'], 64, '--expires: give whole days'],
		[['--role', 'hr', '--expires', '367'], 64, '--expires: give whole days'],
	] as const) {
		const refused = await create(...args)
		expect({ code: refused.code, out: refused.out }).toEqual({ code, out: '' })
		expect(refused.err).toContain(message)
	}
	expect((await contour(['token', 'create', '--account', 'nobody', '--role', 'hr'])).code).toBe(66)
})
