import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import type { RosterMoves } from '#app/data/roster-moves.server.ts'
import { cancelJob } from '#app/data/cancel-job.server.ts'
import { applyRoster } from '#app/data/apply-roster.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { discardRosterImport } from '#app/data/discard-roster-import.server.ts'
import { getRosterImport } from '#app/data/get-roster-import.server.ts'
import { listImports } from '#app/data/imports/list-imports.server.ts'
import { planRosterImport } from '#app/data/plan-roster-import.server.ts'
import { readCurrentRoster } from '#app/data/read-current-roster.server.ts'
import { saveRosterMapping } from '#app/data/save-roster-mapping.server.ts'
import { startRosterCheck } from '#app/data/start-roster-check.server.ts'
import { changesNothing } from '#app/domain/roster/roster-plan.ts'
import { managersMovedMails } from '#app/mail/roster-mails.server.ts'
import { foundAccount, importCsv } from '#tests/people/people-account.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

let accounts = 0
const found = () => foundAccount(database.adminPool, `roster-${++accounts}`)
const utf8 = (text: string) => new TextEncoder().encode(text)
const silent = () => []

const company = `Employee ID,Name,Email,Title,Department,Team,Manager ID,Hire Date,Termination Date,Location
1,Ines Okafor,ines@acme.test,CEO,Executive,Acme,,2015-03-01,,Porto
2,Jörg Brandt,JOERG@acme.test,VP,Engineering,Acme / Platform,1,2018-01-15,,Berlin
3,Mei Tanaka,mei@acme.test,Engineer,Engineering,Acme / Platform,2,2020-06-01,,Berlin
4,Carla Núñez,carla@acme.test,Director,Sales,Acme / Sales,1,2019-09-09,,Madrid
`

async function upload(scope: Awaited<ReturnType<typeof found>>['scope'], text: string) {
	const added = await addRosterImport(scope, { fileName: 'people.csv', bytes: utf8(text) })
	if (!added.ok) throw new Error(JSON.stringify(added.problem))
	return added.importId
}

const countMembers = async (accountId: string) => {
	const { rows } = await database.adminPool.query(
		'SELECT count(*)::int AS n FROM member WHERE account_id = $1',
		[accountId],
	)
	return rows[0].n
}

test('a file is kept with its bytes, planned without a trace and applied as a whole', async () => {
	const { scope, accountId } = await found()
	const importId = await upload(scope, company)
	const dryRun = await planRosterImport(scope, { importId })
	expect(dryRun?.plan).toMatchObject({
		rows: 4,
		errors: [],
		leads: [{ team: 'Acme' }, { team: 'Acme / Platform' }],
	})
	expect(await countMembers(accountId)).toBe(0)
	const applied = await applyRoster(scope, {
		importId,
		missing: 'keep',
		fingerprint: dryRun?.fingerprint ?? '',
		announce: silent,
	})
	expect(applied).toMatchObject({ ok: true, again: false, counts: { added: 4, newTeams: 3, leads: 2 } })
	const { rows } = await database.adminPool.query(
		`SELECT m.name, m.email, m.external_id, m.job_title, f.key AS family, t.name AS team, p.name AS parent, l.name AS lead,
			g.name AS manager, m.started_on::text, m.left_on, m.attributes, m.version
		 FROM member m LEFT JOIN role_family f ON f.id = m.family_id LEFT JOIN team t ON t.id = m.team_id
		 LEFT JOIN team p ON p.id = t.parent_id LEFT JOIN member l ON l.id = t.lead_id LEFT JOIN member g ON g.id = m.manager_id
		 WHERE m.account_id = $1 AND m.external_id = '3'`,
		[accountId],
	)
	expect(rows).toEqual([
		{
			name: 'Mei Tanaka',
			email: 'mei@acme.test',
			external_id: '3',
			job_title: 'Engineer',
			family: 'engineering',
			team: 'Platform',
			parent: 'Acme',
			lead: 'Jörg Brandt',
			manager: 'Jörg Brandt',
			started_on: '2020-06-01',
			left_on: null,
			attributes: { Location: 'Berlin' },
			version: 1,
		},
	])
	const kept = await database.adminPool.query(
		`SELECT state, content, sha256 = encode(sha256(content), 'hex') AS hashed, applied_at IS NOT NULL AS dated FROM import WHERE id = $1`,
		[importId],
	)
	expect(kept.rows[0]).toMatchObject({ state: 'applied', hashed: true, dated: true })
	expect(kept.rows[0].content.equals(Buffer.from(company))).toBe(true)
})

