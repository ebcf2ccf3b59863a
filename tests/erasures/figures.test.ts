import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { closeDatabase, openDatabase } from '#app/data/database.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { reopenCycle } from '#app/data/reopen-cycle.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import { erasePersonForGood } from '#app/jobs/erasures/erase-person.server.ts'
import { takeHeadFolder } from '#tests/audit/sealed-place.ts'
import { everythingFor, readersOf } from '#tests/cycles/published-figures.ts'
import { addMetrics, insertValues, randomValues } from '#tests/metrics/published-metrics.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const database = await createTestDatabase()
takeHeadFolder()
beforeAll(() => openDatabase({ connectionString: database.appUrl, max: 20 }))
afterAll(closeDatabase)

async function erase(company: RandomCompany, memberId: string): Promise<void> {
	const [person] = await company.sql<{ version: number }>('SELECT version FROM member WHERE id = $1', [
		memberId,
	])
	const none = () => []
	const of = { memberId, version: person?.version ?? 0, announce: none, announceHandOver: none }
	expect(await erasePersonForGood(company.hr, of)).toEqual({ ok: true })
}

/** Pages as they are when it does not matter who somebody is. */
function anonymous(data: unknown, names: ReadonlySet<string>): unknown {
	if (typeof data === 'string') {
		return names.has(data) || data === 'Erased person' ? 'somebody' : data
	}
	if (Array.isArray(data)) {
		const isOfPeople = data.some((one) => typeof one === 'object' && one !== null && 'memberId' in one)
		// In the order of names, a page at a time: how many they are is said beside it.
		if (isOfPeople) return 'people'
		const all = data.map((one) => anonymous(one, names))
		const byName =
			data.every(Array.isArray) ||
			data.some((one) => typeof one === 'object' && one !== null && 'participantId' in one)
		return byName ? all.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : all
	}
	if (typeof data !== 'object' || data === null) return data
	return Object.fromEntries(
		Object.entries(data).flatMap(([key, value]) =>
			['email', 'jobTitle', 'version', 'exemptReason', 'exemptKind'].includes(key)
				? []
				: [[key, anonymous(value, names)]],
		),
	)
}

test(
	'after people are erased every figure of every reader is what it was, and so is the flow of the next quarter',
	{ timeout: 300_000 },
	async () => {
		const company = await RandomCompany.found(database.adminPool, 31, { teams: 3, members: 36 })
		const { hr, accountId } = company
		await company.sql(
			`INSERT INTO target (account_id, family_id, tier, due_on) SELECT account_id, id, 4, '2027-06-30'
			 FROM role_family WHERE account_id = $1`,
			[accountId],
		)
		for (const [index, teamId] of company.teamIds.entries()) {
			await company.sql('UPDATE team SET lead_id = $2 WHERE id = $1', [teamId, company.memberIds[index]])
		}
		const { importId } = await addMetrics(company)
		let cycleId = ''
		for (const day of ['2026-08-20', '2026-11-20']) {
			const created = await createCycle(hr, { day })
			if (!created.ok) throw new Error(created.reason)
			cycleId = created.cycleId
			await openCycle(hr, { cycleId })
			await company.answer(cycleId)
			if (day > '2026-10') await insertValues(company, randomValues(company, '2026-10-01'), importId)
			await publishCycle(hr, { cycleId })
		}
		const readers = await readersOf(company)
		const kept = new Set(readers.map(({ session }) => session.scope.memberId))
		const read = async () =>
			Object.fromEntries(
				await Promise.all(
					readers.map(async (reader) => [reader.name, await everythingFor(reader, cycleId)] as const),
				),
			)
		const before = await read()
		expect(JSON.stringify(before['manager'])).toContain('"kind":"shown"')

		// Every second one: whoever manages, leads, is exempt, has left or was never in a cycle is among them.
		const people = await company.sql<{ id: string; name: string; reports: number; leads: number }>(
			`SELECT m.id, m.name, (SELECT count(*)::int FROM participant p WHERE p.manager_id = m.id) AS reports,
				(SELECT count(*)::int FROM cycle_team t WHERE t.lead_id = m.id) AS leads
			 FROM member m WHERE m.account_id = $1 ORDER BY m.id`,
			[accountId],
		)
		const gone = people.filter(({ id }, index) => index % 2 === 0 && !kept.has(id))
		expect(gone.length).toBeGreaterThan(12)
		expect(gone.some(({ reports }) => reports > 0) && gone.some(({ leads }) => leads > 0)).toBe(true)
		for (const { id } of gone.slice(1)) await erase(company, id)

		// Given back for a correction, what was sent before counts again as it was.
		const reason = 'Calibrated wrongly'
		await reopenCycle(hr, { cycleId, giveBack: 'both', reason, idempotencyKey: 'once' })
		await erase(company, gone[0]?.id ?? '')
		const names = new Set(gone.map(({ name }) => name))
		const now = await read()
		for (const [name, all] of Object.entries(before)) {
			for (const [of, data] of Object.entries(all)) {
				expect(anonymous(now[name]?.[of], names), `${of}, for ${name}`).toEqual(anonymous(data, names))
			}
		}
		const none = { differences: [], metricDifferences: [], treeDifferences: [] }
		expect(await verifySnapshots(hr)).toMatchObject({ snapshots: 2, ...none })
		const [common] = await company.sql<{ without: number }>(
			`SELECT count(*) FILTER (WHERE p.attributes ->> 'Location' IS DISTINCT FROM 'Bonn')::int AS without FROM participant p
			 JOIN member m ON m.id = p.member_id WHERE p.account_id = $1 AND m.erased_at IS NOT NULL`,
			[accountId],
		)
		expect(common, 'what many share stays, so that reports count by it as before').toEqual({ without: 0 })
		expect(await publishCycle(hr, { cycleId })).toEqual({ ok: false, reason: 'unchanged' })
	},
)
