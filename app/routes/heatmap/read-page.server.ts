import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, assessedText, cellOfFamily, saysPartial } from '#app/charts/describe-heat-cell.ts'
import { someCell } from '#app/charts/heat-cell.ts'
import { heatRowsOf } from '#app/charts/heat-table.ts'
import { linksOf } from '#app/charts/heatmap-links.ts'
import type { ViewColumns } from '#app/charts/view-columns.ts'
import { arrangeRows, sortOf } from '#app/charts/view-columns.ts'
import { tierParts } from '#app/charts/tier-parts.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readAskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { getCyclePlan } from '#app/data/get-cycle-plan.server.ts'
import { reportsId } from '#app/data/live-people-sql.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import { describeScope, isLimited } from '#app/domain/cycle/scope-words.ts'
import { heatRowsWords } from '#app/domain/heatmap/heat-rows.ts'
import { heatPageSize, readMetricKeys } from '#app/domain/heatmap/heatmap-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import { choicesOf } from './choices.server.ts'
import { readColumns } from './columns.server.ts'
import { readMetricLens } from './read-metric.server.ts'
import { readSidesColumns } from './sides-columns.server.ts'

/** The heatmap that the URL asks for. A cycle, node or metric that is not there for this person is the 404. */
export async function readHeatmapPage(session: AccountSession, url: URL) {
	const { scope, person, account } = session
	const asked = await readAskedHeatmap(scope, person, { params: url.searchParams, pageSize: heatPageSize })
	if (asked === null) throw notFound()
	const common = { locale: account.locale, timeZone: account.timeZone }
	if (asked === 'nothing') {
		return { kind: 'nothing' as const, ...common, runsCycles: may(person, 'cycles.run') }
	}
	const { view, search } = asked
	const reach = reachOf(person, 'heatmap.read')
	const isNarrow = reach.size === 1 && reach.has('own')
	const links = linksOf(search, {
		root: `/a/${account.slug}/heatmap`,
		cycle: view.cycle.ref,
		node: view.node.id,
	})
	const familyHref = (key: string) =>
		explained.has(key) ? `/a/${account.slug}/${mapPath}/${key}` : undefined
	const familyId = asked.family?.id ?? allFamiliesId
	const readTheirs = asked.isApart ? readSidesColumns : readColumns
	const [plan, columns, lens] = await Promise.all([
		getCyclePlan(scope, { cycleId: view.cycle.id }),
		readTheirs(session, view, {
			...{ by: search.by, statistic: asked.statistic, familyId, questions: asked.questions },
			...{ links, familyHref, rows: asked.rows, metrics: readMetricKeys(search.metrics) },
		}),
		readMetricLens(session, view, {
			...{ ...links, familyHref, metricKey: search.metric || undefined },
			noteOf: (id) => noteOf(view, id, isNarrow),
		}),
	])
	const scopeText = plan && isLimited(plan.scope) ? describeScope(plan.scope) : null
	const metricsReach = reachOf(person, 'metrics.read')
	return {
		...{ kind: 'heatmap' as const, ...common, ...pageOf(asked, { account, isNarrow, links }) },
		...tableOf(asked, columns, {
			...{ isNarrow, rowHref: asked.rows.kind === 'teams' ? links.nodeHref : links.rowHref },
		}),
		...{ ...lens, scopeText, choices: choicesOf(asked, columns.sources, lens.metrics.length > 0) },
		/** Whether metrics of every team are for the reader. */
		isReadEverywhere: metricsReach.has('all') || metricsReach.has('all-but-personal'),
	}
}

const mapPath = 'frameworks/skill-progression-map'
/** Families of which the built-in map says what each tier means. */
const explained = new Set(skillProgressionMap.families.map(({ family }) => family))

/** The rows as they are asked for: sorted by what the reader is shown, and one page of them. */
function tableOf(
	{ view, search, isWhole }: AskedHeatmap,
	{ sources, ...columns }: ViewColumns,
	of: { isNarrow: boolean; rowHref: (id: string) => string },
) {
	const level = heatRowsOf(sources, { noteOf: (id) => noteOf(view, id, of.isNarrow) })
	const ordered = arrangeRows(view, sources, search)
	const { page } = search
	const shown = isWhole ? ordered.slice((page - 1) * heatPageSize, page * heatPageSize) : ordered
	const rowOf = ({ id, name }: { id: string; name: string }) => level.rowOf({ id, name }, of.rowHref(id))
	const [total, pinned, rows] = [level.rowOf(view.node, undefined), view.pinned.map(rowOf), shown.map(rowOf)]
	return {
		...{ ...columns, columns: level.columns, total, pinned, rows },
		isPartial: someCell([total, ...pinned, ...rows], saysPartial),
		sorted: sortOf(sources, search),
		paging: { page, pageSize: heatPageSize, total: view.total },
	}
}

type Of = {
	account: AccountSession['account']
	isNarrow: boolean
	links: ReturnType<typeof linksOf>
}

function pageOf(
	{ view, search, family, statistic, rows, isApart, refusals }: AskedHeatmap,
	{ account, isNarrow, links }: Of,
) {
	const familyId = family?.id ?? allFamiliesId
	const { cycle, node, path } = view
	const { locale } = account
	const overall = cellOfFamily(view.cells.get(node.id), allFamiliesId)
	return {
		cycle: {
			...{ ref: cycle.ref, id: cycle.id, name: cycle.name, version: cycle.version },
			isCorrected: (cycle.version ?? 1) > 1 || cycle.isCorrectedSince,
			isCorrectedSince: cycle.isCorrectedSince,
			/** Whether the reader gets every version. */
			hasEveryVersion: !view.isSuppressed,
			publishedAt: cycle.publishedAt,
		},
		statistic,
		/** What the rows stand for, in words. */
		rowWords: heatRowsWords(rows),
		isOfPeople: rows.kind !== 'teams',
		isApart,
		refusals,
		/** Where the metrics of a published cycle stand, from the running one, which has none. */
		metricsHref: search.by === 'metrics' && cycle.version === null ? metricsHrefOf(view, links) : null,
		by: search.by,
		/** Of which the columns are; null for all families together. */
		family: family && { id: family.id, name: family.name },
		search: { ...search, family: familyId },
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
		isRoot: node.id === account.id,
		/** A manager's line of reports: no team. */
		isReports: node.id === reportsId,
		/** Whoever sees only the account and their own team. */
		isNarrow,
		assessed: assessedText(overall, locale),
		/** Whether that is without families which are hidden. */
		isAssessedPartial: overall.leftOut > 0,
		/** The teams that a manager leads, from elsewhere than within them. */
		ownTeams: path.some(({ id }) => view.isOpen(id))
			? []
			: view.openTops.map(({ id, name }) => ({ id, name, href: links.nodeHref(id) })),
		distributions:
			statistic === 'distribution' && search.by === 'families' && !isApart
				? distributionsOf(view, locale)
				: [],
		csvHref: links.csvHref(node.id),
		floor: skillProgressionMap.depth.short,
	}
}

function metricsHrefOf({ cycles, node }: HeatmapView, links: Of['links']): string | null {
	const published = cycles.find(({ version }) => version !== null)
	return published ? links.metricsHref(node.id, published.ref) : null
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
