import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { agreeOutcome } from '#app/data/agree-outcome.server.ts'
import { closeCorrection } from '#app/data/close-correction.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findParticipant } from '#app/data/find-participant.server.ts'
import { getAgreement } from '#app/data/get-agreement.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { getCorrection } from '#app/data/get-correction.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import { listCheckInsToDo } from '#app/data/list-check-ins-to-do.server.ts'
import { listOwnOutcomes } from '#app/data/list-own-outcomes.server.ts'
import { listReopenings } from '#app/data/list-reopenings.server.ts'
import { listTrainingNeeds } from '#app/data/list-training-needs.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { reopenCycle } from '#app/data/reopen-cycle.server.ts'
import { reopenParticipant } from '#app/data/reopen-participant.server.ts'
import { saveDraft } from '#app/data/save-draft.server.ts'
import { submitCheckIn } from '#app/data/submit-check-in.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import type { Role } from '#app/domain/access/policy.ts'
import type { GiveBack } from '#app/domain/cycle/give-back.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { draftOf, foundCompany, newKey, type Person } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { addSealedWebhook, deliveriesOf } from '#tests/webhooks/sealed-webhook.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

const readerOf = (role: Role) => ({ roles: [role], isMember: true, isManager: false })
let companies = 0

/** A lead with people whose pairs have agreed on a tier each, and HR and an executive who take no part. */
async function founded(tiers: readonly HalfSteps[], { publishes = true } = {}) {
	const company = await foundCompany(database.adminPool, `corrections-${++companies}`)
	const { cycleId, accountId } = company
	const hr = (await company.addMember('Hanna', { roles: ['hr'] })).scope
	const executive = (await company.addMember('Elif', { roles: ['executive'] })).scope
	const lead = await company.addMember('Lea')
	const people: (Person & { participantId: string })[] = []
	for (const [index, tier] of tiers.entries()) {
		const person = await company.addMember(`Person ${index}`, { managerId: lead.memberId })
		const participantId = await company.addParticipant(person, { manager: lead })
		people.push({ ...person, participantId })
		await send(person.scope, participantId, tier)
		await send(lead.scope, participantId, tier)
		await agree(lead.scope, participantId, tier)
	}
	await database.adminPool.query(
		`INSERT INTO target (account_id, family_id, tier, due_on) SELECT account_id, id, 6, '2027-06-30'
		 FROM role_family WHERE account_id = $1`,
		[accountId],
	)
	if (publishes) expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: true, version: 1 })
	const reopen = async (participantId: string, giveBack: GiveBack = 'both', reason = 'A wrong answer') => {
		const found = await findParticipant(hr, { cycleId, participantId })
		return reopenParticipant(hr, {
			...{ cycleId, participantId, giveBack, reason, idempotencyKey: newKey() },
			version: found?.version ?? 0,
		})
	}
	const heatmap = async (scope: AccountScope, role: Role, cycle?: string) => {
		const view = await readHeatmapView(scope, readerOf(role), { cycle })
		if (view === null || view === 'nothing') return view
		return {
			version: view.cycle.version,
			isCorrectedSince: view.cycle.isCorrectedSince,
			cells: [...view.cells],
		}
	}
	return { ...company, hr, executive, lead, people, reopen, heatmap }
}

async function send(scope: AccountScope, participantId: string, tier: HalfSteps) {
	const mine = (await getCheckInForm(scope, participantId))?.mine
	const input = { participantId, version: mine?.version ?? 0, draft: draftOf([tier, tier, tier]) }
	expect(await submitCheckIn(scope, { ...input, idempotencyKey: newKey() })).toEqual({ ok: true })
}

async function agree(scope: AccountScope, participantId: string, tier: HalfSteps) {
	const version = (await getAgreement(scope, participantId))?.outcome?.version ?? 0
	const { answers } = draftOf([tier, tier, tier])
	const draft = { usesAi: true, answers, tier: null, tierReason: null }
	expect(await agreeOutcome(scope, { participantId, version, draft, idempotencyKey: newKey() })).toEqual({
		ok: true,
	})
}

const first = <Item>(items: readonly Item[]): Item => {
	const [item] = items
	if (item === undefined) throw new Error('nothing there')
	return item
}

