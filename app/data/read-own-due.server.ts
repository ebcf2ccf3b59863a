import { dueOn } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Occasion } from '#app/domain/cycle/reminder.ts'
import { occasionsOn } from '#app/domain/cycle/reminder.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { CycleToRemind } from './hold-cycle-to-remind.server.ts'
import { isManagerRater } from './manager-rater-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type OwnDue = {
	cycleId: string
	cycleName: string
	/** The own check-in waits. */
	own: boolean
	/** For how many others the person is to answer. */
	rate: number
	/** With how many there is something to agree. */
	agree: number
	ownDueOn: Day
	rateDueOn: Day
	/** Something is past its day. */
	isOverdue: boolean
	/** What the day says of it, without what was put away. */
	notices: Occasion[]
}

type Row = CycleToRemind & { own: boolean; rate: number; agree: number; dismissed: string[] }

/** What waits for the person of the scope in the running cycle, with its days. Null where none runs. */
export async function readOwnDue(scope: AccountScope): Promise<OwnDue | null> {
	if (scope.memberId === null) return null
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<Row>(
			`SELECT c.id, c.name, c.phase, c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn",
				c.opens_on::text AS "opensOn", c.review_on::text AS "reviewOn", c.calibration_on::text AS "calibrationOn",
				c.publishes_on::text AS "publishesOn",
				ARRAY (SELECT d.occasion || ' ' || d.about_on FROM notice_dismissal d
					WHERE d.account_id = $1 AND d.member_id = $2 AND d.cycle_id = c.id) AS dismissed, todo.*
			 FROM cycle c CROSS JOIN LATERAL (
				SELECT coalesce(bool_or(p.member_id = $2 AND self.id IS NULL AND answers), false) AS own,
					count(*) FILTER (WHERE p.member_id <> $2 AND manager.id IS NULL AND answers)::int AS rate,
					count(*) FILTER (WHERE p.member_id <> $2 AND self.id IS NOT NULL AND manager.id IS NOT NULL)::int AS agree
				FROM participant p
				JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
				CROSS JOIN LATERAL (SELECT c.phase <> 'calibration' OR p.reopened_at IS NOT NULL AS answers) takes
				LEFT JOIN check_in self ON self.account_id = p.account_id AND self.participant_id = p.id
					AND self.rater = 'self' AND self.submitted_at IS NOT NULL
				LEFT JOIN check_in manager ON manager.account_id = p.account_id AND manager.participant_id = p.id
					AND manager.rater = 'manager' AND manager.submitted_at IS NOT NULL
				WHERE p.account_id = $1 AND p.cycle_id = c.id AND (p.member_id = $2 OR ${isManagerRater('$2')})
					AND p.state = 'active' AND (m.left_on IS NULL OR m.left_on > $3::date)
					AND NOT EXISTS (SELECT FROM outcome o WHERE o.account_id = p.account_id AND o.participant_id = p.id
						AND (p.reopened_at IS NULL OR o.agreed_at >= p.reopened_at))
			 ) todo
			 WHERE c.account_id = $1 AND c.phase IN ('open', 'review', 'calibration')
			 ORDER BY c.starts_on DESC LIMIT 1`,
			[scope.accountId, scope.memberId, today],
		)
		const [row] = rows
		return row ? dueOf(row, today) : null
	})
}

function dueOf(row: Row, today: Day): OwnDue {
	const { own, rate } = row
	const ownDueOn = dueOn('self', row)
	const rateDueOn = dueOn('manager', row)
	// What is reopened is among what waits, which the page shows anyway.
	const sides = {
		own,
		reopened: false,
		rate: rate > 0,
		reports: rate + row.agree > 0,
		any: own || rate + row.agree > 0,
	}
	const notices = occasionsOn(today, row).filter(
		({ occasion, aboutOn, side }) =>
			sides[side] && occasion !== 'digest' && !row.dismissed.includes(`${occasion} ${aboutOn}`),
	)
	const isOverdue = (own && today > ownDueOn) || (rate > 0 && today > rateDueOn)
	return {
		...{ cycleId: row.id, cycleName: row.name, own, rate, agree: row.agree },
		...{ ownDueOn, rateDueOn, isOverdue, notices },
	}
}
