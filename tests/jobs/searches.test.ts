import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cancelJob } from '#app/data/cancel-job.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { listJobs } from '#app/data/list-jobs.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { describeExportFilter } from '#app/domain/training-need/describe-export-filter.ts'
import { runJob } from '#app/jobs/run-job.server.ts'
import { migrate } from '#prisma/migrate.ts'
import { readMigrations } from '#prisma/migration-files.ts'
import { createEmptyDatabase } from '#tests/backup/empty-database.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { withClient } from '#tests/support/test-cluster.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const never = new AbortController().signal

test('the words of a search, which may be a name, go with the end of a job, however it ends', async () => {
	const { hr, accountId } = await RandomCompany.found(database.adminPool, 61, { members: 10 })
	const search = 'Ada Lovelace'
	const start = () =>
		startJob(hr, {
			kind: 'training-needs-export',
			parameters: { search, sort: 'team', steps: 'all' },
		})
	const kept = { search: true, sort: 'team', steps: 'all' }
	const parametersOf = async (jobId: string) => (await findJob(hr, jobId))?.parameters
	const run = async () => {
		const { jobId } = await start()
		expect(await parametersOf(jobId), 'it needs them').toMatchObject({ search })
		await runJob({ accountId, jobId }, never)
		return jobId
	}
	// No cycle is published yet: a refusal.
	const failed = await run()
	expect(await findJob(hr, failed)).toMatchObject({ state: 'failed', parameters: kept })
	const { jobId: cancelled } = await start()
	await cancelJob(hr, cancelled)
	expect(await findJob(hr, cancelled)).toMatchObject({ state: 'cancelled', parameters: kept })
	const created = await createCycle(hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	const { cycleId } = created
	await openCycle(hr, created)
	const publication = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	await runJob({ accountId, ...publication }, never)
	const done = await run()
	expect(await findJob(hr, done)).toMatchObject({ state: 'done', parameters: kept })
	const { jobId: unasked } = await startJob(hr, {
		kind: 'training-needs-export',
		parameters: { steps: 'all' },
	})
	await cancelJob(hr, unasked)
	expect(await parametersOf(unasked)).toEqual({ steps: 'all' })
	const { rows } = await database.adminPool.query(`SELECT FROM job WHERE job::text LIKE '%Lovelace%'`)
	expect(rows).toEqual([])
})

test('those of jobs that had ended before go with the migration; a job that waits keeps its own', async () => {
	const empty = await createEmptyDatabase()
	const directory = mkdtempSync(path.join(tmpdir(), 'contour-before-'))
	afterAll(() => rmSync(directory, { recursive: true, force: true }))
	for (const { name, sql } of readMigrations()) {
		if (name >= '20261127010000_searches_of_jobs') break
		mkdirSync(path.join(directory, name))
		writeFileSync(path.join(directory, name, 'migration.sql'), sql)
	}
	await migrate({ connectionString: empty.ownerUrl, directory })
	const accountId = crypto.randomUUID()
	const parameters = { search: 'Ada Lovelace', steps: 'all' }
	await withClient(empty.adminUrl, async (client) => {
		await client.query(
			`INSERT INTO account (id, slug, name, time_zone, locale) VALUES ($1, 'company', 'Company', 'UTC', 'en')`,
			[accountId],
		)
		await client.query(
			`INSERT INTO job (account_id, kind, state, finished_at, problem, parameters)
			SELECT $1, 'training-needs-export', s.state::job_state, s.at, s.problem, $2
			FROM (VALUES ('done', now(), NULL), ('failed', now(), 'gone'), ('queued', NULL, NULL)) s (state, at, problem)`,
			[accountId, parameters],
		)
	})
	await migrate({ connectionString: empty.ownerUrl })
	const kept = await withClient(empty.adminUrl, (client) =>
		client.query(`SELECT state, parameters FROM job ORDER BY state`),
	)
	expect(kept.rows).toEqual([
		{ state: 'queued', parameters },
		{ state: 'done', parameters: { search: true, steps: 'all' } },
		{ state: 'failed', parameters: { search: true, steps: 'all' } },
	])
})

test('an export that was narrowed is never told as everybody, whatever is gone of what it names', async () => {
	const { hr } = await RandomCompany.found(database.adminPool, 62, { members: 5 })
	const gone = () => crypto.randomUUID()
	const told = async (parameters: Record<string, string>) => {
		const { jobId } = await startJob(hr, { kind: 'training-needs-export', parameters })
		await cancelJob(hr, jobId)
		const of = { everybodys: ['training-needs-export'] as const, own: [], page: 1, pageSize: 50 }
		const { rows } = await listJobs(hr, of)
		const filter = rows.find(({ id }) => id === jobId)?.exportFilter
		return filter ? describeExportFilter(filter, 'en') : null
	}
	const cycle = gone()
	expect(await told({ cycle })).toBe('everybody · next steps')
	expect(await told({ cycle, team: gone() })).toBe('one team and below · next steps')
	expect(await told({ cycle, team: 'no id at all', steps: 'all' })).toBe('one team and below · all steps')
	expect(await told({ cycle, family: gone() })).toBe('one role family · next steps')
	expect(await told({ cycle, question: 'sales.gone' })).toBe('one question · next steps')
	expect(await told({ cycle, step: '1.5' })).toBe('from tier 1.5 · next steps')
	expect(await told({ cycle, search: 'Ada' })).toBe('searched by name · next steps')
	expect(await told({ team: gone(), family: gone(), question: 'x', search: 'Ada' })).toBe(
		'one team and below · one role family · one question · searched by name · next steps',
	)
})