test('the same file again is known by its hash, changes nothing and writes no version', async () => {
	const { scope, accountId } = await found()
	await importCsv(scope, company)
	const before = await database.adminPool.query('SELECT * FROM member WHERE account_id = $1 ORDER BY id', [
		accountId,
	])
	const importId = await upload(scope, company)
	expect((await getRosterImport(scope, importId))?.appliedBefore).toBeInstanceOf(Date)
	const dryRun = await planRosterImport(scope, { importId })
	expect(dryRun && changesNothing(dryRun.plan)).toBe(true)
	const applied = await applyRoster(scope, { importId, missing: 'mark-left', announce: silent })
	expect(applied).toMatchObject({ ok: true, counts: { added: 0, changed: 0, unchanged: 4 } })
	const after = await database.adminPool.query('SELECT * FROM member WHERE account_id = $1 ORDER BY id', [
		accountId,
	])
	expect(after.rows).toEqual(before.rows)
	const other = await upload((await found()).scope, company)
	expect(other).not.toBe(importId)
})

test('an import is applied once, also when two clicks come at the same moment', async () => {
	const { scope, accountId } = await found()
	const importId = await upload(scope, company)
	const results = await Promise.all(
		[1, 2, 3].map(() => applyRoster(scope, { importId, missing: 'keep', announce: silent })),
	)
	expect(results.filter((result) => result.ok && !result.again)).toHaveLength(1)
	expect(results.filter((result) => result.ok && result.again)).toHaveLength(2)
	expect(await countMembers(accountId)).toBe(4)
	const { rows } = await database.adminPool.query(
		`SELECT detail FROM audit_event WHERE account_id = $1 AND action = 'members.imported'`,
		[accountId],
	)
	expect(rows).toHaveLength(1)
	expect(rows[0].detail).toMatchObject({ added: 4, newTeams: 3, rows: 4 })
})

test('who asks at the same moment what a file would do is told of one look at it', async () => {
	const { scope } = await found()
	const importId = await upload(scope, company)
	expect(
		await startRosterCheck(scope, { importId, missing: 'keep' }),
		'its columns are not known yet',
	).toBeNull()
	const mapping = (await getRosterImport(scope, importId))?.mapping
	if (!mapping) throw new Error('It has no mapping.')
	await saveRosterMapping(scope, { importId, mapping })
	const ask = (missing: 'keep' | 'mark-left') => startRosterCheck(scope, { importId, missing })
	const asked = await Promise.all([ask('keep'), ask('keep'), ask('mark-left'), ask('keep')])
	const [first, , other] = asked
	expect(asked).toEqual([first, first, other, first])
	expect(other).not.toEqual(first)
	await cancelJob(scope, first?.jobId ?? '')
	expect(await ask('keep'), 'one that was stopped is no look').not.toEqual(first)
})

test('two imports of the same people at the same moment add them once', async () => {
	const { scope, accountId } = await found()
	const [one, two] = [await upload(scope, company), await upload(scope, company)]
	await Promise.all(
		[one, two].map((importId) => applyRoster(scope, { importId, missing: 'keep', announce: silent })),
	)
	expect(await countMembers(accountId)).toBe(4)
})

test('a plan that is no longer the one that was shown is not applied', async () => {
	const { scope, accountId } = await found()
	await importCsv(scope, company)
	const importId = await upload(scope, company.replace('Director', 'VP Sales'))
	const dryRun = await planRosterImport(scope, { importId })
	await database.adminPool.query(
		`UPDATE member SET job_title = 'CRO' WHERE account_id = $1 AND external_id = '4'`,
		[accountId],
	)
	const of = { importId, missing: 'keep' as const, fingerprint: dryRun?.fingerprint ?? '', announce: silent }
	expect(await applyRoster(scope, of)).toEqual({ ok: false, reason: 'stale' })
	const again = await planRosterImport(scope, { importId })
	expect(await applyRoster(scope, { ...of, fingerprint: again?.fingerprint ?? '' })).toMatchObject({
		ok: true,
	})
})

test('names, e-mails and managers may change places within one import', async () => {
	const { scope, accountId } = await found()
	await importCsv(scope, company)
	const turned = `Employee ID,Name,Email,Manager ID
1,Ines Okafor,joerg@acme.test,2
2,Jörg Brandt,ines@acme.test,3
3,Mei Tanaka,mei@acme.test,
5,New Person,carla@acme.test,3
4,Carla Núñez,carla.nunez@acme.test,1
`
	const { counts } = await importCsv(scope, turned)
	expect(counts).toMatchObject({ added: 1, changed: 3, moved: 3, refusedRows: 0 })
	const { rows } = await database.adminPool.query(
		`SELECT m.external_id, m.email, g.external_id AS manager FROM member m LEFT JOIN member g ON g.id = m.manager_id
		 WHERE m.account_id = $1 ORDER BY 1`,
		[accountId],
	)
	expect(rows).toEqual([
		{ external_id: '1', email: 'joerg@acme.test', manager: '2' },
		{ external_id: '2', email: 'ines@acme.test', manager: '3' },
		{ external_id: '3', email: 'mei@acme.test', manager: null },
		{ external_id: '4', email: 'carla.nunez@acme.test', manager: '1' },
		{ external_id: '5', email: 'carla@acme.test', manager: '3' },
	])
})

