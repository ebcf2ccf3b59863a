import { describe, expect, test } from 'vitest'
import { describeBreak } from '#app/domain/audit/chain-break.ts'
import type { ChainRow } from '#app/domain/audit/chain-row.ts'
import { compareHeads } from '#app/domain/audit/compare-heads.ts'
import { SeededRandom } from '#seed/demo/random.ts'
import { check, madeLog, madeRow, rechained, sealed } from './made-log.ts'

const log = madeLog(40)
const says = (rows: readonly ChainRow[]) => check(rows).breaks.map(describeBreak)
const edit = (sequence: number, change: (row: ChainRow) => ChainRow): ChainRow[] =>
	log.map((row) => (row.sequence === sequence ? change(row) : row))
const without = (...sequences: number[]) => log.filter(({ sequence }) => !sequences.includes(sequence))
/** The rows with the numbers that the list gives them, and nothing else mended. */
const numbered = (rows: readonly ChainRow[]) => rows.map((row, index) => ({ ...row, sequence: index + 1 }))
const at = (sequence: number): ChainRow => {
	const row = log[sequence - 1]
	if (!row) throw new Error(`No row ${sequence}`)
	return row
}

test('an honest log has no break, and tells the hashes at the places asked for', () => {
	const found = check(log, { places: [1, 17, 99] })
	expect(found).toMatchObject({ rows: 40, breaks: [], lastNumber: 40 })
	expect([...found.found]).toEqual([
		[1, at(1).hash],
		[17, at(17).hash],
	])
	expect(check([])).toMatchObject({ rows: 0, breaks: [], lastNumber: 0 })
})

describe('an edited row is named', () => {
	const other = '11111111-1111-4111-8111-111111111111'
	test.each<[string, (row: ChainRow) => ChainRow]>([
		['time', (row) => ({ ...row, at: '2020-01-01T00:00:00.000Z' })],
		['actor', (row) => ({ ...row, actorId: other })],
		['subject', (row) => ({ ...row, subject: 'cycle' })],
		['subject id', (row) => ({ ...row, subjectId: other })],
		['detail', (row) => ({ ...row, detail: '{}' })],
	])('%s', (_, change) => {
		for (const sequence of [1, 17, 40]) {
			expect(says(edit(sequence, change))).toEqual([`row ${sequence} (${at(sequence).action}) was changed`])
		}
	})

	test('action; what is no action is not repeated', () => {
		expect(says(edit(17, (row) => ({ ...row, action: 'Olga Owner did it' })))).toEqual([
			'row 17 (no known action) was changed',
		])
	})

	test('hash alone, and the hash of the row before alone', () => {
		const zeros = '0'.repeat(64)
		expect(says(edit(17, (row) => ({ ...row, hash: zeros })))).toEqual([
			'row 17 (thing.done-b): its hash was changed',
		])
		expect(says(edit(17, (row) => ({ ...row, previousHash: zeros })))).toEqual([
			'row 17 (thing.done-b): the hash that it has of the row before was changed',
		])
	})

	test('and a hash made anew to fit: the row after follows another one', () => {
		expect(says(edit(17, (row) => sealed({ ...row, detail: '{}' })))).toEqual([
			'row 17 (thing.done-b) was replaced, perhaps with rows before it: row 18 follows another one',
		])
		expect(says(edit(40, (row) => sealed({ ...row, previousHash: 'x' })))).toEqual([
			'rows 39 and 40 (thing.done-a) do not belong together: one of them was replaced',
		])
	})

	test('several, one break for those side by side; the rest is checked on', () => {
		const rows = log.map((row) => ([5, 6, 7, 30].includes(row.sequence) ? { ...row, detail: '{}' } : row))
		expect(says(rows)).toEqual(['rows 5 to 7 were changed', 'row 30 (thing.done-g) was changed'])
		expect(says(log.map((row) => ({ ...row, detail: '{}' })))).toEqual(['rows 1 to 40 were changed'])
	})
})

