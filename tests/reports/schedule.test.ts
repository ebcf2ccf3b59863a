import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { addSavedReport } from '#app/data/reports/add-saved-report.server.ts'
import { changeSavedReport } from '#app/data/reports/change-saved-report.server.ts'
import { getReportSchedule } from '#app/data/reports/get-report-schedule.server.ts'
import { listDueReports } from '#app/data/reports/list-due-reports.server.ts'
import { saveReportSchedule } from '#app/data/reports/save-report-schedule.server.ts'
import { settleDueReport } from '#app/data/reports/settle-due-report.server.ts'
import { stopReportSchedule } from '#app/data/reports/stop-report-schedule.server.ts'
import { momentOf } from '#app/domain/report/moment-of.ts'
import { afterPublication, nextRun } from '#app/domain/report/next-run.ts'
import type { ReportKind } from '#app/domain/report/report-kinds.ts'
import type { ReportSchedule } from '#app/domain/report/schedule.ts'
import { tendReports } from '#app/jobs/tend-reports.server.ts'
import type { Company, Person } from '#tests/check-ins/company.ts'
import { foundCompany } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const baseUrl = 'https://contour.example.com'
const berlin = { timeZone: 'Europe/Berlin', fiscalYearStart: 1 }
const daily: ReportSchedule = { rhythm: 'weekly', day: 1, hour: 8 }

beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

const at = (moment: string) => new Date(moment)
/** Monday, 4 January 2027, at noon in Berlin. */
const begin = at('2027-01-04T11:00:00Z')

async function reportOf(
	{ scope }: Person,
	of: { kind?: ReportKind; isShared?: boolean; name?: string } = {},
): Promise<string> {
	const { kind = 'movement', isShared = false, name = 'Anna’s people' } = of
	const added = await addSavedReport(scope, {
		kind,
		name,
		parameters: {},
		isShared,
		idempotencyKey: crypto.randomUUID(),
	})
	if (!added.ok) throw new Error(added.reason)
	return added.id
}

async function scheduleFor(person: Person, reportId: string, schedule: ReportSchedule = daily, version = 0) {
	return saveReportSchedule(person.scope, { ...schedule, reportId, version, at: begin })
}

async function mails({ accountId }: Company) {
	const { rows } = await database.adminPool.query<{ subject: string; all: string; unsubscribe_url: string }>(
		`SELECT subject, subject || text || html AS all, unsubscribe_url FROM outbox_message WHERE account_id = $1
		 ORDER BY created_at`,
		[accountId],
	)
	return rows
}

const tend = (moment: string) => tendReports({ baseUrl, at: at(moment) })
let companies = 0
const company = () => foundCompany(database.adminPool, `reports-${(companies += 1)}`)

