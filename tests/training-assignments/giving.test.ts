import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { listReadableSnapshots } from '#app/data/list-readable-snapshots.server.ts'
import { listTrainingNeeds } from '#app/data/list-training-needs.server.ts'
import type { AssignmentChange } from '#app/data/training-assignments/change-assignment.server.ts'
import { changeAssignment } from '#app/data/training-assignments/change-assignment.server.ts'
import type { ToldOfTraining } from '#app/data/training-assignments/give-topics.server.ts'
import { giveTopics } from '#app/data/training-assignments/give-topics.server.ts'
import { listAssignments } from '#app/data/training-assignments/list-assignments.server.ts'
import { listTopicsToGive } from '#app/data/training-assignments/list-topics-to-give.server.ts'
import { planAssignments } from '#app/data/training-assignments/plan-assignments.server.ts'
import type { Audience } from '#app/data/training-assignments/read-audience.server.ts'
import { listTopics } from '#app/data/training-topics/list-topics.server.ts'
import { readTopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { assignmentSearchSchema } from '#app/domain/training-assignment/assignment-search.ts'
import { topicSearchSchema } from '#app/domain/training-topic/topic-search.ts'
import { trainingMails } from '#app/mail/training-mails.server.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import type { Somebody } from './people.ts'
import { findSomebody } from './people.ts'

const database = await createSampleDatabase()
const { accountId, adminPool: admin } = database
let hr: Somebody, manager: Somebody, member: Somebody
const topics: Record<string, string> = {}

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	;[hr, manager, member] = await Promise.all([
		findSomebody(database, 'hr'),
		findSomebody(database, 'manager'),
		findSomebody(database, 'member'),
	])
	const { rows } = await admin.query<{ id: string; key: string }>(
		'SELECT id, key FROM training_topic WHERE account_id = $1',
		[accountId],
	)
	for (const { id, key } of rows) topics[key] = id
})
afterAll(closeDatabase)

const account = { name: 'Meridian', slug: 'meridian', locale: 'en', timeZone: 'UTC' }
const announce = (told: readonly ToldOfTraining[]) =>
	trainingMails({
		...{ account, by: 'Somebody', dueOn: '2031-03-31', told },
		baseUrl: 'http://localhost',
	})

/** As the form does that has shown so many people, or another audience. */
async function give(
	{ scope, person }: Somebody,
	of: { audience: Audience; shown?: Audience; topic: string | string[]; expected: number; key?: string },
) {
	const shown = { audience: of.shown ?? of.audience, topicIds: [] }
	const { people, mark } = await planAssignments(scope, person, shown)
	return giveTopics(scope, person, {
		audience: of.audience,
		mark: people.length === of.expected ? mark : 'of others',
		topicIds: [of.topic].flat().map((key) => topics[key] ?? key),
		dueOn: '2031-03-31',
		note: '',
		idempotencyKey: of.key ?? crypto.randomUUID(),
		announce,
	})
}

const members = (...memberIds: string[]): Audience => ({ kind: 'members', memberIds, step: null })
const all = (search: Record<string, string> = {}) => ({
	search: assignmentSearchSchema.parse({ state: 'all', ...search }),
})
const held = async (topic: string, memberId: string) => {
	const { rows } = await admin.query<{ id: string; version: number; state: string; done_on: string | null }>(
		`SELECT id, version, state::text, done_on::text FROM training_assignment
		 WHERE account_id = $1 AND topic_id = $2 AND member_id = $3 ORDER BY created_at`,
		[accountId, topics[topic], memberId],
	)
	return rows
}
async function mails(): Promise<{ recipient: string; subject: string; text: string }[]> {
	const { rows } = await admin.query(
		`DELETE FROM outbox_message WHERE account_id = $1 AND subject LIKE 'Training for you%' RETURNING recipient, subject, text`,
		[accountId],
	)
	return rows
}

