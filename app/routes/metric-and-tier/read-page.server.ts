import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { madeOf, metricFigureOf, teamsColumnId } from '#app/charts/metric-figure.ts'
import { niceAxis } from '#app/charts/nice-axis.ts'
import type { ScatterAxis } from '#app/charts/scatter.tsx'
import type { PublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { readPublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { listSnapshotMetrics } from '#app/data/snapshot-metrics/list-snapshot-metrics.server.ts'
import type { MetricLevel } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { cycleOptions } from '#app/domain/heatmap/cycle-options.ts'
import { figureOfCycle } from '#app/domain/metric/cycle-figure.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { formatMetricValue } from '#app/domain/metric/format-value.ts'
import { directionNames } from '#app/domain/metric/metric-words.ts'
import type { Summary } from '#app/domain/statistics/summarize.ts'
import type { Unshown } from '#app/domain/suppression/apply-pattern.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { notFound } from '#app/lib/http.server.ts'
import { formatNumber, formatTier, sayParts, sayPublished } from '#app/ui/format.tsx'

/** Two points always lie on a line: fewer than this are not drawn. */
const fewestPoints = 3

const searchSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	node: z.string().min(1).max(60).optional(),
	metric: z
		.string()
		.max(80)
		.regex(/^[^\0]*$/)
		.default(''),
	family: z.guid().optional().catch(undefined),
})

/** A metric and the mean tier of one family, for the teams below a node. */
export async function readMetricAndTier({ scope, person, account }: AccountSession, url: URL) {
	const search = searchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const { cycle, node, family } = search.data
	const view = await readPublishedView(scope, person, { cycle, nodeId: node })
	if (view === null) throw notFound()
	if (view === 'nothing') return { kind: 'nothing' as const }
	if (family !== undefined && !view.families.some(({ id }) => id === family)) throw notFound()
	const published = await listSnapshotMetrics(scope, { snapshotId: view.snapshotId })
	const readOf = (metricKey: string) => readMetricHeatmap(scope, person, { view, metricKey })
	const asked = search.data.metric
	const read = asked
		? await readOf(asked)
		: ((await readFirst(
				await listSnapshotMetrics(scope, {
					...{ snapshotId: view.snapshotId, nodeIds: view.children.map(({ id }) => id) },
				}),
				readOf,
				(one) => countPoints(view, one, family),
			)) ?? (published[0] ? await readOf(published[0].key) : null))
	if (asked && !read) throw notFound()
	const metricKey = read?.metric.key
	const { locale, timeZone, slug } = account
	const root = `/a/${slug}/heatmap/metric-and-tier`
	const chosen = read?.level ? familyOf(view, read.metric, read.level, family) : null
	const hrefOf = (nodeId: string) =>
		`${root}?${new URLSearchParams({ cycle: view.cycle.ref, node: nodeId, ...(metricKey && { metric: metricKey }), ...(family && { family }) })}`
	const common = {
		kind: 'pairs' as const,
		locale,
		asOf: sayParts(
			...[view.node.name, view.cycle.name],
			sayPublished(view.cycle.publishedAt, locale, timeZone),
		),
		path: view.path.map(({ id, name }) => ({ label: name, href: hrefOf(id) })),
		cycle: view.cycle.ref,
		cycleName: view.cycle.name,
		cycles: cycleOptions(view.cycles),
		metricKey: metricKey ?? '',
		metrics: published.map(({ key, name }) => ({ value: key, label: name })),
		family: chosen?.id ?? family ?? '',
		families: view.families.map(({ id, name }) => ({ value: id, label: name })),
		...{ k: view.k, isSuppressed: view.isSuppressed },
		hasBelow: view.children.length > 0,
	}
	if (!read?.level || !chosen) return { ...common, pairs: null }
	return {
		...common,
		pairs: pairsOf(view, { ...read, level: read.level }, { family: chosen, locale, hrefOf }),
	}
}

export type MetricAndTierPage = Extract<Awaited<ReturnType<typeof readMetricAndTier>>, { kind: 'pairs' }>
export type Pairs = NonNullable<MetricAndTierPage['pairs']>

export type PairRow = {
	id: string
	name: string
	href: string
	/** The number of its point; null where one of the two is not to be seen. */
	mark: string | null
	tier: { kind: 'shown'; value: number; text: string; n: number } | Unshown
	/** With of how many people or teams it is. */
	metric:
		{ kind: 'shown'; value: number; text: string; made: string } | { kind: 'suppressed' | 'none' | 'empty' }
}

/** How many metrics are looked through for one with something to show. */
const mostTried = 24

/**
 * Where none is asked for: the first by name that has enough points for a picture and is no total, which the size of a team would
 * decide; else the first total with so many; else the one with most points; else the first.
 *
 * @param there those that anything came for in the teams that are compared: no other has a point
 */
