import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { getOwnNextStep } from '#app/data/get-own-next-step.server.ts'
import { listCheckInsToDo } from '#app/data/list-check-ins-to-do.server.ts'
import { listOwnOutcomes } from '#app/data/list-own-outcomes.server.ts'
import { listPairNeighbours } from '#app/data/list-pair-neighbours.server.ts'
import { listReportChanges } from '#app/data/list-report-changes.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import type { AgreementDraft } from '#app/domain/check-in/check-in-draft.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Company, Person } from './company.ts'
import { draftOf, foundCompany, newKey, salesKeys } from './company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

let companies = 0
async function sentPair() {
	const company = await foundCompany(database.adminPool, `agree-${++companies}`)
	const chief = await company.addMember('Chief')
	const manager = await company.addMember('Mara', { managerId: chief.memberId })
	const member = await company.addMember('Sam', { managerId: manager.memberId })
	await company.addParticipant(manager, { manager: chief })
	const participantId = await company.addParticipant(member, { manager })
	await send(member, participantId, [2, 4, 5])
	await send(manager, participantId, [3, 4, 2])
	return { company, chief, manager, member, participantId }
}

async function send(who: Person, participantId: string, answers: HalfSteps[]) {
	const draft = draftOf(answers, { evidenceUrl: 'https://example.com/proof', note: `by ${who.name}` })
	const input = { participantId, version: 0, draft, idempotencyKey: newKey() }
	expect(await submitCheckIn(who.scope, input)).toEqual({ ok: true })
}

function agreement(answers: (2 | 3 | 4 | 5 | 6)[], more: Partial<AgreementDraft> = {}): AgreementDraft {
	return {
		usesAi: true,
		tier: null,
		tierReason: null,
		...more,
		answers: salesKeys.flatMap((questionKey, index) => {
			const halfSteps = answers[index]
			return halfSteps ? [{ questionKey, halfSteps }] : []
		}),
	}
}

const tierOfParticipant = async (company: Company, participantId: string) => {
	const { rows } = await database.adminPool.query<{ tier: number | null }>(
		`SELECT tier FROM participant WHERE account_id = $1 AND id = $2`,
		[company.accountId, participantId],
	)
	return rows[0]?.tier ?? null
}

