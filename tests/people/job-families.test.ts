import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { addJobFamily } from '#app/data/add-job-family.server.ts'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { deleteJobFamily } from '#app/data/delete-job-family.server.ts'
import { deleteRoleFamily } from '#app/data/delete-role-family.server.ts'
import { getRosterImport } from '#app/data/get-roster-import.server.ts'
import { listJobFamilies } from '#app/data/list-job-families.server.ts'
import { listRoleFamilies } from '#app/data/list-role-families.server.ts'
import { mapJobFamily } from '#app/data/map-job-family.server.ts'
import { saveRosterMapping } from '#app/data/save-roster-mapping.server.ts'
import { decideFamilies, mostJobFamilies } from '#app/domain/roster/decide-families.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { emptyRoster, mappingOf } from '#tests/domain/roster/roster-fixtures.ts'
import { foundAccount, importCsv } from './people-account.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

let accounts = 0
const found = () => foundAccount(database.adminPool, `jobs-${++accounts}`)
const list = async (scope: AccountScope, search = '') =>
	(await listJobFamilies(scope, { search, sort: 'name', order: 'asc', page: 1, pageSize: 50 })).rows
const idOf = async (scope: AccountScope, name: string) => {
	const family = (await listRoleFamilies(scope)).find((one) => one.name === name)
	if (!family) throw new Error(`no family ${name}`)
	return family.id
}
const familiesOf = async (accountId: string) => {
	const { rows } = await database.adminPool.query<{ name: string; family: string | null }>(
		`SELECT m.name, f.name AS family FROM member m LEFT JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
		 WHERE m.account_id = $1 ORDER BY m.name`,
		[accountId],
	)
	return Object.fromEntries(rows.map(({ name, family }) => [name, family]))
}

const roster = `Employee ID,Name,Department
1,Ana,Field Sales
2,Ben,Software Engineering II
3,Cem,field  SALES
4,Dee,Legal
5,Eli,Sales
6,Fay,
`

test('an import keeps what it decided, and the next one begins with it', async () => {
	const { scope, accountId } = await found()
	await importCsv(scope, roster)
	expect(await list(scope)).toMatchObject([
		{ name: 'Field Sales', familyName: 'Sales', members: 2, elsewhere: 0, isUsed: true },
		{ name: 'Legal', familyName: null, members: 1 },
		{ name: 'Software Engineering II', familyName: 'Engineering', members: 1 },
	])
	// The same file again changes nothing.
	expect((await importCsv(scope, roster)).counts).toMatchObject({ unchanged: 6, changed: 0, added: 0 })

	const legal = (await list(scope, 'lega'))[0]
	const marketing = await idOf(scope, 'Marketing')
	const mapped = await mapJobFamily(scope, {
		jobFamilyId: legal?.id ?? '',
		familyId: marketing,
		version: 1,
		movesMembers: false,
	})
	expect(mapped).toEqual({ ok: true, name: 'Legal', changed: true, moved: 0 })
	expect(await familiesOf(accountId)).toMatchObject({ Dee: null })
	expect((await list(scope, 'legal'))[0]).toMatchObject({ familyName: 'Marketing', elsewhere: 1 })
	const other = roster.replace('Department', 'Job family').replace('Employee ID', 'Worker ID')
	expect((await importCsv(scope, other)).counts).toMatchObject({ unchanged: 5, changed: 1 })
	expect(await familiesOf(accountId)).toEqual({
		Ana: 'Sales',
		Ben: 'Engineering',
		Cem: 'Sales',
		Dee: 'Marketing',
		Eli: 'Sales',
		Fay: null,
	})
})

