import { describe, expect, it } from 'vitest'
import { checkInLimits } from '#app/domain/check-in/check-in-draft.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { Company, Person } from './company.ts'
import { foundCompany, salesKeys } from './company.ts'
import { fieldsOf, startSessionOf, visit } from './visitor.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)

let companies = 0
async function pair() {
	const slug = `pages-${++companies}`
	const company = await foundCompany(database.adminPool, slug)
	const manager = await company.addMember('Mara Manager')
	const member = await company.addMember('Sam Sales', { managerId: manager.memberId })
	const participantId = await company.addParticipant(member, { manager })
	const as = async (person: Person) =>
		visit(`${server.url}/a/${slug}`, await startSessionOf(database.adminPool, person.userId))
	const here = `/check-ins/${participantId}`
	return { company, slug, manager, member, participantId, here, as }
}
type Visitor = Awaited<ReturnType<Awaited<ReturnType<typeof pair>>['as']>>

/** The form of the page, with answers put in. */
async function fill(
	visitor: Visitor,
	here: string,
	answers: readonly number[],
	more: Record<string, string> = {},
) {
	const { text, status } = await visitor.get(here)
	expect(status).toBe(200)
	const fields = fieldsOf(text)
	answers.forEach((halfSteps, index) => (fields[`answers[${index}].halfSteps`] = String(halfSteps)))
	// Answers that are all alike would be asked back once.
	return { ...fields, usesAi: 'yes', alikeMeant: 'yes', ...more }
}

const storedOf = async (company: Company) => {
	const { rows } = await database.adminPool.query<{
		rater: string
		note: string | null
		tier: number
		sent: boolean
	}>(
		`SELECT rater, note, tier, submitted_at IS NOT NULL AS sent FROM check_in WHERE account_id = $1 ORDER BY rater`,
		[company.accountId],
	)
	return rows
}

