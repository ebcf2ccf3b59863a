import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemScope } from '#app/data/account-scope.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
const { key } = skillProgressionMap.rubric

beforeAll(() => openDatabase({ connectionString: database.appUrl }))
afterAll(closeDatabase)

async function addAccount(): Promise<string> {
	const id = randomUUID()
	await database.adminPool.query(
		`INSERT INTO account (id, slug, name, time_zone, locale) VALUES ($1, $2, 'Account', 'UTC', 'en')`,
		[id, `a-${id}`],
	)
	return id
}

async function addVersion(accountId: string, version: number, { published }: { published: boolean }) {
	const rubric = { ...skillProgressionMap.rubric, version, title: `Map ${version}` }
	await database.adminPool.query(
		`INSERT INTO framework_version (account_id, key, version, title, rubric, published_at)
		 VALUES ($1, $2, $3, $4, $5, $6)`,
		[
			accountId,
			key,
			version,
			rubric.title,
			JSON.stringify(rubric),
			published ? '2026-10-01T00:00:00Z' : null,
		],
	)
}

test('the newest published version, whatever was added last; drafts do not count', async () => {
	const accountId = await addAccount()
	const scope = systemScope(accountId)
	expect(await findPublishedRubric(scope, key)).toBeNull()
	await addVersion(accountId, 3, { published: false })
	expect(await findPublishedRubric(scope, key)).toBeNull()
	await addVersion(accountId, 2, { published: true })
	await addVersion(accountId, 1, { published: true })
	const found = await findPublishedRubric(scope, key)
	expect(found?.rubric.title).toBe('Map 2')
	expect(found?.rubric.families).toEqual(skillProgressionMap.rubric.families)
	expect(found?.publishedAt).toEqual(new Date('2026-10-01T00:00:00Z'))
	expect(await findPublishedRubric(scope, 'another-framework')).toBeNull()
})

test('another account’s version is none of ours', async () => {
	const [ours, theirs] = [await addAccount(), await addAccount()]
	await addVersion(theirs, 1, { published: true })
	expect(await findPublishedRubric(systemScope(theirs), key)).not.toBeNull()
	expect(await findPublishedRubric(systemScope(ours), key)).toBeNull()
})
