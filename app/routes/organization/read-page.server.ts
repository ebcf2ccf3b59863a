import { redirect } from 'react-router'
import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, cellOfFamily, describeHeatCell } from '#app/charts/describe-heat-cell.ts'
import type { OrganizationNode } from '#app/charts/organization-chart.tsx'
import type { PublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { readPublishedView, withoutRows } from '#app/data/heatmap/read-published-view.server.ts'
import type { WholeHeatmap } from '#app/data/heatmap/read-whole-heatmap.server.ts'
import { readWholeHeatmap } from '#app/data/heatmap/read-whole-heatmap.server.ts'
import { cycleOptions } from '#app/domain/heatmap/cycle-options.ts'
import { familyOptions } from '#app/domain/heatmap/family-options.ts'
import { notFound } from '#app/lib/http.server.ts'
import { sayParts, sayPublished } from '#app/ui/format.tsx'
import { changeSearch } from '#app/ui/search.ts'

/** A picture of more teams than this shows nothing of any. */
const mostDrawn = 400
const pageSize = 50

const searchSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	family: z.guid().optional().catch(undefined),
	sort: z.enum(['team', 'mean']).catch('team'),
	order: z.enum(['asc', 'desc']).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** Every team that the reader can reach in one list and one picture. */
export async function readOrganizationPage({ scope, person, account }: AccountSession, url: URL) {
	const search = searchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const { cycle, family, sort, order = sort === 'mean' ? 'desc' : 'asc', page } = search.data
	const { locale, timeZone, slug } = account
	const view = await readPublishedView(scope, person, { cycle, rows: withoutRows })
	if (view === null) throw notFound()
	if (view === 'nothing') return { kind: 'nothing' as const }
	const found = view.families.find(({ id }) => id === family)
	if (family !== undefined && !found) throw notFound()
	const whole = await readWholeHeatmap(scope, person, { view })
	const describe = teamsOf(view, whole, { familyId: family ?? allFamiliesId, locale, slug })
	const rows = pageOf(whole.nodes, describe, { sort, order, page })
	if (rows.length === 0 && page > 1)
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
	return {
		kind: 'organization' as const,
		locale,
		asOf: sayParts(view.cycle.name, sayPublished(view.cycle.publishedAt, locale, timeZone)),
		cycle: view.cycle.ref,
		cycleName: view.cycle.name,
		comparisonName: view.comparisonName,
		cycles: cycleOptions(view.cycles),
		family: family ?? '',
		familyName: found?.name ?? null,
		families: familyOptions(view.families),
		...{ k: view.k, isSuppressed: view.isSuppressed },
		sort: { sort, order },
		paging: { page, pageSize, total: whole.nodes.length },
		rows,
		picture: pictureOf(whole.nodes, describe),
	}
}

export type OrganizationPage = Extract<
	Awaited<ReturnType<typeof readOrganizationPage>>,
	{ kind: 'organization' }
>
export type TeamRow = OrganizationPage['rows'][number]

type Of = { familyId: string; locale: string; slug: string }

/** Says what a team shows: of thousands only a page and a picture are looked at. */
function teamsOf(view: PublishedView, { nodes, cells, comparisonCells }: WholeHeatmap, of: Of) {
	const names = new Map(nodes.map(({ id, name }) => [id, name]))
	return ({ id, name, above, hasBelow }: Node) => {
		const cell = describeHeatCell({
			now: cellOfFamily(cells.get(id), of.familyId),
			before: cellOfFamily(comparisonCells.get(id), of.familyId),
			...{ statistic: 'mean', k: view.k, when: view.cycle.name, locale: of.locale },
		})
		const path = `/a/${of.slug}/heatmap`
		const search = { cycle: view.cycle.ref, node: id }
		const parentId = above.at(-1) ?? null
		return {
			...{ id, name, parentId, depth: above.length },
			parent: parentId === null ? null : (names.get(parentId) ?? null),
			href: hasBelow
				? `${path}?${new URLSearchParams(search)}`
				: `${path}/cell?${new URLSearchParams({ ...search, family: of.familyId })}`,
			...figureOf(cell),
		}
	}
}

function figureOf(cell: ReturnType<typeof describeHeatCell>) {
	switch (cell.kind) {
		case 'value':
			return {
				...{ kind: 'value' as const, tier: cell.value, text: cell.text },
				assessed: cell.note ?? null,
				change: cell.change?.text ?? null,
				description: cell.description ?? cell.text,
			}
		case 'suppressed':
			return { kind: cell.kind, ...without, text: 'Hidden', description: 'hidden' }
		case 'exempt':
			return { kind: cell.kind, ...without, text: 'Exempt', description: 'exempt' }
		case 'notAssessed':
			return {
				...{ kind: cell.kind, ...without, text: 'Not assessed' },
				assessed: cell.note ?? null,
				description: ['not assessed', cell.description].filter(Boolean).join(' · '),
			}
		default:
			return { kind: 'empty' as const, ...without, text: '–', description: 'nobody here' }
	}
}
const without = { tier: undefined, assessed: null, change: null }

type Node = WholeHeatmap['nodes'][number]
type Team = ReturnType<ReturnType<typeof teamsOf>>
type Sort = { sort: 'team' | 'mean'; order: 'asc' | 'desc'; page: number }

/** By what is shown alone: what is not has no place between the figures, and stays in the order of the tree. */
function pageOf(nodes: readonly Node[], describe: (node: Node) => Team, { sort, order, page }: Sort): Team[] {
	const cut = <Item>(all: readonly Item[]) => all.slice((page - 1) * pageSize, page * pageSize)
	if (sort === 'team') return cut(order === 'asc' ? nodes : nodes.toReversed()).map(describe)
	const teams = nodes.map(describe)
	const shown = teams.filter(({ kind }) => kind === 'value')
	const sign = order === 'asc' ? 1 : -1
	return cut([
		...shown.toSorted((a, b) => sign * ((a.tier ?? 0) - (b.tier ?? 0))),
		...teams.filter(({ kind }) => kind !== 'value'),
	])
}

/** As many levels from the top as can be drawn; no nodes where the first level alone is too wide. */
function pictureOf(
	nodes: readonly Node[],
	describe: (node: Node) => Team,
): { nodes: OrganizationNode[]; levels: number; isWhole: boolean } {
	const deepest = nodes.reduce((most, { above }) => Math.max(most, above.length), 0)
	let levels = deepest
	const upTo = (depth: number) => nodes.filter(({ above }) => above.length <= depth)
	while (levels > 0 && upTo(levels).length > mostDrawn) levels -= 1
	const drawn = levels === 0 ? [] : upTo(levels)
	return {
		nodes: drawn.map(describe).map(({ id, parentId, name, kind, tier, text, description }) => ({
			...{ id, parentId, name, kind, tier, text, description: `${name}: ${description}` },
		})),
		levels,
		isWhole: levels === deepest,
	}
}