describe('the check-in page without a script', () => {
	it('saves a draft, shows it again with its suggestion, sends it, and then only shows it', async () => {
		const { company, member, here, as, slug } = await pair()
		const visitor = await as(member)
		const draft = await fill(visitor, here, [3, 3, 6], { note: 'שלום 👩🏽‍💻', intent: 'draft' })
		const saved = await visitor.post(here, draft)
		expect(saved).toMatchObject({ status: 303, location: `/a/${slug}${here}` })
		const again = await visitor.get(here)
		expect(again.text).toContain('Suggested:')
		expect(again.text).toContain('in transition')
		const shown = fieldsOf(again.text)
		expect(shown).toMatchObject({ usesAi: 'yes', note: 'שלום 👩🏽‍💻', version: '1', 'answers[2].halfSteps': '6' })

		const sent = await visitor.post(here, { ...shown, intent: 'send' })
		expect(sent).toMatchObject({ status: 303, location: `/a/${slug}${here}/agreement` })
		expect(await storedOf(company)).toEqual([{ rater: 'self', note: 'שלום 👩🏽‍💻', tier: 3, sent: true }])
		const locked = await visitor.get(here)
		expect(locked.text).toContain('What you sent')
		expect(fieldsOf(locked.text)['intent']).toBeUndefined()
		const waiting = (await visitor.get(`${here}/agreement`)).text
		expect(waiting).toContain('Waiting for the other side')
		expect(waiting).toContain('What you sent')

		// The same click once more goes on to the same page; another one is told that it was sent.
		expect(await visitor.post(here, { ...shown, intent: 'send' })).toMatchObject({ status: 303 })
		const later = await visitor.post(here, { ...shown, idempotencyKey: 'another-click', intent: 'send' })
		expect(later).toMatchObject({ status: 303, location: `/a/${slug}${here}` })
		expect(decodeURIComponent(later.cookies.join())).toContain('was sent already')
	})

	it('says to whom the running cycle does not ask that it does not', async () => {
		const { company, as } = await pair()
		const visitor = await as(await company.addMember('Hana Human', { roles: ['hr', 'member'] }))
		const { text } = await visitor.get('/check-ins')
		expect(text).toContain('You don’t take part in')
		expect(text).not.toContain('When the next cycle opens')
	})

	it('takes a draft that was emptied for none, and says so', async () => {
		const { member, here, as } = await pair()
		const visitor = await as(member)
		await visitor.post(here, await fill(visitor, here, [3], { note: 'a word', intent: 'draft' }))
		expect((await visitor.get('/check-ins')).text).toContain('Draft saved')
		const { idempotencyKey = '', version = '' } = fieldsOf((await visitor.get(here)).text)
		const emptied = await visitor.post(here, { idempotencyKey, version, note: ' ', intent: 'draft' })
		expect(decodeURIComponent(emptied.cookies.join())).toContain('Your draft is empty now.')
		const list = (await visitor.get('/check-ins')).text
		expect(list).toContain('To do')
		expect(list).not.toContain('Draft saved')
	})

	it('says what is missing or wrong in its place, changes nothing and keeps what was typed', async () => {
		const { company, member, here, as } = await pair()
		const visitor = await as(member)
		const cases: [Record<string, string>, string][] = [
			// The summary says which question is meant.
			[{ 'answers[1].halfSteps': '' }, '? Choose what fits best.'],
			[{ usesAi: '' }, 'Answer the entry question.'],
			[{ tier: '6' }, 'Say in a sentence why you choose another tier'],
			[{ 'answers[0].evidenceUrl': 'javascript:alert(1)' }, 'A link starts with https:// or http://.'],
			[{ 'answers[0].evidenceUrl': 'java\tscript:alert(1)' }, 'A link starts with https:// or http://.'],
			[{ note: 'x'.repeat(checkInLimits.note + 7) }, 'at most and has 4007. Shorten it by 7.'],
			[{ note: '😀'.repeat(checkInLimits.note + 1) }, 'Shorten it by 1.'],
			[{ note: 'a\0b' }, 'characters that cannot be stored'],
			[{ note: 'y'.repeat(150_000) }, 'far more text than fits'],
			[{ 'answers[0].halfSteps': '9' }, 'alert'],
			[{ 'answers[0].questionKey': 'design.other' }, 'The questions have changed'],
		]
		for (const [change, message] of cases) {
			const form = await fill(visitor, here, [2, 2, 2], { tierReason: '', intent: 'send', ...change })
			const { status, text } = await visitor.post(here, form)
			expect(status, JSON.stringify(change).slice(0, 80)).toBe(400)
			expect(text).toContain(message)
			expect(text).not.toContain('href="javascript:')
			if (!('answers[0].halfSteps' in change)) {
				expect(fieldsOf(text)['answers[0].halfSteps']).toBe('2')
			}
		}
		expect(await storedOf(company)).toEqual([])
	})

	it('takes a note of exactly the limit, and answers a form that is none with 400', async () => {
		const { company, member, here, as } = await pair()
		const visitor = await as(member)
		const note = '😀'.repeat(checkInLimits.note)
		const form = await fill(visitor, here, [2, 2, 2], { note, intent: 'send' })
		expect((await visitor.post(here, form)).status).toBe(303)
		expect((await storedOf(company))[0]?.note).toBe(note)
		const forms: Record<string, string>[] = [
			{},
			{ intent: 'explode' },
			{ intent: 'send', version: '-1' },
			{ version: 'x' },
		]
		for (const broken of forms) expect((await visitor.post(here, broken)).status).toBe(400)
	})

	it('answers 409 with both versions where another tab was faster, and the person decides', async () => {
		const { company, member, here, as } = await pair()
		const visitor = await as(member)
		const mine = await fill(visitor, here, [2, 2, 2], { note: 'from this tab', intent: 'draft' })
		const other = await fill(visitor, here, [6, 6, 6], { note: 'from the other tab', intent: 'draft' })
		expect((await visitor.post(here, other)).status).toBe(303)
		for (const intent of ['draft', 'send', 'autosave']) {
			const { status, text } = await visitor.post(here, { ...mine, intent })
			expect(status, intent).toBe(409)
			expect(text).toContain('from the other tab')
			expect(fieldsOf(text)).toMatchObject({
				note: 'from this tab',
				'answers[0].halfSteps': '2',
				version: '1',
			})
		}
		expect(await storedOf(company)).toMatchObject([{ note: 'from the other tab', sent: false }])
		const { text } = await visitor.post(here, mine)
		expect((await visitor.post(here, { ...fieldsOf(text), intent: 'draft' })).status).toBe(303)
		expect(await storedOf(company)).toMatchObject([{ note: 'from this tab' }])
	})

	it('drops a tier that was chosen before the entry question was answered with no', async () => {
		const { company, member, here, as } = await pair()
		const visitor = await as(member)
		const form = await fill(visitor, here, [6, 6, 6], { usesAi: 'no', tier: '6', intent: 'send' })
		expect((await visitor.post(here, form)).status).toBe(303)
		expect(await storedOf(company)).toMatchObject([{ tier: 1, sent: true }])
	})

	it('is not there for anybody else: one answer, to the byte, as for what does not exist', async () => {
		const one = await pair()
		const two = await pair()
		const colleague = await one.company.addMember('Cora')
		const hr = await one.company.addMember('Hana', { roles: ['hr', 'member'] })
		const visitor = await one.as(colleague)
		const nothing = await visitor.get('/check-ins/00000000-0000-4000-8000-000000000000')
		expect(nothing.status).toBe(404)
		const same = async (who: Visitor, path: string) => {
			const { status, text } = await who.get(path)
			expect([status, text]).toEqual([404, nothing.text])
			expect((await who.post(path, { intent: 'draft' })).status).not.toBe(303)
		}
		await same(visitor, one.here)
		await same(visitor, two.here)
		await same(visitor, `${two.here}/agreement`)
		await same(visitor, `${one.here}/agreement`)
		await same(await one.as(one.manager), two.here)
		await same(await one.as(hr), one.here)
		const valid = await fill(await two.as(two.member), two.here, [2, 2, 2], { intent: 'send' })
		const stolen = await visitor.post(two.here, valid)
		expect(stolen.status).toBe(404)
		expect(await storedOf(two.company)).toEqual([])
	})
})

