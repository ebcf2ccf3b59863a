import type { Client } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import type { Company, Shape } from './company.ts'
import { writeCycle } from './company.ts'
import type { BenchServer } from './cycle-server.ts'
import { getPage } from './cycle-server.ts'
import type { HeatmapData } from './heatmap-data.ts'
import { writeCompanyOf } from './heatmap-data.ts'
import { outline } from './heatmap-outline.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'
import { writeBesides } from './pages-besides.ts'

export type PagesOf = { database: BenchDatabase; data: HeatmapData; server: BenchServer; quick: boolean }

const smallNote = 'means something only at full size'
export const limitOf = (quick: boolean, limit: number) => (quick ? null : limit)
export const noteOf = (quick: boolean, note?: string) =>
	[quick && smallNote, note].filter(Boolean).join('; ') || undefined

/** Somebody’s account and session. */
export async function visitorOf(
	admin: Client,
	scope: AccountScope,
): Promise<{ root: string; token: string }> {
	const { rows } = await admin.query<{ slug: string }>('SELECT slug FROM account WHERE id = $1', [
		scope.accountId,
	])
	return { root: `/a/${rows[0]?.slug}`, token: await startSessionOf(admin, scope.userId) }
}

/** What opens without a choice, by the route that answers. Others of the kind are one line each. */
const views: { name: string; route: string; path: string }[] = [
	{ name: 'the heatmap', route: 'routes/heatmap/route', path: '/heatmap' },
	{ name: 'a cell of the heatmap', route: 'routes/heatmap-cell/route', path: '/heatmap/cell' },
	{ name: 'the home page', route: 'routes/home/route', path: '' },
	{ name: 'the movement', route: 'routes/movement/route', path: '/reports/movement' },
	{ name: 'the trend', route: 'routes/trend/route', path: '/heatmap/trend' },
	{ name: 'the board', route: 'routes/board/route', path: '/board' },
	{ name: 'the stalls', route: 'routes/stalls/route', path: '/heatmap/stalls' },
	{ name: 'the organization', route: 'routes/organization/route', path: '/heatmap/organization' },
	{ name: 'the benchmarks', route: 'routes/benchmarks/route', path: '/heatmap/benchmarks' },
	{ name: 'a metric beside a tier', route: 'routes/metric-and-tier/route', path: '/heatmap/metric-and-tier' },
]

/** Each view against the same route and component, in the same session, whose loader answers what it once read. */
export async function measureViews({ database, data, server, quick }: PagesOf): Promise<Result[]> {
	const results: Result[] = []
	for (const role of ['hr', 'executive'] as const) {
		const scope = data.large[role]
		const { root, token } = await visitorOf(database.admin, scope)
		for (const { name, route, path } of views) {
			let constant: unknown
			const other = await server.serveInstead(route, (loader) => async (args) => {
				constant ??= await loader(args)
				await withAccount(scope, ({ sql }) => sql.query('SELECT 1'))
				return constant
			})
			const [ours, reference] = [
				() => getPage(server.url, root + path, token),
				() => getPage(other, root + path, token),
			]
			const [page, same] = [await ours(), await reference()]
			if (Math.abs(page.length - same.length) > 400) throw new Error('Two different pages would be compared.')
			const times = await told(`${name} as ${role}`, () =>
				interleaved({ ours, reference }, { rounds: quick ? 10 : 60, warmUp: 5 }),
			)
			results.push(
				timeResult(
					`${name} as ${role}, against the same page fed with a constant, ms`,
					...([times.ours, times.reference, limitOf(quick, 2), noteOf(quick)] as const),
				),
			)
		}
	}
	return results
}

/** Drawn rows of a page. */
const drawn = (html: string) => html.split('<th scope="row"').length - 1

/**
 * Each view of the large company against that of one of 200, whose heatmap has as many rows and filled cells, and the picture of the
 * organization against that of one of 200 of which it draws as many teams.
 */
