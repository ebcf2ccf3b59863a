import { afterAll, beforeAll, expect, test } from 'vitest'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { changeCyclePlan } from '#app/data/change-cycle-plan.server.ts'
import { closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { findLatestJob } from '#app/data/find-latest-job.server.ts'
import { getCyclePlan } from '#app/data/get-cycle-plan.server.ts'
import { getCycleProgress } from '#app/data/get-cycle-progress.server.ts'
import { sampleLoadedAction } from '#app/data/is-sample-complete.server.ts'
import { moveCyclePhase } from '#app/data/move-cycle-phase.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { countEligible, countUnassessed } from '#app/domain/cycle/participant-standing.ts'
import { tendCycles } from '#app/jobs/tend-cycles.server.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import {
	actionsOf,
	baseUrl,
	createPlanned,
	inDays,
	noPlan,
	passDays,
	phaseOf,
	runPublications,
	subjectsOf,
	tend,
} from './calendar.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 20 }))
afterAll(closeDatabase)

const weeks = { opensOn: inDays(1), reviewOn: inDays(8), calibrationOn: inDays(15), publishesOn: inDays(22) }

test('phases begin on their days by themselves, each once, and nothing begins before', async () => {
	const company = await RandomCompany.found(database.adminPool, 201, { members: 12 })
	const cycleId = await createPlanned(company, weeks)
	const seen: (string | undefined)[] = []
	for (let day = 0; day <= 22; day += 1) {
		// As two processes would, at the same moment.
		await Promise.all([tendCycles({ baseUrl }), tendCycles({ baseUrl })])
		await runPublications(company)
		seen.push(await phaseOf(company, cycleId))
		await passDays(company, 1)
	}
	const of = (phase: string, days: number) => Array.from({ length: days }, () => phase)
	expect(seen).toEqual([
		...of('draft', 1),
		...of('open', 7),
		...of('review', 7),
		...of('calibration', 7),
		'published',
	])
	expect(await actionsOf(company)).toEqual([
		...['cycle.created', 'cycle.opened', 'cycle.moved', 'cycle.moved', 'cycle.published'],
	])
})

test('what is missing is told once, from two days before a phase ends', async () => {
	const company = await RandomCompany.found(database.adminPool, 209, { members: 40 })
	const cycleId = await createPlanned(company, { reviewOn: inDays(5), publishesOn: inDays(30) })
	await openCycle(company.hr, { cycleId })
	const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
	await tend(company, inHours(2 * 24))
	expect(await subjectsOf(company)).toEqual([])
	await Promise.all([
		tendCycles({ baseUrl, at: inHours(3 * 24) }),
		tendCycles({ baseUrl, at: inHours(3 * 24) }),
	])
	await tend(company, inHours(4 * 24))
	const mails = await company.sql<{ subject: string; text: string }>(
		`SELECT subject, text FROM outbox_message WHERE account_id = $1 AND unsubscribe_url IS NULL`,
		[company.accountId],
	)
	const { total } = await getCycleProgress(company.hr, { cycleId })
	expect(mails).toHaveLength(1)
	expect(mails[0]?.subject).toMatch(/^See what is missing in Q\d 20\d\d before /)
	expect(mails[0]?.text).toContain(
		`${countUnassessed(total)} people of ${countEligible(total)} people have no result yet`,
	)
	expect(mails[0]?.text).toContain(`${total['waits-for-both']} people: Neither has sent theirs.`)
	expect(mails[0]?.text).toContain(`/cycles/${cycleId}?view=people&standing=unassessed`)
})

test('a day begins where the account is', async () => {
	const company = await RandomCompany.found(database.adminPool, 202, { members: 12 })
	await company.sql(`UPDATE account SET time_zone = 'Pacific/Auckland' WHERE id = $1`, [company.accountId])
	const cycleId = await createPlanned(company, { ...noPlan, opensOn: inDays(3) })
	await company.sql(`UPDATE cycle SET opens_on = '2027-03-01' WHERE account_id = $1 AND id = $2`, [
		company.accountId,
		cycleId,
	])
	// Midnight of 1 March in Auckland is 11:00 on 28 February in UTC.
	await tend(company, new Date('2027-02-28T10:59:00Z'))
	expect(await phaseOf(company, cycleId)).toBe('draft')
	await tend(company, new Date('2027-02-28T11:00:00Z'))
	expect(await phaseOf(company, cycleId)).toBe('open')
})

