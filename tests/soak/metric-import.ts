import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { expect } from 'vitest'
import { startApply } from '#app/data/imports/start-apply.server.ts'
import { startUndo } from '#app/data/imports/start-undo.server.ts'
import { isUnavailable } from '#app/lib/is-unavailable.ts'
import type { Answer } from '#tests/check-ins/visitor.ts'
import { foundImportingCompany } from '#tests/imports/importing-company.ts'
import { until } from '#tests/support/application.ts'
import type { Operation } from './operations.ts'

const people = 20
/** More than is read without a thread. */
const days = 100

/** A value a person and day: of the first half of the days `first`, of the others 1. */
function fileOf(first: number, from: number, to: number): string {
	const rows = Array.from({ length: (to - from) * people }, (_, n) => {
		const day = from + Math.floor(n / people)
		const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10)
		return `person${n % people}@example.com,prs-merged,${date},${day < days / 2 ? first : 1},${'x'.repeat(20)}`
	})
	return ['Email,Metric,Date,Value,Note', ...rows].join('\n')
}

/** The application of a file of metrics over an earlier one, and its undoing, each by whichever process has the job. */
export async function metricImport(admin: Pool, number: number): Promise<Operation> {
	const company = await foundImportingCompany(admin, `metrics-${number}`)
	const { accountId, scope } = company
	const count = days * people
	const earlier = await company.upload(fileOf(5, 0, days / 2 + 10), { grain: 'day' })
	const state = async (id: string) =>
		(
			await admin.query<{ state: string }>('SELECT state FROM import WHERE account_id = $1 AND id = $2', [
				accountId,
				id,
			])
		).rows[0]?.state
	await startApply(scope, { importId: earlier, mode: 'all-or-nothing' })
	await until(async () => (await state(earlier)) === 'applied', 30)
	const importId = await company.upload(fileOf(6, 0, days), { grain: 'day' })
	const untilSettled =
		(start: () => Promise<unknown>, wanted: string[]) =>
		async (url: string): Promise<Answer> => {
			try {
				await start()
				while (!wanted.includes((await state(importId)) ?? '')) {
					await fetch(url, { redirect: 'manual' })
					await sleep(50)
				}
			} catch (error) {
				// As of a request: an application or a database that is gone gives no answer.
				throw isUnavailable(error) ? new TypeError('There is no answer.', { cause: error }) : error
			}
			return { status: 200, text: '', location: '', cookies: [] }
		}
	const check = async (acknowledged: number) => {
		const deadline = Date.now() + 30_000
		for (let waiting = 1; waiting > 0 && Date.now() < deadline; await sleep(50)) {
			const jobs = await admin.query('SELECT FROM job WHERE account_id = $1 AND finished_at IS NULL', [
				accountId,
			])
			waiting = jobs.rowCount ?? 0
		}
		const { rows } = await admin.query(
			`SELECT (SELECT state FROM import WHERE account_id = $1 AND id = $2) AS state,
				(SELECT count(*)::int FROM observation WHERE account_id = $1) AS count,
				(SELECT sum(value)::int FROM observation WHERE account_id = $1) AS sum,
				(SELECT count(*)::int FROM observation WHERE account_id = $1 AND import_id = $2) AS own,
				(SELECT count(*)::int FROM replaced_observation WHERE account_id = $1) AS replaced,
				(SELECT count(*)::int FROM audit_event WHERE account_id = $1 AND subject_id = $2) AS audited`,
			[accountId, importId],
		)
		const half = count / 2
		const before = { count: half + 10 * people, sum: 5 * half + 10 * people, own: 0, replaced: 0 }
		const stands = {
			mapped: { ...before, audited: 0 },
			applied: { count, sum: 6 * half + half, own: count - 10 * people, replaced: half, audited: 1 },
			undone: { ...before, audited: 2 },
		}
		const { state: now, ...found } = rows[0]
		expect(found).toEqual(stands[now as keyof typeof stands])
		expect(['mapped', 'applied', 'undone'].indexOf(now)).toBeGreaterThanOrEqual(acknowledged)
	}
	return {
		steps: [
			untilSettled(() => startApply(scope, { importId, mode: 'all-or-nothing' }), ['applied', 'undone']),
			untilSettled(() => startUndo(scope, { importId }), ['undone']),
		],
		check,
		checkDone: () => check(2),
	}
}
