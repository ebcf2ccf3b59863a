import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { changeItem } from '#app/data/roadmaps/change-item.server.ts'
import { getRoadmapItem } from '#app/data/roadmaps/get-roadmap-item.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { planningCompany } from './planning-company.ts'

const database = await createTestDatabase()
let company: Awaited<ReturnType<typeof planningCompany>>

beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl })
	company = await planningCompany(database.adminPool)
})
afterAll(closeDatabase)

const itemsOf = async (roadmapId: string, phase: string) =>
	(await company.read(roadmapId)).items.filter((item) => item.phase === phase)

test('who owned an item is kept by id, so that the name is that of today, and conditions are said in words', async () => {
	const roadmapId = await company.addPlan()
	const [item] = (await itemsOf(roadmapId, 'mvp')).filter(({ kind }) => kind === 'outcome')
	const itemId = item?.id ?? ''
	const gone = await company.addMember('Gitta', company.team)
	const metricId = await company.metricId('rework-share')
	const rule = { by: 'metric', metricId, comparison: 'at-least', value: 0.045, periods: 3 } as const
	const inputs = [
		{ ownerId: gone },
		{ ownerId: null },
		{ outcome: rule },
		{ outcome: { by: 'note' } },
	] as const
	for (const [index, input] of inputs.entries()) {
		const changed = await changeItem(company.scope, { roadmapId, itemId, version: index + 1, input })
		expect(changed).toEqual({ ok: true, changed: true })
	}
	const { rows } = await database.adminPool.query<{ text: string }>(
		`SELECT string_agg(concat(from_value, to_value), ' ') AS text FROM roadmap_item_change WHERE item_id = $1`,
		[itemId],
	)
	expect(rows[0]?.text).toContain(gone)
	expect(rows[0]?.text).not.toContain('Gitta')
	const history = async () =>
		(await getRoadmapItem(company.scope, { roadmapId, itemId }))?.history
			.toReversed()
			.map(({ field, from, to }) => [field, from, to])
	await database.adminPool.query(`UPDATE member SET name = 'Greta' WHERE id = $1`, [gone])
	const condition = expect.stringMatching(/at least 4\.5%, in each of the last 3 complete periods$/)
	expect(await history()).toEqual([
		['owner', null, 'Greta'],
		['owner', 'Greta', null],
		['outcome', null, condition],
		['outcome', condition, 'an approved note'],
	])
	await database.adminPool.query(`DELETE FROM member WHERE id = $1`, [gone])
	expect((await history())?.[0]).toEqual(['owner', null, 'Somebody who has left'])
})

test('of a history from before names were ids, one that is one person’s is that person, any other is blanked', async () => {
	const roadmapId = await company.addPlan()
	const [item] = await itemsOf(roadmapId, 'mvp')
	const itemId = item?.id ?? ''
	await company.addMember('Twin', company.team)
	await company.addMember('Twin', company.other)
	const metric = await database.adminPool.query<{ name: string }>(
		`SELECT name FROM metric WHERE account_id = $1 AND key = 'rework-share'`,
		[company.accountId],
	)
	const name = metric.rows[0]?.name ?? ''
	const rows = [
		['owner', 'Mona', 'Twin'],
		['owner', null, 'Nobody of this name'],
		['outcome', `${name} ≤ 0.5 (1)`, 'an approved note'],
		['outcome', 'No such metric ≥ 1e-7 (2)', null],
	]
	await database.adminPool.query(
		`INSERT INTO roadmap_item_change (account_id, roadmap_id, item_id, field, from_value, to_value, changed_at)
		 SELECT $1, $2, $3, x.field, x.a, x.b, '2026-01-01'::timestamptz + x.n * interval '1 minute'
		 FROM unnest($4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS x (field, a, b, n)`,
		[company.accountId, roadmapId, itemId, ...[0, 1, 2].map((column) => rows.map((row) => row[column]))],
	)
	const file = new URL(
		'../../prisma/migrations/20261129100000_figures_and_names_of_plans/migration.sql',
		import.meta.url,
	)
	// The columns are there already.
	const steps = (await readFile(file, 'utf8')).replaceAll(/^.*ADD COLUMN.*$/gm, '')
	await database.adminPool.query(`BEGIN; ${steps} COMMIT`)
	const read = await getRoadmapItem(company.scope, { roadmapId, itemId })
	expect(read?.history.toReversed().map(({ field, from, to }) => [field, from, to])).toEqual([
		['owner', 'Mona', 'Somebody whose name is not kept'],
		['owner', null, 'Somebody whose name is not kept'],
		['outcome', `${name} at most 50%, in the last complete period`, 'an approved note'],
		['outcome', 'No such metric ≥ 1e-7 (2)', null],
	])
	const kept = await database.adminPool.query<{ text: string }>(
		`SELECT string_agg(concat(from_value, to_value), ' ') AS text FROM roadmap_item_change WHERE item_id = $1`,
		[itemId],
	)
	expect(kept.rows[0]?.text).not.toMatch(/Mona|Twin|Nobody/)
})
