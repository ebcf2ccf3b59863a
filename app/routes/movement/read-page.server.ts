import type { AccountSession } from '#app/auth/account-context.server.ts'
import { tierChangeText } from '#app/charts/change-text.ts'
import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { allFamiliesId, cellOfFamily, changeOfCell } from '#app/charts/describe-heat-cell.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { ShownMovement } from '#app/data/reports/read-movement.server.ts'
import { readMovement } from '#app/data/reports/read-movement.server.ts'
import { listMoved } from '#app/domain/heatmap/list-moved.ts'
import { movementSearchSchema } from '#app/domain/report/movement-search.ts'
import { summarizeMovement } from '#app/domain/report/movement.ts'
import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { notFound } from '#app/lib/http.server.ts'
import { sayParts, sayPublished } from '#app/ui/format.tsx'
import { familiesText } from './families-text.ts'

/**
 * One side of a group: its mean, of how many and, where it is not of all families, of which part of them; or why there is none.
 */
export type Side =
	{ mean: number; n: number; ofFamilies: string | null } | Exclude<ResultCell['kind'], 'shown'>

const sideOf = ({ tier, familyIds, leftOut }: CellOfFamily, locale: string): Side =>
	tier.kind === 'shown'
		? {
				...{ mean: tierOf(tier.summary.meanHalfSteps), n: tier.summary.n },
				ofFamilies: familiesText({ shown: familyIds.length, leftOut }, locale),
			}
		: tier.kind

/** How many stand at each tier; null where that is not shown. */
const spreadOf = (cell: ResultCell): readonly number[] | null =>
	cell.kind === 'shown' ? cell.summary.distribution : null

/** The whole account as a row, and which families are in it. */
function flowOf(
	{ node, families }: HeatmapView,
	{ familyIds, leftOut, step, ...movement }: ShownMovement,
	locale: string,
) {
	return {
		row: { id: node.id, name: node.name, isTotal: true, href: null, ...movement },
		families: families.filter(({ id }) => familyIds.includes(id)).map(({ name }) => name),
		leftOut,
		/** To multiples of how many people it is told; null for as it is. */
		step,
		/** '3 of 5 families'; null where none is left out. */
		ofFamilies: familiesText({ shown: familyIds.length, leftOut }, locale),
	}
}

/** Null where nothing is compared. */
const changeTextOf = (
	{ now, before }: { now: CellOfFamily; before: CellOfFamily },
	k: number,
	locale: string,
): string | null =>
	changeOfCell(now, before, k) && now.tier.kind === 'shown' && before.tier.kind === 'shown'
		? tierChangeText(
				{ before: before.tier.summary.meanHalfSteps, now: now.tier.summary.meanHalfSteps },
				locale,
			)
		: null

/** So many groups are listed that moved most. */
const mostMoved = 3

/** The movement that the URL asks for. What is not there for this person is the 404. */
export async function readMovementPage({ scope, person, account }: AccountSession, url: URL) {
	const search = movementSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const { cycle, node, family, since } = search.data
	const found = await readMovement(scope, person, {
		...{ cycle, nodeId: node, familyId: family },
		since: since || undefined,
	})
	if (found === null) throw notFound()
	if (found === 'nothing') return { kind: 'nothing' as const }
	const { view, movements, shown, comparisonName, isChosen, choices } = found
	if (family !== undefined && !view.families.some(({ id }) => id === family)) throw notFound()
	const page = `/a/${account.slug}/reports/movement`
	const movedFamilies = view.families.filter(({ id }) => family === undefined || id === family)
	const hrefOf = (nodeId: string) =>
		`${page}?${new URLSearchParams({ cycle: view.cycle.ref, node: nodeId, ...(family && { family }), ...(since && { since }) })}`
	const nodes = [view.node, ...view.children].map(({ id, name }) => ({
		...{ id, name, isTotal: id === view.node.id },
		href: id === view.node.id ? null : hrefOf(id),
	}))
	const common = {
		locale: account.locale,
		k: view.k,
		asOf: sayParts(
			...[view.node.name, view.cycle.name, comparisonName && `since ${comparisonName}`],
			sayPublished(view.cycle.publishedAt, account.locale, account.timeZone),
		),
		path: view.path.map(({ id, name }) => ({ label: name, href: hrefOf(id) })),
		comparisonName,
		cycle: view.cycle.ref,
		cycleName: view.cycle.name,
		familyName: view.families.find(({ id }) => id === family)?.name ?? null,
		// The running cycle has no result that could have moved.
		cycles: view.cycles
			.filter(({ version }) => version !== null)
			.map(({ ref, name }) => ({ value: ref, label: name })),
		family: family ?? '',
		families: view.families.map(({ id, name }) => ({ value: id, label: name })),
		csvHref: `${page}.csv${url.search}`,
		/** Of one cycle that was chosen there are no two sides at hand. */
		moved: isChosen ? null : listMoved({ ...view, families: movedFamilies }, { most: mostMoved }),
	}
	if (movements) {
		return {
			kind: 'flows' as const,
			...common,
			since: choices.includes(since) ? since : '',
			choices,
			rows: nodes.map((one) => ({ ...one, ...(movements.get(one.id) ?? summarizeMovement([])) })),
		}
	}
	return {
		kind: 'sides' as const,
		...common,
		isAccount: view.node.id === scope.accountId,
		/** Teams in which the reader sees everybody in this cycle. */
		ownTeams: view.openTops.map(({ name }) => name),
		/** Who went where in the whole account, as far as it is shown. */
		flow: shown && flowOf(view, shown, account.locale),
		/** Whether another cycle was asked for than the one that the reader gets. */
		isOtherAsked: since !== '',
		spread: [view.comparisonCells, view.cells].map((cells) =>
			spreadOf(cellOfFamily(cells.get(view.node.id), family ?? allFamiliesId).tier),
		),
		rows: nodes.map((one) => {
			const now = cellOfFamily(view.cells.get(one.id), family ?? allFamiliesId)
			const before = cellOfFamily(view.comparisonCells.get(one.id), family ?? allFamiliesId)
			return {
				...one,
				then: sideOf(before, account.locale),
				now: sideOf(now, account.locale),
				change: changeTextOf({ now, before }, view.k, account.locale),
			}
		}),
	}
}

export type MovementPage = Awaited<ReturnType<typeof readMovementPage>>
