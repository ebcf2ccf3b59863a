import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { addJob } from '#app/data/add-job.server.ts'
import { addJobParts } from '#app/data/add-job-parts.server.ts'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { cancelJob } from '#app/data/cancel-job.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { forgetOldJobs } from '#app/data/forget-old-jobs.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { readJobPart } from '#app/data/read-job-part.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { wakeStalledJobs } from '#app/data/wake-stalled-jobs.server.ts'
import { runJob } from '#app/jobs/run-job.server.ts'
import { stopOn } from '#app/jobs/stop-on.server.ts'
import { describeError } from '#app/lib/describe-error.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 12 }))
afterAll(closeDatabase)
// What an earlier test has left waiting would be found stalled on a slow machine.
beforeEach(() => database.adminPool.query('DELETE FROM pgboss.job; DELETE FROM job'))

let seed = 40
const never = new AbortController().signal

async function companyWithCycle() {
	seed += 1
	const company = await RandomCompany.found(database.adminPool, seed, { members: 20 })
	const created = await createCycle(company.hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(company.hr, created)
	return { company, hr: company.hr, accountId: company.accountId, cycleId: created.cycleId }
}

const queued = async (jobId: string) =>
	(await database.adminPool.query(`SELECT data FROM pgboss.job WHERE singleton_key = $1`, [jobId])).rows.map(
		({ data }) => data,
	)
const published = async (accountId: string) =>
	(await database.adminPool.query('SELECT FROM snapshot WHERE account_id = $1', [accountId])).rowCount

test('a job is in the queue with its transaction, by its ids alone', async () => {
	const { hr, accountId, cycleId } = await companyWithCycle()
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	expect(await queued(jobId)).toEqual([{ accountId, jobId }])
	let lost = ''
	const failing = withAccount(hr, async (transaction) => {
		lost = (await addJob(transaction, hr, { kind: 'training-needs-export' })).jobId
		throw new Error('taken back')
	})
	await expect(failing).rejects.toThrow('taken back')
	expect(await queued(lost)).toEqual([])
	expect(await findJob(hr, lost)).toBeNull()
})

test('the same form twice, and the same work twice at once, is one job', async () => {
	const { hr, cycleId } = await companyWithCycle()
	const of = { kind: 'training-needs-export', idempotencyKey: 'the-same-form' } as const
	const [one, other] = await Promise.all([startJob(hr, of), startJob(hr, of)])
	expect(other).toEqual(one)
	const work = { kind: 'cycle-publish', subjectId: cycleId } as const
	const jobs = await Promise.all(Array.from({ length: 4 }, () => startJob(hr, work)))
	expect(new Set(jobs.map(({ jobId }) => jobId)).size).toBe(1)
})

test('several workers that are told of the same job do it once', async () => {
	const { hr, accountId, cycleId } = await companyWithCycle()
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	await Promise.all(Array.from({ length: 4 }, () => runJob({ accountId, jobId }, never)))
	await runJob({ accountId, jobId }, never)
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'done', attempts: 1, problem: null })
	expect(await published(accountId)).toBe(1)
})

test('a refusal of the work leaves nothing behind and says why', async () => {
	const { hr, accountId, cycleId } = await companyWithCycle()
	const run = async () => {
		const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
		await runJob({ accountId, jobId }, never)
		return findJob(hr, jobId)
	}
	expect(await run()).toMatchObject({ state: 'done' })
	expect(await run()).toMatchObject({ state: 'failed', problem: 'not-running', result: null })
})

test('who may not start it any more has nothing done', async () => {
	const { hr, accountId, cycleId } = await companyWithCycle()
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	await database.adminPool.query(
		`UPDATE membership SET roles = '{member}' WHERE account_id = $1 AND user_id = $2`,
		[accountId, hr.userId],
	)
	await runJob({ accountId, jobId }, never)
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'failed', problem: 'not-allowed' })
	expect(await published(accountId)).toBe(0)
})

