import { createCycle } from '#app/data/create-cycle.server.ts'
import { systemScope } from '#app/data/account-scope.server.ts'
import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { CyclePlan } from '#app/domain/cycle/cycle-plan.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { runJob } from '#app/jobs/run-job.server.ts'
import { tendCycles } from '#app/jobs/tend-cycles.server.ts'
import type { RandomCompany } from '#tests/statistics/random-company.ts'

export const baseUrl = 'https://contour.example.com'

/** Where the random companies are. */
export const today = (): Day => todayIn('Europe/Berlin')
export const inDays = (days: number): Day => shiftDay(today(), days)

export const noPlan: CyclePlan = {
	opensOn: null,
	reviewOn: null,
	calibrationOn: null,
	publishesOn: null,
	lateJoinersUntil: null,
}

/** A draft for a day's quarter, with dates. */
export async function createPlanned(
	company: RandomCompany,
	{ day = today(), repeats = false, ...plan }: Partial<CyclePlan> & { day?: Day; repeats?: boolean } = {},
): Promise<string> {
	const created = await createCycle(company.hr, { day, repeats, plan: { ...noPlan, ...plan } })
	if (!created.ok) throw new Error(created.reason)
	return created.cycleId
}

/** Lets days pass: every date of what is not published lies that much nearer, or further back. */
export async function passDays(
	company: Pick<RandomCompany, 'accountId' | 'sql'>,
	days: number,
): Promise<void> {
	await company.sql(
		`UPDATE cycle SET opens_on = opens_on - $2::int, review_on = review_on - $2::int,
			calibration_on = calibration_on - $2::int, publishes_on = publishes_on - $2::int,
			late_joiners_until = late_joiners_until - $2::int, opened_at = opened_at - make_interval(days => $2::int)
		 WHERE account_id = $1 AND phase <> 'published'`,
		[company.accountId, days],
	)
	await company.sql(
		`UPDATE member SET left_on = left_on - $2::int, started_on = started_on - $2::int,
			created_at = created_at - make_interval(days => $2::int) WHERE account_id = $1`,
		[company.accountId, days],
	)
}

/** What a process does every minute; publications are then done as its workers do them. */
export async function tend(company: RandomCompany, at?: Date): Promise<void> {
	await tendCycles({ baseUrl, ...(at && { at }) })
	await runPublications(company)
}

export async function runPublications(company: RandomCompany): Promise<void> {
	const { accountId } = systemScope(company.accountId)
	const jobs = await company.sql<{ id: string }>(
		`SELECT id FROM job WHERE account_id = $1 AND state = 'queued'`,
		[accountId],
	)
	for (const { id } of jobs) await runJob({ accountId, jobId: id }, new AbortController().signal)
}

export async function phaseOf(company: RandomCompany, cycleId: string): Promise<string | undefined> {
	const rows = await company.sql<{ phase: string }>(
		`SELECT phase FROM cycle WHERE account_id = $1 AND id = $2`,
		[company.accountId, cycleId],
	)
	return rows[0]?.phase
}

/** Subjects of the mails to a company that are no reminders, oldest first. */
export async function subjectsOf(company: RandomCompany): Promise<string[]> {
	const rows = await company.sql<{ subject: string }>(
		`SELECT subject FROM outbox_message WHERE account_id = $1 AND unsubscribe_url IS NULL
		 ORDER BY created_at, id`,
		[company.accountId],
	)
	return rows.map(({ subject }) => subject)
}

export async function actionsOf(company: RandomCompany): Promise<string[]> {
	const rows = await company.sql<{ action: string }>(
		`SELECT action FROM audit_event WHERE account_id = $1 ORDER BY sequence`,
		[company.accountId],
	)
	return rows.map(({ action }) => action)
}
