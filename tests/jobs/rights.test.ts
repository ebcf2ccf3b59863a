import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { changeRoles } from '#app/data/change-roles.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { planRosterImport } from '#app/data/plan-roster-import.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { removeMembership } from '#app/data/remove-membership.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import type { JobKind } from '#app/domain/job/job-kind.ts'
import { problemTexts } from '#app/domain/job/job-words.ts'
import { runJob } from '#app/jobs/run-job.server.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { join } from '#tests/auth/new-company.ts'
import { readRows } from '#tests/backup/fingerprint.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'

/*
 * A job is held up in the middle of what it writes, by a lock that reading passes. Meanwhile the rights of the person who
 * started it go: by the functions that the pages call.
 */

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 12 }))
afterAll(closeDatabase)

const never = new AbortController().signal
let seed = 700

async function found() {
	seed += 1
	const company = await RandomCompany.found(database.adminPool, seed, { members: 20 })
	const { hr, accountId } = company
	const owner = await join(company, { roles: ['owner'] })
	const created = await createCycle(hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(hr, created)
	await company.answer(created.cycleId)
	return { company, hr, accountId, owner: owner.scope, cycleId: created.cycleId }
}
type Found = Awaited<ReturnType<typeof found>>

async function importOf({ hr }: Found, lines: readonly string[]) {
	const bytes = new TextEncoder().encode(['Employee ID,Name,Email', ...lines].join('\n'))
	const added = await addRosterImport(hr, { fileName: 'people.csv', bytes })
	if (!added.ok) throw new Error(added.problem.kind)
	return added.importId
}

/** Each kind that has an effect: how it is started, and the table that it writes to last of all but the log. */
const kinds: [JobKind, { writesTo: string; start: (of: Found) => Promise<{ jobId: string }> }][] = [
	[
		'roster-apply',
		{
			writesTo: 'member',
			async start(of) {
				const importId = await importOf(of, ['71,Recruit One,recruit-1@example.com'])
				const { fingerprint = '' } = (await planRosterImport(of.hr, { importId })) ?? {}
				const parameters = { missing: 'keep', fingerprint }
				return startJob(of.hr, { kind: 'roster-apply', subjectId: importId, parameters })
			},
		},
	],
	[
		'cycle-publish',
		{
			writesTo: 'snapshot',
			start: ({ hr, cycleId }) => startJob(hr, { kind: 'cycle-publish', subjectId: cycleId }),
		},
	],
	[
		'training-needs-export',
		{
			writesTo: 'job_part',
			async start({ hr, accountId, cycleId }) {
				await database.adminPool.query(
					`INSERT INTO target (account_id, family_id, tier, due_on) SELECT account_id, id, 6, '2027-06-30' FROM role_family WHERE account_id = $1`,
					[accountId],
				)
				const published = await publishCycle(hr, { cycleId })
				if (!published.ok) throw new Error(published.reason)
				return startJob(hr, { kind: 'training-needs-export', parameters: { steps: 'all' } })
			},
		},
	],
]

/** Runs a job, and something else while it waits to write to a table. */
async function meanwhile(table: string, job: () => Promise<unknown>, run: () => Promise<void>) {
	const lock = await database.adminPool.connect()
	try {
		await lock.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`)
		const running = job()
		await until(async () => {
			const waiting = await lock.query(
				`SELECT FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND datname = current_database()`,
			)
			return (waiting.rowCount ?? 0) > 0
		})
		await run()
		await lock.query('COMMIT')
		await running
	} finally {
		await lock.query('ROLLBACK')
		lock.release()
	}
}

/** What the database holds, but for jobs themselves and their queue. */
async function rowsBesidesJobs() {
	const rows = Object.entries(await readRows(database.adminUrl))
	return rows.filter(([name]) => name !== 'job' && !name.startsWith('pgboss.'))
}

const announce = () => []
const change = (of: Found, roles: 'member' | 'hr', version = 1) =>
	changeRoles(of.owner, { membershipId: of.hr.membershipId ?? '', version, roles: [roles], announce })
const losses: [string, (of: Found) => Promise<unknown>][] = [
	['whose role is taken away', (of) => change(of, 'member')],
	[
		'who is removed',
		(of) =>
			removeMembership(of.owner, {
				membershipId: of.hr.membershipId ?? '',
				version: 1,
				announce,
				announceHandOver: () => [],
			}),
	],
]

const cases = kinds.flatMap(([kind, of]) => losses.map(([loss, lose]) => ({ kind, loss, lose, ...of })))

test.each(cases)('$kind of a person $loss while it runs leaves nothing', async (of) => {
	const company = await found()
	const { hr, accountId } = company
	const { jobId } = await of.start(company)
	let before: unknown
	await meanwhile(
		of.writesTo,
		() => runJob({ accountId, jobId }, never),
		async () => {
			expect(await of.lose(company)).toMatchObject({ ok: true })
			before = await rowsBesidesJobs()
		},
	)
	const job = await findJob(hr, jobId)
	expect(job).toMatchObject({ state: 'failed', problem: 'not-allowed', result: null, attempts: 1 })
	expect(problemTexts[job?.problem ?? 'broken']).toContain('may not do this any more, so nothing was done')
	expect(await rowsBesidesJobs()).toEqual(before)
})

test.each(kinds)('%s of a person whose rights stay is done', async (_, of) => {
	const company = await found()
	const { hr, accountId } = company
	const { jobId } = await of.start(company)
	const run = () => runJob({ accountId, jobId }, never)
	await meanwhile(of.writesTo, run, async () => {
		expect(await change(company, 'member')).toMatchObject({ ok: true })
		expect(await change(company, 'hr', 2)).toMatchObject({ ok: true })
	})
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'done', attempts: 1 })
})

test('roles that are being changed at its end are waited for: the job is taken back and begun anew', async () => {
	const company = await found()
	const { hr, accountId, cycleId } = company
	const { jobId } = await startJob(hr, { kind: 'cycle-publish', subjectId: cycleId })
	const other = await database.adminPool.connect()
	const log = vi.spyOn(getLogger(), 'error').mockImplementation(() => undefined)
	try {
		await other.query('BEGIN')
		await other.query(`UPDATE membership SET roles = '{member}' WHERE account_id = $1 AND user_id = $2`, [
			accountId,
			hr.userId,
		])
		await runJob({ accountId, jobId }, never)
		expect(await findJob(hr, jobId)).toMatchObject({ state: 'running', attempts: 1 })
		await other.query('COMMIT')
	} finally {
		log.mockRestore()
		await other.query('ROLLBACK')
		other.release()
	}
	await runJob({ accountId, jobId }, never)
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'failed', problem: 'not-allowed' })
	const { rowCount } = await database.adminPool.query('SELECT FROM snapshot WHERE account_id = $1', [
		accountId,
	])
	expect(rowCount).toBe(0)
})

test('an import that marks its own starter as left is still theirs', async () => {
	const of = await found()
	const { company, hr, accountId } = of
	const [memberId] = await company.sql<{ id: string }>(
		`INSERT INTO member (account_id, name, email, external_id) VALUES ($1, 'Gone Soon', 'gone-soon@example.com', '70') RETURNING id`,
		[accountId],
	)
	await company.sql(`UPDATE membership SET member_id = $3 WHERE account_id = $1 AND user_id = $2`, [
		accountId,
		hr.userId,
		memberId?.id,
	])
	const importId = await importOf(of, ['71,Recruit One,recruit-1@example.com'])
	const plan = await planRosterImport(hr, { importId, missing: 'mark-left' })
	const { jobId } = await startJob(hr, {
		kind: 'roster-apply',
		subjectId: importId,
		parameters: { missing: 'mark-left', fingerprint: plan?.fingerprint ?? '' },
	})
	await runJob({ accountId, jobId }, never)
	expect(await findJob(hr, jobId)).toMatchObject({ state: 'done' })
	const [left] = await company.sql(
		`SELECT left_on IS NOT NULL AS left FROM member WHERE account_id = $1 AND id = $2`,
		[accountId, memberId?.id],
	)
	expect(left).toEqual({ left: true })
})