describe('giving', () => {
	test('the same form twice gives once, and tells each person once of everything in it', async () => {
		const audience = members(member.memberId, manager.memberId)
		const form = {
			audience,
			topic: ['map-your-week', 'first-month-with-ai'],
			expected: 2,
			key: 'the-same-click',
		}
		const first = await give(hr, form)
		expect(first).toMatchObject({ ok: true, given: 4, people: 2, held: 0 })
		expect(await give(hr, form)).toEqual(first)
		const sent = await mails()
		expect(sent.map(({ recipient }) => recipient).sort()).toEqual([
			'manager@meridian.example',
			'member@meridian.example',
		])
		expect(sent[0]?.subject).toBe('Training for you: 2 trainings by Mar 31, 2031')
		// Another form skips who has it already, and counts them.
		expect(await give(hr, { audience, topic: 'map-your-week', expected: 2 })).toMatchObject({
			...{ ok: true, given: 0, people: 0, held: 2 },
		})
		expect(await mails()).toEqual([])
		expect(await held('map-your-week', member.memberId)).toHaveLength(1)
	})

	test('at the same moment from two sides is given once', async () => {
		const audience = members(member.memberId)
		const one = () => give(hr, { audience, topic: 'design-tool-trial', expected: 1 })
		const given = (await Promise.all([one(), one(), one()])).map((answer) =>
			answer.ok ? answer.given : answer,
		)
		expect(given.toSorted()).toEqual([0, 0, 1])
		expect(await mails()).toHaveLength(1)
	})

	test('reaches the present reports of a manager and nobody else, and a member gives nothing', async () => {
		const { rows } = await admin.query<{ id: string; mine: boolean }>(
			`SELECT id, manager_id IS NOT DISTINCT FROM $2 AS mine FROM member
			 WHERE account_id = $1 AND left_on IS NULL AND id <> $2`,
			[accountId, manager.memberId],
		)
		const mine = rows.filter((row) => row.mine).map(({ id }) => id)
		const others = rows.filter((row) => !row.mine).map(({ id }) => id)
		const topic = 'read-before-and-after'
		await admin.query('UPDATE training_topic SET capacity = 1 WHERE account_id = $1 AND id = $2', [
			...[accountId, topics[topic]],
		])
		expect(await give(hr, { audience: members(...others.slice(0, 2)), topic, expected: 2 })).toMatchObject({
			full: [{ capacity: 1, open: 2 }],
		})
		expect(mine.length).toBeGreaterThan(1)
		expect(await give(manager, { audience: members(...others), topic, expected: others.length })).toEqual({
			...{ ok: false, reason: 'nobody' },
		})
		const both = members(...mine, ...others.slice(0, 3), manager.memberId)
		expect(await give(manager, { audience: both, topic, expected: mine.length + 3 })).toEqual({
			...{ ok: false, reason: 'changed', people: mine.length },
		})
		expect(await give(manager, { audience: both, topic, expected: mine.length })).toMatchObject({
			...{ ok: true, given: mine.length },
			// Others have it as well: how many is not theirs to know.
			full: [{ capacity: 1, open: null }],
		})
		const plan = await planAssignments(manager.scope, manager.person, {
			...{ audience: both, topicIds: [topics[topic] ?? ''] },
		})
		expect([...plan.topics.values()]).toEqual([{ held: mine.length, open: null, isFull: true }])
		expect(await give(member, { audience: members(member.memberId), topic, expected: 1 })).toMatchObject({
			reason: 'not-allowed',
		})
		const seen = await listAssignments(manager.scope, manager.person, all({ topic: topics[topic] ?? '' }))
		expect(seen.rows.map(({ memberId }) => memberId).sort()).toEqual(mine.toSorted())
		const own = await listAssignments(member.scope, member.person, all())
		expect(new Set(own.rows.map(({ memberId }) => memberId))).toEqual(new Set([member.memberId]))
		await mails()
	})

	test('from the list of needs reaches everybody whom it shows to lack the step and who is still here', async () => {
		const [snapshot] = await listReadableSnapshots(hr.scope, hr.person)
		const filter = { snapshotId: snapshot?.id ?? '' }
		const step = { questionKey: 'engineering.start-feature', fromHalfSteps: 3 }
		const needs = await listTrainingNeeds(hr.scope, hr.person, { ...filter, ...step })
		const lack = new Set(needs?.rows.flatMap(({ memberId, hasLeft }) => (hasLeft ? [] : [memberId])))
		expect(lack.size).toBeGreaterThan(5)
		const topic = topics['eng-describe-review-iterate'] ?? ''
		await admin.query('UPDATE training_topic SET capacity = 3 WHERE account_id = $1 AND id = $2', [
			...[accountId, topic],
		])
		const audience: Audience = { kind: 'need', filter, step }
		const given = await give(hr, { audience, topic, expected: lack.size })
		expect(given).toMatchObject({ ok: true, people: lack.size })
		// More than there is room for is said, and refused to nobody.
		expect(given).toMatchObject({ full: [{ capacity: 3 }] })
		const { rows: made } = await listAssignments(hr.scope, hr.person, all({ topic }))
		expect(new Set(made.map(({ memberId }) => memberId))).toEqual(lack)
		expect(made[0]).toMatchObject({ ...step, state: 'planned', dueOn: '2031-03-31' })
	})

	test('has the topics that the giver may see in the catalogue, and no others', async () => {
		const sight = await readTopicSight(manager.scope, manager.person)
		const { rows: seen } = await listTopics(manager.scope, sight, {
			search: topicSearchSchema.parse({}),
		})
		const hidden = Object.entries(topics).filter(([, id]) => !seen.some((topic) => topic.id === id))
		expect(hidden.length).toBeGreaterThan(5)
		const [[key = '', id = ''] = []] = hidden
		const offered = await listTopicsToGive(manager.scope, sight, { step: null, chosen: id })
		expect(new Set(offered.map((topic) => topic.id))).toEqual(new Set(seen.map((topic) => topic.id)))
		const { rows } = await admin.query<{ id: string }>(
			'SELECT id FROM member WHERE account_id = $1 AND left_on IS NULL AND manager_id = $2 LIMIT 1',
			[accountId, manager.memberId],
		)
		const audience = members(rows[0]?.id ?? '')
		expect(await give(manager, { audience, topic: key, expected: 1 })).toEqual({
			...{ ok: false, reason: 'topic-gone' },
		})
		expect(await give(hr, { audience, topic: key, expected: 1 })).toMatchObject({ ok: true, given: 1 })
		await mails()
	})

	test('refuses as many other people than were shown', async () => {
		const [audience, shown] = [members(member.memberId), members(manager.memberId)]
		const topic = 'sales-last-routine'
		const before = await held(topic, member.memberId)
		expect(await give(hr, { audience, shown, topic, expected: 1 })).toEqual({
			...{ ok: false, reason: 'changed', people: 1 },
		})
		expect(await held(topic, member.memberId)).toEqual(before)
	})

	test('refuses a topic that is archived or gone', async () => {
		const id = topics['mkt-brief-and-curate'] ?? ''
		await admin.query('UPDATE training_topic SET archived_at = now() WHERE account_id = $1 AND id = $2', [
			...[accountId, id],
		])
		for (const topic of [id, crypto.randomUUID(), [topics['map-your-week'] ?? '', id]]) {
			const answer = await give(hr, { audience: members(member.memberId), topic, expected: 1 })
			expect(answer).toEqual({ ok: false, reason: 'topic-gone' })
		}
	})
})

