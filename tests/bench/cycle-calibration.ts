import type { Client } from 'pg'
import { withAccount } from '#app/data/database.server.ts'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import type { Company } from './company.ts'
import type { CycleData } from './cycle-data.ts'
import { addressOf } from './cycle-data.ts'
import type { BenchServer } from './cycle-server.ts'
import { getPage } from './cycle-server.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'

/**
 * The table of a calibration group as HR, whole, against the same route and component in the same session, whose loader opens
 * a transaction and answers with what it once read.
 */
export async function measureCalibration(
	{ admin }: BenchDatabase,
	{ calibrated }: CycleData,
	{ url, serveInstead }: BenchServer,
	{ quick }: { quick: boolean },
): Promise<Result> {
	const { slug, userId } = await addressOf(admin, calibrated)
	const token = await startSessionOf(admin, userId)
	const { path, people } = await addGroup(admin, calibrated, slug)
	await admin.query('VACUUM ANALYZE')
	let constant: unknown
	const other = await serveInstead('routes/calibration-group/route', (loader) => async (args) => {
		constant ??= await loader(args)
		await withAccount(calibrated.hr, ({ sql }) => sql.query('SELECT 1'))
		return constant
	})
	const [ours, reference] = [() => getPage(url, path, token), () => getPage(other, path, token)]
	const [page, same] = [await ours(), await reference()]
	if (Math.abs(page.length - same.length) > 200) throw new Error('Two different pages would be compared.')
	const times = await told('calibration tables', () =>
		interleaved({ ours, reference }, { rounds: quick ? 15 : 60, warmUp: 10 }),
	)
	return timeResult(
		`calibration table of ${people.toLocaleString('en')} people, against the same page fed with a constant, ms`,
		times.ours,
		times.reference,
		quick ? null : 3,
		quick ? 'means something only at full size' : undefined,
	)
}

/** One group of all teams. */
async function addGroup(
	admin: Client,
	{ accountId, cycleIds }: Company,
	slug: string,
): Promise<{ path: string; people: number }> {
	const cycleId = [...cycleIds.values()].at(-1)?.cycleId
	const { rows } = await admin.query<{ id: string }>(
		`INSERT INTO calibration_group (account_id, cycle_id, name) VALUES ($1, $2, 'Everybody') RETURNING id`,
		[accountId, cycleId],
	)
	const groupId = rows[0]?.id
	await admin.query(
		`INSERT INTO calibration_group_team (account_id, cycle_id, group_id, team_id)
		 SELECT account_id, cycle_id, $3, team_id FROM cycle_team WHERE account_id = $1 AND cycle_id = $2`,
		[accountId, cycleId, groupId],
	)
	const counted = await admin.query<{ people: number }>(
		`SELECT count(*)::int AS people FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND coalesce(m.left_on > current_date, true)`,
		[accountId, cycleId],
	)
	return {
		path: `/a/${slug}/cycles/${cycleId}/calibration/${groupId}`,
		people: counted.rows[0]?.people ?? 0,
	}
}
