import { told } from './bench-database.ts'
import type { Request } from './load-requests.ts'
import { requestAll } from './load-requests.ts'
import type { Result } from './measure.ts'
import { timeResult } from './measure.ts'
import type { PagesOf } from './pages-views.ts'
import { limitOf, noteOf, visitorOf } from './pages-views.ts'

const clients = 20

/** Of the heatmap: other statistics, columns and orders, a level below, a cell, and its export. */
const viewsOf = (division: string) => [
	...['', '/heatmap', '/heatmap?statistic=share', '/heatmap?statistic=distribution', '/heatmap?by=tiers'],
	...['/heatmap?by=questions', '/heatmap?by=cycles', '/heatmap?sort=all', '/heatmap?q=division'],
	...[`/heatmap?node=${division}`, `/heatmap/cell?node=${division}`, '/heatmap.csv', '/reports/movement'],
]

/** Views of the heatmap asked for by many at once, against the same one after another. Anything but a 200 ends the run. */
export async function measureMixedViews({ database, data, server, quick }: PagesOf): Promise<Result> {
	const { accountId, hr, executive } = data.large
	const { rows } = await database.admin.query<{ id: string }>(
		'SELECT id FROM team WHERE account_id = $1 AND parent_id IS NULL ORDER BY name LIMIT 1',
		[accountId],
	)
	const pages: Request[] = []
	for (const scope of [hr, executive]) {
		const { root, token } = await visitorOf(database.admin, scope)
		pages.push(...viewsOf(rows[0]?.id ?? '').map((path) => ({ path: root + path, token })))
	}
	const count = quick ? 100 : 2_000
	const requests = Array.from({ length: count }, (_, index) => pages[index % pages.length]).flatMap(
		(request) => request ?? [],
	)
	await told('to warm up', () => requestAll(server.url, pages, { clients: 4 }))
	const alone = await told(`${count} views one after another`, () =>
		requestAll(server.url, requests, { clients: 1 }),
	)
	const together = await told(`the same from ${clients} clients`, () =>
		requestAll(server.url, requests, { clients }),
	)
	return timeResult(
		`${count} requests of mixed views from ${clients} clients, against the same one after another, s (1 / 0.8 is the limit)`,
		...([together.seconds, alone.seconds, limitOf(quick, 1.25), noteOf(quick)] as const),
	)
}
