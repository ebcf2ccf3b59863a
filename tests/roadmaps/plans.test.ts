import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { addComment } from '#app/data/roadmaps/add-comment.server.ts'
import { addEvidence } from '#app/data/roadmaps/add-evidence.server.ts'
import { addItem } from '#app/data/roadmaps/add-item.server.ts'
import { addRoadmap } from '#app/data/roadmaps/add-roadmap.server.ts'
import { approveOutcome } from '#app/data/roadmaps/approve-outcome.server.ts'
import { changeItem } from '#app/data/roadmaps/change-item.server.ts'
import { changeRoadmap } from '#app/data/roadmaps/change-roadmap.server.ts'
import { closePhase } from '#app/data/roadmaps/close-phase.server.ts'
import { closeRoadmap } from '#app/data/roadmaps/close-roadmap.server.ts'
import { getRoadmapItem } from '#app/data/roadmaps/get-roadmap-item.server.ts'
import { listOwnTemplates } from '#app/data/roadmaps/list-own-templates.server.ts'
import { moveItem } from '#app/data/roadmaps/move-item.server.ts'
import { moveSchedule } from '#app/data/roadmaps/move-schedule.server.ts'
import { removeEvidence } from '#app/data/roadmaps/remove-evidence.server.ts'
import { removeTemplate } from '#app/data/roadmaps/remove-template.server.ts'
import { saveTemplate } from '#app/data/roadmaps/save-template.server.ts'
import { setItemNeeds } from '#app/data/roadmaps/set-item-needs.server.ts'
import { moveEnd, moveStart, schedulePhases } from '#app/domain/roadmap/phase.ts'
import { addSealedWebhook } from '#tests/webhooks/sealed-webhook.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { planningCompany, template } from './planning-company.ts'

const database = await createTestDatabase()
let company: Awaited<ReturnType<typeof planningCompany>>

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await planningCompany(database.adminPool)
})
afterAll(closeDatabase)

const once = () => ({ idempotencyKey: randomUUID() })
const itemsOf = async (roadmapId: string, phase: string) =>
	(await company.read(roadmapId)).items.filter((item) => item.phase === phase)

