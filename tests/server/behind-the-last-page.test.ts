import { beforeAll, expect, test } from 'vitest'
import { sessionCookie, startSessionOf } from '#tests/check-ins/visitor.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
const ids = { open: '' }
const cookies: Record<string, string> = {}

beforeAll(async () => {
	const query = database.adminPool.query.bind(database.adminPool)
	for (const name of ['hr', 'owner']) {
		const { rows } = await query<{ id: string }>(`SELECT id FROM "user" WHERE email = $1`, [
			`${name}@meridian.example`,
		])
		cookies[name] = `${sessionCookie}=${await startSessionOf(database.adminPool, rows[0]?.id ?? '')}`
	}
	ids.open = (await query<{ id: string }>(`SELECT id FROM cycle WHERE phase = 'open'`)).rows[0]?.id ?? ''
})

/** Lists by pages, and an address that is said in another way than the form says it. */
const led = [
	...['heatmap/stalls', 'heatmap/organization', 'metrics', 'roadmaps', 'training-topics', 'people'],
	...['training-assignments', 'targets/people', 'targets/teams', 'teams', 'invitations', 'imports'],
	...[
		'settings/audit-log',
		'settings/roles',
		'settings/api',
		'settings/webhooks',
		'jobs',
		'reports/access-log',
	],
	...['cycles/[open]/corrections', 'check-ins/hand-over'],
	...['cycles/[open]?view=people', 'cycles/[open]/progress?view=people', 'cycles/[open]/reminders?view=sent'],
	'heatmap?by=metrics&metrics=prs-merged&metrics=code-churn',
]

test.each(led)('a page that is open already is led to a page too, not to its data: %s', async (address) => {
	const [path = '', search = ''] = address.replace('[open]', ids.open).split('?')
	const asked = new URLSearchParams(search)
	const who = /^(settings|jobs|reports)/.test(path) ? 'owner' : 'hr'
	if (!asked.has('metrics')) asked.set('page', '999')
	const get = (ending: string) =>
		fetch(`${server.url}/a/meridian/${path}${ending}?${asked}`, {
			headers: { Cookie: cookies[who] ?? '' },
			redirect: 'manual',
		})
	const response = await get('')
	expect(response.status).toBe(302)
	const location = new URL(response.headers.get('location') ?? '', `${server.url}/a/meridian/${path}`)
	expect(location.pathname).toBe(`/a/meridian/${path}`)
	const data = await (await get('.data')).text()
	expect(data).toContain('redirect')
	expect(data).toContain(JSON.stringify(location.pathname + location.search))
})
