import type { Client } from 'pg'
import { ensureBuild } from '#app/server/build.ts'
import { publishCycle } from '#app/data/publish-cycle.server.ts'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import { makeDataFolder, removeDataFolder, startApplication } from '#tests/support/application.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told, withBenchDatabase } from './bench-database.ts'
import type { Company, Shape } from './company.ts'
import { foundCompanies, writeCycle } from './company.ts'
import { importWhile } from './load-import.ts'
import type { Result } from './measure.ts'
import { timeResult } from './measure.ts'
import type { Request } from './load-requests.ts'
import { pagesOf, percentile, requestAll } from './load-requests.ts'

const clients = 20

export const shapeOf = (quick: boolean): Shape => ({
	...{ key: 'load', companies: 1, people: 'grown', divisions: 6, cycles: 4 },
	...(quick ? { members: 1_000, groups: 6, teams: 60 } : { members: 10_000, groups: 24, teams: 400 }),
})

/**
 * The built application as a process of its own, asked for mixed pages of four kinds of person by many at once: against the
 * same requests one after another, and while a roster of 50,000 rows is imported into another account.
 */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	await told('the build', () => ensureBuild())
	return withBenchDatabase('load', async (database) => {
		const company = await writeCompany(database.admin, shapeOf(quick))
		const folder = makeDataFolder()
		const application = startApplication(folder, {
			DATABASE_URL: database.appUrl,
			DATABASE_OWNER_URL: database.adminUrl,
		})
		try {
			const url = await application.ready
			return await measure({ database, company, url, quick })
		} finally {
			application.child.kill('SIGTERM')
			await application.ended
			removeDataFolder(folder)
		}
	})
}

/** Three published cycles, and a fourth that is being answered. */
export async function writeCompany(admin: Client, shape: Shape): Promise<Company> {
	const [company] = await told(`a company of ${shape.members} in ${shape.teams} teams`, () =>
		foundCompanies(admin, shape),
	)
	if (!company) throw new Error('The company is missing.')
	for (let cycle = 1; cycle <= shape.cycles; cycle += 1) {
		await told(`its cycle ${cycle}`, async () => {
			const isLast = cycle === shape.cycles
			await writeCycle(admin, shape, [company], { cycle, withCheckIns: isLast })
			await admin.query('ANALYZE')
			const of = company.cycleIds.get(cycle)
			if (isLast || !of) return
			const published = await publishCycle(company.hr, { cycleId: of.cycleId, at: of.endsOn })
			if (!published.ok) throw new Error(`A cycle was not published: ${published.reason}`)
		})
	}
	await admin.query('VACUUM ANALYZE')
	return company
}

async function measure(of: {
	database: BenchDatabase
	company: Company
	url: string
	quick: boolean
}): Promise<Result[]> {
	const { database, company, url, quick } = of
	const pages = await pagesOf(database.admin, company, (userId) => startSessionOf(database.admin, userId))
	const count = quick ? 300 : 2_000
	const requests: Request[] = Array.from({ length: count }, (_, index) => {
		const page = pages[index % pages.length]
		if (!page) throw new Error('There is no page.')
		return page
	})
	await told('to warm up', () => requestAll(url, requests.slice(0, count / 4), { clients: 4 }))
	const alone = await told(`${count} requests one after another`, () =>
		requestAll(url, requests, { clients: 1 }),
	)
	const together = await told(`the same from ${clients} clients`, () =>
		requestAll(url, requests, { clients }),
	)
	const importing = await told('the same while a roster is imported', () =>
		importWhile({ database, url, quick }, (isOver) => requestAll(url, requests, { clients, isOver })),
	)
	const { rows, times } = importing
	const mean = alone.times.reduce((sum, time) => sum + time, 0) / alone.times.length
	const limited = (limit: number) => (quick ? null : limit)
	const note = quick ? 'means something only at full size' : undefined
	const who = `${count} requests of mixed pages from ${clients} clients`
	return [
		timeResult(
			`${who}, against the same one after another, s (1 / 0.8 is the limit)`,
			...([together.seconds, alone.seconds, limited(1.25), note] as const),
		),
		timeResult(
			`slowest of ${who}, against ${clients} times the mean of one after another, ms`,
			...([Math.max(...together.times), clients * mean, limited(1.5), note] as const),
		),
		timeResult(
			`p99 of pages from ${clients} clients while ${rows.toLocaleString('en')} rows of a roster are imported, against without, ms`,
			...([percentile(times, 0.99), percentile(together.times, 0.99), limited(3)] as const),
			[note, `${times.length} requests meanwhile`].filter(Boolean).join('; '),
		),
	]
}
