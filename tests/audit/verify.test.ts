import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { describeBreak } from '#app/domain/audit/chain-break.ts'
import { sealAuditLog } from '#app/jobs/audit-heads/seal-audit-log.server.ts'
import { verifyAuditLogs } from '#app/jobs/audit-heads/verify-audit-logs.server.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { attack, chainAnew } from './attack.ts'
import { logEvents, takeHeadFolder } from './sealed-place.ts'

const database = await createTestDatabase()
takeHeadFolder()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

/** A company with a log of so many rows, sealed. */
async function sealedCompany(rows = 12) {
	const company = await newCompany()
	await logEvents(company.owner.scope, rows - 1)
	expect(await sealAuditLog()).toMatchObject({ state: 'sealed' })
	return company
}

async function verdictOn(slug: string) {
	const { accounts } = await verifyAuditLogs({ slug })
	const [one] = accounts
	if (!one || accounts.length !== 1) throw new Error(`${accounts.length} accounts`)
	return { ...one, says: one.breaks.map(describeBreak).map((line) => line.replace(/ on \d{4}-.*/, '')) }
}

type Attack = [name: string, statements: string[], says: string[]]

/** $1 is the account. */
const at = 'account_id = $1 AND sequence'
const attacks: Attack[] = [
	[
		'time',
		[`UPDATE audit_event SET at = at - interval '1 day' WHERE ${at} = 5`],
		['row 5 (thing.done) was changed'],
	],
	[
		'time, beyond any',
		[`UPDATE audit_event SET at = 'infinity' WHERE ${at} = 5`],
		['row 5 (thing.done) was changed'],
	],
	['actor', [`UPDATE audit_event SET actor_id = NULL WHERE ${at} = 5`], ['row 5 (thing.done) was changed']],
	[
		'action',
		[`UPDATE audit_event SET action = 'cycle.opened' WHERE ${at} = 5`],
		['row 5 (cycle.opened) was changed'],
	],
	[
		'subject',
		[`UPDATE audit_event SET subject = 'team' WHERE ${at} = 5`],
		['row 5 (thing.done) was changed'],
	],
	[
		'subject id',
		[`UPDATE audit_event SET subject_id = gen_random_uuid() WHERE ${at} = 5`],
		['row 5 (thing.done) was changed'],
	],
	[
		'detail',
		[`UPDATE audit_event SET detail = detail || '{"index": 99}' WHERE ${at} = 5`],
		['row 5 (thing.done) was changed'],
	],
	[
		'previous hash',
		[`UPDATE audit_event SET previous_hash = 'x' WHERE ${at} = 5`],
		['row 5 (thing.done): the hash that it has of the row before was changed'],
	],
	[
		'hash',
		[`UPDATE audit_event SET hash = 'x' WHERE ${at} = 5`],
		['row 5 (thing.done): its hash was changed'],
	],
	[
		'hash of the last',
		[`UPDATE audit_event SET hash = 'x' WHERE ${at} = 12`],
		['row 12 (thing.done) was changed'],
	],
	[
		'sequence',
		[`UPDATE audit_event SET sequence = 90 WHERE ${at} = 5`],
		['rows 13 to 89 are missing', 'row 5 (thing.done) was moved to 90'],
	],
	['first row deleted', [`DELETE FROM audit_event WHERE ${at} = 1`], ['row 1 is missing']],
	['middle rows deleted', [`DELETE FROM audit_event WHERE ${at} IN (6, 7)`], ['rows 6 to 7 are missing']],
	[
		'last row deleted',
		[`DELETE FROM audit_event WHERE ${at} = 12`],
		['row 12 is missing at the end: the log was sealed at row 12'],
	],
	[
		'tail cut',
		[`DELETE FROM audit_event WHERE ${at} > 4`],
		['rows 5 to 12 are missing at the end: the log was sealed at row 12'],
	],
	[
		'all rows deleted',
		[`DELETE FROM audit_event WHERE account_id = $1`],
		['rows 1 to 12 are missing at the end: the log was sealed at row 12'],
	],
	[
		'two rows changed places',
		[
			`UPDATE audit_event SET sequence = -sequence WHERE ${at} IN (6, 7)`,
			`UPDATE audit_event SET sequence = 13 + sequence WHERE ${at} < 0`,
		],
		['rows 6 and 7 (thing.done) changed places'],
	],
	[
		'a row inserted, those after it moved up',
		[
			`UPDATE audit_event SET sequence = -sequence WHERE ${at} >= 6`,
			`UPDATE audit_event SET sequence = 1 - sequence WHERE ${at} < 0`,
			`INSERT INTO audit_event (account_id, sequence, at, action, subject, previous_hash, hash)
			 SELECT account_id, 6, at, 'cycle.published', 'cycle', hash, 'x' FROM audit_event WHERE ${at} = 5`,
			`UPDATE audit_event e SET hash = encode(sha256(convert_to(audit_event_text(e), 'UTF8')), 'hex') WHERE ${at} = 6`,
		],
		['row 6 (cycle.published) was inserted'],
	],
]

