import type { PoolClient } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { handOverReports } from '#app/data/hand-over-reports.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { draftOf, foundCompany, newKey, salesKeys } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
/** Sam, whom Mara rates, in a cycle that runs. */
async function pair() {
	const company = await foundCompany(database.adminPool, `overlapping-${++companies}`)
	const mara = await company.addMember('Mara')
	const sam = await company.addMember('Sam', { managerId: mara.memberId })
	return { ...company, mara, sam, participantId: await company.addParticipant(sam, { manager: mara }) }
}
type Pair = Awaited<ReturnType<typeof pair>>

const send = (of: Pair, who: 'sam' | 'mara', version = 0) =>
	submitCheckIn(of[who].scope, {
		...{ participantId: of.participantId, version, idempotencyKey: newKey() },
		draft: draftOf([3, 3, 3]),
	})

/** Does something while another transaction holds the cycle alone, which then changes something else and ends. */
async function behind<T>(of: Pair, run: () => Promise<T>, change: (client: PoolClient) => Promise<unknown>) {
	const client = await database.adminPool.connect()
	try {
		await client.query('BEGIN')
		await client.query(`SELECT FROM cycle WHERE id = $1 FOR NO KEY UPDATE`, [of.cycleId])
		const waiting = run()
		for (;;) {
			const { rowCount } = await client.query(
				`SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))`,
			)
			if (rowCount !== 0) break
		}
		await change(client)
		await client.query('COMMIT')
		return await waiting
	} finally {
		client.release()
	}
}

test('a check-in that waits for the end of a correction is refused with its word', async () => {
	const of = await pair()
	const why = `reopened_at = now(), reopen_reason = 'Wrong'`
	await database.adminPool.query(`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`, [
		of.cycleId,
	])
	await database.adminPool.query(`UPDATE cycle SET ${why} WHERE id = $1`, [of.cycleId])
	await database.adminPool.query(`UPDATE participant SET ${why} WHERE id = $1`, [of.participantId])
	const answer = await behind(
		of,
		() => send(of, 'sam'),
		async (client) => {
			const ended = `reopened_at = NULL, reopen_reason = NULL`
			await client.query(`UPDATE participant SET ${ended} WHERE id = $1`, [of.participantId])
			await client.query(`UPDATE cycle SET ${ended} WHERE id = $1`, [of.cycleId])
		},
	)
	expect(answer).toEqual({ ok: false, reason: 'locked', lock: 'closed' })
})

test('an agreement that waits for a reopening finds that a side was given back', async () => {
	const of = await pair()
	for (const who of ['sam', 'mara'] as const) expect(await send(of, who)).toEqual({ ok: true })
	const agree = () =>
		agreeOutcome(of.mara.scope, {
			...{ participantId: of.participantId, version: 0, idempotencyKey: newKey() },
			draft: {
				...{ usesAi: true, tier: null, tierReason: null },
				answers: salesKeys.map((questionKey) => ({ questionKey, halfSteps: 3 as const })),
			},
		})
	const answer = await behind(of, agree, async (client) => {
		await client.query(`UPDATE participant SET reopened_at = now(), reopen_reason = 'Wrong' WHERE id = $1`, [
			of.participantId,
		])
		await client.query(`UPDATE check_in SET submitted_at = NULL WHERE participant_id = $1`, [
			of.participantId,
		])
	})
	expect(answer).toEqual({ ok: false, reason: 'not-both' })
})

test('a hand-over and whoever moves the cycle on do not wait for each other in a circle', async () => {
	const of = await pair()
	await of.addMember('Dele')
	const report = { participantId: of.participantId, version: 1 }
	const input = { reports: [report], delegate: 'Dele', reason: null, today: '2026-11-26' }
	const answer = await behind(
		of,
		() => handOverReports(of.mara.scope, { ...input, announce: () => [] }),
		(client) =>
			client.query(`UPDATE participant SET version = version + 1 WHERE id = $1`, [of.participantId]),
	)
	expect(answer).toEqual({ ok: false, reason: 'conflict', names: ['Sam'] })
})
