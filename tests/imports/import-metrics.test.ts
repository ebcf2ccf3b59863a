import { afterAll, beforeAll, expect, test } from 'vitest'
import { besidesTransaction, closeDatabase, openDatabase, withAccount } from '#app/data/database.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { applyImportWithin } from '#app/data/imports/apply-import-within.server.ts'
import { describeImport } from '#app/data/imports/describe-import.server.ts'
import { discardImport } from '#app/data/imports/discard-import.server.ts'
import { saveMapping } from '#app/data/imports/save-mapping.server.ts'
import { saveMemberLogins } from '#app/data/imports/save-member-logins.server.ts'
import { startApply } from '#app/data/imports/start-apply.server.ts'
import { startCheck } from '#app/data/imports/start-check.server.ts'
import { startUndo } from '#app/data/imports/start-undo.server.ts'
import { undoPreview } from '#app/data/imports/undo-preview.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { foundImportingCompany } from './importing-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const lines = (...rows: string[]) => rows.join('\n')

test('a file of rows is mapped, looked at, applied, taken back, and known again', async () => {
	const company = await foundImportingCompany(database.adminPool, 'long')
	const file = lines(
		'Team,Metric,Month,Value,Denominator',
		'Product,prs-merged,2026-01,12,',
		'Product,Share of AI output edited,2026-01,30,120',
		'Sales,pull requests merged,2026-01,"1,200",',
		'Product / Core,prs-merged,2026-02,7.50,',
		'=Growth,prs-merged,Feb 2026,3,',
	)
	const importId = await company.upload(file)
	expect(await company.check(importId)).toMatchObject({
		ok: true,
		counts: { rows: 5, added: 5, changed: 0, unchanged: 0, refused: 0 },
		first: {
			added: [
				{ row: 2, subject: { kind: 'team', name: 'Product' }, value: '12', before: null },
				{},
				{},
				{},
				{},
			],
		},
	})
	expect(await company.values()).toEqual([])
	const applied = await company.apply(importId)
	expect(applied).toMatchObject({ state: 'applied', job: null, result: { counts: { added: 5, refused: 0 } } })
	const first = [
		'=Growth prs-merged 2026-02-01 month 3',
		'Core prs-merged 2026-02-01 month 7.5',
		'Product edited 2026-01-01 month 30 / 120',
		'Product prs-merged 2026-01-01 month 12',
		'Sales prs-merged 2026-01-01 month 1200',
	]
	expect(await company.values()).toEqual(first)

	const again = await company.add(file)
	expect(again).toMatchObject({ ok: true, isMapped: true, sameAs: { importId, state: 'applied' } })
	if (!again.ok) throw new Error()
	expect(await company.check(again.importId)).toMatchObject({
		counts: { added: 0, changed: 0, unchanged: 5 },
	})

	const changed = await company.upload(file.replace('01,12,', '01,13,').replace('Feb 2026', 'Mar 2026'))
	expect(await company.check(changed)).toMatchObject({
		counts: { added: 1, changed: 1, unchanged: 3 },
		first: { changed: [{ value: '13', before: { value: '12', weight: null } }] },
	})
	await company.apply(changed)
	expect(await company.replaced()).toBe(1)
	expect(await undoPreview(company.scope, importId)).toEqual({ deletes: 4, putsBack: 0, standsOver: 1 })
	expect(await undoPreview(company.scope, changed)).toEqual({ deletes: 1, putsBack: 1, standsOver: 0 })
	expect(await company.undo(changed)).toMatchObject({
		state: 'undone',
		undone: { deletes: 1, putsBack: 1, standsOver: 0 },
	})
	expect(await company.values()).toEqual(first)
	await company.undo(importId)
	expect(await company.values()).toEqual([])
	expect(await company.replaced()).toBe(0)
})

