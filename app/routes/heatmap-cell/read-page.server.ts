import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, cellOfFamily, changeOfCell } from '#app/charts/describe-heat-cell.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { cellPersonSorts, listCellPeople } from '#app/data/list-cell-people.server.ts'
import { ownTeamsId, reportsId } from '#app/data/live-people-sql.server.ts'
import { findPeopleRows } from '#app/data/heatmap/list-row-choices.server.ts'
import { noneRowId } from '#app/data/heatmap/people-rows-sql.server.ts'
import { readPeopleRow } from '#app/data/heatmap/read-people-rows.server.ts'
import { readLevelTargets } from '#app/data/heatmap/read-level-targets.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { describePeopleRow, heatRowsWords } from '#app/domain/heatmap/heat-rows.ts'
import { heatColumnKinds, heatStatistics, raterChoices } from '#app/domain/heatmap/heatmap-words.ts'
import { findFamily } from '#app/domain/framework/rubric.ts'
import { notFound } from '#app/lib/http.server.ts'
import { readCellMetric } from './read-metric.server.ts'
import { readCellSides } from './read-sides.server.ts'

const pageSize = 25

const searchSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	node: z.string().min(1).max(60).optional(),
	family: z.string().max(60).default(allFamiliesId),
	/** Key of a metric that stands beside the tier; empty for none. */
	metric: z
		.string()
		.max(80)
		.regex(/^[^\0]*$/)
		.default(''),
	/** The cycle that changes are counted from, as on the heatmap. */
	since: z.string().max(200).catch(''),
	/** What the heatmap's rows stood for, and which of those that are made of people this is one of. */
	rows: z
		.string()
		.max(200)
		.regex(/^[^\0]*$/)
		.catch('teams'),
	row: z.guid().optional(),
	raters: z.enum(raterChoices).catch('agreed'),
	/** What the heatmap printed, and what its columns were and of which family: for the way back. */
	statistic: z.enum(heatStatistics).catch('mean'),
	by: z.enum(heatColumnKinds).catch('families'),
	of: z.string().max(60).catch(''),
	metrics: z.string().max(1_000).catch(''),
	sort: z.enum(cellPersonSorts).catch('name'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** What a cell of the heatmap is made of. What is not there for this person is the 404. */
export async function readCellPage(session: AccountSession, url: URL) {
	const { scope, person, account } = session
	const parsed = searchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!parsed.success) throw notFound()
	const { cycle, node, family: familyId, metric, since, sort, order, page } = parsed.data
	const first = await readHeatmapView(scope, person, { cycle, nodeId: node, since })
	if (first === null || first === 'nothing') throw notFound()
	const family = first.families.find(({ id }) => id === familyId)
	if (!family && familyId !== allFamiliesId) throw notFound()

	const rubric = await readRubric(scope, first.cycle)
	const asked = (family && findFamily(rubric, family.key)?.questions) ?? []
	const questions = asked.map(({ key }) => key)
	const whole = family
		? await readHeatmapView(scope, person, {
				...{ cycle: first.cycle.ref, nodeId: first.node.id, since, questions },
			})
		: first
	if (whole === null || whole === 'nothing') throw notFound()
	const place = await readPlace(session, whole, { ...parsed.data, questions })
	if (!place) throw notFound()
	const { view, row } = place

	const placeId = row?.id ?? view.node.id
	const cells = view.cells.get(placeId)
	const now = cellOfFamily(cells, familyId)
	const before = cellOfFamily(view.comparisonCells.get(placeId), familyId)
	const change = changeOfCell(now, before, view.k)
	const answered = cells?.families.find((cell) => cell.familyId === familyId)?.questions ?? {}
	const sorted = { sort, order }
	const opensEveryPair = reachOf(person, 'outcomes.read').has('all')
	const [people, targets] = await Promise.all([
		listCellPeople(scope, view, {
			familyId: family?.id ?? null,
			sort,
			descending: order === 'desc',
			page,
			pageSize,
			row: row && { rows: row.rows, id: row.id },
		}),
		readLevelTargets(scope, { view: { ...view, children: [] } }),
	])
	const target = targets?.of(placeId, family?.id ?? null) ?? null
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		cycle: view.cycle,
		node: { id: view.node.id, name: view.node.name },
		path: view.path.map(({ id, name }) => ({ id, name })),
		family: family ?? null,
		/** The row that the cell is of, where it is made of people and is a part of the node. */
		row: row && { id: row.id, name: row.name, text: row.text, counts: heatRowsWords(row.rows).counts },
		sides: await readCellSides(session, view, { ...parsed.data, placeId, rows: row?.rows, questions: asked }),
		now,
		/** Only with a change: without one nothing is compared. */
		before: change && before.tier.kind === 'shown' ? before.tier.summary : null,
		comparisonName: view.comparisonName,
		comparesVersions: view.comparesVersions,
		k: view.k,
		isSuppressed: view.isSuppressed,
		isOpen: view.isOpen(view.node.id),
		families: family ? [] : familiesOf(view, placeId),
		metric: row ? null : await readCellMetric(session, view, { metricKey: metric, familyId }),
		metricKey: metric,
		/** What the heatmap is opened with on the way back, and every other cell of it. */
		kept: keptOf(parsed.data),
		target: target && {
			...{ halfSteps: target.halfSteps, dueOn: target.dueOn },
			origin: { scope: target.scope, name: target.name },
		},
		questions: asked.map(({ key, text, origin }) => ({
			key,
			text,
			origin,
			result: answered[key] ?? ({ kind: 'empty' } as const),
		})),
		rubric: { key: rubric.key, title: rubric.title, version: rubric.version },
		people: people && { ...people, sort: sorted, paging: { page, pageSize, total: people.total } },
		/** Also pairs without a result open for those who run the cycle. */
		opensEveryPair,
		whySeen: opensEveryPair ? 'you run the cycles' : (whyGroup[view.node.id] ?? whyTeam),
	}
}

