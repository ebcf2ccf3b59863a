import { beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import type { FamilyDraft } from '#app/domain/framework/rubric-draft.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import type { Company } from '#tests/auth/new-company.ts'
import { join, newCompany } from '#tests/auth/new-company.ts'
import { sessionCookie, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { textOf } from '#tests/support/page-text.ts'
import { startTestServer } from '#tests/support/server.ts'
import { at, formOf, ownFamily } from './drafts.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { key } = skillProgressionMap.rubric

let company: Company
let owner: ReturnType<typeof visit>
let admin: ReturnType<typeof visit>
let token: string
let map: string

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await newCompany({ roles: ['owner'], content: builtInContent })
	const second = await join(company, { roles: ['admin'] })
	await closeDatabase()
	token = await startSessionOf(database.adminPool, company.owner.userId)
	owner = visit(server.url, token)
	admin = visit(server.url, await startSessionOf(database.adminPool, second.userId))
	map = `/a/${company.slug}/frameworks/${key}`
})

const hidden = (html: string, name: string) =>
	new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const fieldsOf = (family: FamilyDraft) =>
	Object.fromEntries([...formOf(family)].map(([name, value]) => [name, String(value)]))
async function upload(text: string) {
	const form = new FormData()
	form.set('idempotencyKey', crypto.randomUUID())
	form.set('file', new File([text], 'rubric.json', { type: 'application/json' }))
	const response = await fetch(`${server.url}${map}/imports/new`, {
		method: 'POST',
		headers: { Cookie: `${sessionCookie}=${token}`, Origin: server.url, 'Sec-Fetch-Site': 'same-origin' },
		body: form,
		redirect: 'manual',
	})
	return {
		status: response.status,
		location: response.headers.get('Location') ?? '',
		text: textOf(await response.text()),
	}
}