async function readFirst(
	there: readonly { key: string }[],
	readOf: (metricKey: string) => Promise<MetricRead | null>,
	pointsOf: (read: MetricRead) => number,
): Promise<MetricRead | null> {
	let total: MetricRead | null = null
	let most: { read: MetricRead; points: number } | null = null
	for (const { key } of there.slice(0, mostTried)) {
		const read = await readOf(key)
		const points = read ? pointsOf(read) : 0
		if (!read) continue
		if (most === null || points > most.points) most = { read, points }
		if (points < fewestPoints) continue
		if (!isTotal(read.metric)) return read
		total ??= read
	}
	return total ?? most?.read ?? null
}

const isTotal = ({ aggregation }: MetricDefinition): boolean =>
	aggregation !== 'weighted_mean' && aggregation !== 'ratio_of_sums'

/** Teams of which both figures are shown. */
function countPoints(view: PublishedView, { metric, level }: MetricRead, asked: string | undefined): number {
	const family = level && familyOf(view, metric, level, asked)
	if (!level || !family) return 0
	const columnId = columnOf(level, family)
	return view.children.filter(
		({ id }) =>
			cellOfFamily(view.cells.get(id), family.id).tier.kind === 'shown' &&
			typeof amountOf(metric, metricFigureOf(level.cells.get(id), columnId)) === 'number',
	).length
}

type MetricRead = NonNullable<Awaited<ReturnType<typeof readMetricHeatmap>>>
type Family = PublishedView['families'][number]

/** The family asked for; else one that the metric is about, before any other. */
function familyOf(
	{ families }: PublishedView,
	metric: MetricDefinition,
	level: MetricLevel,
	asked: string | undefined,
): Family | null {
	const ids = asked ? [asked] : [...level.familyIds, ...metric.families.map(({ id }) => id)]
	const known = ids.flatMap((id) => families.find((one) => one.id === id) ?? [])
	return known[0] ?? families[0] ?? null
}

/** Values of the family’s people stand beside their tiers; else what came for the team as a whole. */
const columnOf = ({ familyIds }: MetricLevel, { id }: Family): string =>
	familyIds.includes(id) ? id : teamsColumnId

function pairsOf(
	view: PublishedView,
	{ metric, level }: { metric: MetricDefinition; level: MetricLevel },
	{ family, locale, hrefOf }: { family: Family; locale: string; hrefOf: (nodeId: string) => string },
) {
	const columnId = columnOf(level, family)
	const isOfPeople = columnId === family.id
	let marks = 0
	const rows = view.children.map(({ id, name }): PairRow => {
		const cell = cellOfFamily(view.cells.get(id), family.id).tier
		const figure = metricFigureOf(level.cells.get(id), columnId)
		const amount = amountOf(metric, figure)
		const isPoint = cell.kind === 'shown' && typeof amount === 'number'
		return {
			...{ id, name, href: hrefOf(id), mark: isPoint ? formatNumber((marks += 1), locale) : null },
			tier: cell.kind === 'shown' ? tierSide(cell.summary, locale) : { kind: cell.kind },
			metric:
				typeof amount === 'number'
					? {
							...{ kind: 'shown', value: amount, text: formatMetricValue(amount, metric, locale) },
							made: madeOf(figure, locale).short,
						}
					: { kind: amount },
		}
	})
	const points = rows.flatMap(({ id, name, mark, tier, metric: of }) =>
		mark !== null && tier.kind === 'shown' && of.kind === 'shown'
			? [{ id, mark, x: tier.value, y: of.value, description: `${name}: tier ${tier.text}, ${of.text}` }]
			: [],
	)
	return {
		metricName: metric.name,
		direction: directionNames[metric.direction],
		familyName: family.name,
		isOfPeople,
		/** More people make more of it. */
		isTotal: isTotal(metric),
		/** Whether there is anything that could stand beside the tiers. */
		hasValues: isOfPeople || level.hasTeams,
		rows,
		chart:
			points.length < fewestPoints
				? null
				: {
						points,
						x: tierAxis(`Mean tier, ${family.name}`, locale),
						y: metricAxis(
							metric,
							points.map(({ y }) => y),
							locale,
						),
					},
	}
}

function tierSide({ meanHalfSteps, n }: Summary, locale: string): PairRow['tier'] {
	const value = tierOf(meanHalfSteps)
	return { kind: 'shown', value, text: formatTier(value, locale), n }
}

/** The figure of a cell, or why there is none. */
function amountOf(
	metric: MetricDefinition,
	{ cell, source }: ReturnType<typeof metricFigureOf>,
): number | 'suppressed' | 'none' | 'empty' {
	if (cell.kind !== 'shown') return cell.kind
	const figure = figureOfCycle({ ...metric, source, parts: cell.parts })
	return figure.ok ? figure.value : 'none'
}

function tierAxis(label: string, locale: string): ScatterAxis {
	const ticks = allHalfSteps.map((halfSteps) => ({
		value: tierOf(halfSteps),
		text: formatTier(tierOf(halfSteps), locale),
	}))
	return { label, from: 0.5, to: 3, ticks }
}

function metricAxis(metric: MetricDefinition, values: readonly number[], locale: string): ScatterAxis {
	const { from, to, ticks } = niceAxis(values)
	return {
		...{ label: metric.name, from, to },
		ticks: ticks.map((value) => ({ value, text: formatMetricValue(value, metric, locale) })),
	}
}