const mixed: HalfSteps[] = [2, 3, 4, 2, 3, 4, 5, 2]

test('one person is corrected: nothing moves before it is published, and then only for who reads everybody', async () => {
	const { hr, executive, lead, people, cycleId, reopen, heatmap } = await founded(mixed)
	const { scope: ann, participantId } = first(people)
	const everything = async () => ({
		hr: await heatmap(hr, 'hr'),
		executive: await heatmap(executive, 'executive'),
		needs: await listTrainingNeeds(hr, readerOf('hr'), {
			...{ snapshotId: (await getCycle(hr, { cycleId }))?.snapshotId ?? '', steps: 'all' },
		}),
		progress: await getCycleProgress(hr, { cycleId }),
		own: await listOwnOutcomes(ann),
	})
	const published = await everything()
	expect(published.executive).toMatchObject({ version: 1, isCorrectedSince: false })

	expect(await reopen(participantId)).toEqual({ ok: true, memberName: 'Person 0' })
	expect(await getCycle(hr, { cycleId })).toMatchObject({
		phase: 'published',
		reopenReason: 'A wrong answer',
	})
	expect((await listCheckInsToDo(ann)).items).toMatchObject([{ stage: 'draft' }])
	// Blind again until both have sent.
	await send(ann, participantId, 5)
	expect(await getAgreement(lead.scope, participantId)).toMatchObject({
		self: null,
		manager: null,
		isEarlier: true,
	})
	expect(await getCorrection(hr, { cycleId })).toMatchObject({
		...{ reopened: 1, done: 0, changed: 0, eligible: 8 },
		people: [{ reason: 'A wrong answer', standing: 'waits-for-manager', isChanged: false }],
	})
	await send(lead.scope, participantId, 5)
	await agree(lead.scope, participantId, 5)
	expect(await getCorrection(hr, { cycleId })).toMatchObject({ done: 1, changed: 1 })
	expect(await everything()).toEqual(published)
	expect(await verifySnapshots(hr)).toMatchObject({ snapshots: 1, differences: [] })

	expect(await closeCorrection(hr, { cycleId })).toEqual({ ok: false, reason: 'changed' })
	await addSealedWebhook(hr, { url: 'https://hooks.example.com' })
	expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: true, version: 2, assessed: 8 })
	expect(await deliveriesOf(database.adminPool, hr.accountId)).toMatchObject([
		{ event: 'cycle.published', data: { cycleId, version: 2 } },
	])
	expect(await verifySnapshots(hr)).toMatchObject({ snapshots: 2, differences: [] })
	expect(await heatmap(hr, 'hr')).toMatchObject({ version: 2 })
	expect((await heatmap(hr, 'hr'))?.valueOf()).not.toEqual(published.hr)
	expect(await listOwnOutcomes(ann)).toMatchObject([{ tier: 5 }])
	// Who sees groups alone keeps what they had, under its name as well; the newer one is not there for them.
	const kept = await heatmap(executive, 'executive')
	expect(kept).toEqual({ ...(published.executive as object), isCorrectedSince: true })
	expect(await heatmap(executive, 'executive', 'Q4 2026')).toEqual(kept)
	const newest = (await getCycle(hr, { cycleId }))?.snapshotId
	expect(await heatmap(executive, 'executive', newest ?? '')).toBeNull()
	expect(await heatmap(hr, 'hr', newest ?? '')).toMatchObject({ version: 2 })
	// And HR can look at the earlier one, person by person as it was.
	const [v1] = await database.adminPool
		.query<{ id: string }>(`SELECT id FROM snapshot WHERE cycle_id = $1 AND version = 1`, [cycleId])
		.then(({ rows }) => rows)
	expect(await heatmap(hr, 'hr', v1?.id)).toEqual({ ...(published.hr as object), isCorrectedSince: true })
	const options = { snapshotId: v1?.id ?? '', steps: 'all' } as const
	expect(await listTrainingNeeds(hr, readerOf('hr'), options)).toEqual(published.needs)
	expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: false, reason: 'not-running' })
	// Why stays for those who run the cycle, and is not in the log that nobody can erase.
	expect(await listReopenings(hr, { cycleId })).toMatchObject([
		{ memberName: 'Person 0', reason: 'A wrong answer', version: 2 },
	])
	const { rows: log } = await database.adminPool.query<{ detail: object }>(
		`SELECT detail FROM audit_event WHERE action = 'participant.reopened'`,
	)
	expect(log.length).toBeGreaterThan(0)
	expect(JSON.stringify(log)).not.toContain('A wrong answer')
})