describe('how far it is', () => {
	const say = ({ scope, person }: Somebody, id: string, version: number, change: AssignmentChange) =>
		changeAssignment(scope, person, { assignmentId: id, version, change })

	test('is said by the person, their manager and HR, each what is theirs to say', async () => {
		const topic = 'map-your-week'
		const [mine] = await held(topic, member.memberId)
		const [theirs] = await held(topic, manager.memberId)
		const id = mine?.id ?? ''
		expect(await say(member, theirs?.id ?? '', 1, { state: 'done' })).toEqual({ ok: false, reason: 'gone' })
		expect(await say(member, id, 1, { state: 'dropped' })).toMatchObject({ reason: 'not-allowed' })
		expect(await say(member, id, 1, { state: 'done', dueOn: null })).toMatchObject({ reason: 'not-allowed' })
		expect(await say(member, id, 1, { state: 'in_progress' })).toEqual({ ok: true, changed: true })
		expect(await say(member, id, 1, { state: 'in_progress' })).toEqual({ ok: true, changed: false })
		expect(await say(hr, id, 1, { state: 'done' })).toMatchObject({
			...{ ok: false, reason: 'stale', current: { state: 'in_progress', version: 2 } },
		})
		expect(await say(hr, id, 2, { state: 'done', doneOn: '2031-01-01' })).toMatchObject({ reason: 'future' })
		expect(await say(hr, id, 2, { state: 'done', doneOn: '2025-05-05' })).toEqual({ ok: true, changed: true })
		expect(await held(topic, member.memberId)).toMatchObject([{ state: 'done', done_on: '2025-05-05' }])
	})

	test('dropped may be given again, and then the old one stays dropped', async () => {
		const topic = 'first-month-with-ai'
		const [first] = await held(topic, member.memberId)
		const id = first?.id ?? ''
		expect(await say(hr, id, 1, { state: 'dropped' })).toEqual({ ok: true, changed: true })
		expect(await give(hr, { audience: members(member.memberId), topic, expected: 1 })).toMatchObject({
			given: 1,
		})
		expect(await held(topic, member.memberId)).toHaveLength(2)
		expect(await say(hr, id, 2, { state: 'planned' })).toEqual({ ok: false, reason: 'held' })
		expect(await say(member, id, 2, { state: 'done' })).toMatchObject({ reason: 'not-allowed' })
	})
})
