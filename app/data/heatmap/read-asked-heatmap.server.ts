import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { HeatmapFamily } from '#app/data/read-heatmap-frame.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { RubricQuestion } from '#app/domain/framework/rubric.ts'
import { findFamily } from '#app/domain/framework/rubric.ts'
import type { HeatmapSearch } from '#app/domain/heatmap/heatmap-search.ts'
import { heatmapSearchSchema } from '#app/domain/heatmap/heatmap-search.ts'
import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { statisticsOf } from '#app/domain/heatmap/heatmap-words.ts'
import type { RowChoice } from '#app/domain/heatmap/pick-rows.ts'
import { readPins } from '#app/domain/heatmap/pins.ts'

/** A heatmap of tiers as an address asks for it. */
export type AskedHeatmap = {
	/** Of what the reader gets; the pinned rows stand first among its children. */
	view: HeatmapView
	search: HeatmapSearch
	/** What is printed: of a kind of columns that can't print what was asked for, the usual. */
	statistic: HeatStatistic
	/** Of which the columns are; null for all families together. */
	family: HeatmapFamily | null
	/** Those that can be chosen. */
	families: HeatmapFamily[]
	/** The family's questions in the cycle's version of the map, where these are the columns. */
	questions: readonly RubricQuestion[]
	/** Whether the rows are those of every page: they are sorted by a figure. */
	isWhole: boolean
}

/**
 * What a page, or its export, is about. `nothing`: no cycle was asked for and none is there to see. Null for a cycle or node
 * that is not there for the reader, and for an address that can't be read.
 *
 * @param of.pageSize null for the rows of every page
 */
export async function readAskedHeatmap(
	scope: AccountScope,
	person: Person,
	{ params, pageSize }: { params: URLSearchParams; pageSize: number | null },
): Promise<AskedHeatmap | 'nothing' | null> {
	const parsed = heatmapSearchSchema.safeParse(Object.fromEntries(params))
	if (!parsed.success) return null
	// A metric takes the place of the statistic, which only families have.
	const search = parsed.data.by === 'families' ? parsed.data : { ...parsed.data, metric: '' }
	const isWhole = pageSize === null || search.sort !== 'name'
	const rows: RowChoice = {
		...{ q: search.q, pin: readPins(search.pin) },
		descending: search.sort === 'name' && search.order === 'desc',
		...(isWhole ? { limit: null, offset: 0 } : { limit: pageSize, offset: (search.page - 1) * pageSize }),
	}
	const read = await readNearest(scope, person, search, rows)
	if (read === null || read === 'nothing') return read
	const isOfQuestions = search.by === 'questions'
	const rubric = isOfQuestions ? await readRubric(scope, read.cycle) : null
	const questionsOf = ({ key }: HeatmapFamily) => (rubric && findFamily(rubric, key)?.questions) ?? []
	const families = isOfQuestions ? read.families.filter((one) => questionsOf(one).length > 0) : read.families
	const family =
		families.find(({ id }) => id === search.family) ?? (isOfQuestions ? firstThere(read, families) : null)
	const questions = family && isOfQuestions ? questionsOf(family) : []
	const view =
		questions.length === 0
			? read
			: await readHeatmapView(scope, person, {
					...{ cycle: read.cycle.ref, nodeId: read.node.id, since: search.since, rows },
					questions: questions.map(({ key }) => key),
				})
	if (view === null || view === 'nothing') return null
	const offered = statisticsOf[search.by]
	return {
		view: { ...view, children: [...view.pinned, ...view.children] },
		search,
		statistic: offered.includes(search.statistic) ? search.statistic : 'mean',
		...{ family, families, questions, isWhole },
	}
}

/** What was asked for; where that came from another cycle or lens and is not there, what the page opens with. */
async function readNearest(
	scope: AccountScope,
	person: Person,
	{ cycle, nearCycle, node, near, since }: HeatmapSearch,
	rows: RowChoice,
): Promise<HeatmapView | 'nothing' | null> {
	const attempts = [
		{ cycle: cycle ?? nearCycle, nodeId: node ?? near },
		...(near !== undefined && node === undefined ? [{ cycle: cycle ?? nearCycle, nodeId: node }] : []),
		...(nearCycle !== undefined && cycle === undefined ? [{ cycle, nodeId: node }] : []),
	]
	for (const attempt of attempts) {
		const view = await readHeatmapView(scope, person, { ...attempt, since, rows })
		if (view !== null) return view
	}
	return null
}

/** The first family of which somebody takes part here: who works where is no result. */
const firstThere = (
	{ cells, node }: HeatmapView,
	families: readonly HeatmapFamily[],
): HeatmapFamily | null => {
	const there = cells.get(node.id)?.families.filter(({ coverage }) => coverage.kind !== 'empty')
	return families.find(({ id }) => there?.some(({ familyId }) => familyId === id)) ?? families[0] ?? null
}
