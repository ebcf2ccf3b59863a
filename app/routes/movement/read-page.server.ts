import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, cellOfFamily, changeOfCell } from '#app/charts/describe-heat-cell.ts'
import { readMovement } from '#app/data/reports/read-movement.server.ts'
import { movementSearchSchema } from '#app/domain/report/movement-search.ts'
import { summarizeMovement } from '#app/domain/report/movement.ts'
import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { notFound } from '#app/lib/http.server.ts'
import { formatDate } from '#app/ui/format.tsx'

/** One side of a group: its mean and of how many, or why there is none. */
export type Side = { mean: number; n: number } | Exclude<ResultCell['kind'], 'shown'>

const sideOf = (cell: ResultCell): Side =>
	cell.kind === 'shown' ? { mean: tierOf(cell.summary.meanHalfSteps), n: cell.summary.n } : cell.kind

/** The movement that the URL asks for. What is not there for this person is the 404. */
export async function readMovementPage({ scope, person, account }: AccountSession, url: URL) {
	const search = movementSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const { cycle, node, family } = search.data
	const found = await readMovement(scope, person, { cycle, nodeId: node, familyId: family })
	if (found === null) throw notFound()
	if (found === 'nothing') return { kind: 'nothing' as const }
	const { view, movements } = found
	if (family !== undefined && !view.families.some(({ id }) => id === family)) throw notFound()
	const page = `/a/${account.slug}/reports/movement`
	const hrefOf = (nodeId: string) =>
		`${page}?${new URLSearchParams({ cycle: view.cycle.ref, node: nodeId, ...(family && { family }) })}`
	const nodes = [view.node, ...view.children].map(({ id, name }) => ({
		...{ id, name, isTotal: id === view.node.id },
		href: id === view.node.id ? null : hrefOf(id),
	}))
	const { publishedAt } = view.cycle
	const published = publishedAt && `published ${formatDate(publishedAt, account.locale, account.timeZone)}`
	const common = {
		locale: account.locale,
		k: view.k,
		asOf: [view.node.name, view.cycle.name, view.comparisonName && `since ${view.comparisonName}`, published]
			.filter(Boolean)
			.join(' · '),
		path: view.path.map(({ id, name }) => ({ label: name, href: hrefOf(id) })),
		comparisonName: view.comparisonName,
		cycle: view.cycle.ref,
		// The running cycle has no result that could have moved.
		cycles: view.cycles
			.filter(({ version }) => version !== null)
			.map(({ ref, name }) => ({ value: ref, label: name })),
		family: family ?? '',
		families: view.families.map(({ id, name }) => ({ value: id, label: name })),
		csvHref: `${page}.csv${url.search}`,
	}
	if (movements) {
		return {
			kind: 'flows' as const,
			...common,
			rows: nodes.map((one) => ({ ...one, ...(movements.get(one.id) ?? summarizeMovement([])) })),
		}
	}
	return {
		kind: 'sides' as const,
		...common,
		rows: nodes.map((one) => {
			const now = cellOfFamily(view.cells.get(one.id), family ?? allFamiliesId)
			const before = cellOfFamily(view.comparisonCells.get(one.id), family ?? allFamiliesId)
			const change = changeOfCell(now, before, view.k)
			return {
				...one,
				then: sideOf(before.tier),
				now: sideOf(now.tier),
				change: change && tierOf(change.meanHalfSteps),
			}
		}),
	}
}

export type MovementPage = Awaited<ReturnType<typeof readMovementPage>>
