import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { removeSampleAccount } from '#app/data/remove-sample-account.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { runJob } from '#app/jobs/run-job.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, timeouts: { lock: 2000 } }))
afterAll(closeDatabase)

const isWaiting = async () => {
	const { rowCount } = await database.adminPool.query(
		`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~ 'INSERT INTO audit_event'`,
	)
	return (rowCount ?? 0) > 0
}

test('the sample is removed although a publication is under way, which ends with nothing written', async () => {
	const { hr, accountId } = await RandomCompany.found(database.adminPool, 81, { members: 20 })
	const created = await createCycle(hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(hr, created)
	await database.adminPool.query('UPDATE account SET is_sample = true WHERE id = $1', [accountId])
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: created.cycleId })
	const lock = await database.adminPool.connect()
	await lock.query('BEGIN; LOCK TABLE audit_event IN EXCLUSIVE MODE')
	const running = runJob({ accountId, jobId }, new AbortController().signal)
	try {
		await until(isWaiting)
		const removing = removeSampleAccount(systemScope(accountId))
		await Promise.race([removing, until(async () => !(await isWaiting()))])
		await lock.query('ROLLBACK')
		expect(await removing).toBe(true)
	} finally {
		await lock.query('ROLLBACK')
		lock.release()
		await running
	}
	const left = await database.adminPool.query('SELECT FROM account WHERE id = $1', [accountId])
	expect(left.rowCount).toBe(0)
})