test('what a later import wrote over stays, and goes back to what stood before both', async () => {
	const company = await foundImportingCompany(database.adminPool, 'chain')
	const of = async (value: number) => {
		const importId = await company.upload(lines('Team,Metric,Month,Value', `Sales,seats,2026-01,${value}`))
		await company.apply(importId)
		return importId
	}
	const ids = [await of(1), await of(2), await of(3)]
	const [one = '', two = '', three = ''] = ids
	await company.undo(two)
	expect(await company.values()).toEqual(['Sales seats 2026-01-01 month 3'])
	await company.undo(one)
	expect(await company.values()).toEqual(['Sales seats 2026-01-01 month 3'])
	await company.undo(three)
	expect(await company.values()).toEqual([])
	expect(await company.replaced()).toBe(0)
})

test('while an import is applied nobody waits for it: neither who clicks once more nor who takes back what it writes over', async () => {
	const company = await foundImportingCompany(database.adminPool, 'under-way')
	const { scope } = company
	const file = (value: number) => lines('Team,Metric,Month,Value', `Sales,seats,2026-01,${value}`)
	const before = await company.upload(file(1))
	await company.apply(before)
	const importId = await company.upload(file(2))
	const { mapping } = (await describeImport(scope, importId)) ?? {}
	const started = await startApply(scope, { importId, mode: 'all-or-nothing' })
	if (!mapping || !started.ok) throw new Error('It cannot be applied.')
	await withAccount(scope, async (transaction) => {
		await applyImportWithin(transaction, scope, { importId, mode: 'all-or-nothing' })
		await besidesTransaction(async () => {
			expect(await startApply(scope, { importId, mode: 'all-or-nothing' })).toEqual(started)
			expect(await startUndo(scope, { importId })).toEqual({ ok: false, reason: 'not-applied' })
			expect(await startCheck(scope, { importId })).toBeNull()
			expect(await saveMapping(scope, { importId, mapping })).toEqual({ ok: false, reason: 'settled' })
			expect(await saveMemberLogins(scope, { importId, logins: [] })).toEqual({ unknown: 0 })
			expect(await discardImport(scope, importId)).toBe(false)
			expect(await startUndo(scope, { importId: before })).toMatchObject({ ok: true })
		})
	})
	expect(await company.values()).toEqual(['Sales seats 2026-01-01 month 2'])
})

