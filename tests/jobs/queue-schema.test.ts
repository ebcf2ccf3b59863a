import { readFileSync } from 'node:fs'
import path from 'node:path'
import { getConstructionPlans, PgBoss } from 'pg-boss'
import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const options = {
	connectionString: database.appUrl,
	options: '-c role=contour_app',
	schema: 'pgboss',
	migrate: false,
	createSchema: false,
}
const boss = new PgBoss({ ...options, supervise: false, schedule: false })
boss.on('error', () => undefined)
afterAll(() => boss.stop({ graceful: false }))

test('the migrated schema is that of the installed pg-boss, and has not drifted', async () => {
	await boss.start()
	const plan = getConstructionPlans('pgboss')
	const version = Number(/INSERT INTO pgboss\.version\(version\) VALUES \('(\d+)'\)/.exec(plan)?.[1])
	expect(await boss.schemaVersion()).toBe(version)
	const migration = readFileSync(
		path.join(import.meta.dirname, '../../prisma/migrations/20261126030000_job_queue/migration.sql'),
		'utf8',
	)
	const statements = plan.slice(plan.indexOf('CREATE TYPE pgboss.job_state'), plan.lastIndexOf('COMMIT;'))
	expect(migration).toContain(statements.trimEnd())
})

test('what the triggers put into the queue is what pg-boss itself would', async () => {
	const id = crypto.randomUUID()
	const data = { accountId: crypto.randomUUID(), jobId: id }
	await database.appPool.query(`SELECT wake_work('contour-job', $1, $2)`, [data, id])
	const other = crypto.randomUUID()
	await boss.send('contour-job', { ...data, jobId: other }, { singletonKey: other })
	const { rows } = await database.adminPool.query(
		`SELECT to_jsonb(j) - ARRAY['id', 'data', 'singleton_key', 'created_on', 'start_after', 'keep_until'] AS row,
			round(extract(epoch FROM keep_until - created_on)) AS kept
		 FROM pgboss.job j WHERE singleton_key = ANY ($1) ORDER BY created_on`,
		[[id, other]],
	)
	expect(rows).toHaveLength(2)
	expect(rows[1]).toEqual(rows[0])
})

test('the same work waits once, and is there again once it was taken', async () => {
	const key = crypto.randomUUID()
	const wake = () => database.appPool.query(`SELECT wake_work('contour-job', '{}', $1)`, [key])
	const count = async () =>
		(await database.adminPool.query('SELECT FROM pgboss.job WHERE singleton_key = $1', [key])).rowCount
	await wake()
	await wake()
	expect(await count()).toBe(1)
	await database.adminPool.query(`UPDATE pgboss.job SET state = 'active' WHERE singleton_key = $1`, [key])
	await wake()
	expect(await count()).toBe(2)
})

test('the application makes no queue of a table of its own and changes nothing of the schema', async () => {
	const refused = async (statement: string) =>
		database.appPool.query(statement).then(
			() => 'allowed',
			(error: { code: string }) => error.code,
		)
	expect(await refused(`CREATE TABLE pgboss.mine (id int)`)).toBe('42501')
	expect(await refused(`ALTER TABLE pgboss.job_common ADD COLUMN mine int`)).toBe('42501')
	expect(
		await refused(`SELECT pgboss.create_queue('mine', '{"policy": "standard", "partition": "true"}')`),
	).toBe('42501')
	expect(await refused(`DELETE FROM pgboss.schedule`)).toBe('42501')
	expect(await refused(`UPDATE pgboss.version SET version = 1`)).toBe('42501')
})
