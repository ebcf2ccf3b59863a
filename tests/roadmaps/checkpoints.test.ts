import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { addItem } from '#app/data/roadmaps/add-item.server.ts'
import { changeItem } from '#app/data/roadmaps/change-item.server.ts'
import { closePhase } from '#app/data/roadmaps/close-phase.server.ts'
import { closeRoadmap } from '#app/data/roadmaps/close-roadmap.server.ts'
import { discardCheckpoint } from '#app/data/roadmaps/discard-checkpoint.server.ts'
import { getCheckpoint } from '#app/data/roadmaps/get-checkpoint.server.ts'
import { holdCheckpoint } from '#app/data/roadmaps/hold-checkpoint.server.ts'
import { listCheckpoints } from '#app/data/roadmaps/list-checkpoints.server.ts'
import { saveDecisions } from '#app/data/roadmaps/save-decisions.server.ts'
import { sendMinutes } from '#app/data/roadmaps/send-minutes.server.ts'
import { startCheckpoint } from '#app/data/roadmaps/start-checkpoint.server.ts'
import { minutesMails } from '#app/mail/minutes-mails.server.ts'
import type { Minutes } from '#app/data/roadmaps/send-minutes.server.ts'
import { mailsTo } from '#tests/auth/mails-to.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { planningCompany } from './planning-company.ts'

const database = await createTestDatabase()
let company: Awaited<ReturnType<typeof planningCompany>>

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await planningCompany(database.adminPool)
})
afterAll(closeDatabase)

const once = () => ({ idempotencyKey: randomUUID() })
const now = { today: '2026-02-01', locale: 'en' }
const write = (minutes: Minutes) =>
	minutesMails(minutes, {
		account: { name: 'Company', slug: company.slug, locale: 'en' },
		baseUrl: 'https://contour.example.com',
	})

async function start(roadmapId: string) {
	const started = await startCheckpoint(company.scope, { roadmapId, ...once() })
	if (!started.ok) throw new Error(started.reason)
	return { roadmapId, checkpointId: started.checkpointId }
}
const hold = (
	of: { roadmapId: string; checkpointId: string },
	more: Partial<Parameters<typeof holdCheckpoint>[1]> = {},
) => holdCheckpoint(company.scope, { ...of, version: 1, decisions: '', locale: 'en', minutes: null, ...more })

async function finish(roadmapId: string, itemId: string) {
	const version = (await company.read(roadmapId)).items.find(({ id }) => id === itemId)?.version ?? 0
	const done = await changeItem(company.scope, { roadmapId, itemId, version, input: { state: 'done' } })
	expect(done).toMatchObject({ ok: true })
}

test('a draft follows the plan; held, it keeps what it said, and the next one begins there', async () => {
	const roadmapId = await company.addPlan()
	const [first, second] = (await company.read(roadmapId)).items.filter(({ kind }) => kind === 'deliverable')
	if (!first || !second) throw new Error('the template has deliverables')
	await finish(roadmapId, first.id)
	const checkpoint = await start(roadmapId)
	const draft = await getCheckpoint(company.scope, { ...checkpoint, ...now })
	expect(draft?.agenda).toMatchObject({ since: null, done: [{ id: first.id }] })
	expect(await hold(checkpoint, { decisions: 'Go on' })).toEqual({ ok: true, mails: 0 })
	const held = await getCheckpoint(company.scope, { ...checkpoint, ...now })
	expect(held).toMatchObject({ decisions: 'Go on', heldBy: 'Hana', minutesSentAt: null })
	expect(held?.standing.on).toBe(held?.heldOn)

	await finish(roadmapId, second.id)
	await addItem(company.scope, { roadmapId, text: 'More', phase: 'mvp', kind: 'own', ...once() })
	await closePhase(company.scope, {
		...{ roadmapId, phase: 'discovery', isSponsor: false, exception: 'No time' },
	})
	expect(await getCheckpoint(company.scope, { ...checkpoint, ...now })).toEqual(held)
	const next = await getCheckpoint(company.scope, { ...(await start(roadmapId)), ...now })
	expect(next?.agenda).toMatchObject({
		since: held?.heldOn,
		done: [{ id: second.id }],
		added: [{ text: 'More' }],
		closed: [{ phase: 'discovery', exception: 'No time' }],
		dropped: [],
	})
	const listed = await listCheckpoints(company.scope, { roadmapId })
	expect(listed.map(({ heldOn, hasDecisions }) => [heldOn, hasDecisions])).toEqual([
		[null, false],
		[held?.heldOn, true],
	])
})

test('what is held takes no change and no second holding, and stays', async () => {
	const checkpoint = await start(await company.addPlan())
	expect(await hold(checkpoint)).toMatchObject({ ok: true })
	const more = { ...checkpoint, version: 2, decisions: 'Other' }
	expect(await hold(checkpoint, more)).toEqual({ ok: false, reason: 'held' })
	expect(await saveDecisions(company.scope, more)).toEqual({ ok: false, reason: 'held' })
	expect(await discardCheckpoint(company.scope, checkpoint)).toEqual({ ok: false, reason: 'held' })
	const overwrite = withAccount(company.scope, ({ sql }) =>
		sql.query(`UPDATE roadmap_checkpoint SET standing = '{}' WHERE account_id = $1 AND id = $2`, [
			...[company.accountId, checkpoint.checkpointId],
		]),
	)
	await expect(overwrite).rejects.toThrow('checkpoint_held')
})