test('refused rows come back with their reasons, are mended and go in', async () => {
	const company = await foundImportingCompany(database.adminPool, 'refused')
	const rows = [
		'E-mail;Metrik;metric;Date;Value',
		'person1@example.com;x;prs-merged;31.01.2026;5',
		'nobody@example.com;x;prs-merged;31.01.2026;5',
		'person2@example.com;x;no such metric;31.01.2026;5',
		'person3@example.com;x;confidence;31.01.2026;1.200,0 %',
		'person4@example.com;x;prs-merged;32.01.2026;5',
		'person5@example.com;x;prs-merged;31.01.2026;=1+1',
		'person1@example.com;x;prs-merged;30.01.2026;6',
		'person6@example.com;x;prs-merged;31.01.2026;NaN',
		'person7@example.com;x;prs-merged;31.01.2026;-3',
		'person8@example.com;x;prs-merged;31.01.2026;1.234,5;6',
	]
	const importId = await company.upload(lines(...rows), { grain: 'month' })
	const checked = await company.check(importId)
	expect(checked).toMatchObject({
		ok: true,
		counts: { rows: 10, added: 1, refused: 9 },
		unknown: {
			subjects: [{ text: 'nobody@example.com', rows: 1 }],
			metrics: [{ text: 'no such metric', rows: 1 }],
		},
	})
	if (!checked.ok) throw new Error()
	expect(checked.first.refused.map(({ row, column, message }) => `${row} ${column}: ${message}`)).toEqual([
		'3 E-mail: Nobody has the e-mail address “nobody@example.com”.',
		'4 metric: There is no metric “no such metric”.',
		'5 Value: 1200 % is out of range: “Confidence” goes from 0 % to 100 %.',
		'6 Date: “32.01.2026” is no period that can be read. Write a day such as 2026-03-31, a month such as 2026-03, or 2026-Q1.',
		'7 Value: “=1+1” is no number.',
		'8 Value: Row 2 has a value of the same metric, subject and period. One of the two is too many.',
		'9 Value: “NaN” is no number that can be counted with. Leave the row out.',
		'10 Value: -3 is below 0, and “Pull requests merged” is not.',
		'11 null: This row has 6 cells, and there are 5 columns. Put a cell with a comma in it between quotation marks.',
	])
	expect(await company.apply(importId)).toMatchObject({ state: 'mapped', job: { problem: 'refused-rows' } })
	expect(await company.values()).toEqual([])
	expect(await company.apply(importId, 'good-rows')).toMatchObject({
		state: 'applied',
		result: { counts: { added: 1, refused: 9 } },
	})
	const csv = await company.refusedRows(importId)
	expect(csv).toContain("person5@example.com,x,prs-merged,31.01.2026,'=1+1,7,")
	const mended = csv
		.replace('nobody@', 'person9@')
		.replace('no such metric', 'seats')
		.replace('"1.200,0 %"', '12 %')
		.replace('32.01', '31.03')
		.replace("'=1+1", '2')
		.replace('30.01.2026', '28.02.2026')
		.replace(',NaN,', ',9,')
		.replace("'-3", '3')
		.replace('"1.234,5"', '1234')
		.replace(/,6\r\n/, '\r\n')
	const second = await company.upload(mended, { grain: 'month' })
	expect(await company.check(second)).toMatchObject({ counts: { rows: 9, added: 9, refused: 0 } })
	expect(await company.apply(second)).toMatchObject({ state: 'applied' })
	expect(await company.values()).toHaveLength(10)
})

test('a period that overlaps one of another length is refused, in the file and beside what is there', async () => {
	const company = await foundImportingCompany(database.adminPool, 'overlap')
	const one = await company.upload(
		lines(
			'Team,Metric,Month,Value',
			'Sales,seats,2026-01,1',
			'Sales,seats,2026-Q1,3',
			'Product,seats,2026-Q1,3',
		),
	)
	const checked = await company.check(one)
	expect(checked).toMatchObject({
		counts: { added: 2, refused: 1 },
		first: { refused: [{ row: 3, column: 'Value' }] },
	})
	await company.apply(one, 'good-rows')
	const two = await company.upload(
		lines(
			'Team,Metric,Month,Value',
			'Sales,seats,2026-W05,1',
			'Sales,seats,2026-W06,1',
			'Product,seats,2026,1',
		),
	)
	const second = await company.check(two)
	if (!second.ok) throw new Error()
	expect(second.counts).toMatchObject({ added: 1, refused: 2 })
	expect(second.first.refused.map(({ message }) => message)).toEqual([
		'The week from 2026-01-26 overlaps the month from 2026-01-01 that is here already: days would be counted twice.',
		'The year from 2026-01-01 overlaps the quarter from 2026-01-01 that is here already: days would be counted twice.',
	])
})

