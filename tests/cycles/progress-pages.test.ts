import { expect, test } from 'vitest'
import { startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import type { Person } from '#tests/check-ins/company.ts'
import { foundCompany } from '#tests/check-ins/company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createTestDatabase()
const server = await startTestServer(database)
const { adminPool } = database

let companies = 0
/** Ada and Bo are Mara's, who is Dora's; Cy is Otto's. Bo is exempt, Cy has sent. */
async function company() {
	const slug = `follow-${++companies}`
	const founded = await foundCompany(adminPool, slug)
	const dora = await founded.addMember('Dora Director')
	const mara = await founded.addMember('Mara Manager')
	const otto = await founded.addMember('Otto Other')
	const hr = await founded.addMember('Hana HR', { roles: ['hr'] })
	const owner = await founded.addMember('Olga Owner', { roles: ['owner', 'executive'] })
	const [ada, bo, cy] = [
		await founded.addMember('Ada'),
		await founded.addMember('Bo'),
		await founded.addMember('=Cy'),
	]
	await founded.addParticipant(mara, { manager: dora })
	await founded.addParticipant(ada, { manager: mara })
	const boId = await founded.addParticipant(bo, { manager: mara })
	const cyId = await founded.addParticipant(cy, { manager: otto })
	await adminPool.query(
		`UPDATE participant SET state = 'exempt', exempt_kind = 'leave', exempt_reason = 'A reason of HR' WHERE id = $1`,
		[boId],
	)
	await adminPool.query(
		`INSERT INTO check_in (account_id, participant_id, rater, uses_ai, suggested_tier, tier, updated_at, submitted_at)
		 VALUES ($1, $2, 'self', false, 1, 1, now(), now())`,
		[founded.accountId, cyId],
	)
	const as = async (person: Person) =>
		visit(`${server.url}/a/${slug}`, await startSessionOf(adminPool, person.userId))
	return {
		founded,
		people: { dora, mara, otto, hr, owner, ada, bo, cy },
		as,
		here: `/cycles/${founded.cycleId}/progress`,
	}
}

/** Names as links of rows, not as somebody's manager. */
const namesIn = (text: string) =>
	['Ada', 'Bo', '=Cy', 'Mara Manager'].filter((name) =>
		new RegExp(`<a [^>]*/progress"[^>]*><bdi>${name}</bdi>`).test(text),
	)
const linesOf = (csv: string) =>
	csv
		.replace('\uFEFF', '')
		.trim()
		.split('\r\n')
		.map((line) => line.split(','))

test('HR follows everybody, a manager their own people and below, and nobody else anybody', async () => {
	const { people, as, here } = await company()
	const rowsOf = async (person: Person) => namesIn((await (await as(person)).get(`${here}?view=people`)).text)
	expect(await rowsOf(people.hr)).toEqual(['Ada', 'Bo', '=Cy', 'Mara Manager'])
	expect(await rowsOf(people.mara)).toEqual(['Ada', 'Bo'])
	expect(await rowsOf(people.dora)).toEqual(['Ada', 'Bo', 'Mara Manager'])
	expect(await rowsOf(people.otto)).toEqual(['=Cy'])

	const missing = await (await as(people.ada)).get('/nothing-here')
	for (const person of [people.ada, people.owner]) {
		for (const path of [here, `${here}.csv`, `/people/${people.mara.memberId}/progress`]) {
			const { status, text } = await (await as(person)).get(path)
			expect(status).toBe(404)
			if (person === people.ada) expect(withoutIds(text)).toBe(withoutIds(missing.text))
		}
	}
	// Another account's cycle is none.
	const other = await company()
	expect((await (await as(people.hr)).get(other.here)).status).toBe(404)
})

/** What a page says, without what differs from request to request. */
const withoutIds = (html: string) =>
	html.replaceAll(/<script\b.*?<\/script>/gs, '').replaceAll(/nonce="[^"]*"|value="[^"]*"/g, '')

test('the export holds exactly what is filtered, without the reason of an exemption, and no formula', async () => {
	const { people, as, here } = await company()
	const csvOf = async (person: Person, search: string) => {
		const { status, text } = await (await as(person)).get(`${here}.csv?${search}`)
		expect(status).toBe(200)
		return linesOf(text)
	}
	const people4 = await csvOf(people.hr, 'view=people&sort=name')
	const column = (rows: string[][], name: string) =>
		rows.slice(1).map((row) => row[rows[0]?.indexOf(name) ?? -1])
	expect(column(people4, 'person').toSorted()).toEqual(["'=Cy", 'Ada', 'Bo', 'Mara Manager'])
	expect(column(people4, 'exempt_kind')).toContain('leave')
	expect(people4.flat().join()).not.toContain('A reason of HR')
	const own = await csvOf(people.mara, 'view=people')
	expect(column(own, 'person')).toEqual(['Ada', 'Bo'])
	expect(column(await csvOf(people.hr, 'view=people&standing=exempt'), 'person')).toEqual(['Bo'])
	expect(column(await csvOf(people.hr, `view=people&manager=${people.otto.memberId}`), 'person')).toEqual([
		"'=Cy",
	])

	const managers = await csvOf(people.hr, 'view=managers&sort=eligible&order=desc')
	expect(column(managers, 'name')).toEqual(['Dora Director', 'Mara Manager', 'Otto Other'])
	expect(column(managers, 'eligible')).toEqual(['1', '1', '1'])
	expect(column(managers, 'exempt')).toEqual(['0', '1', '0'])
	expect(column(await csvOf(people.mara, 'view=managers'), 'name')).toEqual(['Mara Manager'])
	expect(column(await csvOf(people.hr, 'view=families'), 'eligible')).toEqual(['3'])
	expect(column(await csvOf(people.hr, 'view=teams'), 'eligible')).toEqual(['3'])

	const days = await csvOf(people.hr, 'view=time')
	expect([column(days, 'eligible').at(-1), column(days, 'self_sent').at(-1)]).toEqual(['3', '1'])
	const mine = await csvOf(people.mara, 'view=time')
	expect([column(mine, 'eligible').at(-1), column(mine, 'self_sent').at(-1)]).toEqual(['1', '0'])
})

test('each tab of the cycle leads HR to the CSV of exactly what it has filtered', async () => {
	const { people, as, here } = await company()
	const hr = await as(people.hr)
	const cycle = here.replace('/progress', '')
	const exportOf = async (query: string) => {
		const { text } = await hr.get(`${cycle}?${query}`)
		const href = /href="([^"]*progress\.csv[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? ''
		const [, address = ''] = /^\/a\/[^/]+(\/.*)$/.exec(href) ?? []
		const rows = linesOf((await hr.get(address)).text)
		const at = rows[0]?.findIndex((name) => name === 'name' || name === 'person') ?? -1
		return rows.slice(1).map((row) => row[at])
	}
	expect(await exportOf('view=people&sort=name&order=desc')).toEqual(['Mara Manager', 'Bo', 'Ada', "'=Cy"])
	expect(await exportOf('view=people&standing=unassessed&search=mara')).toEqual(['Ada', 'Mara Manager'])
	// What only the page of the progress filters by narrows no tab, and not its export.
	expect(await exportOf(`view=people&manager=${people.otto.memberId}`)).toHaveLength(4)
	expect(await exportOf('view=families&search=nothing')).toEqual(['Sales'])
	expect(await exportOf('')).toEqual([''])
	expect(await exportOf('view=teams&search=nothing')).toEqual([])
})

test('every view opens, links to the people behind its rows, and says the same as its table', async () => {
	const { people, as, here } = await company()
	const visitor = await as(people.hr)
	for (const view of ['managers', 'teams', 'families', 'people', 'time']) {
		const { status, text } = await visitor.get(`${here}?view=${view}`)
		expect(status).toBe(200)
		expect(text).toContain('0 of 3 eligible · 3 not assessed · 1 exempt · 0 left')
	}
	const managers = await visitor.get(`${here}?view=managers`)
	expect(managers.text).toContain(`?view=people&amp;manager=${people.mara.memberId}`)
	expect((await visitor.get(`${here}?view=people&page=9`)).status).toBe(302)
	const cycle = await visitor.get(here.replace('/progress', ''))
	expect(cycle.text).toContain('Over time')
})

test('a person finds their progress, and what others see of them by name', async () => {
	const { people, as } = await company()
	const { status, text } = await (await as(people.ada)).get(`/people/${people.ada.memberId}/progress`)
	expect(status).toBe(200)
	expect(text).toContain('What others can see of you')
	for (const name of ['Mara Manager', 'Dora Director', 'Hana HR', 'Olga Owner']) expect(text).toContain(name)
	const manager = await (await as(people.mara)).get(`/people/${people.ada.memberId}/progress`)
	expect(manager.text).toContain('What others can see of <bdi>Ada</bdi>')
})