test('owners and HR are told of new managers in one mail each, and of nothing else', async () => {
	const { scope, accountId, addUser } = await found()
	await addUser(`owner@${accountId}.test`, ['owner'])
	await addUser(`exec@${accountId}.test`, ['executive'])
	await importCsv(scope, company)
	const announced: RosterMoves[] = []
	const announce = (moves: RosterMoves) => {
		announced.push(moves)
		const account = { name: 'Acme', slug: 'acme', locale: 'en-GB', timeZone: 'UTC' }
		return managersMovedMails({
			...moves,
			account,
			by: 'Hanna',
			at: new Date(),
			baseUrl: 'http://localhost:3000',
		})
	}
	const apply = async (text: string) => {
		const importId = await upload(scope, text)
		return applyRoster(scope, { importId, missing: 'keep', announce })
	}
	await apply(company.replace('Engineer,', 'Staff Engineer,'))
	expect(announced).toEqual([])
	await apply(
		company.replace('Acme / Platform,2', 'Acme / Platform,4').replace('Acme / Sales,1', 'Acme / Sales,2'),
	)
	expect(announced[0]?.managers).toEqual([
		{ name: 'Mei Tanaka', from: 'Jörg Brandt', to: 'Carla Núñez' },
		{ name: 'Carla Núñez', from: 'Ines Okafor', to: 'Jörg Brandt' },
	])
	const { rows } = await database.adminPool.query(
		`SELECT recipient, subject, text FROM outbox_message WHERE account_id = $1 ORDER BY recipient`,
		[accountId],
	)
	expect(rows.map(({ recipient }) => recipient)).toEqual(
		announced[0]?.overseers.map(({ email }) => email).sort(),
	)
	expect(rows).toHaveLength(2)
	expect(rows[0].text).toContain('Mei Tanaka: from Jörg Brandt to Carla Núñez.')
})

test('a mapping is remembered for the next file with the same headers', async () => {
	const { scope } = await found()
	const odd = 'Wer,Was,Wo\nAda Bell,Engineer,Web\nBo Chen,Engineer,App\n'
	const importId = await upload(scope, odd)
	const first = await getRosterImport(scope, importId)
	if (!first) throw new Error('gone')
	expect(first.mapping.columns.name).toBeUndefined()
	const mapping = {
		...first.mapping,
		columns: { name: 0, jobTitle: 1, team: 2 },
		missing: 'mark-left' as const,
	}
	const { name: _, ...nameless } = mapping.columns
	expect(
		await saveRosterMapping(scope, { importId, mapping: { ...mapping, columns: nameless } }),
	).toMatchObject({
		ok: false,
		reason: 'unusable',
	})
	expect(await saveRosterMapping(scope, { importId, mapping })).toEqual({ ok: true })
	const next = await upload(scope, 'WER,was,Wo \nCem Ak,Engineer,App\n')
	const second = await getRosterImport(scope, next)
	// Whether the absent have left is asked each time.
	expect(second?.mapping).toEqual({ ...mapping, missing: 'keep' })
	await applyRoster(scope, { importId, missing: 'keep', announce: silent })
	expect(await saveRosterMapping(scope, { importId, mapping })).toEqual({ ok: false, reason: 'settled' })
})

test('an import can be laid aside, and is then out of the list and of reach', async () => {
	const { scope } = await found()
	const importId = await upload(scope, company)
	const list = () => listImports(scope, { sort: 'createdAt', order: 'desc', page: 1, pageSize: 10 })
	expect(await list()).toMatchObject({ total: 1, rows: [{ id: importId, state: 'uploaded', counts: null }] })
	const listed = async () => {
		const { rows } = await database.adminPool.query('SELECT FROM job_part WHERE account_id = $1', [
			scope.accountId,
		])
		return rows.length
	}
	await database.adminPool.query(
		`WITH checked AS (
			INSERT INTO job (account_id, kind, state, subject_id, finished_at)
			VALUES ($1, 'roster-check', 'done', $2, now()) RETURNING account_id, id
		 )
		 INSERT INTO job_part (account_id, job_id, list, number, content) SELECT account_id, id, 'added', 0, '' FROM checked`,
		[scope.accountId, importId],
	)
	expect(await listed()).toBe(1)
	expect(await discardRosterImport(scope, importId)).toBe(true)
	expect(await listed(), 'the list of its people goes with it').toBe(0)
	expect(await discardRosterImport(scope, importId)).toBe(false)
	expect(await list()).toMatchObject({ total: 0 })
	expect(await planRosterImport(scope, { importId })).toBeNull()
	expect(await applyRoster(scope, { importId, missing: 'keep', announce: silent })).toEqual({
		ok: false,
		reason: 'gone',
	})
})