test('wide files, columns of periods and JSON in lines come to the same values', async () => {
	const company = await foundImportingCompany(database.adminPool, 'wide')
	const expected = [
		'person1@example.com confidence 2026-01-01 month 0.125',
		'person1@example.com prs-merged 2026-01-01 month 4',
		'person2@example.com confidence 2026-01-01 month 0.005',
		'person2@example.com prs-merged 2026-02-01 month 6',
	]
	const wide = await company.upload(
		lines(
			'Email,Month,Pull requests merged,Confidence,Remark',
			'person1@example.com,2026-01,4,12.5,a',
			'person2@example.com,2026-02,6,,b',
			'person2@example.com,2026-01,,.5,c',
		),
	)
	const described = await describeImport(company.scope, wide)
	expect(described).toMatchObject({ kind: 'metrics-wide', mapping: { percents: { confidence: 'of-100' } } })
	await company.apply(wide)
	expect(await company.values()).toEqual(expected)

	const periods = await company.upload(
		lines(
			'Employee ID,Metric,2026-01,2026-02',
			'E1,prs-merged,4,',
			'E2,prs-merged,,6',
			'E1,confidence,12.5%,',
			'E2,confidence,0.5 %,',
		),
	)
	expect(await describeImport(company.scope, periods)).toMatchObject({ kind: 'metrics-periods' })
	expect(await company.check(periods)).toMatchObject({
		counts: { rows: 4, added: 0, unchanged: 4, refused: 0 },
	})

	const json = lines(
		'{"subject":"person1@example.com","metric":"prs-merged","period":"2026-01","value":4,"__proto__":{"a":1}}',
		'{"subject":"E2","metric":"prs-merged","period":"2026-02","value":6.0}',
		'{"subject":"E1","metric":"confidence","period":"2026-01","value":0.125}',
		'{"subject":"E2","metric":"confidence","period":"2026-01","value":"0.005"}',
		'{"subject":"E2","metric":',
		'[1]',
	)
	const ndjson = await company.upload(json)
	expect(await describeImport(company.scope, ndjson)).toMatchObject({ kind: 'metrics-ndjson' })
	expect(await company.check(ndjson)).toMatchObject({
		counts: { rows: 6, unchanged: 4, refused: 2 },
		first: {
			refused: [{ row: 5, message: 'This line is no JSON object. Write one in each line.' }, { row: 6 }],
		},
	})
})

test('what the first rows of a file do not raise is asked once all of it was looked at, and never guessed', async () => {
	const company = await foundImportingCompany(database.adminPool, 'late')
	const importId = await company.upload(
		lines(
			'Team;Metric;Period;Value',
			...Array.from(
				{ length: 200 },
				(_, day) => `Sales;prs-merged;${2000 + (day % 150)};${day % 150 === day ? day : ''}`,
			),
			'Product;confidence;2026;0.8',
			'Product;confidence;2025;12',
			'Product;confidence;2024;0',
			'Product;confidence;2023;7 %',
			'Product;prs-merged;2026;1.234',
			'Product;prs-merged;2025;12,5',
			'Product;prs-merged;2024;1.234.567',
		),
	)
	const checked = await company.check(importId)
	expect(checked).toMatchObject({
		counts: { added: 154, refused: 53 },
		open: { decimals: ['1.234'], percents: [{ metric: 'confidence', examples: ['0.8', '12'] }] },
	})
	const { mapping, version } = (await describeImport(company.scope, importId)) ?? {}
	if (!mapping) throw new Error('It is not there.')
	await saveMapping(company.scope, {
		importId,
		mapping: { ...mapping, decimal: 'comma', percents: { confidence: 'of-100' } },
	})
	expect(await company.check(importId)).toMatchObject({
		// With a comma 0.8 is no number, and stays refused.
		counts: { added: 156, refused: 51 },
		open: { decimals: [], percents: [] },
	})
	// Whoever was shown it as it was read before gets nothing else applied.
	const before = await startApply(company.scope, { importId, mode: 'good-rows', version: version ?? 0 })
	if (!before.ok) throw new Error(before.reason)
	await company.run(before.jobId)
	expect(await findJob(company.scope, before.jobId)).toMatchObject({ state: 'failed', problem: 'stale' })
	expect(await company.values()).toEqual([])
	await company.apply(importId, 'good-rows')
	expect((await company.values()).filter((line) => line.startsWith('Product'))).toEqual([
		'Product confidence 2023-01-01 year 0.07',
		'Product confidence 2024-01-01 year 0',
		'Product confidence 2025-01-01 year 0.12',
		'Product prs-merged 2024-01-01 year 1234567',
		'Product prs-merged 2025-01-01 year 12.5',
		'Product prs-merged 2026-01-01 year 1234',
	])
})