describe('found and named', () => {
	test.each(attacks)('%s', async (_, statements, says) => {
		const { accountId, slug } = await sealedCompany()
		await attack(database, async (client) => {
			for (const statement of statements) {
				expect((await client.query(statement, [accountId])).rowCount).toBeGreaterThan(0)
			}
		})
		const { verdict, says: said } = await verdictOn(slug)
		expect({ verdict, said }).toEqual({ verdict: 'broken', said: says })
	})

	test('a row given to another account: missing here, strange there', async () => {
		const [from, to] = [await sealedCompany(), await sealedCompany(5)]
		await attack(database, (client) =>
			client.query(`UPDATE audit_event SET account_id = $2, sequence = 6 WHERE ${at} = 8`, [
				from.accountId,
				to.accountId,
			]),
		)
		expect((await verdictOn(from.slug)).says).toEqual(['row 8 is missing'])
		expect((await verdictOn(to.slug)).says).toEqual(['row 6 (thing.done) was changed'])
	})

	test('everything chained anew without a fault: only the head tells', async () => {
		const { accountId, slug } = await sealedCompany()
		await attack(database, async (client) => {
			await client.query(`UPDATE audit_event SET detail = '{}' WHERE ${at} = 5`, [accountId])
			await chainAnew(client, accountId)
		})
		expect((await verdictOn(slug)).says).toEqual([
			'rows 1 to 12: history was rewritten; row 12 is not the one that was sealed',
		])
	})

	test('a row taken out and everything chained anew: and not sealed over when the log grows again', async () => {
		const { accountId, slug, owner } = await sealedCompany()
		await attack(database, async (client) => {
			await client.query(`DELETE FROM audit_event WHERE ${at} = 5`, [accountId])
			await chainAnew(client, accountId)
		})
		expect((await verdictOn(slug)).says).toEqual([
			'row 12 is missing at the end: the log was sealed at row 12',
		])
		await logEvents(owner.scope, 3)
		expect(await sealAuditLog()).toMatchObject({ moved: 0 })
		expect((await verdictOn(slug)).says).toEqual([
			'rows 1 to 12: history was rewritten; row 12 is not the one that was sealed',
		])
	})

	test('an account that was deleted with its log', async () => {
		const { accountId, slug } = await sealedCompany()
		await attack(database, async (client) => {
			await client.query(`DELETE FROM audit_event WHERE account_id = $1`, [accountId])
			await client.query(`DELETE FROM account WHERE id = $1`, [accountId])
		})
		const { accounts, verdict } = await verifyAuditLogs()
		expect(verdict).toBe('broken')
		expect(accounts.find(({ account }) => account === slug)).toMatchObject({
			isGone: true,
			breaks: [{ kind: 'cut', from: 1, to: 12 }],
		})
		expect(await verdictOn(slug)).toMatchObject({ isGone: true, verdict: 'broken' })
	})
})

test('TRUNCATE is found in every account', async () => {
	const { adminPool } = database
	const before = await verifyAuditLogs()
	const client = await adminPool.connect()
	try {
		// Kept aside and put back, so that the other tests find their logs.
		await client.query('CREATE TEMPORARY TABLE aside AS SELECT * FROM audit_event')
		await client.query('TRUNCATE audit_event')
		const { accounts } = await verifyAuditLogs()
		expect(accounts.length).toBe(before.accounts.length)
		for (const { breaks } of accounts) expect(breaks).toMatchObject([{ kind: 'cut', from: 1 }])
	} finally {
		await client.query('SET session_replication_role = replica')
		await client.query('INSERT INTO audit_event SELECT * FROM aside')
		await client.query('DROP TABLE aside')
		await client.query('RESET session_replication_role')
		client.release()
	}
})

test('erasing a person breaks no chain', async () => {
	const { accountId, slug, owner } = await sealedCompany()
	await attack(database, (client) =>
		client.query(`DELETE FROM pseudonym WHERE account_id = $1 AND user_id = $2`, [accountId, owner.userId]),
	)
	expect(await verdictOn(slug)).toMatchObject({ verdict: 'intact', rows: 12, breaks: [] })
})
