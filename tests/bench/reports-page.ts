import type { Client } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { addStarterCatalogue } from '#app/data/training-topics/add-starter-catalogue.server.ts'
import { starterTopics } from '#seed/training/topics.ts'
import { told } from './bench-database.ts'
import type { BenchServer } from './cycle-server.ts'
import { getPage } from './cycle-server.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'

type Of = {
	company: { accountId: string; hr: AccountScope }
	members: number
	slug: string
	/** Of HR's session. */
	token: string
}

/**
 * The grouped report as HR, against the same route and component whose loader opens a transaction and answers what it once read:
 * as it is looked at again, and for the first time after something has changed, which is told without a limit.
 */
export async function measureReportPage(
	admin: Client,
	{ company, members, slug, token }: Of,
	{ url, serveInstead }: BenchServer,
	{ quick }: { quick: boolean },
): Promise<Result[]> {
	await addStarterCatalogue(company.hr, { topics: starterTopics })
	let constant: unknown
	const other = await serveInstead('routes/training-report/route', (loader) => async (args) => {
		constant ??= await loader(args)
		await withAccount(company.hr, ({ sql }) => sql.query('SELECT 1'))
		return constant
	})
	const path = `/a/${slug}/reports/training-needs/report`
	const [ours, reference] = [() => getPage(url, path, token), () => getPage(other, path, token)]
	const [page, same] = [await ours(), await reference()]
	if (Math.abs(page.length - same.length) > 200) throw new Error('Two different pages would be compared.')
	const first = async () => {
		// As a change of the catalogue: nothing that was kept holds any more.
		await admin.query('UPDATE training_topic SET version = version + 1 WHERE account_id = $1', [
			company.accountId,
		])
		await admin.query(`UPDATE target SET version = version + 1 WHERE account_id = $1`, [company.accountId])
		await getPage(url, path, token)
	}
	const again = await told('report pages', () =>
		interleaved({ ours, reference }, { rounds: quick ? 15 : 60, warmUp: 10 }),
	)
	const anew = await told('report pages after a change', () =>
		interleaved({ ours: first, reference }, { rounds: quick ? 5 : 15, warmUp: 1 }),
	)
	const of = `report of ${members.toLocaleString('en')} members`
	const note = quick ? 'means something only at full size' : undefined
	return [
		timeResult(
			`${of}, against the same page fed with a constant, ms`,
			again.ours,
			again.reference,
			quick ? null : 3,
			note,
		),
		timeResult(
			`${of}, first time after a change, against the same, ms`,
			anew.ours,
			anew.reference,
			null,
			note,
		),
	]
}