function keptOf({
	metric,
	metrics,
	since,
	statistic,
	by,
	of,
	rows,
	row,
	raters,
}: z.output<typeof searchSchema>) {
	const beside: Record<string, string> = by === 'metrics' && metrics ? { metrics } : {}
	const printed = {
		...(statistic === 'mean' ? {} : { statistic }),
		...{ ...(metric && { metric }), ...(since && { since }) },
		...(rows === 'teams' ? {} : { rows }),
		...(raters === 'agreed' ? {} : { raters }),
	}
	const isByFamily = by === 'families'
	const cell = { ...printed, ...(isByFamily ? {} : { by, ...beside, ...(of && { of }) }) }
	return {
		heatmap: { ...printed, ...(isByFamily ? {} : { by, ...beside, ...(of && { family: of }) }) },
		cell,
		/** Of another cell of the same row. */
		here: { ...cell, ...(row && { row }) },
	} satisfies Record<string, Record<string, string>>
}

/** A node, or one row of it; null for a row that is not there for the reader. */
async function readPlace(
	{ scope, person }: AccountSession,
	view: HeatmapView,
	of: { rows: string; row?: string | undefined; questions: readonly string[] },
) {
	if (of.row === undefined) return { view, row: null }
	const rows = await findPeopleRows(scope, person, { view, text: of.rows })
	const read =
		rows && (await readPeopleRow(scope, person, { view, rows, rowId: of.row, questions: of.questions }))
	if (!read) return null
	const { id, name } = read.row
	return {
		view: read.view,
		row: { id, name, rows, text: describePeopleRow(rows, { name, isNone: id === noneRowId }) },
	}
}

const whyTeam = 'you lead this team or one above it'
const whyGroup: Record<string, string> = {
	[reportsId]: 'they report to you, directly or through others',
	[ownTeamsId]: 'you lead their team or one above it, or they report to you',
}

function familiesOf(view: HeatmapView, placeId: string) {
	return view.families.map(({ id, name }) => ({
		id,
		name,
		cell: cellOfFamily(view.cells.get(placeId), id),
	}))
}

export type CellPage = Awaited<ReturnType<typeof readCellPage>>
