import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintAccountScope, systemScope } from '#app/data/account-scope.server.ts'
import { readPersonRecord } from '#app/data/data-subject/read-person-record.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { erasePersonForGood } from '#app/jobs/erasures/erase-person.server.ts'
import { takeHeadFolder } from '#tests/audit/sealed-place.ts'
import { newAccount } from '#tests/backup/two-companies.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { insertRow, oneOfEverything, sharedIds } from '#tests/tenancy/one-of-everything.ts'
import { decisions } from './columns.ts'
import { leftOut, recordedAt } from './record-tables.ts'

const database = await createTestDatabase()
takeHeadFolder()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 4 }))
afterAll(closeDatabase)

const name = 'Ada Q. Lovelace-Byron'
const email = 'ada.lovelace@example.com'
const secret = 'kept-by-nobody'

/** Every column that holds words or bytes, or an id that is not just that of a row of the account that is no person. */
const columnsToDecide = `
	SELECT c.relname || '.' || a.attname AS name, c.relname AS table, a.attname AS column, t.typname AS type
	FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	JOIN pg_type t ON t.oid = a.atttypid
	LEFT JOIN pg_constraint f ON f.contype = 'f' AND f.conrelid = c.oid AND a.attnum = ANY (f.conkey) AND a.attname <> 'account_id'
	WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
		AND (t.typname IN ('text', 'varchar', 'json', 'jsonb', 'bytea', '_text')
			OR t.typname = 'uuid' AND a.attname NOT IN ('id', 'account_id')
				AND (f.oid IS NULL OR f.confrelid IN ('member'::regclass, '"user"'::regclass, 'membership'::regclass)
					OR a.attname ~ '(member|user|membership)_id$'))
	GROUP BY 1, 2, 3, 4 ORDER BY 1`

type Column = { name: string; table: string; column: string; type: string }

/** Ids without a foreign key that are those of things, in every case. */
const ofThings = new Set(['snapshot_metric.group_id', 'snapshot_node.node_id'])

const listColumns = async (): Promise<Column[]> =>
	(await database.adminPool.query<Column>(columnsToDecide)).rows.filter((of) => !ofThings.has(of.name))

test('of every column that names somebody or holds words it is decided what an erasure does', async () => {
	expect((await listColumns()).map((of) => of.name)).toEqual(Object.keys(decisions).toSorted())
})

test('every table that refers to somebody stands in their record, or is left out of it for a reason', async () => {
	const tables = (await listColumns())
		.filter((of) => of.type === 'uuid' && decisions[of.name] !== 'nobody')
		.map(({ table }) => table)
	expect([...new Set(tables)].toSorted()).toEqual(
		[...Object.keys(recordedAt), ...Object.keys(leftOut)].toSorted(),
	)
})

/** What stands at a path of a record; undefined where that is nothing. */
function standsAt(record: unknown, path: string): unknown {
	const found = path.split('.').reduce<unknown>((value, key) => Object(value)[key], record)
	return found === null || found === false || (typeof found === 'object' && Object.keys(found).length === 0)
		? undefined
		: found
}

/** What stands in a column before, such that its checks take it. */
function before({ name: column, type }: Column): unknown {
	const said = decisions[column] === 'name' ? `Ask ${name}, who knows` : `${secret} in ${column}`
	if (column === 'member.name' || column === 'user.name') return name
	if (/(^|\.)email$|recipient/.test(column)) return email
	if (column.endsWith('url')) return `https://${secret}.example.com`
	if (column === 'import.summary') return JSON.stringify({ samples: [[said]], sample: [[said]] })
	if (column === 'import.result') return JSON.stringify({ errors: [said], refused: [said] })
	if (type === 'jsonb') return JSON.stringify({ said })
	if (type === 'bytea') return Buffer.from(secret)
	return said
}

/** Ids under which the person and the user are known, in columns whose rows go or are given up. */
function ownId({ column }: Column, userId: string): string {
	if (column.endsWith('user_id')) return userId
	return /^(by|assigned_by|held_by|closed_by|approved_by|created_by)_id$|membership_id$/.test(column)
		? sharedIds.other
		: sharedIds.member
}