test('one that waits is stopped at once, one that has ended is not', async () => {
	const { hr, accountId, cycleId } = await companyWithCycle()
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	expect(await cancelJob(hr, jobId)).toBe('cancelled')
	await runJob({ accountId, jobId }, never)
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'cancelled' })
	expect(await published(accountId)).toBe(0)
	const second = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	await runJob({ accountId, jobId: second.jobId }, never)
	expect(await cancelJob(hr, second.jobId)).toBe('too-late')
	expect(await cancelJob(hr, crypto.randomUUID())).toBe('gone')
	expect(await published(accountId)).toBe(1)
})

/** Holds up a publication in its last statement but one, in the middle of a statement. */
async function heldUp<T>(run: () => Promise<T>): Promise<T> {
	const client = await database.adminPool.connect()
	try {
		await client.query('BEGIN; LOCK TABLE audit_event IN EXCLUSIVE MODE')
		return await run()
	} finally {
		await client.query('ROLLBACK')
		client.release()
	}
}
const isWaiting = async () => {
	const { rowCount } = await database.adminPool.query(
		`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
	)
	return (rowCount ?? 0) > 0
}

test('one that runs stops in the middle of a statement, and everything is as before', async () => {
	const { hr, accountId, cycleId } = await companyWithCycle()
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	await heldUp(async () => {
		const running = runJob({ accountId, jobId }, never)
		await until(isWaiting)
		await until(async () => (await findJob(hr, jobId))?.stage === 'counting')
		expect(await cancelJob(hr, jobId)).toBe('stopping')
		await running
	})
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'cancelled', result: null })
	expect(await published(accountId)).toBe(0)
})

test("a wish to stop that is on its way cuts short nobody else's statement", async () => {
	const { hr } = await companyWithCycle()
	for (let round = 0; round < 30; round += 1) {
		const stop = stopOn(never)
		await withAccount(hr, async (transaction) => {
			stop.watch(transaction)
			stop.now('cancelled')
			await stop.end()
			const { rowCount } = await transaction.sql.query('SELECT pg_sleep(0.005)')
			expect(rowCount).toBe(1)
		})
	}
})

test('one whose process ends is left for another, which is woken', async () => {
	const { hr, accountId, cycleId } = await companyWithCycle()
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	const stopping = new AbortController()
	await heldUp(async () => {
		const running = runJob({ accountId, jobId }, stopping.signal)
		await until(isWaiting)
		await database.adminPool.query('DELETE FROM pgboss.job')
		await database.adminPool.query(`UPDATE job SET started_at = now() - interval '1 minute' WHERE id = $1`, [
			jobId,
		])
		expect(await wakeStalledJobs(), 'somebody is at it').toBe(0)
		stopping.abort()
		await running
	})
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'running' })
	expect(await wakeStalledJobs()).toBe(1)
	expect(await queued(jobId)).toEqual([{ accountId, jobId }])
	await runJob({ accountId, jobId }, never)
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'done', attempts: 2 })
	expect(await published(accountId)).toBe(1)
})

test('one that was begun again and again is given up', async () => {
	const { hr, accountId, cycleId } = await companyWithCycle()
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	await database.adminPool.query(`UPDATE job SET attempts = 5 WHERE id = $1`, [jobId])
	await runJob({ accountId, jobId }, never)
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'failed', problem: 'gave-up' })
	expect(await published(accountId)).toBe(0)
})

test('one that breaks says so in the log with what broke, and nothing that was typed', async () => {
	const { hr, accountId } = await companyWithCycle()
	const { jobId } = await startJob(hr, { kind: 'training-needs-export' })
	await database.adminPool.query(`ALTER TABLE snapshot RENAME TO snapshot_gone`)
	const log = vi.spyOn(getLogger(), 'error').mockImplementation(() => undefined)
	try {
		expect(await runJob({ accountId, jobId }, never)).toBe(false)
		const [line] = log.mock.calls[0] ?? []
		expect(describeError(z.object({ err: z.unknown() }).parse(line).err)).toMatchObject({ code: '42P01' })
	} finally {
		log.mockRestore()
		await database.adminPool.query(`ALTER TABLE snapshot_gone RENAME TO snapshot`)
	}
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'failed', problem: 'broken' })
})

test('what jobs leave is forgotten in its time, and not before', async () => {
	const { hr, accountId } = await companyWithCycle()
	const add = async (kind: 'roster-check' | 'training-needs-export', ago: string) => {
		const { jobId } = await startJob(hr, { kind })
		await withAccount(hr, (transaction) =>
			addJobParts(transaction, hr, { jobId, list: 'file', number: 0, contents: ['x'] }),
		)
		await database.adminPool.query(
			`UPDATE job SET state = 'done', finished_at = now() - $2::interval WHERE id = $1`,
			[jobId, ago],
		)
		return jobId
	}
	const jobs = {
		fresh: await add('training-needs-export', '23 hours'),
		stale: await add('training-needs-export', '25 hours'),
		list: await add('roster-check', '6 days'),
		oldList: await add('roster-check', '8 days'),
		old: await add('roster-check', '31 days'),
	}
	await forgetOldJobs()
	const kept = await Promise.all(
		Object.entries(jobs).map(async ([name, jobId]) => {
			const part = await readJobPart(hr, { jobId, list: 'file', number: 0 })
			return [name, (await findJob(hr, jobId)) !== null, part?.toString() ?? null]
		}),
	)
	expect(kept).toEqual([
		['fresh', true, 'x'],
		['stale', true, null],
		['list', true, 'x'],
		['oldList', true, null],
		['old', false, null],
	])
	expect(accountId).toBe(hr.accountId)
})

test('a dry run keeps its lists by the page, and stale ones are refused when they are applied', async () => {
	const { hr, accountId } = await companyWithCycle()
	const rows = Array.from({ length: 60 }, (_, i) => `7${i},Recruit ${i},recruit-${i}@example.com`)
	const bytes = new TextEncoder().encode(
		['Employee ID,Name,Email', ...rows, '8,Broken,no address'].join('\n'),
	)
	const added = await addRosterImport(hr, { fileName: 'people.csv', bytes })
	if (!added.ok) throw new Error(added.problem.kind)
	const parameters = { missing: 'keep', version: 1 } as const
	const { jobId } = await startJob(hr, { kind: 'roster-check', subjectId: added.importId, parameters })
	await runJob({ accountId, jobId }, never)
	const checked = await findJob(hr, jobId)
	expect(checked).toMatchObject({ state: 'done', result: { counts: { added: 60, refusedRows: 1 } } })
	const page = async (list: string, number: number) => {
		const part = await readJobPart(hr, { jobId, list, number })
		return part && (JSON.parse(part.toString()) as { name: string }[])
	}
	expect((await page('added', 0))?.map(({ name }) => name).slice(0, 2)).toEqual(['Recruit 0', 'Recruit 1'])
	expect((await page('added', 2))?.length).toBe(10)
	expect(await page('added', 3)).toBeNull()
	expect(await page('errors', 0)).toMatchObject([{ row: 62, column: 'Email' }])

	await database.adminPool.query(`UPDATE member SET name = name || '!' WHERE account_id = $1`, [accountId])
	await database.adminPool.query(
		`INSERT INTO member (account_id, name, email) VALUES ($1, 'Recruit 3', 'recruit-3@example.com')`,
		[accountId],
	)
	const { fingerprint } = z.object({ fingerprint: z.string() }).parse(checked?.result)
	const apply = await startJob(hr, {
		kind: 'roster-apply',
		subjectId: added.importId,
		parameters: { missing: 'keep', fingerprint },
	})
	await runJob({ accountId, jobId: apply.jobId }, never)
	expect(await findJob(hr, apply.jobId)).toMatchObject({ state: 'failed', problem: 'stale' })
})