describe('a deleted row is named', () => {
	test.each([
		[[1], 'row 1 is missing'],
		[[1, 2, 3], 'rows 1 to 3 are missing'],
		[[18], 'row 18 is missing'],
		[[18, 19, 20], 'rows 18 to 20 are missing'],
		[[38, 39], 'rows 38 to 39 are missing'],
	])('%j', (sequences, words) => {
		expect(says(without(...sequences))).toEqual([words])
	})

	test('although those after it were renumbered', () => {
		expect(says(numbered(without(18)))).toEqual(['row 18 was deleted, and the rows after renumbered'])
		expect(says(numbered(without(1)))).toEqual(['row 1 was deleted, and the rows after renumbered'])
		expect(says(numbered(without(18, 19)))).toEqual([
			'rows 18 to 19 were deleted, and the rows after renumbered',
		])
	})

	test('the last is not to be seen without a head', () => {
		expect(says(without(39, 40))).toEqual([])
	})
})

describe('rows in another order are named', () => {
	const order = (...numbers: number[]) => {
		const first = Math.min(...numbers)
		return numbered([
			...log.slice(0, first - 1),
			...numbers.map(at),
			...log.slice(first - 1 + numbers.length),
		])
	}
	test.each([
		[[21, 20], 'rows 20 and 21 (thing.done-f) changed places'],
		[[22, 21, 20], 'rows 20 and 22 (thing.done-g) changed places'],
		[[40, 39], 'rows 39 and 40 (thing.done-a) changed places'],
		[[2, 1], 'rows 1 and 2 (thing.done-c) changed places'],
		[[22, 20, 23, 21], 'rows 20 to 23 stand in another order'],
		[[21, 22, 23, 20], 'row 20 (thing.done-e) was moved to 23'],
	])('%j', (numbers, words) => {
		expect(says(order(...numbers))).toEqual([words])
	})

	test('far from each other', () => {
		const long = madeLog(400)
		const swapped = long.map((row) =>
			row.sequence === 20 ? { ...row, sequence: 200 } : row.sequence === 200 ? { ...row, sequence: 20 } : row,
		)
		expect(check(swapped).breaks.map(describeBreak)).toEqual([
			'rows 20 and 200 (thing.done-a) changed places',
		])
	})
})

describe('an inserted row is named', () => {
	const forged = (sequence: number) => madeRow(sequence, at(sequence - 1).hash)
	test('with a hash that fits or not, the rows after it moved up', () => {
		const fits = { ...forged(22), detail: '{"forged": true}' }
		for (const row of [sealed(fits), fits]) {
			const rows = numbered([...log.slice(0, 21), row, ...log.slice(21)])
			expect(says(rows)).toEqual(['row 22 (thing.done-g) was inserted'])
		}
	})

	test('several, each following the one before', () => {
		const first = sealed({ ...forged(22), detail: '{}' })
		const rows = numbered([...log.slice(0, 21), first, madeRow(23, first.hash), ...log.slice(21)])
		expect(says(rows)).toEqual(
			['rows 22 to 23 (thing.done-h) were inserted'].map(() => 'rows 22 to 23 were inserted'),
		)
	})

	test('before the first and after a hole', () => {
		expect(says([{ ...at(1), sequence: 0 }, ...log])).toEqual([
			'row 0 (thing.done-b) stands where it does not belong: it is row 1',
		])
		expect(says([...log, { ...at(40), sequence: 45 }])).toEqual([
			'rows 41 to 44 are missing',
			'row 45 (thing.done-a) stands where it does not belong: it is row 40',
		])
	})
})