export async function measureSizes({ database, data, server, quick }: PagesOf): Promise<Result[]> {
	const results: Result[] = []
	const branched: Shape = {
		...{ key: 'branched', companies: 1, members: 200, divisions: 6, groups: 0, teams: quick ? 100 : 96 },
		...{ people: 'even', cycles: 2 },
	}
	const manyTeams = await writeCompanyOf(database.admin, branched, 2)
	await writeBesides(database.admin, manyTeams)
	for (const role of ['hr', 'executive'] as const) {
		const [large, small] = [data.large[role], data.small[role][role]]
		const [one, other] = [await outline(large), await outline(small)]
		if (one.rows !== other.rows || one.filled !== other.filled) {
			throw new Error(`${one.filled} filled cells would be compared with ${other.filled}.`)
		}
		const here = await visitorOf(database.admin, large)
		for (const { name, path } of views) {
			const against = path.endsWith('/organization') ? manyTeams[role] : small
			const there = await visitorOf(database.admin, against)
			const ours = () => getPage(server.url, here.root + path, here.token)
			const reference = () => getPage(server.url, there.root + path, there.token)
			const pages = [await ours(), await reference()]
			const times = await told(`sizes: ${name} as ${role}`, () =>
				interleaved({ ours, reference }, { rounds: quick ? 10 : 60, warmUp: 5 }),
			)
			const members = quick ? '4,000' : '100,000'
			const of = (count: (html: string) => number) => pages.map(count).join(' against ')
			results.push(
				timeResult(
					`${name} as ${role}, ${members} members against 200, ms`,
					...([times.ours, times.reference, limitOf(quick, 1.5)] as const),
					noteOf(
						quick,
						`${of(drawn)} rows drawn, ${of(({ length }) => Math.round(length / 1_000))} kB of page`,
					),
				),
			)
		}
	}
	return results
}

/**
 * HR's view of a cycle that runs. It is counted from its participants, since nothing is stored before publication: so it grows
 * with them, and is printed without a limit. The small company's newest cycle is published, so that it opens one.
 */
export async function measureLive({ database, data, server, quick }: PagesOf): Promise<Result> {
	const small: Shape = {
		...{
			key: 'live',
			companies: 1,
			members: 200,
			divisions: 6,
			groups: 0,
			teams: 12,
			people: 'even',
			cycles: 2,
		},
	}
	const company = await writeCompanyOf(database.admin, small, 1)
	await writeCycle(database.admin, small, [company], { cycle: 2, withCheckIns: true })
	const pageOf = async (scope: AccountScope) => {
		const { root, token } = await visitorOf(database.admin, scope)
		return () => getPage(server.url, `${root}/heatmap?cycle=live`, token)
	}
	const [ours, reference] = [await pageOf(data.large.hr), await pageOf(company.hr)]
	const times = await told('a cycle that runs', () =>
		interleaved({ ours, reference }, { rounds: quick ? 5 : 15, warmUp: 2 }),
	)
	return timeResult(
		`the running cycle as hr, ${quick ? '4,000' : '100,000'} members against 200, ms`,
		...([times.ours, times.reference, null] as const),
		noteOf(quick, 'counted from the participants: nothing is stored before publication'),
	)
}

/** The first answer of a level with very many rows against one whose rows are as many as a page has. */
export async function measureLongLevel({ database, server, quick }: PagesOf): Promise<Result> {
	const rows = quick ? 400 : 2_000
	const flat = (key: string, divisions: number): Shape => ({
		...{ key, companies: 1, divisions, groups: 0, teams: divisions, people: 'even', cycles: 3 },
		// Two people of every family in each row.
		members: divisions * 10,
	})
	const pageOf = async (shape: Shape) => {
		const company: Company = await told(`a company of ${shape.divisions} teams on one level`, () =>
			writeCompanyOf(database.admin, shape, 2),
		)
		const { root, token } = await visitorOf(database.admin, company.hr)
		return () => getPage(server.url, `${root}/heatmap`, token)
	}
	const [ours, reference] = [await pageOf(flat('long', rows)), await pageOf(flat('short', 50))]
	const [long, short] = [drawn(await ours()), drawn(await reference())]
	if (long !== short) throw new Error(`${long} rows would be compared with ${short}.`)
	const times = await told('a long level', () =>
		interleaved({ ours, reference }, { rounds: quick ? 10 : 60, warmUp: 5 }),
	)
	return timeResult(
		`first answer of a level with ${rows.toLocaleString('en')} rows, against 50, ms`,
		...([
			times.ours,
			times.reference,
			limitOf(quick, 1.5),
			noteOf(quick, `${long} rows drawn each`),
		] as const),
	)
}