describe('agreeing', () => {
	it('writes answers, tier and what was suggested; both see it, the audit log has no tier', async () => {
		const { company, manager, member, participantId } = await sentPair()
		const input = { participantId, version: 0, draft: agreement([2, 4, 3]), idempotencyKey: newKey() }
		expect(await agreeOutcome(manager.scope, input)).toEqual({ ok: true })
		for (const { scope } of [manager, member]) {
			const shown = await getAgreement(scope, participantId)
			expect(shown?.outcome).toMatchObject({ tier: 3, suggestedTier: 3, singleRater: null, version: 1 })
			expect(new Set(shown?.outcome?.answers)).toEqual(new Set(agreement([2, 4, 3]).answers))
		}
		expect(await tierOfParticipant(company, participantId)).toBe(3)
		expect((await listCheckInsToDo(manager.scope)).items).toMatchObject([
			{ stage: 'due', rater: 'self' },
			{ stage: 'agreed', tier: 3 },
		])
		const { rows } = await database.adminPool.query(
			`SELECT detail FROM audit_event WHERE account_id = $1 AND action = 'outcome.agreed'`,
			[company.accountId],
		)
		expect(rows).toEqual([{ detail: { cycleId: company.cycleId, again: false } }])
	})

	it('needs a reason for another tier, and complete answers', async () => {
		const { manager, participantId } = await sentPair()
		const agree = (draft: AgreementDraft) =>
			agreeOutcome(manager.scope, { participantId, version: 0, draft, idempotencyKey: newKey() })
		expect(await agree(agreement([2, 4]))).toMatchObject({
			reason: 'incomplete',
			issues: [{ at: 'answer', questionKey: salesKeys[2] }],
		})
		expect(await agree(agreement([2, 4, 3], { tier: 6 }))).toMatchObject({ issues: [{ at: 'tierReason' }] })
		expect(await agree(agreement([2, 4, 3], { usesAi: null }))).toMatchObject({ issues: [{ at: 'usesAi' }] })
		expect((await getAgreement(manager.scope, participantId))?.outcome).toBeNull()
		expect(await agree(agreement([2, 4, 3], { tier: 6, tierReason: 'Runs the programme' }))).toEqual({
			ok: true,
		})
		expect((await getAgreement(manager.scope, participantId))?.outcome).toMatchObject({
			tier: 6,
			suggestedTier: 3,
			tierReason: 'Runs the programme',
		})
	})

	it('may happen anew until publication, also down to tier 0.5, which then stands in every question', async () => {
		const { company, manager, participantId } = await sentPair()
		const agree = (version: number, draft: AgreementDraft) =>
			agreeOutcome(manager.scope, { participantId, version, draft, idempotencyKey: newKey() })
		await agree(0, agreement([4, 4, 4]))
		expect(await agree(1, { usesAi: false, answers: [], tier: null, tierReason: null })).toEqual({ ok: true })
		const { outcome } = (await getAgreement(manager.scope, participantId)) ?? {}
		expect(outcome).toMatchObject({ version: 2, tier: 1 })
		expect(outcome?.answers.map(({ halfSteps }) => halfSteps)).toEqual([1, 1, 1])
		expect(await tierOfParticipant(company, participantId)).toBe(1)

		await database.adminPool.query(
			`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`,
			[company.cycleId],
		)
		expect(await getAgreement(manager.scope, participantId)).toMatchObject({ mayAgree: false })
		expect(await agree(2, agreement([6, 6, 6]))).toEqual({ ok: false, reason: 'closed' })
		expect(await tierOfParticipant(company, participantId)).toBe(1)
	})

	it('has one winner of two tabs, and the other gets what was agreed', async () => {
		const { manager, participantId } = await sentPair()
		for (const version of [0, 1]) {
			const tabs = await Promise.all(
				([2, 3, 4, 5] as const).map((answer) =>
					agreeOutcome(manager.scope, {
						participantId,
						version,
						draft: agreement([answer, answer, answer]),
						idempotencyKey: newKey(),
					}),
				),
			)
			const winner = ([2, 3, 4, 5] as const)[tabs.findIndex(({ ok }) => ok)]
			expect(tabs.filter(({ ok }) => ok)).toHaveLength(1)
			for (const tab of tabs) {
				if (!tab.ok) {
					expect(tab).toMatchObject({ reason: 'conflict', current: { tier: winner, version: version + 1 } })
				}
			}
		}
	})

	it('happens once for one click that arrives three times', async () => {
		const { company, manager, participantId } = await sentPair()
		const input = { participantId, version: 0, draft: agreement([2, 4, 3]), idempotencyKey: newKey() }
		const results = await Promise.all([1, 2, 3].map(() => agreeOutcome(manager.scope, input)))
		expect(results).toEqual([{ ok: true }, { ok: true }, { ok: true }])
		const { rows } = await database.adminPool.query<{ count: number }>(
			`SELECT count(*)::int FROM audit_event WHERE account_id = $1 AND action = 'outcome.agreed'`,
			[company.accountId],
		)
		expect(rows[0]?.count).toBe(1)
	})

	it('waits for both, and for the end of exemptions', async () => {
		const company = await foundCompany(database.adminPool, `agree-${++companies}`)
		const manager = await company.addMember('Mara')
		const member = await company.addMember('Sam', { managerId: manager.memberId })
		const participantId = await company.addParticipant(member, { manager })
		const input = () => ({ participantId, version: 0, draft: agreement([2, 2, 2]), idempotencyKey: newKey() })
		expect(await agreeOutcome(manager.scope, input())).toEqual({ ok: false, reason: 'not-both' })
		await send(manager, participantId, [2, 2, 2])
		expect(await agreeOutcome(manager.scope, input())).toEqual({ ok: false, reason: 'not-both' })
		await send(member, participantId, [2, 2, 2])
		await database.adminPool.query(
			`UPDATE participant SET state = 'exempt', exempt_reason = 'leave' WHERE id = $1`,
			[participantId],
		)
		expect(await agreeOutcome(manager.scope, input())).toEqual({ ok: false, reason: 'closed' })
	})
})