test('what stands in the way of an opening is told once, and it opens when that is gone', async () => {
	const company = await RandomCompany.found(database.adminPool, 203, { members: 12 })
	const running = await createPlanned(company)
	expect(await openCycle(company.hr, { cycleId: running })).toMatchObject({ ok: true })
	const next = await createPlanned(company, { day: inDays(92), opensOn: inDays(1) })
	await passDays(company, 1)
	for (let look = 0; look < 3; look += 1) await tend(company)
	expect(await phaseOf(company, next)).toBe('draft')
	const mails = await company.sql<{ subject: string; text: string; recipient: string }>(
		`SELECT subject, text, recipient FROM outbox_message WHERE account_id = $1 AND unsubscribe_url IS NULL`,
		[company.accountId],
	)
	expect(mails).toHaveLength(1)
	expect(mails[0]?.subject).toMatch(/^Look at Q\d 20\d\d, which could not be opened on /)
	expect(mails[0]?.text).toContain('one cycle runs at a time')
	expect(mails[0]?.recipient).toBe(`${company.hr.userId}@example.com`)
	await publishCycle(company.hr, { cycleId: running })
	await tend(company)
	expect(await phaseOf(company, next)).toBe('open')
})

test('a draft whose later days have passed is not opened to end at once, by date or by hand', async () => {
	const company = await RandomCompany.found(database.adminPool, 204, { members: 12 })
	const cycleId = await createPlanned(company, weeks)
	await passDays(company, 30)
	await tend(company)
	expect(await phaseOf(company, cycleId)).toBe('draft')
	expect(await openCycle(company.hr, { cycleId })).toEqual({
		ok: false,
		reason: 'dates-passed',
		date: 'reviewOn',
	})
	expect(await subjectsOf(company)).toHaveLength(1)
	const plan = await getCyclePlan(company.hr, { cycleId })
	const input = { ...noPlan, publishesOn: inDays(9), repeats: false, teamIds: [], familyIds: [] }
	const changed = await changeCyclePlan(company.hr, { cycleId, version: plan?.version ?? 0, input })
	expect(changed).toEqual({ ok: true, changed: true })
	expect(await openCycle(company.hr, { cycleId })).toMatchObject({ ok: true })
})

test('a publication that began by its day asks at its commit whether the day still stands', async () => {
	const company = await RandomCompany.found(database.adminPool, 205, { members: 12 })
	const { hr } = company
	const cycleId = await createPlanned(company, { publishesOn: inDays(1) })
	await openCycle(hr, { cycleId })
	await passDays(company, 1)
	await tendCycles({ baseUrl })
	const of = { kinds: ['cycle-publish'] as const, subjectId: cycleId }
	expect(await findLatestJob(hr, of)).toMatchObject({ state: 'queued', createdByUserId: null })
	const { version = 0 } = (await getCyclePlan(hr, { cycleId })) ?? {}
	const input = { ...noPlan, publishesOn: inDays(5), repeats: false, teamIds: [], familyIds: [] }
	expect(await changeCyclePlan(hr, { cycleId, version, input })).toMatchObject({ ok: true })
	await runPublications(company)
	expect(await findLatestJob(hr, of)).toMatchObject({ state: 'failed', problem: 'not-due' })
	expect(await phaseOf(company, cycleId)).toBe('open')
	await passDays(company, 5)
	await tend(company)
	expect(await phaseOf(company, cycleId)).toBe('published')
})

test('a publication that fails is told once and tried again the next day', async () => {
	const company = await RandomCompany.found(database.adminPool, 206, { members: 12 })
	const cycleId = await createPlanned(company, { publishesOn: inDays(1) })
	await openCycle(company.hr, { cycleId })
	await passDays(company, 1)
	await tendCycles({ baseUrl })
	await company.sql(
		`UPDATE job SET state = 'failed', problem = 'broken', finished_at = now() WHERE account_id = $1`,
		[company.accountId],
	)
	for (let look = 0; look < 3; look += 1) await tend(company)
	expect(await phaseOf(company, cycleId)).toBe('open')
	expect(await subjectsOf(company)).toMatchObject([expect.stringContaining('could not be published')])
	await company.sql(`UPDATE job SET created_at = created_at - interval '1 day' WHERE account_id = $1`, [
		company.accountId,
	])
	await tend(company)
	expect(await phaseOf(company, cycleId)).toBe('published')
})

