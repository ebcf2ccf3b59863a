import { useMemo } from 'react'
import { FileUp, ListTree, Plus } from 'lucide-react'
import { redirect, useLocation } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listTeams, teamSorts } from '#app/data/list-teams.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { PeopleTabs } from '#app/ui/people-tabs.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { columnsOf } from './columns.tsx'

const pageSize = 100

const searchSchema = z.object({
	q: z.string().trim().max(200).catch(''),
	state: z.enum(['active', 'archived']).catch('active'),
	sort: z.enum(teamSorts).catch('tree'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const url = new URL(request.url)
	const { q, state, sort, order, page } = searchSchema.parse(Object.fromEntries(url.searchParams))
	const { locale } = account
	const { rows, total } = await listTeams(scope, { search: q, state, sort, order, page, pageSize, locale })
	if (rows.length === 0 && page > 1)
		throw redirect(`/a/${account.slug}/teams${changeSearch(url.searchParams, { page: null })}`)
	return {
		rows,
		paging: { page, pageSize, total },
		sort: { sort, order },
		q,
		state,
		isEmpty: total === 0 && q === '' && state === 'active',
		locale,
	}
}

export const meta: Route.MetaFunction = () => [{ title: 'Teams · Contour' }]

export default function Teams({ loaderData, params }: Route.ComponentProps) {
	const { rows, paging, sort, q, state, isEmpty, locale } = loaderData
	const root = `/a/${params.account}`
	// Only in the order of the tree a team stands below its parent.
	const isTree = sort.sort === 'tree' && q === '' && state === 'active'
	const columns = useMemo(() => columnsOf(root, locale, isTree), [root, locale, isTree])
	return (
		<div className="stack">
			<PageHeader
				title="Teams"
				description="The tree that heatmaps follow. A lead sees the results of the team and of all teams below it."
				actions={
					!isEmpty && (
						<>
							<ButtonLink to={`${root}/teams/lenses`}>Lenses</ButtonLink>
							<ButtonLink to={`${root}/teams/new`} variant="primary" icon={Plus}>
								New team
							</ButtonLink>
						</>
					)
				}
				below={<PeopleTabs slug={params.account} current="teams" />}
			/>
			{isEmpty && state === 'active' ? (
				<EmptyState
					title="No teams yet"
					action={
						<>
							<ButtonLink to={`${root}/roster-imports/new`} variant="primary" icon={FileUp}>
								Import a file
							</ButtonLink>
							<ButtonLink to={`${root}/teams/new`} icon={Plus}>
								Create one team
							</ButtonLink>
						</>
					}
				>
					<p>
						A file from your HR system brings teams along with the people. You can also build the tree by
						hand.
					</p>
				</EmptyState>
			) : (
				<DataTable
					caption="Teams"
					columns={columns}
					rows={rows}
					rowId={({ id }) => id}
					locale={locale}
					sort={sort}
					paging={paging}
					noun={{ one: 'team', other: 'teams' }}
					filter={<Filter q={q} state={state} isTree={sort.sort === 'tree'} />}
					empty={
						<EmptyState title="No team matches" headingLevel={3}>
							<p>Change the filter, or clear it to see the whole tree.</p>
						</EmptyState>
					}
				/>
			)}
		</div>
	)
}

function Filter({ q, state, isTree }: { q: string; state: string; isTree: boolean }) {
	const { search } = useLocation()
	const inTree = changeSearch(search, { sort: null, order: null, page: null })
	return (
		<FilterForm
			names={['q', 'state']}
			actions={
				!isTree && (
					<ButtonLink to={inTree} size="small" icon={ListTree}>
						In the order of the tree
					</ButtonLink>
				)
			}
		>
			<TextField
				name="q"
				type="search"
				label="Search"
				placeholder="Team or lead"
				defaultValue={q}
				maxLength={200}
				controlSize="small"
			/>
			<SelectField
				name="state"
				label="Status"
				defaultValue={state}
				controlSize="small"
				options={[
					{ value: 'active', label: 'In the tree' },
					{ value: 'archived', label: 'Archived' },
				]}
			/>
		</FilterForm>
	)
}
