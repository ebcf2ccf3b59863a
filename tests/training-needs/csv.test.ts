import { parse } from 'csv-parse/sync'
import readXlsx from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mintAccountScope, systemScope } from '#app/data/account-scope.server.ts'
import { copyRows } from '#app/data/copy-rows.server.ts'
import { copyTrainingNeeds } from '#app/data/copy-training-needs.server.ts'
import { closeDatabase, openDatabase, readPoolUse, withAccount } from '#app/data/database.server.ts'
import { inlineValues } from '#app/data/inline-values.server.ts'
import { listPublishedSnapshots } from '#app/data/list-published-snapshots.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import { streamTrainingNeeds } from '#app/data/stream-training-needs.server.ts'
import type { TrainingNeed } from '#app/data/training-need-rows.server.ts'
import { trainingNeedSorts } from '#app/data/training-need-rows.server.ts'
import type { TrainingNeedColumn } from '#app/data/training-needs-columns.server.ts'
import { readTrainingNeedsColumns } from '#app/data/training-needs-columns.server.ts'
import type { TrainingNeedFilter } from '#app/data/training-needs-sql.server.ts'
import { trainingNeedsQuery } from '#app/data/training-needs-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { copiedFormat } from '#app/lib/sheet/copied-rows.server.ts'
import { openCsv } from '#app/lib/sheet/open-csv.server.ts'
import { openXlsx } from '#app/lib/sheet/open-xlsx.server.ts'
import { SeededRandom } from '#seed/demo/random.ts'
import { createSampleDatabase } from '#tests/support/sample-database.ts'

const database = await createSampleDatabase()
const scope = systemScope(database.accountId)
const hr: Person = { roles: ['hr'], isMember: false, isManager: false }
const random = new SeededRandom(48)

let columns: readonly TrainingNeedColumn[]
let snapshotId = ''
beforeAll(async () => {
	openDatabase({ connectionString: database.appUrl, max: 2 })
	await writeAnyTexts()
	const [snapshot] = await listPublishedSnapshots(scope)
	if (!snapshot) throw new Error('Nothing is published.')
	snapshotId = snapshot.id
	columns = await readTrainingNeedsColumns(scope, { snapshot, rubric: await readRubric(scope, snapshot) })
})
afterAll(closeDatabase)

