import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { reopenCycle } from '#app/data/reopen-cycle.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import { addMetrics, insertValues, randomValues } from '#tests/metrics/published-metrics.ts'
import { importCsv } from '#tests/people/people-account.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { everythingFor, readersOf } from './published-figures.ts'

const database = await createTestDatabase()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 20 }))
afterAll(closeDatabase)

test(
	'no later change, and no correction before it is published, changes a figure of a published cycle',
	{ timeout: 300_000 },
	async () => {
		const company = await RandomCompany.found(database.adminPool, 31, { teams: 7, members: 60 })
		const { hr, accountId } = company
		await company.sql(
			`INSERT INTO target (account_id, family_id, tier, due_on) SELECT account_id, id, 4, '2027-06-30'
		 FROM role_family WHERE account_id = $1`,
			[accountId],
		)
		const addNearer = (tier: number, share: number) =>
			company.sql(
				`INSERT INTO target (account_id, scope, team_id, member_id, tier, due_on)
				 SELECT account_id, 'team'::target_scope, id, NULL::uuid, $2::int, '2028-06-30'::date FROM team
				 WHERE account_id = $1 AND id = ANY ($3::uuid[])
				 UNION ALL SELECT account_id, 'member', NULL, id, $2, '2028-06-30' FROM member
				 WHERE account_id = $1 AND id = ANY ($4::uuid[]) ON CONFLICT DO NOTHING`,
				[
					...[accountId, tier, company.teamIds.filter((_, index) => (index + 1) % share === 0)],
					company.memberIds.filter((_, index) => (index + 1) % share === 0),
				],
			)
		await addNearer(5, 5)
		const numberPeople = () =>
			company.sql(
				`UPDATE member m SET external_id = 'n' || m.id WHERE m.account_id = $1 AND m.external_id IS NULL`,
				[accountId],
			)
		await numberPeople()
		const created = await createCycle(hr, { day: '2026-11-20' })
		if (!created.ok) throw new Error(created.reason)
		const { cycleId } = created
		await openCycle(hr, { cycleId })
		await company.answer(cycleId)
		const { importId } = await addMetrics(company)
		await insertValues(company, randomValues(company, '2026-10-01'), importId)
		await publishCycle(hr, { cycleId })
		const readers = await readersOf(company)
		const read = async () =>
			Object.fromEntries(
				await Promise.all(
					readers.map(async (reader) => [reader.name, await everythingFor(reader, cycleId)] as const),
				),
			)
		const published = await read()
		expect(Object.keys(published['HR'] ?? {}).length).toBeGreaterThan(60)
		expect(JSON.stringify(published['manager'])).toContain('"kind":"shown"')
		for (const from of ['family', 'team', 'person']) {
			expect(published['HR']?.['needs.csv']).toContainEqual(expect.arrayContaining([from]))
		}
		const expectFrozen = async (what: string) => {
			const now = await read()
			for (const [name, all] of Object.entries(published)) {
				for (const [of, data] of Object.entries(all)) {
					expect(now[name]?.[of], `${what}: ${of}, for ${name}`).toEqual(data)
				}
			}
			expect(await verifySnapshots(hr), what).toMatchObject({
				differences: [],
				metricDifferences: [],
				treeDifferences: [],
			})
		}

		// People move and leave, teams hang elsewhere, new ones come, some are archived.
		await company.goOn()
		await company.sql(
			`UPDATE member SET team_id = $3, manager_id = NULL, family_id = $2 WHERE account_id = $1 AND id = ANY ($4::uuid[])`,
			[accountId, company.families[0]?.id, company.teamIds[0], company.memberIds.slice(0, 25)],
		)
		await company.sql(
			`UPDATE team SET parent_id = NULL, name = name || ' anew', lead_id = NULL WHERE account_id = $1`,
			[accountId],
		)
		await company.sql(`UPDATE team SET archived_at = now() WHERE account_id = $1`, [accountId])
		await company.sql(
			`UPDATE member SET left_on = current_date - 1 WHERE account_id = $1 AND id = ANY ($2::uuid[])`,
			[accountId, company.memberIds.slice(30, 45)],
		)
		await expectFrozen('after moves, renames, archiving and leavers')

		// Half of what was measured is taken back, the other half was wrong.
		await company.sql(`DELETE FROM observation WHERE account_id = $1 AND subject_id < $2`, [
			...[accountId, '80000000-0000-0000-0000-000000000000'],
		])
		await company.sql(`UPDATE observation SET value = 2 * value WHERE account_id = $1`, [accountId])
		await expectFrozen('after imports of metrics')

		// Targets of every scope, a lower k, another name of the account, a new rubric.
		await company.sql(`UPDATE target SET tier = 6, due_on = '2030-01-01' WHERE account_id = $1`, [accountId])
		await addNearer(6, 1)
		await company.sql(
			`INSERT INTO target (account_id, scope, tier, due_on) VALUES ($1, 'account', 6, '2030-01-01')`,
			[accountId],
		)
		await company.sql(`UPDATE account SET minimum_group_size = 3, name = 'Renamed' WHERE id = $1`, [
			accountId,
		])
		await company.sql(
			`INSERT INTO framework_version (account_id, key, version, title, rubric, published_at)
		 SELECT account_id, key, 2, title, '{"families": []}', now() FROM framework_version WHERE account_id = $1`,
			[accountId],
		)
		await expectFrozen('after new targets, settings and rubric')

		// The roster comes in again, with other teams for everybody.
		await numberPeople()
		const roster = await company.sql<{ number: string; name: string }>(
			`SELECT external_id AS number, name FROM member WHERE account_id = $1 ORDER BY id`,
			[accountId],
		)
		const lines = roster.map(({ number, name }, index) => `${number},${name},Elsewhere ${index % 3}`)
		const imported = await importCsv(hr, ['Employee ID,Name,Team', ...lines.slice(0, -10)].join('\n'), {
			missing: 'mark-left',
		})
		expect(imported.counts.changed).toBeGreaterThan(20)
		await expectFrozen('after the roster was imported again')

		// Everybody is reopened and agrees anew; nothing is published.
		await reopenCycle(hr, { cycleId, giveBack: 'both', reason: 'Calibrated wrongly', idempotencyKey: 'once' })
		const reopened = `participant_id IN (SELECT id FROM participant WHERE account_id = $1 AND reopened_at IS NOT NULL)`
		await company.sql(
			`UPDATE outcome SET tier = 7 - tier, agreed_at = now(), single_rater = NULL, version = version + 1
		 WHERE account_id = $1 AND ${reopened}`,
			[accountId],
		)
		await company.sql(
			`UPDATE outcome_answer SET half_steps = 7 - half_steps WHERE account_id = $1 AND ${reopened}`,
			[accountId],
		)
		await expectFrozen('while everybody is corrected')

		// And published, the version before stays as it was, for who may look at it.
		expect(await publishCycle(hr, { cycleId })).toMatchObject({ ok: true, version: 2 })
		const found = await verifySnapshots(hr)
		expect(found).toMatchObject({ snapshots: 2, differences: [], metricDifferences: [], treeDifferences: [] })
	},
)