test('by hand a cycle goes forward only, once for two clicks', async () => {
	const company = await RandomCompany.found(database.adminPool, 207, { members: 12 })
	const { hr } = company
	const cycleId = await createPlanned(company)
	expect(await moveCyclePhase(hr, { cycleId, to: 'review' })).toEqual({
		ok: false,
		reason: 'not-now',
		phase: 'draft',
	})
	await openCycle(hr, { cycleId })
	const clicks = await Promise.all([
		moveCyclePhase(hr, { cycleId, to: 'calibration' }),
		moveCyclePhase(hr, { cycleId, to: 'calibration' }),
	])
	expect(clicks.map((click) => click.ok && click.moved).toSorted()).toEqual([false, true])
	expect(await moveCyclePhase(hr, { cycleId, to: 'review' })).toMatchObject({ phase: 'calibration' })
	await publishCycle(hr, { cycleId })
	expect(await moveCyclePhase(hr, { cycleId, to: 'calibration' })).toMatchObject({ phase: 'published' })
	expect((await actionsOf(company)).filter((action) => action === 'cycle.moved')).toHaveLength(1)
})

test('a plan is changed as far as its phases are to come, and a stale or wrong one changes nothing', async () => {
	const company = await RandomCompany.found(database.adminPool, 208, { members: 12 })
	const { hr } = company
	const cycleId = await createPlanned(company, weeks)
	const change = async (input: Partial<typeof weeks & { lateJoinersUntil: string }>, version?: number) => {
		const plan = await getCyclePlan(hr, { cycleId })
		if (!plan) throw new Error('no plan')
		const all = { ...plan, teamIds: [], familyIds: [], ...input }
		return changeCyclePlan(hr, { cycleId, version: version ?? plan.version, input: all })
	}
	expect(await change({ reviewOn: inDays(1) })).toMatchObject({
		reason: 'plan',
		field: 'reviewOn',
		problem: 'order',
		notAfter: 'opensOn',
	})
	expect(await change({ opensOn: inDays(0) })).toMatchObject({ field: 'opensOn', problem: 'past' })
	expect(await change({ lateJoinersUntil: inDays(15) })).toMatchObject({ problem: 'after-answers' })
	expect(await change({ lateJoinersUntil: inDays(0) })).toMatchObject({ problem: 'before-opening' })
	expect(await change({ opensOn: inDays(2) }, 99)).toMatchObject({ reason: 'stale' })
	expect(await getCyclePlan(hr, { cycleId })).toMatchObject(weeks)
	await openCycle(hr, { cycleId })
	// The day of the opening has been; the others move.
	expect(await change({ opensOn: inDays(4), reviewOn: inDays(9) })).toEqual({ ok: true, changed: true })
	expect(await getCyclePlan(hr, { cycleId })).toMatchObject({ ...weeks, reviewOn: inDays(9) })
	expect(await change({})).toEqual({ ok: true, changed: false })
	await publishCycle(hr, { cycleId })
	const { version = 0 } = (await getCyclePlan(hr, { cycleId })) ?? {}
	const input = { ...noPlan, repeats: true, teamIds: [], familyIds: [] }
	expect(await changeCyclePlan(hr, { cycleId, version, input })).toEqual({ ok: true, changed: true })
	expect(await getCyclePlan(hr, { cycleId })).toMatchObject({
		...weeks,
		reviewOn: inDays(9),
		repeats: true,
	})
})

test('a sample company is left alone until it is loaded', async () => {
	const company = await RandomCompany.found(database.adminPool, 210, { members: 12 })
	const cycleId = await createPlanned(company, { opensOn: inDays(-1), publishesOn: inDays(5) })
	await company.sql(`UPDATE account SET is_sample = true WHERE id = $1`, [company.accountId])
	await tend(company)
	expect(await phaseOf(company, cycleId)).toBe('draft')
	await withAccount(company.hr, (transaction) =>
		appendAuditEvent(transaction, company.hr, {
			action: sampleLoadedAction,
			subject: { kind: 'account', id: company.accountId },
			detail: {},
		}),
	)
	await tend(company)
	expect(await phaseOf(company, cycleId)).toBe('open')
})