describe('the calendar of a schedule', () => {
	test('keeps the hour of the account’s clocks when they change', () => {
		const next = (after: string) => nextRun(daily, at(after), berlin)?.toISOString()
		// Summer time begins on 28 March 2027 and ends on 31 October.
		expect(next('2027-03-22T07:00:00Z')).toBe('2027-03-29T06:00:00.000Z')
		expect(next('2027-10-25T06:00:00Z')).toBe('2027-11-01T07:00:00.000Z')
	})

	test('has an hour that is left out an hour later, and of one that comes twice the first', () => {
		const moment = (day: string, hour: number, zone: string) => momentOf(day, hour, zone).toISOString()
		expect(moment('2027-03-28', 2, 'Europe/Berlin')).toBe('2027-03-28T01:00:00.000Z')
		expect(moment('2027-03-28', 3, 'Europe/Berlin')).toBe('2027-03-28T01:00:00.000Z')
		expect(moment('2027-10-31', 2, 'Europe/Berlin')).toBe('2027-10-31T00:00:00.000Z')
		expect(moment('2027-10-31', 3, 'Europe/Berlin')).toBe('2027-10-31T02:00:00.000Z')
		expect(moment('2027-11-07', 1, 'America/New_York')).toBe('2027-11-07T05:00:00.000Z')
		expect(moment('2027-04-04', 2, 'Australia/Lord_Howe')).toBe('2027-04-03T15:30:00.000Z')
		expect(moment('2026-06-01', 0, 'Asia/Kathmandu')).toBe('2026-05-31T18:15:00.000Z')
	})

	test('is once a week, month or quarter on every day of ten years, a shorter month by its last day', () => {
		const schedules: [ReportSchedule, number][] = [
			[{ rhythm: 'weekly', day: 7, hour: 2 }, 522],
			[{ rhythm: 'monthly', day: 31, hour: 2 }, 120],
			[{ rhythm: 'quarterly', day: 30, hour: 23 }, 40],
		]
		for (const [schedule, times] of schedules) {
			let run: Date | null = at('2026-12-31T22:59:00Z')
			let count = 0
			for (;;) {
				run = nextRun(schedule, run, { ...berlin, fiscalYearStart: 2 })
				if (!run || run >= at('2036-12-31T23:00:00Z')) break
				count += 1
			}
			expect([schedule.rhythm, count]).toEqual([schedule.rhythm, times])
		}
		const monthly: ReportSchedule = { rhythm: 'monthly', day: 31, hour: 8 }
		expect(nextRun(monthly, at('2027-02-01T00:00:00Z'), berlin)?.toISOString()).toBe(
			'2027-02-28T07:00:00.000Z',
		)
	})

	test('waits after a publication for the hour that was chosen', () => {
		const published = (moment: string) => afterPublication({ hour: 8 }, at(moment), berlin).toISOString()
		expect(published('2027-03-28T05:59:00Z')).toBe('2027-03-28T06:00:00.000Z')
		expect(published('2027-03-27T07:01:00Z')).toBe('2027-03-28T06:00:00.000Z')
	})
})

describe('the mail', () => {
	test('comes when it is due, names nobody and no figure, and links to a page with the way out', async () => {
		const firm = await company()
		const ada = await firm.addMember('Ada', { roles: ['executive'] })
		const reportId = await reportOf(ada)
		await scheduleFor(ada, reportId)
		await tend('2027-01-11T06:59:00Z')
		expect(await mails(firm)).toEqual([])
		await tend('2027-01-11T07:00:00Z')
		await tend('2027-01-11T07:01:00Z')
		const [mail, ...more] = await mails(firm)
		expect(more).toEqual([])
		expect(mail?.subject).toMatch(/^Look at movement of reports-\d+, 11 Jan 2027$/)
		expect(mail?.all).toContain(`${baseUrl}/a/reports-${companies}/reports/saved/${reportId}`)
		expect(mail?.all).not.toMatch(/Ada|Anna/)
		expect(mail?.unsubscribe_url).toBe(`${baseUrl}/a/reports-${companies}/reports/saved/${reportId}#by-mail`)
		// After weeks without a process there is one, not one for each week.
		await tend('2027-03-01T09:00:00Z')
		expect(await mails(firm)).toHaveLength(2)
		expect((await getReportSchedule(ada.scope, { reportId }))?.nextAt).toEqual(at('2027-03-08T07:00:00Z'))
		await stopReportSchedule(ada.scope, { reportId })
		await tend('2027-06-01T09:00:00Z')
		expect(await mails(firm)).toHaveLength(2)
	})

	test('goes once, however many processes find it due at the same moment', async () => {
		const firm = await company()
		const people = await Promise.all(['A', 'B', 'C'].map((name) => firm.addMember(name)))
		const reportId = await reportOf(people[0] as Person, { isShared: true })
		for (const person of people) await scheduleFor(person, reportId)
		await Promise.all(Array.from({ length: 6 }, () => tend('2027-01-11T07:00:00Z')))
		expect(await mails(firm)).toHaveLength(3)
	})

	test('of one that another process has settled is not sent', async () => {
		const firm = await company()
		const ada = await firm.addMember('Ada')
		await scheduleFor(ada, await reportOf(ada))
		const scope = systemScope(firm.accountId)
		const moment = at('2027-01-11T07:00:00Z')
		const [due] = await listDueReports(scope, { at: moment, limit: 10 })
		if (!due) throw new Error('Nothing is due.')
		const mail = { to: due.email, subject: 's', text: 't', html: 'h' }
		const settle = () =>
			settleDueReport(scope, { due, at: moment, then: { mail, nextAt: at('2027-01-18T07:00:00Z') } })
		expect([await settle(), await settle()]).toEqual([true, false])
		expect(await mails(firm)).toHaveLength(1)
	})

	test('follows a publication once, and no correction or other company', async () => {
		const [firm, other] = [await company(), await company()]
		const ids: [Company, Person, string][] = []
		for (const one of [firm, other]) {
			const ada = await one.addMember('Ada', { roles: ['hr'] })
			await one.addParticipant(ada)
			const reportId = await reportOf(ada, { kind: 'board', name: 'Ada to the board' })
			await scheduleFor(ada, reportId, { rhythm: 'publication', day: 1, hour: 8 })
			ids.push([one, ada, reportId])
		}
		await tend('2027-02-01T09:00:00Z')
		expect(await mails(firm)).toEqual([])
		const published = await publishCycle(systemScope(firm.accountId), {
			cycleId: firm.cycleId,
			at: at('2027-02-01T10:00:00Z'),
		})
		expect(published).toMatchObject({ ok: true })
		await tend('2027-02-02T06:59:00Z')
		expect(await mails(firm)).toEqual([])
		await tend('2027-02-02T07:00:00Z')
		await tend('2027-02-03T07:00:00Z')
		const [mail, ...more] = await mails(firm)
		expect(more).toEqual([])
		expect(mail?.subject).toMatch(/^Look at board view of reports-\d+, 2 Feb 2027$/)
		expect(mail?.all).toContain(`/reports/saved/${ids[0]?.[2]}`)
		expect(mail?.all).not.toContain('Ada')
		expect(await mails(other)).toEqual([])
	})
})

