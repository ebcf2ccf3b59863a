import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, assessedText, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { heatStatistics } from '#app/charts/heat-statistic.ts'
import { heatTableOf } from '#app/charts/heat-table.ts'
import { tierParts } from '#app/charts/tier-parts.ts'
import { getCyclePlan } from '#app/data/get-cycle-plan.server.ts'
import { reportsId } from '#app/data/live-people-sql.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import { describeScope, isLimited } from '#app/domain/cycle/scope-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { readMetricLens } from './read-metric.server.ts'

const searchSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	node: z.string().min(1).max(60).optional(),
	/** A node of another cycle: where this one has none such for the reader, the page opens as without it. */
	near: z.string().min(1).max(60).optional(),
	statistic: z.enum(heatStatistics).catch('mean'),
	/** Key of a metric in place of the statistic; empty for none. */
	metric: z.string().max(80).default(''),
})

/** The heatmap that the URL asks for. A cycle, node or metric that is not there for this person is the 404. */
export async function readHeatmapPage(session: AccountSession, url: URL) {
	const { scope, person, account } = session
	const search = searchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const { cycle, node, near, statistic, metric } = search.data
	const view =
		(await readHeatmapView(scope, person, { cycle, nodeId: node ?? near })) ??
		(node === undefined && near !== undefined ? await readHeatmapView(scope, person, { cycle }) : null)
	if (view === null) throw notFound()
	const common = { statistic, locale: account.locale, timeZone: account.timeZone }
	if (view === 'nothing') {
		return { kind: 'nothing' as const, ...common, runsCycles: may(person, 'cycles.run') }
	}
	const reach = reachOf(person, 'heatmap.read')
	const of = {
		...common,
		root: `/a/${account.slug}/heatmap`,
		familyHref: (key: string) => (explained.has(key) ? `/a/${account.slug}/${mapPath}/${key}` : undefined),
		accountId: account.id,
		isNarrow: reach.size === 1 && reach.has('own'),
	}
	const plan = await getCyclePlan(scope, { cycleId: view.cycle.id })
	const scopeText = plan && isLimited(plan.scope) ? describeScope(plan.scope) : null
	const links = linksOf(view, of, metric)
	const lens = await readMetricLens(session, view, {
		...links,
		metricKey: metric || undefined,
		noteOf: (id) => noteOf(view, id, of.isNarrow),
	})
	const metricsReach = reachOf(person, 'metrics.read')
	return {
		...{ kind: 'heatmap' as const, ...common, ...pageOf(view, of, links), ...lens, scopeText },
		/** Whether metrics of every team are for the reader. */
		isReadEverywhere: metricsReach.has('all') || metricsReach.has('all-but-personal'),
	}
}

const mapPath = 'frameworks/skill-progression-map'
/** Families of which the built-in map says what each tier means. */
const explained = new Set(skillProgressionMap.families.map(({ family }) => family))

type Of = {
	statistic: (typeof heatStatistics)[number]
	locale: string
	root: string
	familyHref: (key: string) => string | undefined
	accountId: string
	isNarrow: boolean
}

/** Where the table leads, with what was chosen carried along. */
function linksOf({ cycle }: HeatmapView, of: Of, metric: string) {
	const ofMetric: Record<string, string> = metric ? { metric } : {}
	const kept = { ...(of.statistic === 'mean' ? {} : { statistic: of.statistic }), ...ofMetric }
	const href = (to: string, nodeId: string, more: Record<string, string>) =>
		`${of.root}${to}?${new URLSearchParams({ cycle: cycle.ref, node: nodeId, ...more })}`
	return {
		nodeHref: (id: string) => href('', id, kept),
		cellHref: (id: string, family: string) => href('/cell', id, { family, ...ofMetric }),
		csvHref: (id: string) => href('.csv', id, ofMetric),
		familyHref: of.familyHref,
	}
}

function pageOf(view: HeatmapView, of: Of, links: ReturnType<typeof linksOf>) {
	const { cycle, node, path } = view
	const overall = cellOfFamily(view.cells.get(node.id), allFamiliesId)
	const shownRows = [node, ...view.children].map(({ id }) => cellOfFamily(view.cells.get(id), allFamiliesId))
	return {
		cycle: {
			ref: cycle.ref,
			name: cycle.name,
			version: cycle.version,
			isCorrected: (cycle.version ?? 1) > 1 || cycle.isCorrectedSince,
			isCorrectedSince: cycle.isCorrectedSince,
			/** Whether the reader gets every version. */
			hasEveryVersion: !view.isSuppressed,
			publishedAt: cycle.publishedAt,
		},
		cycles: view.cycles.map(({ ref, name, version, isCorrectedSince }) => ({
			value: ref,
			label:
				version === null
					? `${name}, as it stands now`
					: version > 1 || isCorrectedSince
						? `${name}, version ${version}`
						: name,
		})),
		comparisonName: view.comparisonName,
		comparesVersions: view.comparesVersions,
		k: view.k,
		/** Who sees everything open needs no word on it. */
		isSuppressed: view.isSuppressed,
		openNames: view.isSuppressed
			? [node, ...view.children].filter(({ id }) => view.isOpen(id)).map(({ name }) => name)
			: [],
		path: path.map(({ id, name }) => ({ name, href: links.nodeHref(id) })),
		node: { id: node.id, name: node.name },
		isRoot: node.id === of.accountId,
		/** A manager's line of reports: no team. */
		isReports: node.id === reportsId,
		/** Whoever sees only the account and their own team. */
		isNarrow: of.isNarrow,
		assessed: assessedText(overall, of.locale),
		/** Whether that is without families which are hidden. */
		isAssessedPartial: overall.leftOut > 0,
		/** The teams that a manager leads, from elsewhere than within them. */
		ownTeams: path.some(({ id }) => view.isOpen(id))
			? []
			: view.openTops.map(({ id, name }) => ({ id, name, href: links.nodeHref(id) })),
		...heatTableOf(view, {
			statistic: of.statistic,
			locale: of.locale,
			...links,
			noteOf: (id) => noteOf(view, id, of.isNarrow),
		}),
		distributions: of.statistic === 'distribution' ? distributionsOf(view, of.locale) : [],
		isPartial: shownRows.some(({ leftOut }) => leftOut > 0),
		csvHref: links.csvHref(node.id),
		floor: skillProgressionMap.depth.short,
	}
}

/** The tiers of whole rows, for the picture below the table. */
function distributionsOf(view: HeatmapView, locale: string) {
	return [view.node, ...view.children].flatMap(({ id, name }) => {
		const cell = cellOfFamily(view.cells.get(id), allFamiliesId)
		if (cell.tier.kind !== 'shown') return []
		const note = assessedText(cell, locale) ?? ''
		return [{ id, label: name, note, parts: tierParts(cell.tier.summary, locale) }]
	})
}

function noteOf(view: HeatmapView, id: string, isNarrow: boolean): string | undefined {
	if (cellOfFamily(view.cells.get(id), allFamiliesId).coverage.kind === 'empty') return 'Nobody takes part'
	if (isNarrow && id !== view.path[0]?.id) return 'Your team'
	return view.isSuppressed && view.isOpen(id) ? 'Open to you' : undefined
}

export type HeatmapPage = Awaited<ReturnType<typeof readHeatmapPage>>
export type HeatmapPageOf<Kind extends HeatmapPage['kind']> = Extract<HeatmapPage, { kind: Kind }>
