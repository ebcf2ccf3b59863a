import { rmSync } from 'node:fs'
import path from 'node:path'
import { systemScope } from '#app/data/account-scope.server.ts'
import { streamAuditRows } from '#app/data/stream-audit-rows.server.ts'
import { sealAuditLog } from '#app/jobs/audit-heads/seal-audit-log.server.ts'
import { verifyAuditLogs } from '#app/jobs/audit-heads/verify-audit-logs.server.ts'
import { configureEnv, readEnv } from '#app/lib/env.server.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { TEMPORARY } from '#tests/support/test-cluster.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told, withBenchDatabase } from './bench-database.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'

const accounts = 5
/** Verification at 0.3 of the rate of reading takes 1 / 0.3 of its time. */
const limit = Number((1 / 0.3).toFixed(3))

/**
 * `contour audit verify` of every account, in this process, against reading the same rows by the same statement in the same
 * batches and doing nothing with them.
 */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	const rows = quick ? 50_000 : 1_000_000
	const folder = path.join(TEMPORARY, 'bench-audit-heads')
	rmSync(folder, { recursive: true, force: true })
	configureEnv(readEnv({ NODE_ENV: 'test', CONTOUR_AUDIT_DIR: folder }))
	try {
		return await withBenchDatabase('audit', async (database) => {
			const ids = await told(`${rows} rows in ${accounts} accounts`, () => fill(database, rows / accounts))
			await sealAuditLog()
			const idle = process.memoryUsage.rss()
			let peak = idle
			const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
			const times = await told('rounds', () =>
				interleaved(
					{
						ours: async () => {
							const { verdict, accounts: verified } = await verifyAuditLogs()
							const read = verified.reduce((sum, one) => sum + one.rows, 0)
							if (verdict !== 'intact' || read !== rows) throw new Error(`${verdict}, ${read} rows`)
						},
						reference: async () => {
							let read = 0
							for (const id of ids) await streamAuditRows(systemScope(id), (batch) => (read += batch.length))
							if (read !== rows) throw new Error(`${read} rows`)
						},
					},
					{ rounds: quick ? 5 : 7, warmUp: 1 },
				),
			)
			clearInterval(watch)
			const perSecond = (milliseconds: number) => Math.round((rows / milliseconds) * 1000)
			return [
				timeResult(
					`audit verify of ${rows} rows in ${accounts} accounts, against reading the same rows, ms`,
					times.ours,
					times.reference,
					limit,
					`${perSecond(times.ours)} rows/s against ${perSecond(times.reference)}, a rate of ${(times.reference / times.ours).toFixed(2)}; ${Math.round((peak - idle) / 2 ** 20)} MB above idle`,
				),
			]
		})
	} finally {
		rmSync(folder, { recursive: true, force: true })
	}
}

/** Rows as the application writes them, chained by the trigger. */
async function fill({ admin }: BenchDatabase, rowsEach: number): Promise<string[]> {
	const ids: string[] = []
	for (let index = 0; index < accounts; index += 1) {
		const { accountId } = await newCompany()
		await admin.query(
			`INSERT INTO audit_event (account_id, sequence, at, actor_id, action, subject, subject_id, detail, previous_hash, hash)
			 SELECT $1, 0, now(), gen_random_uuid(), (ARRAY['check-in.submitted', 'outcome.agreed', 'member.changed'])[1 + n % 3],
				'member', gen_random_uuid(), jsonb_build_object('cycle', gen_random_uuid(), 'fields', ARRAY['title', 'team'], 'n', n), '', ''
			 FROM generate_series(2, $2::int) n`,
			[accountId, rowsEach],
		)
		ids.push(accountId)
	}
	await admin.query('VACUUM ANALYZE audit_event')
	return ids
}
