import { beforeAll, expect, test } from 'vitest'
import { createAccount } from '#app/data/create-account.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import type { FoundPlaces } from '#app/ui/keyboard/found-places.ts'
import { builtInContent } from '#seed/frameworks/built-in.ts'
import { visit } from '#tests/check-ins/visitor.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'
import { startTestServer } from '#tests/support/server.ts'
import type { Kind } from './people.ts'
import { startSessions } from './people.ts'

const database = await createSampleDatabase()
const server = await startTestServer(database)
let sessions: Record<Kind, string | null>

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	const other = await createAccount({
		name: 'Other',
		locale: 'en-US',
		timeZone: 'UTC',
		content: builtInContent,
		owner: { email: 'owner@other.example', name: 'Other', passwordHash: 'x' },
		roles: ['owner', 'hr'],
	})
	await closeDatabase()
	if (!other.ok) throw new Error(other.reason)
	sessions = await startSessions(database.adminPool, other.userId)
}, 120_000)

async function find(kind: Kind, q: string, slug = 'meridian'): Promise<FoundPlaces['groups']> {
	const answer = await visit(server.url, sessions[kind] ?? '').get(
		`/a/${slug}/find?${new URLSearchParams({ q })}`,
	)
	expect(answer.status).toBe(200)
	return (JSON.parse(answer.text) as FoundPlaces).groups
}

/** A text that many teams, people and check-ins have in them. */
const common = 'e'

test.each<[Kind, string[]]>([
	['member', ['Heatmap']],
	['manager', ['Check-ins', 'Heatmap']],
	['executive', ['Heatmap']],
	['hr', ['Heatmap', 'People', 'Teams']],
	['admin', ['Heatmap', 'People', 'Teams']],
])('%s finds only what they may open', async (kind, expected) => {
	const groups = await find(kind, common)
	expect(groups.map(({ title }) => title)).toEqual(expected)
	const visitor = visit(server.url, sessions[kind] ?? '')
	for (const { href } of groups.flatMap(({ places }) => places)) {
		expect((await visitor.get(href)).status, href).toBe(200)
	}
})

test('a member finds their own team on the heatmap, and no other', async () => {
	const places = (await find('member', common)).flatMap((group) => group.places)
	expect(places.map(({ label }) => label)).toEqual(['Payments'])
})

test('another account finds nothing of this one', async () => {
	const slug = 'other'
	expect(await find('other owner', 'Payments', slug)).toEqual([])
	expect(await find('other owner', 'Castro', slug)).toEqual([])
})

test('what is no search finds nothing', async () => {
	for (const q of ['', '   ', '%', '_', '\\', '\0', 'x'.repeat(300)]) expect(await find('hr', q)).toEqual([])
})
