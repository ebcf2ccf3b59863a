import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { addRoleFamily, mostFamilies } from '#app/data/add-role-family.server.ts'
import { countOpening } from '#app/data/count-opening.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { deleteRoleFamily } from '#app/data/delete-role-family.server.ts'
import { listRoleFamilies } from '#app/data/list-role-families.server.ts'
import { moveRoleFamily } from '#app/data/move-role-family.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { renameRoleFamily } from '#app/data/rename-role-family.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { foundAccount } from './people-account.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

let accounts = 0
const found = () => foundAccount(database.adminPool, `families-${++accounts}`)

async function add(scope: AccountScope, name: string) {
	const added = await addRoleFamily(scope, { name, idempotencyKey: randomUUID() })
	if (!added.ok) throw new Error(added.reason)
	return added.familyId
}
const namesOf = async (scope: AccountScope) => (await listRoleFamilies(scope)).map(({ name }) => name)

test('a family of the account’s own comes last, once for one click, under a name that is free', async () => {
	const { scope } = await found()
	const of = { name: 'Data Science', idempotencyKey: randomUUID() }
	const [first, second] = await Promise.all([addRoleFamily(scope, of), addRoleFamily(scope, of)])
	expect(first).toEqual(second)
	expect((await listRoleFamilies(scope)).at(-1)).toMatchObject({
		name: 'Data Science',
		builtIn: false,
		hasQuestions: false,
		isUsed: false,
		members: 0,
	})
	const taken = { ok: false, reason: 'taken' }
	expect(await addRoleFamily(scope, { name: 'data science', idempotencyKey: randomUUID() })).toEqual(taken)
	expect(await addRoleFamily(scope, { name: 'SALES', idempotencyKey: randomUUID() })).toEqual(taken)
	// Names that leave nothing for a key, or the same key, still get keys of their own.
	for (const name of ['研究', '개발', 'Data, science!']) await add(scope, name)
	const { length } = await namesOf(scope)
	for (let number = length; number < mostFamilies; number++) await add(scope, `Family ${number}`)
	expect(await addRoleFamily(scope, { name: 'One more', idempotencyKey: randomUUID() })).toEqual({
		ok: false,
		reason: 'too-many',
	})
})

test('a family moves by one place, and not beyond the ends', async () => {
	const { scope } = await found()
	const familyId = await add(scope, 'Legal')
	const before = await namesOf(scope)
	expect(await moveRoleFamily(scope, { familyId, to: 'down' })).toBe(true)
	expect(await namesOf(scope)).toEqual(before)
	expect(await moveRoleFamily(scope, { familyId, to: 'up' })).toBe(true)
	expect(await namesOf(scope)).toEqual([...before.slice(0, -2), 'Legal', before.at(-2)])
	for (const _ of before) await moveRoleFamily(scope, { familyId, to: 'up' })
	expect((await namesOf(scope))[0]).toBe('Legal')
})

test('it is renamed from the name that was seen; a built-in one is not', async () => {
	const { scope } = await found()
	const familyId = await add(scope, 'Legal')
	const rename = (from: string, name: string, id = familyId) =>
		renameRoleFamily(scope, { familyId: id, from, name })
	expect(await rename('Legal', 'Law')).toEqual({ ok: true, changed: true })
	expect(await rename('Legal', 'Law')).toEqual({ ok: true, changed: false })
	expect(await rename('Legal', 'Lawyers')).toEqual({ ok: false, reason: 'stale', current: 'Law' })
	expect(await rename('Law', 'sales')).toEqual({ ok: false, reason: 'taken' })
	const builtIn = (await listRoleFamilies(scope))[0]
	expect(await rename('Engineering', 'Makers', builtIn?.id)).toEqual({ ok: false, reason: 'gone' })
})

test('it is deleted only while nothing refers to it, and never a built-in one or another account’s', async () => {
	const { scope, accountId } = await found()
	const familyId = await add(scope, 'Legal')
	const other = await found()
	const gone = { ok: false, reason: 'gone' }
	expect(await deleteRoleFamily(other.scope, { familyId })).toEqual(gone)
	expect(await moveRoleFamily(other.scope, { familyId, to: 'up' })).toBe(false)
	const builtIn = (await listRoleFamilies(scope))[0]
	expect(await deleteRoleFamily(scope, { familyId: String(builtIn?.id) })).toEqual(gone)
	await database.adminPool.query(
		`INSERT INTO member (account_id, name, family_id, left_on) VALUES ($1, 'Gone', $2, '2020-01-01')`,
		[accountId, familyId],
	)
	expect(await deleteRoleFamily(scope, { familyId })).toEqual({ ok: false, reason: 'used' })
	expect((await listRoleFamilies(scope)).at(-1)).toMatchObject({ isUsed: true, members: 1 })
	await database.adminPool.query(`DELETE FROM member WHERE account_id = $1 AND name = 'Gone'`, [accountId])
	// A topic that is for one family alone would be for everybody.
	await database.adminPool.query(
		`WITH topic AS (
			INSERT INTO training_topic (account_id, key, title, kind) VALUES ($1, 'law', 'Law', 'course') RETURNING id)
		 INSERT INTO training_topic_family (account_id, topic_id, family_id) SELECT $1, id, $2 FROM topic`,
		[accountId, familyId],
	)
	expect(await deleteRoleFamily(scope, { familyId })).toEqual({ ok: false, reason: 'used' })
	await database.adminPool.query(`DELETE FROM training_topic WHERE account_id = $1`, [accountId])
	expect(await deleteRoleFamily(scope, { familyId })).toEqual({ ok: true, name: 'Legal' })
	expect(await deleteRoleFamily(scope, { familyId })).toEqual(gone)
	const { rows } = await database.adminPool.query(
		`SELECT action FROM audit_event WHERE account_id = $1 ORDER BY sequence`,
		[accountId],
	)
	expect(rows.map(({ action }) => action)).toEqual(['role-family.added', 'role-family.deleted'])
})

test('its people take part in no cycle, like those in no family', async () => {
	const company = await RandomCompany.found(database.adminPool, 61, { teams: 2, members: 30 })
	const day = { endsOn: '2026-12-31' }
	const before = await countOpening(company.hr, day)
	const familyId = await add(company.hr, 'Legal')
	const moved = await company.sql<{ id: string }>(
		`UPDATE member SET family_id = $2 WHERE account_id = $1 AND id IN (
			SELECT id FROM member WHERE account_id = $1 AND family_id IS NOT NULL AND left_on IS NULL
				AND (started_on IS NULL OR started_on <= '2026-12-31') ORDER BY id LIMIT 3) RETURNING id`,
		[company.accountId, familyId],
	)
	expect(moved).toHaveLength(3)
	const after = await countOpening(company.hr, day)
	expect(after.participants).toBe(before.participants - 3)
	expect(after.withoutFamily).toBe(before.withoutFamily + 3)
	const created = await createCycle(company.hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	expect(await openCycle(company.hr, created)).toMatchObject({ ok: true, participants: after.participants })
	const frozen = await company.sql('SELECT FROM participant WHERE account_id = $1 AND member_id = ANY ($2)', [
		company.accountId,
		moved.map(({ id }) => id),
	])
	expect(frozen).toHaveLength(0)
})