describe('a plan', () => {
	test('begins with the phases and items of its template, once for each form', async () => {
		const roadmap = await company.read(await company.addPlan())
		expect(roadmap.phases.map(({ key, startsOn, endsOn }) => [key, startsOn, endsOn])).toEqual([
			['discovery', '2026-01-05', '2026-01-18'],
			['mvp', '2026-01-19', '2026-04-04'],
			['hardening', '2026-04-05', '2026-07-04'],
			['scaling', '2026-07-05', '2027-01-04'],
		])
		expect(roadmap.items.map(({ text }) => text)).toEqual(
			template.phases.flatMap(({ items }) => items.map(({ text }) => text)),
		)
		expect(roadmap).toMatchObject({ team: { name: 'Checkout' }, owner: { name: 'Lena' }, state: 'active' })
		expect(roadmap.sponsors.map(({ name }) => name)).toEqual(['Sam'])
	})

	test('is changed by version: who comes second sees what the first saved, and nothing is lost', async () => {
		const roadmapId = await company.addPlan()
		const { version } = await company.read(roadmapId)
		const head = { name: 'Renamed', startLevel: 2, targetLevel: 4, ownerId: null, sponsorIds: [] }
		expect(await changeRoadmap(company.scope, { roadmapId, version, head })).toEqual({
			ok: true,
			changed: true,
		})
		const second = await changeRoadmap(company.scope, { roadmapId, version, head: { ...head, name: 'Mine' } })
		expect(second).toMatchObject({ ok: false, reason: 'stale', current: { name: 'Renamed', targetLevel: 4 } })
		expect(await company.read(roadmapId)).toMatchObject({ name: 'Renamed', owner: null, sponsors: [] })
	})

	test('has no sponsor who named themselves because they lead its team; whom somebody else named stays', async () => {
		const roadmapId = await company.addPlan()
		const { lead, sponsor } = company.people
		const name = async (scope: typeof company.scope, sponsorIds: string[]) => {
			const { version } = await company.read(roadmapId)
			const head = { name: `${sponsorIds.length}`, startLevel: 2, targetLevel: 5, ownerId: null, sponsorIds }
			return changeRoadmap(scope, { roadmapId, version, head })
		}
		const both = [sponsor.memberId, lead.memberId]
		expect(await name(lead.scope, both)).toEqual({ ok: false, reason: 'own-sponsor' })
		expect((await company.read(roadmapId)).sponsors).toHaveLength(1)
		const begun = await addRoadmap(lead.scope, {
			input: {
				...{ name: 'Mine', teamId: company.team, withBelow: false, startLevel: 2, targetLevel: 5 },
				...{ ownerId: null, sponsorIds: [lead.memberId] },
			},
			...{ template, phases: schedulePhases('2026-01-05'), startsOn: '2026-01-05', ...once() },
		})
		expect(begun).toEqual({ ok: false, reason: 'own-sponsor' })
		expect(await name(company.scope, both)).toMatchObject({ ok: true })
		expect(await name(lead.scope, [lead.memberId])).toMatchObject({ ok: true })
		// Out is out: then it takes somebody else again.
		expect(await name(lead.scope, [])).toMatchObject({ ok: true })
		expect(await name(lead.scope, [lead.memberId])).toEqual({ ok: false, reason: 'own-sponsor' })
		// HR edits every plan, and closes by their own name.
		expect(await name(company.scope, [company.people.hr.memberId])).toMatchObject({ ok: true })
	})

	test('is closed and opened again; in between nothing in it changes, and comments are taken', async () => {
		const roadmapId = await company.addPlan()
		const [item] = await itemsOf(roadmapId, 'discovery')
		expect(await closeRoadmap(company.scope, { roadmapId, close: true })).toBe(true)
		const change = { roadmapId, itemId: item?.id ?? '', version: 1, input: { weight: 3 } }
		expect(await changeItem(company.scope, change)).toEqual({ ok: false, reason: 'plan-closed' })
		const head = { name: 'Renamed', startLevel: 2, targetLevel: 4, ownerId: null, sponsorIds: [] }
		const rename = { roadmapId, version: (await company.read(roadmapId)).version, head }
		expect(await changeRoadmap(company.scope, rename)).toEqual({ ok: false, reason: 'plan-closed' })
		const comment = { roadmapId, itemId: change.itemId, text: 'A pity', ...once() }
		expect(await addComment(company.scope, comment)).toBe(true)
		expect(await closeRoadmap(company.scope, { roadmapId, close: false })).toBe(true)
		expect(await changeItem(company.scope, change)).toEqual({ ok: true, changed: true })
	})

	test('moves with what is due in it, as it was previewed', async () => {
		const roadmapId = await company.addPlan()
		const [item] = await itemsOf(roadmapId, 'mvp')
		const input = { dueOn: '2026-02-01' }
		await changeItem(company.scope, { roadmapId, itemId: item?.id ?? '', version: 1, input })
		const before = await company.read(roadmapId)
		const phases = moveStart(before.phases, '2026-01-12')
		const move = { roadmapId, version: before.version, phases }
		expect(await moveSchedule(company.scope, move)).toEqual({ ok: true, changed: true })
		const after = await company.read(roadmapId)
		expect(after.startsOn).toBe('2026-01-12')
		expect(after.phases.map(({ endsOn }) => endsOn)).toEqual(phases.map(({ endsOn }) => endsOn))
		expect(after.items.find(({ id }) => id === item?.id)?.dueOn).toBe('2026-02-08')
		expect(await moveSchedule(company.scope, move)).toMatchObject({ ok: false, reason: 'stale' })
		const later = moveEnd(after.phases, 'discovery', '2026-01-31')
		if (!later.ok) throw new Error(later.reason)
		await moveSchedule(company.scope, { roadmapId, version: after.version, phases: later.phases })
		expect((await company.read(roadmapId)).phases[1]?.startsOn).toBe('2026-02-01')
	})

	test('is saved as a template, which replaces one of the same name where that is asked for', async () => {
		const roadmapId = await company.addPlan()
		const save = (replace: boolean) => saveTemplate(company.scope, { roadmapId, name: 'Ours', replace })
		expect(await save(false)).toEqual({ ok: true, replaced: false })
		const [item] = await itemsOf(roadmapId, 'discovery')
		const input = { text: 'Something else' }
		await changeItem(company.scope, { roadmapId, itemId: item?.id ?? '', version: 1, input })
		expect(await save(false)).toEqual({ ok: false, reason: 'exists' })
		expect(await save(true)).toEqual({ ok: true, replaced: true })
		const [own, ...more] = await listOwnTemplates(company.scope)
		expect(more).toEqual([])
		expect(own).toMatchObject({ name: 'Ours', origin: 'account', lens: 'ai-coding-level' })
		expect(own?.phases[0]?.items[0]?.text).toBe('Something else')
		// Its items keep the keys of the framework's entries.
		const keys = (of: typeof template.phases) => of.flatMap(({ items }) => items.map(({ key }) => key))
		expect(keys(own?.phases ?? [])).toEqual(keys(template.phases))
		const long = { roadmapId, phase: 'mvp', kind: 'deliverable', text: 'x'.repeat(301), ...once() } as const
		await addItem(company.scope, long)
		expect(await save(true)).toEqual({ ok: false, reason: 'long-texts', texts: [long.text] })
		expect(await removeTemplate(company.scope, { templateId: own?.id ?? '' })).toBe(true)
		expect(await listOwnTemplates(company.scope)).toEqual([])
	})
})