test('the whole cycle is corrected: everybody sees the version in which enough people differ', async () => {
	const { hr, executive, lead, people, cycleId, reopen, heatmap } = await founded(mixed)
	// One first, which only HR is shown; then all of them, counted from what the others were shown last.
	const one = first(people)
	await reopen(one.participantId, 'agreement')
	await agree(lead.scope, one.participantId, 5)
	expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: true, version: 2 })
	expect(await heatmap(executive, 'executive')).toMatchObject({ version: 1 })

	const all = {
		cycleId,
		giveBack: 'agreement',
		reason: 'Calibrated wrongly',
		idempotencyKey: newKey(),
	} as const
	expect(await reopenCycle(hr, all)).toEqual({ ok: true, participants: 8 })
	expect(await reopenCycle(hr, all)).toEqual({ ok: true, participants: 8 })
	for (const [index, { participantId }] of people.entries()) {
		const tier = mixed[index] ?? 2
		await agree(lead.scope, participantId, (tier < 6 ? tier + 1 : 2) as HalfSteps)
	}
	expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: true, version: 3 })
	expect(await heatmap(executive, 'executive')).toMatchObject({ version: 3, isCorrectedSince: false })
	expect(await verifySnapshots(hr)).toMatchObject({ snapshots: 3, differences: [] })
	// A lead who sees all of them is told nothing by the difference.
	const view = await readHeatmapView(lead.scope, { roles: ['member'], isMember: true, isManager: true }, {})
	expect(view).toMatchObject({ cycle: { version: 3 } })
})

test('a version that is safe for who sees nobody is kept from a manager who knows all of the changed but one', async () => {
	const { hr, executive, people, cycleId, lead, addMember, accountId, ...rest } = await founded(mixed, {
		publishes: false,
	})
	// Another manager has six of the eight: of whom they do not see, two change.
	const other = await addMember('Otto')
	for (const { participantId } of people.slice(0, 6)) {
		await database.adminPool.query(`UPDATE participant SET manager_id = $2 WHERE id = $1`, [
			participantId,
			other.memberId,
		])
	}
	await publishCycle(hr, { cycleId })
	await reopenCycle(hr, { cycleId, giveBack: 'agreement', reason: 'All', idempotencyKey: newKey() })
	for (const [index, { participantId }] of people.entries()) {
		await agree(index < 6 ? other.scope : lead.scope, participantId, ((mixed[index] ?? 2) + 1) as HalfSteps)
	}
	await publishCycle(hr, { cycleId })
	const manager = { roles: ['member'], isMember: true, isManager: true } as const
	expect(await rest.heatmap(executive, 'executive')).toMatchObject({ version: 2 })
	expect(await readHeatmapView(other.scope, manager, {})).toMatchObject({
		cycle: { version: 1, isCorrectedSince: true },
	})
	expect(await readHeatmapView(lead.scope, manager, {})).toMatchObject({ cycle: { version: 2 } })
})

