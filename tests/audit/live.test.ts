import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { removeSample } from '#app/jobs/audit-heads/remove-sample.server.ts'
import { sealAuditLog } from '#app/jobs/audit-heads/seal-audit-log.server.ts'
import { sealUntilDone } from '#app/jobs/audit-heads/seal-until-done.server.ts'
import { startSealing } from '#app/jobs/audit-heads/start-sealing.server.ts'
import { verifyAuditLogs } from '#app/jobs/audit-heads/verify-audit-logs.server.ts'
import { SeededRandom } from '#seed/demo/random.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { attack } from './attack.ts'
import { headsIn, logEvents, takeHeadFolder } from './sealed-place.ts'

const database = await createTestDatabase()
const folder = takeHeadFolder()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 10 }))
afterAll(closeDatabase)

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
	while (!(await holds())) await sleep(20)
}

test.each([1, 2, 3])(
	'several accounts verify while rows are added and rolled back, seed %i',
	async (seed) => {
		const random = new SeededRandom(seed)
		const companies = await Promise.all(Array.from({ length: 4 }, () => newCompany()))
		const sealing = [startSealing(), startSealing()]
		const state = { isOver: false }
		const writers = companies.map(async ({ owner: { scope } }) => {
			for (let index = 0; index < 40; index += 1) {
				const fails = random.chance(0.3)
				const more = random.integer(1, 3)
				const written = withAccount(scope, async (transaction) => {
					for (let row = 0; row < more; row += 1) {
						const entry = {
							action: 'thing.done',
							subject: { kind: 'team', id: null },
							detail: { index, row },
						} as const
						await appendAuditEvent(transaction, scope, entry)
					}
					if (fails) throw new Error('taken back')
				})
				await written.catch((error: Error) => expect(error.message).toBe('taken back'))
			}
		})
		const done = Promise.all(writers).finally(() => (state.isOver = true))
		let passes = 0
		while (!state.isOver) {
			const { accounts, heads } = await verifyAuditLogs()
			// The first pass may find no heads yet.
			if (passes > 0) expect(heads).toBeNull()
			expect(accounts.flatMap(({ breaks }) => breaks)).toEqual([])
			if (heads === null) passes += 1
			else await sleep(5)
		}
		await done
		await Promise.all(sealing.map(({ stop }) => stop()))
		const { accounts, verdict } = await verifyAuditLogs()
		expect(verdict).toBe('intact')
		expect(passes).toBeGreaterThan(0)
		for (const { slug } of companies) {
			expect(accounts.find(({ account }) => account === slug)?.behind).toBe(0)
		}
	},
)

test('a running process seals what is added, and at the end what is left', async () => {
	const company = await newCompany()
	const sealing = startSealing()
	const sealed = () => {
		const heads: Array<{ accountId: string; sequence: number }> = headsIn(folder).heads
		return Math.max(
			0,
			...heads.filter(({ accountId }) => accountId === company.accountId).map(({ sequence }) => sequence),
		)
	}
	await eventually(() => sealed() === 1)
	await logEvents(company.owner.scope, 2)
	await eventually(() => sealed() === 3)
	await logEvents(company.owner.scope, 4)
	await sealing.stop()
	expect(sealed()).toBe(7)
})

test('many at once seal one after another and lose nothing', async () => {
	const companies = await Promise.all(Array.from({ length: 3 }, () => newCompany()))
	const before = headsIn(folder).written
	const states = await Promise.all(
		companies.flatMap(({ owner }) =>
			Array.from({ length: 4 }, async () => {
				await logEvents(owner.scope, 1)
				return (await sealAuditLog()).state
			}),
		),
	)
	expect(states).toContain('sealed')
	await sealUntilDone()
	const file = headsIn(folder)
	expect(file.written).toBeGreaterThan(before)
	for (const { accountId } of companies) {
		expect(file.heads.findLast((head: { accountId: string }) => head.accountId === accountId)).toMatchObject({
			sequence: 5,
		})
	}
	expect(await verifyAuditLogs()).toMatchObject({ verdict: 'intact' })
})

test('while the database answers nothing, sealing waits and goes on after', async () => {
	const company = await newCompany()
	const sealing = startSealing()
	await database.adminPool.query(
		'REVOKE EXECUTE ON FUNCTION list_audit_tails(uuid[], integer[]) FROM contour_app',
	)
	await logEvents(company.owner.scope, 2)
	const whileAway = await sealUntilDone().catch((error: Error) => error)
	await database.adminPool.query(
		'GRANT EXECUTE ON FUNCTION list_audit_tails(uuid[], integer[]) TO contour_app',
	)
	expect(whileAway).toMatchObject({ message: expect.stringContaining('permission denied') })
	await eventually(async () => (await verifyAuditLogs({ slug: company.slug })).accounts[0]?.behind === 0)
	await sealing.stop()
})

test('a sample company that is removed while others seal and verify raises no alarm', async () => {
	const sealing = startSealing()
	for (let round = 0; round < 5; round += 1) {
		const sample = await newCompany({ isSample: true, email: `${crypto.randomUUID()}@meridian.example` })
		await logEvents(sample.owner.scope, 3)
		await sealUntilDone()
		const [removed, ...found] = await Promise.all([
			removeSample(systemScope(sample.accountId)),
			verifyAuditLogs(),
			sealAuditLog(),
			verifyAuditLogs(),
		])
		expect(removed).toBe(true)
		for (const one of found) if ('verdict' in one) expect(one.verdict).not.toBe('broken')
	}
	await sealing.stop()
	expect((await verifyAuditLogs()).removed).toHaveLength(5)
})

test('a log of several batches is read whole', async () => {
	const { accountId, slug } = await newCompany()
	await attack(database, async (client) => {
		await client.query('RESET session_replication_role')
		await client.query(
			`INSERT INTO audit_event (account_id, sequence, at, action, subject, detail, previous_hash, hash)
			 SELECT $1, 0, now(), 'thing.done', 'team', jsonb_build_object('n', n, 'text', 'ü\\\\ " ' || n), '', '' FROM generate_series(1, 5003) n`,
			[accountId],
		)
	})
	await sealUntilDone()
	const found = await verifyAuditLogs({ slug })
	expect(found.accounts).toMatchObject([{ verdict: 'intact', rows: 5004, sealed: { sequence: 5004 } }])
	await attack(database, (client) =>
		client.query(`DELETE FROM audit_event WHERE account_id = $1 AND sequence IN (2000, 4001)`, [accountId]),
	)
	expect((await verifyAuditLogs({ slug })).accounts[0]?.breaks).toEqual([
		{ kind: 'missing', from: 2000, to: 2000, renumbered: false },
		{ kind: 'missing', from: 4001, to: 4001, renumbered: false },
	])
})
