import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import { draftedDaysBefore, shiftPlan } from '#app/domain/cycle/cycle-plan.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { quarterOf, shiftQuarter, todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import type { CyclePlanDetails } from './get-cycle-plan.server.ts'
import { getCyclePlanWithin } from './get-cycle-plan.server.ts'
import { insertCycle } from './insert-cycle.server.ts'
import { listCycleRunners } from './list-cycle-runners.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type DraftedCycle = { cycleId: string; name: string; opensOn: Day | null; after: string }
type Source = { name: string; startsOn: Day; openedAt: Date | null; repeats: boolean }

/** As far ahead as quarters that have a cycle already are passed over. */
const furthest = 12

/**
 * Drafts the cycle of the next fiscal quarter that has none, from one that repeats: with the same dates as counted from the
 * quarter's first day, and the same scope, two weeks before it opens. From then on the new one repeats in its place. Of two
 * at the same moment the second finds it done.
 *
 * @param of.announce makes the mails that tell whoever runs cycles
 */
export async function draftNextCycle(
	scope: AccountScope,
	of: {
		cycleId: string
		at: Date
		announce: (drafted: DraftedCycle, runners: { email: string }[]) => OutboxMail[]
	},
): Promise<DraftedCycle | null> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const { rows } = await sql.query<Source>(
			`SELECT c.name, c.starts_on::text AS "startsOn", c.opened_at AS "openedAt", c.repeats
			 FROM cycle c WHERE c.account_id = $1 AND c.id = $2 FOR NO KEY UPDATE`,
			[scope.accountId, of.cycleId],
		)
		const [source] = rows
		const plan = source?.repeats ? await getCyclePlanWithin(transaction, scope, of) : null
		if (!source || !plan) return null
		const calendar = await readAccountCalendar(transaction, scope, of.at)
		const known = await sql.query<{ startsOn: Day }>(
			`SELECT c.starts_on::text AS "startsOn" FROM cycle c WHERE c.account_id = $1 AND c.starts_on > $2`,
			[scope.accountId, source.startsOn],
		)
		const taken = new Set(known.rows.map(({ startsOn }) => startsOn))
		const next = nextOf(source, plan, { ...calendar, taken })
		if (!next) return null
		const created = await insertCycle(transaction, scope, { ...next, repeats: true, byRepeating: true })
		if (!created.ok) return null
		for (const what of ['team', 'family']) {
			await sql.query(
				`INSERT INTO cycle_scope_${what} (account_id, cycle_id, ${what}_id)
				 SELECT s.account_id, $3, s.${what}_id FROM cycle_scope_${what} s WHERE s.account_id = $1 AND s.cycle_id = $2`,
				[scope.accountId, of.cycleId, created.cycleId],
			)
		}
		await sql.query(
			`UPDATE cycle SET repeats = false, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, of.cycleId],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'cycle.planned',
			subject: { kind: 'cycle', id: of.cycleId },
			detail: { fields: ['repeats'], repeats: false, handedTo: created.cycleId },
		})
		const drafted = {
			cycleId: created.cycleId,
			name: next.quarter.name,
			opensOn: next.plan.opensOn,
			after: source.name,
		}
		const runners = await listCycleRunners(transaction, scope)
		await addOutboxMessages(transaction, scope.accountId, of.announce(drafted, runners))
		return drafted
	})
}

/** The next quarter without a cycle, once its opening is near; null before. What has ended is not drafted any more. */
function nextOf(
	{ startsOn, openedAt }: Source,
	plan: CyclePlanDetails,
	of: { today: Day; timeZone: string; fiscalYearStart: number; taken: ReadonlySet<Day> },
) {
	const opened = plan.opensOn ?? (openedAt && todayIn(of.timeZone, openedAt)) ?? startsOn
	const from = quarterOf(startsOn, of.fiscalYearStart)
	for (let by = 1; by <= furthest; by += 1) {
		const quarter = shiftQuarter(from, by, of.fiscalYearStart)
		const opensOn = shiftPlan({ ...plan, opensOn: opened }, { startsOn }, quarter).opensOn
		if (opensOn === null || shiftDay(opensOn, -draftedDaysBefore) > of.today) return null
		if (of.taken.has(quarter.startsOn) || quarter.endsOn < of.today) continue
		return { quarter, plan: shiftPlan(plan, { startsOn }, quarter) }
	}
	return null
}