test('what a mapping of an import decides is kept, and what is decided on the page since then counts before it', async () => {
	const { scope, accountId } = await found()
	const design = await idOf(scope, 'Design')
	const upload = async () => {
		const added = await addRosterImport(scope, {
			fileName: 'people.csv',
			bytes: new TextEncoder().encode(roster),
		})
		if (!added.ok) throw new Error('not taken')
		const read = await getRosterImport(scope, added.importId)
		if (!read) throw new Error('no import')
		return read
	}
	const { id, mapping } = await upload()
	const saved = await saveRosterMapping(scope, {
		importId: id,
		mapping: { ...mapping, familyOfDepartment: { legal: 'design', 'field sales': null } },
	})
	expect(saved).toEqual({ ok: true })
	await importCsv(scope, roster)
	expect(await familiesOf(accountId)).toMatchObject({ Ana: null, Dee: 'Design' })
	const legal = (await list(scope, 'legal'))[0]
	expect(legal).toMatchObject({ familyId: design })
	const sales = await idOf(scope, 'Sales')
	await mapJobFamily(scope, {
		jobFamilyId: legal?.id ?? '',
		familyId: sales,
		version: legal?.version ?? 0,
		movesMembers: true,
	})
	expect(await familiesOf(accountId)).toMatchObject({ Dee: 'Sales' })
	expect((await upload()).mapping.familyOfDepartment).toEqual({})
	await importCsv(scope, roster)
	expect(await familiesOf(accountId)).toMatchObject({ Ana: null, Dee: 'Sales' })
})

test('it is added once for one click, changed from what was seen, and deleted while nobody has it', async () => {
	const { scope, accountId } = await found()
	const other = await found()
	const sales = await idOf(scope, 'Sales')
	const of = { name: 'Field Sales', familyId: sales, idempotencyKey: randomUUID() }
	const [one, again] = await Promise.all([addJobFamily(scope, of), addJobFamily(scope, of)])
	expect(one).toEqual(again)
	if (!one.ok) throw new Error(one.reason)
	expect(await addJobFamily(scope, { ...of, name: 'FIELD SALES', idempotencyKey: randomUUID() })).toEqual({
		ok: false,
		reason: 'taken',
	})
	expect(
		await addJobFamily(scope, {
			name: 'X',
			familyId: await idOf(other.scope, 'Sales'),
			idempotencyKey: randomUUID(),
		}),
	).toEqual({ ok: false, reason: 'no-family' })
	const { jobFamilyId } = one
	const map = (familyId: string | null, version: number, in_ = scope) =>
		mapJobFamily(in_, { jobFamilyId, familyId, version, movesMembers: false })
	expect(await map(null, 1)).toMatchObject({ ok: true, changed: true })
	expect(await map(sales, 1)).toEqual({ ok: false, reason: 'stale', familyId: null, version: 2 })
	expect(await map(null, 1)).toMatchObject({ ok: true, changed: false })
	expect(await map(sales, 2, other.scope)).toEqual({ ok: false, reason: 'gone' })
	expect(await deleteJobFamily(other.scope, { jobFamilyId })).toEqual({ ok: false, reason: 'gone' })
	await importCsv(scope, roster)
	expect(await deleteJobFamily(scope, { jobFamilyId })).toEqual({ ok: false, reason: 'used' })
	await database.adminPool.query('DELETE FROM member WHERE account_id = $1', [accountId])
	expect(await deleteJobFamily(scope, { jobFamilyId })).toEqual({ ok: true, name: 'Field Sales' })
	const own = await database.adminPool.query<{ id: string }>(
		`INSERT INTO role_family (account_id, key, name, position) VALUES ($1, 'own-law', 'Law', 9) RETURNING id`,
		[accountId],
	)
	const law = own.rows[0]?.id ?? ''
	await addJobFamily(scope, { name: 'Counsel', familyId: law, idempotencyKey: randomUUID() })
	expect(await deleteRoleFamily(scope, { familyId: law })).toEqual({ ok: false, reason: 'used' })
})

test('a column with more values than there are kinds of work fills the list up to its end, and no further', () => {
	const { jobFamilyOf, list: decided } = decideFamilies(emptyRoster, mappingOf({}))
	const given = Array.from({ length: mostJobFamilies + 50 }, (_, number) =>
		jobFamilyOf(`Cost centre ${number}`),
	)
	expect(given.filter((name) => name !== undefined)).toHaveLength(mostJobFamilies)
	expect(decided()).toHaveLength(mostJobFamilies)
	expect(jobFamilyOf('Cost centre 0')).toBe('Cost centre 0')
	expect(jobFamilyOf('Sales')).toBeUndefined()
})
