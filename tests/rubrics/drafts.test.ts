import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { addLateJoiner } from '#app/data/add-late-joiner.server.ts'
import { addRubricFamily } from '#app/data/add-rubric-family.server.ts'
import { countOpening } from '#app/data/count-opening.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { deleteRoleFamily } from '#app/data/delete-role-family.server.ts'
import { discardRubricDraft } from '#app/data/discard-rubric-draft.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { fingerprintFamily } from '#app/data/fingerprint-family.server.ts'
import { getCheckInForm } from '#app/data/get-check-in-form.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { listRoleFamilies } from '#app/data/list-role-families.server.ts'
import { listRubricVersions } from '#app/data/list-rubric-versions.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishRubricDraft } from '#app/data/publish-rubric-draft.server.ts'
import { readRubricDraft } from '#app/data/read-rubric-draft.server.ts'
import { removeRubricFamily } from '#app/data/remove-rubric-family.server.ts'
import { saveRubricFamily } from '#app/data/save-rubric-family.server.ts'
import { saveRubricHead } from '#app/data/save-rubric-head.server.ts'
import { startRubricDraft } from '#app/data/start-rubric-draft.server.ts'
import type { FamilyDraft } from '#app/domain/framework/rubric-draft.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { newCompany } from '#tests/auth/new-company.ts'
import { foundCompany } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { ownFamily } from './drafts.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const builtIn = skillProgressionMap.rubric
const { key } = builtIn

const found = () => newCompany({ roles: ['owner', 'hr'], content: builtInContent })
async function draftOf(scope: AccountScope) {
	const draft = await readRubricDraft(scope, { key })
	if (!draft) throw new Error('no draft')
	return draft
}
async function start(scope: AccountScope) {
	const [newest] = await listRubricVersions(scope, { key })
	return startRubricDraft(scope, { key, frameworkVersionId: newest?.id ?? '' })
}
async function familyOf(scope: AccountScope, familyKey: string): Promise<FamilyDraft> {
	const family = (await draftOf(scope)).draft.families.find((one) => one.key === familyKey)
	if (!family) throw new Error(`no family ${familyKey}`)
	return family
}
async function save(
	scope: AccountScope,
	familyKey: string,
	change: (family: FamilyDraft) => FamilyDraft,
	seen?: FamilyDraft,
) {
	const fingerprint = fingerprintFamily(seen ?? (await familyOf(scope, familyKey)))
	return saveRubricFamily(scope, { key, builtIn, familyKey, seen: fingerprint, change })
}
const publish = async (scope: AccountScope, revision?: number) =>
	publishRubricDraft(scope, { key, builtIn, revision: revision ?? (await draftOf(scope)).revision })
const reword =
	(text: string) =>
	(family: FamilyDraft): FamilyDraft => ({
		...family,
		questions: family.questions.map((question, index) => (index === 0 ? { ...question, text } : question)),
	})

