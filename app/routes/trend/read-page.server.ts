import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { allFamiliesId, assessedText, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { trendPlaces } from '#app/charts/trend-series.ts'
import type { Trend, TrendPoint } from '#app/data/heatmap/read-trend.server.ts'
import { readTrend } from '#app/data/heatmap/read-trend.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { trendSearchSchema } from '#app/domain/heatmap/trend-search.ts'
import { notFound } from '#app/lib/http.server.ts'
import { cycleRow } from './cycle-row.server.ts'
import { trendCell } from './trend-cell.server.ts'

/** Teams below on one page. */
const pageSize = 50

/** The trend that the URL asks for. What is not there for this person is the 404. */
export async function readTrendPage({ scope, person, account }: AccountSession, url: URL) {
	const search = trendSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const { node, until, family, statistic, page } = search.data
	const trend = await readTrend(scope, person, {
		nodeId: node,
		until: until || undefined,
		children: { offset: (page - 1) * pageSize, limit: pageSize },
	})
	if (trend === null) throw notFound()
	if (trend === 'nothing') {
		return { kind: 'nothing' as const, runsCycles: may(person, 'cycles.run') }
	}
	const { families, points, path } = trend
	if (family !== undefined && !families.some(({ id }) => id === family)) throw notFound()
	const root = `/a/${account.slug}/heatmap`
	const { locale, timeZone } = account
	const chosen = { ...(until && { until }), ...(family && { family }) }
	const kept = { ...chosen, ...(statistic !== 'mean' && { statistic }) }
	const hrefOf = (nodeId: string) => `${root}/trend?${new URLSearchParams({ node: nodeId, ...kept })}`
	const columns = [
		...families.map(({ id, name }) => ({ id, label: name })),
		{ id: allFamiliesId, label: 'All families' },
	]
	const series = columns
		.map(({ id, label }) => ({
			...{ id, label },
			places: trendPlaces(
				points.map((point) => cellAt(point, trend.node.id, id)),
				statistic,
			),
		}))
		// A family in which nobody ever took part here has nothing to follow.
		.filter(({ places }) => places.some(({ kind }) => kind !== 'empty' && kind !== 'absent'))
	const followed =
		series.length === 0 ? columns : columns.filter(({ id }) => series.some((one) => one.id === id))
	const familyId = family ?? allFamiliesId
	const of = { trend, statistic, locale, root, timeZone }
	const newestFirst = points.map((_, i) => points.length - 1 - i)
	const [first, last] = [points[0], points.at(-1)]
	const overall = last && cellAt(last, trend.node.id, allFamiliesId)
	return {
		kind: 'trend' as const,
		...{ locale, statistic, page, pageSize },
		node: { id: trend.node.id, name: trend.node.name },
		isRoot: trend.node.id === account.id,
		path: path.map(({ id, name }) => ({ label: name, href: hrefOf(id) })),
		asOf: [
			trend.node.name,
			first === last
				? first?.snapshot.cycleName
				: `${first?.snapshot.cycleName} to ${last?.snapshot.cycleName}`,
			overall &&
				assessedText(overall, locale) &&
				`${assessedText(overall, locale)} in ${last?.snapshot.cycleName}`,
			overall && overall.leftOut > 0 && 'without hidden families',
		]
			.filter(Boolean)
			.join(' · '),
		cycles: trend.cycles.map(({ cycleName }, i) => ({ value: i === 0 ? '' : cycleName, label: cycleName })),
		until: until === trend.cycles[0]?.cycleName ? '' : until,
		family: family ?? '',
		familyName: columns.find(({ id }) => id === familyId)?.label ?? '',
		families: families.map(({ id, name }) => ({ value: id, label: name })),
		k: last?.snapshot.minimumGroupSize ?? 0,
		isSuppressed: trend.isSuppressed,
		hasEarlier: trend.hasEarlier,
		places: points.map(({ snapshot, isOtherRubric }) => ({ name: snapshot.cycleName, isOtherRubric })),
		/** Cycles that were asked by another version than the one before them. */
		rubricChanges: points
			.filter(({ isOtherRubric }) => isOtherRubric)
			.map(({ snapshot }) => snapshot.cycleName),
		series,
		columns: followed,
		/** Newest first: of each cycle every family. */
		heat: newestFirst.map((i) => ({
			id: points[i]?.snapshot.id ?? '',
			label: points[i]?.snapshot.cycleName ?? '',
			note: noteOf(points[i]),
			cells: followed.map(({ id }) => trendCell(of, { index: i, nodeId: trend.node.id, familyId: id })),
		})),
		/** Newest first: of each cycle every figure of the chosen family. */
		rows: newestFirst.flatMap((i) => {
			const point = points[i]
			return point ? [cycleRow(point, cellAt(point, trend.node.id, familyId), noteOf(point))] : []
		}),
		below: trend.children.map(({ id, name }) => ({
			...{ id, label: name, href: hrefOf(id) },
			cells: points.map((_, index) => trendCell(of, { index, nodeId: id, familyId })),
		})),
		belowColumns: points.map(({ snapshot }) => ({ id: snapshot.id, label: snapshot.cycleName })),
		belowCount: trend.childCount,
		csvHref: `${root}/trend.csv?${new URLSearchParams({ node: trend.node.id, ...(until && { until }) })}`,
		/** Null where nothing of the node is in the last cycle. */
		movementHref:
			last?.cells.has(trend.node.id) && points.length > 1
				? `/a/${account.slug}/reports/movement?${new URLSearchParams({ cycle: last.snapshot.cycleName, node: trend.node.id })}`
				: null,
		heatmapHref: `${root}?${new URLSearchParams({ ...(last && { cycle: last.snapshot.cycleName }), near: trend.node.id })}`,
	}
}

export type TrendPage = Awaited<ReturnType<typeof readTrendPage>>
export type TrendPageOf<Kind extends TrendPage['kind']> = Extract<TrendPage, { kind: Kind }>

/** Null where the node is not the reader’s to look at in that cycle. */
function cellAt(point: TrendPoint, nodeId: string, familyId: string): CellOfFamily | null {
	return point.isReachable(nodeId) ? cellOfFamily(point.cells.get(nodeId), familyId) : null
}

/** What has to be known of a cycle before it is compared. */
function noteOf(point: Trend['points'][number] | undefined): string | undefined {
	if (!point) return undefined
	const { version, newestVersion } = point.snapshot
	const notes = [
		newestVersion > 1 && `version ${version}`,
		version < newestVersion && 'corrected since',
		point.isOtherRubric && 'another version of the map',
	]
	return notes.filter(Boolean).join(' · ') || undefined
}