async function fill(ids: ReturnType<typeof newAccount>, columns: readonly Column[], phase: string) {
	const client = await database.adminPool.connect()
	try {
		await client.query('BEGIN')
		await client.query('SET LOCAL session_replication_role = replica')
		const row = { email, name, password_hash: 'x', id: ids.userId }
		await insertRow(client as pg.ClientBase, 'user', row)
		const ends = { expires_at: '2100-01-01', user_id: ids.userId }
		await insertRow(client, 'session', { id: secret, ...ends, absolute_end_at: '2100-01-01' })
		await insertRow(client, 'user_token', { id: secret, ...ends, purpose: 'reset' })
		const mail = { account_id: ids.accountId, recipient: email, subject: 's', text: 't', html: 'h' }
		await insertRow(client, 'outbox_message', mail)
		for (const [table, of] of oneOfEverything(ids)) await insertRow(client, table, of)
		await client.query(`UPDATE cycle SET phase = $1::cycle_phase, published_at = $2`, [
			phase,
			phase === 'published' ? '2026-04-01' : null,
		])
		// What makes the checks take words there.
		await client.query(
			`UPDATE participant SET state = 'exempt', exempt_reason = '', reopened_at = now(), reopen_reason = ''`,
		)
		await client.query(`UPDATE check_in SET submitted_at = now(), tier = 3`)
		await client.query(`UPDATE calibration_group SET unlocked_at = now(), unlock_reason = 'x'`)
		await client.query(`UPDATE roadmap_phase SET closed_on = '2026-01-10', exception = 'x'`)
		await client.query(`UPDATE roadmap_item SET approved_at = now(), approval_note = 'x'`)
		await client.query(`UPDATE evidence SET kind = 'link', url = 'https://example.com'`)
		await client.query(`UPDATE team_assessment_input SET submitted_at = now(), claimed = 2`)
		await client.query(`UPDATE cycle SET reopened_at = now(), reopen_reason = 'x' WHERE phase = 'published'`)
		await client.query(
			`UPDATE roadmap_checkpoint SET state = 'held', held_on = '2026-01-02', held_at = now(), agenda = '{}', standing = '{}'`,
		)
		await client.query(`UPDATE target SET scope = 'member', family_id = NULL, member_id = $1`, [
			sharedIds.member,
		])
		// By what the logs call the user.
		const pseudonym = { account_id: ids.accountId, id: sharedIds.member, user_id: ids.userId }
		await insertRow(client, 'pseudonym', pseudonym)
		await client.query(`UPDATE audit_event SET actor_id = $1`, [sharedIds.member])
		await client.query(`UPDATE job SET state = 'done', finished_at = now()`)
		const filled: string[] = []
		for (const of of columns) {
			const decision = decisions[of.name]
			if (!decision || decision === 'nobody' || of.table === 'audit_event') continue
			if (of.name === 'cycle.reopen_reason' && phase !== 'published') continue
			const id = of.type === 'uuid'
			if (id && ['member', 'membership', 'participant', 'pseudonym'].includes(of.table)) continue
			// Whoever stands there is somebody else, or a row of its own.
			if (['reviewed_by_id', 'delegate_id'].includes(of.column) || of.table === 'erased_person') continue
			if (decision === 'anonymous' && !id) continue
			if (['id', 'token_hash', 'password_hash'].includes(of.column)) continue
			const value = id ? ownId(of, ids.userId) : before(of)
			await client.query(`UPDATE "${of.table}" SET "${of.column}" = $1`, [value])
			filled.push(of.name)
		}
		await client.query('COMMIT')
		return filled
	} catch (error) {
		await client.query('ROLLBACK')
		throw error
	} finally {
		client.release()
	}
}

/** Every table with a row in which one of the words is found, whatever kind of column it stands in. */
async function findWords(words: readonly string[]): Promise<string[]> {
	const tables = new Set((await listColumns()).map(({ table }) => table))
	const found: string[] = []
	for (const table of tables) {
		const { rows } = await database.adminPool.query<{ row: string }>(
			`SELECT t::text AS row FROM "${table}" t`,
		)
		const hex = words.map((word) => Buffer.from(word).toString('hex'))
		if (rows.some(({ row }) => [...words, ...hex].some((word) => row.includes(word)))) found.push(table)
	}
	return found
}

describe.each(['open', 'published'])('somebody in a cycle that is %s', (phase) => {
	const ids = newAccount()
	let filled: string[] = []

	beforeAll(async () => {
		await database.adminPool.query('TRUNCATE account, "user", outbox_message CASCADE')
		filled = await fill(ids, await listColumns(), phase)
	})

	test('finds a row of every table that refers to them in their record', async () => {
		const scope = mintAccountScope({
			...{ accountId: ids.accountId, userId: ids.userId, membershipId: sharedIds.other },
			...{ memberId: sharedIds.member, roles: ['member'] },
		})
		const record = await readPersonRecord(scope, { memberId: sharedIds.member, form: 'json' })
		const missing = Object.entries(recordedAt).filter(([, path]) => standsAt(record, path) === undefined)
		expect(missing).toEqual([])
		expect(record?.training.gave).toMatchObject([{ people: 1 }])
	})

	test('leaves no word behind, and no row but what figures are made of', async () => {
		expect(filled.length).toBeGreaterThan(70)
		const words = [name, email, secret]
		expect((await findWords(words)).length).toBeGreaterThan(30)
		const scope = systemScope(ids.accountId)
		const { rows } = await database.adminPool.query<{ version: number }>('SELECT version FROM member')
		const erased = await erasePersonForGood(scope, {
			...{ memberId: sharedIds.member, version: rows[0]?.version ?? 0 },
			...{ announce: () => [], announceHandOver: () => [] },
		})
		expect(erased).toEqual({ ok: true })
		expect(await findWords(words)).toEqual([])
		expect(await findWords([ids.userId])).toEqual([])

		const count = async (table: string) =>
			(await database.adminPool.query<{ n: number }>(`SELECT count(*)::int AS n FROM "${table}"`)).rows[0]?.n
		for (const [column, decision] of Object.entries(decisions)) {
			const [table = ''] = column.split('.')
			if (decision === 'row') expect(await count(table), `rows of ${column}`).toBe(0)
		}
		const figures = ['participant', 'outcome', 'outcome_answer', 'check_in', 'check_in_answer'] as const
		for (const table of figures) {
			expect(await count(table), table).toBe(phase === 'published' || table === 'participant' ? 1 : 0)
		}
		for (const table of [
			'earlier_outcome',
			'cycle_measurement',
			'team_assessment_input',
			'snapshot_standings',
			'evidence',
		]) {
			expect(await count(table), table).toBe(1)
		}
		const { rows: people } = await database.adminPool.query(
			`SELECT m.name, m.erased_at IS NOT NULL AS erased, p.state FROM member m JOIN participant p ON p.member_id = m.id`,
		)
		expect(people).toEqual([
			{ name: 'Erased person', erased: true, state: phase === 'published' ? 'exempt' : 'left' },
		])
	})
})
