import { expect, test } from 'vitest'
import { SeededRandom } from '#seed/demo/random.ts'
import { foundCompany } from '#tests/check-ins/company.ts'
import type { Answer } from '#tests/check-ins/visitor.ts'
import { fieldsOf, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import { times } from './times.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const random = new SeededRandom(1000)
const company = await foundCompany(database.adminPool, 'races')
const root = `${server.url}/a/races`

async function pair() {
	const manager = await company.addMember('Mara Manager')
	const member = await company.addMember('Sam Sales', { managerId: manager.memberId })
	const participantId = await company.addParticipant(member, { manager })
	const token = async (userId: string | null) => startSessionOf(database.adminPool, userId)
	return {
		...{ participantId, member },
		self: visit(root, await token(member.userId)),
		manager: visit(root, await token(manager.userId)),
		here: `/check-ins/${participantId}`,
	}
}
type Pair = Awaited<ReturnType<typeof pair>>

/** The form of a page with answers put in. */
async function fill(visitor: Pair['self'], path: string, halfSteps: number, more: Record<string, string>) {
	const { text, status } = await visitor.get(path)
	expect(status).toBe(200)
	const answers = [0, 1, 2].map((index) => [`answers[${index}].halfSteps`, String(halfSteps)])
	return { ...fieldsOf(text), usesAi: 'yes', alikeMeant: 'yes', ...Object.fromEntries(answers), ...more }
}

/** Of two at the same moment one is taken, and the other is told what the first has written. */
function expectOneWinner(answers: Answer[], marks: string[]): string {
	expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
	const winner = answers.findIndex(({ status }) => status === 303)
	const mark = marks[winner] ?? ''
	expect(answers[1 - winner]?.text.includes(mark), mark).toBe(true)
	return mark
}

const one = async <Row extends Record<string, unknown>>(text: string, values: unknown[]) =>
	(await database.adminPool.query<Row>(text, values)).rows[0]

async function tabsOfADraft(): Promise<void> {
	const { self, here, participantId } = await pair()
	// The first save of all, or a later one.
	if (random.chance(0.5))
		await self.post(here, await fill(self, here, 2, { note: 'before', intent: 'draft' }))
	const marks = ['from one tab', 'from another tab']
	const forms = await Promise.all(
		marks.map((note, tab) => fill(self, here, tab === 0 ? 3 : 5, { note, intent: 'draft' })),
	)
	const answers = await Promise.all(forms.map((form) => self.post(here, form)))
	const note = expectOneWinner(answers, marks)
	expect(
		await one('SELECT note FROM check_in WHERE account_id = $1 AND participant_id = $2', [
			company.accountId,
			participantId,
		]),
	).toEqual({ note })
}

async function bothRaters(): Promise<Pair> {
	const both = await pair()
	const { self, manager, here, participantId } = both
	const forms = [
		await fill(self, here, 3, { intent: 'send' }),
		await fill(manager, here, 5, { intent: 'send' }),
	] as const
	const answers = await Promise.all([self.post(here, forms[0]), manager.post(here, forms[1])])
	for (const answer of answers) {
		expect(answer).toMatchObject({ status: 303, location: `/a/races${here}/agreement` })
	}
	const { rows } = await database.adminPool.query(
		`SELECT rater, tier FROM check_in WHERE account_id = $1 AND participant_id = $2 AND submitted_at IS NOT NULL ORDER BY rater`,
		[company.accountId, participantId],
	)
	expect(rows).toEqual([
		{ rater: 'self', tier: 3 },
		{ rater: 'manager', tier: 5 },
	])
	// Neither is blind any more, whoever was second.
	for (const visitor of [self, manager]) {
		expect((await visitor.get(`${here}/agreement`)).text).not.toContain('Waiting for the other side')
	}
	return both
}

async function tabsOfAnAgreement(): Promise<void> {
	const { manager, here, participantId } = await bothRaters()
	const there = `${here}/agreement`
	const reasons = ['agreed in one tab', 'agreed in another tab']
	const forms = await Promise.all(
		reasons.map((tierReason) => fill(manager, there, 4, { tier: '2', tierReason })),
	)
	const answers = await Promise.all(forms.map((form) => manager.post(there, form)))
	const reason = expectOneWinner(answers, reasons)
	expect(
		await one('SELECT tier_reason, tier FROM outcome WHERE account_id = $1 AND participant_id = $2', [
			company.accountId,
			participantId,
		]),
	).toEqual({ tier_reason: reason, tier: 2 })
}

async function tabsOfAPerson(): Promise<void> {
	const hr = await company.addMember('Hana HR', { roles: ['hr'] })
	const { member } = await pair()
	const visitor = visit(root, await startSessionOf(database.adminPool, hr.userId))
	const path = `/people/${member.memberId}`
	const titles = ['Title of one tab', 'Title of another tab']
	const forms = await Promise.all(
		titles.map(async (jobTitle) => ({
			...fieldsOf((await visitor.get(path)).text),
			intent: 'save',
			jobTitle,
		})),
	)
	const answers = await Promise.all(forms.map((form) => visitor.post(path, form)))
	const title = expectOneWinner(answers, titles)
	expect(
		await one('SELECT job_title FROM member WHERE account_id = $1 AND id = $2', [
			company.accountId,
			member.memberId,
		]),
	).toEqual({ job_title: title })
}

const races = [tabsOfADraft, bothRaters, tabsOfAnAgreement, tabsOfAPerson]

test('of two who write one record at the same moment none is lost, and the second sees both', async () => {
	const total = times(1000, 12)
	let held = 0
	for (; held < total; held += 1) await races[held % races.length]?.()
	expect(held).toBe(total)
})
