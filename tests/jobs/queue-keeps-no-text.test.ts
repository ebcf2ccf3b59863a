import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { queueMail } from '#app/data/queue-mail.server.ts'
import { startJob } from '#app/data/start-job.server.ts'
import { startWorkers } from '#app/jobs/start-workers.server.ts'
import { readEnv } from '#app/lib/env.server.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { until } from '#tests/support/application.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const admin = database.adminPool
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

const name = 'Ada Lovelace'

/** Every row of every table of the queue in which a text stands in some column. */
async function findInQueue(text: string): Promise<string[]> {
	const { rows: tables } = await admin.query<{ name: string }>(
		`SELECT c.oid::regclass::text AS name FROM pg_class c
		 WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'pgboss'::regnamespace`,
	)
	expect(tables.length).toBeGreaterThan(5)
	const found: string[] = []
	for (const table of tables) {
		const { rows } = await admin.query<{ row: string }>(
			`SELECT to_jsonb(t)::text AS row FROM ${table.name} t WHERE to_jsonb(t)::text ILIKE '%' || $1 || '%'`,
			[text],
		)
		found.push(...rows.map(({ row }) => `${table.name}: ${row}`))
	}
	return found
}

test('an error that names a person leaves a code in the queue, and no more', async () => {
	const { hr } = await RandomCompany.found(admin, 63, { members: 5 })
	// Whatever each worker does first breaks with a message, a detail and a hint that name somebody.
	await admin.query(
		`CREATE FUNCTION name_somebody() RETURNS trigger LANGUAGE plpgsql AS $$
		 BEGIN RAISE '${name} cannot be written' USING DETAIL = 'Row of ${name}', HINT = 'Ask ${name}', ERRCODE = 'XX001'; END $$;
		 CREATE TRIGGER name_somebody BEFORE UPDATE ON job FOR EACH ROW EXECUTE FUNCTION name_somebody();
		 CREATE TRIGGER name_somebody BEFORE UPDATE ON outbox_message FOR EACH ROW EXECUTE FUNCTION name_somebody();
		 CREATE TRIGGER name_somebody_else BEFORE DELETE ON job FOR EACH STATEMENT EXECUTE FUNCTION name_somebody()`,
	)
	const log = vi.spyOn(getLogger(), 'error').mockImplementation(() => undefined)
	// Nobody takes mail there, and that is written down.
	const env = readEnv({ SMTP_URL: 'smtp://127.0.0.1:1' })
	const { jobId } = await startJob(hr, { kind: 'roster-check' })
	await queueMail({ to: 'ada@example.com', subject: name, text: name, html: name })
	await admin.query(`INSERT INTO pgboss.job (name, retry_limit) VALUES ('contour-sweep', 0)`)
	const workers = startWorkers(env, database.appUrl)
	try {
		const failed = async () => {
			const { rows } = await admin.query<{ name: string; output: unknown }>(
				`SELECT DISTINCT name, output FROM pgboss.job WHERE state = 'failed' ORDER BY name`,
			)
			return rows
		}
		await until(async () => new Set((await failed()).map((of) => of.name)).size === 3)
		expect(await failed()).toEqual(
			['contour-job', 'contour-mail', 'contour-sweep'].map((queue) => ({
				name: queue,
				output: { code: 'XX001' },
			})),
		)
		expect(await findInQueue(jobId), 'it looks where they would be').not.toEqual([])
		expect(await findInQueue('Lovelace')).toEqual([])
		expect(await findInQueue('ada@')).toEqual([])
		expect(log).toHaveBeenCalledWith({ err: expect.objectContaining({ code: 'XX001' }) }, 'the queue broke')
	} finally {
		await workers.stop()
		log.mockRestore()
	}
})
