import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import type { Transaction } from './database.server.ts'
import type { CycleToRemind } from './hold-cycle-to-remind.server.ts'
import type { PersonToRemind } from './list-people-to-remind.server.ts'

export type AnnounceReminders = (of: {
	cycle: CycleToRemind
	today: Day
	people: readonly PersonToRemind[]
}) => OutboxMail[]

/**
 * Writes down who is reminded of what today and hands the mails over, both in one transaction. Who has got a mail today in the
 * meantime is left out.
 *
 * @returns how many are reminded
 */
export async function writeReminders(
	transaction: Transaction,
	{ accountId, userId }: AccountScope,
	of: { cycle: CycleToRemind; today: Day; people: readonly PersonToRemind[]; announce: AnnounceReminders },
): Promise<number> {
	const { cycle, today, people, announce } = of
	if (people.length === 0) return 0
	const { sql } = transaction
	const { rows } = await sql.query<{ memberId: string }>(
		`INSERT INTO reminder_mail (account_id, member_id, day, cycle_id, by_user_id)
		 SELECT $1, unnest($2::uuid[]), $3, $4, $5 ON CONFLICT DO NOTHING RETURNING member_id AS "memberId"`,
		[accountId, people.map(({ memberId }) => memberId), today, cycle.id, userId],
	)
	const claimed = new Set(rows.map(({ memberId }) => memberId))
	const told = people.filter(({ memberId }) => claimed.has(memberId))
	const said = told.flatMap(({ memberId, occasions, aboutOn }) =>
		occasions.map((occasion, index) => ({ memberId, occasion, aboutOn: aboutOn[index] ?? today })),
	)
	await sql.query(
		`INSERT INTO reminder (account_id, cycle_id, day, member_id, occasion, about_on)
		 SELECT $1, $2, $3, * FROM unnest($4::uuid[], $5::text[], $6::date[]) ON CONFLICT DO NOTHING`,
		[
			...[accountId, cycle.id, today],
			said.map(({ memberId }) => memberId),
			said.map(({ occasion }) => occasion),
			said.map(({ aboutOn }) => aboutOn),
		],
	)
	await addOutboxMessages(transaction, accountId, announce({ cycle, today, people: told }))
	return told.length
}
