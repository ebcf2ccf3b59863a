import { chmodSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase, withAccount, withoutAccount } from '#app/data/database.server.ts'
import { describeBreak } from '#app/domain/audit/chain-break.ts'
import { acceptAuditRestore, listToAccept } from '#app/jobs/audit-heads/accept-audit-restore.server.ts'
import { readAuditHeads } from '#app/jobs/audit-heads/read-audit-heads.server.ts'
import { removeSample } from '#app/jobs/audit-heads/remove-sample.server.ts'
import { restoreAuditHeads } from '#app/jobs/audit-heads/restore-audit-heads.server.ts'
import { sealAuditLog } from '#app/jobs/audit-heads/seal-audit-log.server.ts'
import { verifyAuditLogs } from '#app/jobs/audit-heads/verify-audit-logs.server.ts'
import { configureEnv, getEnv } from '#app/lib/env.server.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { attack } from './attack.ts'
import { headFileIn, headsIn, logEvents, takeHeadFolder } from './sealed-place.ts'

const database = await createTestDatabase()
const folder = takeHeadFolder()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 4 }))
afterAll(closeDatabase)

let company: Awaited<ReturnType<typeof newCompany>>
beforeEach(async () => {
	for (const name of readdirSync(folder)) rmSync(path.join(folder, name))
	await attack(database, async (client) => {
		for (const table of [
			'audit_event',
			'pseudonym',
			'membership',
			'framework_version',
			'role_family',
			'account',
		]) {
			await client.query(`DELETE FROM ${table}`)
		}
	})
	company = await newCompany()
	await logEvents(company.owner.scope, 4)
	await sealAuditLog()
})

const verify = () => verifyAuditLogs()
const restoreHeads = (archived: unknown) =>
	withoutAccount((transaction) => restoreAuditHeads(transaction, archived))
const rewriteHeads = (change: (file: ReturnType<typeof headsIn>) => void): void => {
	const file = headsIn(folder)
	change(file)
	writeFileSync(headFileIn(folder), JSON.stringify(file))
}
const cutTail = (from: number) =>
	attack(database, (client) =>
		client.query(`DELETE FROM audit_event WHERE account_id = $1 AND sequence >= $2`, [
			company.accountId,
			from,
		]),
	)