/** What means something to a CSV, to a spreadsheet or to COPY, and what does not. */
const signs = [
	...['"', ',', "'", ';', '\n', '\r', '\r\n', '\t', '\b', '\v', '\u0001', '\\', '\\N', '\\.', '\\n', ' '],
	...['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '\u00a0', '\uFEFF', '\u2028', '$1', '%', '{', '}'],
	...[
		'a',
		'Z',
		'7',
		'ß',
		'é',
		'Ł',
		'Ω',
		'Ж',
		'王',
		'さ',
		'דוד',
		'محمد',
		'\u202e',
		'👩🏽‍💻',
		'plain text, and more',
	],
]
const anyText = () => Array.from({ length: random.integer(1, 5) }, () => random.pick(signs)).join('')

/** Gives people, teams and families names of any signs, and some people neither an email nor an external id. */
async function writeAnyTexts(): Promise<void> {
	const { adminPool, accountId } = database
	const admin = await adminPool.connect()
	// A published cycle is frozen: its triggers would refuse other names of teams.
	await admin.query('SET session_replication_role = replica')
	const idsOf = async (text: string) => (await admin.query<{ id: string }>(text, [accountId])).rows
	for (const { id } of await idsOf('SELECT id FROM member WHERE account_id = $1 ORDER BY id')) {
		if (random.chance(0.3)) continue
		await admin.query(
			`UPDATE member SET name = $3, email = lower($4), external_id = $5 WHERE account_id = $1 AND id = $2`,
			[
				...[accountId, id, anyText()],
				random.chance(0.2) ? null : `${anyText()}${id}`,
				random.chance(0.2) ? null : `${anyText()}${id}`,
			],
		)
	}
	for (const { id } of await idsOf('SELECT DISTINCT team_id AS id FROM cycle_team WHERE account_id = $1')) {
		const name = random.chance(0.5) ? anyText() : null
		await admin.query(
			`UPDATE cycle_team SET name = coalesce($3, name) WHERE account_id = $1 AND team_id = $2`,
			[accountId, id, name],
		)
	}
	for (const { id } of await idsOf('SELECT id FROM role_family WHERE account_id = $1 ORDER BY id LIMIT 3')) {
		await admin.query(`UPDATE role_family SET name = $3 WHERE account_id = $1 AND id = $2`, [
			...[accountId, id],
			anyText(),
		])
	}
	// A target of a team has its name in a cell.
	await admin.query(
		`INSERT INTO snapshot_target (account_id, snapshot_id, scope, team_id, tier, due_on)
		 SELECT s.account_id, s.id, 'team', p.team_id, 6, '2027-05-31' FROM snapshot s
		 JOIN participant p ON p.account_id = s.account_id AND p.cycle_id = s.cycle_id AND p.tier = 2
		 WHERE s.account_id = $1 AND p.team_id IS NOT NULL GROUP BY s.account_id, s.id, p.team_id
		 ORDER BY count(*) DESC LIMIT 4 ON CONFLICT DO NOTHING`,
		[accountId],
	)
	admin.release(true)
}

type Of = Parameters<typeof copyTrainingNeeds>[2]

async function copied(
	of: Of,
	{ by = scope, person = hr } = {},
): Promise<{ bytes: Buffer; rows: number | null }> {
	const pieces: Uint8Array[] = []
	const rows = await copyTrainingNeeds(by, person, of, async (bytes) => void pieces.push(bytes))
	return { bytes: Buffer.concat(pieces), rows }
}

/** The rows as every other format has them, by the writer of every other CSV. */
async function streamed(
	{ filter, sort, order, byteOrderMark = true }: Of,
	{ by = scope, person = hr } = {},
): Promise<{ bytes: Buffer; rows: number | null }> {
	const pieces: Uint8Array[] = []
	const take = async (bytes: Uint8Array) => void pieces.push(bytes)
	const writer = await openCsv({ columns }, take)
	const rows = await streamTrainingNeeds(by, person, { ...filter, sort, order }, writer.write)
	return { bytes: Buffer.concat(pieces).subarray(byteOrderMark ? 0 : 3), rows }
}

test('it is byte for byte what is written of the rows of every other format, in every order', async () => {
	const seen = new Set<string>()
	for (const sort of trainingNeedSorts) {
		const order = random.pick(['asc', 'desc'] as const)
		const of = { columns, sort, order, filter: { snapshotId, steps: random.pick(['all', 'next'] as const) } }
		const { bytes, rows } = await copied(of)
		const expected = await streamed(of)
		expect(bytes.toString('utf8'), sort).toBe(expected.bytes.toString('utf8'))
		expect(rows).toBe(expected.rows)
		expect(rows).toBeGreaterThan(200)
		for (const row of parse(bytes, { bom: true }).slice(1)) for (const cell of row) seen.add(cell)
	}
	// The company has what the test is about, else it would show nothing.
	const all = [...seen].join('')
	for (const sign of signs) expect(all).toContain(sign)
	expect([...seen].some((cell) => /^'[=+@-]/.test(cell))).toBe(true)
	for (const cell of ['', 'yes', 'no', 'team', 'family', 'transition', 'entry']) expect(seen).toContain(cell)
})

test('the workbook has the cells that are written of the rows of every other format', async () => {
	const sheet = {
		...{ title: 'All', columns, about: [], footer: '', locale: 'en', timeZone: 'UTC' },
		groupOf: () => '',
	}
	const filter = { snapshotId, steps: 'all' as const }
	const pieces: Record<'ours' | 'streamed', Uint8Array[]> = { ours: [], streamed: [] }
	const of = { columns, workbook: sheet, filter, sort: 'team' as const }
	const rows = await copyTrainingNeeds(scope, hr, of, async (bytes) => void pieces.ours.push(bytes))
	const writer = await openXlsx<TrainingNeed>(sheet, async (bytes) => void pieces.streamed.push(bytes))
	await streamTrainingNeeds(scope, hr, { ...filter, sort: 'team' }, writer.write)
	await writer.end()
	const [[data], [expected]] = [
		await readXlsx(Buffer.concat(pieces.ours), { trim: false }),
		await readXlsx(Buffer.concat(pieces.streamed), { trim: false }),
	]
	expect(data?.data).toEqual(expected?.data)
	expect(data?.data).toHaveLength((rows ?? 0) + 1)
	expect(rows).toBeGreaterThan(1000)
})

test('every filter leaves the same rows, whatever is searched for', async () => {
	const { rows: found } = await database.adminPool.query<{ family: string; team: string; manager: string }>(
		`SELECT p.family_id AS family, p.team_id AS team, p.manager_id AS manager FROM participant p
		 JOIN snapshot s ON s.account_id = p.account_id AND s.cycle_id = p.cycle_id AND s.id = $2
		 WHERE p.account_id = $1 AND p.tier = 2 AND p.manager_id IS NOT NULL ORDER BY p.id LIMIT 1`,
		[database.accountId, snapshotId],
	)
	const [one] = found
	if (!one) throw new Error('nobody has a manager')
	const filters: TrainingNeedFilter[] = [
		{ familyId: one.family, steps: 'all' },
		{ nodeId: one.team },
		{ managerId: one.manager },
		{ managerId: 'none' },
		{ questionKey: 'transition.legacy-patterns', fromHalfSteps: 2 },
		{ attribute: { name: `it's "x" \\`, value: null } },
		{ attribute: { name: 'location', value: `'; --` } },
		...['a', "'", '"', '\\', '%', '$1', `') TO STDOUT; --`, '👩🏽‍💻', ' '].map((search) => ({ search })),
	]
	let filled = 0
	for (const filter of filters) {
		const of = { columns, filter: { snapshotId, ...filter }, byteOrderMark: false }
		const { bytes, rows } = await copied(of)
		const expected = await streamed(of)
		expect(bytes.toString('utf8'), JSON.stringify(filter)).toBe(expected.bytes.toString('utf8'))
		expect(rows).toBe(expected.rows)
		if (rows) filled += 1
	}
	expect(filled).toBeGreaterThan(8)
})

test('managers and members have their own rows, others none, and no account has another’s', async () => {
	const manager: Person = { roles: ['member'], isMember: true, isManager: true }
	const { rows: managers } = await database.adminPool.query<{ id: string }>(
		`SELECT p.manager_id AS id FROM participant p
		 JOIN snapshot s ON s.account_id = p.account_id AND s.cycle_id = p.cycle_id AND s.id = $2
		 WHERE p.account_id = $1 AND p.manager_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 3`,
		[database.accountId, snapshotId],
	)
	const of = { columns, filter: { snapshotId, steps: 'all' as const } }
	for (const { id } of managers) {
		const by = mintAccountScope({ ...scope, memberId: id, roles: ['member'] })
		for (const person of [manager, { ...manager, isManager: false }]) {
			const { bytes, rows } = await copied(of, { by, person })
			const expected = await streamed(of, { by, person })
			expect([bytes.toString('utf8'), rows]).toEqual([expected.bytes.toString('utf8'), expected.rows])
			if (person.isManager) expect(rows).toBeGreaterThan(0)
		}
	}
	const nobody = { person: { roles: ['owner'], isMember: false, isManager: false } satisfies Person }
	expect(await copied(of, nobody)).toEqual({ bytes: Buffer.alloc(0), rows: null })
	const { rows } = await copied(of, { by: systemScope(crypto.randomUUID()) }).catch(() => ({ rows: 0 }))
	expect(rows).toBe(0)
})

describe('what is copied out', () => {
	const of = { values: [], words: [], format: copiedFormat, memory: '4MB' }
	const copy = (text: string, onBlock: () => Promise<void>, { longest = 60_000 } = {}) =>
		withAccount(scope, (transaction) => copyRows(transaction, { ...of, text, longest }, onBlock))
	// Some 20 GB, which nobody waits for.
	const endless = `SELECT repeat('x', 1000) FROM generate_series(1, 5000) a, generate_series(1, 5000) b`
	const underWay = async () => {
		const { rows } = await database.adminPool.query(
			`SELECT query FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY%' AND state = 'active'`,
		)
		return rows
	}

	test('ends with who takes it, and the connection is another’s next', async () => {
		for (let round = 0; round < 4; round += 1) {
			let blocks = 0
			const gone = new Error('The reader has gone.')
			const taken = copy(endless, async () => {
				blocks += 1
				if (blocks > round) throw gone
			})
			await expect(taken).rejects.toBe(gone)
			expect(blocks).toBe(round + 1)
			expect(await underWay()).toEqual([])
			expect((await copied({ columns, filter: { snapshotId } })).rows).toBeGreaterThan(100)
		}
		const { open, idle, waiting } = readPoolUse()
		expect([open - idle, waiting]).toEqual([0, 0])
	})

	test('fails as its statement does, which may be in the middle', async () => {
		const late = 'SELECT 1 / (300000 - n) FROM generate_series(1, 400000) n'
		let blocks = 0
		await expect(copy(late, async () => void (blocks += 1))).rejects.toThrow('division by zero')
		expect(blocks).toBeGreaterThan(0)
		await expect(copy(endless, async () => {}, { longest: 50 })).rejects.toThrow('statement timeout')
		await expect(copy('SELECT name FROM nowhere', async () => {})).rejects.toThrow('nowhere')
		expect((await copied({ columns, filter: { snapshotId } })).rows).toBeGreaterThan(100)
	})
})

test('a statement has in it what it is asked for, but no words of people', () => {
	const of = {
		text: `SELECT $1::uuid, $2, $3, $11::text || $11, $10`,
		values: ['id', null, true, ...Array.from({ length: 6 }, () => 0.5), `it's \\`, `Ada's`],
		words: [11],
	}
	expect(inlineValues(of)).toEqual({
		text: `SELECT 'id'::uuid, NULL, 'true', current_setting('app.words_11')::text || current_setting('app.words_11'),  E'it''s \\\\'`,
		settings: [{ name: 'app.words_11', value: `Ada's` }],
	})
	expect(() => inlineValues({ ...of, values: [{}] })).toThrow('$1')
	const filter = { snapshotId, search: 'Ada', attribute: { name: 'Ada', value: 'Ada' } }
	const query = trainingNeedsQuery(scope, hr, filter)
	if (!query) throw new Error('HR sees nobody.')
	const { text, settings } = inlineValues({ ...query, text: query.sets })
	expect(text).toContain(snapshotId)
	expect(text).not.toContain('Ada')
	expect(settings.map(({ value }) => value)).toEqual(['Ada', 'Ada', 'Ada'])
})