describe('an item', () => {
	test('is added, changed and dropped, with its history', async () => {
		const roadmapId = await company.addPlan()
		const new_ = { roadmapId, phase: 'mvp', kind: 'own', text: 'Buy a license', ...once() } as const
		const added = await addItem(company.scope, new_)
		expect(await addItem(company.scope, new_)).toEqual(added)
		if (!added.ok) throw new Error(added.reason)
		const { itemId } = added
		const input = { state: 'done', weight: 4, ownerId: company.people.member.memberId } as const
		expect(await changeItem(company.scope, { roadmapId, itemId, version: 1, input })).toEqual({
			ok: true,
			changed: true,
		})
		const done = await getRoadmapItem(company.scope, { roadmapId, itemId })
		expect(done).toMatchObject({ state: 'done', weight: 4, ownerName: 'Mona', version: 2 })
		expect(done?.doneOn).not.toBeNull()
		await changeItem(company.scope, { roadmapId, itemId, version: 2, input: { state: 'dropped' } })
		const item = await getRoadmapItem(company.scope, { roadmapId, itemId })
		expect(item).toMatchObject({ state: 'dropped', doneOn: null })
		expect(item?.history.map(({ field, from, to, by }) => [field, from, to, by])).toEqual(
			expect.arrayContaining([
				['added', null, 'Buy a license', 'Hana'],
				['state', 'todo', 'done', 'Hana'],
				['weight', '1', '4', 'Hana'],
				['owner', null, 'Mona', 'Hana'],
				['state', 'done', 'dropped', 'Hana'],
			]),
		)
		expect(item?.history).toHaveLength(5)
	})

	test('that two change at once keeps what the first saved', async () => {
		const roadmapId = await company.addPlan()
		const [item] = await itemsOf(roadmapId, 'mvp')
		const change = (weight: number) =>
			changeItem(company.scope, { roadmapId, itemId: item?.id ?? '', version: 1, input: { weight } })
		const answers = await Promise.all([change(2), change(3)])
		expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
		const [kept] = (await itemsOf(roadmapId, 'mvp')).map(({ weight }) => weight)
		expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'stale', current: { weight: kept } })
	})

	test('goes to a place in its phase or another', async () => {
		const roadmapId = await company.addPlan()
		const [first, second, third] = await itemsOf(roadmapId, 'mvp')
		const ids = async (phase: string) => (await itemsOf(roadmapId, phase)).map(({ id }) => id)
		const move = (itemId: string | undefined, to: { phase: 'mvp' | 'hardening'; beforeId: string | null }) =>
			moveItem(company.scope, { roadmapId, itemId: itemId ?? '', version: 1, ...to })
		await move(third?.id, { phase: 'mvp', beforeId: first?.id ?? '' })
		expect((await ids('mvp')).slice(0, 3)).toEqual([third?.id, first?.id, second?.id])
		// Its place is in nobody's way.
		expect((await itemsOf(roadmapId, 'mvp'))[0]?.version).toBe(1)
		const [other] = await ids('hardening')
		await move(first?.id, { phase: 'hardening', beforeId: other ?? null })
		expect((await ids('hardening'))[0]).toBe(first?.id)
		expect(await ids('mvp')).not.toContain(first?.id)
		expect(await move(first?.id, { phase: 'mvp', beforeId: null })).toMatchObject({
			ok: false,
			reason: 'stale',
		})
	})

	test('waits for others, without a loop', async () => {
		const roadmapId = await company.addPlan()
		const [a, b, c] = (await itemsOf(roadmapId, 'mvp')).map(({ id }) => id)
		const needs = (itemId: string | undefined, needsId: string | undefined, on = true) =>
			setItemNeeds(company.scope, { roadmapId, itemId: itemId ?? '', needsId: needsId ?? '', needs: on })
		expect(await needs(a, b)).toEqual({ ok: true, changed: true })
		expect(await needs(b, c)).toEqual({ ok: true, changed: true })
		expect(await needs(c, a)).toMatchObject({ ok: false, reason: 'loop' })
		expect(await needs(a, a)).toMatchObject({ ok: false, reason: 'loop' })
		const finish = (itemId: string | undefined) =>
			changeItem(company.scope, { roadmapId, itemId: itemId ?? '', version: 1, input: { state: 'done' } })
		expect(await finish(a)).toMatchObject({ ok: false, reason: 'needs-open' })
		expect(await needs(a, b, false)).toEqual({ ok: true, changed: true })
		expect(await finish(a)).toEqual({ ok: true, changed: true })
	})

	test('that is an outcome is met by an approved note, and by nobody’s hand', async () => {
		const roadmapId = await company.addPlan()
		const outcome = (await itemsOf(roadmapId, 'mvp')).find(({ kind }) => kind === 'outcome')
		const itemId = outcome?.id ?? ''
		const change = (version: number, input: Parameters<typeof changeItem>[1]['input']) =>
			changeItem(company.scope, { roadmapId, itemId, version, input })
		expect(await change(1, { state: 'done' })).toEqual({ ok: false, reason: 'outcome-by-rule' })
		const approve = (version: number) =>
			approveOutcome(company.people.sponsor.scope, { roadmapId, itemId, version, note: 'Seen in production' })
		expect(await approve(1)).toEqual({ ok: false, reason: 'by-metric' })
		await change(1, { outcome: { by: 'note' } })
		expect(await approve(2)).toEqual({ ok: true })
		const done = await getRoadmapItem(company.scope, { roadmapId, itemId })
		expect(done).toMatchObject({ state: 'done', approvalNote: 'Seen in production', approvedBy: 'Sam' })
		// What the note said holds for nothing else.
		await change(3, { outcome: null })
		expect(await getRoadmapItem(company.scope, { roadmapId, itemId })).toMatchObject({
			...{ state: 'doing', approvalNote: null },
		})
	})
})

