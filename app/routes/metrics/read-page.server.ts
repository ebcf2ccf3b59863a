import { redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { completeCatalogue } from '#app/data/metrics/complete-catalogue.server.ts'
import { listMetrics } from '#app/data/metrics/list-metrics.server.ts'
import { readAccountOverview } from '#app/data/metrics/read-account-overview.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { metricListSearchSchema } from '#app/domain/metric/metric-list-search.ts'
import { changeSearch } from '#app/ui/search.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'

const pageSize = 50

/** The metrics of the account, with what is new of each for this reader. */
export async function readMetricsPage({ scope, person, account }: AccountSession, url: URL) {
	await completeCatalogue(scope, { metrics: metricCatalogue })
	const sight = await readMetricSight(scope, person)
	const { q, family, lens, state, sort, order, page } = metricListSearchSchema.parse(
		Object.fromEntries(url.searchParams),
	)
	const { rows, total } = await listMetrics(scope, sight, {
		...{ filter: { search: q, family, lens, state }, sort, order },
		page: { number: page, size: pageSize },
	})
	if (rows.length === 0 && page > 1)
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
	const all = { search: '', family: '', lens: '', state: 'measured' } as const
	const measured = await listMetrics(scope, sight, {
		...{ filter: all, sort: 'name', order: 'asc', page: { number: 1, size: 1 } },
	})
	const { families } = await listPeopleOptions(scope, account.locale)
	const params = new URLSearchParams(url.searchParams)
	params.delete('page')
	return {
		...{ rows, families, filter: { q, family, lens, state }, sort: { sort, order } },
		paging: { page, pageSize, total },
		hasValues: measured.total > 0,
		...(await readAccountOverview(scope, sight, { today: todayIn(account.timeZone) })),
		memberId: scope.memberId,
		...{ locale: account.locale, accountName: account.name, root: `/a/${account.slug}` },
		csvHref: `/a/${account.slug}/metrics.csv?${params}`,
		mayDefine: may(person, 'metrics.define'),
		mayImport: may(person, 'metrics.import'),
	}
}

export type MetricsPage = Awaited<ReturnType<typeof readMetricsPage>>