describe('who sees a pair', () => {
	it('both and HR everything but notes to HR, further up outcomes only, nobody else anything', async () => {
		const { company, chief, manager, member, participantId } = await sentPair()
		const hr = await company.addMember('Hana', { roles: ['hr'] })
		const others = [
			await company.addMember('Olga', { roles: ['owner', 'admin'] }),
			await company.addMember('Eve', { roles: ['executive', 'member'] }),
			await company.addMember('Cora'),
			(await sentPair()).manager,
			(await sentPair()).chief,
		]
		expect(await getAgreement(chief.scope, participantId)).toBeNull()
		for (const { scope } of others) expect(await getAgreement(scope, participantId)).toBeNull()
		expect(await getAgreement(hr.scope, participantId)).toMatchObject({
			viewer: 'hr',
			mayAgree: false,
			self: { note: null, answers: [{ evidenceUrl: 'https://example.com/proof' }, {}, {}] },
			manager: { note: null },
		})
		expect(await getAgreement(member.scope, participantId)).toMatchObject({
			viewer: 'self',
			mayAgree: false,
			manager: { note: 'by Mara' },
		})

		const draft = agreement([2, 4, 3], { tier: 6, tierReason: 'between the two' })
		await agreeOutcome(manager.scope, { participantId, version: 0, draft, idempotencyKey: newKey() })
		const above = await getAgreement(chief.scope, participantId)
		expect(above).toMatchObject({ viewer: 'above', mayAgree: false, outcome: { tier: 6, tierReason: null } })
		expect(above?.self ?? above?.manager).toBeNull()
		for (const { scope } of others) expect(await getAgreement(scope, participantId)).toBeNull()
		for (const { scope } of [...others, hr, chief, member]) {
			expect(
				await agreeOutcome(scope, { participantId, version: 1, draft, idempotencyKey: newKey() }),
			).toEqual({ ok: false, reason: 'not-found' })
		}
	})

	it('a lead of a team further up counts as above, as frozen in the cycle', async () => {
		const { company, manager, member } = await sentPair()
		const lead = await company.addMember('Lena Lead')
		const cycleId = await company.addCycle('Q1 2027', '2027-01-01', 'open')
		const insertTeam = async (name: string, parentId: string | null, leadId: string | null) => {
			const { rows } = await database.adminPool.query<{ id: string }>(
				`INSERT INTO team (account_id, name, parent_id) VALUES ($1, $2, $3) RETURNING id`,
				[company.accountId, name, parentId],
			)
			const id = rows[0]?.id ?? ''
			await database.adminPool.query(
				`INSERT INTO cycle_team (account_id, cycle_id, team_id, parent_id, lead_id, name) VALUES ($1, $2, $3, $4, $5, $6)`,
				[company.accountId, cycleId, id, parentId, leadId, name],
			)
			return id
		}
		const upper = await insertTeam('Upper', null, lead.memberId)
		const lower = await insertTeam('Lower', upper, manager.memberId)
		const participantId = await company.addParticipant(member, { manager, cycleId, teamId: lower })
		await send(member, participantId, [2, 2, 2])
		await send(manager, participantId, [2, 2, 2])
		await agreeOutcome(manager.scope, {
			participantId,
			version: 0,
			draft: agreement([2, 2, 2]),
			idempotencyKey: newKey(),
		})
		expect(await getAgreement(lead.scope, participantId)).toMatchObject({
			viewer: 'above',
			outcome: { tier: 2 },
		})
		const newLead = await company.addMember('Ned New')
		await database.adminPool.query(`UPDATE team SET lead_id = $2 WHERE id = $1`, [upper, newLead.memberId])
		expect(await getAgreement(newLead.scope, participantId)).toBeNull()
	})
})