describe('a draft', () => {
	test('is a copy of a published version, one at a time, and changes nothing that is asked', async () => {
		const { owner } = await found()
		const [first, second] = await Promise.all([start(owner.scope), start(owner.scope)])
		expect([first, second].filter(({ ok }) => ok)).toHaveLength(1)
		expect([first, second]).toContainEqual({ ok: false, reason: 'exists' })
		const { draft, version, published } = await draftOf(owner.scope)
		expect(version).toBe(2)
		expect({ ...draft, version: 1 }).toEqual(builtIn)
		expect(published).toEqual(builtIn)
		expect(await save(owner.scope, 'sales', reword('Ours?'))).toEqual({ ok: true, changed: true })
		expect((await findPublishedRubric(owner.scope, key))?.rubric).toEqual(builtIn)
		const other = await found()
		expect(await readRubricDraft(other.owner.scope, { key })).toBeNull()
		expect(
			await startRubricDraft(other.owner.scope, {
				key,
				frameworkVersionId: first.ok ? first.draftId : '00000000-0000-4000-8000-000000000000',
			}),
		).toEqual({ ok: false, reason: 'gone' })
	})

	test('two editors of one family: the later sees what the first wrote; of two families neither is in the way', async () => {
		const { owner } = await found()
		await start(owner.scope)
		const seen = await familyOf(owner.scope, 'sales')
		const design = await familyOf(owner.scope, 'design')
		expect(await save(owner.scope, 'sales', reword('First?'))).toEqual({ ok: true, changed: true })
		expect(await save(owner.scope, 'design', reword('Beside?'), design)).toEqual({ ok: true, changed: true })
		const stale = await save(owner.scope, 'sales', reword('Second?'), seen)
		if (stale.ok || stale.reason !== 'stale') throw new Error('not stale')
		expect(stale.current.questions[0]?.text).toBe('First?')
		expect((await familyOf(owner.scope, 'sales')).questions[0]?.text).toBe('First?')
		expect(
			await saveRubricFamily(owner.scope, {
				key,
				builtIn,
				familyKey: 'sales',
				seen: stale.fingerprint,
				change: reword('Second?'),
			}),
		).toEqual({ ok: true, changed: true })
		// The same words again are no conflict, whatever was seen.
		expect(await save(owner.scope, 'sales', reword('Second?'), seen)).toEqual({ ok: true, changed: false })
		const head = { title: 'Ours', description: 'About us' }
		const before = (await draftOf(owner.scope)).draft
		expect(await saveRubricHead(owner.scope, { key, builtIn, seen: before, head })).toEqual({
			ok: true,
			changed: true,
		})
		const late = await saveRubricHead(owner.scope, {
			key,
			builtIn,
			seen: before,
			head: { ...head, title: 'Mine' },
		})
		expect(late).toEqual({ ok: false, reason: 'stale', current: head })
	})

	test('is published as it was seen, when nothing is missing and something is different', async () => {
		const { owner, accountId } = await found()
		await start(owner.scope)
		expect(await publish(owner.scope)).toEqual({ ok: false, reason: 'unchanged' })
		const { revision } = await draftOf(owner.scope)
		await save(owner.scope, 'sales', reword(''))
		expect(await publish(owner.scope, revision)).toEqual({ ok: false, reason: 'stale' })
		expect(await discardRubricDraft(owner.scope, { key, revision })).toEqual({ ok: false, reason: 'stale' })
		const incomplete = await publish(owner.scope)
		expect(incomplete).toMatchObject({
			ok: false,
			reason: 'incomplete',
			problems: [{ familyKey: 'sales', questionNumber: 1, field: 'text' }],
		})
		expect(await listRubricVersions(owner.scope, { key })).toHaveLength(1)
		await save(owner.scope, 'sales', reword('What do you sell with?'))
		const last = (await draftOf(owner.scope)).revision
		const both = await Promise.all([publish(owner.scope, last), publish(owner.scope, last)])
		expect(both.filter(({ ok }) => ok)).toEqual([{ ok: true, version: 2, cycles: [] }])
		expect(both).toContainEqual({ ok: false, reason: 'gone' })
		const versions = await listRubricVersions(owner.scope, { key })
		expect(versions).toMatchObject([
			{ version: 2, families: 5, questions: 15, ownQuestions: 1 },
			{ version: 1, families: 5, questions: 15, ownQuestions: 0 },
		])
		const published = (await findPublishedRubric(owner.scope, key))?.rubric
		expect(published?.version).toBe(2)
		expect(published?.source).toEqual(builtIn.source)
		const frozen = database.adminPool.query(
			`UPDATE framework_version SET title = 'New' WHERE account_id = $1 AND version = 2`,
			[accountId],
		)
		await expect(frozen).rejects.toThrow('framework_version_published')
		const log = await database.adminPool.query(
			`SELECT action FROM audit_event WHERE account_id = $1 AND subject = 'framework' ORDER BY sequence`,
			[accountId],
		)
		expect(log.rows.map(({ action }) => action)).toEqual(['framework.draft-started', 'framework.published'])
	})
})

