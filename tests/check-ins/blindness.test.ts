import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { getOwnNextStep } from '#app/data/get-own-next-step.server.ts'
import { listCheckInsToDo } from '#app/data/list-check-ins-to-do.server.ts'
import { listOwnOutcomes } from '#app/data/list-own-outcomes.server.ts'
import { listHandedOver } from '#app/data/list-handed-over.server.ts'
import { listPairNews } from '#app/data/list-pair-news.server.ts'
import { listReportChanges } from '#app/data/list-report-changes.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import { times } from '#tests/soak/times.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { draftOf, foundCompany, newKey, salesKeys } from './company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

/** Numbers of [0, 1), the same for a seed every time (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed
	return () => {
		state = (state + 0x6d2b79f5) | 0
		let t = Math.imul(state ^ (state >>> 15), 1 | state)
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296
	}
}

/** Everything that any function of data/ tells a person about a participant. */
async function everythingFor(scope: AccountScope, participantId: string): Promise<string> {
	return JSON.stringify([
		await getCheckInForm(scope, participantId),
		await getAgreement(scope, participantId),
		await listCheckInsToDo(scope),
		await listOwnOutcomes(scope),
		await listReportChanges(scope),
		await listPairNews(scope, [participantId]),
		await listHandedOver(scope, { manager: '', none: false, today: '2026-11-26' }),
		await getOwnNextStep(scope, participantId),
		// A refused write answers with what is there: it must be the writer's own.
		await saveDraft(scope, { participantId, version: 99, draft: draftOf([2], { note: 'probe' }) }),
		await submitCheckIn(scope, {
			participantId,
			version: 99,
			draft: draftOf([2, 2, 2]),
			idempotencyKey: newKey(),
		}),
		await agreeOutcome(scope, {
			participantId,
			version: 99,
			draft: { usesAi: true, answers: [], tier: null, tierReason: null },
			idempotencyKey: newKey(),
		}),
	])
}