describe('lists around an agreement', () => {
	it('sort, filter, page and count the people of a manager', async () => {
		const company = await foundCompany(database.adminPool, `agree-${++companies}`)
		const manager = await company.addMember('Mara')
		const names = ['Åke', 'bea', 'Carl 100%', 'Dora', 'Emil_x']
		const ids: string[] = []
		for (const name of names) {
			const report = await company.addMember(name, { managerId: manager.memberId })
			ids.push(await company.addParticipant(report, { manager }))
			if (name === 'Dora') await send(report, ids.at(-1) ?? '', [2, 2, 2])
		}
		await send(manager, ids[3] ?? '', [2, 2, 2])
		await send(manager, ids[1] ?? '', [2, 2, 2])
		const list = (options: Parameters<typeof listCheckInsToDo>[1]) => listCheckInsToDo(manager.scope, options)
		const all = await list({ sort: 'name' })
		expect(all.items.map(({ memberName }) => memberName)).toEqual([
			'bea',
			'Carl 100%',
			'Dora',
			'Emil_x',
			'Åke',
		])
		expect(all.counts).toEqual({
			due: 3,
			draft: 0,
			'to-agree': 1,
			waiting: 1,
			alone: 0,
			closed: 0,
			agreed: 0,
		})
		const paged = await list({ sort: 'name', order: 'desc', page: 2, pageSize: 2 })
		expect(paged).toMatchObject({ total: 5, items: [{ memberName: 'Dora' }, { memberName: 'Carl 100%' }] })
		expect((await list({ search: '100%' })).total).toBe(1)
		expect((await list({ search: '_' })).total).toBe(1)
		expect((await list({ search: 'A' })).total).toBe(3)
		expect(await list({ stage: 'to-agree' })).toMatchObject({ total: 1, items: [{ memberName: 'Dora' }] })
		expect((await list({ rater: 'self' })).total).toBe(0)
		const neighbours = await listPairNeighbours(manager.scope, {
			participantId: ids[3] ?? '',
			cycleId: company.cycleId,
		})
		expect(neighbours).toMatchObject({
			previous: { memberName: 'Carl 100%' },
			next: { memberName: 'Emil_x' },
		})
		const stranger = await company.addMember('Stranger')
		expect(
			await listPairNeighbours(stranger.scope, { participantId: ids[3] ?? '', cycleId: company.cycleId }),
		).toEqual({ previous: null, next: null })
	})

	it('show the member the tier with the next step of each question, and the manager what changed', async () => {
		const { company, manager, member, participantId } = await sentPair()
		const before = await company.addCycle('Q3 2026', '2026-07-01', 'open')
		const earlier = await company.addParticipant(member, { manager, cycleId: before })
		await database.adminPool.query(
			`INSERT INTO outcome (account_id, participant_id, tier) VALUES ($1, $2, 2)`,
			[company.accountId, earlier],
		)
		await database.adminPool.query(
			`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`,
			[before],
		)
		expect(await getOwnNextStep(member.scope, participantId)).toBeNull()
		await agreeOutcome(manager.scope, {
			participantId,
			version: 0,
			draft: agreement([2, 4, 6]),
			idempotencyKey: newKey(),
		})
		expect(await getOwnNextStep(member.scope, participantId)).toMatchObject({
			steps: [
				{ halfSteps: 2, now: expect.any(String), next: expect.any(String) },
				{ halfSteps: 4, now: expect.any(String), next: expect.any(String) },
				{ halfSteps: 6, now: expect.any(String), next: null },
			],
		})
		expect(await getOwnNextStep(manager.scope, participantId)).toBeNull()
		expect(await listOwnOutcomes(member.scope)).toMatchObject([
			{ cycleName: 'Q4 2026', tier: 4, published: false },
			{ cycleName: 'Q3 2026', tier: 2, published: true },
		])
		expect(await listReportChanges(manager.scope)).toMatchObject([
			{ memberName: 'Sam', tier: 4, previousTier: 2, cycleName: 'Q4 2026' },
		])
		expect(await listReportChanges(member.scope)).toEqual([])
	})

	it('shows who became a manager only now what was agreed now, not what was before', async () => {
		const { company, manager, member, participantId } = await sentPair()
		const formerManager = await company.addMember('Former')
		const before = await company.addCycle('Q3 2026', '2026-07-01', 'open')
		const earlier = await company.addParticipant(member, { manager: formerManager, cycleId: before })
		await database.adminPool.query(
			`INSERT INTO outcome (account_id, participant_id, tier) VALUES ($1, $2, 2)`,
			[company.accountId, earlier],
		)
		await database.adminPool.query(
			`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`,
			[before],
		)
		await agreeOutcome(manager.scope, {
			participantId,
			version: 0,
			draft: agreement([2, 4, 6]),
			idempotencyKey: newKey(),
		})
		expect(await listReportChanges(manager.scope)).toMatchObject([
			{ memberName: 'Sam', tier: 4, previousTier: null, isFirst: false },
		])
	})
})