describe('it stops', () => {
	const lose: Record<
		string,
		(of: { firm: Company; reader: Person; owner: Person; reportId: string }) => Promise<unknown>
	> = {
		'when the person may not read the report any more': ({ reader }) =>
			database.adminPool.query(`UPDATE membership SET roles = '{member}' WHERE id = $1`, [
				reader.scope.membershipId,
			]),
		'when the person has left': ({ reader }) =>
			database.adminPool.query(`UPDATE member SET left_on = '2026-01-01' WHERE id = $1`, [reader.memberId]),
		'when the report is shared no more': ({ owner, reportId }) =>
			changeSavedReport(owner.scope, { reportId, version: 1, name: 'Mine', isShared: false }),
		'when the membership is removed': ({ reader }) =>
			database.adminPool.query(`DELETE FROM membership WHERE id = $1`, [reader.scope.membershipId]),
	}
	test.each(Object.entries(lose))('%s', async (_when, takeAway) => {
		const firm = await company()
		const owner = await firm.addMember('Olga', { roles: ['hr'] })
		const reader = await firm.addMember('Rita', { roles: ['hr'] })
		const reportId = await reportOf(owner, { kind: 'reminders', isShared: true })
		await scheduleFor(owner, reportId)
		await scheduleFor(reader, reportId)
		await takeAway({ firm, reader, owner, reportId })
		await tend('2027-01-11T07:00:00Z')
		await tend('2027-01-18T07:00:00Z')
		// The owner's go on.
		expect(await mails(firm)).toHaveLength(2)
		const schedule = await getReportSchedule(reader.scope, { reportId })
		expect(schedule === null || schedule.stoppedAt !== null).toBe(true)
		expect(schedule?.nextAt ?? null).toBeNull()
	})

	test('and begins anew when it is saved again, unless it was changed meanwhile', async () => {
		const firm = await company()
		const ada = await firm.addMember('Ada')
		const reportId = await reportOf(ada)
		expect(await scheduleFor(ada, reportId)).toEqual({ ok: true })
		expect(await scheduleFor(ada, reportId)).toEqual({ ok: false, reason: 'conflict' })
		expect(await scheduleFor(ada, reportId, { ...daily, hour: 9 }, 1)).toEqual({ ok: true })
		expect(await scheduleFor(ada, reportId, daily, 1)).toEqual({ ok: false, reason: 'conflict' })
		expect(await getReportSchedule(ada.scope, { reportId })).toMatchObject({ hour: 9, version: 2 })
		await stopReportSchedule(ada.scope, { reportId })
		expect(await scheduleFor(ada, reportId, daily, 2)).toEqual({ ok: false, reason: 'conflict' })
	})
})
