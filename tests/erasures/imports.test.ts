import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { previewErasure } from '#app/data/erasures/preview-erasure.server.ts'
import { erasePersonForGood } from '#app/jobs/erasures/erase-person.server.ts'
import { takeHeadFolder } from '#tests/audit/sealed-place.ts'
import { foundImportingCompany } from '#tests/imports/importing-company.ts'
import { importCsv } from '#tests/people/people-account.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
takeHeadFolder()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

type Company = Awaited<ReturnType<typeof foundImportingCompany>>

async function erase({ accountId, scope }: Company, externalId: string): Promise<string> {
	const { rows } = await database.adminPool.query<{ id: string; version: number }>(
		'SELECT id, version FROM member WHERE account_id = $1 AND external_id = $2',
		[accountId, externalId],
	)
	const { id: memberId = '', version = 0 } = rows[0] ?? {}
	const none = () => []
	expect(
		await erasePersonForGood(scope, { memberId, version, announce: none, announceHandOver: none }),
	).toEqual({ ok: true })
	return memberId
}

const count = async (sql: string, values: unknown[]) =>
	(await database.adminPool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`, values)).rows[0]?.n

test('a later roster passes over who was erased, by e-mail and by id, and brings nobody back', async () => {
	const company = await foundImportingCompany(database.adminPool, 'rosters')
	const { scope, accountId } = company
	const header = 'Employee ID,Name,Email,Manager email'
	const lines = [
		'E1,Person 1,person1@example.com,',
		'E2,Person 2,person2@example.com,person1@example.com',
		'E3,Person 3,person3@example.com,person2@example.com',
	]
	await importCsv(scope, [header, ...lines].join('\n'))
	// A catalogue of topics holds nobody.
	await database.adminPool.query(
		`INSERT INTO import (account_id, kind, file_name, sha256, content) VALUES ($1, 'training-topics', 'topics.csv', repeat('0', 64), 'key')`,
		[accountId],
	)
	const { rows: first } = await database.adminPool.query<{ id: string }>(
		`SELECT id FROM member WHERE account_id = $1 AND external_id = 'E1'`,
		[accountId],
	)
	expect(await previewErasure(scope, first[0]?.id ?? '')).toMatchObject({ files: 1 })
	await erase(company, 'E1')
	const kept = await database.adminPool.query(
		'SELECT kind, state FROM import WHERE account_id = $1 AND content IS NOT NULL',
		[accountId],
	)
	expect(kept.rows).toEqual([{ kind: 'training-topics', state: 'uploaded' }])
	const people = () => count('member WHERE account_id = $1 AND erased_at IS NULL', [accountId])
	const before = await people()

	const again = await importCsv(scope, [header, ...lines].join('\n'))
	expect(again.counts).toMatchObject({ erased: 1, added: 0, changed: 0, unchanged: 2, refusedRows: 0 })
	// Another id, another spelling of the address: each of the two is enough.
	const other = ['E1,Somebody,new@example.com,', 'E77,Person 1,PERSON1@example.com,']
	expect((await importCsv(scope, [header, ...other].join('\n'))).counts).toMatchObject({
		erased: 2,
		added: 0,
	})
	expect(await people()).toBe(before)
	// Who reports to them keeps the line, until another is named.
	const { rows } = await database.adminPool.query(
		`SELECT g.name FROM member m JOIN member g ON g.id = m.manager_id WHERE m.account_id = $1 AND m.external_id = 'E2'`,
		[accountId],
	)
	expect(rows).toEqual([{ name: 'Erased person' }])

	// Nobody is missing who was erased, and whoever is added by hand is somebody again.
	await database.adminPool.query(
		`INSERT INTO member (account_id, name, email, attributes) VALUES ($1, 'Back', 'person1@example.com', '{}')`,
		[accountId],
	)
	const back = await importCsv(scope, `Name,Email,Title\nBack,person1@example.com,Engineer`)
	expect(back.counts).toMatchObject({ erased: 0, changed: 1 })

	const elsewhere = await foundImportingCompany(database.adminPool, 'elsewhere')
	const theirs = await importCsv(elsewhere.scope, `Name,Email,Title\nPerson 1,person1@example.com,Engineer`)
	expect(theirs.counts, 'another account knows nothing of it').toMatchObject({ erased: 0, changed: 1 })
})

test('values of who was erased are passed over and counted, the originals are gone, and an undo brings nothing back', async () => {
	const company = await foundImportingCompany(database.adminPool, 'values')
	const { accountId } = company
	const file = (value: number) =>
		`email,metric,month,value\nperson4@example.com,prs-merged,2026-01,${value}\nperson5@example.com,prs-merged,2026-01,${value}\nE4,prs-merged,2026-02,${value}`
	const first = await company.upload(file(3))
	await company.apply(first)
	const second = await company.upload(file(4))
	await company.apply(second)
	const waiting = await company.upload(file(5))
	await company.check(waiting)
	const mine = await erase(company, 'E4')
	const observed = () => count('observation WHERE account_id = $1 AND subject_id = $2', [accountId, mine])
	expect(await observed()).toBe(0)

	expect(await count('import_piece WHERE account_id = $1', [accountId])).toBe(0)
	const { rows } = await database.adminPool.query(
		`SELECT state, summary ->> 'sample' AS sample, content IS NULL AS gone FROM import WHERE account_id = $1 ORDER BY created_at`,
		[accountId],
	)
	const gone = { sample: '[]', gone: true }
	expect(rows).toEqual([
		{ state: 'applied', ...gone },
		{ state: 'applied', ...gone },
		{ state: 'discarded', ...gone },
	])

	await company.undo(second)
	expect(await observed()).toBe(0)
	expect(await count('observation WHERE account_id = $1', [accountId])).toBe(1)

	const later = await company.upload(file(6))
	const dry = await company.check(later)
	expect(dry).toMatchObject({ ok: true, counts: { rows: 3, changed: 1, added: 0, refused: 0, erased: 2 } })
	expect(JSON.stringify(dry)).not.toMatch(/person4|E4/)
	const applied = await company.apply(later)
	expect(applied?.result?.counts).toMatchObject({ changed: 1, refused: 0, erased: 2 })
	expect(await observed()).toBe(0)
})
