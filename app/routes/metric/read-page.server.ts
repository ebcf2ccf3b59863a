import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getMetric } from '#app/data/metrics/get-metric.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { readMetricView } from '#app/data/metrics/read-metric-view.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { metricSearchSchema } from '#app/domain/metric/metric-search.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { notFound } from '#app/lib/http.server.ts'
import { changeSearch } from '#app/ui/search.ts'

/** A metric as its reader may see it, at one place of the tree. */
export async function readMetricPage(session: AccountSession, metricId: string, url: URL) {
	const { scope, person, account } = session
	const metric = await getMetric(scope, { metricId })
	if (!metric) throw notFound()
	const sight = await readMetricSight(scope, person)
	const search = metricSearchSchema.parse(Object.fromEntries(url.searchParams))
	const view = await readMetricView(scope, sight, { metric, search, today: todayIn(account.timeZone) })
	if (!view) throw notFound()
	const { node, targets } = view
	const root = `/a/${account.slug}`
	const hrefOf = `${root}/metrics/${metric.id}`
	const target = targets.find(({ teamId }) => teamId === (node.isAccount ? null : node.id)) ?? null
	return {
		...view,
		...{ metric, target, root, hrefOf, locale: account.locale, timeZone: account.timeZone },
		csvHref: `${hrefOf}/values.csv${url.search}`,
		grainHrefs: Object.fromEntries(
			(view.range?.choices ?? []).map((grain) => [grain, hrefOf + changeSearch(url.searchParams, { grain })]),
		) as Record<Grain, string>,
		mayDefine: may(person, 'metrics.define'),
		maySetTargets: may(person, 'targets.set'),
		mayImport: may(person, 'metrics.import'),
	}
}

export type MetricPage = Awaited<ReturnType<typeof readMetricPage>>
