import { beforeAll, expect, test } from 'vitest'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const ids = { open: '' }
let cookie = ''

beforeAll(async () => {
	const query = database.adminPool.query.bind(database.adminPool)
	const hr = await query<{ id: string }>(`SELECT id FROM "user" WHERE email = 'hr@meridian.example'`)
	cookie = `${sessionCookie}=${await startSessionOf(database.adminPool, hr.rows[0]?.id ?? '')}`
	ids.open = (await query<{ id: string }>(`SELECT id FROM cycle WHERE phase = 'open'`)).rows[0]?.id ?? ''
})

/** Lists by pages, and an address that is said in another way than the form says it. */
const led = [
	...['heatmap/stalls', 'heatmap/organization', 'metrics', 'roadmaps', 'training-topics', 'people'],
	...['training-assignments', 'targets/people', 'targets/teams', 'teams', 'invitations', 'imports'],
	...['cycles/[open]?view=people', 'cycles/[open]/progress?view=people', 'cycles/[open]/reminders?view=sent'],
	'heatmap?by=metrics&metrics=prs-merged&metrics=code-churn',
]

test.each(led)('a page that is open already is led to a page too, not to its data: %s', async (address) => {
	const [path = '', search = ''] = address.replace('[open]', ids.open).split('?')
	const asked = new URLSearchParams(search)
	if (!asked.has('metrics')) asked.set('page', '999')
	const get = (ending: string) =>
		fetch(`${server.url}/a/meridian/${path}${ending}?${asked}`, {
			headers: { Cookie: cookie },
			redirect: 'manual',
		})
	const response = await get('')
	expect(response.status).toBe(302)
	const location = new URL(response.headers.get('location') ?? '', `${server.url}/a/meridian/${path}`)
	expect(location.pathname).toBe(`/a/meridian/${path}`)
	const data = await (await get('.data')).text()
	expect(data).toContain('redirect')
	// Said from where the page is, or in full.
	expect(data).not.toContain('.data')
	expect(data).toContain(location.search)
})