describe('what is given back and not sent anew', () => {
	test('counts as it was sent, when the correction is closed', async () => {
		const { hr, people, lead, cycleId, reopen } = await founded([2, 3, 4])
		const { scope, participantId } = first(people)
		const before = await getAgreement(lead.scope, participantId)
		await reopen(participantId, 'self')
		const mine = (await getCheckInForm(scope, participantId))?.mine
		await saveDraft(scope, {
			participantId,
			version: mine?.version ?? 0,
			draft: draftOf([6, 6, null], { note: 'Half done', evidenceUrl: 'https://example.com/new' }),
		})
		expect(await publishCycle(hr, { cycleId })).toEqual({ ok: false, reason: 'unchanged' })
		expect(await getCycle(hr, { cycleId })).toMatchObject({ snapshotId: expect.any(String) })
		expect(await closeCorrection(hr, { cycleId })).toEqual({ ok: true })
		expect(await closeCorrection(hr, { cycleId })).toEqual({ ok: false, reason: 'not-corrected' })
		const after = await getAgreement(lead.scope, participantId)
		const said = (of: typeof before) => ({ ...of?.self, version: 0, updatedAt: null })
		expect(said(after)).toEqual(said(before))
		expect(after?.pair.reopenedAt).toBeNull()
		expect(await getCheckInForm(scope, participantId)).toMatchObject({ lock: 'sent' })
	})

	test('leaves what was agreed, when a cycle that runs is published', async () => {
		const { hr, people, lead, cycleId, reopen, accountId } = await founded([2, 3, 4], { publishes: false })
		const [ann, bob] = people
		if (!ann || !bob) throw new Error('nobody')
		await reopen(ann.participantId, 'self')
		await reopen(bob.participantId)
		expect(await getCycle(hr, { cycleId })).toMatchObject({ reopenedAt: null })
		expect((await getCycleProgress(hr, { cycleId })).total).toMatchObject({
			...{ agreed: 1, 'waits-for-self': 1, 'waits-for-both': 1 },
		})
		await send(bob.scope, bob.participantId, 6)
		await send(lead.scope, bob.participantId, 6)
		await agree(lead.scope, bob.participantId, 6)
		expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: true, version: 1, assessed: 3 })
		const { rows } = await database.adminPool.query(
			`SELECT tier, reopened_at FROM participant WHERE account_id = $1 ORDER BY tier`,
			[accountId],
		)
		expect(rows).toEqual([2, 4, 6].map((tier) => ({ tier, reopened_at: null })))
		expect(await getCheckInForm(ann.scope, ann.participantId)).toMatchObject({ lock: 'sent' })
		expect(await verifySnapshots(hr)).toMatchObject({ differences: [] })
	})
})

test('a single rater’s result is renewed from what was sent anew, and nobody else’s', async () => {
	const { hr, addMember, addParticipant, cycleId, reopen } = await founded([2, 3], { publishes: false })
	const alone = await addMember('Alone')
	const also = await addMember('Also alone')
	const participantId = await addParticipant(alone)
	await send(alone.scope, participantId, 3)
	await send(also.scope, await addParticipant(also), 3)
	await publishCycle(hr, { cycleId })
	await reopen(participantId, 'self')
	await send(alone.scope, participantId, 5)
	expect(await getCorrection(hr, { cycleId })).toMatchObject({
		changed: 1,
		people: [{ standing: 'single-rater' }],
	})
	expect(await publishCycle(hr, { cycleId })).toMatchObject({
		ok: true,
		version: 2,
		singleRater: 1,
		assessed: 4,
	})
	expect(await listOwnOutcomes(alone.scope)).toMatchObject([{ tier: 5, singleRater: 'self' }])
	expect(await listOwnOutcomes(also.scope)).toMatchObject([{ tier: 3, singleRater: 'self' }])
	expect(await verifySnapshots(hr)).toMatchObject({ snapshots: 2, differences: [] })
})

test('refusals: what cannot be reopened, and a form that came too late', async () => {
	const { hr, people, cycleId, addCycle } = await founded([2, 3, 4])
	const [ann] = people
	const participantId = ann?.participantId ?? ''
	const form = { cycleId, participantId, giveBack: 'self', reason: 'x' } as const
	const late = { ...form, version: 99, idempotencyKey: newKey() }
	expect(await reopenParticipant(hr, late)).toEqual({ ok: false, reason: 'conflict' })
	expect(await reopenParticipant(hr, { ...late, participantId: cycleId })).toEqual({
		ok: false,
		reason: 'gone',
	})
	const draft = await addCycle('Q1 2027', '2027-01-01', 'draft')
	expect(await reopenParticipant(hr, { ...late, cycleId: draft })).toEqual({ ok: false, reason: 'draft' })
	const all = { giveBack: 'both', reason: 'x', idempotencyKey: newKey() } as const
	expect(await reopenCycle(hr, { ...all, cycleId: draft })).toEqual({
		...{ ok: false, reason: 'not-published', phase: 'draft' },
	})
	expect(await closeCorrection(hr, { cycleId })).toEqual({ ok: false, reason: 'not-corrected' })
})