test('the key and the heads are for their owner alone, and stay where they are', async () => {
	const key = path.join(folder, 'key')
	expect(readFileSync(key, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/)
	for (const file of [key, headFileIn(folder)]) expect(statSync(file).mode & 0o777).toBe(0o600)
	const before = readFileSync(key, 'utf8')
	await logEvents(company.owner.scope, 1)
	await sealAuditLog()
	expect(readFileSync(key, 'utf8')).toBe(before)
	expect(readdirSync(folder)).toHaveLength(2)
	expect(headsIn(folder).heads.at(-1)).toMatchObject({ sequence: 6, slug: company.slug })
	expect(readFileSync(headFileIn(folder), 'utf8')).not.toContain(before.trim())
})

test('few heads of an account are kept, old and new ones, however often it is sealed', async () => {
	for (let round = 0; round < 12; round += 1) {
		await logEvents(company.owner.scope, 1)
		await sealAuditLog()
	}
	const sequences = headsIn(folder).heads.map(({ sequence }: { sequence: number }) => sequence)
	expect(sequences).toHaveLength(6)
	expect(sequences).toEqual(sequences.toSorted((a: number, b: number) => a - b))
	expect([sequences[0], sequences.at(-1)]).toEqual([5, 17])
	expect(await verify()).toMatchObject({ verdict: 'intact' })
})

describe('a head file that something else has changed is told, and not written over', () => {
	test.each<[string, (file: ReturnType<typeof headsIn>) => void, RegExp]>([
		['a head', (file) => (file.heads[0].sequence = 3), /head of .* at row 3 is not ours/],
		['a head taken out', (file) => file.heads.pop(), /taken out/],
		['a head twice', (file) => file.heads.push(file.heads[0]), /taken out, put in/],
		['the time of its beginning', (file) => (file.since = '2020-01-01T00:00:00.000Z'), /taken out/],
		['a field', (file) => (file.heads[0].note = 'x'), /damaged/],
		['the key that it names', (file) => (file.key = '0123456789abcdef'), /another key/],
	])('%s', async (_, change, words) => {
		rewriteHeads(change)
		const forged = readFileSync(headFileIn(folder), 'utf8')
		const found = await verify()
		expect(found).toMatchObject({ verdict: 'broken', heads: expect.stringMatching(words) })
		await logEvents(company.owner.scope, 1)
		await expect(sealAuditLog()).rejects.toThrow(words)
		expect(readFileSync(headFileIn(folder), 'utf8')).toBe(forged)
	})

	test('half a file', async () => {
		writeFileSync(headFileIn(folder), readFileSync(headFileIn(folder), 'utf8').slice(0, 200))
		expect(await verify()).toMatchObject({ verdict: 'broken', heads: expect.stringContaining('damaged') })
	})

	test('another key', async () => {
		const before = getEnv()
		configureEnv({ ...before, CONTOUR_AUDIT_KEY: 'ab'.repeat(32) })
		try {
			expect(await verify()).toMatchObject({
				verdict: 'broken',
				heads: expect.stringContaining('another key'),
			})
		} finally {
			configureEnv(before)
		}
	})
})

test('without heads nothing is called intact', async () => {
	rmSync(headFileIn(folder))
	const found = await verify()
	expect(found).toMatchObject({ verdict: 'unchecked', heads: expect.stringContaining('no heads') })
	expect(found.accounts[0]).toMatchObject({ verdict: 'unchecked', sealed: null, rows: 5, breaks: [] })
})

test('rows that wait to be sealed are counted; after a minute the log is not called intact', async () => {
	await logEvents(company.owner.scope, 3)
	expect((await verify()).accounts[0]).toMatchObject({ verdict: 'intact', behind: 3 })
	// Chained as they should be, but an hour ago.
	await attack(database, async (client) => {
		await client.query(
			`INSERT INTO audit_event SELECT account_id, 9, now() - interval '1 hour', NULL, 'thing.done', 'team', NULL, '{}', hash, ''
			 FROM audit_event WHERE account_id = $1 AND sequence = 8`,
			[company.accountId],
		)
		await client.query(`DELETE FROM audit_event WHERE account_id = $1 AND sequence BETWEEN 6 AND 8`, [
			company.accountId,
		])
		await client.query(
			`UPDATE audit_event SET sequence = 6, previous_hash = (SELECT hash FROM audit_event WHERE account_id = $1 AND sequence = 5)
			 WHERE account_id = $1 AND sequence = 9`,
			[company.accountId],
		)
		await client.query(
			`UPDATE audit_event e SET hash = encode(sha256(convert_to(audit_event_text(e), 'UTF8')), 'hex')
			 WHERE account_id = $1 AND sequence = 6`,
			[company.accountId],
		)
	})
	expect((await verify()).accounts[0]).toMatchObject({ verdict: 'unchecked', behind: 1, breaks: [] })
})

test('a folder that cannot be written to is an error of sealing alone', async () => {
	const before = getEnv()
	const blocked = path.join(folder, 'blocked')
	writeFileSync(blocked, 'a file where a folder should be')
	chmodSync(blocked, 0o600)
	configureEnv({ ...before, CONTOUR_AUDIT_DIR: blocked })
	try {
		await expect(sealAuditLog()).rejects.toThrow(/ENOTDIR|EEXIST/)
		await logEvents(company.owner.scope, 1)
	} finally {
		configureEnv(before)
		rmSync(blocked)
	}
	await sealAuditLog()
	expect(await verify()).toMatchObject({ verdict: 'intact' })
})

describe('the sample company', () => {
	test('leaves word that it was removed, and no alarm', async () => {
		const sample = await newCompany({ slug: 'meridian', isSample: true, email: 'owner@meridian.example' })
		await sealAuditLog()
		expect(await removeSample(sample.owner.scope)).toBe(true)
		const found = await verify()
		expect(found).toMatchObject({ verdict: 'intact', removed: [{ account: 'meridian' }] })
		await logEvents(company.owner.scope, 1)
		await sealAuditLog()
		expect(await verify()).toMatchObject({ verdict: 'intact', removed: [{ account: 'meridian' }] })
	})

	test('that stays after all is sealed again', async () => {
		const sample = await newCompany({ isSample: true, email: 'owner@meridian.example' })
		await sealAuditLog()
		await database.adminPool.query(
			`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$;
			 CREATE TRIGGER refuse BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION refuse()`,
		)
		await expect(removeSample(sample.owner.scope)).rejects.toThrow('not now')
		await database.adminPool.query('DROP FUNCTION refuse() CASCADE')
		expect(headsIn(folder).heads.at(-1)).toMatchObject({ kind: 'removed' })
		await sealAuditLog()
		expect(headsIn(folder).heads.at(-1)).toMatchObject({ kind: 'sealed', accountId: sample.accountId })
		await attack(database, (client) => client.query(`DELETE FROM account WHERE id = $1`, [sample.accountId]))
		expect(await verify()).toMatchObject({ verdict: 'broken', removed: [] })
	})
})

describe('a restore to an earlier time', () => {
	test('is an alarm until somebody accepts it, which the log itself keeps', async () => {
		await cutTail(4)
		expect((await verify()).accounts[0]?.breaks.map(describeBreak)).toEqual([
			expect.stringMatching(/^rows 4 to 5 are missing at the end/),
		])
		const plan = await listToAccept()
		expect(plan).toMatchObject({ heads: null, accounts: [{ sealed: 5, last: 3, isGone: false }] })
		await acceptAuditRestore(plan)
		const found = await verify()
		expect(found).toMatchObject({ verdict: 'intact' })
		expect(found.accounts[0]).toMatchObject({ rows: 4, sealed: { sequence: 4 } })
		const { rows } = await withAccount(company.owner.scope, ({ sql }) =>
			sql.query(`SELECT action, detail FROM audit_event WHERE account_id = $1 AND sequence = 4`, [
				company.accountId,
			]),
		)
		expect(rows).toEqual([
			{ action: 'audit-log.restore-accepted', detail: { sealed: 5, headsSetAside: false } },
		])
		expect(await listToAccept()).toEqual({ heads: null, accounts: [] })
	})

	test('accepts accounts that are gone, and sets heads aside that cannot be used', async () => {
		await attack(database, (client) => client.query('DELETE FROM account WHERE id = $1', [company.accountId]))
		await acceptAuditRestore(await listToAccept())
		expect(await verify()).toMatchObject({ verdict: 'intact', removed: [{ account: company.slug }] })

		const other = await newCompany()
		await sealAuditLog()
		rewriteHeads((file) => file.heads.pop())
		await acceptAuditRestore(await listToAccept())
		expect(await verify()).toMatchObject({ verdict: 'intact', heads: null })
		expect(readdirSync(folder).filter((name) => name.includes('set-aside'))).toHaveLength(1)
		expect((await verify()).accounts).toMatchObject([{ account: other.slug, rows: 2 }])
	})

	test('a chain that is broken inside is not mended by it', async () => {
		await attack(database, (client) =>
			client.query(`UPDATE audit_event SET subject = 'team' WHERE account_id = $1 AND sequence = 2`, [
				company.accountId,
			]),
		)
		await acceptAuditRestore(await listToAccept())
		expect(await verify()).toMatchObject({ verdict: 'broken' })
	})
})

describe('heads of an archive', () => {
	const archive = async () => {
		const state = await readAuditHeads()
		if (state.state !== 'read') throw new Error(state.state)
		return JSON.parse(JSON.stringify(state.file))
	}

	test('come back where there are none, and verify what was restored', async () => {
		const archived = await archive()
		rmSync(headFileIn(folder))
		expect(await restoreHeads(archived)).toEqual({ state: 'restored', added: 1, kept: 0 })
		expect(await verify()).toMatchObject({ verdict: 'intact', sealedSince: archived.since })
		expect(await restoreHeads(archived), 'the same again').toEqual({ state: 'restored', added: 1, kept: 0 })
		await cutTail(5)
		expect(await verify()).toMatchObject({ verdict: 'broken' })
	})

	test('never replace heads that are further', async () => {
		const archived = await archive()
		await logEvents(company.owner.scope, 2)
		await sealAuditLog()
		expect(await restoreHeads(archived)).toEqual({ state: 'restored', added: 0, kept: 1 })
		await cutTail(6)
		expect(await verify()).toMatchObject({ verdict: 'broken' })
		const against = await verifyAuditLogs({ archived: { state: 'read', file: archived } })
		expect(against).toMatchObject({ verdict: 'intact' })
	})

	test('prove nothing once changed, or under another key', async () => {
		const archived = await archive()
		rmSync(headFileIn(folder))
		const changed = structuredClone(archived)
		changed.heads[0].sequence = 2
		expect(await restoreHeads(changed)).toMatchObject({ state: 'forged' })
		expect(await restoreHeads({ anything: 'else' })).toMatchObject({ state: 'forged' })
		rmSync(path.join(folder, 'key'))
		expect(await restoreHeads(archived)).toEqual({ state: 'other key' })
		expect(await readAuditHeads()).toEqual({ state: 'none' })
	})
})
