import { afterAll, beforeAll, expect, test } from 'vitest'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { getRosterImport } from '#app/data/get-roster-import.server.ts'
import { withRosterDesk } from '#app/data/with-roster-desk.server.ts'
import { problemTexts } from '#app/domain/job/job-words.ts'
import type { JobWork } from '#app/jobs/job-work.server.ts'
import { refuseTooLarge } from '#app/jobs/refuse-too-large.server.ts'
import { writeRoster } from '#tests/bench/roster-files.ts'
import { foundAccount } from '#tests/people/people-account.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const rosterBytes = (rows: number) => new Uint8Array(writeRoster({ rows, word: 'First' }))

async function plan(rows: number, mostMegabytes: number) {
	return withRosterDesk({ bytes: rosterBytes(rows), isJob: true, mostMegabytes }, async (desk) => {
		const described = await desk.describe()
		if (!described.ok) throw new Error(described.problem.kind)
		const { guessed } = described.description
		return desk.plan({ today: '2026-11-20', teams: [], families: [], jobFamilies: [], erased: null }, guessed)
	})
}

test('10,000 people are planned in 28 MB: neither their cells nor the words of their changes are kept', async () => {
	expect((await plan(10_000, 28)).counts).toMatchObject({ rows: 10_000, added: 10_000 })
})

test('a file that holds more than its thread may is refused, and the next one is read', async () => {
	const work = refuseTooLarge(async () => {
		const { counts } = await plan(12_000, 16)
		return { ok: true, result: { counts } }
	})
	expect(await work({} as JobWork)).toEqual({ ok: false, problem: 'too-large' })
	expect(problemTexts['too-large']).toContain('nothing was done')
	expect((await plan(600, 16)).counts).toMatchObject({ rows: 600, added: 600 })
})

test('the bytes of a large file are kept as they came, in every encoding', async () => {
	const { scope } = await foundAccount(database.adminPool, 'bytes')
	for (const encoding of ['utf-8', 'utf-16le'] as const) {
		const bytes = writeRoster({ rows: 2000, word: 'First', encoding, bytes: 2_500_000 })
		const added = await addRosterImport(scope, { fileName: 'people.csv', bytes })
		if (!added.ok) throw new Error(added.problem.kind)
		const { rows } = await database.adminPool.query('SELECT content FROM import WHERE id = $1', [
			added.importId,
		])
		expect(rows[0].content.equals(bytes), encoding).toBe(true)
		const found = await getRosterImport(scope, added.importId)
		expect(found?.summary).toMatchObject({ rows: 2000, encoding: encoding === 'utf-8' ? 'UTF-8' : 'UTF-16' })
		expect(found?.summary.samples[1]).toEqual(['áda ávelace-0', 'bda ávelace-1', 'çda ávelace-2'])
	}
})