test('what is broken from end to end is told in few words and bounded memory', () => {
	const long = madeLog(5000)
	const all = check(long.map((row) => ({ ...row, detail: '{}' })))
	expect(all.breaks.length).toBeLessThanOrEqual(100)
	expect(all.rows).toBe(5000)
	const every = check(long.map((row) => (row.sequence % 9 === 0 ? { ...row, detail: '{}' } : row)))
	expect(every.breaks).toHaveLength(100)
	expect(every.moreBreaks).toBe(Math.floor(5000 / 9) - 100)
})

describe('heads', () => {
	const sealedAt = '2026-11-26T04:30:00.000Z'
	const heads = [10, 20, 30, 40].map((sequence) => ({ sequence, hash: at(sequence).hash, sealedAt }))
	const with_ = (rows: readonly ChainRow[]) => {
		const found = check(rows, { places: heads.map(({ sequence }) => sequence) })
		return [...found.breaks, ...compareHeads(heads, found)].map(describeBreak)
	}

	test('hold on an honest log, and on one that has grown', () => {
		expect(with_(log)).toEqual([])
		expect(with_(madeLog(60))).toEqual([])
	})

	test('add nothing to what the chain has named at the end', () => {
		expect(with_(edit(40, (row) => ({ ...row, hash: 'x' })))).toEqual(['row 40 (thing.done-a) was changed'])
		const swapped = numbered([...log.slice(0, 38), at(40), at(39)])
		expect(with_(swapped)).toEqual(['rows 39 and 40 (thing.done-a) changed places'])
	})

	test('show a cut tail, and a log without rows', () => {
		expect(with_(without(38, 39, 40))).toEqual([
			`rows 38 to 40 are missing at the end: the log was sealed at row 40 on ${sealedAt}`,
		])
		expect(with_([])).toEqual([
			`rows 1 to 40 are missing at the end: the log was sealed at row 40 on ${sealedAt}`,
		])
	})

	test('show a log that was written anew from some row on, and from where at the earliest', () => {
		const rewritten = rechained(
			edit(25, (row) => ({ ...row, detail: '{}' })),
			24,
		)
		expect(says(rewritten)).toEqual([])
		expect(with_(rewritten)).toEqual([
			`rows 21 to 30: history was rewritten; row 30 is not the one that was sealed on ${sealedAt}`,
		])
		expect(with_(rechained(without(25)))).toEqual([
			`rows 21 to 30: history was rewritten; row 30 is not the one that was sealed on ${sealedAt}`,
			`row 40 is missing at the end: the log was sealed at row 40 on ${sealedAt}`,
		])
	})
})

test.each(Array.from({ length: 300 }, (_, seed) => seed))(
	'several attacks at once, seed %i: some break is told',
	(seed) => {
		const random = new SeededRandom(seed)
		const next = (below: number) => random.integer(0, below - 1)
		let rows = madeLog(30 + next(60))
		const attacks = 1 + next(3)
		for (let attack = 0; attack < attacks; attack += 1) {
			// The last row is left alone: without it the log is an honest, shorter one.
			const index = next(rows.length - 2)
			const kind = next(5)
			rows = rows.flatMap((row, place): ChainRow[] => {
				if (kind === 4 && place === index + 1) return []
				if (place !== index) return [row]
				if (kind === 0) return [{ ...row, detail: `${row.detail} ` }]
				if (kind === 1) return [sealed({ ...row, subject: `${row.subject}x` })]
				if (kind === 2) return []
				if (kind === 3) return [row, sealed({ ...row, sequence: row.sequence + 1, previousHash: row.hash })]
				return [...rows.slice(place + 1, place + 2), row]
			})
			if (kind >= 3) rows = rows.map((row, place) => ({ ...row, sequence: place + 1 }))
		}
		const found = check(rows)
		expect(found.breaks.length).toBeGreaterThan(0)
		expect(found.rows).toBe(rows.length)
		for (const one of found.breaks) {
			if (one.kind !== 'moved') expect(one.from).toBeLessThanOrEqual(one.to)
			expect(describeBreak(one)).toMatch(/\w/)
		}
	},
)
