import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { describeImport } from '#app/data/imports/describe-import.server.ts'
import { saveMemberLogins } from '#app/data/imports/save-member-logins.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { foundImportingCompany } from './importing-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 6 }))
afterAll(closeDatabase)

const envelope = { report_start_day: '2026-01-01', report_end_day: '2026-01-28', organization_id: '1' }
const report = (days: object[], space = 2) =>
	JSON.stringify({ ...envelope, day_totals: days, created_at: 'now' }, null, space)
const day = (date: string, more: object) => ({
	...{
		day: date,
		organization_id: '1',
		code_generation_activity_count: 20,
		code_acceptance_activity_count: 8,
	},
	totals_by_ide: [{ ide: 'vscode', code_generation_activity_count: 999, new_thing: { deeper: [1] } }],
	...more,
})

test('the report of an organization goes in as the figures of its days, and unknown fields do no harm', async () => {
	const company = await foundImportingCompany(database.adminPool, 'organization')
	const file = report([
		day('2026-01-01', {
			daily_active_users: 4,
			pull_requests: { total_merged: 2, median_minutes_to_merge: 4.5 },
		}),
		day('2026-01-02', { daily_active_users: null, something_new: { daily_active_users: 77 } }),
	])
	const importId = await company.upload(file)
	expect(await describeImport(company.scope, importId)).toMatchObject({
		kind: 'copilot-organization',
		questions: [],
	})
	await company.apply(importId)
	expect(await company.values()).toEqual([
		'company assistant-active-users 2026-01-01 day 4',
		'company assistant-code-acceptances 2026-01-01 day 8',
		'company assistant-code-acceptances 2026-01-02 day 8',
		'company assistant-code-generations 2026-01-01 day 20',
		'company assistant-code-generations 2026-01-02 day 20',
		'company prs-merged 2026-01-01 day 2',
	])
	const minified = await company.upload(JSON.stringify(JSON.parse(file)))
	expect(await company.check(minified)).toMatchObject({ counts: { rows: 2, added: 0, unchanged: 6 } })
})

test('what the older API counted by editor, model and language is added up', async () => {
	const company = await foundImportingCompany(database.adminPool, 'legacy')
	const languages = (...counts: number[]) => ({
		models: [
			{
				name: 'default',
				languages: counts.map((count) => ({ total_code_acceptances: count, total_code_suggestions: 10 })),
			},
		],
	})
	const file = [
		{
			date: '2024-11-04',
			total_active_users: 4,
			copilot_ide_code_completions: {
				total_engaged_users: 3,
				editors: [languages(1, 2), languages(4)],
				languages: [{ name: 'x' }],
			},
		},
		{ date: '2024-11-05', total_active_users: 3, copilot_ide_code_completions: { editors: [] } },
	]
	const importId = await company.upload(JSON.stringify(file))
	expect(await describeImport(company.scope, importId)).toMatchObject({ kind: 'copilot-legacy' })
	await company.apply(importId)
	expect(await company.values()).toEqual([
		'company assistant-active-users 2024-11-04 day 4',
		'company assistant-active-users 2024-11-05 day 3',
		'company assistant-code-acceptances 2024-11-04 day 7',
		'company assistant-code-generations 2024-11-04 day 30',
	])
})

test('logins of the report of each user are matched once, and known from then on', async () => {
	const company = await foundImportingCompany(database.adminPool, 'users')
	const users = [
		{ user_id: 7, user_login: 'Octo-Cat', user_initiated_interaction_count: 5, used_agent: true },
		{ user_id: 8, user_login: 'octo-dog', user_initiated_interaction_count: 6, used_agent: false },
	]
	const importId = await company.upload(report(users.map((user) => day('2026-01-01', user))))
	expect(await company.check(importId)).toMatchObject({
		counts: { rows: 2, added: 0, refused: 2 },
		unknown: {
			subjects: [
				{ text: 'Octo-Cat', rows: 1 },
				{ text: 'octo-dog', rows: 1 },
			],
		},
	})
	const { rows } = await database.adminPool.query<{ id: string }>(
		`SELECT id FROM member WHERE account_id = $1 AND email = 'person1@example.com'`,
		[company.accountId],
	)
	const memberId = rows[0]?.id ?? ''
	const logins = [
		{ login: 'octo-cat', memberId },
		{ login: 'octo-dog', memberId: company.accountId },
	]
	expect(await saveMemberLogins(company.scope, { importId, logins })).toEqual({ unknown: 1 })
	expect(await company.check(importId)).toMatchObject({ counts: { rows: 2, added: 4, refused: 1 } })
	await company.apply(importId, 'good-rows')
	const values = await company.values()
	expect(values).toContain('person1@example.com assistant-interactions 2026-01-01 day 5')
	expect(values).toContain('person1@example.com assistant-agent-users 2026-01-01 day 1')
	// The refused row is mended as a CSV, which is read as the report was.
	await saveMemberLogins(company.scope, { importId, logins: [{ login: 'octo-fish', memberId }] })
	const csv = (await company.refusedRows(importId))
		.replace('octo-dog', 'octo-fish')
		.replace('2026-01-01', '2026-01-02')
	const mended = await company.upload(csv)
	expect(await company.check(mended)).toMatchObject({ counts: { rows: 1, added: 4, refused: 0 } })
})
