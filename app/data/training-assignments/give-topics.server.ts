import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { addOutboxMessages } from '#app/data/add-outbox-messages.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import type { TopicSight } from '#app/data/training-topics/read-topic-sight.server.ts'
import { readTopicSight, seenTopics } from '#app/data/training-topics/read-topic-sight.server.ts'
import { isSeen } from '#app/data/training-topics/topic-row-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import type { TopicKind } from '#app/domain/training-topic/topic.ts'
import { markAudience } from './mark-audience.server.ts'
import type { Audience, AudienceMember } from './read-audience.server.ts'
import { readAudience } from './read-audience.server.ts'
import { lockPresentMembers } from './lock-present-members.server.ts'

export type GivenTopic = { id: string; title: string; kind: TopicKind; hours: number | null }
/** Who is told of which topics. */
export type ToldOfTraining = { email: string; topics: GivenTopic[] }

/** A topic that more people have yet to finish than it takes at once; how many is null for who does not see everybody. */
export type FullTopic = { title: string; capacity: number; open: number | null }

export type GivenTopics =
	| {
			ok: true
			/** Assignments that were made, and for how many people. */
			given: number
			people: number
			/** Of as many somebody has the topic already, done or not. */
			held: number
			full: FullTopic[]
	  }
	| { ok: false; reason: 'topic-gone' | 'nobody' | 'not-allowed' }
	/** The audience is not the one that was looked at. */
	| { ok: false; reason: 'changed'; people: number }

type Giving = {
	audience: Audience
	/** Of the people whom it was when it was looked at (mark-audience.server.ts). */
	mark: string
	topicIds: readonly string[]
	dueOn: string | null
	note: string
	idempotencyKey: string
	announce: (told: readonly ToldOfTraining[]) => OutboxMail[]
}

/**
 * Gives topics to people: each to everybody of the audience who has it not, who get one mail about all of them. The same form sent
 * twice gives once.
 */
export async function giveTopics(scope: AccountScope, person: Person, giving: Giving): Promise<GivenTopics> {
	if (!may(person, 'training-assignments.give')) return { ok: false, reason: 'not-allowed' }
	const sight = await readTopicSight(scope, person)
	return withAccount(
		scope,
		(transaction) =>
			runOnce(transaction, scope, { key: giving.idempotencyKey, action: 'training-assignment.give' }, () =>
				give(transaction, scope, person, { ...giving, sight }),
			),
		{ timeout: 60_000 },
	)
}

async function give(
	transaction: Transaction,
	scope: AccountScope,
	person: Person,
	giving: Giving & { sight: TopicSight },
): Promise<GivenTopics> {
	const { sql } = transaction
	const { today } = await readAccountCalendar(transaction, scope)
	const topics = await lockTopics(transaction, scope, giving.sight, giving.topicIds)
	if (topics.length === 0 || topics.length < new Set(giving.topicIds).size) {
		return { ok: false, reason: 'topic-gone' }
	}
	const asked = await readAudience(transaction, scope, person, { audience: giving.audience, today })
	const present = await lockPresentMembers(transaction, scope, {
		...{ memberIds: asked.map(({ memberId }) => memberId), today },
	})
	const people = asked.filter(({ memberId }) => present.has(memberId))
	if (people.length === 0) return { ok: false, reason: 'nobody' }
	if (markAudience(people) !== giving.mark) return { ok: false, reason: 'changed', people: people.length }
	const batchId = crypto.randomUUID()
	const { step } = giving.audience
	const { rows: made } = await sql.query<{ topicId: string; memberId: string }>(
		`INSERT INTO training_assignment (account_id, topic_id, member_id, question_key, from_half_steps, due_on, assigned_on,
			assigned_by_id, batch_id, note)
		 SELECT $1::uuid, topic.id, person.id, $4::text, $5::smallint, $6::date, $7::date, $8::uuid, $9::uuid, $10::text
		 FROM unnest($2::uuid[]) AS topic (id) CROSS JOIN unnest($3::uuid[]) AS person (id)
		 ON CONFLICT (account_id, topic_id, member_id) WHERE state <> 'dropped' DO NOTHING
		 RETURNING topic_id AS "topicId", member_id AS "memberId"`,
		[
			...[scope.accountId, topics.map(({ id }) => id), people.map(({ memberId }) => memberId)],
			...[step?.questionKey ?? null, step?.fromHalfSteps ?? null, giving.dueOn, today],
			...[scope.membershipId, batchId, giving.note],
		],
	)
	const byTopic = Map.groupBy(made, ({ topicId }) => topicId)
	for (const [topicId, rows] of byTopic) {
		await appendAuditEvent(transaction, scope, {
			action: 'training-assignment.given',
			subject: { kind: 'training-topic', id: topicId },
			detail: { people: rows.length, batch: batchId },
		})
	}
	const told = toldOf(scope, people, topics, made)
	if (told.length > 0) await addOutboxMessages(transaction, scope.accountId, giving.announce(told))
	return {
		ok: true,
		given: made.length,
		people: new Set(made.map(({ memberId }) => memberId)).size,
		held: topics.length * people.length - made.length,
		full: await findFull(
			transaction,
			scope,
			person,
			topics.filter(({ id }) => byTopic.has(id)),
		),
	}
}

type Topic = GivenTopic & { capacity: number | null }

/** Those of the topics that are in use and may be seen, held until the transaction ends: none is archived meanwhile. By id, as imports do. */
async function lockTopics(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	sight: TopicSight,
	ids: readonly string[],
): Promise<Topic[]> {
	const { rows } = await sql.query<Topic>(
		`WITH locked AS MATERIALIZED (
			SELECT x.id, x.title, x.kind, x.hours::float8 AS hours, x.capacity FROM training_topic x
			WHERE x.account_id = $1 AND x.id = ANY ($2::uuid[]) AND x.archived_at IS NULL AND ${isSeen(3)} ORDER BY x.id FOR SHARE OF x
		 )
		 SELECT id, title, kind, hours, capacity FROM locked ORDER BY lower(title), id`,
		[accountId, ids, ...seenTopics(sight)],
	)
	return rows
}

/** Everybody who can sign in, but whoever gives it to themselves. */
function toldOf(
	{ membershipId }: AccountScope,
	people: readonly AudienceMember[],
	topics: readonly Topic[],
	made: readonly { topicId: string; memberId: string }[],
): ToldOfTraining[] {
	const byMember = Map.groupBy(made, ({ memberId }) => memberId)
	return people.flatMap(({ memberId, email, membershipId: theirs }) => {
		const ids = new Set(byMember.get(memberId)?.map(({ topicId }) => topicId))
		if (email === null || ids.size === 0 || theirs === membershipId) return []
		return [{ email, topics: topics.filter(({ id }) => ids.has(id)) }]
	})
}

async function findFull(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	person: Person,
	topics: readonly Topic[],
): Promise<FullTopic[]> {
	const limited = topics.filter(({ capacity }) => capacity !== null)
	if (limited.length === 0) return []
	const { rows } = await sql.query<FullTopic>(
		`SELECT x.title, x.capacity, CASE WHEN $3 THEN count(*)::int END AS open
		 FROM training_assignment a JOIN training_topic x ON x.account_id = a.account_id AND x.id = a.topic_id
		 WHERE a.account_id = $1 AND a.topic_id = ANY ($2::uuid[]) AND a.state IN ('planned', 'in_progress')
		 GROUP BY x.id, x.title, x.capacity HAVING count(*) > x.capacity ORDER BY lower(x.title)`,
		[accountId, limited.map(({ id }) => id), reachOf(person, 'training-assignments.read').has('all')],
	)
	return rows
}