describe('from a copy to a version, without a script', () => {
	test('the draft is begun, and a family of one’s own is added', async () => {
		const versions = await owner.get(`${map}/versions`)
		expect(textOf(versions.text)).toContain('New cycles ask it')
		const versionId = /<option value="([0-9a-f-]{36})"/.exec(versions.text)?.[1] ?? ''
		const started = await owner.post(`${map}/versions`, { intent: 'start', versionId })
		expect([started.status, started.location]).toEqual([303, `${map}/draft`])
		const draft = await owner.get(`${map}/draft`)
		expect(textOf(draft.text)).toContain('Nothing is changed yet')
		const form = { intent: 'add-family', idempotencyKey: hidden(draft.text, 'idempotencyKey') }
		const nameless = await owner.post(`${map}/draft`, { ...form, name: ' ' })
		expect(nameless.status).toBe(400)
		expect(textOf(nameless.text)).toContain(
			'Choose one of your role families, or enter the name of a new one.',
		)
		const taken = await owner.post(`${map}/draft`, { ...form, name: 'sales' })
		expect(taken.status).toBe(409)
		const added = await owner.post(`${map}/draft`, { ...form, name: 'Finance' })
		expect(added.location).toBe(`${map}/draft/own-finance`)
	})

	test('it says what is missing, where and what to do, and is not published before', async () => {
		const draft = await owner.get(`${map}/draft`)
		expect(draft.text).toContain(`href="${map}/draft/own-finance#questions"`)
		expect(textOf(draft.text)).toMatch(
			/Finance, questions ?: A family needs at least 2 questions\. Add 2 more\./,
		)
		const refused = await owner.post(`${map}/draft`, {
			intent: 'publish',
			revision: hidden(draft.text, 'revision'),
		})
		expect(refused.status).toBe(409)
		expect(textOf(refused.text)).toContain('Something is missing, so nothing is published.')
	})

	test('questions are added by a button that keeps what was typed, and saved; a stale form gets both', async () => {
		const page = `${map}/draft/own-finance`
		for (const number of [1, 2]) {
			const { text } = await owner.get(page)
			const added = await owner.post(page, {
				...fieldsIn(text),
				'entry.hint': `For example ${number}.`,
				intent: 'add',
			})
			expect(added.location).toBe(`${page}#question.${number - 1}.text`)
		}
		const { text } = await owner.get(page)
		const typed = fieldsIn(text)
		expect(typed['entry.hint']).toBe('For example 2.')
		const own = ownFamily('own-finance', 'Finance')
		const whole = {
			...typed,
			...fieldsOf(own),
			'question.0.key': typed['question.0.key'] ?? '',
			'question.1.key': typed['question.1.key'] ?? '',
		}
		const saved = await owner.post(page, { ...whole, intent: 'save' })
		expect(saved.status).toBe(303)
		const stale = await admin.post(page, {
			...whole,
			'question.0.text': 'The admin’s words 👩🏽‍💻 שלום',
			intent: 'save',
		})
		expect(stale.status).toBe(409)
		expect(textOf(stale.text)).toContain(
			'Somebody else saved this family meanwhile. Nothing of yours is lost',
		)
		expect(stale.text).toContain('The admin’s words 👩🏽‍💻 שלום')
		expect(textOf(stale.text)).toContain('What about the first thing?')
		const again = await admin.post(page, {
			...whole,
			'question.0.text': 'The admin’s words',
			seen: hidden(stale.text, 'seen'),
			intent: 'save',
		})
		expect(again.status).toBe(303)
		const long = await owner.post(page, { ...whole, 'question.0.text': 'x'.repeat(3000), intent: 'save' })
		expect(long.status).toBe(400)
		const after = await owner.get(page)
		expect(after.text).toContain('The admin’s words')
		expect(textOf(after.text)).toContain('Nothing is missing in this family.')
	})

	test('it is published once, and readers see whose words are whose', async () => {
		const draft = await owner.get(`${map}/draft`)
		expect(textOf(draft.text)).toMatch(/Added Finance/)
		const published = await owner.post(`${map}/draft`, {
			intent: 'publish',
			revision: hidden(draft.text, 'revision'),
		})
		expect(published.location).toBe(`${map}/versions`)
		expect(decodeURIComponent(published.cookies.join())).toContain(
			'Version 2 is published: new cycles ask it.',
		)
		const page = await owner.get(`${map}/own-finance`)
		expect(page.status).toBe(200)
		expect(textOf(page.text)).toContain('Added by your company')
		const sales = await owner.get(`${map}/sales`)
		expect(textOf(sales.text)).not.toContain('Added by your company')
	})

	test('its export is imported again: what changes is shown first, and nothing is written before', async () => {
		const versions = await owner.get(`${map}/versions`)
		const href = /href="([^"]*rubric\.json)"/.exec(versions.text)?.[1] ?? ''
		const file = await owner.get(href)
		const json = JSON.parse(file.text) as { families: FamilyDraft[]; account: string }
		expect(json.account).toBe(company.slug)
		const same = await upload(file.text)
		expect(same.status).toBe(303)
		expect(textOf((await owner.get(same.location)).text)).toContain('It would change nothing')
		at(at(json.families, -1).questions, 0).text = 'From the file'
		const changed = await upload(JSON.stringify(json))
		const dryRun = await owner.get(changed.location)
		expect(textOf(dryRun.text)).toContain('From the file')
		expect((await owner.get(`${map}/draft`)).status).toBe(302)
		const applied = await owner.post(changed.location, {
			intent: 'apply',
			revision: hidden(dryRun.text, 'revision'),
		})
		expect(applied.location).toBe(`${map}/draft`)
		expect((await owner.get(changed.location)).status).toBe(404)
		const late = await upload(file.text)
		const stale = await owner.post(late.location, { intent: 'apply', revision: '0' })
		expect(stale.status).toBe(409)
		expect(textOf(stale.text)).toContain('Somebody saved the draft meanwhile')
	})

	test('a file with faults is refused with all of them, and a large one with its size', async () => {
		const refused = await upload('{"format": "contour-rubric", "formatVersion": 9}')
		expect(refused.status).toBe(400)
		expect(refused.text).toContain('this Contour reads up to 1')
		const large = await upload(`"${'x'.repeat(950 * 1024)}"`)
		expect(large.status).toBe(413)
	})
})

/** The values of the controls of a family's form. */
function fieldsIn(html: string): Record<string, string> {
	const fields: Record<string, string> = {}
	for (const [, name = '', value = ''] of html.matchAll(
		/<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
	))
		fields[name] = value
	for (const [, tag = '', value = ''] of html.matchAll(/<textarea\b([^>]*)>([^<]*)<\/textarea>/g)) {
		const name = /name="([^"]*)"/.exec(tag)?.[1]
		if (name) fields[name] = value.replace(/^\n/, '')
	}
	return fields
}
