import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { addImport } from '#app/data/imports/add-import.server.ts'
import { describeImport } from '#app/data/imports/describe-import.server.ts'
import { saveMapping } from '#app/data/imports/save-mapping.server.ts'
import { startApply } from '#app/data/imports/start-apply.server.ts'
import { startCheck } from '#app/data/imports/start-check.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { SeededRandom } from '#seed/demo/random.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { checkFuzzed } from './check-fuzzed.ts'
import { fuzzedFile } from './fuzzed-file.ts'
import { foundImportingCompany, inChunks } from './importing-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const problemOf = async (
	company: Awaited<ReturnType<typeof foundImportingCompany>>,
	content: string | Uint8Array,
) => {
	const added = await company.add(content)
	return added.ok ? null : added.problem
}

test('200 files of all sorts are read or refused in words', async () => {
	const random = new SeededRandom(20_261_127)
	const found = { refused: 0, read: 0 }
	for (let n = 0; n < 200; n += 1) {
		const bytes = fuzzedFile(random)
		try {
			found[await checkFuzzed(bytes, random.pick([7, 64, 1000, 100_000]))] += 1
		} catch (error) {
			throw new Error(`File ${n}: ${Buffer.from(bytes).toString('latin1').slice(0, 500)}`, { cause: error })
		}
	}
	expect(found.read).toBeGreaterThan(60)
	expect(found.refused).toBeGreaterThan(30)
})

test('and the database takes what is left of them', async () => {
	const { scope, run } = await foundImportingCompany(database.adminPool, 'fuzz')
	const random = new SeededRandom(7)
	let applied = 0
	for (let n = 0; n < 25; n += 1) {
		const added = await addImport(scope, {
			fileName: `${n}\0/..\\a.csv`,
			content: inChunks(fuzzedFile(random)),
		})
		if (!added.ok) continue
		const { importId } = added
		const described = await describeImport(scope, importId)
		if (!described) throw new Error('It is not there.')
		const { mapping } = described
		const percents = { confidence: 'of-1', edited: 'of-1' } as const
		const saved = await saveMapping(scope, {
			importId,
			mapping: {
				...mapping,
				grain: 'day',
				decimal: mapping.decimal ?? 'point',
				dateOrder: 'day-first',
				percents,
			},
		})
		if (!saved.ok) continue
		for (const started of [
			await startCheck(scope, { importId }),
			await startApply(scope, { importId, mode: 'good-rows' }),
		]) {
			if (!started || !('jobId' in started)) throw new Error('It was not begun.')
			await run(started.jobId)
			const job = await findJob(scope, started.jobId)
			expect([null, 'unreadable']).toContain(job?.problem)
		}
		applied += 1
	}
	expect(applied).toBeGreaterThan(3)
})

describe('what is wrong with a file as a whole is said with its place', async () => {
	const company = await foundImportingCompany(database.adminPool, 'whole')
	const long = 'Email,Metric,Month,Value\n'
	test.each([
		['nothing', '', { kind: 'empty' }],
		['a workbook', Uint8Array.of(0x50, 0x4b, 3, 4, 0), { kind: 'workbook' }],
		['a NUL', `${long}a,b,c,\0`, { kind: 'binary', row: 2 }],
		['headers alone', long, { kind: 'no-rows' }],
		[
			'ten thousand columns',
			`${'a,'.repeat(9_999)}b\n1`,
			{ kind: 'too-many-columns', columns: 10_000, limit: 1000 },
		],
		['an open quote', `${long}"a,b,c,d`, { kind: 'unclosed-quote', row: 2 }],
		[
			'half of a JSON',
			'{"day_totals": [{"day": "2026-01-01"},\n {"day"',
			{ kind: 'broken-json', row: 2, column: 8 },
		],
		['deep JSON', `{"day_totals": [${'['.repeat(100)}`, { kind: 'deep-json', row: 1, column: 47, limit: 32 }],
	])('%s', async (_, content, problem) => {
		expect(await problemOf(company, content)).toEqual(problem)
		const { rows } = await database.adminPool.query('SELECT FROM import WHERE account_id = $1', [
			company.accountId,
		])
		expect(rows).toHaveLength(0)
	})
})

test('what is wrong further down is found by the dry run', async () => {
	const company = await foundImportingCompany(database.adminPool, 'down')
	const good = Array.from(
		{ length: 12_000 },
		(_, n) => `person1@example.com,prs-merged,2${String(n).padStart(3, '0').slice(-3)},1`,
	)
	const importId = await company.upload(['Email,Metric,Period,Value', ...good, '"open', 'x'].join('\n'))
	expect(await company.check(importId)).toMatchObject({
		ok: false,
		problem: { kind: 'unclosed-quote', row: 12_002 },
	})
	expect(await company.apply(importId, 'good-rows')).toMatchObject({
		state: 'mapped',
		job: { problem: 'unreadable' },
	})
})

test('every encoding comes to the same values', async () => {
	const company = await foundImportingCompany(database.adminPool, 'encodings')
	await database.adminPool.query(`INSERT INTO team (account_id, name) VALUES ($1, 'Größe')`, [
		company.accountId,
	])
	const text = 'Team,Metric,Month,Value\nGröße,prs-merged,2026-01,1'
	const files = {
		'UTF-8': Buffer.from(`\uFEFF${text}`),
		'UTF-16LE': Buffer.from(`\uFEFF${text}`, 'utf16le'),
		'UTF-16BE': Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
		'Windows-1252': Buffer.from(text, 'latin1'),
	}
	for (const [encoding, bytes] of Object.entries(files)) {
		const importId = await company.upload(bytes)
		expect((await describeImport(company.scope, importId))?.summary.encoding).toBe(encoding)
		expect(await company.check(importId)).toMatchObject({
			counts: { rows: 1, refused: 0 },
			first: { refused: [] },
		})
		expect(await company.apply(importId)).toMatchObject({ state: 'applied' })
	}
	expect(await company.values()).toEqual(['Größe prs-merged 2026-01-01 month 1'])
})
