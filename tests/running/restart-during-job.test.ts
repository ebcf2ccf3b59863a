import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { planRosterImport } from '#app/data/plan-roster-import.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Process } from './behind-balancer.ts'
import { startBehindBalancer } from './behind-balancer.ts'
import type { Watcher } from './watcher.ts'
import { watch } from './watcher.ts'

const database = await createTestDatabase()
const admin = database.adminPool
const { balancer, start } = await startBehindBalancer(database)

beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 4 }))
afterAll(closeDatabase)

/** Holds up every import that has written all but its last rows, for as long as the table has a row. */
const holdUp = `
	CREATE TABLE held AS SELECT 1 AS one;
	GRANT SELECT ON held TO contour_app;
	CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS $$
	BEGIN
		WHILE EXISTS (SELECT FROM held) LOOP PERFORM pg_sleep(0.05); END LOOP;
		RETURN NEW;
	END $$;
	CREATE TRIGGER hold BEFORE INSERT ON audit_event FOR EACH ROW
		WHEN (NEW.action = 'members.imported') EXECUTE FUNCTION hold();`

/** The address of the process that is held up. */
async function findHolder(): Promise<string | undefined> {
	const { rows } = await admin.query<{ address: string }>(
		`SELECT application_name AS address FROM pg_stat_activity
		 WHERE datname = current_database() AND wait_event = 'PgSleep'`,
	)
	return rows[0]?.address
}

test('an import whose process is replaced twice is done once, and whoever watches it sees its end', async () => {
	await admin.query(holdUp)
	const { accountId, slug, owner } = await newCompany({ roles: ['owner', 'hr'] })
	const token = await startSessionOf(admin, owner.userId)
	const rows = Array.from({ length: 1500 }, (_, i) => `${i},Recruit ${i},recruit-${i}@example.com,Engineer`)
	const bytes = new TextEncoder().encode(['Employee ID,Name,Email,Title', ...rows].join('\n'))
	const added = await addRosterImport(owner.scope, { fileName: 'people.csv', bytes })
	if (!added.ok) throw new Error(added.problem.kind)
	const { importId } = added
	const plan = await planRosterImport(owner.scope, { importId })

	const processes = new Map<string, Process>()
	const add = async () => {
		const one = await start()
		processes.set(one.address, one)
	}
	await Promise.all([add(), add()])
	const { jobId } = await startJob(owner.scope, {
		kind: 'roster-apply',
		subjectId: importId,
		parameters: { missing: 'keep', fingerprint: plan?.fingerprint ?? '' },
	})
	const stream = `${balancer.url}/a/${slug}/jobs/${jobId}/events`
	const watchers: Watcher[] = []
	for (let round = 1; round <= 2; round += 1) {
		await until(async () => (await findHolder()) !== undefined, 60)
		const address = (await findHolder()) ?? ''
		const held = processes.get(address)
		if (!held) throw new Error(`${address} is none of ours.`)
		expect((await findJob(owner.scope, jobId))?.attempts).toBe(round)
		const watcher = await watch(stream, { headers: { Cookie: `${sessionCookie}=${token}` } }, address)
		watchers.push(watcher)

		held.application.child.kill('SIGTERM')
		const replaced = add()
		// The process still gives its job time to end; who watched it there watches it elsewhere meanwhile.
		await until(() => watcher.connections.length > 1, 60)
		expect(held.application.child.exitCode).toBeNull()
		expect(watcher.connections.slice(1)).not.toContain(address)
		expect(await held.application.ended).toBe(0)
		balancer.remove(address)
		await replaced
	}
	await until(async () => (await findHolder()) !== undefined, 60)
	await admin.query('DELETE FROM held')

	for (const { finished, failed } of watchers) {
		expect(await finished).toMatchObject({ isFinished: true })
		expect(failed).toEqual([])
	}
	expect(await findJob(owner.scope, jobId)).toMatchObject({
		state: 'done',
		attempts: 3,
		result: { counts: { added: 1500 } },
	})
	const { rows: counts } = await admin.query(
		`SELECT (SELECT count(*)::int FROM member WHERE account_id = $1) AS members,
			(SELECT count(*)::int FROM audit_event WHERE account_id = $1 AND action = 'members.imported') AS events,
			(SELECT count(*)::int FROM import WHERE account_id = $1 AND state = 'applied') AS imports`,
		[accountId],
	)
	expect(counts[0]).toEqual({ members: 1500, events: 1, imports: 1 })
}, 300_000)
