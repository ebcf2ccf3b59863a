import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findParticipant } from '#app/data/find-participant.server.ts'
import { handOverReports } from '#app/data/hand-over-reports.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { reopenParticipant } from '#app/data/reopen-participant.server.ts'
import { foundCompany, newKey } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

test('who stands in for a correction no longer counts those whom they see by it among the others', async () => {
	const company = await foundCompany(database.adminPool, 'standing-in')
	const { cycleId, accountId } = company
	const hr = (await company.addMember('Hanna', { roles: ['hr'] })).scope
	const lea = await company.addMember('Lea')
	const dele = await company.addMember('Dele')
	const participants: string[] = []
	for (const [index, tier] of [2, 3, 4, 5, 6, 4, 3].entries()) {
		const person = await company.addMember(`Person ${index}`)
		// Dele manages the last one, and sees nobody else of the seven.
		const participantId = await company.addParticipant(person, { manager: index === 6 ? dele : lea })
		participants.push(participantId)
		await database.adminPool.query(
			`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier) VALUES ($1, $2, $3, $3)`,
			[accountId, participantId, tier],
		)
	}
	expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: true })
	const seen = async () => {
		const person = { roles: ['member' as const], isMember: true, isManager: true }
		const view = await readHeatmapView(dele.scope, person, {})
		return view === null || view === 'nothing' ? view : view.cells.get(accountId)?.families[0]?.tier.kind
	}
	expect(await seen(), 'six others').toBe('shown')

	const [first = ''] = participants
	const before = await findParticipant(hr, { cycleId, participantId: first })
	await reopenParticipant(hr, {
		...{ cycleId, participantId: first, version: before?.version ?? 0, giveBack: 'both' },
		...{ reason: 'A wrong answer', idempotencyKey: newKey() },
	})
	const version = (await findParticipant(hr, { cycleId, participantId: first }))?.version ?? 0
	const handed = await handOverReports(hr, {
		...{ reports: [{ participantId: first, version }], delegate: 'Dele', reason: null, today: '2026-11-26' },
		announce: () => [],
	})
	expect(handed).toEqual({ ok: true, count: 1 })
	expect(await seen(), 'five others').toBe('suppressed')
})