describe('the agreement page without a script', () => {
	async function bothSent() {
		const all = await pair()
		const member = await all.as(all.member)
		const manager = await all.as(all.manager)
		const evidence = { 'answers[0].evidenceUrl': 'https://example.com/proof', note: 'a word to you' }
		await member.post(all.here, await fill(member, all.here, [2, 4, 6], { ...evidence, intent: 'send' }))
		await manager.post(all.here, await fill(manager, all.here, [2, 5, 3], { intent: 'send' }))
		return { ...all, visitors: { member, manager }, page: `${all.here}/agreement` }
	}

	it('shows both sides with their differences, equal answers chosen, and the result to both', async () => {
		const { company, slug, visitors, page } = await bothSent()
		const { text } = await visitors.manager.get(page)
		for (const words of [
			'Same answer',
			'Half a tier apart',
			'1.5 tiers apart',
			'1 answer stands',
			'https://example.com/proof',
			'a word to you',
		]) {
			expect(text).toContain(words)
		}
		const form = fieldsOf(text)
		expect(form).toMatchObject({ 'answers[0].halfSteps': '2', usesAi: 'yes', version: '0' })
		expect(form['answers[1].halfSteps']).toBeUndefined()
		expect(form['answers[2].halfSteps']).toBeUndefined()

		const half = await visitors.manager.post(page, form)
		expect(half.status).toBe(400)
		expect(half.text.match(/Choose what fits best\./g)?.length).toBeGreaterThanOrEqual(2)

		const agreed = { ...form, 'answers[1].halfSteps': '4', 'answers[2].halfSteps': '4' }
		expect(await visitors.manager.post(page, agreed)).toMatchObject({
			status: 303,
			location: `/a/${slug}${page}`,
		})
		expect(await visitors.manager.post(page, agreed)).toMatchObject({ status: 303 })
		expect((await visitors.manager.get(page)).text).toContain('works at tier <!-- -->2.0')
		const own = (await visitors.member.get(page)).text
		expect(own).toContain('You work at tier 2.0')
		expect(own).toContain('Next step: ')
		expect(own).not.toContain('Agree anew')
		expect((await visitors.member.get('')).text).toContain('You work at tier 2.0')
		expect((await visitors.manager.get('/check-ins')).text).toContain('Agreed')
		const { rows } = await database.adminPool.query(
			`SELECT question_key, half_steps FROM outcome_answer WHERE account_id = $1 ORDER BY half_steps, question_key`,
			[company.accountId],
		)
		expect(rows.map(({ half_steps }) => half_steps)).toEqual([2, 4, 4])
	})

	it('has what is measured beside what was chosen, for both, and beside what one has sent', async () => {
		const { company, member, visitors, here, page } = await bothSent()
		await database.adminPool.query(
			`WITH metric AS (
				INSERT INTO metric (account_id, key, name, description, unit, direction, aggregation, weight_name, built_in)
				VALUES ($1, 'share-of-time-on-admin', 'Admin', '', 'share', 'down', 'ratio_of_sums', 'Hours', true) RETURNING id),
			 import AS (
				INSERT INTO import (account_id, kind, file_name, sha256, state)
				VALUES ($1, 'metrics-long', 'hours.csv', repeat('0', 64), 'applied') RETURNING id)
			 INSERT INTO observation (account_id, metric_id, starts_on, grain, subject_kind, subject_id, member_id, value, weight, import_id)
			 SELECT $1, m.id, '2026-11-01', 'month', 'member', $2, $2, 45, 100, i.id FROM metric m, import i`,
			[company.accountId, member.memberId],
		)
		for (const [who, path] of [
			['manager', page],
			['member', page],
			['member', here],
		] as const) {
			expect((await visitors[who].get(path)).text, `${who} at ${path}`).toContain(
				'What is measured lies between',
			)
		}
		expect((await visitors.manager.get(here)).text).not.toContain('What is measured')
	})

	it('answers 409 with both versions where another tab agreed in the meantime', async () => {
		const { visitors, page } = await bothSent()
		const form = fieldsOf((await visitors.manager.get(page)).text)
		const choose = (halfSteps: string) => ({
			...form,
			...Object.fromEntries(salesKeys.map((_, index) => [`answers[${index}].halfSteps`, halfSteps])),
		})
		expect(
			(await visitors.manager.post(page, { ...choose('3'), idempotencyKey: 'first-tab-0001' })).status,
		).toBe(303)
		const late = await visitors.manager.post(page, { ...choose('6'), idempotencyKey: 'second-tab-0001' })
		expect(late.status).toBe(409)
		expect(late.text).toContain('Something was agreed in another tab')
		expect(fieldsOf(late.text)).toMatchObject({ version: '1', 'answers[0].halfSteps': '6' })
		expect((await visitors.member.get(page)).text).toContain('You work at tier 1.5')
	})

	it('is recorded by the manager alone', async () => {
		const { company, visitors, page, as } = await bothSent()
		const hr = await as(await company.addMember('Hana', { roles: ['hr', 'member'] }))
		const form = fieldsOf((await visitors.manager.get(page)).text)
		const agreed = { ...form, 'answers[1].halfSteps': '4', 'answers[2].halfSteps': '4' }
		expect((await visitors.member.post(page, agreed)).status).toBe(404)
		expect((await hr.post(page, agreed)).status).toBe(404)
		const seen = await hr.get(page)
		expect(seen.status).toBe(200)
		expect(seen.text).toContain('https://example.com/proof')
		expect(seen.text).not.toContain('a word to you')
		const { rows } = await database.adminPool.query(`SELECT FROM outcome WHERE account_id = $1`, [
			company.accountId,
		])
		expect(rows).toHaveLength(0)
	})
})
