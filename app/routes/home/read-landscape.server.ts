import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, assessedText, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { firstRows } from '#app/charts/first-rows.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { heatRowsOf } from '#app/charts/heat-table.ts'
import { linksOf } from '#app/charts/heatmap-links.ts'
import { metricColumnFor } from '#app/charts/metric-column.ts'
import { movedCells, movementOf } from '#app/charts/moved-cells.ts'
import { arrangeRows, columnsOfView } from '#app/charts/view-columns.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readAskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readColumnFigures } from '#app/data/heatmap/read-column-figures.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { hasHardlyMoved } from '#app/domain/heatmap/has-moved.ts'
import { heatRowsWords } from '#app/domain/heatmap/heat-rows.ts'
import { heatmapSearchSchema } from '#app/domain/heatmap/heatmap-search.ts'
import { heatColumnNames, readMetricKeys } from '#app/domain/heatmap/heatmap-words.ts'
import type { BeginWith } from './read-begin-with.server.ts'
import { readStuck } from './read-stuck.server.ts'

/** So many teams that moved are named: the table has them all. */
const few = 6

/**
 * What whoever reads the whole company begins with: their own view, or else the top of the newest published heatmap. The same
 * figures by the same read as on its own page. Null for anybody else, and before the first publication.
 */
export async function readLandscape(session: AccountSession, { beginWith }: { beginWith: BeginWith | null }) {
	const { scope, person, account } = session
	const reach = reachOf(person, 'heatmap.read')
	if (!reach.has('all') && !reach.has('suppressed')) return null
	const own = beginWith && (await readPublished(session, beginWith.parameters))
	const isHere = own !== null && fitsHere(own)
	// Of a view that is more than fits here, the tiers of its cycle and team.
	const { cycle: cycleRef = '', node: nodeRef = '' } = beginWith?.parameters ?? {}
	const plain = { ...(cycleRef && { cycle: cycleRef }), ...(nodeRef && { node: nodeRef }) }
	const asked = isHere
		? own
		: ((own && (await readPublished(session, plain))) ?? (await readPublished(session, {})))
	if (!asked) return null
	const { view, search, statistic, rows, family } = asked
	const { cycle, node, cells } = view
	const { locale } = account
	const familyId = family?.id ?? allFamiliesId
	const links = linksOf(search, { root: `/a/${account.slug}/heatmap`, cycle: cycle.ref, node: node.id })
	const plainLinks = linksOf(heatmapSearchSchema.parse({}), {
		...{ root: `/a/${account.slug}/heatmap`, cycle: cycle.ref, node: node.id },
	})
	const figures = await readColumnFigures(scope, person, {
		...{ view, by: search.by, rows, statistic, metrics: readMetricKeys(search.metrics) },
		isWanted: (level) => metricColumnFor(level, familyId) !== undefined,
	})
	const { sources, scale, changeSince } = columnsOfView(view, figures, {
		...{ statistic, familyId, questions: asked.questions, locale, links, familyHref: () => undefined },
	})
	const children = [...view.pinned, ...arrangeRows(view, sources, search)]
	const { level, more } = firstRows({ ...view, children })
	const { columns, rowOf } = heatRowsOf(sources, {})
	const rowHref = rows.kind === 'teams' ? links.nodeHref : links.rowHref
	// Who moved and who is stuck is said of teams alone.
	const teams = rows.kind === 'teams' ? level.children : []
	const moved = movedCells(rows.kind === 'teams' ? view : { ...view, children: [] }, locale)
	const stuck = await readStuck(scope, { view: { ...view, children: teams }, locale })
	return {
		cycleName: cycle.name,
		publishedAt: cycle.publishedAt,
		/** Of a part of the company, where the reader’s own view is of that. */
		partName: node.id === account.id ? null : node.name,
		/** What becomes of the view that the reader has chosen to begin with. */
		ownView: !beginWith ? null : !own ? 'gone' : isHere ? 'here' : 'elsewhere',
		/** What is said beside the cycle: the statistic, or what the columns are where they say it themselves. */
		shown:
			search.by === 'tiers' || search.by === 'metrics'
				? heatColumnNames[search.by]
				: heatStatisticWords[statistic].title,
		/** What the table shows, beside the cycle. */
		captioned: {
			...{ by: search.by, statistic, familyName: family?.name ?? null, isApart: false },
			...{ rowWords: heatRowsWords(rows), isOfPeople: rows.kind !== 'teams' },
		},
		hasLongHeads: search.by === 'questions' || search.by === 'metrics',
		scale,
		assessed: assessedText(cellOfFamily(cells.get(node.id), allFamiliesId), locale),
		comparisonName: view.comparisonName,
		/** What the changes in the table are since. */
		changeSince,
		isSuppressed: view.isSuppressed,
		boardHref: `/a/${account.slug}/board?${new URLSearchParams({ cycle: cycle.ref, node: node.id })}`,
		/** Which groups are looked at for who is stuck. */
		stuckAmong: stuckAmong(rows, view, search),
		moved: {
			families: moved.families.map((one) => movedOf(one, plainLinks.cellHref)),
			/** Whether any team can be compared. */
			hasTeams: moved.teams.length > 0,
			// Who hardly moved did not move most. A stable sort: what changed alike stays in the order of the table.
			teams: moved.teams
				.filter((team) => !hasHardlyMoved(team))
				.toSorted((a, b) => Math.abs(movementOf(b)) - Math.abs(movementOf(a)))
				.slice(0, few)
				.map((one) => movedOf(one, plainLinks.cellHref)),
			stuck: (stuck ?? []).map(({ targetText, ...one }) => ({
				...movedOf(one, plainLinks.cellHref),
				targetText,
			})),
		},
		more,
		columns,
		total: rowOf(level.node, links.nodeHref(node.id)),
		rows: level.children.map((row) => rowOf(row, rowHref(row.id))),
	}
}

/** In a table of families the groups of its teams can be seen; other columns have none, and other rows no teams. */
function stuckAmong(
	rows: AskedHeatmap['rows'],
	{ children }: AskedHeatmap['view'],
	{ by }: AskedHeatmap['search'],
): 'table' | 'teams' | 'families' {
	if (rows.kind !== 'teams' || children.length === 0) return 'families'
	return by === 'families' ? 'table' : 'teams'
}

/** Not two raters and no metric in the place of tiers: these stand on the view's own page, with all that has to be said of them. */
const fitsHere = ({ isApart, search }: AskedHeatmap): boolean => !isApart && search.metric === ''

/** Null where there is none such, and while nothing is published. */
async function readPublished(
	{ scope, person }: AccountSession,
	parameters: Readonly<Record<string, string>>,
): Promise<AskedHeatmap | null> {
	const asked = await readAskedHeatmap(scope, person, {
		...{ params: new URLSearchParams(parameters), pageSize: null, withoutChoices: true },
	})
	return asked === null || asked === 'nothing' || asked.view.cycle.version === null ? null : asked
}

type Moved = ReturnType<typeof movedCells>['families'][number]

const movedOf = (
	{ name, nodeId, familyId, figures, text, description }: Moved,
	cellHref: (nodeId: string, familyId: string) => string,
) => ({ name, nodeId, familyId, figures, text, description, href: cellHref(nodeId, familyId) })