test('what is done and becomes an outcome has to be met anew', async () => {
	const roadmapId = await company.addPlan()
	const [item] = await itemsOf(roadmapId, 'mvp')
	const of = { roadmapId, itemId: item?.id ?? '' }
	await changeItem(company.scope, { ...of, version: 1, input: { state: 'done' } })
	await changeItem(company.scope, { ...of, version: 2, input: { kind: 'outcome' } })
	expect(await getRoadmapItem(company.scope, of)).toMatchObject({ kind: 'outcome', state: 'doing' })
})

describe('a gate', () => {
	const finishPhase = async (roadmapId: string, phase: string) => {
		for (const item of await itemsOf(roadmapId, phase)) {
			const { id: itemId, version } = item
			if (item.kind === 'outcome') {
				await changeItem(company.scope, { roadmapId, itemId, version, input: { outcome: { by: 'note' } } })
				await approveOutcome(company.scope, { roadmapId, itemId, version: version + 1, note: 'Met' })
			} else {
				await addEvidence(company.scope, { roadmapId, itemId, note: 'See there', url: null, ...once() })
				await changeItem(company.scope, { roadmapId, itemId, version, input: { state: 'done' } })
			}
		}
	}
	const close = (
		roadmapId: string,
		phase: 'discovery' | 'mvp',
		exception: string | null = null,
		isSponsor = true,
	) => closePhase(company.people.sponsor.scope, { roadmapId, phase, isSponsor, exception })

	test('is refused while something is missing, passed by a sponsor once all is there, and then nothing changes', async () => {
		const roadmapId = await company.addPlan()
		expect(await close(roadmapId, 'discovery')).toMatchObject({ ok: false, reason: 'obstacles' })
		await finishPhase(roadmapId, 'discovery')
		expect(await close(roadmapId, 'discovery', null, false)).toEqual({ ok: false, reason: 'no-sponsor' })
		expect(await close(roadmapId, 'discovery')).toEqual({ ok: true, byException: false })
		const [item] = await itemsOf(roadmapId, 'discovery')
		const of = { roadmapId, itemId: item?.id ?? '' }
		const closed = { ok: false, reason: 'phase-closed' }
		const input = { state: 'todo' } as const
		expect(await changeItem(company.scope, { ...of, version: item?.version ?? 0, input })).toEqual(closed)
		const removal = { ...of, evidenceId: randomUUID() }
		expect(await removeEvidence(company.scope, removal)).toEqual(closed)
		const added = { roadmapId, phase: 'discovery', kind: 'own', text: 'More', ...once() } as const
		expect(await addItem(company.scope, added)).toEqual(closed)
		expect(await close(roadmapId, 'discovery')).toEqual({ ok: false, reason: 'closed-already' })
	})

	test('comes in the order of the phases, and lets through by an exception that is kept', async () => {
		const roadmapId = await company.addPlan()
		expect(await close(roadmapId, 'mvp', 'We hurry')).toMatchObject({ reason: 'earlier-phase-open' })
		expect(await close(roadmapId, 'discovery', 'We hurry', false)).toEqual({ ok: true, byException: true })
		expect((await company.read(roadmapId)).phases[0]).toMatchObject({ exception: 'We hurry' })
	})
})