describe('raters are blind to each other', () => {
	it('in random interleavings of saving and sending, until both have sent, then neither is', async () => {
		const random = randomFrom(20261120)
		const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
		let closedRuns = 0
		for (let run = 0; run < times(12, 6); run++) {
			const company = await foundCompany(database.adminPool, `blind-${run}`)
			const managerRoles = pick<Role[]>([
				['member'],
				['hr', 'member'],
				['owner', 'hr', 'executive', 'member'],
			])
			const manager = await company.addMember('Mara', { roles: managerRoles })
			const memberRoles = pick<Role[]>([['member'], ['hr', 'member'], ['owner', 'admin', 'member']])
			const member = await company.addMember('Sam', { managerId: manager.memberId, roles: memberRoles })
			const above = await company.addMember('Vera')
			await company.addParticipant(manager, { manager: above })
			const hr = await company.addMember('Hana', { roles: ['hr', 'member'] })
			const admin = await company.addMember('Ada', { roles: ['owner', 'admin', 'executive'] })
			const participantId = await company.addParticipant(member, { manager })
			const sides = {
				self: { scope: member.scope, version: 0, sent: false, words: [] as string[] },
				manager: { scope: manager.scope, version: 0, sent: false, words: [] as string[] },
			}
			const steps = 4 + Math.floor(random() * 8)
			for (let step = 0; step < steps; step++) {
				const name = pick(['self', 'manager'] as const)
				const side = sides[name]
				if (!side.sent) {
					const word = `secret-${name}-${run}-${step}`
					const draft = draftOf([pick([2, 3, 4]), pick([2, 5, 6]), pick([3, 4, 6])], {
						note: `note ${word}`,
						whatChanged: `changed ${word}`,
						evidenceNote: `evidence ${word}`,
						evidenceUrl: `https://example.com/${word}`,
					})
					if (random() < 0.4) {
						const input = { participantId, version: side.version, draft, idempotencyKey: newKey() }
						expect(await submitCheckIn(side.scope, input)).toEqual({ ok: true })
						side.sent = true
					} else {
						const saved = await saveDraft(side.scope, { participantId, version: side.version, draft })
						if (!saved.ok) throw new Error(saved.reason)
						side.version = saved.version
					}
					side.words.push(word)
				}

				const [forSelf, forManager, forHr, forAbove, forAdmin] = await Promise.all(
					[member, manager, hr, above, admin].map(({ scope }) => everythingFor(scope, participantId)),
				)
				const closed = sides.self.sent && sides.manager.sent
				const lastOf = (words: string[]) => words.at(-1) ?? 'nothing yet'
				expect(forSelf?.includes('secret-manager'), `run ${run} step ${step}, self`).toBe(closed)
				expect(forManager?.includes('secret-self'), `run ${run} step ${step}, manager`).toBe(closed)
				expect(forHr?.includes('secret-'), `run ${run} step ${step}, HR`).toBe(closed)
				expect(forAbove).not.toContain('secret-')
				expect(forAdmin).not.toContain('secret-')
				if (closed) {
					expect(forSelf).toContain(`note ${lastOf(sides.manager.words)}`)
					expect(forManager).toContain(`note ${lastOf(sides.self.words)}`)
					expect(forHr).toContain(`evidence ${lastOf(sides.self.words)}`)
					expect(forHr).not.toContain('note secret-')
					closedRuns++
					break
				}
			}
		}
		// Else the test would say nothing about the moment after.
		expect(closedRuns).toBeGreaterThan(1)
	}, 300_000)

	it('when both send at the same moment', async () => {
		for (let run = 0; run < 5; run++) {
			const company = await foundCompany(database.adminPool, `at-once-${run}`)
			const manager = await company.addMember('Mara')
			const member = await company.addMember('Sam', { managerId: manager.memberId })
			const participantId = await company.addParticipant(member, { manager })
			const send = (scope: AccountScope, answer: 2 | 6) =>
				submitCheckIn(scope, {
					participantId,
					version: 0,
					draft: draftOf([answer, answer, answer]),
					idempotencyKey: newKey(),
				})
			expect(await Promise.all([send(member.scope, 2), send(manager.scope, 6)])).toEqual([
				{ ok: true },
				{ ok: true },
			])
			expect(await getAgreement(member.scope, participantId)).toMatchObject({
				pair: { closed: true },
				self: { tier: 2 },
				manager: { tier: 6 },
			})
		}
	})

	it('and a side that nobody can give does not keep the other one hidden from HR', async () => {
		const company = await foundCompany(database.adminPool, 'alone')
		const manager = await company.addMember('Mara')
		const hr = await company.addMember('Hana', { roles: ['hr'] })
		const floor = await company.addMember('Flo', { managerId: manager.memberId, roles: null })
		const participantId = await company.addParticipant(floor, { manager })
		await submitCheckIn(manager.scope, {
			participantId,
			version: 0,
			draft: draftOf([3, 3, 3]),
			idempotencyKey: newKey(),
		})
		expect(await listCheckInsToDo(manager.scope)).toMatchObject({ items: [{ stage: 'alone' }] })
		expect(await getAgreement(hr.scope, participantId)).toMatchObject({
			self: null,
			manager: { tier: 3 },
			mayAgree: false,
		})
		const agreed = await agreeOutcome(manager.scope, {
			participantId,
			version: 0,
			draft: {
				usesAi: true,
				answers: salesKeys.map((questionKey) => ({ questionKey, halfSteps: 3 as const })),
				tier: null,
				tierReason: null,
			},
			idempotencyKey: newKey(),
		})
		expect(agreed).toEqual({ ok: false, reason: 'not-both' })
		// Flo gets an account after all: the pair is open again, also to HR and to Flo.
		const { rows } = await database.adminPool.query<{ id: string }>(
			`INSERT INTO "user" (email, name, password_hash) VALUES ('flo@example.com', 'Flo', 'x') RETURNING id`,
		)
		await database.adminPool.query(
			`INSERT INTO membership (account_id, user_id, member_id, roles) VALUES ($1, $2, $3, '{member}')`,
			[company.accountId, rows[0]?.id, floor.memberId],
		)
		for (const { scope } of [hr, floor, manager]) {
			expect(await getAgreement(scope, participantId)).toMatchObject({
				self: null,
				manager: null,
				outcome: null,
			})
		}
	})

	it('ends with the publication, for what was sent and never for a draft', async () => {
		const company = await foundCompany(database.adminPool, 'published')
		const manager = await company.addMember('Mara')
		const sender = await company.addMember('Sam', { managerId: manager.memberId })
		const writer = await company.addMember('Wim', { managerId: manager.memberId })
		const sent = await company.addParticipant(sender, { manager })
		const saved = await company.addParticipant(writer, { manager })
		const draft = draftOf([2, 2, 2], { note: 'secret' })
		await submitCheckIn(sender.scope, { participantId: sent, version: 0, draft, idempotencyKey: newKey() })
		await saveDraft(writer.scope, { participantId: saved, version: 0, draft })
		expect((await getAgreement(manager.scope, sent))?.self).toBeNull()
		await database.adminPool.query(
			`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`,
			[company.cycleId],
		)
		expect((await getAgreement(manager.scope, sent))?.self).toMatchObject({ note: 'secret' })
		expect((await getAgreement(manager.scope, saved))?.self).toBeNull()
	})
})
