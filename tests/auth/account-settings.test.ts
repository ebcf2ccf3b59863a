import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { readAccountSettings } from '#app/data/read-account-settings.server.ts'
import type { AccountSettings } from '#app/data/select-account-settings.server.ts'
import { updateAccountSettings } from '#app/data/update-account-settings.server.ts'
import { guessLocale, guessTimeZone } from '#app/lib/locales.ts'
import { isTimeZone, listTimeZones } from '#app/lib/time-zones.ts'
import { groupSizeMails } from '#app/mail/announcement-mails.server.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import type { Company } from './new-company.ts'
import { mailsTo } from './mails-to.ts'
import { join, newCompany } from './new-company.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 8 }))
afterAll(closeDatabase)

const update = async ({ owner }: Company, change: Partial<AccountSettings>) => {
	const present = await readAccountSettings(owner.scope)
	return updateAccountSettings(owner.scope, {
		...present,
		...change,
		announce: (lowered) =>
			groupSizeMails({
				account: { name: 'Acme', slug: 'acme', locale: 'de-DE', timeZone: 'Europe/Berlin' },
				by: 'Olga Owner',
				at: new Date('2026-11-20T10:00:00Z'),
				baseUrl: 'https://contour.example.com',
				...lowered,
			}),
	})
}

describe('the settings of an account', () => {
	it('are saved with a new version and an entry that names the fields', async () => {
		const company = await newCompany()
		const change = {
			name: 'Acme',
			timeZone: 'Asia/Tokyo',
			locale: 'ja-JP',
			fiscalYearStart: 4,
			minimumGroupSize: 8,
		}
		expect(await update(company, change)).toEqual({ ok: true, changed: true })
		expect(await readAccountSettings(company.owner.scope)).toEqual({ ...change, version: 2 })
		const { rows } = await database.adminPool.query(
			`SELECT detail FROM audit_event WHERE account_id = $1 AND action = 'account.settings-changed'`,
			[company.accountId],
		)
		expect(rows).toEqual([
			{
				detail: {
					fields: ['name', 'timeZone', 'locale', 'fiscalYearStart', 'minimumGroupSize'],
					minimumGroupSizeFrom: 5,
					minimumGroupSizeTo: 8,
				},
			},
		])
		expect(await mailsTo(database.adminPool, company.owner.email), 'a higher k is no news').toEqual([])
	})

	it('that somebody else saved meanwhile are not overwritten', async () => {
		const company = await newCompany()
		const results = await Promise.all([
			update(company, { name: 'One', version: 1 }),
			update(company, { name: 'Two', version: 1 }),
		])
		expect(results.filter(({ ok }) => ok)).toHaveLength(1)
		const { name } = await readAccountSettings(company.owner.scope)
		const refused = results.find(({ ok }) => !ok)
		expect(refused).toMatchObject({ reason: 'stale', current: { name, version: 2 } })
	})

	it('with a lower k are announced to all owners and HR, and to nobody else', async () => {
		const company = await newCompany()
		const hr = await join(company, { roles: ['hr'] })
		const admin = await join(company, { roles: ['admin', 'executive'] })
		expect(await update(company, { minimumGroupSize: 3 })).toEqual({ ok: true, changed: true })
		for (const { email } of [company.owner, hr]) {
			const [mail, ...more] = await mailsTo(database.adminPool, email)
			expect(more).toEqual([])
			expect(mail?.subject).toMatch(
				/^Check the smallest visible group of Acme, lowered 20\. Nov\. 2026, 11:00/,
			)
			expect(mail?.text).toContain('from 5 to 3')
		}
		expect(await mailsTo(database.adminPool, admin.email)).toEqual([])
	})

	it('never take a k below 3, whoever asks', async () => {
		const company = await newCompany()
		await expect(update(company, { minimumGroupSize: 2 })).rejects.toThrow('account_minimum_group_size_least')
	})
})

describe('what is guessed at sign-up', () => {
	it.each([
		['de-AT,de;q=0.9,en;q=0.8', 'de-AT', 'Europe/Vienna'],
		['de', 'de-DE', 'Europe/Berlin'],
		['en;q=0.5, fr-CA;q=0.9', 'fr-CA', 'America/Toronto'],
		['pt', 'pt-PT', 'Europe/Lisbon'],
		['nb', 'nb-NO', 'Europe/Oslo'],
		['tlh, *;q=0.1', 'en-US', 'America/New_York'],
		['x'.repeat(100_000), 'en-US', 'America/New_York'],
		[';;q=,,=', 'en-US', 'America/New_York'],
		[null, 'en-US', 'America/New_York'],
	])('%.40j is %s', (header, locale, timeZone) => {
		expect(guessLocale(header)).toBe(locale)
		expect(guessTimeZone(undefined, locale)).toBe(timeZone)
		expect(isTimeZone(guessTimeZone('Mars/Base', locale))).toBe(true)
	})

	it('names only time zones that PostgreSQL knows as well', async () => {
		const { rows } = await database.adminPool.query<{ zone: string }>(
			`SELECT zone FROM unnest($1::text[]) AS zone WHERE now() AT TIME ZONE zone IS NULL`,
			[listTimeZones()],
		)
		expect(rows).toEqual([])
		for (const zone of ['+01:00', '', '../etc', 'Europe/Berlin; DROP', 'Mars/Base']) {
			expect(isTimeZone(zone), zone).toBe(false)
		}
	})
})
