import { beforeAll, expect, test } from 'vitest'
import { fieldsOf, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const one = async (text: string) => (await database.adminPool.query<{ id: string }>(text)).rows[0]?.id ?? ''
let hr: ReturnType<typeof visit>
let memberId = ''
let url = ''

beforeAll(async () => {
	const userId = await one(`SELECT id FROM "user" WHERE email = 'hr@meridian.example'`)
	hr = visit(server.url, await startSessionOf(database.adminPool, userId))
	memberId = await one(`SELECT id FROM member WHERE email = 'member@meridian.example'`)
	url = `/a/meridian/people/${memberId}`
})

test('HR finds both on the record, erases by typing the name, and the person is gone from every list', async () => {
	const record = await hr.get(url)
	expect(record.text).toContain(`${url}/record.json`)
	expect(record.text).toContain(`${url}/erase`)
	const name = fieldsOf(record.text).name ?? ''

	const file = await hr.get(`${url}/record.json`)
	expect(file.status).toBe(200)
	expect(JSON.parse(file.text)).toMatchObject({ form: 'contour-person-1', madeFor: 'hr', member: { name } })

	await database.adminPool.query(
		`INSERT INTO target (account_id, scope, member_id, tier, due_on) SELECT account_id, 'member', id, 6, '2027-01-01'
		 FROM member WHERE id = $1 ON CONFLICT DO NOTHING`,
		[memberId],
	)
	await database.adminPool.query(
		`INSERT INTO saved_report (account_id, membership_id, kind, name, is_shared) SELECT account_id, id, 'metrics', 'Ours', true
		 FROM membership WHERE member_id = $1`,
		[memberId],
	)
	const page = await hr.get(`${url}/erase`)
	expect(page.text).toContain('The target that is set for them alone.')
	expect(page.text).toContain('1 is shared and gone for others as well')
	expect(page.text).toContain(
		'No figure changes, with one exception: in a cycle for which no target was kept',
	)
	expect(page.text).toContain('this is the only company that it opens')
	const fields = fieldsOf(page.text)
	const wrong = await hr.post(`${url}/erase`, { ...fields, name: 'Somebody' })
	expect(wrong.status).toBe(400)
	expect(wrong.text).toContain('This is not the name')
	const stale = await hr.post(`${url}/erase`, { ...fields, name, version: '9999' })
	expect(stale.status).toBe(409)
	expect(stale.text).toContain('Nothing is erased')
	expect((await hr.get('/a/meridian/people.csv')).text).toContain('member@meridian.example')

	const erased = await hr.post(`${url}/erase`, { ...fields, name })
	expect({ status: erased.status, location: erased.location }).toEqual({
		...{ status: 303, location: '/a/meridian/people' },
	})
	for (const page of ['', '/erase', '/record.json', '/progress', '/metrics']) {
		expect((await hr.get(url + page)).status, page).toBe(404)
	}
	expect((await hr.post(`${url}/erase`, { ...fields, name })).status).toBe(404)
	const csv = (await hr.get('/a/meridian/people.csv')).text
	expect(csv).not.toContain('member@meridian.example')
	expect(csv).not.toContain('Erased person')
})
