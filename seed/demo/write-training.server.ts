import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AssignmentState } from '#app/domain/training-assignment/assignment.ts'

type Giving = {
	/** Of the starter catalogue: one topic for each of these families. */
	topics: Readonly<Record<string, string>>
	assignedOn: Day
	dueOn: Day
	today: Day
	/** By turns. */
	states: readonly AssignmentState[]
}

/**
 * What HR gave to every second person of some families: after the last published cycle but one training that most of them finished
 * before the next, so that there is an outcome to read, and after the last one training that is under way, some of it late.
 */
export async function writeTraining(
	scope: AccountScope,
	{ publishedOn, today }: { publishedOn: readonly Day[]; today: Day },
): Promise<void> {
	const [before, last] = publishedOn.slice(-2)
	if (!before || !last) throw new Error('The sample has too few published cycles for training.')
	await give(scope, {
		topics: { 'customer-service': 'cs-train-and-review', marketing: 'mkt-brief-and-curate' },
		...{ assignedOn: shiftDay(before, 5), dueOn: shiftDay(before, 50), today },
		states: ['done', 'done', 'done', 'dropped', 'done'],
	})
	await give(scope, {
		topics: { engineering: 'eng-specs-and-tests-first', 'customer-service': 'cs-escalation-logic' },
		...{ assignedOn: shiftDay(last, 4), dueOn: today, today },
		states: ['done', 'in_progress', 'planned', 'done', 'in_progress'],
	})
}

/** Every fifth has a week less than the others; what is done was done three weeks after it was given. */
async function give(
	scope: AccountScope,
	{ topics, assignedOn, dueOn, today, states }: Giving,
): Promise<void> {
	const { accountId } = scope
	await withAccount(scope, async ({ sql }) => {
		const { rowCount } = await sql.query(
			`WITH person AS (
				SELECT m.id, f.key AS family, row_number() OVER (ORDER BY f.key, m.external_id) AS nth
				FROM member m JOIN role_family f ON f.account_id = m.account_id AND f.id = m.family_id
				WHERE m.account_id = $1 AND m.left_on IS NULL AND f.key IN (SELECT jsonb_object_keys($2::jsonb))
			 ), chosen AS (
				SELECT id, family, nth, ($3::text[])[1 + (nth / 2)::int % cardinality($3::text[])]::training_assignment_state AS state
				FROM person WHERE nth % 2 = 0
			 )
			 INSERT INTO training_assignment (account_id, topic_id, member_id, due_on, state, done_on, assigned_on, assigned_by_id, batch_id)
			 SELECT $1, t.id, c.id, $5::date - CASE WHEN c.nth % 5 = 0 THEN 7 ELSE 0 END, c.state,
				CASE WHEN c.state = 'done' THEN least($4::date + 21, $6::date) END, $4::date, b.id, $7
			 FROM chosen c
			 JOIN training_topic t ON t.account_id = $1 AND t.key = $2::jsonb ->> c.family
			 JOIN membership b ON b.account_id = $1
			 JOIN "user" u ON u.id = b.user_id AND u.email = 'hr@meridian.example'`,
			[accountId, JSON.stringify(topics), states, assignedOn, dueOn, today, crypto.randomUUID()],
		)
		if (!rowCount) throw new Error('The sample has nobody to give training to.')
	})
}