test('another account’s import, people and teams are out of reach', async () => {
	const [ours, theirs] = [await found(), await found()]
	await importCsv(theirs.scope, company)
	const importId = await upload(theirs.scope, company)
	expect(await getRosterImport(ours.scope, importId)).toBeNull()
	expect(await planRosterImport(ours.scope, { importId })).toBeNull()
	expect(await applyRoster(ours.scope, { importId, missing: 'keep', announce: silent })).toEqual({
		ok: false,
		reason: 'gone',
	})
	expect(await discardRosterImport(ours.scope, importId)).toBe(false)
	// The same ids and e-mails in another account are other people.
	await importCsv(ours.scope, company.replace('Porto', 'Lagos'))
	expect(await countMembers(ours.accountId)).toBe(4)
	expect(await countMembers(theirs.accountId)).toBe(4)
	const plan = await upload(
		ours.scope,
		'Name,Email,Manager Email\nNew Person,new@acme.test,nobody-here@acme.test\n',
	)
	expect((await planRosterImport(ours.scope, { importId: plan }))?.plan.errors).toHaveLength(1)
})

test('what is no roster is refused with its reason and leaves nothing behind', async () => {
	const { scope, accountId } = await found()
	const refuse = (bytes: Uint8Array) => addRosterImport(scope, { fileName: 'x.csv', bytes })
	expect(await refuse(utf8('Name,Email\n'))).toEqual({ ok: false, problem: { kind: 'no-rows' } })
	expect(await refuse(utf8(''))).toEqual({ ok: false, problem: { kind: 'empty' } })
	expect(await refuse(utf8(`Name\n${'x\n'.repeat(100_001)}`))).toEqual({
		ok: false,
		problem: { kind: 'too-many-rows', limit: 100_000 },
	})
	expect(await refuse(utf8(`${'a,'.repeat(300)}b\n1,2\n`))).toEqual({
		ok: false,
		problem: { kind: 'too-many-columns' },
	})
	const { rows } = await database.adminPool.query('SELECT FROM import WHERE account_id = $1', [accountId])
	expect(rows).toEqual([])
})

test('open invitations of people who leave or get another e-mail are taken back', async () => {
	const { scope, accountId } = await found()
	await importCsv(scope, company)
	await database.adminPool.query(
		`INSERT INTO invitation (account_id, member_id, email, roles, token_hash, expires_at)
		 SELECT account_id, id, email, '{member}', id::text, now() + interval '1 day' FROM member WHERE account_id = $1`,
		[accountId],
	)
	await importCsv(
		scope,
		company.replace('mei@', 'mei.tanaka@').replace('2019-09-09,,', '2019-09-09,2020-01-01,'),
	)
	const { rows } = await database.adminPool.query(
		`SELECT m.external_id FROM invitation i JOIN member m ON m.id = i.member_id
		 WHERE i.account_id = $1 AND i.revoked_at IS NOT NULL ORDER BY 1`,
		[accountId],
	)
	expect(rows).toEqual([{ external_id: '3' }, { external_id: '4' }])
})

test('5,000 people go in, move as one and stay the same the second time', async () => {
	const { scope, accountId } = await found()
	const rows = (shift: number) =>
		Array.from({ length: 5000 }, (_, i) => {
			const manager = i === 0 ? '' : i < 40 ? 0 : 1 + ((i + shift) % 39)
			return `${i},Person ${i},p${i}@acme.test,Engineer,Engineering,Acme / D${i % 20} / T${(i + shift) % 200},${manager},2020-01-31,,Porto`
		})
	const header = company.split('\n')[0]
	const text = (shift: number) => [header, ...rows(shift)].join('\n')
	expect((await importCsv(scope, text(0))).counts).toMatchObject({ added: 5000, refusedRows: 0 })
	expect((await importCsv(scope, text(1))).counts).toMatchObject({
		added: 0,
		moved: 5000,
		managersMoved: 4960,
	})
	expect((await importCsv(scope, text(1))).counts).toMatchObject({ unchanged: 5000 })
	expect(await countMembers(accountId)).toBe(5000)
	const current = await withAccount(scope, (transaction) => readCurrentRoster(transaction, scope))
	expect(current.members).toHaveLength(5000)
}, 60_000)