test('every change is in the audit log and told to webhooks, by ids alone', async () => {
	const webhook = await addSealedWebhook(company.scope, {
		url: 'https://hooks.example.com',
		events: ['roadmap.changed'],
	})
	const roadmapId = await company.addPlan()
	const [item] = await itemsOf(roadmapId, 'mvp')
	const itemId = item?.id ?? ''
	await changeItem(company.scope, { roadmapId, itemId, version: 1, input: { text: 'A secret' } })
	await changeItem(company.scope, { roadmapId, itemId, version: 2, input: { text: 'Another secret' } })
	const told = await database.adminPool.query<{ data: unknown }>(
		`SELECT data FROM webhook_delivery WHERE webhook_id = $1 AND data ->> 'roadmapId' = $2 ORDER BY data -> 'number'`,
		[webhook.id, roadmapId],
	)
	expect(told.rows.map(({ data }) => data)).toEqual([
		{ roadmapId, change: 'added', number: 1 },
		{ roadmapId, change: 'item-changed', number: 2 },
		{ roadmapId, change: 'item-changed', number: 3 },
	])
	const log = await database.adminPool.query<{ action: string; detail: unknown }>(
		`SELECT action, detail FROM audit_event WHERE subject_id = $1 ORDER BY sequence`,
		[roadmapId],
	)
	expect(log.rows.map(({ action }) => action)).toEqual([
		'roadmap.added',
		'roadmap.item-changed',
		'roadmap.item-changed',
	])
	expect(JSON.stringify(log.rows)).not.toContain('secret')
})