describe('a family of the account’s own', () => {
	test('is made with its role family or chosen, asked once it is published, and stays while the map asks it', async () => {
		const { owner, accountId } = await found()
		await start(owner.scope)
		const of = { key, builtIn, family: { name: 'Finance' }, idempotencyKey: randomUUID() }
		const [one, again] = await Promise.all([
			addRubricFamily(owner.scope, of),
			addRubricFamily(owner.scope, of),
		])
		expect(one).toEqual({ ok: true, familyKey: 'own-finance' })
		expect(again).toEqual(one)
		expect(await addRubricFamily(owner.scope, { ...of, idempotencyKey: randomUUID() })).toEqual({
			ok: false,
			reason: 'taken',
		})
		const role = (await listRoleFamilies(owner.scope)).find(({ name }) => name === 'Finance')
		expect(role).toMatchObject({ hasQuestions: false, isUsed: true })
		expect(await publish(owner.scope)).toMatchObject({ ok: false, reason: 'incomplete' })
		await save(owner.scope, 'own-finance', (family) => ({
			...ownFamily('own-finance', family.name),
			key: family.key,
		}))
		const member = await database.adminPool.query<{ id: string }>(
			`INSERT INTO member (account_id, name, family_id) VALUES ($1, 'Fina', $2) RETURNING id`,
			[accountId, role?.id],
		)
		expect((await countOpening(owner.scope, { endsOn: '2026-12-31' })).participants).toBe(0)
		expect(await publish(owner.scope)).toMatchObject({ ok: true, version: 2 })
		expect((await countOpening(owner.scope, { endsOn: '2026-12-31' })).participants).toBe(1)
		expect((await listRoleFamilies(owner.scope)).find(({ name }) => name === 'Finance')).toMatchObject({
			hasQuestions: true,
		})

		await start(owner.scope)
		expect(await removeRubricFamily(owner.scope, { key, builtIn, familyKey: 'sales' })).toBeNull()
		expect(await removeRubricFamily(owner.scope, { key, builtIn, familyKey: 'own-finance' })).toBe('Finance')
		expect((await draftOf(owner.scope)).addable).toEqual([{ id: role?.id, name: 'Finance' }])
		const familyId = String(role?.id)
		await database.adminPool.query(`DELETE FROM member WHERE id = $1`, [member.rows[0]?.id])
		expect(await deleteRoleFamily(owner.scope, { familyId })).toEqual({ ok: false, reason: 'used' })
		expect(
			await addRubricFamily(owner.scope, {
				key,
				builtIn,
				family: { id: familyId },
				idempotencyKey: randomUUID(),
			}),
		).toEqual(one)
		expect(await removeRubricFamily(owner.scope, { key, builtIn, familyKey: 'own-finance' })).toBe('Finance')
		expect(await publish(owner.scope)).toMatchObject({ ok: true, version: 3 })
		expect(await deleteRoleFamily(owner.scope, { familyId })).toEqual({ ok: true, name: 'Finance' })
	})
})

