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
import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import { heatRowsText, readHeatRows } from '#app/domain/heatmap/heat-rows.ts'
import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import { columnKindsOf, offeredStatistics } from '#app/domain/heatmap/heatmap-words.ts'
import type { RowChoice } from '#app/domain/heatmap/pick-rows.ts'
import { readPins } from '#app/domain/heatmap/pins.ts'
import { describeRefusals } from '#app/domain/heatmap/refusal-words.ts'
import { listRowChoices } from './list-row-choices.server.ts'
import { mayPartPeople, readPeopleRows } from './read-people-rows.server.ts'
import { mayReadSides } from './read-sides.server.ts'

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
	/** What the rows stand for. */
	rows: HeatRows
	/** What they can stand for; none but the teams for who reads groups. */
	rowChoices: HeatRows[]
	/** Whether both raters are shown apart, and whether that can be chosen. */
	isApart: boolean
	mayBeApart: boolean
	/** What the address asks for and can't be shown with the rest of it, in words. */
	refusals: string[]
}

/**
 * What a page, or its export, is about. `nothing`: no cycle was asked for and none is there to see. Null for a cycle or node
 * that is not there for the reader, and for an address that can't be read.
 *
 * @param of.pageSize null for the rows of every page
 * @param of.withoutChoices for a page on which neither cycle nor rows are chosen: what they could be is not looked up
 */
export async function readAskedHeatmap(
	scope: AccountScope,
	person: Person,
	of: { params: URLSearchParams; pageSize: number | null; withoutChoices?: boolean },
): Promise<AskedHeatmap | 'nothing' | null> {
	const { params, pageSize, withoutChoices = false } = of
	const parsed = heatmapSearchSchema.safeParse(Object.fromEntries(params))
	if (!parsed.success) return null
	const given = parsed.data
	const wanted = mayPartPeople(person) ? readHeatRows(given.rows) : teams
	const first = await readNearest(scope, person, given, {
		...{ rows: levelChoice(given, wanted, pageSize), withoutLive: withoutChoices },
	})
	if (first === null || first === 'nothing') return first
	const isLookedUp = !withoutChoices || wanted.kind !== 'teams'
	const rowChoices = isLookedUp ? await listRowChoices(scope, person, first) : []
	const isThere = rowChoices.some((one) => heatRowsText(one) === heatRowsText(wanted))
	const rows = isThere ? wanted : teams
	const mayBeApart = mayReadSides(person)
	const isApart = mayBeApart && given.raters === 'apart'
	const kind = { isOfPeople: rows.kind !== 'teams', isApart }
	const by = columnKindsOf(kind).includes(given.by) ? given.by : 'families'
	const offered = offeredStatistics(by, kind)
	const statistic = offered.includes(given.statistic) ? given.statistic : 'mean'
	// A metric takes the place of the statistic, which only families of teams have.
	const metric = by === 'families' && rows.kind === 'teams' && !isApart ? given.metric : ''
	const search: HeatmapSearch = {
		...{ ...given, by, metric, rows: heatRowsText(rows) },
		raters: isApart ? 'apart' : 'agreed',
	}

	const isOfQuestions = by === 'questions'
	const rubric = isOfQuestions ? await readRubric(scope, first.cycle) : null
	const questionsOf = ({ key }: HeatmapFamily) => (rubric && findFamily(rubric, key)?.questions) ?? []
	const families = isOfQuestions
		? first.families.filter((one) => questionsOf(one).length > 0)
		: first.families
	const family =
		families.find(({ id }) => id === search.family) ?? (isOfQuestions ? firstThere(first, families) : null)
	const questions = family && isOfQuestions ? questionsOf(family) : []
	const keys = questions.map(({ key }) => key)
	const read = async (page: number) => {
		const choice = choiceOf({ ...search, page }, pageSize)
		const isAsRead = page === given.page && questions.length === 0 && rows.kind === wanted.kind
		const at = { cycle: first.cycle.ref, nodeId: first.node.id, since: search.since, questions: keys }
		const view = isAsRead
			? first
			: await readHeatmapView(scope, person, {
					...at,
					...{ rows: levelChoice({ ...search, page }, rows, pageSize), withoutLive: withoutChoices },
				})
		if (view === null || view === 'nothing' || rows.kind === 'teams') return view
		return readPeopleRows(scope, person, { view, rows, questions: keys, choice })
	}
	let view = await read(given.page)
	if (view === null || view === 'nothing') return null
	// A page behind the last, of a link of yesterday, is the last.
	const page = pageSize === null ? 1 : Math.min(given.page, Math.max(1, Math.ceil(view.total / pageSize)))
	if (page < given.page && !isSorted(search)) view = await read(page)
	if (view === null || view === 'nothing') return null
	return {
		view: { ...view, children: [...view.pinned, ...view.children] },
		search: { ...search, page },
		statistic,
		...{ family, families, questions, rows, rowChoices, isApart, mayBeApart },
		isWhole: pageSize === null || isSorted(search),
		refusals: describeRefusals(given, { ...search, statistic }),
	}
}

const teams: HeatRows = { kind: 'teams' }
const noRows: RowChoice = { q: '', pin: [], descending: false, limit: 0, offset: 0 }

const isSorted = ({ sort }: HeatmapSearch): boolean => sort !== 'name'

function choiceOf(search: HeatmapSearch, pageSize: number | null): RowChoice {
	const isWhole = pageSize === null || isSorted(search)
	return {
		...{ q: search.q, pin: readPins(search.pin) },
		descending: !isSorted(search) && search.order === 'desc',
		...(isWhole ? { limit: null, offset: 0 } : { limit: pageSize, offset: (search.page - 1) * pageSize }),
	}
}

/** The teams that are read with the node: none where others stand in their place. */
const levelChoice = (search: HeatmapSearch, rows: HeatRows, pageSize: number | null): RowChoice =>
	rows.kind === 'teams' ? choiceOf(search, pageSize) : noRows

/** What was asked for; where that came from another cycle or lens and is not there, what the page opens with. */
async function readNearest(
	scope: AccountScope,
	person: Person,
	{ cycle, nearCycle, node, near, since }: HeatmapSearch,
	of: { rows: RowChoice; withoutLive: boolean },
): Promise<HeatmapView | 'nothing' | null> {
	const attempts = [
		{ cycle: cycle ?? nearCycle, nodeId: node ?? near },
		...(near !== undefined && node === undefined ? [{ cycle: cycle ?? nearCycle, nodeId: node }] : []),
		...(nearCycle !== undefined && cycle === undefined ? [{ cycle, nodeId: node }] : []),
	]
	for (const attempt of attempts) {
		const view = await readHeatmapView(scope, person, { ...attempt, since, ...of })
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