test('two who write decisions: the second sees what the first saved, and holding counts as writing', async () => {
	const checkpoint = await start(await company.addPlan())
	const save = (decisions: string) => saveDecisions(company.scope, { ...checkpoint, version: 1, decisions })
	const [one, other] = await Promise.all([save('Mine'), save('Yours')])
	const [lost, saved] = one.ok ? [other, 'Mine'] : [one, 'Yours']
	expect([one.ok, other.ok].toSorted()).toEqual([false, true])
	expect(lost).toEqual({ ok: false, reason: 'stale', current: { decisions: saved, version: 2 } })
	expect(await hold(checkpoint)).toMatchObject({ ok: false, reason: 'stale' })
	const both = await Promise.all([1, 2].map(() => hold(checkpoint, { version: 2, decisions: 'Both' })))
	expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true])
	const log = await database.adminPool.query<{ action: string; detail: unknown }>(
		`SELECT action, detail FROM audit_event WHERE subject_id = $1 AND detail ->> 'checkpoint' = $2 ORDER BY sequence`,
		[checkpoint.roadmapId, checkpoint.checkpointId],
	)
	expect(log.rows.map(({ action }) => action)).toEqual(
		['started', 'changed', 'held'].map((done) => `roadmap.checkpoint-${done}`),
	)
	expect(JSON.stringify(log.rows)).not.toContain(saved)
})

test('minutes go to the owner and the sponsors, once, and to nobody who can’t open the account', async () => {
	const { lead, sponsor } = company.people
	const roadmapId = await company.addPlan()
	const checkpoint = await start(roadmapId)
	const before = await mailsTo(database.adminPool, lead.email)
	expect(await hold(checkpoint, { decisions: 'Start the pilot\n\nAsk legal', minutes: write })).toEqual({
		...{ ok: true, mails: 2 },
	})
	const send = () => sendMinutes(company.scope, { ...checkpoint, write })
	expect(await Promise.all([send(), send()])).toEqual([1, 2].map(() => ({ ok: false, reason: 'sent' })))
	const [mail, ...rest] = (await mailsTo(database.adminPool, lead.email)).slice(before.length)
	expect(rest).toEqual([])
	expect(mail?.subject).toMatch(/^Read the minutes of To level 5, /)
	expect(mail?.text).toContain('Start the pilot\n\nAsk legal')
	expect(mail?.text).toContain(`/roadmaps/${roadmapId}/checkpoints/${checkpoint.checkpointId}`)
	expect(await mailsTo(database.adminPool, sponsor.email)).toHaveLength(1)

	// Held without, they can be sent later; of two who do, one does.
	const later = await start(roadmapId)
	expect(await sendMinutes(company.scope, { ...later, write })).toEqual({ ok: false, reason: 'draft' })
	await hold(later)
	await database.adminPool.query(`UPDATE member SET left_on = '2026-01-01' WHERE id = $1`, [sponsor.memberId])
	const sent = await Promise.all([1, 2].map(() => sendMinutes(company.scope, { ...later, write })))
	expect(sent.toSorted((a, b) => Number(b.ok) - Number(a.ok))).toEqual([
		{ ok: true, mails: 1 },
		{ ok: false, reason: 'sent' },
	])
	expect(await mailsTo(database.adminPool, sponsor.email)).toHaveLength(1)
})

test('a draft is started once for each form, discarded, and neither in a plan that is closed', async () => {
	const roadmapId = await company.addPlan()
	const form = once()
	const twice = await Promise.all([1, 2].map(() => startCheckpoint(company.scope, { roadmapId, ...form })))
	expect(twice[0]).toEqual(twice[1])
	const [listed, ...more] = await listCheckpoints(company.scope, { roadmapId })
	expect(more).toEqual([])
	expect((await company.read(roadmapId)).drafts).toBe(1)
	expect(await discardCheckpoint(company.scope, { roadmapId, checkpointId: listed?.id ?? '' })).toEqual({
		ok: true,
	})
	expect(await listCheckpoints(company.scope, { roadmapId })).toEqual([])
	expect((await company.read(roadmapId)).drafts).toBe(0)
	const checkpoint = await start(roadmapId)
	await closeRoadmap(company.scope, { roadmapId, close: true })
	const closed = { ok: false, reason: 'plan-closed' }
	expect(await startCheckpoint(company.scope, { roadmapId, ...once() })).toEqual(closed)
	expect(await hold(checkpoint)).toEqual(closed)
	expect(await saveDecisions(company.scope, { ...checkpoint, version: 1, decisions: 'x' })).toEqual(closed)
	expect(await discardCheckpoint(company.scope, checkpoint)).toEqual(closed)
})

test('a checkpoint is found in its own plan and account alone', async () => {
	const checkpoint = await start(await company.addPlan())
	const elsewhere = { ...checkpoint, roadmapId: await company.addPlan() }
	expect(await getCheckpoint(company.scope, { ...elsewhere, ...now })).toBeNull()
	expect(await hold(elsewhere)).toEqual({ ok: false, reason: 'gone' })
	expect(await getCheckpoint(company.scope, { ...checkpoint, checkpointId: 'new', ...now })).toBeNull()
	const other = await planningCompany(database.adminPool)
	expect(await getCheckpoint(other.scope, { ...checkpoint, ...now })).toBeNull()
	expect(await discardCheckpoint(other.scope, checkpoint)).toEqual({ ok: false, reason: 'gone' })
})