describe('cycles', () => {
	test('a running cycle keeps its version, a draft moves on, a new one takes the newest', async () => {
		const { owner, accountId } = await found()
		await database.adminPool.query(
			`INSERT INTO member (account_id, name, family_id) SELECT account_id, 'Sal', id FROM role_family WHERE account_id = $1 AND key = 'sales'`,
			[accountId],
		)
		const running = await createCycle(owner.scope, { day: '2026-05-01' })
		const drafted = await createCycle(owner.scope, { day: '2026-08-01' })
		if (!running.ok || !drafted.ok) throw new Error('no cycles')
		expect(await openCycle(owner.scope, running)).toMatchObject({ ok: true })
		await start(owner.scope)
		await save(owner.scope, 'sales', reword('What do you sell with?'))
		expect(await publish(owner.scope)).toMatchObject({ ok: true, cycles: ['Q3 2026'] })
		const next = await createCycle(owner.scope, { day: '2026-11-01' })
		if (!next.ok) throw new Error('no cycle')
		const versionOf = async ({ cycleId }: { cycleId: string }) =>
			(await getCycle(owner.scope, { cycleId }))?.frameworkVersion
		expect(await versionOf(running)).toBe(1)
		expect(await versionOf(drafted)).toBe(2)
		expect(await versionOf(next)).toBe(2)
	})

	test('who joins a running cycle is asked by its version, whatever was published since then', async () => {
		const { owner, accountId } = await found()
		const add = async (name: string, familyKey: string) => {
			const { rows } = await database.adminPool.query<{ id: string }>(
				`INSERT INTO member (account_id, name, family_id) SELECT account_id, $2, id FROM role_family
				 WHERE account_id = $1 AND key = $3 RETURNING id`,
				[accountId, name, familyKey],
			)
			return rows[0]?.id ?? ''
		}
		await add('Sal', 'sales')
		const running = await createCycle(owner.scope, { day: '2026-11-01' })
		if (!running.ok) throw new Error('no cycle')
		expect(await openCycle(owner.scope, running)).toMatchObject({ ok: true, participants: 1 })
		await start(owner.scope)
		const family = { name: 'Finance' }
		await addRubricFamily(owner.scope, { key, builtIn, family, idempotencyKey: randomUUID() })
		await save(owner.scope, 'own-finance', () => ownFamily('own-finance', 'Finance'))
		expect(await publish(owner.scope)).toMatchObject({ ok: true, version: 2 })
		const [fina, dee] = [await add('Fina', 'own-finance'), await add('Dee', 'design')]
		const join = (memberId: string) => addLateJoiner(owner.scope, { cycleId: running.cycleId, memberId })
		expect(await join(fina)).toEqual({ ok: false, reason: 'no-family', name: 'Fina' })
		expect(await join(dee)).toMatchObject({ ok: true, added: true })
	})

	test('what was agreed under another version is a tier to compare, and no answers', async () => {
		const company = await foundCompany(database.adminPool, `versions-${randomUUID().slice(0, 8)}`)
		const ada = await company.addMember('Ada')
		const before = await company.addCycle('Q3 2026', '2026-07-01')
		const then = await company.addParticipant(ada, { cycleId: before })
		const now = await company.addParticipant(ada)
		const sql = (text: string, values: unknown[]) => database.adminPool.query<{ id: string }>(text, values)
		await sql(
			`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier, single_rater) VALUES ($1, $2, 3, 3, 'self')`,
			[company.accountId, then],
		)
		await sql(
			`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps) VALUES ($1, $2, $3, 3)`,
			[company.accountId, then, builtIn.families[3]?.questions[0]?.key],
		)
		await sql(`UPDATE cycle SET phase = 'published', published_at = now() WHERE id = $1`, [before])
		const previous = async () => (await getCheckInForm(ada.scope, now))?.previous
		expect(await previous()).toMatchObject({ tier: 3, isOtherVersion: false, answers: [{ halfSteps: 3 }] })
		const { rows } = await sql(
			`INSERT INTO framework_version (account_id, key, version, title, rubric, published_at)
			 SELECT account_id, key, 2, title, jsonb_set(rubric, '{version}', '2'), now() FROM framework_version WHERE id = $1 RETURNING id`,
			[company.frameworkVersionId],
		)
		await sql(`UPDATE cycle SET framework_version_id = $2 WHERE id = $1`, [company.cycleId, rows[0]?.id])
		expect(await previous()).toMatchObject({
			cycleName: 'Q3 2026',
			tier: 3,
			isOtherVersion: true,
			answers: [],
		})
	})
})
