import { randomUUID } from 'node:crypto'
import type { PoolClient } from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()

const kinds = {
	member: { above: 'manager_id', error: 'reporting_loop' },
	team: { above: 'parent_id', error: 'team_loop' },
} as const

let accounts = 0

/** Rows 0, 1, 2 …, each below the one that `above` names, and then what the test does to them, in one transaction. */
async function commit(
	table: keyof typeof kinds,
	size: number,
	above: (row: number) => number | null,
	then: (client: PoolClient, set: (row: number, to: number | null) => Promise<unknown>) => Promise<void>,
): Promise<string | null> {
	const accountId = randomUUID()
	await database.adminPool.query(
		`INSERT INTO account (id, slug, name, time_zone, locale) VALUES ($1, $2, 'x', 'UTC', 'en-GB')`,
		[accountId, `loops-${++accounts}`],
	)
	const ids = Array.from({ length: size }, () => randomUUID())
	const parents = ids.map((_, row) => ids[above(row) ?? -1] ?? null)
	const column = kinds[table].above
	const client = await database.ownerPool.connect()
	try {
		await client.query('BEGIN')
		await client.query('SET LOCAL ROLE contour_app')
		await client.query(`SELECT set_config('app.account_id', $1, true)`, [accountId])
		await client.query(
			`INSERT INTO ${table} (account_id, id, name, ${column}) SELECT $1, n.id, 'x', n.above FROM unnest($2::uuid[], $3::uuid[]) AS n (id, above)`,
			[accountId, ids, parents],
		)
		await then(client, (row, to) =>
			client.query(`UPDATE ${table} SET ${column} = $3 WHERE account_id = $1 AND id = $2`, [
				accountId,
				ids[row],
				to === null ? null : ids[to],
			]),
		)
		await client.query('COMMIT')
		return null
	} catch (error) {
		await client.query('ROLLBACK')
		return error instanceof Error ? error.message : String(error)
	} finally {
		client.release()
	}
}

const nothing = () => Promise.resolve()
const chain = (row: number) => (row === 0 ? null : row - 1)

for (const table of ['member', 'team'] as const) {
	const { error } = kinds[table]

	test(`${table}: a loop of few rows and one among many are refused at commit`, async () => {
		expect(await commit(table, 3, chain, nothing)).toBeNull()
		expect(await commit(table, 3, (row) => (row + 1) % 3, nothing)).toBe(error)
		expect(await commit(table, 500, chain, nothing)).toBeNull()
		expect(await commit(table, 500, chain, async (_, set) => void (await set(0, 499)))).toBe(error)
		// 400 rows are right, and 100 run in a circle that none of the first rows is below.
		expect(
			await commit(table, 500, (row) => (row < 400 ? chain(row) : row === 400 ? 499 : row - 1), nothing),
		).toBe(error)
	})

	test(`${table}: a loop on the way is allowed, and one above the changed rows ends the walk`, async () => {
		expect(
			await commit(table, 500, chain, async (_, set) => {
				await set(0, 499)
				await set(0, null)
			}),
		).toBeNull()
		expect(await commit(table, 4, (row) => [1, 2, 3, 2][row] ?? null, nothing)).toBe(error)
	})

	test(`${table}: what has been checked is checked again after the next change`, async () => {
		const refused = await commit(table, 500, chain, async (client, set) => {
			await client.query('SET CONSTRAINTS ALL IMMEDIATE')
			await client.query('SET CONSTRAINTS ALL DEFERRED')
			await set(0, 499)
		})
		expect(refused).toBe(error)
	})
}
